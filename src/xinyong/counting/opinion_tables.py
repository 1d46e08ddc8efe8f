"""What is counted of opinion in December: beliefs about a score, readiness to speak out, answers to a survey."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp

from ..mechanisms.survey import ARMS, BITS, answer
from ..vocabulary import BELIEFS
from .groups import CELLS

Array = Any

SIGNS = 1 << len(BELIEFS)
"""Ways in which a citizen can be right about some weights and wrong about others."""
BINS = 101
"""Bins of thresholds, one a percent of others: coarser ones would put the jump from silence to uproar elsewhere."""
COUNTS = 1 << BITS["count_approval"][1]
"""Counts that a list can have, 0 .. 7."""
ANSWERS = ("approve", "neutral", "disapprove")
SUPPORT = 11
"""Points of support, 0 .. 10."""

BY_SIGN, BY_THRESHOLD = CELLS * SIGNS, CELLS * BINS
TOLD, LISTED, BY_ARM = len(ANSWERS) * 8, 2 * COUNTS, len(ARMS) * SUPPORT


def cell(c: Any) -> Array:
    """The crossed cell of each citizen."""
    return c.cell


def signs(c: Any) -> Array:
    """Cell and right signs of each citizen (int32, 0 .. BY_SIGN - 1)."""
    return c.cell * SIGNS + sum(c[f"knows_{b}"].astype(jnp.int32) << k for k, b in enumerate(BELIEFS))


def is_told(c: Any) -> Array:
    """Who was told a score this month, and so believes something of it."""
    return c.score_seen > 0


def off(belief: str) -> Callable[[Any], Array]:
    """How far each citizen's belief lies from the truth, in steps; 0 for those who are told no score (int32)."""
    return lambda c: jnp.where(is_told(c), c[f"off_{belief}"].astype(jnp.int32), 0)


def threshold(c: Any) -> Array:
    """Cell and threshold of each citizen (int32), in percent."""
    return c.cell * BINS + c.speaks_from.astype(jnp.int32)


def is_asked(c: Any) -> Array:
    """Who is asked this month."""
    return answer(c.survey_bits, "asked") > 0


def told(c: Any) -> Array:
    """Direct answers and what is held: answer x (says that one fears, fears, approves) (int32, 0 .. TOLD - 1)."""
    which = jnp.where(c.says_approve, 0, jnp.where(c.says_disapprove, 2, 1))
    held = [answer(c.survey_bits, name) for name in ("says_fear", "fears", "approves")]
    return which * 8 + held[0] * 4 + held[1] * 2 + held[2]


def listed(what: str) -> Callable[[Any], Array]:
    """Half of the list experiment, and count (int32, 0 .. LISTED - 1); what is ``approval`` or ``fear``."""

    def place(c: Any) -> Array:
        return answer(c.survey_bits, "listed_more") * COUNTS + answer(c.survey_bits, f"count_{what}")

    return place


def support(c: Any) -> Array:
    """What one was told, and support in whole points (int32, 0 .. BY_ARM - 1)."""
    arm, points = answer(c.survey_bits, "arm"), answer(c.survey_bits, "support")
    return jnp.minimum(arm, len(ARMS) - 1) * SUPPORT + jnp.minimum(points, SUPPORT - 1)
