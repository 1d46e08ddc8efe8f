"""Explains why a citizen has a score, part by part, to the last bit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..errors import BadRequest, nearest
from ..society.columns import COLUMNS
from ..vocabulary.scores import ALL_SCORES, parts_of

ROUNDING = "rounding"
"""Name of the last row of an explanation."""


def explain(citizen: Mapping[str, Any], score: str) -> pd.DataFrame:
    """The parts of a citizen's score in a month.

    Parameters
    ----------
    citizen
        The citizen's columns by name, of one month: a row of a cohort will do.
    score
        A name of `vocabulary.scores.ALL_SCORES`.

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
    if score not in ALL_SCORES:
        raise BadRequest("score", received=score, accepted="the name of a score", remedy=nearest(score, ALL_SCORES))
    names, whole = parts_of(score), f"score_{score}"
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
