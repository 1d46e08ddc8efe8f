"""Whom the simulated citizens stand for, so that counts stand beside the documented ones."""

from __future__ import annotations

from ..scenario.scenario import Scenario


def people_per_citizen(scenario: Scenario) -> float:
    """How many people each simulated citizen of a scenario stands for (`nation.adults_represented`)."""
    return scenario.nation.adults_represented.at(scenario.window.from_) / scenario.population
