"""Scenarios as rows: all parameters and rules of one scenario, and all differences between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..vocabulary import Label
from .declaration import Number
from .months import format_month
from .parameter import Declaration
from .parameter_value import USER, ParameterValue, Setting, Sourced
from .rules import SOURCED_FIELDS, UNITS, Rule
from .scenario import Scenario

Value = float | bool | str | None
"""A number, a boolean, text (dated numbers and lists are written out), or None if there is no value."""

ParameterRow: TypeAlias = dict[str, Any]
"""Values by column, as `parameters` describes them."""

_FRAME = ("window.from", "window.until", "seed", "population")


@dataclass(frozen=True)
class Difference:
    """One value in which two scenarios differ."""

    path: str
    """Key path: ``watching.cameras_coverage``, ``rules.no-flights.size``, or ``rules.no-flights`` (the whole rule)."""
    old: Value
    new: Value
    """The value in either scenario; None where a rule does not exist."""
    unit: str
    """The unit, empty for pure numbers and names."""
    source: str
    label: Label
    """Provenance of the new value (of a rule's field, its own), or of the old value if the rule was removed; "user" if
    a rule was switched on or off without naming a source."""
    meaning: str
    """Meaning of the parameter or rule."""

    @property
    def is_frame(self) -> bool:
        """Whether it concerns window, population or seed, and neither the society nor the system."""
        return self.path in _FRAME


def difference(a: Scenario, b: Scenario) -> tuple[Difference, ...]:
    """Every value in which `b` differs from `a`; names, titles and provenance alone make no difference."""
    return (*_frame(a, b), *_parameters(a, b), *_rules(a, b))


def _frame(a: Scenario, b: Scenario) -> Iterator[Difference]:
    for path, old, new in zip(_FRAME, _frame_values(a), _frame_values(b), strict=True):
        if old != new:
            unit = "citizens" if path == "population" else ""
            yield Difference(path, old, new, unit, b.name, b.label, "window, seed and population")


def _frame_values(s: Scenario) -> tuple[Value, ...]:
    return format_month(s.window.from_), format_month(s.window.until), s.seed, s.population


def _parameters(a: Scenario, b: Scenario) -> Iterator[Difference]:
    """Parameters with another value; one that only one of them has, by an added mechanism, has None in the other."""
    old = {path: (declared, current) for path, declared, current in a.walk()}
    new = {path: (declared, current) for path, declared, current in b.walk()}
    for path, (declared, current) in (old | new).items():
        if path.partition(".")[0] in a.unused + b.unused and not (path in old and path in new):
            continue
        was, now = (shown(values[path][1]) if path in values else None for values in (old, new))
        if path not in old or path not in new or old[path][1].plain != new[path][1].plain:
            unit = declared.unit if isinstance(declared, Number) else ""
            yield Difference(path, was, now, unit, current.source, current.label, declared.meaning)


def shown(current: ParameterValue) -> Value:
    """The value of a parameter as one value; dated numbers are written out."""
    if isinstance(current, Setting) and current.is_dated:
        return str(current)
    plain = current.plain
    return plain if not isinstance(plain, tuple) else str(current)


def _rules(a: Scenario, b: Scenario) -> Iterator[Difference]:
    old, new = {r.id: r for r in a.rules}, {r.id: r for r in b.rules}
    for name in (*old, *(n for n in new if n not in old)):
        if name in old and name in new:
            yield from _fields(old[name], new[name])
        else:
            rule = old[name] if name in old else new[name]
            was, now = (summary(rule), None) if name in old else (None, summary(rule))
            yield Difference(f"rules.{name}", was, now, "", rule.source, rule.label, rule.meaning)


def summary(rule: Rule) -> str:
    """A short description of a rule: its switch, kind, trigger, effect, size and dates."""
    dates = f", from {format_month(rule.from_)}" if rule.from_ is not None else ""
    dates += f", until {format_month(rule.until)}" if rule.until is not None else ""
    switch = "" if rule.on else "switched off: "
    return f"{switch}{rule.kind}, {rule.trigger}: {rule.effect}, size {rule.size:g}{dates}"


def _fields(old: Rule, new: Rule) -> Iterator[Difference]:
    before, after = old.content(), new.content()
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) == after.get(key):
            continue
        was, now = field(old, key), field(new, key)
        source, label = _provenance(old, new, key)
        yield Difference(f"rules.{new.id}.{key}", was, now, UNITS.get(key, ""), source, label, new.meaning)


def _provenance(old: Rule, new: Rule, key: str) -> tuple[str, Label]:
    if key == "on" and (old.source, old.label) == (new.source, new.label):
        return USER, "hypothetical"
    origin = new.origin(key)
    return origin.source, origin.label


def field(rule: Rule, key: str) -> Value:
    """A field of a rule, by its name in a file, as one value; triggers and lists are written out."""
    value: Any = rule.content().get(key)
    if key == "trigger":
        return str(rule.trigger)
    if key == "exempt":
        return ", ".join(value) or "nobody"
    return value  # type: ignore[no-any-return]


NO_RANGE: ParameterRow = {"unit": "", "low": None, "high": None}


def parameters(scenario: Scenario) -> list[ParameterRow]:
    """One row for each parameter, each rule and each field of a rule, in the order of the scenario.

    Returns
    -------
    Dictionaries with ``path``, ``value``, ``unit``, ``low``, ``high``, ``meaning``, ``source``, ``label`` and
    ``note``. A rule's row describes it in ``value``; its source and label support the existence of the rule. Rows of
    its fields follow. ``low`` and ``high`` are None if the value is not a number. All values can be written as JSON.
    """
    found = [
        _row(path, shown(current), current, declared.meaning, _range(declared))
        for path, declared, current in scenario.walk()
    ]
    return found + [row for rule in scenario.rules for row in _rule(rule)]


def _rule(rule: Rule) -> list[ParameterRow]:
    path, content = f"rules.{rule.id}", rule.content()
    fields = [
        _row(f"{path}.{name}", field(rule, name), rule.origin(name), *_described(name))
        for name in SOURCED_FIELDS
        if name in content
    ]
    return [_row(path, summary(rule), Sourced(source=rule.source, label=rule.label), rule.meaning, NO_RANGE), *fields]


def _row(path: str, value: Value, origin: ParameterValue | Sourced, meaning: str, bounds: ParameterRow) -> ParameterRow:
    row = {"path": path, "value": value, **bounds, "meaning": meaning}
    return row | {"source": origin.source, "label": origin.label, "note": origin.note}


def _range(declared: Declaration) -> ParameterRow:
    if isinstance(declared, Number):
        return {"unit": declared.unit, "low": declared.low, "high": declared.high}
    return NO_RANGE


def _described(name: str) -> tuple[str, ParameterRow]:
    """Meaning of a rule's field, and its unit and range."""
    found = Rule.model_fields["from_" if name == "from" else name]
    low, high = (next((getattr(m, end) for m in found.metadata if hasattr(m, end)), None) for end in ("ge", "le"))
    return found.description or "", {"unit": UNITS.get(name, ""), "low": low, "high": high}
