"""Beliefs: what people who live under a secret score find out about it (S1). Counted in December."""

from __future__ import annotations

import numpy as np

from ..mechanisms.scoring.experience import OFF_STEPS
from ..society.columns import BELIEFS
from .count import Count, Values
from .groups import CELLS, by_group
from .measure import Measure
from .opinion_tables import SIGNS
from .spread import ratio

MEANING = {
    "late": "a bill paid late",
    "spending": "spending beyond the usual, online",
    "words": "posts that praise or criticise",
    "friends": "what friends' scores do",
}


def _right(count: Count, belief: str) -> Values:
    """People of each group whose belief has the right sign."""
    by_sign = _signs(count)
    is_right = (np.arange(SIGNS) >> BELIEFS.index(belief)) & 1 == 1
    return np.asarray(by_sign[:, is_right].sum(axis=1))


def _signs(count: Count) -> Values:
    table = count.table("beliefs")
    counted = table.reshape(CELLS, SIGNS) if table.size else np.zeros((CELLS, SIGNS))
    return by_group(counted.astype(np.int64)).astype(np.float64)


def _knowing(belief: str) -> Measure:
    def compute(now: Count) -> Values:
        return ratio(_right(now, belief), _signs(now).sum(axis=1))

    definition = (
        f"People whose belief about {MEANING[belief]} has the sign of its true weight in their score, of those who are"
        " told a score; in December. A belief or a weight below `scoring.experience.felt` counts as none."
    )
    return Measure(f"belief_right_{belief}", "share", definition, "S1", "essay", "all and by group", compute)


def _erring(belief: str) -> Measure:
    def compute(now: Count) -> Values:
        table = now.table(f"off_{belief}")
        steps = by_group((table if table.size else np.zeros(CELLS)).astype(np.int64))
        return ratio(steps / OFF_STEPS, _signs(now).sum(axis=1))

    definition = (
        f"Mean distance of the belief about {MEANING[belief]} from its true weight, over those who are told a score; in"
        " December, in quarter points up to 31.75."
    )
    return Measure(f"belief_error_{belief}", "points", definition, "S1", "essay", "all and by group", compute)


def _truth(belief: str) -> Measure:
    def compute(now: Count) -> float:
        secret = now.parts.get("secret")
        return float("nan") if secret is None else float(secret.weights[BELIEFS.index(belief)])

    definition = (
        f"What {MEANING[belief]} really adds to a score in the month, known to nobody in it: points for a late bill, a"
        " mean income more spent wholly online, a post of praise, or ten points that friends gain."
    )
    return Measure(f"true_weight_{belief}", "points", definition, "S1", "essay", "all", compute)


RIGHT = tuple(_knowing(belief) for belief in BELIEFS)
ERRORS = tuple(_erring(belief) for belief in BELIEFS)
TRUTHS = tuple(_truth(belief) for belief in BELIEFS)
