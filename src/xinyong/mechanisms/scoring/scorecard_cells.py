"""Cells: what a lender's scorecard knows of a person, in a few bins per feature.

All features are binned, so every person is in one of `SCORECARD_CELLS` cells. The numbers of people who paid and
failed in each cell contain all information that a logistic regression uses. They are sums and add up exactly over
tiles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

FEATURES: dict[str, int] = {
    "payment": 4,
    "burden": 4,
    "income": 4,
    "file": 4,
    "traces": 4,
    "slips": 2,
    "court": 2,
}
"""Number of bins of each feature. Bin 0 holds the lowest values."""

SCORECARD_CELLS = math.prod(FEATURES.values())
"""Combinations of bins."""

FIRST: dict[str, int] = {name: 1 + sum(list(FEATURES.values())[:k]) for k, name in enumerate(FEATURES)}
"""Index of the first weight of each feature; the intercept comes before all of them."""

WEIGHTS = 1 + sum(FEATURES.values())
"""Number of weights: the intercept, and one for each bin of each feature."""

_STRIDE: dict[str, int] = {name: math.prod(list(FEATURES.values())[k + 1 :]) for k, name in enumerate(FEATURES)}


def cell_of(numbers: dict[str, Array]) -> Array:
    """The cell of a combination of bins, by feature (int32)."""
    return sum(numbers[name] * jnp.int32(_STRIDE[name]) for name in FEATURES)


def look_up(value: Array, edges: Sequence[Array], weights: Sequence[Array]) -> tuple[Array, Array]:
    """Bin (int32) and weight (float32) of a value: that of the last edge which it reaches.

    Parameters
    ----------
    value
        Values of all people.
    edges
        Lower ends of bins 1, 2, ...
    weights
        One for each bin.
    """
    number = jnp.zeros(value.shape, jnp.int32)
    weight = jnp.broadcast_to(weights[0], value.shape)
    for k, edge in enumerate(edges, 1):
        reached = value >= edge
        number = jnp.where(reached, k, number)
        weight = jnp.where(reached, weights[k], weight)
    return number, weight


def design() -> NDArray[np.float64]:
    """Design matrix of the regression, 1 or 0: (CELLS, WEIGHTS), the intercept first."""
    cells = np.arange(SCORECARD_CELLS)
    rows = np.zeros((SCORECARD_CELLS, WEIGHTS))
    rows[:, 0] = 1.0
    for name, bins in FEATURES.items():
        rows[cells, FIRST[name] + cells // _STRIDE[name] % bins] = 1.0
    return rows
