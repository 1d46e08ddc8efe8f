"""Loan performance: loan applicants are observed for some months, until they have paid or failed.

Outcomes of borrowers are real. Outcomes of refused applicants are computed *on paper*, which only a simulator can do:
the instalment of the refused loan would have been due each month. Audits of lending use both. A lender that trains a
scorecard sees only borrowers. Validation target 3a-V4 (selective labels).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ...array_types import TileFloat, TileInt, TileValue
from ...scenario.governance import credit_score
from ...vocabulary.scores import SCORES
from ..mechanism import Mechanism, Stream, System, Ties, View
from ..scoring import FAMILIES
from ..scoring.score_family import Scale
from ..scoring.scorecard import SCORECARD_CELLS

EVENTS: tuple[str, ...] = ("paid", "failed", "refused_paid", "refused_failed", "lent", "refused")
"""What can become of an observation in a month: one of a borrower or of somebody refused closes, or one opens. Event k
is kept as k + 1."""

KINDS: tuple[str, ...] = EVENTS[:-1]
"""What somebody can add to the table of a month: a borrower's or a refused applicant's window that closes, or one that
opens with a loan. Cell i of kind k is its row ``k * SCORECARD_CELLS + i``."""

HAS_FAILED = 255
"""Months behind that stand for an observation that has failed, whatever comes after."""

BANDS = 24
"""Bands of a score that audits count by; the outer ones are open. Nothing follows from them."""
UNSCORED = BANDS
"""The place after the bands: applicants without the score that lenders look at."""
PLACES = BANDS + 1


def band_of(score: TileFloat, scale: Scale) -> TileInt:
    """The band in which a score lies, `UNSCORED` for people without one (int32)."""
    band = jnp.floor((score - scale.low) / scale.width)
    return jnp.where(score > 0, jnp.clip(band, 0, BANDS - 1), UNSCORED).astype(jnp.int32)


def without_bands(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Observations under way and closed as of applicants without a score: for lenders who now look at another one."""
    band, audited = columns["followed_band"], columns["audited"]
    last_of_kind = (audited.astype(np.int32) - 1) // PLACES * PLACES + PLACES
    return {
        "followed_band": np.where(band > 0, 1 + UNSCORED, 0).astype(band.dtype),
        "audited": np.where(audited > 0, last_of_kind, 0).astype(audited.dtype),
    }


def _band(c: View, score: str) -> TileInt:
    """Everybody's band of the score that lenders look at (int32)."""
    if not score:
        return jnp.full(c.is_person.shape, UNSCORED, jnp.int32)
    return band_of(c[f"score_{score}"], FAMILIES[score].scale)


def _behind(c: View, p: View) -> TileInt:
    """Months behind in the observation after this month (int32): a borrower's real ones, the others' on paper."""
    before = c.followed_behind.astype(jnp.int32)
    # on paper, the instalment of the refused loan is asked for on top of what is really owed
    needed = (p.paper_floor + p.paper_instalment) * c.income_year_yuan
    short = (c.arrears_months > 0) | (c.cash_yuan.astype(jnp.float32) < needed)
    paper = jnp.where(short, before + 1, jnp.maximum(before - 1, 0))
    months = jnp.where(c.is_followed_borrower, c.arrears_months.astype(jnp.int32), paper)
    failed = (before == HAS_FAILED) | c.is_default | (months.astype(jnp.float32) >= p.bad_months)
    return jnp.where(failed, HAS_FAILED, jnp.minimum(months, HAS_FAILED - 1))


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Move observations on, close those whose window is over, and open new ones."""
    is_observed = c.followed_band > 0
    months = c.followed_months.astype(jnp.int32) + 1
    behind = _behind(c, p)
    closes = is_observed & (months.astype(jnp.float32) >= p.horizon_months)
    applies = c.is_person & c.is_applicant & ~closes
    # a loan ends an observation on paper, and begins a real one; a second loan begins none
    lent = applies & c.is_approved & ~(is_observed & c.is_followed_borrower)
    refused = applies & ~c.is_approved & ~is_observed
    opens = lent | refused
    goes_on = is_observed & ~closes & ~opens
    ending = (behind == HAS_FAILED).astype(jnp.int32) + jnp.where(c.is_followed_borrower, 0, 2)
    opening = jnp.where(lent, 1 + EVENTS.index("lent"), jnp.where(refused, 1 + EVENTS.index("refused"), 0))
    is_new_year = jnp.mod(nation.month, 12.0) == 0.0
    return {
        "followed_months": jnp.where(goes_on, jnp.minimum(months, 255), 0),
        "followed_behind": jnp.where(goes_on, behind, 0),
        "is_followed_borrower": lent | (goes_on & c.is_followed_borrower),
        "followed_band": jnp.where(opens, 1 + _band(c, system.shape), jnp.where(goes_on, c.followed_band, 0)),
        "followed_event": jnp.where(closes, 1 + ending, opening),
        "audited": jnp.where(
            closes, ending * PLACES + c.followed_band.astype(jnp.int32), jnp.where(is_new_year, 0, c.audited)
        ),
    }


def train(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Keep the cell of each application that is observed, and count what becomes of it.

    An observation holds the cell of the applicant. When it closes, the table of the month counts paid or failed in that
    cell. The lender learns from borrowers only. Refused applicants, computed on paper, are counted to show what it
    misses.
    """
    event = c.followed_event.astype(jnp.int32)
    opens = event > EVENTS.index("lent")
    lent = event == 1 + EVENTS.index("lent")
    closes = (event > 0) & ~opens
    cell = jnp.where(lent, c.scored_cell, c.followed_cell).astype(jnp.int32)
    # a cell of 0 is nobody's: the application was before there was a scorecard
    counts = c.is_person & (lent | closes) & (cell > 0)
    return {
        "followed_cell": jnp.where(opens, c.scored_cell, jnp.where(closes, 0, c.followed_cell)),
        "training_row": jnp.where(counts, (event - 1) * SCORECARD_CELLS + cell, 0),
    }


LOAN_PERFORMANCE = Mechanism(
    name="lending.loan_performance",
    reads=(
        "is_person", "is_applicant", "is_approved", "is_default", "arrears_months", "cash_yuan", "income_year_yuan",
        "followed_months", "followed_behind", "is_followed_borrower", "followed_band", "audited",
        *(f"score_{name}" for name in SCORES),
    ),
    writes=(
        "followed_months", "followed_behind", "is_followed_borrower", "followed_band", "followed_event", "audited",
    ),
    signals=("month",),
    rows=("D16", "D18"),
    shape=credit_score,
    step=step,
)  # fmt: skip

SCORECARD_TRAINING = Mechanism(
    name="scoring.scorecard_training",
    meaning="the lender learns from its borrowers; it never sees whether refused applicants would have paid.",
    reads=("is_person", "scored_cell", "followed_event", "followed_cell"),
    writes=("followed_cell", "training_row"),
    rows=("D16", "D18"),
    step=train,
)  # fmt: skip
