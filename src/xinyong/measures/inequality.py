"""Inequality of income and wealth, for everybody, by group, and between and within groups (P11, W5, W6, facts 2g).

Income is disposable income, in yuan of 2010. Theil's index asks for positive values, and wealth can be negative. The
inequality of wealth is therefore split by half its squared coefficient of variation (generalized entropy of order 2,
Cowell 1980).
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.citizens import wealth_yuan
from ..counting.count import Count
from ..counting.distribution import Distribution, atkinson, gini, lorenz, palma, ratio, theil, variance
from ..counting.groups import DIMENSIONS, GROUPS, rows_of
from ..counting.sums import WIDE, Sum, columns, signed
from ..society.margins import FIFTHS
from .measure import Measure, measure_for_each
from .measure import measure as declare

SUMS: tuple[Sum, ...] = (
    *columns("income_yuan", "spend_yuan", "is_jobless"),
    signed("income_year_yuan", lambda c: jnp.floor(c.income_year_yuan + jnp.float32(0.5)).astype(jnp.int32)),
    signed("wealth_yuan", lambda c: wealth_yuan(c).astype(jnp.int64), most=WIDE),
)

measure = functools.partial(declare, source="2g", label="documented", needs="livelihood")


@measure("yuan/month", short="Mean disposable income")
def mean_income_yuan_month(now: Count) -> Values:
    """Mean disposable income of the month."""
    return now.mean("income_yuan")


@measure("yuan/month", source="assumption", label="hypothetical")
def mean_spending_yuan_month(now: Count) -> Values:
    """Mean spending of the month."""
    return now.mean("spend_yuan")


@measure("yuan", source="assumption", label="hypothetical")
def mean_wealth_yuan(now: Count) -> Values:
    """Mean wealth: cash and home minus all debts."""
    return now.mean("wealth_yuan")


@measure("share")
def share_jobless(now: Count) -> Values:
    """People who have lost their job, of all people."""
    return now.mean("is_jobless")


@measure("index", short="Income Gini")
def gini_income(now: Count) -> Values:
    """Gini coefficient of disposable income (a moving mean of twelve months)."""
    return now.statistic(gini, "income")


@measure("index", short="Wealth Gini")
def gini_wealth(now: Count) -> Values:
    """Gini coefficient of wealth (cash and home minus all debts).

    Debts can raise it above 1; it is undefined where mean wealth is not positive.
    """
    return now.statistic(gini, "wealth")


@measure("index", source="W5", label="essay")
def theil_income(now: Count) -> Values:
    """Theil's T of income (a moving mean of twelve months).

    It is 0 if all are equal, and gives more weight to the top than the Gini does.
    """
    return now.statistic(theil, "income")


@measure("index", source="W5", label="essay")
def atkinson_income(now: Count) -> Values:
    """Atkinson's index of income (a moving mean of twelve months) with aversion 1/2.

    It is the share of all income that could be given up in exchange for equality.
    """
    return now.statistic(atkinson, "income")


@measure("ratio", source="W5", label="essay")
def palma_income(now: Count) -> Values:
    """Income of the richest 10 % divided by that of the poorest 40 % (a moving mean of twelve months)."""
    return now.statistic(palma, "income")


@measure("share", short="Income share, top tenth")
def income_share_top10(now: Count) -> Values:
    """Share of all income (a moving mean of twelve months) that the richest 10 % receive."""
    return 1.0 - now.statistic(lambda x: lorenz(x, 0.9), "income")


@measure("share", short="Income share, bottom half")
def income_share_bottom50(now: Count) -> Values:
    """Share of all income (a moving mean of twelve months) that the poorest 50 % receive."""
    return now.statistic(lambda x: lorenz(x, 0.5), "income")


@measure("share", short="Wealth share, top tenth")
def wealth_share_top10(now: Count) -> Values:
    """Share of all wealth that the wealthiest 10 % own; undefined where mean wealth is not positive."""
    return 1.0 - now.statistic(lambda x: lorenz(x, 0.9), "wealth")


@measure("share", short="Wealth share, bottom two fifths")
def wealth_share_bottom40(now: Count) -> Values:
    """Share of all wealth that the poorest 40 % own; below zero if they owe more than they own."""
    return now.statistic(lambda x: lorenz(x, 0.4), "wealth")


@measure("ratio", groups="all", short="Urban over rural income")
def urban_rural_income_ratio(now: Count) -> float:
    """Mean income (a moving mean of twelve months) of urban people divided by that of rural people."""
    means = now.mean("income_year_yuan")
    return float(ratio(means[GROUPS.index("area=urban")], means[GROUPS.index("area=rural")]))


@measure_for_each(
    "income_share_q{k}",
    "share",
    "k, which, income",
    [(k, which, "income (a moving mean of twelve months)") for k, which in enumerate(FIFTHS, start=1)],
    source="2g",
    label="documented",
    needs="livelihood",
    short="Income share, {which} fifth",
)
def income_shares(now: Count, k: int) -> Values:
    """Share of the group's {income} that its quintile {k} receives; quintile 1 is the poorest."""
    up_to, below = (now.statistic(functools.partial(lorenz, p=p), "income") for p in (k / 5, (k - 1) / 5))
    return up_to - below if k > 1 else up_to


