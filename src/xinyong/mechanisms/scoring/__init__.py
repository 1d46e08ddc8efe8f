"""Scoring: scores in the order of the month. Each has its own switch and is a sum of parts.

Every score tracks how far wrong records moved it (``*_wrong``), so the score without them is known for every citizen in
every month. Consequences use it to identify wrongful sanctions.
"""

from __future__ import annotations

from ..mechanism import Mechanism
from .bureau import BUREAU
from .conformity import CONFORMITY
from .factors import FACTORS
from .firms import FIRM_SCORES
from .friends import FRIENDS
from .points import POINTS
from .score_family import ScoreFamily
from .scorecard import SCORECARD
from .unified import UNIFIED

SCORING: tuple[Mechanism, ...] = (POINTS, FACTORS, CONFORMITY, SCORECARD, BUREAU, FIRM_SCORES, FRIENDS, UNIFIED)
"""All scores, in the order of the month: the single score is made last, of the others."""

FAMILIES: dict[str, ScoreFamily] = {m.score: m for m in SCORING if isinstance(m, ScoreFamily)}
"""Scores that people are judged by, by name."""
