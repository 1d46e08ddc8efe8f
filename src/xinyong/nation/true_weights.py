"""The secret: what a score really counts, known to whoever made it and to nobody else (S1).

For each belief of `mechanisms.scoring.experience` the points that the act adds in the month in which it happens, to the
score that people are told. They follow from the scenario alone and bend nobody's behaviour: beliefs are judged by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..mechanisms.scoring.score_beliefs import FRIENDS_UNIT, told
from ..scenario.governance import watching_numbers
from ..scenario.scenario import Scenario
from ..society.columns import BELIEFS

if TYPE_CHECKING:
    from .parts import Signal

Weights = dict[str, float]


def true_weights(scenario: Scenario, month: int) -> Weights:
    """Points by belief: a late bill, a mean income more spent online, a post of praise, ten points of friends."""
    score = told(scenario.on)
    found = {"unified": _unified, "factors": _factors, "points": _points}[score](scenario, month) if score else {}
    return {belief: found.get(belief, 0.0) for belief in BELIEFS}


def _recorded(scenario: Scenario, month: int, channel: str, whole: str) -> float:
    """The chance that an act is recorded at the centre."""
    if "watching" not in scenario.on:
        return 0.0
    p = watching_numbers(scenario, month)
    return p[f"{channel}_coverage"] * p[f"{channel}_sensitivity"] * p[whole]


def _points(scenario: Scenario, month: int) -> Weights:
    tariff = scenario.scoring.points.numbers(month)["late_bill_points"]
    return {"late": tariff * _recorded(scenario, month, "bills", "integration_bills")}


def _factors(scenario: Scenario, month: int) -> Weights:
    p = scenario.scoring.factors.numbers(month)
    weights = [p[f"weight_{d}"] for d in ("history", "capacity", "behaviour", "identity", "connections")]
    whole = sum(weights) or 1.0
    cashless = scenario.watching.numbers(month)["cashless"] if "watching" in scenario.on else 0.0
    # the behaviour part is traced/(traced + half): its slope for somebody wholly online who spends a mean income
    slope = cashless * p["traced_half"] / (cashless + p["traced_half"]) ** 2
    span = p["high"] - p["low"]
    return {
        "late": -p["slip_points"] * _recorded(scenario, month, "bills", "integration_bills"),
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
        words = p["weight_conformity"] * size * _recorded(scenario, month, "posts", "integration_firms")
    friends = scenario.scoring.friends.numbers(month)["weight"] if "scoring.friends" in on else 0.0
    return {
        "late": late,
        "spending": p["weight_finance"] * factors.get("spending", 0.0),
        "words": words,
        "friends": FRIENDS_UNIT * friends,
    }


@dataclass(frozen=True)
class TrueWeights:
    """The true weights of the month just past, by the order of `columns.BELIEFS`."""

    weights: tuple[float, ...]

    ROWS: ClassVar[tuple[str, ...]] = ("S1",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {f"true_{belief}": 0.0 for belief in BELIEFS}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether anybody learns of the score by experience."""
        return "scoring.experience" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """What the score counts when a run begins."""
        return cls(tuple(true_weights(scenario, month).values()))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The true weights."""
        return {f"true_{belief}": weight for belief, weight in true_weights(scenario, month).items()}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """The weights of the month just past, for measures."""
        return replace(self, weights=tuple(true_weights(scenario, month).values()))

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"weights": [weight.hex() for weight in self.weights]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The secret of a checkpoint."""
        return cls(tuple(float.fromhex(weight) for weight in kept["weights"]))
