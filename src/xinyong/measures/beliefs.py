"""Beliefs: what people who live under a secret score find out about it (S1). Counted in December."""

from __future__ import annotations

import numpy as np

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.groups import CELLS, by_group
from ..counting.opinion_tables import SIGNS
from ..mechanisms.scoring.score_beliefs import OFF_STEPS
from ..vocabulary import BELIEFS
from .measure import Measure

MEANING = {
    "late": "a bill paid late",
    "spending": "a mean income spent beyond the usual by somebody wholly online",
    "words": "a post of praise (one of criticism counting against it)",
    "friends": "a rise of friends' scores by ten points",
}
"""The act that a belief is about, in the unit in which its points are counted."""


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
        f"People who know whether {MEANING[belief]} raises their score, lowers it or does neither, of those who are"
        " told a score; in December. Fewer points than `scoring.experience.felt` count as neither."
    )
    return Measure(f"belief_right_{belief}", "share", definition, "S1", "essay", "all and by group", compute)


def _erring(belief: str) -> Measure:
    def compute(now: Count) -> Values:
        table = now.table(f"off_{belief}")
        steps = by_group((table if table.size else np.zeros(CELLS)).astype(np.int64))
        return ratio(steps / OFF_STEPS, _signs(now).sum(axis=1))

    definition = (
        f"Mean distance between the points that people believe {MEANING[belief]} to add and those that it does add,"
        " over those who are told a score; in December, counted by quarter points up to 31.75."
    )
    return Measure(f"belief_error_{belief}", "points", definition, "S1", "essay", "all and by group", compute)


def _truth(belief: str) -> Measure:
    def compute(now: Count) -> float:
        secret = now.parts.get("true_weights")
        return float("nan") if secret is None else float(secret.weights[BELIEFS.index(belief)])

    definition = (
        f"What {MEANING[belief]} really adds to the score that people are told, in points, in the month in which it"
        " happens; nobody in the model knows. Undefined without `scoring.experience`."
    )
    return Measure(f"true_weight_{belief}", "points", definition, "S1", "essay", "all", compute)


RIGHT = tuple(_knowing(belief) for belief in BELIEFS)
ERRORS = tuple(_erring(belief) for belief in BELIEFS)
TRUTHS = tuple(_truth(belief) for belief in BELIEFS)
