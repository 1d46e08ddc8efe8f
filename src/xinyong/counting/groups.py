"""Groups: the kinds of people that every measure can be read for, and the crossed cells they are summed from.

A citizen falls into one of 1,280 cells (area x quintile x sex x age band x Party x occupation). Sums are kept
by cell, and a group such as ``age=18-29`` is the sum of its cells, so groups cost nothing extra and add up
exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..vocabulary import AGE_BANDS, AREAS, MEMBERSHIPS, OCCUPATIONS, SEXES


@dataclass(frozen=True)
class Dimension:
    """One way of splitting people: its name, its values in the order of the cell number's digits, and its heading."""

    name: str
    values: tuple[str, ...]
    heading: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("area", AREAS, "Area"),
    Dimension("quintile", ("1", "2", "3", "4", "5"), "Income quintile"),
    Dimension("sex", SEXES, "Sex"),
    Dimension("age", tuple(AGE_BANDS), "Age"),
    Dimension("party", MEMBERSHIPS, "Party"),
    Dimension("occupation", OCCUPATIONS, "Occupation"),
)
"""The dimensions, slowest digit first. Quintile 1 is the poorest; Party membership is that at the start."""

CELL_SHAPE: tuple[int, ...] = tuple(len(d.values) for d in DIMENSIONS)
CELLS: int = int(np.prod(CELL_SHAPE))
"""Crossed cells: 2 x 5 x 2 x 4 x 2 x 8 = 1280."""

GROUPS: tuple[str, ...] = ("all", *(f"{d.name}={value}" for d in DIMENSIONS for value in d.values))
"""Every group's name as it stands in ``series.parquet``; "all" is the first."""


_HALF = 4  # summing the first dimensions and the last apart passes over the cells twice instead of six times


def by_group(cells: NDArray[Any]) -> NDArray[Any]:
    """Sums by group out of sums by cell: integers (CELLS, ...) to integers (len(GROUPS), ...), exactly."""
    rest = cells.shape[1:]
    halves = cells.reshape(int(np.prod(CELL_SHAPE[:_HALF])), -1, *rest)
    first, last = (
        halves.sum(axis=1).reshape(*CELL_SHAPE[:_HALF], *rest),
        halves.sum(axis=0).reshape(*CELL_SHAPE[_HALF:], *rest),
    )
    everybody = last.sum(axis=tuple(range(len(CELL_SHAPE) - _HALF)))
    return np.concatenate([everybody[None], *_margins(first, _HALF), *_margins(last, len(CELL_SHAPE) - _HALF)])


def _margins(box: NDArray[Any], dimensions: int) -> list[NDArray[Any]]:
    axes = range(dimensions)
    return [box.sum(axis=tuple(other for other in axes if other != axis)) for axis in axes]


def rows_of(dimension: str) -> slice:
    """Where a dimension's groups stand in `GROUPS`; KeyError for an unknown dimension."""
    start = 1
    for d in DIMENSIONS:
        if d.name == dimension:
            return slice(start, start + len(d.values))
        start += len(d.values)
    raise KeyError(dimension)
