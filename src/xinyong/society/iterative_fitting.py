"""The joint distribution of what people are: iterative proportional fitting to the margins.

Cells are the product of the axes in `margins.AXES`. Starting from assumed odds ratios, weights are scaled in
turn to every margin until all are met; the odds ratios that no margin speaks of stay as they were.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ..errors import BadScenario
from .margins import ASSOCIATIONS, AXES, Margin, margins

SHAPE = tuple(len(names) for names in AXES.values())
CELLS = int(np.prod(SHAPE))
_MOST_ROUNDS = 2000
_CLOSE = 1e-10

Weights = NDArray[np.float64]


def categories() -> dict[str, NDArray[np.int64]]:
    """For each axis, the category of every cell: int64 (CELLS,)."""
    return dict(zip(AXES, np.unravel_index(np.arange(CELLS), SHAPE), strict=True))


def members(where: Mapping[str, tuple[str, ...]]) -> NDArray[np.bool_]:
    """Which cells have all the named categories: bool (CELLS,)."""
    of = categories()
    chosen = np.ones(CELLS, bool)
    for axis, names in where.items():
        chosen &= np.isin(of[axis], [AXES[axis].index(name) for name in names])
    return chosen


def share(weights: Weights, margin: Margin) -> float:
    """The share that a weighting of the cells (CELLS,) gives a margin."""
    among = members(margin.among)
    return float(weights[among & members(margin.has)].sum() / weights[among].sum())


@functools.lru_cache(maxsize=16)
def joint(*, urban_share: float, party_share: float, offline_share: float) -> Weights:
    """Shares of adults by cell, float64 (CELLS,), summing to 1 and meeting every margin.

    Raises
    ------
    BadScenario
        If no population has these shares together.
    """
    wanted = margins(urban_share=urban_share, party_share=party_share, offline_share=offline_share)
    weights = _odds()
    masks = [(m, members(m.among), members(m.has)) for m in wanted]
    for _ in range(_MOST_ROUNDS):
        worst = 0.0
        for margin, among, has in masks:
            worst = max(worst, _scale(weights, among & has, among & ~has, margin.share))
        if worst < _CLOSE:
            weights.setflags(write=False)
            return weights
    raise BadScenario(
        "society",
        received=f"urban_share={urban_share:g}, party_share={party_share:g}, offline_share={offline_share:g}",
        accepted="shares that one population can have together",
        remedy="Move the shares nearer to their defaults (xinyong facts lists them).",
    )


def _scale(weights: Weights, inside: NDArray[np.bool_], outside: NDArray[np.bool_], target: float) -> float:
    """Scale the cells inside and outside to the target share, in place; returns how far off it was."""
    a, b = weights[inside].sum(), weights[outside].sum()
    weights[inside] *= target * (a + b) / a
    weights[outside] *= (1.0 - target) * (a + b) / b
    return float(abs(a / (a + b) - target))


def _odds() -> Weights:
    of = categories()
    weights = np.ones(CELLS)
    for (first, second), table in ASSOCIATIONS.items():
        weights *= np.asarray(table)[of[first], of[second]]
    return np.asarray(weights / weights.sum(), np.float64)
