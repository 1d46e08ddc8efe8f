"""Survey: every December some people answer a direct question and a list experiment, and some first read news.

A list experiment hides each answer in a count. Half of the respondents say how many of some harmless statements are
true for them. The other half have the sensitive statement on their list too. The difference of the means is the share
of people for whom the sensitive statement is true, without revealing who they are. The survey changes nobody.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp

from ..array_types import TileBits, TileBool, TileInt, TileValue, TileWhole
from ..society.columns import APPROVES_FROM
from .mechanism import Mechanism, Stream, System, Ties, View

BITS: dict[str, tuple[int, int]] = {
    "asked": (0, 1),
    "listed_more": (1, 1),
    "arm": (2, 2),
    "count_approval": (4, 3),
    "count_fear": (7, 3),
    "approves": (10, 1),
    "fears": (11, 1),
    "says_fear": (12, 1),
    "support": (13, 4),
}
"""Where each answer stands in the column ``survey_bits``: its lowest bit, and how many it takes.

``listed_more`` is in the half whose lists hold the delicate statement; ``arm`` is 0 for people who read no news, 1 for
news of repression, 2 for balanced information; ``support`` is what they then give, from 0 to 10.
"""

ARMS: tuple[str, ...] = ("nothing", "repression", "balance")
ITEMS_MOST = 6
"""Harmless statements on the longest list: how far the compiled program counts."""


def answer(bits: TileBits, name: str) -> TileInt:
    """One answer out of the column ``survey_bits`` (int32)."""
    lowest, size = BITS[name]
    return ((bits >> jnp.uint32(lowest)) & jnp.uint32((1 << size) - 1)).astype(jnp.int32)


def _counted(p: View, stream: Stream, what: str, holds: TileBool, listed_more: TileBool) -> TileInt:
    """How many statements of a list somebody says are true: harmless ones, and the delicate one if it is on it."""
    items = jnp.broadcast_to(p.items, holds.shape).astype(jnp.uint8)
    harmless = stream.thin(f"{what}_list", items, p.item_true, most=ITEMS_MOST).astype(jnp.int32)
    honest = harmless + jnp.where(listed_more & holds, 1, 0)
    lies = stream.chance(f"{what}_lies", p.liars)
    if what == "approval":  # a count of nothing would give a critic away: a critic adds one
        return honest + jnp.where(listed_more & (honest == 0) & lies, 1, 0)
    # a count of everything would give away that one fears: who fears leaves one out
    return honest - jnp.where(listed_more & (honest > items.astype(jnp.int32)) & lies, 1, 0)


def _support(c: View, p: View, arm: TileWhole) -> TileInt:
    """Support of the system from 0 to 10 in whole points, after the news that one read."""
    # who already believes to be watched closely is told less that is new (V12: the less informed lose more)
    news = jnp.maximum(1.0 + p.news_slope * (p.news_usual - c.perceived), 0.0)
    told = c.approval * (1.0 - p.repression_drop * jnp.where(arm == 1, news, 0.0))
    told = told - p.balance_drop * jnp.where(arm == 2, news, 0.0)
    return jnp.clip(jnp.floor(told + 0.5), 0.0, 10.0).astype(jnp.int32)


def _asked(c: View, p: View, stream: Stream) -> TileBits:
    """Everybody's answers as bits."""
    reached = jnp.where(c.online > 0, 1.0, 1.0 - p.netizens_only)
    asked = c.is_person & stream.chance("asked", p.asked * reached)
    approves, fears = c.approval >= APPROVES_FROM, c.caution >= p.fears_from
    listed_more, drawn = stream.chance("listed_more", 0.5), stream.unit("arm")
    told = p.told_repression + p.told_balance
    arm = jnp.where(drawn < p.told_repression, 1, jnp.where(drawn < told, 2, 0))
    answers = {
        "asked": jnp.ones_like(arm),
        "listed_more": listed_more,
        "arm": arm,
        "count_approval": _counted(p, stream, "approval", approves, listed_more),
        "count_fear": _counted(p, stream, "fear", fears, listed_more),
        "approves": approves,
        "fears": fears,
        "says_fear": fears & stream.chance("admits", p.admits_fear),
        "support": _support(c, p, arm),
    }
    bits = jnp.zeros(arm.shape, jnp.uint32)
    for name, (lowest, _) in BITS.items():
        bits = bits | (answers[name].astype(jnp.uint32) << jnp.uint32(lowest))
    return jnp.where(asked, bits, 0)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Ask in December, and be silent in other months."""
    nobody = jnp.zeros(c.is_person.shape, jnp.uint32)
    is_december = jnp.mod(nation.month, 12.0) == 11.0
    return {"survey_bits": jax.lax.cond(is_december, lambda: _asked(c, p, stream), lambda: nobody)}


SURVEY = Mechanism(
    name="survey",
    reads=("is_person", "online", "approval", "caution", "perceived"),
    writes=("survey_bits",),
    signals=("month",),
    draws=(
        "asked", "listed_more", "arm", "approval_list", "approval_lies", "fear_list", "fear_lies", "admits",
    ),
    rows=("O1", "O2"),
    step=step,
)  # fmt: skip
