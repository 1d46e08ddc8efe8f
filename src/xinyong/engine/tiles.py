"""Tiles: dividing a population into tiles, and running them month by month, several at a time.

The division changes only speed: ties stay inside a block of `BLOCK` citizens, random draws depend on the citizen, and
tallies are whole numbers. All tiles have the same shape, because each shape needs a compilation; the last tiles are
padded with empty blocks. Each tile is run by one thread. Tiles interact only through the tally, which is summed in the
order of the tiles.

The cohort are some citizens whose columns are recorded every month, the same in all worlds with the same seed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from ..array_types import HostArray
from ..counting.tally import Tally
from ..errors import BadRequest, check_whole
from ..nation import Nation
from ..scenario.governance import credit_score
from ..society.bit_packing import WORDS, fill_column, unpacked
from ..society.columns import BLOCK, COLUMNS, FIXED, Column
from ..society.random_streams import stream_key, threefry2x32
from ..society.ties import Ties
from ..world import Columns, MonthInputs, World
from .checkpoint import Checkpoint, Past
from .fork import carry_over

DEFAULT_TILE = 1 << 18
"""Default size of a tile: large enough to hide the overhead of a call, small enough for caches."""

MOST_CITIZENS = (1 << 32) - (1 << 22)
"""Largest population: citizen numbers have 32 bits, and the last tile is padded."""


@dataclass(frozen=True)
class Tiling:
    """The division of a population into equal tiles of whole blocks."""

    population: int
    """People."""
    blocks: int
    """Blocks with people."""
    blocks_per_tile: int
    n_tiles: int
    """Blocks of each tile, and number of tiles; together they cover at least `blocks`."""

    @property
    def tile(self) -> int:
        """Citizens of one tile, padding included."""
        return self.blocks_per_tile * BLOCK

    def first_block(self, number: int) -> int:
        """The first block of a tile."""
        return number * self.blocks_per_tile

    def start(self, number: int) -> int:
        """Number of a tile's first citizen."""
        return number * self.tile


