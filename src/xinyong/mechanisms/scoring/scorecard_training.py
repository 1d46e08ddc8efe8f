"""Training: the lender learns from its borrowers; it never sees whether refused applicants would have paid.

An observation (see `lending.loan_performance`) holds the cell of the applicant. When it closes, the table of the month
counts paid or failed in that cell. The lender learns from borrowers only. Refused applicants, computed on paper, are
counted to show what it misses. Rows D16, D18; validation target 3a-V4 (selective labels).
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from ...society.random_streams import Stream
from ...society.ties import Ties
from ..lending.loan_performance import EVENTS
from ..mechanism import Mechanism, System, View
from .scorecard_cells import SCORECARD_CELLS

KINDS: tuple[str, ...] = EVENTS[:-1]
"""What somebody can add to the table of a month: a borrower's or a refused applicant's window that closes, or one that
opens with a loan. Cell i of kind k is its row ``k * SCORECARD_CELLS + i``."""


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, Array]:
    """Keep the cell of each application that is followed, and count what becomes of it."""
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


SCORECARD_TRAINING = Mechanism(
    name="scoring.scorecard_training",
    reads=("is_person", "scored_cell", "followed_event", "followed_cell"),
    writes=("followed_cell", "training_row"),
    rows=("D16", "D18"),
    step=step,
)  # fmt: skip
