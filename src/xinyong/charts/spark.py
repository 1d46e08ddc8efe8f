"""A line as small as a word, for a row of a table: both worlds on one scale, without axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .axes import own_colour
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
    rows = [_rows(side, frame) for side, frame in courses]
    return (
        alt.Chart(pd.concat(rows, ignore_index=True))
        .mark_line(strokeWidth=1.6)
        .encode(
            x=alt.X("year:Q", scale=x, axis=None),
            y=alt.Y("value:Q", scale=y, axis=None),
            color=own_colour(),
            strokeDash=alt.StrokeDash(
                "world:N",
                legend=None,
                scale=alt.Scale(
                    domain=[side.called for side, _ in courses], range=[_dash(side) for side, _ in courses]
                ),
            ),
        )
        .properties(width=WIDTH - 8, height=HEIGHT - 8, padding=4, autosize=alt.AutoSizeParams(type="none"))
    )


def _dash(side: Side) -> list[int]:
    return [4, 2] if side.dash else [1, 0]


def _rows(side: Side, frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame[["year", "value"]].iloc[:: max(1, len(frame) // 48)]
    return kept.assign(world=side.called, colour=side.colour)
