"""Tables of audits, counted in Decembers: what became of loans, moves, spells, burdens, dissent, and proportion.

Decembers only, so that other months pay nothing.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ..mechanisms.lending.loan_performance import EVENTS, PLACES
from ..society.columns import DISAPPROVES_BELOW
from .groups import CELLS
from .joint_index import Digit, JointIndex
from .sums import HUNDREDTH, steps

Array = Any

OUTCOMES: tuple[str, ...] = EVENTS[:4]
"""What became of those whose observation closed in the year: borrowers, and the refused on paper."""
BY_OUTCOME = CELLS * len(OUTCOMES) * PLACES


def outcome(c: Any) -> Array:
    """Cell, outcome and band of the score at the application (int32)."""
    return c.cell * (len(OUTCOMES) * PLACES) + jnp.maximum(c.audited.astype(jnp.int32) - 1, 0)


def is_audited(c: Any) -> Array:
    """Whose observation closed in the year."""
    return c.audited > 0


LENGTHS = 256
"""Months of a spell, 0 to 255."""


def running(c: Any) -> Array:
    """Whether there was a spell before, and how long the present one has run (int32)."""
    return (c.spells_ended > 0).astype(jnp.int32) * LENGTHS + c.stick_months.astype(jnp.int32)


def completed(c: Any) -> Array:
    """Whether there has been another spell since, over or running, and how long the latest that is over was (int32)."""
    has_relapsed = (c.spells_ended > 1) | (c.stick_months > 0)
    return has_relapsed.astype(jnp.int32) * LENGTHS + c.last_spell_months.astype(jnp.int32)


def has_completed(c: Any) -> Array:
    """Who has a spell behind them."""
    return c.spells_ended > 0


STICKS = 33
"""Sticks in force at once: 0 to 32, the most rules that there can be."""


def sticks(c: Any) -> Array:
    """Cell and sticks in force (int32)."""
    return c.cell * STICKS + jnp.minimum(c.n_sticks.astype(jnp.int32), STICKS - 1)


def is_shut_out(c: Any) -> Array:
    """Whom no formal lender lends to: something is overdue, a court has ordered payment, or a rule bars them."""
    return (c.arrears_months > 0) | (c.debt_judged_yuan > 0) | (c.bars_credit >= 1.0)


OVERLAP = JointIndex(
    (
        Digit("cell", CELLS, lambda c: c.cell),
        Digit("listed", 2, lambda c: c.is_listed),
        Digit("shut_out", 2, is_shut_out),
        Digit("jobless", 2, lambda c: c.is_jobless),
    )
)
"""What the table ``overlap`` counts."""

_MOST_TIES = 8
DISSENT = JointIndex(
    (
        Digit("dissents", 2, lambda c: c.approval < DISAPPROVES_BELOW),
        Digit("criticizes", 2, lambda c: c.act_criticism > 0),
        Digit("degree", _MOST_TIES + 1, lambda c: jnp.minimum(c.degree, _MOST_TIES)),
        Digit("cut", _MOST_TIES + 1, lambda c: jnp.minimum(c.ties_cut, _MOST_TIES)),
    )
)
"""What the table ``dissent`` counts."""

CONDUCT: tuple[str, ...] = ("none", "minor", "grave")
"""How grave one's own conduct is, by its truth and whatever is recorded: see `gravity_of_conduct`."""
_GRAVE_ACTS, _MINOR_ACTS = ("breach", "fraud", "misconduct"), ("late_bill", "jaywalk", "no_show", "cheat")
GRAVITIES = 64
"""Gravity of the sticks in force, in whole units; the last bin is open."""


def gravity_of_conduct(c: Any) -> Array:
    """Grave: a breach, fraud or misconduct this month, or a court's order unpaid. Minor: months behind, or a small
    breach of order this month. None: whatever else; what one says or whom one knows is no misconduct (int32).
    """  # noqa: D205
    is_grave, is_minor = c.debt_judged_yuan > 0, c.arrears_months > 0
    for act in _GRAVE_ACTS:
        is_grave = is_grave | (c[f"act_{act}"] > 0)
    for act in _MINOR_ACTS:
        is_minor = is_minor | (c[f"act_{act}"] > 0)
    return jnp.where(is_grave, 2, jnp.where(is_minor, 1, 0)).astype(jnp.int32)


def proportion(c: Any) -> Array:
    """Gravity of conduct, and gravity of the sticks in force (int32)."""
    detriment = jnp.clip(jnp.floor(c.detriment + jnp.float32(0.5)), 0, GRAVITIES - 1).astype(jnp.int32)
    return gravity_of_conduct(c) * GRAVITIES + detriment


def detriment(c: Any) -> Array:
    """Gravity of the sticks in force, in hundredths (int32)."""
    return steps(c.detriment, HUNDREDTH, 32_000)
