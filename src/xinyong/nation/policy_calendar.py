"""What follows from the scenario and the date alone: the planner's credit target, roll-outs, media and true weights.

The credit target is 1 while growth keeps up with its trend. It rises by `credit_reaction` for every unit of growth
below the trend, which is the mean growth of the years before: a slowdown that lasts becomes the trend. A place joins a
roll-out when its rank lies below the coverage of the date; the calendar says how far towns, and whole provinces, are
ahead. State media frame the system as its makers do, and some people hear otherwise; neither responds to unrest or to
what people think. True weights are the points that acts really add, in the month in which they happen, to the score
that people see; only its makers know them, and measures compare beliefs with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from ..mechanisms.scoring import FAMILIES, seen_score
from ..scenario.scenario import Scenario
from ..vocabulary import BELIEFS
from .part import Counted, Part, Signal


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

    @classmethod
    def is_on(cls, scenario: Scenario) -> bool:
        """Whether anybody lends and anybody has a score: the planner asks lenders to trust scores (P18, P19)."""
        return "lending" in scenario.on and any(name.startswith("scoring.") for name in scenario.on)

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The credit target."""
        return {"credit_target": credit_target(scenario, month)}

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """Keep the target of this month."""
        return type(self)(credit_target(scenario, month))


@dataclass(frozen=True)
class Calendar(Part):
    """The order in which places join. It is read once, when the ranks of places are drawn.

    It always exists: places have the same ranks in worlds with and without a system.
    """

    NAME: ClassVar[str] = "calendar"
    ROWS: ClassVar[tuple[str, ...]] = ("P1",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"roll_out_towns": 0.0, "roll_out_provinces": 0.0, "towns_share": 0.5}

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
    FOR: ClassVar[str] = "adapting"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"media_framing": 1.0, "informed": 0.0}

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Framing as a share of `adapting.framing`, and the share of people who know of repression."""
        p = scenario.nation.numbers(month)
        return {"media_framing": p["media_framing"], "informed": p["informed"]}


def true_weights(scenario: Scenario, month: int) -> dict[str, float]:
    """Points by belief: for a late bill, a mean income more spent online, a post of praise, ten points of friends."""
    of_score = FAMILIES[seen].true_weights if (seen := seen_score(scenario.on)) else None
    found = of_score(scenario, month) if of_score else {}
    return {belief: found.get(belief, 0.0) for belief in BELIEFS}


@dataclass(frozen=True)
class TrueWeights(Part):
    """The true weights of the month just past, by the order of `vocabulary.BELIEFS`."""

    weights: tuple[float, ...] = (0.0,) * len(BELIEFS)

    NAME: ClassVar[str] = "true_weights"
    ROWS: ClassVar[tuple[str, ...]] = ("S1",)
    FOR: ClassVar[str] = "scoring.score_beliefs"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {f"true_{belief}": 0.0 for belief in BELIEFS}

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The true weights."""
        return {f"true_{belief}": weight for belief, weight in true_weights(scenario, month).items()}

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """The weights of the month just past, for measures."""
        return type(self)(tuple(true_weights(scenario, month).values()))
