"""Fairness: whom lenders approve and whom they wrong, by group, in the terms of the fairness literature.

The decision is whether a consumer loan is granted; the outcome is whether the applicant pays. Lenders see borrowers
only. The simulator also follows refused applicants on paper (see `mechanisms.lending.loan_performance`), and so knows
the whole table. Positive means approved, and pays. Groups with fewer than `rates.LEAST` cases are left out.
"""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.count import Count
from ..counting.groups import CELL_SHAPE, CELLS, DIMENSIONS, GROUPS, by_group, rows_of
from ..counting.rates import Interval, gap, rate, worst_ratio
from ..counting.sums import Sum, columns
from ..counting.tables import Table, histogram
from ..mechanisms.lending.loan_performance import EVENTS, PLACES
from .measure import Measure

OUTCOMES: tuple[str, ...] = EVENTS[:4]
"""The outcomes of observations that closed in the year: of borrowers, and of the refused on paper."""

AUDIT: Table = histogram(
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
TABLES: tuple[Table, ...] = (AUDIT,)

Part = tuple[str, ...]
RATES: dict[str, tuple[Part, Part, str]] = {
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


def _sum(outcomes: Values, names: Part) -> Values:
    return np.asarray(sum(outcomes[..., OUTCOMES.index(name)] for name in names))


def rate_of(name: str, outcomes: Values) -> tuple[Values, Values]:
    """Hits and cases of one of `RATES` in people by outcome, (..., outcomes)."""
    hits, cases, _ = RATES[name]
    return _sum(outcomes, hits), _sum(outcomes, cases)


def _by_outcome(now: Count) -> Values:
    """People by group and outcome."""
    if not now.is_counted(AUDIT.name):
        return np.zeros((len(GROUPS), len(OUTCOMES)))
    return by_group(now.table(AUDIT.name).reshape(CELLS, len(OUTCOMES), -1).sum(axis=-1))


def _rate(name: str) -> Callable[[Count], Values]:
    return lambda now: rate(*rate_of(name, now.once(_by_outcome))).value


APPROVALS: tuple[Measure, ...] = tuple(
    Measure(
        f"approval_{name}",
        "share",
        f"{words}, {_YEAR}. Undefined below 30 of them. In December.",
        _rate(name),
        source="D16",
        label="hypothetical",
        needs="lending.loan_performance",
    )
    for name, (_, _, words) in RATES.items()
)


def _approvals(now: Count, dimension: str) -> tuple[Values, Values]:
    rows = rows_of(dimension)
    return now.since("is_approved")[rows], now.since("is_applicant")[rows]


def _by_area_and_quintile(now: Count) -> tuple[Values, Values]:
    first = CELL_SHAPE[0] * CELL_SHAPE[1]
    approved, applied = (now.cells_since(name).reshape(first, -1) for name in ("is_approved", "is_applicant"))
    return approved.sum(axis=1), applied.sum(axis=1)


def _of_approvals(statistic: Callable[[Values, Values], Interval], dimension: str) -> Callable[[Count], float]:
    return lambda now: float(statistic(*_approvals(now, dimension)).value)


def _gap(id_: str, unit: str, definition: str, compute: Callable[[Count], float]) -> Measure:
    return Measure(id_, unit, definition, compute, source="D16", label="hypothetical", groups="all", needs="lending")


PARITY: tuple[Measure, ...] = (
    *(
        _gap(
            f"approval_{name}_{d.name}",
            unit,
            f"{words} by {d.name}, over applications for a consumer loan since the run began.",
            _of_approvals(statistic, d.name),
        )
        for d in DIMENSIONS
        for name, unit, statistic, words in (
            ("ratio", "ratio", worst_ratio, "Disparate impact: lowest divided by highest approval rate among groups"),
            ("gap", "share", gap, "Demographic parity: highest minus lowest approval rate among groups"),
        )
    ),
    _gap(
        "approval_ratio_area_quintile",
        "ratio",
        "Disparate impact among the ten groups of area and quintile, over applications since the run began.",
        lambda now: float(worst_ratio(*_by_area_and_quintile(now)).value),
    ),
)


def _opportunity(now: Count, dimension: str) -> float:
    outcomes = now.once(_by_outcome)[rows_of(dimension)]
    return float(gap(*rate_of("true_positive_rate", outcomes)).value)


def _odds(now: Count, dimension: str) -> float:
    outcomes = now.once(_by_outcome)[rows_of(dimension)]
    gaps = [float(gap(*rate_of(name, outcomes)).value) for name in ("true_positive_rate", "false_positive_rate")]
    return float(max(gaps)) if not np.isnan(gaps).any() else float("nan")


def _of_odds(of: Callable[[Count, str], float], dimension: str) -> Callable[[Count], float]:
    return lambda now: of(now, dimension)


ODDS: tuple[Measure, ...] = tuple(
    Measure(
        f"{name}_gap_{d.name}",
        "share",
        f"{words.format(d.name)}, {_YEAR}. In December.",
        _of_odds(of, d.name),
        source="D16",
        label="hypothetical",
        groups="all",
        needs="lending.loan_performance",
    )
    for d in DIMENSIONS
    for name, words, of in (
        ("equal_opportunity", "Highest minus lowest true positive rate of approval among groups by {}", _opportunity),
        (
            "equalized_odds",
            "The larger of the gaps in true and in false positive rates of approval among groups by {}",
            _odds,
        ),
    )
)
