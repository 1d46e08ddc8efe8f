"""The cohort: some citizens whose columns are recorded every month, the same in all worlds with the same seed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from ..society.bit_packing import WORDS, unpacked
from ..society.columns import COLUMNS, Column
from ..society.random_streams import stream_key, threefry2x32

_draw = jax.jit(threefry2x32)


def choose_cohort(size: int, *, population: int, seed: int) -> NDArray[np.int64]:
    """Numbers of the citizens in the cohort, ascending: one drawn from each of `size` equal ranges.

    Parameters
    ----------
    size
        Size of the cohort; everybody, if the population is smaller.
    population, seed
        Of the run.
    """
    size = min(size, population)
    rank = np.arange(size, dtype=np.uint32)
    draw = np.asarray(_draw(stream_key(seed, "cohort", 0), (rank, np.uint32(0)))[0])
    edges = np.arange(size + 1, dtype=np.uint64) * np.uint64(population) // np.uint64(max(size, 1))
    return (edges[:-1] + (draw * (edges[1:] - edges[:-1]) >> np.uint64(32))).astype(np.int64)


def follow(
    columns: Mapping[str, Array], cohort: NDArray[np.int64], *, start: int, declared: Mapping[str, Column] = COLUMNS
) -> dict[str, NDArray[Any]]:
    """Columns of the cohort's citizens in a tile.

    Parameters
    ----------
    columns
        Columns of the tile as they are stored (see `society.bit_packing`), (blocks, BLOCK). Others, such as the ties
        of an explicit network, are ignored.
    cohort
        Citizen numbers, ascending.
    start
        Number of the tile's first citizen.
    declared
        All columns of the model.

    Returns
    -------
    ``citizen`` and all columns by name, with one entry for each cohort citizen in the tile; columns that no mechanism
    wrote have their fill value. Empty if the tile has no cohort citizen.
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


def gather(parts: list[dict[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """The cohort's columns of all tiles, concatenated in the order of tiles."""
    found = [part for part in parts if part]
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]} if found else {}
