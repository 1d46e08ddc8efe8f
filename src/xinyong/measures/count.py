"""The count: what a measure is handed. The month's sums and those since the run began, by group, in real units."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .bins import BINS
from .groups import GROUPS, MEMBERSHIP
from .spread import Spread
from .sums import CELL_SUMS, SUMS
from .tally import BY_SCORE, Tally

Values = NDArray[np.float64]

_CELL_NUMBER = {s.name: k for k, s in enumerate(CELL_SUMS)}
_STEPS = np.array([s.step for s in CELL_SUMS])
_BINS_NUMBER = {b.name: k for k, b in enumerate(BINS)}


class Count:
    """Sums by group. Every array has the shape (len(GROUPS),), and "all" stands first.

    Parameters
    ----------
    tally
        The month's sums over all citizens.
    since_start
        The sum of the tallies since the run's first month, this one included.
    weight
        How many people each citizen stands for.
    """

    def __init__(self, tally: Tally, since_start: Tally, *, weight: float) -> None:
        self._tally, self._since_start = tally, since_start
        self.weight = weight

    @functools.cached_property
    def _now(self) -> Values:
        return MEMBERSHIP @ np.asarray(self._tally.cells, np.float64) * _STEPS

    @functools.cached_property
    def _since(self) -> Values:
        return MEMBERSHIP @ np.asarray(self._since_start.cells, np.float64) * _STEPS

    @functools.cached_property
    def people(self) -> Values:
        """Simulated citizens of each group."""
        return self.sum("people")

    def sum(self, *names: str) -> Values:
        """The month's sum of one or more declared cell sums together; KeyError if undeclared."""
        return np.asarray(sum(self._now[:, _CELL_NUMBER[name]] for name in names))

    def since(self, *names: str) -> Values:
        """As `sum`, over all months since the run began."""
        return np.asarray(sum(self._since[:, _CELL_NUMBER[name]] for name in names))

    def mean(self, *names: str) -> Values:
        """The month's sum a citizen of the group; NaN for a group without anybody."""
        return ratio(self.sum(*names), self.people)

    def whole(self, name: str) -> float:
        """The month's sum over everybody of any declared sum."""
        return float(self._tally.total(name))

    def whole_since(self, name: str) -> float:
        """As `whole`, over all months since the run began."""
        return float(self._since_start.total(name))

    def of_spread(self, statistic: Callable[[Spread], Values], quantity: str) -> Values:
        """A statistic of a distribution: from fine bins for everybody, from coarse ones for each group.

        Parameters
        ----------
        statistic
            One of the functions of `spread`.
        quantity
            ``"income"``, ``"wealth"`` or ``"score"``.
        """
        k = _BINS_NUMBER[quantity]
        bins = BINS[k]
        everybody = Spread(bins.edges, np.asarray(self._tally.fine[k], np.float64), has_atoms=bins.has_atoms)
        by_group = Spread(bins.coarse_edges, self._coarse[k], has_atoms=bins.has_atoms)
        return np.concatenate([np.atleast_1d(statistic(everybody)), statistic(by_group)[1:]])

    def by_score(self, name: str) -> tuple[Values, Values]:
        """People with a score, and the sum of `name` (one of `tally.BY_SCORE`), by coarse bin of the score."""
        people = self._coarse[_BINS_NUMBER["score"]][GROUPS.index("all")]
        return people, np.asarray(self._tally.by_score[BY_SCORE.index(name)], np.float64) * SUMS[name].step

    @functools.cached_property
    def _coarse(self) -> Values:
        return np.stack([MEMBERSHIP @ h for h in np.asarray(self._tally.coarse, np.float64)])


def ratio(part: Values | float, whole: Values | float) -> Values:
    """A quotient that is NaN where its denominator is zero or less."""
    above, below = np.broadcast_arrays(np.asarray(part, np.float64), np.asarray(whole, np.float64))
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
