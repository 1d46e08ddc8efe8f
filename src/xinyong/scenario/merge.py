"""Laying changes over a scenario: sections key by key, rules by id, values whole with their provenance.

Works on tables as TOML files hold them; what the values may be is checked afterwards, in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from ..errors import Description, nearest, not_text
from .dated_value import USER
from .parameter import Section
from .refusal import refuse
from .rule_provenance import bare, changed, is_told

Table = dict[str, Any]

_DEFINING = ("kind", "trigger", "effect")


def nested(changes: Mapping[str, Any]) -> Table:
    """The changes as nested tables: ``{"watching.on": False}`` becomes ``{"watching": {"on": False}}``."""
    table: Table = {}
    for path, value in changes.items():
        here = table
        *parents, last = path.split(".")
        for parent in parents:
            if not isinstance(here.get(parent), dict):
                here[parent] = {}
            here = here[parent]
        here[last] = {**here[last], **value} if _both_tables(here.get(last), value) else value
    return table


def merged(parent: Mapping[str, Any], child: Mapping[str, Any], section: type[Section]) -> Table:
    """The parent's table with the child's changes.

    Parameters
    ----------
    parent
        The table of a whole section, every value with its provenance.
    child
        Changes in the same form; a plain value is allowed wherever a parameter stands.
    section
        The class of the section: which keys are nested sections, and which parameters.

    Raises
    ------
    PydanticCustomError
        A refusal (see `xinyong.scenario.refusal`) if `rules` does not hold rules, or if one that only changes
        a few fields has an id which the parent does not know.
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
            table[key] = value
    return table


def merged_rules(parent: Iterable[Mapping[str, Any]], child: object) -> list[Table]:
    """The parent's rules, changed field by field where the child has the same id, then the new ones."""
    rules = {str(rule["id"]): dict(rule) for rule in parent}
    for change in _rule_tables(child):
        name = change.get("id")
        if not isinstance(name, str):
            received = Description("a rule without an id")
            raise refuse(received, accepted="an id in every rule", remedy="Add id.", path=("rules",))
        if name in rules:
            rules[name] = _changed_rule(rules[name], change)
        elif not any(key in change for key in _DEFINING):
            remedy = nearest(name, rules) if rules else "Here are no rules to change; a new one needs a trigger."
            accepted = "the id of a rule to change, or a whole new rule with kind, trigger, effect"
            received = Description(f"an unknown rule {name!r}")
            raise refuse(received, accepted=accepted, remedy=remedy, path=("rules", name))
        else:
            rules[name] = change
    return list(rules.values())


def _rule_tables(given: object) -> list[Table]:
    """Rules as a list of tables, from ``[[rules]]`` (a list) or ``[rules.some-id]`` (a table by id)."""
    if isinstance(given, Mapping):
        for name, rule in given.items():
            if not isinstance(rule, Mapping):
                remedy = f"Name a field of the rule; to switch it on or off: rules.{name}.on = true or false."
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


def _changed_rule(parent: Table, change: Table) -> Table:
    """One rule with changed fields; who makes another rule of it (kind, trigger, effect) is its source, unless told."""
    table = parent | {key: changed(key, parent.get(key), value) for key, value in change.items()}
    plain = [key for key in _DEFINING if key in change and not is_told(key, change[key])]
    if any(bare(key, parent.get(key)) != change[key] for key in plain):
        table["source"] = change.get("source", USER)
        table["label"] = change.get("label", "hypothetical")
    return table


def _is_held(parent: object, value: object) -> bool:
    """Whether a plain value says again what the parent holds, so that its provenance stays."""
    if not isinstance(parent, Mapping) or isinstance(value, Mapping):
        return False
    held = parent.get("value")
    return isinstance(held, bool) == isinstance(value, bool) and held == value


def _both_tables(a: object, b: object) -> bool:
    return isinstance(a, Mapping) and isinstance(b, Mapping)
