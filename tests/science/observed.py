"""Ways of looking at simulated months, and what a case of one number is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from xinyong.scenario.scenario import Scenario

from .laboratory import SimulatedMonths, simulate_months

Look = Callable[[SimulatedMonths], float]


def measure(name: str, *, group: str = "all") -> Look:
    """A measure in the last month."""
    return lambda simulated: simulated.measure(name, group=group)


def mean(name: str) -> Look:
    """A measure on average over the months."""
    return lambda simulated: simulated.mean(name)


def total(name: str) -> Look:
    """A sum over everybody and all months."""
    return lambda simulated: simulated.total(name)


def column(name: str) -> Look:
    """The mean of a column over people in the last month."""
    return lambda simulated: float(simulated.people(name).astype(float).mean())


def opinion_gap(simulated: SimulatedMonths) -> float:
    """Approval that people express in a survey minus the approval that they hold."""
    return simulated.measure("approval_expressed") - simulated.measure("approval_private")


def women_mistaken_over_men(simulated: SimulatedMonths) -> float:
    """Wrong records of jaywalking about a woman, over those about a man."""
    wrong, is_female = simulated.people("wrong_jaywalk"), simulated.people("is_female")
    return float(wrong[is_female].mean() / wrong[~is_female].mean())


def share_with_a_ledger(simulated: SimulatedMonths) -> float:
    """People who have a score of points."""
    return float((simulated.people("score_points") > 0).mean())


@dataclass(frozen=True)
class Case:
    """Two settings of one number (or two tables of changes), and what the second has more (+) or less (-) of."""

    of: str
    low: Any
    high: Any
    more: tuple[Look, ...] = ()
    less: tuple[Look, ...] = ()
    months: int = 6
    past: str = "essay"
    both: dict[str, Any] = field(default_factory=dict)

    def check(self, scenario: Scenario, past: SimulatedMonths) -> None:
        """Live on from a past under both settings, and compare."""
        low, high = (
            simulate_months(scenario.with_changes({**self.both, self.of: value}), past.end, months=self.months)
            for value in (self.low, self.high)
        )
        for number, look in enumerate(self.more):
            assert look(high) > look(low), f"more[{number}] of {self.of}"
        for number, look in enumerate(self.less):
            assert look(high) < look(low), f"less[{number}] of {self.of}"


def each(cases: Mapping[str, Case]) -> list[Any]:
    """The names of cases for `pytest.mark.parametrize`: the first about each section, and as slow ones the others."""
    sections = [case.of.rpartition(".")[0] for case in cases.values()]
    is_first = [section not in sections[:place] for place, section in enumerate(sections)]
    return [
        pytest.param(name, marks=() if first else pytest.mark.slow) for name, first in zip(cases, is_first, strict=True)
    ]
