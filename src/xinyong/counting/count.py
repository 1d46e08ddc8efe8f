"""The count that a measure is given: the month's sums and tables and those since the run began, by group."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

from ..array_types import Values
from .bins import BINS
from .distribution import Distribution, ratio
from .groups import CELLS, GROUPS, by_group
from .tables import JointTable
from .tally import Tally

T = TypeVar("T")


@functools.cache
def _nothing(*shape: int) -> Values:
    zero = np.zeros(shape)
    zero.setflags(write=False)
    return zero


class Count:
    """Sums by group. Every array has the shape (len(GROUPS),), and "all" comes first.

    Parameters
    ----------
    tally
        The month's sums over all citizens.
    since_start
        The sum of the tallies since the run's first month, this one included.
    weight
        How many people each citizen stands for.
    on
        Names of the mechanisms that are switched on: what the others change is unknown.
    parts
        What the nation remembers after the month, by name (see `nation.part`).
    """

    def __init__(
        self,
        tally: Tally,
        since_start: Tally,
        *,
        weight: float,
        on: Collection[str],
        parts: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        self._tally, self._since_start, self._declared = tally, since_start, tally.declared
        self._once: dict[object, Any] = {}
        self.weight = weight
        self.on = on
        self.parts = parts

    @functools.cached_property
    def _steps(self) -> Values:
        return np.array([s.step for s in self._declared.cell_sums])

    @functools.cached_property
    def _now(self) -> Values:
        return np.asarray(by_group(np.asarray(self._tally.cells)) * self._steps)

    @functools.cached_property
    def _since(self) -> Values:
        return np.asarray(by_group(np.asarray(self._since_start.cells)) * self._steps)

    def _number(self, name: str) -> int:
        numbers = self._declared.cell_number
        if name not in numbers:
            raise self._declared.unknown("sum by group", name, numbers)
        return numbers[name]

    @functools.cached_property
    def people(self) -> Values:
        """Simulated citizens of each group."""
        return self.sum("people")

    def sum(self, *names: str) -> Values:
        """The month's sum of one or more declared sums together.

        Raises
        ------
        BadRequest
            If one of them is not declared, or not by group.
        """
        return np.asarray(sum(self._now[:, self._number(name)] for name in names))

    def since(self, *names: str) -> Values:
        """The same as `sum`, over all months since the run began."""
        return np.asarray(sum(self._since[:, self._number(name)] for name in names))

    def cells_since(self, name: str) -> Values:
        """The same as `since` for one sum, by crossed cell: float64 (CELLS,)."""
        number = self._number(name)
        return np.asarray(self._since_start.cells[:, number] * self._steps[number], np.float64)

    def mean(self, *names: str) -> Values:
        """The month's sum over the citizens of the group; NaN for a group without anybody."""
        return ratio(self.sum(*names), self.people)

    def total(self, name: str) -> float:
        """The month's sum over everybody of any declared sum."""
        return float(self._tally.total(name))

    def total_since(self, name: str) -> float:
        """The same as `total`, over all months since the run began."""
        return float(self._since_start.total(name))

    def table(self, name: str) -> Values:
        """The month's table of that name (see `tables`), bin by bin; zero where it was not counted.

        Raises
        ------
        BadRequest
            If it is not declared.
        """
        return self._table(self._tally, name)

    def table_since(self, name: str) -> Values:
        """The same as `table`, over all months since the run began."""
        return self._table(self._since_start, name)

    def table_by_group(self, name: str) -> Values:
        """The month's table of that name whose first digit is the crossed cell, by group: (len(GROUPS), bins)."""
        return self.once(_by_group, name)

    def by(self, table: JointTable, digit: str, **fixed: int) -> Values:
        """The month's people by the values of one digit, over those who have the fixed values of others."""
        return table.by(self.table(table.name), digit, **fixed)

    def by_since(self, table: JointTable, digit: str, **fixed: int) -> Values:
        """The same as `by`, over all months since the run began."""
        return table.by(self.table_since(table.name), digit, **fixed)

    def is_counted(self, table: str) -> bool:
        """Whether a table was counted this month: it is due, and the column that it needs was written."""
        return self._known(table) in self._tally.tables

    def _known(self, table: str) -> str:
        if table not in self._declared.table:
            raise self._declared.unknown("table", table, self._declared.table)
        return table

    def _table(self, tally: Tally, name: str) -> Values:
        if self._known(name) in tally.tables:
            return np.asarray(tally.tables[name], np.float64)
        return _nothing(self._declared.table[name].size)

    def part(self, kind: type[T]) -> T | None:
        """What the nation remembers in a part of that class; None where the scenario does not have it."""
        return next((part for part in self.parts.values() if isinstance(part, kind)), None)

    def once(self, function: Callable[..., T], *args: object) -> T:
        """``function(count, *args)``, computed once for all measures that ask for it."""
        key = (function, args)
        if key not in self._once:
            self._once[key] = function(self, *args)
        found: T = self._once[key]
        return found

    def statistic(self, statistic: Callable[[Distribution], Values], quantity: str) -> Values:
        """A statistic of a distribution: from fine bins for everybody, from coarse ones for each group.

        Parameters
        ----------
        statistic
            One of the functions of `distribution`.
        quantity
            ``"income"``, ``"wealth"`` or ``"score"``.
        """
        everybody, by_group = self._spreads[quantity]
        return np.concatenate([np.atleast_1d(statistic(everybody)), statistic(by_group)[1:]])

    def coarse(self, quantity: str) -> Values:
        """Citizens by group and coarse bin of a quantity (see `bins`)."""
        return self._spreads[quantity][1].counts

    @functools.cached_property
    def _spreads(self) -> dict[str, tuple[Distribution, Distribution]]:
        """Everybody in fine bins, and each group in coarse ones, by quantity."""
        found = {}
        for bins, fine, coarse in zip(BINS, self._tally.fine, self._tally.coarse, strict=True):
            everybody = Distribution.between(bins.edges, np.asarray(fine, np.float64), has_atoms=bins.has_atoms)
            found[bins.name] = (everybody, everybody.coarsened(by_group(np.asarray(coarse)).astype(np.float64)))
        return found


def _by_group(now: Count, table: str) -> Values:
    """A table by group; it costs nothing where it was not counted."""
    found = now.table(table).reshape(CELLS, -1)
    return np.asarray(by_group(found), np.float64) if now.is_counted(table) else _nothing(len(GROUPS), found.shape[1])
