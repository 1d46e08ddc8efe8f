"""Tables of the eight firms, counted in December: who is held by how many, and how pairs of firms rank people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

from ..society.columns import FIRM_BANDS
from ..vocabulary import FIRMS
from .groups import CELLS

Array = Any

HELD = len(FIRMS) + 1
"""How many firms can hold a score of one citizen: 0 to 8."""
SPREAD_STEP = 1.0 / 8.0
"""What one unit of the spread's table is worth, in points."""


def n_firms(c: Any) -> Array:
    """How many firms hold a score (int32)."""
    return jax.lax.population_count(c.firms_has).astype(jnp.int32)


def contradicted(c: Any) -> Array:
    """Who is good for one firm and bad for another."""
    return (c.firms_good > 0) & (c.firms_bad > 0)


def spread(c: Any) -> Array:
    """The standard deviation between the firms that hold a score, in steps (int32)."""
    return jnp.rint(c.firms_spread / SPREAD_STEP).astype(jnp.int32)


def _bands(c: Any, firm: int) -> Array:
    return (c.firms_bands >> jnp.uint32(4 * firm)).astype(jnp.int32) & (FIRM_BANDS - 1)


def _is_held(c: Any, firm: int) -> Array:
    return (c.firms_has & jnp.uint8(1 << firm)) > 0


def beside(firm: int) -> tuple[Callable[[Any], Array], Callable[[Any], Array]]:
    """Where a citizen falls in the joint tables of one firm with each later one, and whether both hold a score.

    Bins are (later firm, band of the firm, band of the later one); both functions give an array of shape
    (later firms, citizens).
    """
    later = range(firm + 1, len(FIRMS))

    def place(c: Any) -> Array:
        own = _bands(c, firm) * FIRM_BANDS
        return jnp.stack([(k * FIRM_BANDS**2) + own + _bands(c, other) for k, other in enumerate(later)])

    def both(c: Any) -> Array:
        return jnp.stack([_is_held(c, firm) & _is_held(c, other) for other in later])

    return place, both


def by_number(c: Any) -> Array:
    """The cell and the number of firms."""
    return c.cell * HELD + n_firms(c)


def by_cell(c: Any) -> Array:
    """The cell."""
    return c.cell


BESIDE: tuple[tuple[str, int, Callable[[Any], Array], Callable[[Any], Array]], ...] = tuple(
    (f"firms_beside_{name}", (len(FIRMS) - 1 - f) * FIRM_BANDS**2, *beside(f)) for f, name in enumerate(FIRMS[:-1])
)
"""Name, size, place and amount of the joint tables of each firm with the later ones."""
BY_CELL, BY_NUMBER = CELLS, CELLS * HELD
"""Bins of tables by cell, and by cell and number of firms that hold a score."""
