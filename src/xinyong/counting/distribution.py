"""Statistics of a distribution that is known by its histogram.

The people of a bin are taken to stand evenly around its middle. For everybody, bins are fine, and the middle
lies between the bin's edges. For groups, bins are coarse, and middle and width are those that the fine bins
of everybody show inside the coarse one. Statistics are exact for such distributions; what remains of the
error is of second order in the width of the bins.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """One or more histograms over the same bins.

    Attributes
    ----------
    middles
        float64 (B,), rising: the mean of the people of a bin.
    widths
        float64 (B,): over what width they stand evenly; 0 if all have the same value.
    counts
        float64 (..., B): people by bin.
    """

    middles: Values
    widths: Values
    counts: Values

    @classmethod
    def between(cls, edges: Values, counts: Values, *, has_atoms: bool) -> Spread:
        """A histogram over bins of which only the edges are known (see `bins.Bins`)."""
        widths = np.zeros(len(edges) - 1) if has_atoms else np.diff(edges)
        return cls(np.asarray((edges[1:] + edges[:-1]) / 2.0), widths, counts)

    def coarsened(self, counts: Values) -> Spread:
        """Histograms over coarser bins, each a whole number of these, with their shape inside a bin.

        Parameters
        ----------
        counts
            float64 (..., B / k): people by coarse bin, among those counted here.
        """
        n_bins = counts.shape[-1]
        inside = Spread(*(x.reshape(n_bins, -1) for x in (self.middles, self.widths, self.counts)))
        held = np.sum(inside.counts * inside.middles, axis=-1)
        middles = np.where(inside.people > 0, ratio(held, inside.people), inside.middles.mean(axis=-1))
        widths = np.where(inside.people > 0, 3.0 * mean_difference(inside), inside.widths.sum(axis=-1))
        return Spread(middles, widths, counts)

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


def mean_difference(spread: Spread) -> Values:
    """The mean absolute difference of two people, a person with themselves included."""
    n, c = spread.people[..., None], spread.counts
    between = 2.0 * np.sum(c * (2.0 * spread.reached - c - n) * spread.middles, axis=-1)
    within = np.sum(c * np.maximum(c - 1.0, 0.0) * spread.widths, axis=-1) / 3.0
    return ratio(between + within, spread.people**2)


def gini(spread: Spread) -> Values:
    """Gini coefficient: half the mean absolute difference of two people, over the mean (Gini 1912).

    NaN where the mean is not positive. With negative values (debts above property) it can exceed 1.
    """
    return ratio(mean_difference(spread), 2.0 * spread.mean)


def theil(spread: Spread) -> Values:
    """Theil's T: the mean of (x / mean) log (x / mean), for values of zero or more (Theil 1967)."""
    return np.asarray(ratio(_mean_of(spread, _x_log_x), spread.mean) - _log(spread.mean))


def atkinson(spread: Spread) -> Values:
    """Atkinson's index with aversion 1/2: 1 - (mean of square roots)^2 / mean, for values of zero or more."""
    return 1.0 - ratio(_mean_of(spread, np.sqrt) ** 2, spread.mean)


def lorenz(spread: Spread, p: float) -> Values:
    """The share of the whole that the lowest share `p` of people has; NaN where the mean is not positive."""
    wanted = p * spread.people
    number = np.minimum((spread.reached < wanted[..., None]).sum(axis=-1), spread.counts.shape[-1] - 1)
    inside, reached, held = (_at(values, number) for values in (spread.counts, spread.reached, spread.held))
    part = ratio(wanted - (reached - inside), inside)
    middle, width = spread.middles[number], spread.widths[number]
    below = held - inside * middle
    return ratio(below + inside * part * (middle - width * (1.0 - part) / 2.0), spread.people * spread.mean)


def palma(spread: Spread) -> Values:
    """What the top tenth has over what the bottom two fifths have (Palma 2011)."""
    return ratio(1.0 - lorenz(spread, 0.9), lorenz(spread, 0.4))


def ratio(part: Values | float, whole: Values | float) -> Values:
    """A quotient that is NaN where its denominator is zero or less."""
    below = np.asarray(whole, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):  # faster than dividing where it is defined alone
        quotient = np.asarray(part, np.float64) / below
    return np.where(below > 0, quotient, np.nan)


def _mean_of(spread: Spread, f: Callable[[Values], Values]) -> Values:
    """The mean of a function over people, who stand evenly over their bins: Simpson's rule in each."""
    half = spread.widths / 2.0
    low, middle, high = (f(spread.middles + side * half) for side in (-1.0, 0.0, 1.0))
    return ratio(np.sum(spread.counts * (low + 4.0 * middle + high), axis=-1) / 6.0, spread.people)


def _at(values: Values, number: NDArray[np.intp]) -> Values:
    return np.asarray(np.take_along_axis(values, number[..., None], -1)[..., 0])


def _x_log_x(x: Values) -> Values:
    return np.where(x > 0, x * _log(x), 0.0)


def _log(x: Values) -> Values:
    return np.log(x, out=np.full(np.shape(x), np.nan), where=np.asarray(x) > 0)
