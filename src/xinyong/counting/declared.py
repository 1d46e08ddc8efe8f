"""What is counted: all sums, tables and memories that somebody declares, brought together.

There is no central list. Themes of measures, parts of the nation and the yearly audit declare what they read.
`Declared` joins their declarations, and says where each sum stands in a tally and how sums are packed. Everything
about it follows from the order of the declarations, so it is the same in every process.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from ..errors import BadRequest, nearest
from ..society.bit_packing import is_stored
from ..society.columns import Column
from .packed_sums import Lane, plan
from .sums import PEOPLE, Sum
from .tables import CountTable, Memory


@dataclass(frozen=True, eq=False)
class Declared:
    """Everything that a tally counts. Two of them are equal only if they are the same object (see `declared`).

    Attributes
    ----------
    cell_sums, whole_sums
        Sums by crossed cell and sums over everybody, in the order of `Tally.cells` and `Tally.whole`.
    tables
        All tables.
    memories
        What the count remembers of every citizen.
    """

    cell_sums: tuple[Sum, ...]
    whole_sums: tuple[Sum, ...]
    tables: tuple[CountTable, ...]
    memories: tuple[Memory, ...]

    @functools.cached_property
    def cell_lanes(self) -> tuple[Lane, ...]:
        """How sums by cell are packed into words."""
        return plan(self.cell_sums)

    @functools.cached_property
    def whole_lanes(self) -> tuple[Lane, ...]:
        """How sums over everybody are packed into words."""
        return plan(self.whole_sums)

    @functools.cached_property
    def cell_number(self) -> Mapping[str, int]:
        """The column of `Tally.cells` that holds a sum."""
        return {s.name: k for k, s in enumerate(self.cell_sums)}

    @functools.cached_property
    def whole_number(self) -> Mapping[str, int]:
        """The place of `Tally.whole` that holds a sum."""
        return {s.name: k for k, s in enumerate(self.whole_sums)}

    @functools.cached_property
    def sums(self) -> Mapping[str, Sum]:
        """All sums by name."""
        return {s.name: s for s in (*self.cell_sums, *self.whole_sums)}

    @functools.cached_property
    def own(self) -> tuple[Column, ...]:
        """Columns of added mechanisms that sums read."""
        return tuple(dict.fromkeys(column for s in self.sums.values() for column in s.own))

    @functools.cached_property
    def table(self) -> Mapping[str, CountTable]:
        """All tables by name."""
        return {t.name: t for t in self.tables}

    @functools.cached_property
    def cycle(self) -> int:
        """Months after which the same tables are due again."""
        return math.lcm(*(t.every for t in self.tables))

    def also(self, sums: Iterable[Sum], tables: Iterable[CountTable]) -> Declared:
        """The same and more; the same object if these declare nothing new."""
        return declared([*self.sums.values(), *sums], [*self.tables, *tables], self.memories)

    def due(self, columns: Container[str], month: int) -> tuple[CountTable, ...]:
        """The tables that are counted in a month and whose columns were written."""
        return tuple(t for t in self.tables if (month + 1) % t.every == 0 and is_stored(columns, t.needs))

    def empty(self, columns: Container[str], month: int) -> tuple[CountTable, ...]:
        """The tables whose columns were written and that are zero in a month all the same, wide ones left out."""
        return tuple(t for t in self.tables if (month + 1) % t.every and not t.is_wide and is_stored(columns, t.needs))

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> BadRequest:
        """The error for a sum or table that nobody declares."""
        return BadRequest(
            "count",
            received=f"a read of the {kind} {name!r}",
            accepted=f"a {kind} that is declared",
            remedy=f"{nearest(name, known)} Or declare it beside the measure that reads it.",
        )


def declared(sums: Iterable[Sum], tables: Iterable[CountTable], memories: Iterable[Memory] = ()) -> Declared:
    """Bring declarations together, and people by group. Equal sums count once, by group if anybody wants them so.

    Raises
    ------
    BadRequest
        If two different sums or tables have the same name.
    """
    wanted: dict[str, Sum] = {}
    for new in (PEOPLE, *sums):
        old = wanted.setdefault(new.name, new)
        _check_same("sum", replace(old, is_by_group=True), replace(new, is_by_group=True))
        wanted[new.name] = new if new.is_by_group else old
    found: dict[str, CountTable] = {}
    for table in tables:
        _check_same("table", found.setdefault(table.name, table), table)
    by_group = tuple(s for s in wanted.values() if s.is_by_group)
    everybody = tuple(s for s in wanted.values() if not s.is_by_group)
    return _joined(by_group, everybody, tuple(found.values()), tuple(dict.fromkeys(memories)))


@functools.cache
def _joined(
    cell_sums: tuple[Sum, ...],
    whole_sums: tuple[Sum, ...],
    tables: tuple[CountTable, ...],
    memories: tuple[Memory, ...],
) -> Declared:
    """One object for the same declarations, so that compiled programs are shared."""
    return Declared(cell_sums, whole_sums, tables, memories)


def _check_same(kind: str, old: Sum | CountTable, new: Sum | CountTable) -> None:
    if old != new:
        raise BadRequest(
            f"{kind} {new.name!r}",
            received="two different declarations",
            accepted=f"one declaration for each {kind}",
            remedy="Import the declaration from the theme that has it, or give the new one another name.",
        )
