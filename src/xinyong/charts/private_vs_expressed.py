"""What people hold in private and what they say to a survey: the gap between the two, world beside world."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .axes import LABEL_SIZE, Axis, axis, value_grid, x_at, y_at, year_axis
from .number_format import number, short
from .time_lines import NARROW, spread
from .world_view import WorldView

HELD: Final = "held"
SAID: Final = "said"
"""Names of the two voices in a frame."""
MOST_ACROSS: Final = 3
"""Panels beside each other; further ones stand below."""


def gap(side: WorldView, held: str, said: str) -> pd.DataFrame:
    """Both voices of one world by month: ``month``, ``year``, ``held``, ``said`` (means over replicates)."""
    columns = ["month", "year", "value"]
    private = side.monthly(held)[columns].rename(columns={"value": HELD})
    aloud = side.monthly(said)[columns].rename(columns={"value": SAID})
    return private.merge(aloud, on=["month", "year"])


def draw_voices(courses: Sequence[tuple[WorldView, pd.DataFrame]], *, unit: str, width: int) -> Any:
    """One panel a world, on the same axes: thin line held, thick line said, the gap between them filled.

    Parameters
    ----------
    courses
        Each world with its `gap` frame, not empty.
    unit
        Of both measures.
    width
        Of the whole picture, in pixels; on a narrow one the panels stand below each other.
    """
    lows = [float(frame[[HELD, SAID]].min().min()) for _, frame in courses]
    highs = [float(frame[[HELD, SAID]].max().max()) for _, frame in courses]
    values = axis(min(lows), max(highs), unit=unit, from_zero=True)
    is_narrow = width < NARROW
    across = 1 if is_narrow else min(len(courses), MOST_ACROSS)
    panels = [_panel(side, frame, values, width // across, is_narrow=is_narrow) for side, frame in courses]
    if len(panels) == 1:
        return panels[0]
    return alt.concat(*panels, columns=across, spacing={"row": 18, "column": 16})


def _panel(side: WorldView, frame: pd.DataFrame, values: Axis, width: int, *, is_narrow: bool) -> Any:
    plot, height = width - values.margin - 88, 150 if is_narrow else 230
    first, last = float(frame["year"].iloc[0]), float(frame["year"].iloc[-1])
    x = alt.Scale(domain=[first, max(last, first + 1 / 12)], nice=False, zero=False)
    y = alt.Scale(domain=values.domain, nice=False, zero=False)
    base = alt.Chart(frame[["year", HELD, SAID]])
    across, held, said = alt.X("year:Q", scale=x), alt.Y(f"{HELD}:Q", scale=y), alt.Y(f"{SAID}:Q", scale=y)
    dash: dict[str, Any] = {"strokeDash": list(side.look.dash)} if side.look.dash else {}
    layers: list[Any] = [
        *value_grid(values, y),
        *year_axis(first, last, width=plot, height=height, scale=x),
        base.mark_area(color=side.look.colour, opacity=0.18).encode(x=across, y=held, y2=alt.Y2(f"{SAID}:Q")),
        base.mark_line(color=side.look.colour, strokeWidth=1.3).encode(x=across, y=held),
        base.mark_line(color=side.look.colour, strokeWidth=3, **dash).encode(x=across, y=said),
        *_labels(side, frame, values, plot, height),
    ]
    if side.letter:
        layers.append(_word(short(side.called, 30), side.look.text_colour, left=0, top=-14, is_bold=True))
    return alt.layer(*layers, width=plot, height=height)


def _labels(side: WorldView, frame: pd.DataFrame, values: Axis, plot: int, height: int) -> list[Any]:
    low, high = values.domain
    wanted = [height * (high - float(frame[voice].iloc[-1])) / (high - low) for voice in (HELD, SAID)]
    placed = spread(wanted, apart=15, low=4, high=height - 4)
    return [
        _word(f"{voice} {number(float(frame[voice].iloc[-1]), values.unit)}", side.look.text_colour,
              left=plot + 8, top=top, is_bold=voice == SAID)
        for voice, top in zip((HELD, SAID), placed, strict=True)
    ]  # fmt: skip


def _word(word: str, colour: str, *, left: float, top: float, is_bold: bool) -> Any:
    return (
        alt.Chart(pd.DataFrame({"word": [word]}))
        .mark_text(
            align="left", baseline="middle", fontSize=LABEL_SIZE, color=colour,
            fontWeight="bold" if is_bold else "normal",
        )
        .encode(x=x_at(left), y=y_at(top), text=alt.Text("word:N"))
    )  # fmt: skip