def lay_tiles(population: int, *, tile: int | None = None, workers: int = 1) -> Tiling:
    """Divide a population into equal tiles.

    Parameters
    ----------
    population
        People, 1 .. `MOST_CITIZENS`.
    tile
        Largest number of citizens of a tile, a multiple of `BLOCK`. By default `DEFAULT_TILE`, or less if that keeps
        every worker busy.
    workers
        Tiles that run at the same time, at least 1.

    Raises
    ------
    BadRequest
        If one of them is not a whole number in its range.
    """
    check_whole("population", population, least=1, most=MOST_CITIZENS, unit="citizens")
    check_whole("workers", workers, least=1, most=1024, unit="threads")
    blocks = -(-population // BLOCK)
    if tile is None:
        n_tiles = -(-blocks // (DEFAULT_TILE // BLOCK))
        n_tiles = min(-(-n_tiles // workers) * workers, blocks)
    else:
        check_whole("tile", tile, least=BLOCK, most=MOST_CITIZENS, unit="citizens")
        if tile % BLOCK:
            raise BadRequest(
                "tile",
                received=tile,
                accepted=f"a multiple of {BLOCK} citizens",
                remedy=f"Use {max(1, round(tile / BLOCK)) * BLOCK}.",
            )
        n_tiles = -(-blocks // (tile // BLOCK))
    return Tiling(population, blocks, -(-blocks // n_tiles), n_tiles)


def choose_workers(workers: int | None) -> int:
    """Number of tiles to run at a time: the given one, or one for each processor.

    Raises
    ------
    BadRequest
        If it is not a whole number from 1 to 1024.
    """
    if workers is None:
        return os.cpu_count() or 1
    check_whole("workers", workers, least=1, most=1024, unit="threads")
    return workers


Draw = Callable[[int, int], Columns]
"""Draws the fixed columns, flat, of `count` citizens from number `start` on: ``draw(start, count)``."""
TileResult = tuple[Tally, dict[str, HostArray]]
"""Tally of a tile, and the columns of its citizens in the cohort."""
MonthUnderWay = Iterator[TileResult]
"""Results of the tiles, in order; iterating waits for them."""


class TileRunner:
    """Runs all tiles of a population.

    Parameters
    ----------
    world
        The mechanisms of a month.
    ties
        The network of ties.
    tiling
        The division of the population.
    pool
        Threads; the pool limits how many tiles run at a time.
    cohort
        Numbers of the citizens in the cohort, in ascending order.
    """

    def __init__(self, world: World, ties: Ties, tiling: Tiling, pool: Executor, *, cohort: NDArray[np.int64]) -> None:
        self._world, self._ties, self._tiling, self._pool, self._cohort = world, ties, tiling, pool, cohort
        self._tiles: list[Columns] = []

    @property
    def states(self) -> Sequence[Columns]:
        """State columns of each tile, and ``is_person``, which has the shape of the tile.

        The arrays never change: they may be stored while the next month runs.
        """
        return [{n: c for n, c in tile.items() if n == "is_person" or n not in FIXED} for tile in self._tiles]

    def begin(self, draw: Draw, nation: Nation, seed: int) -> None:
        """Initialise all citizens at the start of the first month."""

        def one(number: int) -> Columns:
            start = self._tiling.start(number)
            return self._world.begin(self._fixed(draw, number), nation, self._ties, start, seed)

        self._tiles = list(self._pool.map(one, range(self._tiling.n_tiles)))

    def restore(self, draw: Draw, checkpoint: Checkpoint, *, forked_from: Past | None = None) -> None:
        """Restore all citizens at the end of a checkpoint's month.

        Parameters
        ----------
        draw
            Draws the fixed columns, as in the run that wrote the checkpoint.
        checkpoint
            The state of the same people.
        forked_from
            The past of the forked run, if the scenario is another one.

        Raises
        ------
        BadFolder
            If the checkpoint is damaged.
        """
        tiling = self._tiling

        def one(number: int) -> Columns:
            first = tiling.first_block(number)
            inhabited = range(first, min(first + tiling.blocks_per_tile, tiling.blocks))
            kept = {**checkpoint.blocks(inhabited), **checkpoint.whole()}
            every = self._world.model.columns
            if forked_from is not None:
                scenario = self._world.scenario
                rules, score = [rule.id for rule in scenario.active_rules], credit_score(scenario)
                kept = carry_over(
                    kept,
                    forked_from,
                    mechanisms=self._world.mechanisms,
                    rules=rules,
                    credit_score=score,
                    memories=self._world.declared.memories,
                )
            columns = self._fixed(draw, number)
            shape = columns["is_person"].shape
            whole = {name: _filled_up(every[name], column, shape) for name, column in kept.items()}
            columns |= {name: jnp.asarray(column) for name, column in whole.items()}
            return columns | {n: fill_column(n, shape, every) for n in self._world.model.kept if n not in columns}

        self._tiles = list(self._pool.map(one, range(tiling.n_tiles)))

    def start(self, inputs: MonthInputs) -> MonthUnderWay:
        """Start a month in the threads of the pool; `finish` waits for its end."""

        def one(number: int) -> TileResult:
            start = self._tiling.start(number)
            now, tally = self._world.step(self._tiles[number], self._ties, start, inputs)
            followed = follow(now, self._cohort, start=start, declared=self._world.model.columns)
            self._tiles[number] = {name: now[name] for name in self._world.model.kept}
            return jax.device_get(tally), followed

        return self._pool.map(one, range(self._tiling.n_tiles))

    @staticmethod
    def finish(month: MonthUnderWay) -> TileResult:
        """Wait for the end of a month.

        Returns
        -------
        tally, cohort
            The sums over all citizens, and the columns of the cohort.
        """
        total, first = next(month)
        parts = [first]
        for tally, part in month:
            total = total + tally
            parts.append(part)
        return total, gather(parts)

    def _fixed(self, draw: Draw, number: int) -> Columns:
        tiling = self._tiling
        shape = (tiling.blocks_per_tile, -1)
        return {name: c.reshape(shape) for name, c in draw(tiling.start(number), tiling.tile).items()}


def _filled_up(declared: Column, column: HostArray, shape: tuple[int, ...]) -> HostArray:
    """A column padded with empty blocks; a column that is not stored by citizen stays unchanged."""
    if column.ndim != len(shape) or len(column) >= shape[0]:
        return column
    nobody = np.full((shape[0] - len(column), *shape[1:]), declared.fill, column.dtype)
    return np.concatenate([column, nobody])


_draw = jax.jit(threefry2x32)


def choose_cohort(size: int, *, population: int, seed: int) -> NDArray[np.int64]:
    """Numbers of the citizens in the cohort, ascending: one drawn from each of `size` equal ranges, or everybody."""
    size = min(size, population)
    rank = np.arange(size, dtype=np.uint32)
    draw = np.asarray(_draw(stream_key(seed, "cohort", 0), (rank, np.uint32(0)))[0])
    edges = np.arange(size + 1, dtype=np.uint64) * np.uint64(population) // np.uint64(max(size, 1))
    return (edges[:-1] + (draw * (edges[1:] - edges[:-1]) >> np.uint64(32))).astype(np.int64)


def follow(
    columns: Mapping[str, Array], cohort: NDArray[np.int64], *, start: int, declared: Mapping[str, Column] = COLUMNS
) -> dict[str, HostArray]:
    """``citizen`` and all columns of the cohort's citizens in a tile, by name; empty if the tile has none of them.

    Columns that no mechanism wrote have their fill value; columns that are not stored by citizen, such as the ties of
    an explicit network, are ignored.

    Parameters
    ----------
    columns, start
        Columns of the tile as they are stored (see `society.bit_packing`), (blocks, BLOCK), and its first citizen.
    cohort
        Citizen numbers, ascending.
    declared
        All columns of the model.
    """
    shape = columns["is_person"].shape
    here = cohort[np.searchsorted(cohort, start) : np.searchsorted(cohort, start + shape[0] * shape[1])]
    if not here.size:
        return {}
    place = np.zeros(len(cohort), np.int32)  # constant length, so that all tiles share one compiled program
    place[: here.size] = here - start
    of_citizens = {name: column for name, column in columns.items() if column.shape == shape}
    stacks = jax.device_get(_picked(of_citizens, place))
    picked = {
        name: row
        for kind, names in _by_kind(of_citizens).items()
        for name, row in zip(names, stacks[kind], strict=True)
    }
    found = {"citizen": here}
    for name, column in declared.items():
        if name in picked:
            found[name] = picked[name][: here.size]
        elif name not in columns:
            found[name] = np.full(here.size, column.fill, column.dtype)
    return found


@jax.jit
def _picked(columns: dict[str, Array], place: Array) -> dict[str, Array]:
    """Rows of all columns, stacked by dtype, because each transfer to the host has a fixed cost."""
    rows = unpacked({name: column.reshape(-1)[place] for name, column in columns.items()})
    return {kind: jnp.stack([rows[name] for name in names]) for kind, names in _by_kind(columns).items()}


def _by_kind(columns: Mapping[str, Array]) -> dict[str, list[str]]:
    """Names of columns by dtype, with packed columns extracted from their words."""
    types = {field.column: COLUMNS[field.column].dtype for word in WORDS if word in columns for field in WORDS[word]}
    types |= {name: str(column.dtype) for name, column in columns.items() if name not in WORDS}
    kinds: dict[str, list[str]] = {}
    for name in sorted(types):
        kinds.setdefault(types[name], []).append(name)
    return kinds


def gather(parts: list[dict[str, HostArray]]) -> dict[str, HostArray]:
    """The cohort's columns of all tiles, concatenated in the order of tiles."""
    found = [part for part in parts if part]
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]} if found else {}
