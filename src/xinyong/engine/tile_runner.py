"""Life: all tiles of a population, moved on month by month, several of them at a time.

Tiles meet nowhere but in the tally: each is worked on by one thread, and what they count is added up in the
order of the tiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ..counting.tally import Tally
from ..nation import Nation
from ..scenario.governance import credit_score
from ..society.bit_packing import absent
from ..society.columns import FIXED, Column
from ..society.ties import Ties
from ..world import Columns, MonthInputs, World
from .checkpoint import Checkpoint, Past
from .cohort import follow, gather
from .fork import carried
from .tiles import Tiling

Draw = Callable[[int, int], Columns]
"""Fixed columns, flat, of a number of citizens from a first one on: ``draw(start, count)``."""
Counted = tuple[Tally, dict[str, NDArray[Any]]]
"""What citizens came to, and the columns of those who are followed."""
MonthUnderWay = Iterator[Counted]
"""What each tile comes to, in order; asking for it waits."""


class Life:
    """The citizens of a run.

    Parameters
    ----------
    world
        What happens in a month.
    ties
        Who can be whose friend.
    tiling
        How the population is cut.
    pool
        Threads; how many tiles are worked on at a time is up to it.
    cohort
        Numbers of the citizens to follow, rising.
    """

    def __init__(self, world: World, ties: Ties, tiling: Tiling, pool: Executor, *, cohort: NDArray[np.int64]) -> None:
        self._world, self._ties, self._tiling, self._pool, self._cohort = world, ties, tiling, pool, cohort
        self._tiles: list[Columns] = []

    @property
    def states(self) -> Sequence[Columns]:
        """State columns of each tile, with ``is_person``, which gives the shape.

        The arrays never change: they may be kept while the next month is under way.
        """
        return [{n: c for n, c in tile.items() if n == "is_person" or n not in FIXED} for tile in self._tiles]

    def begin(self, draw: Draw, nation: Nation, seed: int) -> None:
        """Bring everybody to the opening of the first month."""

        def one(number: int) -> Columns:
            start = self._tiling.start(number)
            return self._world.begin(self._fixed(draw, number), nation, self._ties, start, seed)

        self._tiles = list(self._pool.map(one, range(self._tiling.n_tiles)))

    def take_up(self, draw: Draw, checkpoint: Checkpoint, *, forked_from: Past | None = None) -> None:
        """Bring everybody to the end of a checkpoint's month.

        Parameters
        ----------
        draw
            Gives the fixed columns, as at the beginning of the run that wrote the checkpoint.
        checkpoint
            State of the same people.
        forked_from
            Whose past it is, if the scenario is another one.

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
                kept = carried(kept, forked_from, mechanisms=self._world.mechanisms, rules=rules, credit_score=score)
            columns = self._fixed(draw, number)
            shape = columns["is_person"].shape
            whole = {name: _filled_up(every[name], column, shape) for name, column in kept.items()}
            columns |= {name: jnp.asarray(column) for name, column in whole.items()}
            return columns | {n: absent(n, shape, every) for n in self._world.model.kept if n not in columns}

        self._tiles = list(self._pool.map(one, range(tiling.n_tiles)))

    def start(self, inputs: MonthInputs) -> MonthUnderWay:
        """Begin to live through a month, in the threads of the pool; `finish` waits for its end."""

        def one(number: int) -> Counted:
            start = self._tiling.start(number)
            now, tally = self._world.step(self._tiles[number], self._ties, start, inputs)
            followed = follow(now, self._cohort, start=start, declared=self._world.model.columns)
            self._tiles[number] = {name: now[name] for name in self._world.model.kept}
            return jax.device_get(tally), followed

        return self._pool.map(one, range(self._tiling.n_tiles))

    @staticmethod
    def finish(month: MonthUnderWay) -> Counted:
        """Wait for a month's end.

        Returns
        -------
        tally, cohort
            The sums over everybody, and the columns of the citizens who are followed.
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


def _filled_up(declared: Column, column: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """A column with uninhabited blocks added at its end; one that is not kept by citizen stays as it is."""
    if column.ndim != len(shape) or len(column) >= shape[0]:
        return column
    nobody = np.full((shape[0] - len(column), *shape[1:]), declared.absent, column.dtype)
    return np.concatenate([column, nobody])
