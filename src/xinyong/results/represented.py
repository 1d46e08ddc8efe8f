"""Whom the simulated citizens stand for, so that counts stand beside the documented ones."""

from __future__ import annotations

from ..scenario.scenario import Scenario

ADULTS = 1_110_000_000
"""Adults of the society represented: 1.4 bn people (P6), about four in five of them of age (assumption)."""


def people_per_citizen(scenario: Scenario) -> float:
    """How many people each simulated citizen of a scenario stands for."""
    return ADULTS / scenario.population
