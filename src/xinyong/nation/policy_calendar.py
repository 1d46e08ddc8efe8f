"""Policy: what the planner asks of lenders, and which places go first in every roll-out (P1, P18, P19).

The credit target is 1 while growth keeps up, and rises by `credit_reaction` for every unit of growth that is missing
from its trend: the mean growth of the years before, so that a slowdown that lasts becomes the trend. Places join where
their rank lies below the coverage of the date; the calendar says how far towns, and whole provinces, go ahead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal


def growth_trend(scenario: Scenario, month: int) -> float:
    """The mean growth of the years before a month, as far back as the planner looks."""
    months = round(12 * scenario.nation.trend_years.at(month))
    return sum(scenario.nation.growth.at(month - back) for back in range(1, months + 1)) / months


def credit_target(scenario: Scenario, month: int) -> float:
    """What the planner asks of lenders, over what they would do unasked (1 or more)."""
    p = scenario.nation.numbers(month)
    if not p["credit_reaction"]:
        return 1.0
    missing = max(growth_trend(scenario, month) - p["growth"], 0.0)
    return min(1.0 + p["credit_reaction"] * missing, p["credit_target_most"])


@dataclass(frozen=True)
class Planner:
    """The credit target of the month just past, for measures."""

    target: float = 1.0

    ROWS: ClassVar[tuple[str, ...]] = ("P18", "P19")
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"credit_target": 1.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether anybody lends, and by scores: what the planner asks for is that lenders trust them (P18, P19)."""
        return "lending" in scenario.on and any(name.startswith("scoring.") for name in scenario.on)

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The planner when a run begins."""
        return cls(credit_target(scenario, month))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The credit target."""
        return {"credit_target": credit_target(scenario, month)}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Keep what was asked this month."""
        return type(self)(credit_target(scenario, month))

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"target": self.target.hex()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The planner of a checkpoint."""
        return cls(float.fromhex(kept["target"]))


@dataclass(frozen=True)
class Calendar:
    """The order in which places join; it is read once, when the ranks of places are drawn."""

    ROWS: ClassVar[tuple[str, ...]] = ("P1",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"roll_out_towns": 0.0, "roll_out_provinces": 0.0, "towns_share": 0.5}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Every world has ranks, so that worlds with and without a system have the same ones."""
        return True

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The calendar when a run begins."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """How far towns and provinces go ahead, and how many people live in towns."""
        p = scenario.nation.numbers(month)
        towns = scenario.society.urban_share.at(month)
        return {"towns_share": towns, **{name: p[name] for name in ("roll_out_towns", "roll_out_provinces")}}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Whoever has joined stays: nothing to remember."""
        return self

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps: nothing."""
        return {}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The calendar of a checkpoint."""
        return cls()
