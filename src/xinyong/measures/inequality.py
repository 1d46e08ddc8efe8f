"""Inequality of income and wealth: P11, W5, W6 and facts 2g. Income is disposable, in yuan of 2010."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from ..counting import distribution
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.groups import DIMENSIONS, GROUPS, rows_of
from .measure import Measure
from .measure import measure as declare

measure = functools.partial(declare, needs="livelihood")

_YEAR = "a moving mean of twelve months"


@measure("yuan/month", source="2g", label="documented")
def mean_income_yuan_month(now: Count) -> Values:
    """Mean disposable income of the month."""
    return now.mean("income_yuan")


@measure("yuan/month", source="assumption", label="hypothetical")
def mean_spending_yuan_month(now: Count) -> Values:
    """Mean spending of the month."""
    return now.mean("spend_yuan")


@measure("yuan", source="assumption", label="hypothetical")
def mean_wealth_yuan(now: Count) -> Values:
    """Mean wealth: cash and home less all debts."""
    return now.mean("wealth_yuan")


@measure("share", source="2g", label="documented")
def share_jobless(now: Count) -> Values:
    """People who have lost their job, of all people."""
    return now.mean("is_jobless")


@measure("index", source="2g", label="documented")
def gini_income(now: Count) -> Values:
    """Gini coefficient of disposable income, as a moving mean of twelve months."""
    return now.of_spread(distribution.gini, "income")


@measure("index", source="2g", label="documented")
def gini_wealth(now: Count) -> Values:
    """Gini coefficient of wealth (cash and home less all debts).

    Debts can raise it above 1; undefined where mean wealth is not positive.
    """
    return now.of_spread(distribution.gini, "wealth")


@measure("index", source="W5", label="essay")
def theil_income(now: Count) -> Values:
    """Theil's T of income (a moving mean of twelve months).

    0 when all are equal; it gives more weight to the top than the Gini does.
    """
    return now.of_spread(distribution.theil, "income")


@measure("index", source="W5", label="essay")
def atkinson_income(now: Count) -> Values:
    """Atkinson's index of income (a moving mean of twelve months) with aversion 1/2.

    The share of all income that could be given up in exchange for equality.
    """
    return now.of_spread(distribution.atkinson, "income")


@measure("ratio", source="W5", label="essay")
def palma_income(now: Count) -> Values:
    """Income of the top tenth over that of the bottom two fifths (a moving mean of twelve months)."""
    return now.of_spread(distribution.palma, "income")


@measure("share", source="2g", label="documented")
def income_share_top10(now: Count) -> Values:
    """Share of income (a moving mean of twelve months) that the top tenth has."""
    return 1.0 - now.of_spread(lambda s: distribution.lorenz(s, 0.9), "income")


@measure("share", source="2g", label="documented")
def income_share_bottom50(now: Count) -> Values:
    """Share of income (a moving mean of twelve months) that the bottom half has."""
    return now.of_spread(lambda s: distribution.lorenz(s, 0.5), "income")


@measure("share", source="2g", label="documented")
def wealth_share_top10(now: Count) -> Values:
    """Share of wealth that the wealthiest tenth has; undefined where mean wealth is not positive."""
    return 1.0 - now.of_spread(lambda s: distribution.lorenz(s, 0.9), "wealth")


@measure("share", source="2g", label="documented")
def wealth_share_bottom40(now: Count) -> Values:
    """Share of wealth that the bottom two fifths have; below zero if they owe more than they own."""
    return now.of_spread(lambda s: distribution.lorenz(s, 0.4), "wealth")


@measure("ratio", source="2g", label="documented", groups="all")
def urban_rural_income_ratio(now: Count) -> float:
    """Mean income (a moving mean of twelve months) of urban people over that of rural people."""
    means = now.mean("income_year_yuan")
    return float(ratio(means[GROUPS.index("area=urban")], means[GROUPS.index("area=rural")]))


def _fifth(k: int) -> Callable[[Count], Values]:
    def share(s: distribution.Spread) -> Values:
        return distribution.lorenz(s, k / 5) - (distribution.lorenz(s, (k - 1) / 5) if k > 1 else 0.0)

    return lambda now: now.of_spread(share, "income")


QUINTILE_SHARES: tuple[Measure, ...] = tuple(
    Measure(
        f"income_share_q{k}",
        "share",
        f"Share of income ({_YEAR}) that fifth {k} of the group has, fifth 1 being the poorest.",
        "2g",
        "documented",
        "all and by group",
        _fifth(k),
        "livelihood",
    )
    for k in range(1, 6)
)


def between(now: Count, dimension: str) -> float:
    """Theil's T between the groups of one dimension, from exact sums.

    Parameters
    ----------
    now
        The count.
    dimension
        One of the names in `groups.DIMENSIONS`.

    Returns
    -------
    The T that would remain if everybody had the mean income of their group; NaN without income.
    """
    people = now.people[rows_of(dimension)]
    income = now.sum("income_year_yuan")[rows_of(dimension)]
    if income.sum() <= 0:
        return float("nan")
    share, size = income[income > 0] / income.sum(), people[income > 0] / people.sum()
    return float(np.sum(share * np.log(share / size)))


def _between(dimension: str) -> Callable[[Count], float]:
    return lambda now: between(now, dimension)


def _within(dimension: str) -> Callable[[Count], float]:
    return lambda now: float(now.of_spread(distribution.theil, "income")[0]) - between(now, dimension)


_PARTS = (
    (
        "between",
        "The part of theil_income that lies between groups by {}: what it would be if all had the mean of their group.",
        _between,
    ),
    ("within", "The part of theil_income that lies within groups by {}: theil_income less the part between.", _within),
)
THEIL_SPLITS: tuple[Measure, ...] = tuple(
    Measure(
        f"theil_income_{part}_{d.name}",
        "index",
        words.format(d.name),
        "W5",
        "essay",
        "all",
        of(d.name),
        "livelihood",
    )
    for d in DIMENSIONS
    for part, words, of in _PARTS
)
