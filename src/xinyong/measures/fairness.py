"""Fairness: whom lenders approve and whom they wrong, by group, in the terms of the fairness literature.

The decision is whether a consumer loan is granted; the outcome is whether the applicant pays. Lenders see borrowers
only. The simulator also follows refused applicants on paper (see `mechanisms.lending.loan_performance`), and so knows
the whole table. Positive means approved, and pays. Groups with fewer than `rates.LEAST` cases are left out.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.count import Count
from ..counting.groups import CELL_SHAPE, CELLS, DIMENSIONS, GROUPS, rows_of
from ..counting.rates import Interval, gap, rate, worst_ratio
from ..counting.sums import Sum, columns
from ..counting.tables import CountTable, histogram
from ..mechanisms.lending.loan_performance import EVENTS, PLACES
from .measure import measure, measure_for_each

OUTCOMES: tuple[str, ...] = EVENTS[:4]
"""The outcomes of observations that closed in the year: of borrowers, and of the refused on paper."""

AUDIT_TABLE: CountTable = histogram(
    "audit",
    CELLS * len(OUTCOMES) * PLACES,
    needs="followed_event",
    place=lambda c: c.cell * (len(OUTCOMES) * PLACES) + jnp.maximum(c.audited.astype(jnp.int32) - 1, 0),
    amount=lambda c: c.audited > 0,
    every=12,
    is_wide=True,
)
"""People by crossed cell, outcome and band of the score at the application, if their observation closed in the year."""

SUMS: tuple[Sum, ...] = columns("is_applicant", "is_approved")
TABLES: tuple[CountTable, ...] = (AUDIT_TABLE,)

Outcomes = tuple[str, ...]
RATES: dict[str, tuple[Outcomes, Outcomes, str]] = {
    "true_positive_rate": (("paid",), ("paid", "refused_paid"), "Applicants who pay and were approved, of all who pay"),
    "false_positive_rate": (
        ("failed",),
        ("failed", "refused_failed"),
        "Applicants who default and were approved, of all who default",
    ),
    "precision": (("paid",), ("paid", "failed"), "Approved applicants who pay, of all approved"),
    "negative_precision": (
        ("refused_failed",),
        ("refused_paid", "refused_failed"),
        "Refused applicants who would have defaulted, of all refused",
    ),
    "error_rate": (
        ("failed", "refused_paid"),
        OUTCOMES,
        "Approved applicants who default and refused ones who would pay, of all",
    ),
}
"""Rates by name: which outcomes are hits, of which cases, and in words."""

_YEAR = "over applications whose window closed in the year"


def _sum(outcomes: Values, names: Outcomes) -> Values:
    return np.asarray(sum(outcomes[..., OUTCOMES.index(name)] for name in names))


def rate_of(name: str, outcomes: Values) -> tuple[Values, Values]:
    """Hits and cases of one of `RATES` in people by outcome, (..., outcomes)."""
    hits, cases, _ = RATES[name]
    return _sum(outcomes, hits), _sum(outcomes, cases)


def _by_outcome(now: Count) -> Values:
    """People by group and outcome."""
    return now.table_by_group(AUDIT_TABLE.name).reshape(len(GROUPS), len(OUTCOMES), PLACES).sum(axis=-1)


@measure_for_each(
    "approval_{name}",
    "share",
    "name, words, when",
    [(name, words, _YEAR) for name, (_, _, words) in RATES.items()],
    source="D16",
    needs="lending.loan_performance",
)
def approval_rates(now: Count, name: str) -> Values:
    """{words}, {when}. Undefined below 30 of them. In December."""
    return rate(*rate_of(name, now.once(_by_outcome))).value


_gaps = functools.partial(measure_for_each, source="D16", groups="all")


@_gaps(
    "approval_{name}_{dimension}",
    "{unit}",
    "dimension, name, unit, words, statistic",
    [
        (d.name, *of_rates)
        for d in DIMENSIONS
        for of_rates in (
            (
                "ratio",
                "ratio",
                "Disparate impact: lowest divided by highest approval rate among groups",
                worst_ratio,
            ),
            ("gap", "share", "Demographic parity: highest minus lowest approval rate among groups", gap),
        )
    ],
    needs="lending",
)
def approval_gaps(now: Count, dimension: str, statistic: Callable[[Values, Values], Interval]) -> float:
    """{words} by {dimension}, over applications for a consumer loan since the run began."""
    rows = rows_of(dimension)
    return float(statistic(now.since("is_approved")[rows], now.since("is_applicant")[rows]).value)


@measure("ratio", source="D16", groups="all", needs="lending")
def approval_ratio_area_quintile(now: Count) -> float:
    """Disparate impact among the ten groups of area and quintile, over applications since the run began."""
    first = CELL_SHAPE[0] * CELL_SHAPE[1]
    approved, applied = (now.cells_since(name).reshape(first, -1) for name in ("is_approved", "is_applicant"))
    return float(worst_ratio(approved.sum(axis=1), applied.sum(axis=1)).value)


_TRUE, _FALSE = "true_positive_rate", "false_positive_rate"


@_gaps(
    "{name}_gap_{dimension}",
    "share",
    "dimension, when, name, words, rates",
    [
        (d.name, _YEAR, *of_gaps)
        for d in DIMENSIONS
        for of_gaps in (
            ("equal_opportunity", "Highest minus lowest true positive rate of approval among groups", (_TRUE,)),
            (
                "equalized_odds",
                "The larger of the gaps in true and in false positive rates of approval among groups",
                (_TRUE, _FALSE),
            ),
        )
    ],
    needs="lending.loan_performance",
)
def odds_gaps(now: Count, dimension: str, rates: Outcomes) -> float:
    """{words} by {dimension}, {when}. In December."""
    outcomes = now.once(_by_outcome)[rows_of(dimension)]
    return float(np.max([gap(*rate_of(name, outcomes)).value for name in rates]))
