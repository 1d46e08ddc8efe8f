"""Headline numbers: a few measures in a run's last month, each with its 95 % interval over replicates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import expit, logit, ndtri, stdtrit

from ..array_types import Values
from ..errors import BadRequest, nearest
from ..results.run_result import Run

_SHOWN: dict[str, Literal["card", "first", "table"]] = {
    "share_sanctioned": "card",
    "share_listed": "first",
    "listings_cumulative": "first",
    "restored_cumulative": "table",
    "flights_blocked_cumulative": "first",
    "rail_blocked_cumulative": "first",
    "wrongful_sanctions": "first",
    "collateral_sanctions": "first",
    "cross_context_detriment_share": "table",
    "share_of_life_recorded": "card",
    "mean_score": "table",
    "gini_score": "table",
    "score_income_correlation": "table",
    "tie_score_assortativity": "table",
    "debt_to_income": "card",
    "delinquency_rate": "table",
    "default_rate": "table",
    "informal_debt_share": "table",
    "interest_transferred_yuan": "first",
    "evictions_cumulative": "table",
    "mean_income_yuan_month": "table",
    "gini_income": "card",
    "gini_wealth": "table",
    "income_share_q1": "table",
    "income_share_q5": "table",
    "urban_rural_income_ratio": "table",
    "approval_expressed": "first",
    "approval_private": "first",
    "dissent_expressed": "first",
    "dissent_private": "first",
}
"""Measures of the report's table of headline numbers, in its order, and how prominent each is.

The cards are the same for every report, so that nobody picks the striking ones.
"""

LEDGER: tuple[str, ...] = tuple(_SHOWN)
"""Measures of the report's table."""

HEADLINES: tuple[str, ...] = tuple(measure for measure, where in _SHOWN.items() if where != "table")
"""Those that the terminal and `headline` show."""

CARDS: tuple[str, ...] = tuple(measure for measure, where in _SHOWN.items() if where == "card")
"""Those on the cards at the top of a report."""

CONFIDENCE = 0.95
"""Of the intervals over replicates."""

LEAST_REPLICATES = 3
"""Replicates from which an interval decides anything: with two, chance alone can make both alike."""

BOUNDS: dict[str, tuple[float, float]] = {"share": (0.0, 1.0), "correlation": (-1.0, 1.0)}
"""The range of a unit; values of other units that are never negative start at 0."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replicates and its interval.

    Attributes
    ----------
    mean
        Mean of the replicates, NaN if undefined in any of them.
    low, high
        Ends of the 95 % interval of the mean; NaN with a single replicate, which has none.
    replicates
        Number of values.
    """

    mean: float
    low: float
    high: float
    replicates: int

    @property
    def excludes_zero(self) -> bool:
        """Whether at least `LEAST_REPLICATES` values that are not all equal put the interval on one side of zero."""
        return self.replicates >= LEAST_REPLICATES and self.low < self.high and (self.low > 0 or self.high < 0)


def estimate(values: Sequence[float] | Values, *, unit: str = "", counted: Sequence[float] | Values = ()) -> Estimate:
    """The mean of replicates with its 95 % interval, which stays within the range of the unit.

    The interval is Student's. That of a share is computed on the scale of log odds; if a replicate is exactly 0 or 1,
    it is Wilson's interval of the mean share among all citizens counted.

    Parameters
    ----------
    values
        One value a replicate.
    unit
        Of the measure; empty for differences, which have no bounds.
    counted
        Citizens counted in each replicate.
    """
    x = np.asarray(values, np.float64)
    mean = float(x.mean()) if len(x) else math.nan
    if len(x) < 2 or not math.isfinite(mean):
        return Estimate(mean, math.nan, math.nan, len(x))
    lowest, highest = BOUNDS.get(unit, (0.0, math.inf)) if unit else (-math.inf, math.inf)
    if x.min() < lowest or x.max() > highest:
        lowest, highest = -math.inf, math.inf
    if (lowest, highest) == (0.0, 1.0) and 0.0 < x.min() <= x.max() < 1.0:
        middle, half = _student(logit(x))
        low, high = float(expit(middle - half)), float(expit(middle + half))
    elif (lowest, highest) == (0.0, 1.0) and len(counted):
        low, high = _wilson(mean, float(np.sum(counted)))
    else:
        _, half = _student(x)
        low, high = max(mean - half, lowest), min(mean + half, highest)
    return Estimate(mean, low, high, len(x))


def _student(x: Values) -> tuple[float, float]:
    """Mean and half the width of Student's interval."""
    return float(x.mean()), float(stdtrit(len(x) - 1, 0.5 + CONFIDENCE / 2) * x.std(ddof=1) / math.sqrt(len(x)))


