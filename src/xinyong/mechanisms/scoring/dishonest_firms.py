"""Market: dishonest firms are listed, as a state of their owners and legal representatives.

A firm is listed for recorded acts of its owner in business, true or wrong, and for causes that the model does not
contain. It leaves when its term ends, or earlier by repair.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileValue
from ...society.random_streams import Stream, falls, materialize
from ...society.ties import Ties
from ...vocabulary import OCCUPATIONS
from ..mechanism import Mechanism, System, View

_MANAGER = OCCUPATIONS.index("manager")


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """List firms, and take them off the list."""
    runs = (c.occupation == _MANAGER) & stream.lasting_chance("owner of a firm", p.owners)
    owns = c.is_person & (runs | (c.debt_business_yuan > 0)) & ~c.is_spared
    is_listed = c.firm_months > 0
    stayed = c.firm_months.astype(jnp.float32)
    truly = (c.rec_breach + c.rec_fraud > 0) | c.is_newly_listed & ~c.is_listed_wrongly
    falsely = (c.wrong_breach + c.wrong_fraud > 0) | c.is_newly_listed & c.is_listed_wrongly
    # one draw for all causes: a firm that is listed at a small chance is listed at a larger one too
    entry, leaving = stream.bits("entry"), stream.bits("leaving")
    rightful = p.listing + jnp.where(truly, p.for_breach, 0.0)
    due = owns & ~is_listed & (c.pardoned_months == 0)
    enters = due & falls(entry, rightful + p.mistake + jnp.where(falsely, p.for_breach, 0.0))
    wrongly = enters & ~falls(entry, rightful)
    expires = (stayed >= p.term_months) & (p.term_months > 0)
    mended = (stayed >= p.repair_months) & (c.arrears_months == 0) & ~truly & ~falsely
    lifts = jnp.where(mended, p.repair, 0.0)
    if "redress" in system.on:
        appeals = (c.pardoned_months > 0) | (c.is_firm_listed_wrongly & (c.corrected_months > 0))
    else:
        appeals = jnp.zeros_like(is_listed)
        lifts = jnp.where(c.is_firm_listed_wrongly, jnp.maximum(lifts, p.appeal), lifts)
    leaves = is_listed & (expires | appeals | falls(leaving, lifts))
    enters, wrongly, leaves = materialize((enters, wrongly, leaves), stream.citizen)
    still = is_listed & ~leaves
    return {
        "firm_months": jnp.where(still | enters, jnp.minimum(c.firm_months.astype(jnp.int32) + 1, 255), 0),
        "is_firm_listed_wrongly": (still & c.is_firm_listed_wrongly) | wrongly,
        "is_firm_newly_listed": enters,
        "is_firm_restored": leaves,
    }


DISHONEST_FIRMS = Mechanism(
    name="scoring.dishonest_firms",
    stream="scoring.market",
    reads=(
        "is_person", "occupation", "debt_business_yuan", "arrears_months", "is_spared",
        "is_newly_listed", "is_listed_wrongly", "rec_breach", "rec_fraud", "wrong_breach", "wrong_fraud", "firm_months",
        "is_firm_listed_wrongly", "corrected_months", "pardoned_months",
    ),
    writes=("firm_months", "is_firm_listed_wrongly", "is_firm_newly_listed", "is_firm_restored"),
    draws=("entry", "leaving"),
    rows=("W2", "W3"),
    depends_on=("redress",),
    step=step,
)  # fmt: skip
