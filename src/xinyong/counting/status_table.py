"""Held: what is held against people and what spares them, as digits of one number (see `society.crossed`)."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ..mechanisms.redress import is_wronged
from ..vocabulary import EXEMPT, EXITS, OCCUPATIONS
from .joint_index import Digit, JointIndex

Array = Any

CLASSES: tuple[str, ...] = ("other", *EXEMPT)
"""Positions that influence is about, the best that somebody holds."""
COURT: tuple[str, ...] = ("off", "let off", "entered", "on", *EXITS)
"""Where people stand with the court's list; the last four left it this month, each in its way."""
FIRM: tuple[str, ...] = ("off", "left", "entered", "on")
"""Where their firm stands with the list of dishonest firms."""


def _class(c: Any) -> Array:
    best = jnp.where(c.in_party, 1, 0)
    for name in CLASSES[2:]:
        best = jnp.where(c.occupation == OCCUPATIONS.index(name), CLASSES.index(name), best)
    return best


def _court(c: Any) -> Array:
    on = jnp.where(c.is_newly_listed, 2, jnp.where(c.is_listed, 3, 0))
    left = c.restored_by.astype(jnp.int32)
    return jnp.where(left > 0, len(COURT) - len(EXITS) - 1 + left, jnp.where(c.is_let_off, 1, on))


def _firm(c: Any) -> Array:
    on = jnp.where(c.is_firm_newly_listed, 2, jnp.where(c.firm_months > 0, 3, 0))
    return jnp.where(c.is_firm_restored, 1, on)


STATUS_TABLE = JointIndex(
    (
        Digit("position", len(CLASSES), _class),
        Digit("court", len(COURT), _court),
        Digit("firm", len(FIRM), _firm),
        Digit("red", 2, lambda c: c.red_months > 0),
        Digit("spared", 2, lambda c: c.n_spared > 0),
        Digit("sanctioned", 2, lambda c: c.n_sticks > 0),
        Digit("wronged", 2, is_wronged),
        Digit("school", 2, lambda c: c.school_barred),
        Digit("rent", 2, lambda c: c.rent_refused),
    )
)
"""What the table ``held`` counts."""
