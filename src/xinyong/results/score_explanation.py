"""Explain: why a citizen has the score that they have, part by part, to the last bit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..errors import BadRequest, nearest
from ..society.columns import COLUMNS

PARTS: dict[str, tuple[str, ...]] = {
    "points": ("start", "finance", "civility", "law", "merit", "bounds"),
    "factors": ("start", "history", "capacity", "behaviour", "identity", "connections"),
    "conformity": ("expression", "consumption"),
    "scorecard": ("start", "payment", "burden", "income", "file", "traces", "slips", "court", "bounds"),
    "bureau": ("start", "payment", "owed", "length", "new"),
    "firms": ("start", "credit", "politics", "rest"),
    "friends": ("scores", "listed", "bounds"),
    "unified": ("start", "finance", "conduct", "conformity", "friends", "court", "bounds"),
}
"""Parts of each score. What wrong records did is an account, and in the parts already."""

ROUNDING = "rounding"
"""The last row of an explanation."""

SCORES: tuple[str, ...] = tuple(PARTS)
"""Every score by name."""


def parts(score: str) -> tuple[str, ...]:
    """The columns that sum to a score."""
    return tuple(f"{score}_{part}" for part in PARTS[score])


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
    A frame with a row a part: ``part`` (its column), ``points`` (float64) and ``meaning``. The last row, ``rounding``,
    is what single precision left over when the parts were added, less than a thousandth of a point: with it the points
    sum to the score exactly.

    Raises
    ------
    BadRequest
        If there is no such score, or the citizen's columns lack it.
    """
    if score not in SCORES:
        raise BadRequest("score", received=score, accepted="the name of a score", remedy=nearest(score, SCORES))
    names, whole = parts(score), f"score_{score}"
    if missing := [name for name in (*names, whole) if name not in citizen]:
        raise BadRequest(
            "citizen",
            received=f"columns without {missing[0]}",
            accepted=f"columns that hold all parts of the score {score}",
            remedy="Hand in a row of a run's cohort.",
        )
    points = [float(citizen[name]) for name in names]
    left = math.fsum([float(citizen[whole]), *(-part for part in points)])
    meanings = [*(COLUMNS[name].meaning for name in names), "what single precision left over in adding the parts"]
    return pd.DataFrame({"part": [*names, ROUNDING], "points": [*points, left], "meaning": meanings})
