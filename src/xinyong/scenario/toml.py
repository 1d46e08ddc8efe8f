"""Scenarios as TOML tables: laying changes over them, and writing them with the meaning of each line as a comment.

Changes apply to sections key by key, to rules by id, and to values as a whole with their provenance. Whether values are
valid is checked later, in one place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from ..errors import Description, nearest, not_text
from .declaration import Number
from .months import FIRST_MONTH
from .parameter import Declaration, Section
from .parameter_value import USER, Setting, TomlTable
from .provenance import KeyPath, refuse
from .rules import Rule, changed_field, has_provenance, plain_value

BOTH_FORMS = Description("[[rules]] and [rules.some-id] in one file")
ONE_FORM = "one of the two forms in a file, as TOML cannot hold both"
ONE_FORM_REMEDY = "Write every change of a rule as a table [[rules]] with the rule's id."

_DEFINING = ("kind", "trigger", "effect")


def nested(changes: Mapping[str, Any]) -> TomlTable:
    """The changes as nested tables: ``{"watching.on": False}`` becomes ``{"watching": {"on": False}}``.

    Raises
    ------
    PydanticCustomError
        A refusal, if one change would overwrite another.
    """
    table: TomlTable = {}
    for path, given in changes.items():
        value = builtin(given)
        for part in reversed(path.split(".")):
            value = {part: value}
        _lay(value, table)
    return table


def _lay(changes: Mapping[str, Any], table: TomlTable, path: KeyPath = ()) -> None:
    """Lay changes into a table, in place."""
    for key, value in changes.items():
        here = (*path, key)
        if key not in table:
            table[key] = dict(value) if isinstance(value, Mapping) else value
        elif _both_tables(table[key], value):
            table[key] = dict(table[key])
            _lay(value, table[key], here)
        else:
            name = ".".join(map(str, here))
            received = Description(f"two changes of {name}: {table[key]!r} and {value!r}")
            raise refuse(received, accepted="each value once", remedy=f"Give {name} one value.", path=here)


def builtin(value: Any) -> Any:
    """Replace NumPy's numbers, truths and arrays in a value by Python's own."""
    if isinstance(value, Mapping):
        return {name: builtin(one) for name, one in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(builtin, value))
    return value.tolist() if hasattr(value, "tolist") and hasattr(value, "dtype") else value


def merged(parent: Mapping[str, Any], child: Mapping[str, Any], section: type[Section]) -> TomlTable:
    """Lay the child's changes over the parent's table of a whole section, in which every value has its provenance.

    The child has the same form, with plain values allowed for every parameter. `section` says which keys are nested
    sections, and which parameters.

    Raises
    ------
    PydanticCustomError
        If `rules` does not contain rules, or if a rule that changes only some fields has an id that the parent does not
        have.
    """
    table = dict(parent)
    sections = section.sections()
    for key, value in child.items():
        if isinstance(value, BaseModel):
            value = value.model_dump(mode="json", by_alias=True, exclude_none=True)
        if key in sections and isinstance(value, Mapping):
            table[key] = merged(table.get(key, {}), value, sections[key])
        elif key == "rules":
            table[key] = merged_rules(table.get(key, []), value)
        elif not _is_held(table.get(key), value):
            table[key] = _with_earlier_values(section.declared().get(key), table.get(key), value)
    return table


def _with_earlier_values(declared: Declaration | None, parent: object, child: object) -> object:
    """The child's dated values, after those that the parent has before the first of these dates.

    Joined by straight lines, values keep the parent's course up to the month before that date. Nothing is added if the
    parent has the child's first value from the beginning, so that a complete list stays as it is.
    """
    if not isinstance(declared, Number) or parent is None or not isinstance(child, list | tuple):
        return child
    try:
        old, new = declared.read(parent), declared.read(child)
    except PydanticCustomError:
        return child  # refused later, in one place, with the numbers of the rows that were given
    first = new.points[0].from_month or 0
    earlier = [point for point in old.points if point.from_month is not None and point.from_month < first]
    if not earlier and (first <= FIRST_MONTH or old.points[0].value == new.points[0].value):
        return child
    earlier = earlier or [old.points[0].model_copy(update={"from_month": FIRST_MONTH})]
    if declared.between == "linear" and earlier[-1].from_month != first - 1:
        earlier.append(earlier[-1].model_copy(update={"from_month": first - 1, "value": old.at(first - 1)}))
    return Setting(points=(*earlier, *new.points), between=declared.between).as_toml()


def merged_rules(parent: Iterable[Mapping[str, Any]], child: object) -> list[TomlTable]:
    """The parent's rules, with changed fields where the child has the same id, followed by new rules."""
    rules = {str(rule["id"]): dict(rule) for rule in parent}
    for change in _rule_tables(child):
        if (
            rules.keys() & change.keys()
        ) - Rule.model_fields.keys():  # [rules.some-id] below [[rules]] becomes a key of the rule above it
            raise refuse(BOTH_FORMS, accepted=ONE_FORM, remedy=ONE_FORM_REMEDY, path=("rules",))
        name = change.get("id")
        if not isinstance(name, str):
            received = Description("a rule without an id")
            raise refuse(received, accepted="an id in every rule", remedy="Add id.", path=("rules",))
        if name in rules:
            rules[name] = _changed_rule(rules[name], change)
        elif not any(key in change for key in _DEFINING):
            remedy = (
                nearest(name, rules)
                if rules
                else "This scenario has no rules to change; a new rule needs kind, trigger and effect."
            )
            accepted = "the id of a rule to change, or a whole new rule with kind, trigger, effect"
            received = Description(f"an unknown rule {name!r}")
            raise refuse(received, accepted=accepted, remedy=remedy, path=("rules", name))
        else:
            rules[name] = change
    return list(rules.values())


