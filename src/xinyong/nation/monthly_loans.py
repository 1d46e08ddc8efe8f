"""Rounds: how a lender shares loans out among people of two groups by their records, to profit most under a rule.

It counts who has which record at the end of a month, and decides by that in the next; before it has counted, the
policies that must know it lend to nobody. Chances of repaying are those of the scenario, or a table that it is given.
Rows D2, D16.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from ..mechanisms.lending.monthly_loans import GRADES, GROUPS
from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal

Values = NDArray[np.float64]

TABLE = "rounds"
SHAPE = (len(GROUPS), GRADES)


def granted(weight: Values, share: float) -> Values:
    """Whom to lend to so that this share of a weight is lent to, the highest grades first; a part of the last grade.

    Parameters
    ----------
    weight
        By group and grade; each group's share is of its own sum.
    share
        0..1.

    Returns
    -------
    float64 of the same shape, each the share of people who are lent to.
    """
    below = np.cumsum(weight, axis=1)
    above = below[:, -1:] - below
    wanted = share * below[:, -1:]
    part = np.divide(wanted - above, weight, out=np.where(wanted > above, 1.0, 0.0), where=weight > 0)
    return np.asarray(np.clip(part, 0.0, 1.0))


def alike(people: Values, weight: Values, gain: Values) -> Values:
    """The most profitable way to lend to the same share of a weight in every group.

    Parameters
    ----------
    people
        By group and grade.
    weight
        What is to be equal: people, or those of them who would repay.
    gain
        What a loan is expected to earn, by group and grade.
    """
    # between two shares at which one group moves on to its next grade, profit is a straight line
    sums = np.cumsum(weight[:, ::-1], axis=1)
    shares = np.unique(np.append(sums / np.maximum(sums[:, -1:], 1e-300), 0.0))
    profits = [float((people * gain * granted(weight, share)).sum()) for share in shares]
    return granted(weight, float(shares[int(np.argmax(profits))]))


@dataclass(frozen=True)
class MonthlyLoans:
    """What the lender knows of those who ask.

    Attributes
    ----------
    repay
        Chances of repaying by group and grade, one group after the other; none where the scenario's hold.
    people
        By group and grade at the end of the last month; none before the first.
    """

    repay: tuple[float, ...] = ()
    people: tuple[int, ...] = ()

    ROWS: ClassVar[tuple[str, ...]] = ("D2", "D16")
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {
        "rounds_grant": np.zeros(SHAPE, np.float32),
        "rounds_repay": np.zeros(SHAPE, np.float32),
        "rounds_even_points": 0.0,
        "rounds_odds_points": 1.0,
    }

    @classmethod
    def of(cls, repay: Values) -> MonthlyLoans:
        """A lender of people whose chances of repaying are given: (groups, `GRADES`), or one row for all groups."""
        return cls(repay=tuple(np.broadcast_to(repay, SHAPE).astype(np.float64).reshape(-1).tolist()))

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether loans are given in rounds."""
        return "lending.rounds" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """A lender who has seen nobody yet."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Who is lent to, who repays, and how the scorecard's points are read."""
        card = scenario.scoring.scorecard.numbers(month)
        odds = card["double_points"] / np.log(2.0)
        repay = self._repay(scenario, month)
        return {
            "rounds_grant": self._grant(scenario, month, repay).astype(np.float32),
            "rounds_repay": repay.astype(np.float32),
            "rounds_even_points": card["target_points"] - odds * np.log(card["target_odds"]),
            "rounds_odds_points": odds,
        }

    def _repay(self, scenario: Scenario, month: int) -> Values:
        if self.repay:
            return np.asarray(self.repay).reshape(SHAPE)
        p = scenario.lending.rounds.numbers(month)
        return np.broadcast_to(np.linspace(p["repay_low"], p["repay_high"], GRADES), SHAPE)

    def _grant(self, scenario: Scenario, month: int, repay: Values) -> Values:
        p, policy = scenario.lending.rounds.numbers(month), scenario.lending.rounds.policy.value
        gain = repay - (1.0 - repay) * p["loss_over_gain"]
        if policy == "threshold":
            from_grade = np.arange(GRADES) >= np.floor(p["threshold"] * (GRADES - 1) + 0.5)
            return np.broadcast_to(from_grade, SHAPE).astype(np.float64)
        if policy == "profit":
            return np.where(gain >= 0.0, 1.0, 0.0)
        if not self.people:
            return np.zeros(SHAPE)
        people = np.asarray(self.people, np.float64).reshape(SHAPE)
        return alike(people, people if policy == "parity" else people * repay, gain)

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Count."""
        table = tally.tables.get(TABLE)
        return replace(self, people=() if table is None else tuple(np.asarray(table).tolist()))

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"repay": [chance.hex() for chance in self.repay], "people": list(self.people)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The lender of a checkpoint."""
        return cls(tuple(float.fromhex(chance) for chance in kept["repay"]), tuple(kept["people"]))
