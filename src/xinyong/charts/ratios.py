"""Simulated over documented, figure by figure, on one axis of ratios: how near the model comes to the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .amounts import times
from .axes import LABEL_SIZE
from .colours import GRID, INK, MUTED
from .record import CLOSE, WITHIN
from .sides import Side

REACH: Final = 8.0
"""Ratios beyond this factor are drawn at the edge, as arrows."""

_ROW: Final = 18
_TICKS: Final = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_WORDS: Final = ("⅛", "¼", "half", "equal", "twice", "4 ×", "8 ×")


def draw_ratios(table: pd.DataFrame, worlds: Sequence[Side], *, width: int) -> Any:
    """A dot a figure on a logarithmic axis, rows in the order of the table.

    Parameters
    ----------
    table
        Comparable rows of `record.beside`, not empty.
    worlds
        Those that occur in the table.
    width
        Of the whole picture, in pixels.
    """
    rows, heads = _rows(table, worlds)
    height = int(rows["place"].max() + _ROW)
    left, right = 74, 54
    x = alt.Scale(type="log", domain=[1 / REACH, REACH], nice=False)
    layers: list[Any] = [
        _span(1 / WITHIN, WITHIN, x, height, "#f0f1f4"),
        _span(1 / (1 + CLOSE), 1 + CLOSE, x, height, "#dde1e8"),
        *_ticks(x, height),
        *_words_of(rows, heads),
        *(_dots(rows[rows["world"] == side.called], side, x) for side in worlds),
        _values(rows, width - left - right),
    ]
    return alt.layer(
        *layers,
        width=width - left - right,
        height=height,
        padding={"left": left, "right": right, "top": 24, "bottom": 6},
        autosize=alt.AutoSizeParams(type="none"),
    )


def _rows(table: pd.DataFrame, worlds: Sequence[Side]) -> tuple[pd.DataFrame, pd.DataFrame]:
    parts, heads, place = [], [], 4.0
    for words, part in table.groupby("name", sort=False):
        heads.append({"place": place, "words": words})
        places = [place + _ROW * (k + 1) for k in range(len(part))]
        parts.append(part.assign(place=places))
        place = places[-1] + _ROW + 8
    rows = pd.concat(parts)
    drawn = rows["ratio"].clip(1 / REACH, REACH)
    letters = {side.called: f" {side.letter}" if len(worlds) > 1 else "" for side in worlds}
    shapes = {side.called: side.shape for side in worlds}
    rows = rows.assign(
        drawn=drawn,
        shape=[_shape(*row, shapes) for row in zip(rows["ratio"], rows["world"], strict=True)],
        date=[f"{month:%Y-%m}{letters[world]}" for month, world in zip(rows["month"], rows["world"], strict=True)],
        value=[times(ratio) for ratio in rows["ratio"]],
    )
    return rows, pd.DataFrame(heads)


def _shape(ratio: float, world: str, shapes: dict[str, str]) -> str:
    if ratio > REACH:
        return "triangle-right"
    return "triangle-left" if ratio < 1 / REACH else shapes[world]


def _y() -> alt.Y:
    return alt.Y("place:Q", scale=None, axis=None)


def _span(low: float, high: float, x: alt.Scale, height: int, colour: str) -> Any:
    return (
        alt.Chart(pd.DataFrame({"low": [low], "high": [high]}))
        .mark_rect(color=colour)
        .encode(x=alt.X("low:Q", scale=x), x2=alt.X2("high:Q"), y=alt.YValue(-4), y2=alt.Y2Value(height))
    )


def _ticks(x: alt.Scale, height: int) -> list[Any]:
    data = pd.DataFrame({"tick": _TICKS, "word": _WORDS})
    at, top, bottom = alt.X("tick:Q", scale=x), alt.YValue(-4), alt.Y2Value(height)
    lines = alt.Chart(data).mark_rule(color=GRID).encode(x=at, y=top, y2=bottom)
    equal = alt.Chart(data[data["tick"] == 1]).mark_rule(color=INK).encode(x=at, y=top, y2=bottom)
    words = alt.Chart(data).mark_text(baseline="bottom", fontSize=LABEL_SIZE, color=MUTED)
    return [lines, equal, words.encode(x=at, y=alt.YValue(-8), text=alt.Text("word:N"))]


def _words_of(rows: pd.DataFrame, heads: pd.DataFrame) -> list[Any]:
    style: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": LABEL_SIZE}
    dates = alt.Chart(rows[["place", "date"]]).mark_text(**style, color=MUTED)
    names = alt.Chart(heads).mark_text(**style, color=INK, fontWeight="bold")
    return [
        dates.encode(x=alt.XValue(-66), y=_y(), text=alt.Text("date:N")),
        names.encode(x=alt.XValue(-74), y=_y(), text=alt.Text("words:N")),
    ]


def _dots(part: pd.DataFrame, side: Side, x: alt.Scale) -> Any:
    return (
        alt.Chart(part[["drawn", "place", "shape"]])
        .mark_point(filled=True, color=side.colour, size=64, opacity=1)
        .encode(x=alt.X("drawn:Q", scale=x), y=_y(), shape=alt.Shape("shape:N", scale=None))
    )


def _values(rows: pd.DataFrame, plot: int) -> Any:
    return (
        alt.Chart(rows[["place", "value"]])
        .mark_text(align="left", baseline="middle", fontSize=LABEL_SIZE, color=INK)
        .encode(x=alt.XValue(plot + 8), y=_y(), text=alt.Text("value:N"))
    )
