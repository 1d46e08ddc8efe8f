"""Court: a court lists judgment defaulters (2a), while the debt is open and shortly after it is paid.

Each month courts list a share of people with open court orders, except influential people, and sometimes a person by
mistake. People listed by mistake leave by appeal. Courts without enough capacity list fewer of both.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileValue
from ...society.random_streams import falls
from ...vocabulary import EXITS
from ..mechanism import Mechanism, Stream, System, Ties, View

_WAY = {way: 1 + k for k, way in enumerate(EXITS)}


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """List people, and take people off the list."""
    owes = c.debt_judged_yuan > 0
    pardoned = c.pardoned_months > 0
    due = ~c.is_listed & owes & ~pardoned & stream.chance("listing", p.listing * nation.court_pace)
    errs = stream.chance("mistake", p.mistake * nation.court_pace)
    mistaken = ~c.is_listed & ~owes & c.is_person & ~c.is_spared & errs
    enters = due & ~c.is_spared
    # a fixed term ends every listing; earlier, those who have paid leave soon, and debtors in repair may leave
    stayed = c.listed_months.astype(jnp.float32)
    expires = (stayed >= p.term_months) & (p.term_months > 0)
    mended = jnp.where((stayed >= p.repair_months) & (c.arrears_months == 0), p.repair, 0.0)
    cleared = falls(stream.bits("removal"), jnp.where(owes, mended, jnp.where(c.is_listed_wrongly, 0.0, p.removal)))
    if "redress" in system.on:
        appeals = pardoned | (c.is_listed_wrongly & ~owes & (c.corrected_months > 0))
    else:
        appeals = c.is_listed_wrongly & ~owes & stream.chance("appeal", p.appeal)
    leaves = c.is_listed & (appeals | cleared | expires)
    paid = jnp.where(owes, _WAY["repair"], _WAY["compliance"])
    way = jnp.where(appeals, _WAY["appeal"], jnp.where(cleared, paid, _WAY["expiry"]))
    is_listed = (c.is_listed & ~leaves) | enters | mistaken
    # the column ends at 255
    months = jnp.where(is_listed, jnp.minimum(c.listed_months.astype(jnp.int32) + 1, 255), 0)
    return {
        "is_listed": is_listed,
        "is_listed_wrongly": (c.is_listed_wrongly & ~leaves & ~owes) | mistaken,
        "listed_months": months,
        "is_newly_listed": enters | mistaken,
        "is_restored": leaves,
        "restored_by": jnp.where(leaves, way, 0),
        "is_let_off": due & c.is_spared,
    }


COURT_LIST = Mechanism(
    name="scoring.court_list",
    stream="scoring.court",
    reads=(
        "is_person", "debt_judged_yuan", "arrears_months", "is_spared", "is_listed", "is_listed_wrongly",
        "listed_months", "corrected_months", "pardoned_months",
    ),
    writes=(
        "is_listed", "is_listed_wrongly", "listed_months", "is_newly_listed", "is_restored", "restored_by",
        "is_let_off",
    ),
    signals=("court_pace",),
    draws=("listing", "mistake", "removal", "appeal"),
    rows=("D21", "T3", "T4", "T5", "W1", "W3", "W4"),
    depends_on=("redress",),
    step=step,
)  # fmt: skip
