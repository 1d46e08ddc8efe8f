"""Random citizens to be counted: every column filled, all values within their declared ranges."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
from numpy.typing import NDArray

from xinyong.counting.tally import Tally, count
from xinyong.measures.registry import COUNTED
from xinyong.society.bit_packing import PACKED
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.society.ties import layered_ties
from xinyong.vocabulary import AGE_BANDS, OCCUPATIONS
from xinyong.vocabulary.scores import ScoreName

MONTH = 12 * 2015 + 5
Columns = dict[str, NDArray[np.generic]]

_ADULT_MONTHS = (12 * 18, 12 * 96)


def crowd(blocks: int = 1, *, seed: int = 0, padding: int = 100) -> Columns:
    """Columns of shape (blocks, BLOCK); the last `padding` rows are nobody, and hold values all the same."""
    rng = np.random.default_rng(seed)
    shape = (blocks, BLOCK)
    found = {name: _values(rng, name, shape).astype(column.dtype) for name, column in COLUMNS.items()}
    age = rng.integers(*_ADULT_MONTHS, shape)
    found["birth_month"] = (MONTH - 12 * 1900 - age).astype(np.int16)
    found["quintile"] = rng.integers(0, 5, shape).astype(np.uint8)
    found["occupation"] = rng.integers(0, len(OCCUPATIONS), shape).astype(np.uint8)
    found["ties"] = rng.integers(0, 256, shape).astype(np.uint8)
    found["is_person"] = np.arange(blocks * BLOCK).reshape(shape) < blocks * BLOCK - padding
    found["ties"][~found["is_person"]] = 0
    return found


def _values(rng: np.random.Generator, name: str, shape: tuple[int, int]) -> NDArray[np.generic]:
    column = COLUMNS[name]
    if column.dtype == "bool":
        return rng.random(shape) < 0.3
    if column.dtype == "uint8":
        return rng.integers(0, min(5, 1 << PACKED[name][1].bits) if name in PACKED else 5, shape)
    if column.dtype == "int32":
        return np.where(rng.random(shape) < 0.5, 0, rng.lognormal(9, 2, shape))
    if name == "income_year_yuan":
        return np.where(rng.random(shape) < 0.02, 0, rng.lognormal(7.5, 0.9, shape))
    if name == "score_unified":  # everybody has one
        return rng.normal(650, 70, shape)
    if name.startswith("score_"):
        return np.where(rng.random(shape) < 0.1, 0, rng.normal(650, 70, shape))
    low, high = {"-1..1": (-1, 1), "0..10": (0, 10), "points": (-30, 30), "gravity": (0, 40)}.get(column.unit, (0, 1))
    return rng.uniform(low, high, shape)


def ages(columns: Columns) -> NDArray[np.str_]:
    """The age band of everybody in `MONTH`, worked out from dates."""
    years = (MONTH - 12 * 1900 - columns["birth_month"].astype(int)) // 12
    return np.asarray(list(AGE_BANDS))[np.digitize(years, [30, 45, 60])]


def tally_of(columns: Columns, *, month: int = MONTH, score: ScoreName | None = None, ties: Any = None) -> Tally:
    """Everything that is counted of these citizens, in NumPy arrays."""
    ties = layered_ties() if ties is None else ties
    tally: Tally = jax.device_get(count(columns, ties, month=month, score=score, declared=COUNTED))
    return tally


def nobody() -> Tally:
    """The tally of nobody."""
    return Tally.zero(COUNTED)
