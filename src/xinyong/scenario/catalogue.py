"""All parameters and rules of a scenario as rows: what `xinyong facts` lists."""

from __future__ import annotations

from typing import Any

from .difference import shown, summary
from .number import Number
from .parameter import Declared
from .scenario import Scenario


def parameters(scenario: Scenario) -> list[dict[str, Any]]:
    """One row for each parameter and rule, in the order of the scenario.

    Returns
    -------
    Dictionaries with ``path``, ``value``, ``unit``, ``low``, ``high``, ``meaning``, ``source``, ``label`` and
    ``note``. A rule's row sums it up in ``value``; ``low`` and ``high`` are None for switches, choices and
    rules. All of it can be written as JSON.
    """
    rows = [
        {
            "path": path,
            "value": shown(held),
            **_range(declared),
            "meaning": declared.meaning,
            "source": held.source,
            "label": held.label,
            "note": held.note,
        }
        for path, declared, held in scenario.walk()
    ]
    return rows + [
        {
            "path": f"rules.{rule.id}",
            "value": summary(rule),
            "unit": "",
            "low": None,
            "high": None,
            "meaning": rule.meaning,
            "source": rule.source,
            "label": rule.label,
            "note": None,
        }
        for rule in scenario.rules
    ]


def _range(declared: Declared) -> dict[str, Any]:
    if isinstance(declared, Number):
        return {"unit": declared.unit, "low": declared.low, "high": declared.high}
    return {"unit": "", "low": None, "high": None}
