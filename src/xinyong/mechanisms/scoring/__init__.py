"""Scoring: scores in the order of the month. Each has its own switch and is a sum of parts.

Every score tracks how far wrong records moved it (``*_wrong``), so the score without them is known for every citizen in
every month. Consequences use it to identify wrongful sanctions.
"""

from __future__ import annotations

from collections.abc import Container

from ...array_types import TileFloat
from ...vocabulary.scores import shown_scores
from ..mechanism import Mechanism, View
from .bureau import BUREAU
from .contributions import CONFORMITY, FRIENDS
from .factors import FACTORS
from .firms import FIRM_SCORES
from .points import POINTS
from .score_family import ScoreFamily
from .scorecard import SCORECARD
from .unified import UNIFIED

SCORING: tuple[Mechanism, ...] = (POINTS, FACTORS, CONFORMITY, SCORECARD, BUREAU, FIRM_SCORES, FRIENDS, UNIFIED)
"""All scores, in the order of the month: the single score is made last, of the others."""

FAMILIES: dict[str, ScoreFamily] = {m.score: m for m in SCORING if isinstance(m, ScoreFamily)}
"""Scores that people are judged by, by name."""

SEEN: tuple[str, ...] = tuple(name for name, family in reversed(FAMILIES.items()) if family.true_weights)
"""Scores that people can see, the last of the month first: it unites the others."""


SHOWN_SCORES: tuple[str, ...] = shown_scores()
SHOWN_COLUMNS: tuple[str, ...] = tuple(f"score_{name}" for name in SHOWN_SCORES)
SHOWN_BY: tuple[str, ...] = tuple(f"scoring.{name}" for name in SHOWN_SCORES[:-1])
"""Scores that others see, their columns, and the mechanisms that decide which of them others see."""


def seen_score(on: Container[str]) -> str:
    """The score that people see, given the mechanisms that are on: the first of `SEEN`; empty if there is none."""
    return next((score for score in SEEN if f"scoring.{score}" in on), "")


def shown_score(c: View, on: Container[str]) -> TileFloat:
    """The score that others see: the first of `SHOWN_SCORES` that exists; 0 where none does."""
    name = next((name for name, by in zip(SHOWN_SCORES, SHOWN_BY, strict=False) if by in on), SHOWN_SCORES[-1])
    return c[f"score_{name}"]
