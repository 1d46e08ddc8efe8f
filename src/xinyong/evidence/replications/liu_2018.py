"""Liu et al. 2018, Delayed Impact of Fair Machine Learning: how a lender's rule changes scores of the smaller group.

It needs tables that the project may not ship (see `fico`) and is skipped without them.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...mechanisms.lending.monthly_loans import RECORD_GRADES
from ...nation.monthly_loans import MonthlyLoans
from ...society.random_streams import replicate_seed
from ..finding import Curve, Finding, curves
from ..single_tile import Moment, live
from .fico import Fico, read
from .replication import Found, Replication, Setup, target

Values = NDArray[np.float64]

PEOPLE: Final = 32_768
LOW, SPAN = 300.0, 550.0
"""Payment records from 0 to 1 are scores from 300 to 850, as in the bureau if it counts nothing else."""
DRAWS: Final = 8
"""Repetitions of the same loans with other random numbers, where outcomes are drawn."""

_CHANGES: Final = {
    "lending.monthly_loans.up": 75.0 / SPAN,
    "lending.monthly_loans.down": 150.0 / SPAN,
    "lending.monthly_loans.expected": 1.0,
}


def _opening(setup: Setup, fico: Fico) -> Moment:
    """Villagers are the smaller group, townspeople the larger one; each group has the scores of its table."""
    smaller = round(PEOPLE * float(fico.sizes[0]))
    is_urban = np.arange(PEOPLE) >= smaller
    record = (fico.points - LOW) / SPAN
    held = np.empty(PEOPLE)
    for group, people in enumerate((smaller, PEOPLE - smaller)):
        reached = np.cumsum(fico.people[group])
        held[is_urban == bool(group)] = record[np.searchsorted(reached, (np.arange(people) + 0.5) / people)]
    nearest = np.abs(np.linspace(0.0, 1.0, RECORD_GRADES)[:, None] - record).argmin(axis=1)
    moment = setup.begin(on=("lending.monthly_loans",), changes=_CHANGES, people=PEOPLE)
    return moment.given(is_urban=is_urban, payment_record=held).knowing(rounds=MonthlyLoans.of(fico.repay[:, nearest]))


def _moves(setup: Setup, moment: Moment, policy: str, *, seed: int, **numbers: float) -> tuple[Values, float]:
    """Score changes of the smaller group (points), highest scores first, and the share of it that got loans."""
    changes = {f"lending.monthly_loans.{name}": value for name, value in numbers.items()}
    scenario = setup.scenario(
        on=("lending.monthly_loans",), changes={**_CHANGES, **changes, "lending.monthly_loans.policy": policy}
    )
    # a lender that needs the distribution of scores observes it for a month and lends to nobody
    months = 2 if policy in ("parity", "opportunity") else 1
    lived = live(scenario, moment, months=months, seed=seed)
    before, smaller = moment.people("payment_record"), ~moment.people("is_urban")
    moved = (lived.people("payment_record").astype(np.float64) - before)[smaller] * SPAN
    return moved[np.argsort(-before[smaller], kind="stable")], float(lived.people("is_approved")[smaller].mean())


def run(setup: Setup) -> Found:
    """Lend by each rule for one round."""
    if setup.data is None:
        return Found(missing="data not present: name the folder of the TransRisk tables with --data DIR")
    moment = _opening(setup, read(setup.data))
    found, lent = {}, []
    for rule, policy, loss in RULES:
        moved, share = _moves(setup, moment, policy, seed=setup.seed, loss_over_gain=loss)
        found[rule.id] = float(moved.mean())
        lent.append(share)
    moved, _ = _moves(setup, moment, "threshold", seed=setup.seed, threshold=0.0)
    curve, rate = np.cumsum(moved) / moved.size, np.arange(1, moved.size + 1) / moved.size
    best = int(curve.argmax())
    drawn = [
        _moves(setup, moment, "profit", seed=replicate_seed(setup.seed, k), loss_over_gain=4, expected=0.0)[0].mean()
        for k in range(DRAWS)
    ]
    shown = slice(0, None, 50)
    picture = curves(
        "Score change of the smaller group after one round, by lending rule",
        "share of the smaller group that gets loans",
        "mean change of its scores (points)",
        Curve("outcome curve", rate[shown], curve[shown]),
        Curve("recomputed from the authors’ data", lent, [rule.expected.value for rule, _, _ in RULES], "points"),
        Curve("simulated", lent, [found[rule.id] for rule, _, _ in RULES], "points"),
    )
    found |= {
        "curve-most": float(curve[best]),
        "curve-most-at": float(rate[best]),
        "curve-zero-at": float(rate[best:][curve[best:] > 0][-1]),
        "drawn-max-profit-4": float(np.mean(drawn)),
    }
    return Found(found, picture)


_WHOLE = (
    "3,954 people are the smaller group: half a person at each of 198 scores changes the mean by up to 0.05 points, "
    "and the authors’ search for the best rule is as far off"
)
_SHARE = "half a person in 3,954, and 0.05 points on a curve that falls by about 100 points per unit"


def _rule(name: str, policy: str, loss: int, expected: float) -> tuple[Finding, str, int]:
    words = {"profit": "maximum profit", "parity": "demographic parity", "opportunity": "equal opportunity"}[policy]
    question = f"Mean score change, {words}, default costs {loss} gains"
    return target(name, question, expected, 0.1, _WHOLE, "recomputed", unit="points"), policy, loss


RULES: Final = (
    _rule("max-profit-4", "profit", 4, 8.397),
    _rule("parity-4", "parity", 4, -17.142),
    _rule("opportunity-4", "opportunity", 4, 6.013),
    _rule("max-profit-10", "profit", 10, 4.396),
    _rule("parity-10", "parity", 10, 6.833),
    _rule("opportunity-10", "opportunity", 10, 9.367),
)
"""Target, rule and loss over gain of each way to lend."""

REPLICATION = Replication(
    name="liu-2018",
    title="Delayed impact of fair lending",
    source="Liu, Dean, Rolf, Simchowitz and Hardt (2018), Delayed Impact of Fair Machine Learning, ICML",
    published="The paper prints curves only: where a default costs 4 times what a repaid loan earns, demographic "
    "parity lowers the scores of the smaller group, while maximum profit and equal opportunity raise them. The "
    "numbers are recomputed with the authors’ code and tables, which keep the expected move, and not the outcome, "
    "within 300-850.",
    setting="One round of loans. Payment records from 0 to 1 are scores from 300 to 850; villagers are the smaller "
    "group (12.07 %). Records move by the expected outcome of a loan, as in the authors’ code, so six rules and the "
    "curve are exact up to whole people. One target draws outcomes instead, each kept within the scale.",
    targets=(
        *(rule for rule, _, _ in RULES),
        target("curve-most", "Highest point of the outcome curve", 9.484, 0.05, _WHOLE, "recomputed", unit="points"),
        target("curve-most-at", "Share that gets loans at the highest point", 0.2384, 1e-3, _SHARE, "recomputed"),
        target("curve-zero-at", "Share that gets loans above which lending harms", 0.4312, 1e-3, _SHARE, "recomputed"),
        target("drawn-max-profit-4", "Mean score change, maximum profit, default costs 4 gains, outcomes drawn", 8.257,
               0.39, "three standard errors: 663 loans, drawn 8 times, whose moves have a standard deviation of 57 "
               "points", "recomputed", unit="points"),
    ),
    wrong={"lending.monthly_loans.down": 0.2},
    run=run,
)  # fmt: skip
