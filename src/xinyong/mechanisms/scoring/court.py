"""Court: the binary list of judgment defaulters (facts 2a), on it while the debt stands, off soon after it is paid.

Courts list a share of open judgments each month, and now and then somebody whom they take for a debtor. The latter
leave only by appeal. Rows D21, T3-T5, W4.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ...society.luck import Luck
from ...society.ties import Ties
from ..mechanism import Mechanism, System, View

Array = Any


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """List, and take off the list."""
    owes = c.debt_judged_yuan > 0
    listed_rightly = c.is_listed & ~c.is_listed_wrongly
    enters = ~c.is_listed & owes & luck.chance("listing", p.listing)
    mistaken = ~c.is_listed & ~owes & c.is_person & luck.chance("mistake", p.mistake)
    removed = luck.chance("removal", p.removal)
    expires = (c.listed_months.astype(jnp.float32) >= p.term_months) & (p.term_months > 0)
    leaves = listed_rightly & ((~owes & removed) | expires)
    leaves = leaves | (c.is_listed_wrongly & ~owes & (luck.chance("appeal", p.appeal) | expires))
    is_listed = (c.is_listed & ~leaves) | enters | mistaken
    months = jnp.where(is_listed, jnp.minimum(c.listed_months.astype(jnp.int32) + 1, 255), 0)
    return {
        "is_listed": is_listed,
        "is_listed_wrongly": (c.is_listed_wrongly & ~leaves & ~owes) | mistaken,
        "listed_months": months,
        "is_newly_listed": enters | mistaken,
        "is_restored": leaves,
    }


COURT = Mechanism(
    name="scoring.court",
    reads=("is_person", "debt_judged_yuan", "is_listed", "is_listed_wrongly", "listed_months"),
    writes=("is_listed", "is_listed_wrongly", "listed_months", "is_newly_listed", "is_restored"),
    draws=("listing", "mistake", "removal", "appeal"),
    rows=("D21", "T3", "T4", "T5", "W4"),
    step=step,
)
