"""Headline numbers: a few measures in a run's last month, each with its 95 % interval over replicates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtrit

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
"""Of the intervals over replicates (Student's t)."""


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
        """Whether the interval lies wholly on one side of zero."""
        return self.low > 0 or self.high < 0


def estimate(values: Sequence[float] | np.ndarray) -> Estimate:
    """The mean of replicates with Student's 95 % interval.

    Parameters
    ----------
    values
        One value a replicate.
    """
    x = np.asarray(values, np.float64)
    mean = float(x.mean()) if len(x) else math.nan
    if len(x) < 2:
        return Estimate(mean, math.nan, math.nan, len(x))
    half = float(stdtrit(len(x) - 1, 0.5 + CONFIDENCE / 2) * x.std(ddof=1) / math.sqrt(len(x)))
    return Estimate(mean, mean - half, mean + half, len(x))


def last_values(run: Run, measure: str, *, group: str = "all", month: str | None = None) -> np.ndarray:
    """A measure's value in each replicate in one month.

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
    float64 array (replicates,), in the measure's unit; NaN where undefined.

    Raises
    ------
    BadRequest
        If the run has no such measure, group or month.
    """
    series = run.series
    wanted = month if month is not None else run.manifest["window"]["until"]
    for what, name, known in (("measure", measure, series["measure"]), ("group", group, series["group"])):
        if name not in known.cat.categories:
            raise BadRequest(
                what, received=name, accepted=f"a {what} of the run", remedy=nearest(name, known.cat.categories)
            )
    found = series[(series["measure"] == measure) & (series["group"] == group)].sort_values("replicate")
    found = found[found["month"].dt.strftime("%Y-%m") == wanted]
    if found.empty:
        window = run.manifest["window"]
        raise BadRequest(
            "month",
            received=month,
            accepted=f"a month (YYYY-MM) from {window['from']} until {window['until']}",
            remedy="Choose a month of the run.",
        )
    return np.asarray(found["value"], np.float64)
