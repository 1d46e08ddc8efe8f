"""Liu et al. 2018, Delayed Impact of Fair Machine Learning: how a lender's rule changes scores of the smaller group.

It needs tables of TransRisk scores by group, as the Federal Reserve (2007) published them. They are not shipped; the
replication is skipped without them. Three files of aggregates hold the number of people in each group, the share of
each group with at most a given score, and the share of people at a score who do not pay. Two of the four groups are
used.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ...array_types import Values
from ...errors import BadFolder
from ...mechanisms.lending.monthly_loans import RECORD_GRADES
from ...nation.monthly_loans import MonthlyLoans
from ...society.random_streams import replicate_seed
from ..finding import Curve, Finding, curves
from ..single_tile import State, simulate_months
from .replication import Found, Replication, Setup, target

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

TOTALS, REACHED, FAILING = ("totals.csv", "transrisk_cdf_by_race_ssa.csv", "transrisk_performance_by_race_ssa.csv")
TABLE_GROUPS: Final = ("Black", "Non- Hispanic white")
"""The two groups, by the names of their columns, the smaller first."""

FICO_BANDS: Final = (2.1, 4.2, 5.4, 6.5, 7.9, 9.6, 12.0, 13.8, 17.0, 15.8, 5.7)
"""Per cent of all people in bands of 50 points from 300 to 850, by which the authors turn percentiles into scores."""

_ADVICE = "Give the folder of the authors' repository that holds these tables."


@dataclass(frozen=True)
class Fico:
    """The tables of the two groups.

    Attributes
    ----------
    points
        Scores on 300-850, rising.
    people
        Share of each group's people at each score, (2, scores).
    repay
        Chance of repaying of each group at each score, (2, scores).
    sizes
        Share of each group in both.
    """

    points: Values
    people: Values
    repay: Values
    sizes: Values


def read(folder: Path) -> Fico:
    """Read the tables.

    Raises
    ------
    BadFolder
        If a file is missing, or does not hold such a table.
    """
    totals = _table(folder / TOTALS)
    reached, failing = _table(folder / REACHED), _table(folder / FAILING)
    percentile, share = _checked(folder / REACHED, reached)
    other, bad = _checked(folder / FAILING, failing)
    if not np.array_equal(percentile, other):
        raise _bad(folder / FAILING, "other scores", f"the scores of {REACHED}")
    if (np.diff(share, axis=1) < 0).any() or not np.allclose(share[:, -1], 100.0):
        raise _bad(folder / REACHED, "shares that fall or do not end at 100", "shares that rise to 100 per cent")
    sizes = np.array([totals[group][0] for group in TABLE_GROUPS])
    if len(totals[TABLE_GROUPS[0]]) != 1 or not (sizes > 0).all():
        raise _bad(folder / TOTALS, sizes.tolist(), "one row of positive numbers of people")
    return Fico(
        points=_points(percentile),
        people=np.diff(share, axis=1, prepend=0.0) / 100.0,
        repay=1.0 - bad / 100.0,
        sizes=sizes / sizes.sum(),
    )


def _points(percentile: Values) -> Values:
    """Scores on 300-850 by percentiles of all people, in straight lines within each band."""
    ends = 300.0 + 50.0 * np.arange(len(FICO_BANDS) + 1)
    return np.asarray(np.interp(percentile, np.cumsum((0.0, *FICO_BANDS)), ends))


def _table(path: Path) -> dict[str, Values]:
    """The numbers of a table by column; a first column of words is left out."""
    try:
        head, *rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise _bad(path, type(error).__name__, "a table of comma-separated values that can be read") from None
    missing = [name for name in TABLE_GROUPS if name not in head]
    if missing:
        raise _bad(path, head, f"a table with the columns {' and '.join(TABLE_GROUPS)}")
    kept = (*TABLE_GROUPS, "Score") if "Score" in head else TABLE_GROUPS
    try:
        found = {name: np.array([float(row[head.index(name)]) for row in rows]) for name in kept}
    except (ValueError, IndexError):
        raise _bad(path, "a row without its numbers", f"rows of {len(head)} values") from None
    if not rows or not all(np.isfinite(values).all() for values in found.values()):
        raise _bad(path, "no finite numbers", "rows of finite numbers")
    return found


def _checked(path: Path, table: dict[str, Values]) -> tuple[Values, Values]:
    """Scores, rising within 0..100, and per cent of both groups at each."""
    if "Score" not in table:
        raise _bad(path, "no column Score", "a table by Score")
    score, share = table["Score"], np.array([table[group] for group in TABLE_GROUPS])
    if (np.diff(score) <= 0).any() or score.min() < 0 or score.max() > 100:
        raise _bad(path, "scores out of order", "scores that rise from 0 to 100")
    if share.min() < 0 or share.max() > 100:
        raise _bad(path, "shares out of range", "per cent from 0 to 100")
    return score, share


def _bad(path: Path, received: object, accepted: str) -> BadFolder:
    return BadFolder(str(path), received=received, accepted=accepted, remedy=_ADVICE)


def _opening(setup: Setup, fico: Fico) -> State:
    """Villagers are the smaller group, townspeople the larger one; each group has the scores of its table."""
    smaller = round(PEOPLE * float(fico.sizes[0]))
    is_urban = np.arange(PEOPLE) >= smaller
    record = (fico.points - LOW) / SPAN
    held = np.empty(PEOPLE)
    for group, people in enumerate((smaller, PEOPLE - smaller)):
        reached = np.cumsum(fico.people[group])
        held[is_urban == bool(group)] = record[np.searchsorted(reached, (np.arange(people) + 0.5) / people)]
    nearest = np.abs(np.linspace(0.0, 1.0, RECORD_GRADES)[:, None] - record).argmin(axis=1)
    state = setup.begin(on=("lending.monthly_loans",), changes=_CHANGES, people=PEOPLE)
    return state.with_columns(is_urban=is_urban, payment_record=held).with_nation_parts(
        rounds=MonthlyLoans.of(fico.repay[:, nearest])
    )


def _moves(setup: Setup, state: State, policy: str, *, seed: int, **numbers: float) -> tuple[Values, float]:
    """Score changes of the smaller group (points), highest scores first, and the share of it that got loans."""
    changes = {f"lending.monthly_loans.{name}": value for name, value in numbers.items()}
    scenario = setup.scenario(
        on=("lending.monthly_loans",), changes={**_CHANGES, **changes, "lending.monthly_loans.policy": policy}
    )
    # a lender that needs the distribution of scores observes it for a month and lends to nobody
    months = 2 if policy in ("parity", "opportunity") else 1
    simulated = simulate_months(scenario, state, months=months, seed=seed)
    before, smaller = state.people("payment_record"), ~state.people("is_urban")
    moved = (simulated.people("payment_record").astype(np.float64) - before)[smaller] * SPAN
    return moved[np.argsort(-before[smaller], kind="stable")], float(simulated.people("is_approved")[smaller].mean())


def run(setup: Setup) -> Found:
    """Lend by each rule for one round."""
    if setup.data is None:
        return Found(missing="data not present: name the folder of the TransRisk tables with --data DIR")
    state = _opening(setup, read(setup.data))
    found, lent = {}, []
    for rule, policy, loss in RULES:
        moved, share = _moves(setup, state, policy, seed=setup.seed, loss_over_gain=loss)
        found[rule.id] = float(moved.mean())
        lent.append(share)
    moved, _ = _moves(setup, state, "threshold", seed=setup.seed, threshold=0.0)
    curve, rate = np.cumsum(moved) / moved.size, np.arange(1, moved.size + 1) / moved.size
    best = int(curve.argmax())
    drawn = [
        _moves(setup, state, "profit", seed=replicate_seed(setup.seed, k), loss_over_gain=4, expected=0.0)[0].mean()
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
