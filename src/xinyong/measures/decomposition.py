"""Splits: inequality of wealth and of the score between and within groups, in indices that allow what is below zero.

Theil's index asks for positive values; wealth may be debt. Wealth is split by half its squared coefficient of
variation (the generalized entropy index of order 2, Cowell 1980), the score by its variance. Both are sums of a part
between and a part within groups, exactly.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..counting.citizens import SCORE_CENTRE
from ..counting.count import Count, Values
from ..counting.distribution import Spread, ratio
from ..counting.groups import DIMENSIONS, rows_of
from .measure import Measure, measure


def variance(spread: Spread) -> Values:
    """The variance of a distribution, people standing evenly over their bins."""
    squares = spread.counts * (spread.middles**2 + spread.widths**2 / 12.0)
    return ratio(squares.sum(axis=-1), spread.people) - spread.mean**2


def _half_squared_variation(spread: Spread) -> Values:
    mean = np.where(spread.mean > 0, spread.mean, np.nan)
    return np.asarray(variance(spread) / (2.0 * mean**2))


@measure("index", source="W6", label="essay", needs="livelihood")
def entropy_wealth(now: Count) -> Values:
    """Half the squared coefficient of variation of wealth (generalized entropy of order 2).

    Undefined where mean wealth is not positive.
    """
    return now.of_spread(_half_squared_variation, "wealth")


@measure("points squared", source="W5", label="essay")
def score_variance(now: Count) -> Values:
    """Variance of the headline score among those who have one."""
    n = now.sum("has_score")
    return ratio(now.sum("score_centred_squared"), n) - (ratio(now.sum("score"), n) - SCORE_CENTRE) ** 2


def _between(amounts: Values, people: Values) -> tuple[float, float]:
    """The variance between groups' means, and the mean of all; NaN without people."""
    n = people.sum()
    if n <= 0:
        return float("nan"), float("nan")
    mean = amounts.sum() / n
    means = ratio(amounts, people)
    return float(np.nansum(people * (means - mean) ** 2) / n), float(mean)


def wealth_between(now: Count, dimension: str) -> float:
    """The part of `entropy_wealth` between groups of a dimension."""
    rows = rows_of(dimension)
    found, mean = _between(now.sum("wealth_yuan")[rows], now.people[rows])
    return found / (2.0 * mean**2) if mean > 0 else float("nan")


def score_between(now: Count, dimension: str) -> float:
    """The part of `score_variance` between groups of a dimension."""
    rows = rows_of(dimension)
    return _between(now.sum("score")[rows], now.sum("has_score")[rows])[0]


def _part(of: Callable[[Count, str], float], dimension: str) -> Callable[[Count], float]:
    return lambda now: of(now, dimension)


def _rest(whole: Measure, of: Callable[[Count, str], float], dimension: str) -> Callable[[Count], float]:
    return lambda now: float(whole.values(now)[0]) - of(now, dimension)


SPLITS: tuple[Measure, ...] = tuple(
    Measure(
        f"{whole.id}_{part}_{d.name}",
        whole.unit,
        words.format(whole.id, d.name),
        whole.source,
        whole.label,
        "all",
        compute,
        whole.needs,
    )
    for whole, of in ((entropy_wealth, wealth_between), (score_variance, score_between))
    for d in DIMENSIONS
    for part, words, compute in (
        ("between", "The part of {} between groups by {}: what would remain at their means.", _part(of, d.name)),
        ("within", "The part of {0} within groups by {1}: {0} less the part between.", _rest(whole, of, d.name)),
    )
)
