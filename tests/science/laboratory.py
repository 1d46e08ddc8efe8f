"""The laboratory: the bench (see `xinyong.evidence.single_tile`), and changes of all rules at once."""

from __future__ import annotations

from typing import Any

from xinyong.evidence.single_tile import SEED, SimulatedMonths, State, begin, simulate_months
from xinyong.scenario.scenario import Scenario

__all__ = ["SEED", "SimulatedMonths", "State", "begin", "simulate_months", "with_rules"]


def with_rules(scenario: Scenario, change: Any) -> Scenario:
    """The scenario with fields of each rule changed: `change` takes a rule and gives a table of its new fields."""
    rows = [{"id": rule.id, **change(rule)} for rule in scenario.rules]
    return scenario.with_changes({"rules": rows})
