"""Influence: courts and rules spare some powerful people, always the same ones (W3)."""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import TileValue
from ..society.random_streams import Stream
from ..society.ties import Ties
from ..vocabulary import EXEMPT, OCCUPATIONS
from .mechanism import Mechanism, System, View


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Who is spared: the most powerful position of a person sets the probability, and one lasting draw decides."""
    share = jnp.where(c.in_party, p.member, 0.0)
    for name in EXEMPT[1:]:
        share = jnp.where(c.occupation == OCCUPATIONS.index(name), jnp.maximum(share, p[name]), share)
    return {"is_spared": c.is_person & stream.lasting_chance("influence", share)}


INFLUENCE = Mechanism(
    name="influence",
    reads=("is_person", "occupation", "in_party"),
    writes=("is_spared",),
    rows=("W3",),
    step=step,
)
