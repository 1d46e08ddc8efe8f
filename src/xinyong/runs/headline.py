"""Headline numbers: a few measures in a run's last month, each with its 95 % interval over replicates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from ..errors import BadRequest, nearest
from ..measures.registry import MEASURES
from ..results.run_result import Run

LEDGER: tuple[str, ...] = (
    "share_sanctioned",
    "share_listed",
    "listings_cumulative",
    "restored_cumulative",
    "flights_blocked_cumulative",
    "rail_blocked_cumulative",
    "wrongful_sanctions",
    "collateral_sanctions",
    "cross_context_detriment_share",
    "share_of_life_recorded",
    "mean_score",
    "gini_score",
    "score_income_correlation",
    "tie_score_assortativity",
    "debt_to_income",
    "delinquency_rate",
    "default_rate",
    "informal_debt_share",
    "interest_transferred_yuan",
    "evictions_cumulative",
    "mean_income_yuan_month",
    "gini_income",
    "gini_wealth",
    "income_share_q1",
    "income_share_q5",
    "urban_rural_income_ratio",
    "approval_expressed",
    "approval_private",
    "dissent_expressed",
    "dissent_private",
)
"""Measures of the report's table of headline numbers, in its order."""

HEADLINES: tuple[str, ...] = (
    "gini_income",
    "debt_to_income",
    "interest_transferred_yuan",
    "share_listed",
    "listings_cumulative",
    "flights_blocked_cumulative",
    "rail_blocked_cumulative",
    "share_sanctioned",
    "wrongful_sanctions",
    "collateral_sanctions",
    "share_of_life_recorded",
    "approval_expressed",
    "approval_private",
    "dissent_expressed",
    "dissent_private",
)
"""Measures of the ledger that are shown first, in the terminal and by `headline`, in this order."""

CARDS: tuple[str, ...] = ("share_sanctioned", "share_of_life_recorded", "debt_to_income", "gini_income")
"""Measures of the report's four cards: the same for every report, so that nobody picks the striking ones."""

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
                what,
                received=name,
                accepted=f"a {what} of the run",
                remedy=nearest(name, known.cat.categories),
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


def headline(
    run: Run, *, measures: Sequence[str] = HEADLINES, group: str = "all", month: str | None = None
) -> pd.DataFrame:
    """The headline table of one run.

    Parameters
    ----------
    run
        A finished run.
    measures
        Ids, in the order wanted.
    group
        ``"all"``, or dimension=value.
    month
        ``YYYY-MM``; the last month if None.

    Returns
    -------
    One row a measure: measure, value (mean over replicates), low, high (95 % interval of the mean; NaN for a
    single replicate), unit, replicates.

    Raises
    ------
    BadRequest
        If the run has no such measure, group or month.
    """
    rows = []
    for measure in measures:
        found = estimate(last_values(run, measure, group=group, month=month))
        rows.append(
            {
                "measure": measure,
                "value": found.mean,
                "low": found.low,
                "high": found.high,
                "unit": MEASURES[measure].unit,
                "replicates": found.replicates,
            }
        )
    return pd.DataFrame(rows)
