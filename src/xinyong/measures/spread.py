"""Statistics of a distribution that is known by its histogram.

The people of a bin are taken to stand evenly over it, which makes every statistic below exact for such a distribution
and leaves, for real ones, an error of the second order in the width of the bins; or at its middle, if the distribution
has atoms (many people with one value).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """One or more histograms over the same bins.

    Attributes
    ----------
    edges
        float64 (B + 1,), rising.
    counts
        float64 (..., B): people by bin.
    has_atoms
        Whether a bin's people stand at its middle.
    """

    edges: Values
    counts: Values
    has_atoms: bool = False

    @property
    def widths(self) -> Values:
        """float64 (B,); zero where people stand at the middle."""
        return np.zeros(len(self.edges) - 1) if self.has_atoms else np.diff(self.edges)

    @property
    def middles(self) -> Values:
        """float64 (B,)."""
        return (self.edges[1:] + self.edges[:-1]) / 2.0

    @property
    def people(self) -> Values:
        """float64 (...)."""
        return self.counts.sum(axis=-1)

    @property
    def mean(self) -> Values:
        """float64 (...); NaN without people."""
        return _over(self.counts @ self.middles, self.people)


def gini(spread: Spread) -> Values:
    """Gini coefficient: half the mean absolute difference of two people, over the mean (Gini 1912).

    NaN where the mean is not positive. With negative values (debts above property) it can exceed 1.
    """
    n, c = spread.people[..., None], spread.counts
    share = _over(c, n)
    below = np.cumsum(share, axis=-1)
    between = 2.0 * ((share * (2.0 * below - share - 1.0)) @ spread.middles)
    within = _over(c * (c - 1.0), n * n) @ (spread.widths / 3.0)
    return _over(between + within, 2.0 * spread.mean)


def theil(spread: Spread) -> Values:
    """Theil's T: the mean of (x / mean) log (x / mean), for values of zero or more (Theil 1967)."""
    return _over(_mean_of(spread, _x_log_x), spread.mean) - _log(spread.mean)


def atkinson(spread: Spread) -> Values:
    """Atkinson's index with aversion 1/2: 1 - (mean of square roots)^2 / mean, for values of zero or more."""
    return 1.0 - _over(_mean_of(spread, np.sqrt) ** 2, spread.mean)


def lorenz(spread: Spread, p: float) -> Values:
    """The share of the whole that the lowest share `p` of people has; NaN where the mean is not positive."""
    c, n = spread.counts, spread.people
    reached = np.cumsum(c, axis=-1)
    bin_ = np.minimum((reached < p * n[..., None]).sum(axis=-1), c.shape[-1] - 1)[..., None]
    inside = np.take_along_axis(c, bin_, -1)[..., 0]
    part = _over(p * n - (np.take_along_axis(reached, bin_, -1)[..., 0] - inside), inside)
    held = np.cumsum(c * spread.middles, axis=-1)
    middle, width = spread.middles[bin_[..., 0]], spread.widths[bin_[..., 0]]
    before = np.take_along_axis(held, bin_, -1)[..., 0] - inside * middle
    return _over(before + inside * part * (middle - width * (1.0 - part) / 2.0), n * spread.mean)


def palma(spread: Spread) -> Values:
    """What the top tenth has over what the bottom two fifths have (Palma 2011)."""
    return _over(1.0 - lorenz(spread, 0.9), lorenz(spread, 0.4))


def _mean_of(spread: Spread, f: object) -> Values:
    """The mean of a function over people, who stand evenly over their bins: Simpson's rule in each."""
    half = spread.widths / 2.0
    low, middle, high = (f(spread.middles + side * half) for side in (-1.0, 0.0, 1.0))  # type: ignore[operator]
    return _over(spread.counts @ ((low + 4.0 * middle + high) / 6.0), spread.people)


def _x_log_x(x: Values) -> Values:
    return np.where(x > 0, x * _log(x), 0.0)


def _log(x: Values) -> Values:
    return np.log(x, out=np.full(np.shape(x), np.nan), where=np.asarray(x) > 0)


def _over(part: Values, whole: Values) -> Values:
    above, below = np.broadcast_arrays(np.asarray(part, np.float64), np.asarray(whole, np.float64))
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
