"""Red: trusted people are listed, for a fixed term, for good deeds and a clean record (K8, 2a-red)."""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileValue
from ...society.random_streams import Stream
from ...society.ties import Ties
from ..mechanism import Mechanism, System, View


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """List people, and count down the terms of those listed."""
    keeps = stream.lasting_place_chance("red list", p.coverage)
    stained = c.is_listed | (c.firm_months > 0) | (c.arrears_months > 0)
    enters = c.is_person & keeps & (c.rec_volunteer > 0) & stream.chance("entry", p.entry)
    left = jnp.maximum(c.red_months.astype(jnp.int32) - 1, 0)
    return {"red_months": jnp.where(stained, 0, jnp.where(enters, jnp.rint(p.term_months).astype(jnp.int32), left))}


RED_LIST = Mechanism(
    name="scoring.red_list",
    stream="scoring.red",
    reads=("is_person", "arrears_months", "is_listed", "firm_months", "rec_volunteer", "red_months"),
    writes=("red_months",),
    draws=("entry",),
    rows=("K8",),
    step=step,
)