def _rule_tables(given: object) -> list[TomlTable]:
    """Rules as a list of tables, from ``[[rules]]`` (a list) or ``[rules.some-id]`` (a table by id)."""
    if isinstance(given, Mapping):
        for name, rule in given.items():
            if not isinstance(rule, Mapping):
                remedy = f"Name a field of the rule. To switch the rule on or off, set rules.{name}.on = true or false."
                raise refuse(not_text(rule), accepted="a table of fields", remedy=remedy, path=("rules", name))
        rows: list[object] = [{"id": name, **rule} for name, rule in given.items()]
    elif isinstance(given, list | tuple):
        rows = [r.as_table() if hasattr(r, "as_table") else r for r in given]
    else:
        rows = [given]
    for row in rows:
        if not isinstance(row, Mapping):
            remedy = "Write every rule as a table [[rules]], or its changes as a table [rules.some-id]."
            raise refuse(not_text(row), accepted="tables", remedy=remedy, path=("rules",))
    tables = [dict(row) for row in rows if isinstance(row, Mapping)]
    names = [t.get("id") for t in tables]
    for name in names:
        if names.count(name) > 1:
            remedy = "Give each rule its own id, or write both changes in one table."
            raise refuse(Description(f"two rules {name!r}"), accepted="unique ids", remedy=remedy, path=("rules",))
    return tables


def _changed_rule(parent: TomlTable, change: TomlTable) -> TomlTable:
    """One rule with changed fields; the user is the source of a changed kind, trigger or effect unless it names one."""
    if "trigger" in change and not has_provenance("trigger", change["trigger"]):
        was = plain_value("trigger", parent.get("trigger"))
        change = change | {"trigger": _changed_trigger(was, change["trigger"])}
    table = parent | {key: changed_field(key, parent.get(key), value) for key, value in change.items()}
    plain = [key for key in _DEFINING if key in change and not has_provenance(key, change[key])]
    if any(plain_value(key, parent.get(key)) != change[key] for key in plain):
        table["source"] = change.get("source", USER)
        table["label"] = change.get("label", "hypothetical")
    return table


def _changed_trigger(parent: object, change: object) -> object:
    """A trigger with changed fields: a condition that the parent has keeps the fields that the change leaves out."""
    if not isinstance(parent, Mapping) or not isinstance(change, Mapping):
        return change
    return {k: {**parent[k], **v} if _both_tables(parent.get(k), v) else v for k, v in change.items()}


def _is_held(parent: object, value: object) -> bool:
    """Whether a plain value equals the parent's value, so that the provenance remains."""
    if not isinstance(parent, Mapping) or isinstance(value, Mapping):
        return False
    current = parent.get("value")
    return isinstance(current, bool) == isinstance(value, bool) and current == value


def _both_tables(a: object, b: object) -> bool:
    return isinstance(a, Mapping) and isinstance(b, Mapping)


def section_toml(section: Section, path: str) -> str:
    """A section and its nested sections: every parameter with its provenance, and its meaning as a comment."""
    table = section.model_dump(mode="json", by_alias=True)
    lines = [f"[{path}]"]
    declared = section.declared()
    for name, current in table.items():
        if name in declared:
            lines += [_remark(declared[name]), f"{name} = {value_toml(current)}"]
        elif name not in section.sections():
            lines.append(f"{name} = {value_toml(current)}")
    parts = ["\n".join(lines)]
    parts += [section_toml(getattr(section, name), f"{path}.{name}") for name in section.sections()]
    return "\n\n".join(parts)


def rule_toml(rule: Mapping[str, Any]) -> str:
    """One rule as a ``[[rules]]`` table."""
    return "\n".join(["[[rules]]", *(f"{name} = {value_toml(value)}" for name, value in rule.items())])


def value_toml(value: object) -> str:
    """A value as TOML: text, truth, number, list, or inline table.

    Raises
    ------
    TypeError
        For types that a scenario does not contain.
    """
    if isinstance(value, str):
        # JSON's escapes are TOML's, except that TOML wants DEL escaped too.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {value_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + _lines([value_toml(v) for v in value]) + "]"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _lines(items: list[str]) -> str:
    if any(item.startswith("{") for item in items):
        return "\n" + "".join(f"    {item},\n" for item in items)
    return ", ".join(items)


def _remark(declared: Declaration) -> str:
    return "# " + " ".join(f"{declared.meaning} ({_range(declared)})".split())


def _range(declared: Declaration) -> str:
    if isinstance(declared, Number):
        unit = f"{declared.unit}, " if declared.unit else ""
        return f"{unit}{declared.low:g} to {declared.high:g}"
    return declared.accepted
