"""The count, which a measure is handed: the month's sums and those since the run began, by group."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .bins import BINS
from .distribution import Spread, ratio
from .groups import GROUPS, by_group
from .sums import CELL_SUMS, SUMS
from .tally import BY_SCORE, Tally

Values = NDArray[np.float64]

_CELL_NUMBER = {s.name: k for k, s in enumerate(CELL_SUMS)}
_STEPS = np.array([s.step for s in CELL_SUMS])


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
    on
        Names of the mechanisms that are switched on: what the others move is unknown.
    parts
        What the nation remembers after the month, by name (see `nation.PARTS`).
    """

    def __init__(
        self,
        tally: Tally,
        since_start: Tally,
        *,
        weight: float,
        on: Collection[str],
        parts: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._tally, self._since_start = tally, since_start
        self.weight = weight
        self.on = on
        self.parts = parts

    @functools.cached_property
    def _now(self) -> Values:
        return np.asarray(by_group(np.asarray(self._tally.cells)) * _STEPS)

    @functools.cached_property
    def _since(self) -> Values:
        return np.asarray(by_group(np.asarray(self._since_start.cells)) * _STEPS)

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

    def cells_since(self, name: str) -> Values:
        """As `since` of one sum, by crossed cell: float64 (CELLS,)."""
        number = _CELL_NUMBER[name]
        return np.asarray(self._since_start.cells[:, number] * _STEPS[number], np.float64)

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
        everybody, by_group = self._spreads[quantity]
        return np.concatenate([np.atleast_1d(statistic(everybody)), statistic(by_group)[1:]])

    def by_score(self, name: str) -> tuple[Values, Values]:
        """People with a score, and their sum of one of `tally.BY_SCORE`, by coarse bin of the score."""
        people = self._spreads["score"][1].counts[GROUPS.index("all")]
        return people, np.asarray(self._tally.by_score[BY_SCORE.index(name)], np.float64) * SUMS[name].step

    def table(self, name: str) -> Values:
        """The month's table of that name (see `tables`), bin by bin; empty where it is not counted."""
        return np.asarray(self._tally.tables.get(name, ()), np.float64)

    def table_since(self, name: str) -> Values:
        """As `table`, over all months since the run began."""
        return np.asarray(self._since_start.tables.get(name, ()), np.float64)

    @functools.cached_property
    def _spreads(self) -> dict[str, tuple[Spread, Spread]]:
        """Everybody in fine bins, and each group in coarse ones, by quantity."""
        found = {}
        for bins, fine, coarse in zip(BINS, self._tally.fine, self._tally.coarse, strict=True):
            everybody = Spread.between(bins.edges, np.asarray(fine, np.float64), has_atoms=bins.has_atoms)
            found[bins.name] = (
                everybody,
                everybody.coarsened(by_group(np.asarray(coarse)).astype(np.float64)),
            )
        return found
