"""Explain: why a citizen has the score that they have, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..errors import BadRequest, nearest
from ..society.columns import COLUMNS

PARTS: dict[str, tuple[str, ...]] = {
    "points": ("start", "finance", "civility", "law", "merit", "bounds"),
    "factors": ("start", "history", "capacity", "behaviour", "identity", "connections"),
    "conformity": ("expression", "consumption"),
    "scorecard": ("start", "payment", "burden", "income", "file", "traces", "slips", "court", "bounds"),
    "bureau": ("start", "payment", "owed", "length", "new"),
    "unified": ("start", "finance", "conduct", "conformity", "friends", "court", "bounds"),
}
"""Parts of each score that has some. What wrong records did is an account, and in the parts already."""

SCORES: tuple[str, ...] = tuple(name.removeprefix("score_") for name in COLUMNS if name.startswith("score_"))
"""Every score by name."""


def parts(score: str) -> tuple[str, ...]:
    """The columns that sum to a score: itself, if it has no parts."""
    return tuple(f"{score}_{part}" for part in PARTS[score]) if score in PARTS else (f"score_{score}",)


def explain(citizen: Mapping[str, Any], score: str) -> pd.DataFrame:
    """The parts of a citizen's score in a month.

    Parameters
    ----------
    citizen
        The citizen's columns by name, of one month: a row of a cohort will do.
    score
        A name of `SCORES`.

    Returns
    -------
    A frame with a row a part: ``part`` (its column), ``points`` (float32) and ``meaning``. The points sum to the score,
    up to rounding in single precision.

    Raises
    ------
    BadRequest
        If there is no such score, or the citizen's columns lack it.
    """
    if score not in SCORES:
        raise BadRequest("score", received=score, accepted="the name of a score", remedy=nearest(score, SCORES))
    names = parts(score)
    if missing := [name for name in names if name not in citizen]:
        raise BadRequest(
            "citizen",
            received=f"columns without {missing[0]}",
            accepted=f"columns that hold all parts of the score {score}",
            remedy="Hand in a row of a run's cohort.",
        )
    points = np.array([citizen[name] for name in names], np.float32)
    return pd.DataFrame({"part": names, "points": points, "meaning": [COLUMNS[name].meaning for name in names]})
