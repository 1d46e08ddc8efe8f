"""True weights: how many points acts really add to the score, which only its makers know (S1).

For each belief of `mechanisms.scoring.score_beliefs`: the points that the act adds, in the month in which it happens,
to the score that people see. They follow from the scenario alone and change nobody's behaviour. Measures compare
beliefs with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from ..mechanisms.scoring.factors import DIMENSIONS
from ..mechanisms.scoring.score_beliefs import FRIENDS_UNIT, told
from ..scenario.governance import watching_numbers
from ..scenario.scenario import Scenario
from ..vocabulary import BELIEFS, CHANNELS
from .part import Part, Signal

Weights = dict[str, float]


def true_weights(scenario: Scenario, month: int) -> Weights:
    """Points by belief: for a late bill, a mean income more spent online, a post of praise, ten points of friends."""
    score = told(scenario.on)
    found = {"unified": _unified, "factors": _factors, "points": _points}[score](scenario, month) if score else {}
    return {belief: found.get(belief, 0.0) for belief in BELIEFS}


def _recorded(scenario: Scenario, month: int, channel: str) -> float:
    """The chance that an act is recorded at the centre."""
    if "watching" not in scenario.on:
        return 0.0
    p = watching_numbers(scenario, month)
    return p[f"{channel}_coverage"] * p[f"{channel}_sensitivity"] * p[CHANNELS[channel].integration]


def _points(scenario: Scenario, month: int) -> Weights:
    tariff = scenario.scoring.points.numbers(month)["late_bill_points"]
    return {"late": tariff * _recorded(scenario, month, "bills")}


def _factors(scenario: Scenario, month: int) -> Weights:
    p = scenario.scoring.factors.numbers(month)
    weights = [p[f"weight_{d}"] for d in DIMENSIONS]
    whole = sum(weights) or 1.0
    cashless = scenario.watching.numbers(month)["cashless"] if "watching" in scenario.on else 0.0
    # the behaviour part is traced/(traced + half); this is its slope for somebody who spends a mean income, all online
    slope = cashless * p["traced_half"] / (cashless + p["traced_half"]) ** 2
    span = p["high"] - p["low"]
    return {
        "late": -p["slip_points"] * _recorded(scenario, month, "bills"),
        "spending": span * p["weight_behaviour"] / whole * p["update"] * slope,
        "friends": FRIENDS_UNIT * p["weight_connections"] / whole * p["update"],
    }


def _unified(scenario: Scenario, month: int) -> Weights:
    p, on = scenario.scoring.unified.numbers(month), scenario.on
    factors = _factors(scenario, month) if "scoring.factors" in on else {}
    late = p["weight_finance"] * factors.get("late", 0.0)
    if "scoring.points" in on:
        covered = scenario.scoring.points.numbers(month)["coverage"]
        late += p["weight_conduct"] * covered * _points(scenario, month)["late"]
    words = 0.0
    if "scoring.conformity" in on:
        said = scenario.scoring.conformity.numbers(month)
        size = 0.5 * (said["praise_points"] - said["criticism_points"])
        words = p["weight_conformity"] * size * _recorded(scenario, month, "posts")
    friends = scenario.scoring.friends.numbers(month)["weight"] if "scoring.friends" in on else 0.0
    return {
        "late": late,
        "spending": p["weight_finance"] * factors.get("spending", 0.0),
        "words": words,
        "friends": FRIENDS_UNIT * friends,
    }


@dataclass(frozen=True)
class TrueWeights(Part):
    """The true weights of the month just past, by the order of `vocabulary.BELIEFS`."""

    weights: tuple[float, ...]

    NAME: ClassVar[str] = "true_weights"
    ROWS: ClassVar[tuple[str, ...]] = ("S1",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {f"true_{belief}": 0.0 for belief in BELIEFS}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether people form beliefs about the score."""
        return "scoring.score_beliefs" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The weights when a run begins."""
        return cls(tuple(true_weights(scenario, month).values()))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The true weights."""
        return {f"true_{belief}": weight for belief, weight in true_weights(scenario, month).items()}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """The weights of the month just past, for measures."""
        return replace(self, weights=tuple(true_weights(scenario, month).values()))