def _wilson(share: float, people: float) -> tuple[float, float]:
    """Wilson's interval of a share among so many people."""
    z2 = float(ndtri(0.5 + CONFIDENCE / 2)) ** 2
    middle = (share + z2 / (2 * people)) / (1 + z2 / people)
    half = math.sqrt(z2 * (share * (1 - share) / people + z2 / (4 * people**2))) / (1 + z2 / people)
    return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True)
class DifferenceVerdict:
    """What a difference may be called: ``words``, and whether they state something clear."""

    words: str
    is_clear: bool


def verdict(gap: Estimate, *, base: float, letter: str = "B", only: str = "") -> DifferenceVerdict:
    """What the difference of a world from the baseline may be called.

    Parameters
    ----------
    gap
        The paired difference.
    base
        The baseline's value, against which a clear difference may still be small.
    letter
        Of the world.
    only
        The letter of the world in which alone the measure occurs (see `only_one_has_it`); empty if both have it.
    """
    if not math.isfinite(gap.mean):
        return DifferenceVerdict("not defined", is_clear=False)
    if only:
        return DifferenceVerdict(f"only in {only}", is_clear=True)
    if gap.replicates < 2:
        return DifferenceVerdict("one run: noise unknown", is_clear=False)
    if gap.mean == gap.low == gap.high == 0:
        return DifferenceVerdict("the same as in A", is_clear=False)
    if gap.replicates < LEAST_REPLICATES:
        return DifferenceVerdict("two runs: too few for a verdict", is_clear=False)
    if gap.low == gap.high:
        return DifferenceVerdict("the same difference in every run", is_clear=False)
    if gap.excludes_zero:
        small = ", by under 1\u00a0%" if 0 < abs(gap.mean) < 0.01 * abs(base) else ""
        return DifferenceVerdict(f"{'higher' if gap.low > 0 else 'lower'} in {letter}{small}", is_clear=True)
    return DifferenceVerdict("no clear difference", is_clear=False)


def only_one_has_it(base: Values, other: Values, letter: str = "B") -> str:
    """The letter of the world in which alone a measure occurs, or an empty string.

    Parameters
    ----------
    base, other
        Values of the baseline ("A") and of another world: float64 (months, replicates). A measure occurs in one alone
        if it is 0 in every month and replicate of the other, and not 0 at the end of any replicate of the one.
    letter
        Of the other world.
    """
    if not base.any() and other[-1].all():
        return letter
    return "A" if not other.any() and base[-1].all() else ""


def contrast(base: Values, other: Values, letter: str = "B") -> tuple[Estimate, DifferenceVerdict]:
    """The paired difference of another world from the baseline in the last month, and what it may be called.

    Parameters
    ----------
    base, other
        Values of the baseline ("A") and of the other world: float64 (months, replicates).
    letter
        Of the other world.
    """
    gap = estimate(other[-1] - base[-1])
    only = only_one_has_it(base, other, letter)
    return gap, verdict(gap, base=float(base[-1].mean()), letter=letter, only=only)


def values_of(run: Run, measure: str, *, group: str = "all", month: str | None = None) -> tuple[Values, Values]:
    """A measure's values in each month and replicate until a month, and the citizens counted in that month.

    Parameters
    ----------
    run
        The run.
    measure
        Id of the measure.
    group
        ``"all"``, or dimension=value.
    month
        ``YYYY-MM``; the last month if None.

    Returns
    -------
    float64 arrays (months, replicates), in the measure's unit, NaN where undefined; and (replicates,).

    Raises
    ------
    BadRequest
        If the run has no such measure, group or month.
    """
    series = run.series
    for what, name, known in (("measure", measure, series["measure"]), ("group", group, series["group"])):
        if name not in known.cat.categories:
            raise BadRequest(
                what, received=name, accepted=f"a {what} of the run", remedy=nearest(name, known.cat.categories)
            )
    found = series[(series["measure"] == measure) & (series["group"] == group)]
    values, counted = (found.pivot(index="month", columns="replicate", values=column) for column in ("value", "n"))
    months = pd.DatetimeIndex(values.index).strftime("%Y-%m")
    wanted = run.manifest["window"]["until"] if month is None else month
    if wanted not in months:
        window = run.manifest["window"]
        raise BadRequest(
            "month",
            received=month,
            accepted=f"a month (YYYY-MM) from {window['from']} until {window['until']}",
            remedy="Choose a month of the run.",
        )
    last = list(months).index(wanted) + 1
    return values.to_numpy(np.float64)[:last], counted.to_numpy(np.float64)[last - 1]
