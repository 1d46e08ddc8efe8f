"""D'Amour et al. 2020, Fairness is not static: seven credit scores, which loans raise or lower."""

from __future__ import annotations

from typing import Final

import numpy as np

from ...array_types import Values
from ...counting.distribution import ratio
from ...counting.groups import GROUPS
from ...mechanisms.lending.monthly_loans import RECORD_GRADES
from ...nation.monthly_loans import SHAPE, MonthlyLoans
from ..finding import Curve, curves
from ..single_tile import SimulatedMonths, State
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 16_384
REPAY: Final = (0.1, 0.2, 0.45, 0.6, 0.65, 0.7, 0.7)
"""Probability of repaying at each score, numbered from 0."""
STARTS: Final = ((0.0, 0.1, 0.1, 0.2, 0.3, 0.3, 0.0), (0.1, 0.1, 0.2, 0.3, 0.3, 0.0, 0.0))
"""Shares of the first group and of the second at each score."""
STEPS = len(REPAY) - 1
LATE, LONG = 100, 300
"""Months that correspond to 20,000 of their steps, and months after which hardly anybody moves any more."""
EVERY: Final = 10

_CHANGES: Final = {
    "lending.monthly_loans.up": 1.0 / STEPS,
    "lending.monthly_loans.down": 1.0 / STEPS,
    "lending.monthly_loans.loss_over_gain": 1.0,
}
_OF_GRADE: Final[Values] = np.asarray(REPAY)[np.rint(np.linspace(0, STEPS, RECORD_GRADES)).astype(int)]


def _opening(setup: Setup) -> State:
    """Townspeople are the first group, villagers the second; each starts with its own distribution of scores."""
    rng = np.random.default_rng(setup.seed)
    is_urban = rng.permutation(PEOPLE) % 2 == 0
    score = np.empty(PEOPLE)
    for is_second, shares in enumerate(STARTS):
        there = np.flatnonzero(is_urban != bool(is_second))
        rank = (rng.permutation(there.size) + 0.5) / there.size
        score[there] = np.searchsorted(np.cumsum(shares), rank)
    state = setup.begin(on=("lending.monthly_loans",), changes=_CHANGES, people=PEOPLE)
    return state.with_columns(is_urban=is_urban, payment_record=score / STEPS).with_nation_parts(
        rounds=MonthlyLoans.of(_OF_GRADE)
    )


def _simulate(setup: Setup, state: State, policy: str, months: int) -> SimulatedMonths:
    scenario = setup.scenario(
        on=("lending.monthly_loans",), changes={**_CHANGES, "lending.monthly_loans.policy": policy}
    )
    return state.simulate_months(months=months, scenario=scenario)


def _repaying(simulated: SimulatedMonths) -> Values:
    """Mean repayment probability of both groups after each month, (months, 2)."""
    people = np.array([part["monthly_loans"].people for part in simulated.parts], np.float64).reshape(-1, *SHAPE)
    return np.asarray(((people * _OF_GRADE).sum(axis=2) / people.sum(axis=2))[:, ::-1])