# --- between and within groups --------------------------------------------------------------------------------


def theil_between(now: Count, dimension: str) -> float:
    """Theil's T of income between the groups of one dimension, from exact sums.

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


def variance_between(amounts: Values, people: Values) -> tuple[float, float]:
    """The variance between the means of groups, and the mean of all; NaN without people."""
    n = people.sum()
    if n <= 0:
        return float("nan"), float("nan")
    mean = amounts.sum() / n
    means = ratio(amounts, people)
    return float(np.nansum(people * (means - mean) ** 2) / n), float(mean)


def _half_squared_variation(x: Distribution) -> Values:
    mean = np.where(x.mean > 0, x.mean, np.nan)
    return np.asarray(variance(x) / (2.0 * mean**2))


@measure("index", source="W6", label="essay")
def entropy_wealth(now: Count) -> Values:
    """Half the squared coefficient of variation of wealth (generalized entropy of order 2).

    It is undefined where mean wealth is not positive.
    """
    return now.statistic(_half_squared_variation, "wealth")


def _wealth_between(now: Count, dimension: str) -> float:
    rows = rows_of(dimension)
    found, mean = variance_between(now.sum("wealth_yuan")[rows], now.people[rows])
    return found / (2.0 * mean**2) if mean > 0 else float("nan")


_CALLED = {
    "area": "town and country",
    "sex": "men and women",
    "age": "ages",
    "party": "members and others",
    "occupation": "occupations",
}


def decomposed(whole: Measure, between: Callable[[Count, str], float], short: str = "") -> tuple[Measure, ...]:
    """An index of inequality as the sum of its parts between and within groups, for each dimension.

    Parameters
    ----------
    whole
        The index.
    between
        Its part between the groups of a dimension.
    short
        What tables and charts call the part between, with ``{}`` for the groups; ids if empty.
    """
    of_each = functools.partial(
        measure_for_each,
        unit=whole.unit,
        names="whole, dimension, short",
        cases=[(whole.id, d.name, short.format(_CALLED[d.name]) if d.name in _CALLED else "") for d in DIMENSIONS],
        source=whole.source,
        label=whole.label,
        groups="all",
        needs=whole.needs,
    )

    @of_each("{whole}_between_{dimension}", short="{short}")
    def parts_between(now: Count, dimension: str) -> float:
        """Between-group part of {whole} by {dimension}: its value if everybody had the mean of their group."""
        return between(now, dimension)

    @of_each("{whole}_within_{dimension}")
    def parts_within(now: Count, dimension: str) -> float:
        """Within-group part of {whole} by {dimension}: {whole} minus the between-group part."""
        return float(whole.values(now)[0]) - between(now, dimension)

    return (*parts_between, *parts_within)


THEIL_PARTS: tuple[Measure, ...] = decomposed(theil_income, theil_between, "Theil between {}")
WEALTH_PARTS: tuple[Measure, ...] = decomposed(entropy_wealth, _wealth_between)
