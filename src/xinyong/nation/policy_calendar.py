"""Policy by date: what the planner asks of lenders, which places join first, and what the media say.

The credit target is 1 while growth keeps up with its trend. It rises by `credit_reaction` for every unit of growth
below the trend, which is the mean growth of the years before: a slowdown that lasts becomes the trend. A place joins a
roll-out when its rank lies below the coverage of the date; the calendar says how far towns, and whole provinces, are
ahead. State media frame the system as its makers do, and some people hear otherwise; neither responds to unrest or to
what people think. Rows O5, P1, P18, P19, V12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from ..scenario.scenario import Scenario
from .part import Part, Signal


def growth_trend(scenario: Scenario, month: int) -> float:
    """The mean growth of the years before a month; the planner looks back `nation.trend_years`."""
    months = round(12 * scenario.nation.trend_years.at(month))
    return sum(scenario.nation.growth.at(month - back) for back in range(1, months + 1)) / months


def credit_target(scenario: Scenario, month: int) -> float:
    """What the planner asks of lenders, as a multiple of what they would lend by themselves (1 or more)."""
    p = scenario.nation.numbers(month)
    if not p["credit_reaction"]:
        return 1.0
    missing = max(growth_trend(scenario, month) - p["growth"], 0.0)
    return min(1.0 + p["credit_reaction"] * missing, p["credit_target_most"])


@dataclass(frozen=True)
class Planner(Part):
    """The credit target of the month just past, for measures."""

    target: float = 1.0

    NAME: ClassVar[str] = "planner"
    ROWS: ClassVar[tuple[str, ...]] = ("P18", "P19")
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"credit_target": 1.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether anybody lends and anybody has a score: the planner asks lenders to trust scores (P18, P19)."""
        return "lending" in scenario.on and any(name.startswith("scoring.") for name in scenario.on)

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The planner when a run begins."""
        return cls(credit_target(scenario, month))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The credit target."""
        return {"credit_target": credit_target(scenario, month)}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Keep the target of this month."""
        return type(self)(credit_target(scenario, month))


@dataclass(frozen=True)
class Calendar(Part):
    """The order in which places join. It is read once, when the ranks of places are drawn."""

    NAME: ClassVar[str] = "calendar"
    ROWS: ClassVar[tuple[str, ...]] = ("P1",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"roll_out_towns": 0.0, "roll_out_provinces": 0.0, "towns_share": 0.5}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Always: places have the same ranks in worlds with and without a system."""
        return True

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """How far towns and provinces are ahead, and the share of people who live in towns."""
        p = scenario.nation.numbers(month)
        towns = scenario.society.urban_share.at(month)
        return {"towns_share": towns, **{name: p[name] for name in ("roll_out_towns", "roll_out_provinces")}}


@dataclass(frozen=True)
class Media(Part):
    """How favourably the media present the system, by date."""

    NAME: ClassVar[str] = "media"
    ROWS: ClassVar[tuple[str, ...]] = ("O5",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"media_framing": 1.0, "informed": 0.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether people form opinions."""
        return "adapting" in scenario.on

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Framing as a share of `adapting.framing`, and the share of people who know of repression."""
        p = scenario.nation.numbers(month)
        return {"media_framing": p["media_framing"], "informed": p["informed"]}
