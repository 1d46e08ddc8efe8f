"""Simulated over documented, figure by figure, on one axis: how near the model comes to the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .axes import LABEL_SIZE, x_at, y2_at, y_at
from .colours import GRID, INK, MUTED
from .number_format import times
from .record_ratio import CLOSE, WITHIN
from .time_lines import NARROW
from .world_view import WorldView

REACH: Final = 8.0
"""Ratios beyond this factor are drawn at the edge, as arrows."""

_ROW: Final = 18
_TICKS: Final = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_WORDS: Final = ("⅛", "¼", "half", "equal", "twice", "4 ×", "8 ×")
_SHORT_WORDS: Final = ("⅛", "¼", "½", "1", "2", "4", "8")


def draw_ratios(table: pd.DataFrame, worlds: Sequence[WorldView], *, width: int) -> Any:
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
    is_narrow = width < NARROW
    rows, names = _rows(table, worlds, has_own_line=is_narrow)
    height = int(rows["place"].max() + _ROW)
    left, right = 74 if is_narrow else 262, 54
    x = alt.Scale(type="log", domain=[1 / REACH, REACH], nice=False)
    layers: list[Any] = [
        _span(1 / WITHIN, WITHIN, x, height, "#f0f1f4"),
        _span(1 / (1 + CLOSE), 1 + CLOSE, x, height, "#dde1e8"),
        *_ticks(x, height, _SHORT_WORDS if is_narrow else _WORDS),
        *_words_of(rows, names, left),
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


def _rows(table: pd.DataFrame, worlds: Sequence[WorldView], *, has_own_line: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    parts, names, place = [], [], 6.0
    for words, part in table.groupby("name", sort=False):
        names.append({"place": place, "words": words})
        first = place + _ROW * has_own_line
        parts.append(part.assign(place=[first + _ROW * k for k in range(len(part))]))
        place = first + _ROW * len(part) + 7
    rows = pd.concat(parts)
    drawn = rows["ratio"].clip(1 / REACH, REACH)
    letters = {side.called: f" {side.letter}" if len(worlds) > 1 else "" for side in worlds}
    shapes = {side.called: side.look.shape for side in worlds}
    rows = rows.assign(
        drawn=drawn,
        shape=[_shape(*row, shapes) for row in zip(rows["ratio"], rows["world"], strict=True)],
        date=[f"{month:%Y-%m}{letters[world]}" for month, world in zip(rows["month"], rows["world"], strict=True)],
        value=[times(ratio) for ratio in rows["ratio"]],
    )
    return rows, pd.DataFrame(names)


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
        .encode(x=alt.X("low:Q", scale=x), x2=alt.X2("high:Q"), y=y_at(-4), y2=y2_at(height))
    )


def _ticks(x: alt.Scale, height: int, words_of_ticks: Sequence[str]) -> list[Any]:
    data = pd.DataFrame({"tick": _TICKS, "word": list(words_of_ticks)})
    at, top, bottom = alt.X("tick:Q", scale=x), y_at(-4), y2_at(height)
    lines = alt.Chart(data).mark_rule(color=GRID).encode(x=at, y=top, y2=bottom)
    equal = alt.Chart(data[data["tick"] == 1]).mark_rule(color=INK).encode(x=at, y=top, y2=bottom)
    words = alt.Chart(data).mark_text(baseline="bottom", fontSize=LABEL_SIZE, color=MUTED)
    return [lines, equal, words.encode(x=at, y=y_at(-8), text=alt.Text("word:N"))]


def _words_of(rows: pd.DataFrame, names: pd.DataFrame, left: int) -> list[Any]:
    style: dict[str, Any] = {"baseline": "middle", "fontSize": LABEL_SIZE}
    dates = alt.Chart(rows[["place", "date"]]).mark_text(**style, align="right", color=MUTED)
    heads = alt.Chart(names).mark_text(**style, align="left", color=INK, fontWeight="bold")
    return [
        dates.encode(x=x_at(-10), y=_y(), text=alt.Text("date:N")),
        heads.encode(x=x_at(-left), y=_y(), text=alt.Text("words:N")),
    ]


def _dots(part: pd.DataFrame, side: WorldView, x: alt.Scale) -> Any:
    return (
        alt.Chart(part[["drawn", "place", "shape"]])
        .mark_point(filled=True, color=side.look.colour, size=64, opacity=1)
        .encode(x=alt.X("drawn:Q", scale=x), y=_y(), shape=alt.Shape("shape:N", scale=None))
    )


def _values(rows: pd.DataFrame, plot: int) -> Any:
    return (
        alt.Chart(rows[["place", "value"]])
        .mark_text(align="left", baseline="middle", fontSize=LABEL_SIZE, color=INK)
        .encode(x=x_at(plot + 8), y=_y(), text=alt.Text("value:N"))
    )