def run(setup: Setup) -> Found:
    """Lend to everybody; to people who are expected to pay; to equal shares of the people who would repay."""
    state = _opening(setup)
    everybody = _repaying(_simulate(setup, state, "threshold", LONG))
    paying = _simulate(setup, state, "profit", LONG)
    # the equal-opportunity lender observes for a month before it lends
    equal = _simulate(setup, state, "opportunity", LATE + 1)
    by_profit, by_equality = _repaying(paying), _repaying(equal)[1:]
    borrowers = [
        sum(count.sum("is_approved")[_SECOND] for count in counts) for counts in (equal.counts, paying.counts[:LATE])
    ]
    shown = slice(0, LATE, EVERY)
    months = np.arange(1, LATE + 1)[shown].tolist()
    gaps = {name: (path[:, 0] - path[:, 1]) for name, path in (("profit", by_profit), ("equality", by_equality))}
    values = {
        "all-first": float(everybody[-1, 0]),
        "all-second": float(everybody[-1, 1]),
        "threshold-first": float(by_profit[-1, 0]),
        "threshold-second": float(by_profit[-1, 1]),
        "threshold-eligible": float((paying.people("payment_record") > 0.4).mean()),
        "gap-profit": float(gaps["profit"][LATE - 1]),
        "gap-opportunity": float(gaps["equality"][LATE - 1]),
        "loans-second": float(ratio(borrowers[0], borrowers[1])),
    }
    picture = curves(
        "Gap in the repayment probability between the groups",
        "months (everybody applies for a loan once a month)",
        "repayment probability, group 1 minus group 2",
        Curve("recomputed: profit, at 20,000 steps", [LATE], [0.050], "points"),
        Curve("recomputed: equal opportunity, at 20,000 steps", [LATE], [0.103], "points"),
        Curve("simulated: profit", months, gaps["profit"][shown]),
        Curve("simulated: equal opportunity", months, gaps["equality"][shown]),
    )
    return Found(values, picture)


_SECOND = GROUPS.index("area=rural")
_ALL = (
    "after 300 months the exact Markov chain is still 0.002 above its limit; three standard errors of 8,192 people are "
    "0.009"
)
_FEW = (
    "after 300 months the exact Markov chain is still 0.0024 above its limit; three standard errors of those left are "
    "0.001"
)
_LEFT = "after 300 months the exact Markov chain still has 0.8 % of both groups there; three standard errors are 0.2 %"
_GAP = "three standard errors of a difference between groups of 8,192 people whose probabilities spread by 0.2"

REPLICATION = Replication(
    name="damour-2020",
    title="Fairness is not static",
    source="D'Amour, Srinivasan, Atwood, Baljekar, Sculley and Halpern (2020), Fairness is not static, FAT*",
    published="There are seven scores, counted from 0; from score 3 on a person is more likely to repay than not. If "
    "everybody gets loans, the groups end alike; with a threshold everybody ends below it; equal opportunity lends "
    "more to the second group and widens the gap. The limits are exact for the published probabilities. The gaps were "
    "recomputed from the authors’ code, which lends to one person a step and moves 1 % of a group: a group has 100 "
    "people, and 20,000 steps are 100 rounds of both.",
    setting="A month is a round: everybody applies, and everybody who gets a loan moves to the next score, up or "
    "down. Payment records 0, 1/6, ... 1 are the seven scores; townspeople are the first group, villagers the second, "
    "half each. A default costs what a repaid loan earns. The equal-opportunity lender observes for a month, counts "
    "people, and then decides every month.",
    targets=(
        target("all-first", "Final repayment probability if all get loans, group 1", 0.348182, 0.011, _ALL),
        target("all-second", "Final repayment probability if all get loans, group 2", 0.348182, 0.011, _ALL),
        target("threshold-first", "Final repayment probability, loans from score 3 on, group 1", 0.425, 0.004, _FEW),
        target("threshold-second", "Final repayment probability, loans from score 3 on, group 2", 0.390, 0.004, _FEW),
        target("threshold-eligible", "Share that can still borrow in the end, loans from score 3 on", 0.0, 0.011,
               _LEFT),
        target("gap-profit", "Gap between groups after 100 months, maximum profit", 0.050, 0.009, _GAP, "recomputed"),
        target("gap-opportunity", "Gap between groups after 100 months, equal opportunity", 0.103, 0.009, _GAP,
               "recomputed"),
        target("loans-second", "Loans to group 2 under equal opportunity divided by those under maximum profit", 1.0,
               0.0, "the direction; the exact Markov chain gives 1.26", "published", "over"),
    ),
    wrong={"lending.monthly_loans.loss_over_gain": 2.0},
    run=run,
)  # fmt: skip
