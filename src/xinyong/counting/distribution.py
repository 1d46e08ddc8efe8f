"""Statistics of a distribution that is known by its histogram, and correlations.

People of a bin are assumed to be spread evenly around the bin's middle. For everybody, bins are fine, and the middle
lies between the bin's edges. For groups, bins are coarse; their middle and width follow from everybody's fine bins
inside the coarse one. Statistics are exact for such distributions, so the error is of second order in the bins' width.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..array_types import Values


@dataclass(frozen=True)
class Distribution:
    """One or more histograms over the same bins.

    Attributes
    ----------
    middles
        float64 (B,), rising: the mean of the people of a bin.
    widths
        float64 (B,): the width over which they are spread evenly; 0 if all have the same value.
    counts
        float64 (..., B): people by bin.
    """

    middles: Values
    widths: Values
    counts: Values

    @classmethod
    def between(cls, edges: Values, counts: Values, *, has_atoms: bool) -> Distribution:
        """A histogram over bins of which only the edges are known (see `bins.Bins`)."""
        widths = np.zeros(len(edges) - 1) if has_atoms else np.diff(edges)
        return cls(np.asarray((edges[1:] + edges[:-1]) / 2.0), widths, counts)

    def coarsened(self, counts: Values) -> Distribution:
        """Histograms over coarser bins, each a whole number of these, with their shape inside a bin.

        Parameters
        ----------
        counts
            float64 (..., B / k): people by coarse bin, among those counted here.
        """
        n_bins = counts.shape[-1]
        inside = Distribution(*(x.reshape(n_bins, -1) for x in (self.middles, self.widths, self.counts)))
        held = np.sum(inside.counts * inside.middles, axis=-1)
        middles = np.where(inside.people > 0, ratio(held, inside.people), inside.middles.mean(axis=-1))
        widths = np.where(inside.people > 0, 3.0 * mean_difference(inside), inside.widths.sum(axis=-1))
        return Distribution(middles, widths, counts)

    @functools.cached_property
    def people(self) -> Values:
        """float64 (...)."""
        return np.asarray(self.counts.sum(axis=-1))

    @functools.cached_property
    def reached(self) -> Values:
        """People in a bin and all below: float64 (..., B)."""
        return np.cumsum(self.counts, axis=-1)

    @functools.cached_property
    def held(self) -> Values:
        """What the people in a bin and all below have together: float64 (..., B)."""
        return np.cumsum(self.counts * self.middles, axis=-1)

    @functools.cached_property
    def mean(self) -> Values:
        """float64 (...); NaN without people."""
        return ratio(self.held[..., -1], self.people)


def mean_difference(x: Distribution) -> Values:
    """The mean absolute difference of two people, a person with themselves included."""
    n, c = x.people[..., None], x.counts
    between = 2.0 * np.sum(c * (2.0 * x.reached - c - n) * x.middles, axis=-1)
    within = np.sum(c * np.maximum(c - 1.0, 0.0) * x.widths, axis=-1) / 3.0
    return ratio(between + within, x.people**2)


def variance(x: Distribution) -> Values:
    """The variance, people being spread evenly over their bins."""
    squares = x.counts * (x.middles**2 + x.widths**2 / 12.0)
    return np.asarray(ratio(squares.sum(axis=-1), x.people) - x.mean**2)


def gini(x: Distribution) -> Values:
    """Gini coefficient: half the mean absolute difference of two people, over the mean (Gini 1912).

    NaN where the mean is not positive. With negative values (debts above property) it can exceed 1.
    """
    return ratio(mean_difference(x), 2.0 * x.mean)


def theil(x: Distribution) -> Values:
    """Theil's T: the mean of (x / mean) log (x / mean), for values of zero or more (Theil 1967)."""
    return np.asarray(ratio(_mean_of(x, _x_log_x), x.mean) - _log(x.mean))


def atkinson(x: Distribution) -> Values:
    """Atkinson's index with aversion 1/2: 1 - (mean of square roots)^2 / mean, for values of zero or more."""
    return np.asarray(1.0 - ratio(_mean_of(x, np.sqrt) ** 2, x.mean))


def lorenz(x: Distribution, p: float) -> Values:
    """The share of the whole that the lowest share `p` of people has; NaN where the mean is not positive."""
    wanted = p * x.people
    number = np.asarray(np.minimum((x.reached < wanted[..., None]).sum(axis=-1), x.counts.shape[-1] - 1))
    inside, reached, held = (_at(values, number) for values in (x.counts, x.reached, x.held))
    part = ratio(wanted - (reached - inside), inside)
    middle, width = x.middles[number], x.widths[number]
    below = held - inside * middle
    return ratio(below + inside * part * (middle - width * (1.0 - part) / 2.0), x.people * x.mean)


def palma(x: Distribution) -> Values:
    """What the top tenth has over what the bottom two fifths have (Palma 2011)."""
    return ratio(1.0 - lorenz(x, 0.9), lorenz(x, 0.4))


def correlation(covariance: Values | float, variance: Values | float, other_variance: Values | float) -> Values:
    """A correlation from moments; NaN where a variance is no larger than rounding leaves it (1e-9)."""
    varies = np.minimum(variance, other_variance) > 1e-9
    product = np.where(varies, variance * other_variance, np.nan)
    return np.asarray(covariance / np.sqrt(product))


def rank_correlation(joint: Values) -> float:
    """Spearman's correlation of two rankings in bands; people of one band share the middle of their ranks.

    Parameters
    ----------
    joint
        float64 (bands, bands): people by both bands.

    Returns
    -------
    NaN where one of them does not vary.
    """
    n = joint.sum()
    if n <= 0:
        return float("nan")
    ranks = [np.cumsum(people) - people / 2.0 - n / 2.0 for people in (joint.sum(axis=1), joint.sum(axis=0))]
    variances = [people @ rank**2 for people, rank in zip((joint.sum(axis=1), joint.sum(axis=0)), ranks, strict=True)]
    if min(variances) <= 0:
        return float("nan")
    return float(ranks[0] @ joint @ ranks[1] / np.sqrt(variances[0] * variances[1]))


def in_lowest_fifth(people: Values, amounts: Values) -> float:
    """What the lowest fifth of people has of amounts by bin; a bin that the fifth splits is split in proportion."""
    before = np.cumsum(people) - people
    part = np.clip(ratio(0.2 * people.sum() - before, people), 0.0, 1.0)
    return float(np.nansum(part * amounts))


def ratio(part: Values | float, whole: Values | float) -> Values:
    """A quotient that is NaN where its denominator is zero or less."""
    below = np.asarray(whole, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):  # faster than dividing where it is defined alone
        quotient = np.asarray(part, np.float64) / below
    return np.where(below > 0, quotient, np.nan)


def _mean_of(x: Distribution, f: Callable[[Values], Values]) -> Values:
    """The mean of a function over people, who stand evenly over their bins: Simpson's rule in each."""
    half = x.widths / 2.0
    low, middle, high = (f(x.middles + side * half) for side in (-1.0, 0.0, 1.0))
    return ratio(np.sum(x.counts * (low + 4.0 * middle + high), axis=-1) / 6.0, x.people)


def _at(values: Values, number: NDArray[np.intp]) -> Values:
    return np.asarray(np.take_along_axis(values, number[..., None], -1)[..., 0])


def _x_log_x(x: Values) -> Values:
    return np.where(x > 0, x * _log(x), 0.0)


def _log(x: Values) -> Values:
    return np.log(x, out=np.full(np.shape(x), np.nan), where=np.asarray(x) > 0)
