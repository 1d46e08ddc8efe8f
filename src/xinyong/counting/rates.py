"""Rates with intervals, and the gaps between groups that audits of fairness speak of.

Intervals hold 95 of 100 times under independent draws: Wilson's for a rate (Wilson 1927), Newcombe's for a difference
of two rates (1998, method 10), and that of the logarithm for a ratio of two (Katz 1978). They show the noise of so few
simulated citizens, and nothing about the assumptions; nor do they allow for the choice of the two groups that lie
farthest apart. Below `LEAST` cases a rate is not reported.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..array_types import Values
from .distribution import ratio

LEAST = 30
"""Cases below which neither a rate nor its interval is reported."""
Z = 1.959963984540054
"""Standard deviations of a normal distribution either side of its middle that hold 95 %."""


class Interval(NamedTuple):
    """A value with the ends of its interval, each float64; NaN where undefined."""

    value: Values
    low: Values
    high: Values


def _where_known(
    value: Values, low: Values | float, high: Values | float, is_known: NDArray[np.bool_] | np.bool_
) -> Interval:
    return Interval(*(np.where(is_known, part, np.nan) for part in (value, low, high)))


def rate(hits: Values, cases: Values) -> Interval:
    """A share of cases with Wilson's interval; undefined below `LEAST` cases."""
    k, n = np.broadcast_arrays(np.asarray(hits, np.float64), np.asarray(cases, np.float64))
    p, size = ratio(k, n), np.maximum(n, 1.0)
    middle = (p + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * np.sqrt(p * (1 - p) / size + Z**2 / (4 * size**2))
    # where nobody is a hit, or everybody, one end is exactly there, which rounding would miss
    return _where_known(p, np.where(k > 0, middle - half, 0.0), np.where(k < n, middle + half, 1.0), n >= LEAST)


def difference(one: Interval, other: Interval) -> Interval:
    """One rate less another, with Newcombe's interval."""
    value = one.value - other.value
    below = np.sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = np.sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Interval(value, value - below, value + above)


def quotient(
    hits: Values | float, cases: Values | float, other_hits: Values | float, other_cases: Values | float
) -> Interval:
    """One rate over another, with the interval of its logarithm.

    Undefined below `LEAST` cases of either and where the other is 0; where the one is 0, so is the ratio, and the
    interval is undefined.
    """
    a, n, b, m = (np.asarray(x, np.float64) for x in (hits, cases, other_hits, other_cases))
    value = ratio(ratio(a, n), ratio(b, m))
    variance = ratio(1.0, a) - ratio(1.0, n) + ratio(1.0, b) - ratio(1.0, m)
    spread = np.exp(Z * np.sqrt(np.maximum(variance, 0.0)))
    return _where_known(value, value / spread, value * spread, (n >= LEAST) & (m >= LEAST))


def lowest_and_highest(rates: Values) -> tuple[int, int] | None:
    """Where the lowest and the highest rate stand among those that are known; None if fewer than two are."""
    known = np.flatnonzero(~np.isnan(rates))
    if len(known) < 2:
        return None
    return int(known[np.argmin(rates[known])]), int(known[np.argmax(rates[known])])


_NOTHING = Interval(*(np.asarray(np.nan) for _ in range(3)))


def gap(hits: Values, cases: Values) -> Interval:
    """The highest of several groups' rates less the lowest; groups below `LEAST` cases are left out."""
    rates = rate(hits, cases)
    found = lowest_and_highest(rates.value)
    if found is None:
        return _NOTHING
    lowest, highest = (Interval(*(part[k] for part in rates)) for k in found)
    return difference(highest, lowest)


def worst_ratio(hits: Values, cases: Values) -> Interval:
    """The lowest of several groups' rates over the highest; groups below `LEAST` cases are left out.

    The four-fifths rule of employment law would have it at 0.8 or more.
    """
    found = lowest_and_highest(rate(hits, cases).value)
    if found is None:
        return _NOTHING
    lowest, highest = found
    return quotient(hits[lowest], cases[lowest], hits[highest], cases[highest])
