"""A line as small as a word, for a row of a table: both worlds on one scale, without axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .sides import Side

WIDTH: Final = 120
HEIGHT: Final = 30


def draw_spark(courses: Sequence[tuple[Side, pd.DataFrame]]) -> Any:
    """Small lines of one measure.

    Parameters
    ----------
    courses
        Each world with its `Side.monthly` frame, not empty.
    """
    low = min(float(frame["value"].min()) for _, frame in courses)
    high = max(float(frame["value"].max()) for _, frame in courses)
    middle = (low + high) / 2
    reach = max((high - low) / 2, 1e-9, abs(middle) * 1e-3)
    y = alt.Scale(domain=[middle - reach, middle + reach], nice=False, zero=False)
    first = min(float(frame["year"].iloc[0]) for _, frame in courses)
    last = max(float(frame["year"].iloc[-1]) for _, frame in courses)
    x = alt.Scale(domain=[first, max(last, first + 1 / 12)], nice=False, zero=False)
    layers = [_line(side, frame, x, y) for side, frame in courses]
    return alt.layer(
        *layers,
        width=WIDTH - 8,
        height=HEIGHT - 8,
        padding=4,
        autosize=alt.AutoSizeParams(type="none"),
    )


def _line(side: Side, frame: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> Any:
    dash: dict[str, Any] = {"strokeDash": [4, 2]} if side.dash else {}
    kept = frame[["year", "value"]].iloc[:: max(1, len(frame) // 48)]
    return (
        alt.Chart(kept)
        .mark_line(color=side.colour, strokeWidth=1.6, **dash)
        .encode(x=alt.X("year:Q", scale=x, axis=None), y=alt.Y("value:Q", scale=y, axis=None))
    )
