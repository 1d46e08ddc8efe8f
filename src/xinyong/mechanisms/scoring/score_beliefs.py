"""Score beliefs: nobody knows what a score counts, but everybody sees their score move and draws conclusions (S1).

A citizen has four beliefs: the points for a late bill, for a mean income spent online, for a post that praises and for
ten points of friends' scores. Each month the beliefs are corrected by the surprise (normalised least mean squares). The
difference from the true weights, which only the simulator knows, shows what secrecy hides.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import Scalar, TileFloat, TileValue, TileWhole
from ...society.random_streams import materialize
from ...vocabulary import BELIEFS
from ..mechanism import Mechanism, Stream, System, Ties, View
from . import SEEN, seen_score
from .score_family import FRIENDS_UNIT

OFF_STEPS, OFF_MOST = 4.0, 127
"""Errors of a belief are counted in quarter points, up to this many."""


def _lived(
    c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System, moved: TileFloat
) -> dict[str, TileFloat]:
    """What people did and saw in the month, in the units of the beliefs."""
    usual = c.income_year_yuan * p.usual_spending
    beyond = (c.spend_yuan.astype(jnp.float32) - usual) / nation.mean_income_yuan
    lived = {
        "late": c.act_late_bill.astype(jnp.float32),
        "spending": jnp.clip(beyond, -p.spending_most, p.spending_most) * c.online,
        "words": c.act_praise.astype(jnp.float32) - c.act_criticism.astype(jnp.float32),
        "friends": jnp.zeros_like(moved),
    }
    if "scoring.friends" in system.on:
        friends = ties.total(c.ties, materialize(moved, stream.citizen)) / jnp.maximum(ties.degree(c.ties), 1.0)
        lived["friends"] = materialize(friends / FRIENDS_UNIT, stream.citizen)
    return lived


def _sign(points: TileFloat, felt: Scalar) -> TileWhole:
    """-1, 0 or 1: whether people notice points as a loss, not at all, or as a gain."""
    return jnp.where(points > felt, 1, 0) - jnp.where(points < -felt, 1, 0)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Compare the month's change of the score with the expected change, and correct the beliefs."""
    name = seen_score(system.on)
    score = c[f"score_{name}"] if name else jnp.zeros_like(c.score_seen)
    is_told = c.is_person & (score > 0)
    # nobody learns from a first score: there is nothing to compare it with
    moved = jnp.where(is_told & (c.score_seen > 0), score - c.score_seen, 0.0)
    learns = jnp.where(is_told & (c.score_seen > 0), 1.0, 0.0)
    lived = _lived(c, nation, p, stream, ties, system, moved)
    # people do not attribute the usual monthly change to their acts
    anyway = c.score_trend + learns * p.habit * (moved - c.score_trend)
    surprise = moved - anyway - sum(c[f"belief_{b}"] * lived[b] for b in BELIEFS)
    length = p.doubt + sum(lived[b] * lived[b] for b in BELIEFS)
    pace = learns * p.rate * surprise / length
    out: dict[str, TileValue] = {"score_seen": jnp.where(is_told, score, 0.0), "score_trend": anyway}
    for b in BELIEFS:
        truth, belief = nation[f"true_{b}"], jnp.clip(c[f"belief_{b}"] + pace * lived[b], -p.most, p.most)
        out[f"belief_{b}"] = belief
        out[f"knows_{b}"] = is_told & (_sign(belief, p.felt) == _sign(truth, p.felt))
        off = jnp.minimum(jnp.floor(jnp.abs(belief - truth) * OFF_STEPS + 0.5), OFF_MOST)
        out[f"off_{b}"] = jnp.where(is_told, off, 0.0)
    return out


SCORE_BELIEFS = Mechanism(
    name="scoring.score_beliefs",
    reads=(
        "is_person", "online", "income_year_yuan", "spend_yuan", "act_late_bill", "act_praise", "act_criticism",
        "ties", *(f"score_{score}" for score in SEEN), "score_seen", "score_trend",
        *(f"belief_{b}" for b in BELIEFS),
    ),
    writes=(
        "score_seen", "score_trend", *(f"belief_{b}" for b in BELIEFS), *(f"knows_{b}" for b in BELIEFS),
        *(f"off_{b}" for b in BELIEFS),
    ),
    signals=("mean_income_yuan", *(f"true_{b}" for b in BELIEFS)),
    rows=("S1", "S4", "S10", "S11"),
    depends_on=("scoring.friends", *(f"scoring.{score}" for score in SEEN)),
    step=step,
)  # fmt: skip
