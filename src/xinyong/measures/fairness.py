"""Fairness: whom lenders approve, and whom they wrong, group by group, in the terms of the fairness literature.

The decision is whether a consumer loan is granted; what it should foretell is whether the applicant pays. The lender
sees only borrowers; the simulator also follows the refused on paper (see `mechanisms.following`), and so knows the
whole table. Positive means approved, and pays. Groups with fewer than `rates.LEAST` cases are left out.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..counting.audit_tables import OUTCOMES
from ..counting.count import Count, Values
from ..counting.groups import CELLS, DIMENSIONS, GROUPS, SHAPE, by_group, rows_of
from ..counting.rates import Interval, gap, rate, worst_ratio
from .measure import Measure

Part = tuple[str, ...]
RATES: dict[str, tuple[Part, Part, str]] = {
    "true_positive_rate": (("paid",), ("paid", "refused_paid"), "Applicants who pay and were approved, of all who pay"),
    "false_positive_rate": (
        ("failed",),
        ("failed", "refused_failed"),
        "Applicants who fail and were approved, of all who fail",
    ),
    "precision": (("paid",), ("paid", "failed"), "Approved applicants who pay, of all approved"),
    "negative_precision": (
        ("refused_failed",),
        ("refused_paid", "refused_failed"),
        "Refused applicants who would have failed, of all refused",
    ),
    "error_rate": (
        ("failed", "refused_paid"),
        OUTCOMES,
        "Approved applicants who fail and refused ones who pay, of all",
    ),
}
"""Rates by name: which outcomes are hits, of which cases, and in words."""

_YEAR = "over applications whose window closed in the year; in December, where applicants are followed"


def _sum(outcomes: Values, names: Part) -> Values:
    return np.asarray(sum(outcomes[..., OUTCOMES.index(name)] for name in names))


def rate_of(name: str, outcomes: Values) -> tuple[Values, Values]:
    """Hits and cases of one of `RATES` in people by outcome, (..., outcomes)."""
    hits, cases, _ = RATES[name]
    return _sum(outcomes, hits), _sum(outcomes, cases)


def _by_outcome(now: Count) -> Values:
    """People by group and outcome, all zero where nothing was counted."""
    table = now.table("audit")
    if not table.size:
        return np.zeros((len(GROUPS), len(OUTCOMES)))
    return by_group(table.reshape(CELLS, len(OUTCOMES), -1).sum(axis=-1))


def _rate(name: str) -> Callable[[Count], Values]:
    return lambda now: rate(*rate_of(name, _by_outcome(now))).value


APPROVALS: tuple[Measure, ...] = tuple(
    Measure(
        f"approval_{name}",
        "share",
        f"{words}, {_YEAR}. Undefined below 30 of them.",
        "D16",
        "hypothetical",
        "all and by group",
        _rate(name),
        "lending.following",
    )
    for name, (_, _, words) in RATES.items()
)


def _approvals(now: Count, dimension: str) -> tuple[Values, Values]:
    rows = rows_of(dimension)
    return now.since("is_approved")[rows], now.since("is_applicant")[rows]


def _crossed_approvals(now: Count) -> tuple[Values, Values]:
    """By area and quintile."""
    first = SHAPE[0] * SHAPE[1]
    approved, asked = (now.cells_since(name).reshape(first, -1) for name in ("is_approved", "is_applicant"))
    return approved.sum(axis=1), asked.sum(axis=1)


def _of_approvals(statistic: Callable[[Values, Values], Interval], dimension: str) -> Callable[[Count], float]:
    return lambda now: float(statistic(*_approvals(now, dimension)).value)


PARITY: tuple[Measure, ...] = (
    *(
        Measure(
            f"approval_{name}_{d.name}",
            unit,
            f"{words} by {d.name}, over applications for a consumer loan since the run began.",
            "D16",
            "hypothetical",
            "all",
            _of_approvals(statistic, d.name),
            "lending",
        )
        for d in DIMENSIONS
        for name, unit, statistic, words in (
            ("ratio", "ratio", worst_ratio, "Disparate impact: the lowest approval rate over the highest among groups"),
            ("gap", "share", gap, "Demographic parity: the highest approval rate less the lowest among groups"),
        )
    ),
    Measure(
        "approval_ratio_area_quintile",
        "ratio",
        "Disparate impact among the ten groups of area and quintile, over applications since the run began.",
        "D16",
        "hypothetical",
        "all",
        lambda now: float(worst_ratio(*_crossed_approvals(now)).value),
        "lending",
    ),
)


def _opportunity(now: Count, dimension: str) -> float:
    outcomes = _by_outcome(now)[rows_of(dimension)]
    return float(gap(*rate_of("true_positive_rate", outcomes)).value)


def _odds(now: Count, dimension: str) -> float:
    outcomes = _by_outcome(now)[rows_of(dimension)]
    gaps = [float(gap(*rate_of(name, outcomes)).value) for name in ("true_positive_rate", "false_positive_rate")]
    return float(max(gaps)) if not np.isnan(gaps).any() else float("nan")


def _of_odds(of: Callable[[Count, str], float], dimension: str) -> Callable[[Count], float]:
    return lambda now: of(now, dimension)


ODDS: tuple[Measure, ...] = tuple(
    Measure(
        f"{name}_gap_{d.name}",
        "share",
        f"{words.format(d.name)}, {_YEAR}.",
        "D16",
        "hypothetical",
        "all",
        _of_odds(of, d.name),
        "lending.following",
    )
    for d in DIMENSIONS
    for name, words, of in (
        ("equal_opportunity", "Highest less lowest true positive rate of approval among groups by {}", _opportunity),
        (
            "equalized_odds",
            "The wider of the gaps in true and in false positive rates of approval among groups by {}",
            _odds,
        ),
    )
)
