"""The tally: everything that is counted from the citizens at a month's end, as exact sums.

Tallies of tiles add up to the tally of the nation, in any order and for any division into tiles, to the last
bit: they hold nothing but integers. Every measure is computed from tallies and from nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ..society.bit_packing import FIELDS, absent, carried, holds, part
from ..society.columns import COLUMNS
from ..society.places import PLACE
from ..society.ties import Ties
from ..vocabulary.scores import ScoreName
from . import watch_tables
from .bins import BINS, COARSE, FINE, coarse, income_bin, score_bin, wealth_bin
from .groups import CELLS, cell_of
from .packed_sums import pack, plan, unpack
from .sums import (
    CELL_SUMS,
    EIGHTH,
    LOG_INCOME_TOP,
    SCORE_TOP,
    SUMS,
    THOUSANDTH,
    WHOLE_SUMS,
    centred,
    steps,
    wealth_yuan,
)
from .tables import CYCLE, Table, counted, due, empty

Array = Any
_Sofar = tuple[Array, Array]

_LANES, _WHOLE_LANES = plan(CELL_SUMS), plan(WHOLE_SUMS)
_CELL_NUMBER = {s.name: k for k, s in enumerate(CELL_SUMS)}
_WHOLE_NUMBER = {s.name: k for k, s in enumerate(WHOLE_SUMS)}
BY_SCORE: tuple[str, ...] = ("degree", "ties_cut")
"""What is added up by coarse bin of the score."""
_TABLE = "tables."
_AT_ONCE = 6
"""Tables that one program counts: the 26 of a December cost three times as much in one program as in five."""
_SMALL = 2
"""Blocks of a tile that is small."""
_computed_once: Callable[[Any], Any] = jax.lax.optimization_barrier
"""Keeps the compiler from computing an intermediate result anew wherever it is used."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Tally:
    """Exact sums over any set of citizens in one month.

    Attributes
    ----------
    cells
        int64 (CELLS, len(CELL_SUMS)): sums by crossed cell, in steps (see `sums.Sum.step`).
    whole
        int64 (len(WHOLE_SUMS),): sums over everybody, in steps.
    fine
        int32 (len(BINS), FINE): people by fine bin of income, wealth and score.
    coarse
        int32 (len(BINS), CELLS, COARSE): people by cell and coarse bin.
    by_score
        int64 (len(BY_SCORE), COARSE): living ties, and ties cut, of the people in each coarse bin of the
        score.
    tables
        int64 by name (see `tables`), those of mechanisms that are on.
    """

    cells: Array
    whole: Array
    fine: Array
    coarse: Array
    by_score: Array
    tables: dict[str, Array] = field(default_factory=dict)

    @classmethod
    def zero(cls) -> Tally:
        """The tally of nobody, in NumPy arrays."""
        return cls(
            cells=np.zeros((CELLS, len(CELL_SUMS)), np.int64),
            whole=np.zeros(len(WHOLE_SUMS), np.int64),
            fine=np.zeros((len(BINS), FINE), np.int32),
            coarse=np.zeros((len(BINS), CELLS, COARSE), np.int32),
            by_score=np.zeros((len(BY_SCORE), COARSE), np.int64),
        )

    def __add__(self, other: Tally) -> Tally:
        """The tally of both sets of citizens, in NumPy arrays; a table that one of them lacks is zero there."""
        mine, others = self.arrays(), other.arrays()
        return Tally.of_arrays(
            {
                name: mine[name] + others[name] if name in mine and name in others else (mine | others)[name]
                for name in mine | others
            }
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that is counted as NumPy arrays by name, tables under ``tables.NAME``."""
        plain = {f.name: np.asarray(getattr(self, f.name)) for f in fields(self) if f.name != "tables"}
        return plain | {f"{_TABLE}{name}": np.asarray(table) for name, table in self.tables.items()}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Tally:
        """The tally that `arrays` gave; KeyError if one of its own arrays is missing."""
        plain = {f.name: arrays[f.name] for f in fields(cls) if f.name != "tables"}
        tables = {name.removeprefix(_TABLE): table for name, table in arrays.items() if name.startswith(_TABLE)}
        return cls(**plain, tables=tables)

    def total(self, name: str) -> float:
        """One declared sum over everybody, in its own unit (yuan, people, points); KeyError if undeclared.

        A sum of whole units comes as an int, and so is exact whatever its size.
        """
        if name in _CELL_NUMBER:
            counted = int(np.asarray(self.cells[:, _CELL_NUMBER[name]]).sum())
        else:
            counted = int(self.whole[_WHOLE_NUMBER[name]])
        return counted if SUMS[name].step == 1.0 else counted * SUMS[name].step


class _Citizens:
    """Columns by attribute or name; one that no mechanism wrote holds its declared absent value."""

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self._columns = columns
        self._shape = columns["is_person"].shape

    def __getattr__(self, name: str) -> Array:
        if name in self._columns:
            return self._columns[name]
        word, field = FIELDS.get(name, ("", None))
        if field is not None and word in self._columns:
            return part(self._columns[word], field)
        column = COLUMNS.get(name)
        if column is None or column.kind == "fixed":
            raise AttributeError(f"the count needs the column {name!r}, which it was not given")
        return jnp.full(self._shape, column.absent, column.dtype)

    def __getitem__(self, name: str) -> Array:
        return getattr(self, name)


def count(columns: Mapping[str, Array], ties: Ties, *, month: int, score: ScoreName | None) -> Tally:
    """Count one tile at a month's end.

    Parameters
    ----------
    columns
        FIXED, STATE and MONTH columns of shape (blocks, BLOCK), by their own names or in the words that carry
        them (see `society.words`); ``ties`` in the shape that `ties` keeps it in. State and month columns that
        are missing count as absent. People with `is_person` False count as nobody.
    ties
        The ties of the tile.
    month
        Months since year 0, which gives everybody's age.
    score
        The headline score, or None when all are switched off. People without one are left out of its sums.

    Returns
    -------
    A tally of jax arrays.
    """
    shape = columns["is_person"].shape
    plan = _plan(frozenset(columns), score, month % CYCLE, shape[0] <= _SMALL)
    now = np.int32(month)
    tally: Tally = _count(_wanted(columns, shape, plan.by_sums), ties, now, score)
    found = _count_tables(_wanted(columns, shape, plan.by_tables), ties, now, score, plan.tables)
    if plan.rare:
        prepared = _prepare(_wanted(columns, shape, plan.by_rare), ties, now, score)
        for some in range(0, len(plan.rare), _AT_ONCE):
            found |= _count_rare(prepared, plan.rare[some : some + _AT_ONCE])
    tally.tables.update({name: table for name, table in found.items() if name in plan.there})
    tally.tables.update(plan.empty)
    return tally


@dataclass(frozen=True)
class _Plan:
    """What is to be counted of a tile that has certain columns, in a month of the cycle of tables.

    Attributes
    ----------
    by_sums, by_tables, by_rare
        The columns that `_count`, `_count_tables` and `_count_rare` are given, as they are carried; an absent one if it
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
    tables: tuple[Table, ...]
    rare: tuple[Table, ...]
    there: frozenset[str]
    empty: dict[str, NDArray[np.int64]]


@functools.cache
def _plan(columns: frozenset[str], score: ScoreName | None, month: int, is_small: bool) -> _Plan:
    """The plan, kept because all tiles of all months share a few.

    To compile the count takes longer than to count a small tile: there all scenarios share one program, which is given
    absent columns for those that nobody wrote. On large tiles it pays to leave out what is not there.
    """
    all_due = due(COLUMNS if is_small else columns, month)
    tables, rare = (tuple(t for t in all_due if (t.every > 1) is is_rare) for is_rare in (False, True))

    def given(names: tuple[str, ...]) -> tuple[str, ...]:
        found = [name for name in dict.fromkeys((*carried(names), *names)) if name in columns]
        if not is_small:
            return tuple(found)
        missing = carried(name for name in names if COLUMNS[name].kind != "fixed" and not holds(found, name))
        return (*found, *missing)

    watched = watch_tables.NAMES if holds(columns, watch_tables.NEEDS) else ()
    return _Plan(
        by_sums=given(_read_by_sums(score)),
        by_tables=given((*_read_by_tables(score, tables), *watch_tables.READS)),
        by_rare=given(_read_by_tables(score, rare)) if rare else (),
        tables=tables,
        rare=rare,
        there=frozenset((*(table.name for table in due(columns, month)), *watched)),
        empty={table.name: _nothing(table.size) for table in empty(columns, month)},
    )


def _nothing(size: int) -> NDArray[np.int64]:
    zero = np.zeros(size, np.int64)
    zero.setflags(write=False)
    return zero


def _wanted(columns: Mapping[str, Array], shape: tuple[int, ...], names: tuple[str, ...]) -> dict[str, Array]:
    return {name: columns[name] if name in columns else absent(name, shape) for name in names}


class _Noted:
    """Citizens without people, who note what is asked of them."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}

    def __getattr__(self, name: str) -> Array:
        if name not in COLUMNS:
            return jnp.zeros(PLACE, jnp.int32)  # derived from columns
        self.names[name] = None
        return jnp.zeros(PLACE, COLUMNS[name].dtype)

    def __getitem__(self, name: str) -> Array:
        return getattr(self, name)


def _noted(asks: Callable[[Any], Any]) -> tuple[str, ...]:
    citizens = _Noted()
    jax.eval_shape(lambda: asks(citizens))
    return tuple(citizens.names)


@functools.cache
def _read_by_sums(score: ScoreName | None) -> tuple[str, ...]:
    """The columns that `_count` reads."""
    return _noted(lambda c: (_derived(c, jnp.int32(0), score), c.ties, c.partner, [s.of(c) for s in SUMS.values()]))


@functools.cache
def _read_by_tables(score: ScoreName | None, tables: tuple[Table, ...]) -> tuple[str, ...]:
    """The columns that some tables read."""
    return _noted(lambda c: (_derived(c, jnp.int32(0), score), c.ties, [(t.place(c), t.amount(c)) for t in tables]))


@functools.partial(jax.jit, static_argnames="score")
def _count(columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None) -> Tally:
    kept = _prepared(columns, ties, month, score)
    return Tally(*_sums(kept), *_histograms(_flat(kept)))


@functools.partial(jax.jit, static_argnames=("score", "tables"))
def _count_tables(
    columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None, tables: tuple[Table, ...]
) -> dict[str, Array]:
    """Tables, in a program of their own: only those that are due cost anything."""
    kept = _prepared(columns, ties, month, score)
    flat = _flat(kept)
    watched = watch_tables.count_watching(flat, kept) if holds(kept, watch_tables.NEEDS) else {}
    return watched | {table.name: counted(table, flat) for table in tables}


@functools.partial(jax.jit, static_argnames="tables")
def _count_rare(prepared: dict[str, Array], tables: tuple[Table, ...]) -> dict[str, Array]:
    flat = _flat(prepared)
    return {table.name: counted(table, flat) for table in tables}


def _flat(columns: Mapping[str, Array]) -> _Citizens:
    return _Citizens({name: c.reshape(-1) for name, c in columns.items()})


def _prepared(columns: dict[str, Array], ties: Ties, month: Array, score: ScoreName | None) -> dict[str, Array]:
    """The columns, and what is derived from them before anything is added up."""
    kept = {name: c for name, c in columns.items() if name != "ties"}
    c = _Citizens(kept)
    kept |= _computed_once(_derived(c, month, score))
    prepared: dict[str, Array] = kept | _computed_once(_tie_columns(_Citizens(kept), ties, columns["ties"]))
    return prepared


_prepare = jax.jit(_prepared, static_argnames="score")
"""The same as a program of its own, for several that count."""


def _derived(c: Any, month: Array, score: ScoreName | None) -> dict[str, Array]:
    """Cell, headline score, what wrong records did to it (eighths of a point), and the logarithm of income."""
    top = round(SCORE_TOP / EIGHTH)
    points = c[f"score_{score}"] if score else jnp.zeros(c.is_person.shape, jnp.float32)
    has_score = c.is_person & (points > 0)
    wrong = jnp.abs(c[f"{score}_wrong"]) if f"{score}_wrong" in COLUMNS else jnp.zeros_like(points)
    income = jnp.log(jnp.maximum(c.income_year_yuan, jnp.float32(1.0)))
    return {
        "cell": cell_of(c, month),
        "has_score": has_score,
        "score_eighths": steps(points, EIGHTH, top),
        "score_wrong_eighths": steps(wrong, EIGHTH, top),
        "log_income": steps(income, THOUSANDTH, LOG_INCOME_TOP),
    }


def _tie_columns(c: _Citizens, ties: Ties, alive: Array) -> dict[str, Array]:
    """Living ties, those to people with a score, and the sum of these people's centred scores (int32)."""
    i32, f32 = jnp.int32, jnp.float32
    has_score, score = _computed_once((c.has_score.astype(f32), centred(c).astype(f32)))  # not anew for each layer
    return {
        "degree": ties.degree(alive).astype(i32),
        "scored_friends": ties.total(alive, has_score).astype(i32),
        "friends_score": ties.total(alive, score).astype(i32),
    }


def _sums(columns: dict[str, Array]) -> tuple[Array, Array]:
    """`Tally.cells` and `Tally.whole` of columns (blocks, BLOCK), block by block."""

    def add_block(sofar: _Sofar, block: dict[str, Array]) -> tuple[_Sofar, None]:
        cells, whole = sofar
        c = _Citizens(block)
        cell = jnp.where(c.is_person, c.cell, CELLS)  # nobody goes to a row of their own, which is dropped
        words = _computed_once(pack([s.of(c) for s in CELL_SUMS], _LANES))
        by_cell = jnp.stack([_added(CELLS + 1, cell, word)[:CELLS] for word in words])
        everybody = pack([jnp.where(c.is_person, s.of(c), 0) for s in WHOLE_SUMS], _WHOLE_LANES)
        added = unpack(jnp.stack([jnp.sum(word) for word in everybody])[:, None], _WHOLE_LANES)[:, 0]
        return (cells + unpack(by_cell, _LANES), whole + added), None

    start = (jnp.zeros((len(CELL_SUMS), CELLS), jnp.int64), jnp.zeros(len(WHOLE_SUMS), jnp.int64))
    (cells, whole), _ = jax.lax.scan(add_block, start, columns)
    return cells.T, whole


def _histograms(c: _Citizens) -> tuple[Array, Array, Array]:
    """`Tally.fine`, `Tally.coarse` and `Tally.by_score` of flat columns."""
    bins = (income_bin(c.income_year_yuan), wealth_bin(wealth_yuan(c)), score_bin(c.score_eighths))
    people = tuple(has.astype(jnp.int32) for has in (c.is_person, c.is_person, c.has_score))
    fine = [_added(FINE, b, n) for b, n in zip(bins, people, strict=True)]
    by_cell = [_added(CELLS * COARSE, c.cell * COARSE + coarse(b), n) for b, n in zip(bins, people, strict=True)]
    by_score = [_added(COARSE, coarse(bins[2]), people[2].astype(jnp.int64) * c[name]) for name in BY_SCORE]
    return (
        jnp.stack(fine),
        jnp.stack(by_cell).reshape(len(BINS), CELLS, COARSE),
        jnp.stack(by_score),
    )


def _added(bins: int, number: Array, amount: Array) -> Array:
    return jnp.zeros(bins, amount.dtype).at[number].add(amount, mode="promise_in_bounds")
