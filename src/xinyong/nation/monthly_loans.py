"""Monthly loans: a lender chooses whom of two groups to lend to by their records, for the most profit under a rule.

It counts people by record at the end of a month and decides by that count in the next. Before the first count, policies
that need it lend to nobody. The chances of repaying come from the scenario or from a given table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.tables import CountTable, histogram
from ..mechanisms.lending.monthly_loans import BORROWER_GROUPS, RECORD_GRADES
from ..scenario.scenario import Scenario
from .part import Counted, Part, Signal

SHAPE = (len(BORROWER_GROUPS), RECORD_GRADES)
ROUNDS = histogram(
    "rounds",
    len(BORROWER_GROUPS) * RECORD_GRADES,
    needs="round_place",
    place=lambda c: jnp.maximum(c.round_place.astype(jnp.int32) - 1, 0),
    amount=lambda c: c.round_place > 0,
)
"""People by group and grade."""


def granted(weight: Values, share: float) -> Values:
    """Lend to this share of a weight, to the highest grades first and to a part of the last grade.

    Parameters
    ----------
    weight
        By group and grade; each group's share is of its own sum.
    share
        0..1.

    Returns
    -------
    float64 of the same shape: the share of people who get a loan.
    """
    below = np.cumsum(weight, axis=1)
    above = below[:, -1:] - below
    wanted = share * below[:, -1:]
    part = np.divide(wanted - above, weight, out=np.where(wanted > above, 1.0, 0.0), where=weight > 0)
    return np.asarray(np.clip(part, 0.0, 1.0))


def alike(people: Values, weight: Values, gain: Values) -> Values:
    """The most profitable way of lending to the same share of a weight in every group.

    Parameters
    ----------
    people
        By group and grade.
    weight
        What is equal between groups: all people, or those who would repay.
    gain
        Expected earnings of a loan, by group and grade.
    """
    # profit is linear between two shares at which a group moves on to its next grade
    sums = np.cumsum(weight[:, ::-1], axis=1)
    shares = np.unique(np.append(sums / np.maximum(sums[:, -1:], 1e-300), 0.0))
    profits = [float((people * gain * granted(weight, share)).sum()) for share in shares]
    return granted(weight, float(shares[int(np.argmax(profits))]))


@dataclass(frozen=True)
class MonthlyLoans(Part):
    """What the lender knows about the applicants.

    Attributes
    ----------
    repay
        Chances of repaying by group and grade, one group after the other; empty if the scenario's apply.
    people
        People by group and grade at the end of the last month; empty before the first count.
    """

    repay: tuple[float, ...] = ()
    people: tuple[int, ...] = ()

    NAME: ClassVar[str] = "monthly_loans"
    ROWS: ClassVar[tuple[str, ...]] = ("D2", "D16")
    FOR: ClassVar[str] = "lending.monthly_loans"
    TABLES: ClassVar[tuple[CountTable, ...]] = (ROUNDS,)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {
        "monthly_loans_grant": np.zeros(SHAPE, np.float32),
        "monthly_loans_repay": np.zeros(SHAPE, np.float32),
        "monthly_loans_even_points": 0.0,
        "monthly_loans_odds_points": 1.0,
    }

    @classmethod
    def of(cls, repay: Values) -> MonthlyLoans:
        """A lender with given chances of repaying: (groups, `RECORD_GRADES`), or one row for all groups."""
        return cls(repay=tuple(np.broadcast_to(repay, SHAPE).astype(np.float64).reshape(-1).tolist()))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Who gets a loan, who repays, and how points of the scorecard translate into odds."""
        card = scenario.scoring.scorecard.numbers(month)
        odds = card["double_points"] / np.log(2.0)
        repay = self._repay(scenario, month)
        return {
            "monthly_loans_grant": self._grant(scenario, month, repay).astype(np.float32),
            "monthly_loans_repay": repay.astype(np.float32),
            "monthly_loans_even_points": card["target_points"] - odds * np.log(card["target_odds"]),
            "monthly_loans_odds_points": odds,
        }

    def _repay(self, scenario: Scenario, month: int) -> Values:
        if self.repay:
            return np.asarray(self.repay).reshape(SHAPE)
        p = scenario.lending.monthly_loans.numbers(month)
        return np.broadcast_to(np.linspace(p["repay_low"], p["repay_high"], RECORD_GRADES), SHAPE)

    def _grant(self, scenario: Scenario, month: int, repay: Values) -> Values:
        p, policy = scenario.lending.monthly_loans.numbers(month), scenario.lending.monthly_loans.policy.value
        gain = repay - (1.0 - repay) * p["loss_over_gain"]
        if policy == "threshold":
            from_grade = np.arange(RECORD_GRADES) >= np.floor(p["threshold"] * (RECORD_GRADES - 1) + 0.5)
            return np.broadcast_to(from_grade, SHAPE).astype(np.float64)
        if policy == "profit":
            return np.where(gain >= 0.0, 1.0, 0.0)
        if not self.people:
            return np.zeros(SHAPE)
        people = np.asarray(self.people, np.float64).reshape(SHAPE)
        return alike(people, people if policy == "parity" else people * repay, gain)

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> MonthlyLoans:
        """Count."""
        return replace(self, people=tuple(counted.table(ROUNDS.name).tolist()))
