"""All parameters and rules of a scenario as rows: what `xinyong facts` lists."""

from __future__ import annotations

from typing import Any

from .dated_value import Held, Sourced
from .difference import Value, field, shown, summary
from .number import Number
from .parameter import Declared
from .rule_provenance import FIELDS
from .rules import UNITS, Rule
from .scenario import Scenario

NO_RANGE = {"unit": "", "low": None, "high": None}


def parameters(scenario: Scenario) -> list[dict[str, Any]]:
    """One row for each parameter, each rule and each field of a rule, in the order of the scenario.

    Returns
    -------
    Dictionaries with ``path``, ``value``, ``unit``, ``low``, ``high``, ``meaning``, ``source``, ``label`` and
    ``note``. A rule's row sums it up in ``value``, and its source and label say that there is such a rule; its
    fields follow with theirs. ``low`` and ``high`` are None where the value is no number. All of it can be written
    as JSON.
    """
    found = [
        _row(path, shown(held), held, declared.meaning, _range(declared)) for path, declared, held in scenario.walk()
    ]
    return found + [row for rule in scenario.rules for row in _rule(rule)]


def _rule(rule: Rule) -> list[dict[str, Any]]:
    path, content = f"rules.{rule.id}", rule.content()
    fields = [
        _row(f"{path}.{name}", field(rule, name), rule.origin(name), *_described(name))
        for name in FIELDS
        if name in content
    ]
    return [_row(path, summary(rule), Sourced(source=rule.source, label=rule.label), rule.meaning, NO_RANGE), *fields]


def _row(path: str, value: Value, origin: Held | Sourced, meaning: str, bounds: dict[str, Any]) -> dict[str, Any]:
    row = {"path": path, "value": value, **bounds, "meaning": meaning}
    return row | {"source": origin.source, "label": origin.label, "note": origin.note}


def _range(declared: Declared) -> dict[str, Any]:
    if isinstance(declared, Number):
        return {"unit": declared.unit, "low": declared.low, "high": declared.high}
    return NO_RANGE


def _described(name: str) -> tuple[str, dict[str, Any]]:
    """What a field of a rule means, and its unit and range."""
    found = Rule.model_fields["from_" if name == "from" else name]
    low, high = (next((getattr(m, end) for m in found.metadata if hasattr(m, end)), None) for end in ("ge", "le"))
    return found.description or "", {"unit": UNITS.get(name, ""), "low": low, "high": high}
