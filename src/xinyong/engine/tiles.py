"""Tiles: how a population is cut into pieces that fit a processor's memory and can be worked on side by side.

Where the cuts lie changes nothing but speed: ties stay inside a block of `BLOCK` citizens, luck is counted by
citizen, and tallies are whole numbers. All tiles have the same shape, because each shape costs a compilation;
the last tiles are filled up with blocks in which nobody lives.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from ..errors import BadRequest, not_text
from ..society.columns import BLOCK

DEFAULT_TILE = 1 << 18
"""Most citizens of a tile unless asked otherwise: enough to hide what a call costs, few enough for caches."""

MOST_CITIZENS = (1 << 32) - (1 << 22)
"""Citizens are numbered in 32 bits, and the last tile is filled up."""


@dataclass(frozen=True)
class Tiling:
    """The division of a population into equal tiles of whole blocks.

    Attributes
    ----------
    population
        People.
    blocks
        Blocks in which people live.
    blocks_per_tile, n_tiles
        The shape of every tile, and their number; together they hold at least `blocks`.
    """

    population: int
    blocks: int
    blocks_per_tile: int
    n_tiles: int

    @property
    def tile(self) -> int:
        """Citizens of one tile, those in whom nobody lives included."""
        return self.blocks_per_tile * BLOCK

    def first_block(self, number: int) -> int:
        """The first block of a tile."""
        return number * self.blocks_per_tile

    def start(self, number: int) -> int:
        """The number of a tile's first citizen."""
        return number * self.tile


def lay_tiles(population: int, *, tile: int | None = None, workers: int = 1) -> Tiling:
    """Divide a population into equal tiles.

    Parameters
    ----------
    population
        People, 1 .. `MOST_CITIZENS`.
    tile
        Most citizens of a tile, a multiple of `BLOCK`. By default `DEFAULT_TILE`, or less if that keeps every
        worker busy; when asked for, it is taken at its word.
    workers
        Tiles worked on side by side, at least 1.

    Raises
    ------
    BadRequest
        If one of them is out of its range or not a whole number.
    """
    _check_whole("population", population, least=1, most=MOST_CITIZENS, unit="citizens")
    _check_whole("workers", workers, least=1, most=1024, unit="threads")
    blocks = -(-population // BLOCK)
    if tile is None:
        n_tiles = -(-blocks // (DEFAULT_TILE // BLOCK))
        n_tiles = min(-(-n_tiles // workers) * workers, blocks)
    else:
        _check_whole("tile", tile, least=BLOCK, most=MOST_CITIZENS, unit="citizens")
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
    """The number of tiles to work on at a time: the one asked for, or one for each processor.

    Raises
    ------
    BadRequest
        If it is not a whole number of at least 1.
    """
    if workers is None:
        return os.cpu_count() or 1
    _check_whole("workers", workers, least=1, most=1024, unit="threads")
    return workers


def _check_whole(where: str, value: object, *, least: int, most: int, unit: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadRequest(
            where,
            received=not_text(value),
            accepted=f"a whole number of {unit} from {least} to {most}",
            remedy=f"Give a whole number in that range for {where}.",
        )
