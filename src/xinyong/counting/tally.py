"""The tally: everything that is counted over the citizens at a month's end, as exact sums.

Tallies of tiles add up to the tally of the nation, in any order and for any division into tiles, to the last bit: they
hold integers only. Every measure is computed from tallies and from what the nation remembers, and from nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from ..array_types import AnyArray
from ..society.bit_packing import fill_column, is_stored, stored_names
from ..society.columns import COLUMNS
from ..society.ties import Ties
from ..vocabulary.scores import ScoreName
from .bins import BINS, COARSE, FINE, coarse, income_bin, score_bin, wealth_bin
from .citizens import Citizens, Month, NoTies, Reads, computed_once, reads, wealth_yuan
from .declared import Declared
from .groups import CELLS
from .packed_sums import pack, unpack
from .tables import CountTable, Memory

_TABLE = "tables."
_AT_ONCE = 6
"""Tables that one program counts: the 26 of a December cost three times as much in one program as in five."""
_SMALL = 2
"""Blocks of a tile that is small."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Tally:
    """Exact sums over any set of citizens in one month.

    Attributes
    ----------
    declared
        What is counted.
    cells
        int64 (CELLS, sums by cell): sums by crossed cell, in steps (see `sums.Sum.step`).
    whole
        int64 (sums over everybody,): in steps.
    fine
        int32 (len(BINS), FINE): people by fine bin of income, wealth and score.
    coarse
        int32 (len(BINS), CELLS, COARSE): people by cell and coarse bin.
    tables
        int64 by name (see `tables`), those of mechanisms that are on.
    """

    declared: Declared = field(metadata={"static": True}, repr=False)
    cells: AnyArray
    whole: AnyArray
    fine: AnyArray
    coarse: AnyArray
    tables: dict[str, AnyArray] = field(default_factory=dict)

    @classmethod
    def zero(cls, declared: Declared) -> Tally:
        """The tally of nobody, in NumPy arrays."""
        return cls(
            declared=declared,
            cells=np.zeros((CELLS, len(declared.cell_sums)), np.int64),
            whole=np.zeros(len(declared.whole_sums), np.int64),
            fine=np.zeros((len(BINS), FINE), np.int32),
            coarse=np.zeros((len(BINS), CELLS, COARSE), np.int32),
        )

    def __add__(self, other: Tally) -> Tally:
        """The tally of both sets of citizens, in NumPy arrays; a table that one of them lacks is zero there."""
        mine, others = self.arrays(), other.arrays()
        added = {
            name: mine[name] + others[name] if name in mine and name in others else (mine | others)[name]
            for name in mine | others
        }
        return Tally.of_arrays(self.declared, added)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that is counted as NumPy arrays by name, tables under ``tables.NAME``."""
        plain = {name: np.asarray(getattr(self, name)) for name in _ARRAYS}
        return plain | {f"{_TABLE}{name}": np.asarray(table) for name, table in self.tables.items()}

    @classmethod
    def of_arrays(cls, declared: Declared, arrays: Mapping[str, NDArray[Any]]) -> Tally:
        """The tally that `arrays` came from; KeyError if one of its own arrays is missing."""
        tables: dict[str, AnyArray] = {
            name.removeprefix(_TABLE): table for name, table in arrays.items() if name.startswith(_TABLE)
        }
        return cls(declared, **{name: arrays[name] for name in _ARRAYS}, tables=tables)

    def total(self, name: str) -> float:
        """One declared sum over everybody, in its own unit (yuan, people, points).

        A sum of whole units is an int, and so is exact whatever its size.

        Raises
        ------
        BadRequest
            If nobody declares it.
        """
        kinds = self.declared
        if name in kinds.cell_number:
            counted = int(np.asarray(self.cells[:, kinds.cell_number[name]]).sum())
        elif name in kinds.whole_number:
            counted = int(self.whole[kinds.whole_number[name]])
        else:
            raise kinds.unknown("sum", name, kinds.sums)
        step = kinds.sums[name].step
        return counted if step == 1.0 else counted * step

    def table(self, name: str) -> NDArray[np.int64]:
        """One declared table that was counted.

        Raises
        ------
        BadRequest
            If nobody declares it, or nobody wrote the column that it needs.
        """
        if name not in self.tables:
            raise self.declared.unknown("table", name, self.tables)
        return np.asarray(self.tables[name], np.int64)


_ARRAYS = tuple(f.name for f in fields(Tally) if f.name not in ("declared", "tables"))


def count(
    columns: Mapping[str, Array], ties: Ties, *, month: int, score: ScoreName | None, declared: Declared
) -> Tally:
    """Count one tile at a month's end.

    Parameters
    ----------
    columns
        FIXED, STATE and MONTH columns of shape (blocks, BLOCK), by their own names or in the words that carry
        them (see `society.bit_packing`); ``ties`` in the shape that `ties` keeps it in. State and month columns that
        are missing count as absent. People with `is_person` False count as nobody.
    ties
        The ties of the tile.
    month
        Months since year 0, which gives everybody's age.
    score
        The headline score, or None when all are switched off. People without one are left out of its sums.
    declared
        What to count.

    Returns
    -------
    A tally of jax arrays.
    """
    shape = columns["is_person"].shape
    plan = _plan(declared, frozenset(columns), score, month % declared.cycle, shape[0] <= _SMALL)
    now = np.int32(month)
    tally: Tally = _count(_wanted(columns, shape, plan.by_sums), ties, now, score, declared)
    found = _count_tables(_wanted(columns, shape, plan.by_tables), ties, now, score, plan.tables)
    if plan.rare:
        prepared = _prepare(_wanted(columns, shape, plan.by_rare), ties, now, score, plan.rare)
        for some in range(0, len(plan.rare), _AT_ONCE):
            found |= _count_rare(prepared, plan.rare[some : some + _AT_ONCE])
    tally.tables.update({name: table for name, table in found.items() if name in plan.there})
    tally.tables.update(plan.empty)
    return tally


def remember(
    columns: Mapping[str, Array], *, month: int, score: ScoreName | None, memories: tuple[Memory, ...]
) -> dict[str, Array]:
    """What changes in the memory of the count after a month, by column.

    Parameters
    ----------
    columns
        Columns of a tile at the month's end, as in `count`.
    month
        Months since year 0.
    score
        The headline score, or None when all are switched off.
    memories
        The declared ones.
    """
    found: dict[str, Array] = {}
    for memory in memories:
        if (month + 1) % memory.every == 0:
            names = stored_names(_read_by_memory(memory, score).columns)
            found |= _remember(_wanted(columns, columns["is_person"].shape, names), np.int32(month), score, memory)
    return found


@functools.cache
def _read_by_memory(memory: Memory, score: ScoreName | None) -> Reads:
    return reads(lambda c: (c.is_person, memory.update(c)), score)


@functools.partial(jax.jit, static_argnames=("score", "memory"))
def _remember(columns: dict[str, Array], month: Array, score: ScoreName | None, memory: Memory) -> dict[str, Array]:
    return memory.update(Citizens(columns, Month(month, score, NoTies(), columns["is_person"])))


@dataclass(frozen=True)
class _Plan:
    """What is to be counted of a tile that has certain columns, in a month of the cycle of tables.

    Attributes
    ----------
    by_sums, by_tables, by_rare
        The columns that `_count`, `_count_tables` and `_count_rare` are given, as they are stored; an absent one if it
        is not there.
    tables, rare
        The tables that are counted every month, and others that are due.
    there
        The names of those that mean something.
    empty
        Tables that are zero this month.
    """

    by_sums: tuple[str, ...]
    by_tables: tuple[str, ...]
    by_rare: tuple[str, ...]
    tables: tuple[CountTable, ...]
    rare: tuple[CountTable, ...]
    there: frozenset[str]
    empty: dict[str, NDArray[np.int64]]


@functools.cache
def _plan(declared: Declared, columns: frozenset[str], score: ScoreName | None, month: int, is_small: bool) -> _Plan:
    """The plan, kept because all tiles of all months share a few.

    Compiling the count takes longer than counting a small tile: there all scenarios share one program, which is given
    absent columns for those that nobody wrote. On large tiles it pays to leave out what is not there.
    """
    all_due = declared.due(COLUMNS if is_small else columns, month)
    tables, rare = (tuple(t for t in all_due if (t.every > 1) is is_rare) for is_rare in (False, True))

    def given(names: tuple[str, ...]) -> tuple[str, ...]:
        found = [name for name in dict.fromkeys((*stored_names(names), *names)) if name in columns]
        if not is_small:
            return tuple(found)
        missing = stored_names(
            n for n in names if n in COLUMNS and COLUMNS[n].kind != "fixed" and not is_stored(found, n)
        )
        return (*found, *missing)

    return _Plan(
        by_sums=given(_read_by_sums(declared, score).columns),
        by_tables=given(_read_by_tables(tables, score).columns),
        by_rare=given(_read_by_tables(rare, score).columns) if rare else (),
        tables=tables,
        rare=rare,
        there=frozenset(table.name for table in declared.due(columns, month)),
        empty={table.name: _nothing(table.size) for table in declared.empty(columns, month)},
    )


def _nothing(size: int) -> NDArray[np.int64]:
    zero = np.zeros(size, np.int64)
    zero.setflags(write=False)
    return zero


def _wanted(columns: Mapping[str, Array], shape: tuple[int, ...], names: tuple[str, ...]) -> dict[str, Array]:
    return {name: columns[name] if name in columns else fill_column(name, shape) for name in names}


@functools.cache
def _read_by_sums(declared: Declared, score: ScoreName | None) -> Reads:
    """What `_count` reads."""
    return reads(lambda c: ([s.of(c) for s in declared.sums.values()], _histograms(c)), score, declared.own)


@functools.cache
def _read_by_tables(tables: tuple[CountTable, ...], score: ScoreName | None) -> Reads:
    """What some tables read."""
    return reads(lambda c: (c.is_person, [t.count(c) for t in tables]), score)


@functools.partial(jax.jit, static_argnames=("score", "declared"))
def _count(columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None, declared: Declared) -> Tally:
    kept = _prepared(columns, ties, month, score, _read_by_sums(declared, score))
    fine, by_cell = _histograms(_flat(kept))
    return Tally(declared, *_sums(kept, declared), fine, by_cell)


@functools.partial(jax.jit, static_argnames=("score", "tables"))
def _count_tables(
    columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None, tables: tuple[CountTable, ...]
) -> dict[str, Array]:
    """Tables, in a program of their own: only those that are due cost anything."""
    flat = _flat(_prepared(columns, ties, month, score, _read_by_tables(tables, score)))
    return {table.name: table.count(flat) for table in tables}


@functools.partial(jax.jit, static_argnames="tables")
def _count_rare(prepared: dict[str, Array], tables: tuple[CountTable, ...]) -> dict[str, Array]:
    flat = _flat(prepared)
    return {table.name: table.count(flat) for table in tables}


def _flat(columns: Mapping[str, Array]) -> Citizens:
    return Citizens({name: c.reshape(-1) for name, c in columns.items()})


def _prepared(
    columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None, read: Reads
) -> dict[str, Array]:
    """The columns, and what is derived from them before anything is added up."""
    kept = {name: c for name, c in columns.items() if name != "ties"}
    alive = columns.get("ties", columns["is_person"])  # without ties nobody reads it
    citizens = Citizens(kept, Month(month, score, ties, alive))
    return kept | {name: citizens[name] for name in read.derived}


@functools.partial(jax.jit, static_argnames=("score", "tables"))
def _prepare(
    columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None, tables: tuple[CountTable, ...]
) -> dict[str, Array]:
    """The same as a program of its own, for several that count."""
    return _prepared(columns, ties, month, score, _read_by_tables(tables, score))


def _sums(columns: dict[str, Array], declared: Declared) -> tuple[Array, Array]:
    """`Tally.cells` and `Tally.whole` of columns (blocks, BLOCK), block by block."""
    by_cell, everybody = declared.cell_sums, declared.whole_sums
    lanes, whole_lanes = declared.cell_lanes, declared.whole_lanes

    def add_block(sofar: tuple[Array, Array], block: dict[str, Array]) -> tuple[tuple[Array, Array], None]:
        cells, whole = sofar
        c = Citizens(block)
        cell = jnp.where(c.is_person, c.cell, CELLS)  # nobody goes to a row of their own, which is dropped
        words = computed_once(pack([s.of(c) for s in by_cell], lanes))
        added = jnp.stack([_added(CELLS + 1, cell, word)[:CELLS] for word in words])
        words = pack([jnp.where(c.is_person, s.of(c), 0) for s in everybody], whole_lanes)
        of_all = unpack(jnp.stack([jnp.sum(word) for word in words])[:, None], whole_lanes)[:, 0]
        return (cells + unpack(added, lanes), whole + of_all), None

    start = (jnp.zeros((len(by_cell), CELLS), jnp.int64), jnp.zeros(len(everybody), jnp.int64))
    (cells, whole), _ = jax.lax.scan(add_block, start, columns)
    return cells.T, whole


def _histograms(c: Citizens) -> tuple[Array, Array]:
    """`Tally.fine` and `Tally.coarse` of flat columns."""
    bins = (income_bin(c.income_year_yuan), wealth_bin(wealth_yuan(c)), score_bin(c.score_eighths))
    people = tuple(has.astype(jnp.int32) for has in (c.is_person, c.is_person, c.has_score))
    fine = [_added(FINE, b, n) for b, n in zip(bins, people, strict=True)]
    by_cell = [_added(CELLS * COARSE, c.cell * COARSE + coarse(b), n) for b, n in zip(bins, people, strict=True)]
    return jnp.stack(fine), jnp.stack(by_cell).reshape(len(BINS), CELLS, COARSE)


def _added(bins: int, number: Array, amount: Array) -> Array:
    return jnp.zeros(bins, amount.dtype).at[number].add(amount, mode="promise_in_bounds")
