"""Bins and steps: how income, wealth and score are sorted into histograms, and how fractions become whole numbers.

Histograms are fine for everybody and coarse by cell. Money is binned by the bits of a floating-point number: its
exponent and the first bits of its mantissa. Such bins are narrow where sums are small and wide where they are large (a
fixed share of the sum), cost one shift, and fall in exactly the same place on every machine. A coarse bin is exactly 32
fine ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ..array_types import TileFloat, TileInt, TileNumber

THOUSANDTH, HUNDREDTH, EIGHTH = 1.0 / 1000.0, 1.0 / 100.0, 1.0 / 8.0
"""Steps in which fractions are counted."""

FINE = 4096
"""Bins of a histogram over everybody."""
COARSE = 128
"""Bins of a histogram by cell."""
_COARSENING_BITS = 5
_MANTISSA_BITS = 23


@dataclass(frozen=True)
class Bins:
    """The bins of one quantity.

    Attributes
    ----------
    name
        What is binned: ``income``, ``wealth``, ``score``.
    edges
        float64 (FINE + 1,), rising. Values beyond an end are counted in the bin at that end.
    has_atoms
        Whether many people may have the same value (everybody starts with the same score), so that a bin's
        people are taken to stand at its middle instead of evenly over it.
    """

    name: str
    edges: NDArray[np.float64]
    has_atoms: bool


def _octave_edges(floor: float, bits: int, n_bins: int) -> NDArray[np.float64]:
    """Lower edges of 0 .. n_bins when values, raised by `floor`, have 2**bits bins an octave."""
    octave, step = np.divmod(np.arange(n_bins + 1), 1 << bits)
    return floor * 2.0**octave * (1.0 + step / (1 << bits)) - floor


_INCOME_FLOOR, _INCOME_BITS = 64.0, 8
_WEALTH_FLOOR, _WEALTH_BITS, _WEALTH_BELOW = 4096.0, 7, 12 * 128
_SCORE_PER_POINT = 2

INCOME = Bins("income", _octave_edges(_INCOME_FLOOR, _INCOME_BITS, FINE), has_atoms=False)
"""Yuan a month, 0 to 4 million; 256 bins an octave above a floor of 64 yuan (a bin is at most 0.4 % wide)."""
WEALTH = Bins(
    "wealth",
    np.concatenate(
        [
            -_octave_edges(_WEALTH_FLOOR, _WEALTH_BITS, _WEALTH_BELOW)[:0:-1],
            _octave_edges(_WEALTH_FLOOR, _WEALTH_BITS, FINE - _WEALTH_BELOW),
        ]
    ),
    has_atoms=False,
)
"""Yuan, -17 million to 4 billion; 128 bins an octave either side of zero above a floor of 4096 yuan."""
SCORE = Bins("score", np.arange(FINE + 1) / _SCORE_PER_POINT, has_atoms=True)
"""Points, 0 to 2048, half a point each."""

BINS: tuple[Bins, ...] = (INCOME, WEALTH, SCORE)


def steps(values: TileFloat, step: float, most: int) -> TileInt:
    """A float column as a whole number of steps, to the nearest, within 0 .. most."""
    return jnp.clip(jnp.floor(values * jnp.float32(1.0 / step) + jnp.float32(0.5)), 0, most).astype(jnp.int32)


def _octave_bin(values: TileNumber, floor: float, bits: int) -> TileInt:
    raised = jnp.asarray(values, jnp.float32) + jnp.float32(floor)
    shift = _MANTISSA_BITS - bits
    base = int(np.float32(floor).view(np.int32)) >> shift
    return (jax.lax.bitcast_convert_type(raised, jnp.int32) >> jnp.int32(shift)) - jnp.int32(base)


def income_bin(yuan_month: TileFloat) -> TileInt:
    """Fine bin of an income of zero or more."""
    return jnp.clip(_octave_bin(yuan_month, _INCOME_FLOOR, _INCOME_BITS), 0, FINE - 1)


def wealth_bin(yuan: TileNumber) -> TileInt:
    """Fine bin of a wealth of either sign."""
    yuan = jnp.asarray(yuan, jnp.float32)
    size = _octave_bin(jnp.abs(yuan), _WEALTH_FLOOR, _WEALTH_BITS)
    side = jnp.where(yuan < 0, -1 - size, size)
    return jnp.clip(side + jnp.int32(_WEALTH_BELOW), 0, FINE - 1)


def score_bin(eighths: TileInt) -> TileInt:
    """Fine bin of a score in eighths of a point, 0 to 16383."""
    return eighths >> jnp.int32(2)


def coarse(fine_bin: TileInt) -> TileInt:
    """The coarse bin that holds a fine one."""
    return fine_bin >> jnp.int32(_COARSENING_BITS)
