"""Training: the lender follows those it lent to, and learns from how they paid; whom it refused it never sees pay.

Each observation opens with an application and holds the cell that the applicant was in; after some months it closes and
is counted as paid or failed. The lender learns from observations of borrowers only. The simulator also follows the
refused *on paper*, to tell what the lender misses: the refused loan's instalment would have fallen due each month.
Rows D16, D18; facts, validation target V4 (selective labels).
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ...society.luck import Luck
from ...society.ties import Ties
from ..mechanism import Mechanism, System, View
from .cells import CELLS

Array = Any

KINDS: tuple[str, ...] = ("paid", "failed", "refused_paid", "refused_failed", "lent")
"""What somebody can add to the table of a month: a borrower's or a refused applicant's window that closes, or one that
opens with a loan. Cell i of kind k is its row ``k * CELLS + i``."""

BAND_LOW, BAND_POINTS, BANDS = 350.0, 25.0, 24
"""Bands of the scorecard's score that audits count by: where the second begins less their width, and how many. The
outer ones are open. They sort what happened for the count, and nothing follows from them."""

HAS_FAILED = 255
"""Months behind that stand for an observation that has failed, whatever comes after."""


def _behind(c: View, p: View) -> Array:
    """Months behind in the observation after this month (int32): a borrower's real ones, the others' on paper."""
    before = c.followed_behind.astype(jnp.int32)
    # on paper, the instalment of the refused loan is asked for on top of what is really owed
    needed = (p.paper_floor + p.paper_instalment) * c.income_year_yuan
    short = (c.arrears_months > 0) | (c.cash_yuan.astype(jnp.float32) < needed)
    paper = jnp.where(short, before + 1, jnp.maximum(before - 1, 0))
    months = jnp.where(c.is_followed_borrower, c.arrears_months.astype(jnp.int32), paper)
    failed = (before == HAS_FAILED) | c.is_default | (months.astype(jnp.float32) >= p.bad_months)
    return jnp.where(failed, HAS_FAILED, jnp.minimum(months, HAS_FAILED - 1))


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """Move observations on, close those whose window is over, and open new ones."""
    follows = c.followed_cell > 0
    months = c.followed_months.astype(jnp.int32) + 1
    behind = _behind(c, p)
    closes = follows & (months.astype(jnp.float32) >= p.horizon_months)
    applies = c.is_person & c.is_applicant & (c.scored_cell > 0) & ~closes
    # a loan ends an observation on paper, and begins a real one; a second loan begins none
    lent = applies & c.is_approved & ~(follows & c.is_followed_borrower)
    opens = lent | (applies & ~c.is_approved & ~follows)
    goes_on = follows & ~closes & ~opens
    cell = jnp.where(lent, c.scored_cell, c.followed_cell).astype(jnp.int32)
    ending = (behind == HAS_FAILED).astype(jnp.int32) + jnp.where(c.is_followed_borrower, 0, 2)
    kind = jnp.where(lent, KINDS.index("lent"), ending)
    band = jnp.clip(jnp.floor((c.score_scorecard - BAND_LOW) / BAND_POINTS), 0, BANDS - 1)
    closed = 1 + ending * BANDS + c.followed_band.astype(jnp.int32)
    is_new_year = jnp.mod(nation.month, 12.0) == 0.0
    return {
        "followed_cell": jnp.where(opens, c.scored_cell, jnp.where(goes_on, c.followed_cell, 0)),
        "followed_months": jnp.where(goes_on, jnp.minimum(months, 255), 0),
        "followed_behind": jnp.where(goes_on, behind, 0),
        "is_followed_borrower": lent | (goes_on & c.is_followed_borrower),
        "followed_band": jnp.where(opens, band, jnp.where(goes_on, c.followed_band, 0)),
        "audited": jnp.where(closes, closed, jnp.where(is_new_year, 0, c.audited)),
        "training_row": jnp.where(closes | lent, kind * CELLS + cell, 0),
    }


TRAINING = Mechanism(
    name="scoring.training",
    reads=(
        "is_person", "scored_cell", "is_applicant", "is_approved", "is_default", "arrears_months", "cash_yuan",
        "income_year_yuan",
        "followed_cell", "followed_months", "followed_behind", "is_followed_borrower", "score_scorecard",
        "followed_band", "audited",
    ),
    writes=(
        "followed_cell", "followed_months", "followed_behind", "is_followed_borrower", "followed_band", "audited",
        "training_row",
    ),
    signals=("month",),
    rows=("D16", "D18"),
    step=step,
)  # fmt: skip
