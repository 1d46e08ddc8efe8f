"""A measure over time: one line a world, the range over replicates as a band, figures on record as points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .axes import LABEL_SIZE, Axis, axis, own_colour, value_grid, x_at, year_axis
from .colours import INK
from .number_format import number, short
from .world_view import WorldView

NARROW: Final = 420
"""Pixels below which a chart is laid out for a telephone."""

_LINE_HEIGHT: Final = 15


def draw_lines(
    courses: Sequence[tuple[WorldView, pd.DataFrame]],
    points: pd.DataFrame,
    *,
    unit: str,
    from_zero: bool,
    width: int,
) -> Any:
    """Lines of one measure.

    Parameters
    ----------
    courses
        Each world with its `WorldView.monthly` frame, not empty.
    points
        Figures on record: ``year``, ``value``; may be empty.
    unit
        Of the measure.
    from_zero
        Whether zero must be on the axis.
    width
        Of the whole picture, in pixels.
    """
    is_narrow = width < NARROW
    values = _axis(courses, points, unit=unit, from_zero=from_zero)
    left, right = values.margin, _label_margin(courses, unit, is_narrow=is_narrow)
    plot, height = width - left - right, 190 if is_narrow else round(width * 0.5)
    first = min(float(frame["year"].iloc[0]) for _, frame in courses)
    last = max(float(frame["year"].iloc[-1]) for _, frame in courses)
    x = alt.Scale(domain=[first, max(last, first + 1 / 12)], nice=False, zero=False)
    y = alt.Scale(domain=values.domain, nice=False, zero=False)
    layers: list[Any] = [
        *value_grid(values, y),
        *year_axis(first, last, width=plot, height=height, scale=x),
        *(_band(side, frame, x, y) for side, frame in courses if frame["replicates"].max() > 1),
        *(_line(side, frame, x, y) for side, frame in courses),
        *_points(points, x, y),
        *_end_labels(courses, values, plot, height, y, is_narrow=is_narrow),
    ]
    return alt.layer(
        *layers,
        width=plot,
        height=height,
        padding={"left": left, "right": right, "top": 10, "bottom": 26},
        autosize=alt.AutoSizeParams(type="none"),
    )


def spread(wanted: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """Positions as near as may be to the wanted ones, `apart` from each other, within [low, high].

    Parameters
    ----------
    wanted
        Pixels, in any order; the result keeps that order.
    apart
        Smallest distance, in pixels.
    low, high
        Where labels may stand.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    floor = low
    for i in order:
        placed[i] = max(floor, wanted[i])
        floor = placed[i] + apart
    ceiling = high
    for i in reversed(order):
        placed[i] = min(ceiling, placed[i])
        ceiling = placed[i] - apart
    if len(wanted) == 2 and abs(wanted[0] - wanted[1]) < apart:
        middle = min(max(sum(wanted) / 2, low + apart / 2), high - apart / 2)
        placed[order[0]], placed[order[1]] = middle - apart / 2, middle + apart / 2
    return placed


def _axis(
    courses: Sequence[tuple[WorldView, pd.DataFrame]], points: pd.DataFrame, *, unit: str, from_zero: bool
) -> Axis:
    lows = [float(frame["low"].min()) for _, frame in courses]
    highs = [float(frame["high"].max()) for _, frame in courses]
    if len(points):
        lows.append(float(points["value"].min()))
        highs.append(float(points["value"].max()))
    return axis(min(lows), max(highs), unit=unit, from_zero=from_zero)


def _band(side: WorldView, frame: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> Any:
    return (
        alt.Chart(frame[["year", "low", "high"]])
        .mark_area(color=side.look.colour, opacity=0.18, line=False)
        .encode(x=alt.X("year:Q", scale=x), y=alt.Y("low:Q", scale=y), y2=alt.Y2("high:Q"))
    )


def _line(side: WorldView, frame: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> Any:
    stroke: dict[str, Any] = {"strokeDash": list(side.look.dash)} if side.look.dash else {}
    return (
        alt.Chart(frame[["year", "value"]])
        .mark_line(color=side.look.colour, strokeWidth=2.4, strokeJoin="round", **stroke)
        .encode(x=alt.X("year:Q", scale=x), y=alt.Y("value:Q", scale=y))
    )


def _points(points: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> list[Any]:
    if points.empty:
        return []
    marks = alt.Chart(points[["year", "value"]]).mark_point(
        shape="diamond", filled=True, color=INK, size=76, opacity=1, stroke="white", strokeWidth=1
    )
    return [marks.encode(x=alt.X("year:Q", scale=x), y=alt.Y("value:Q", scale=y))]


def _words(side: WorldView, frame: pd.DataFrame, unit: str, *, is_narrow: bool) -> list[str]:
    value = number(float(frame["value"].iloc[-1]), unit)
    if not side.letter:
        return [value]
    return [side.letter, value] if is_narrow else [short(side.called, 16), value]


def _label_margin(courses: Sequence[tuple[WorldView, pd.DataFrame]], unit: str, *, is_narrow: bool) -> int:
    words = [word for side, frame in courses for word in _words(side, frame, unit, is_narrow=is_narrow)]
    return round(max(len(word) for word in words) * 7.2) + 14


def _end_labels(
    courses: Sequence[tuple[WorldView, pd.DataFrame]],
    values: Axis,
    plot: int,
    height: int,
    y: alt.Scale,
    *,
    is_narrow: bool,
) -> list[Any]:
    low, high = values.domain
    wanted = [height * (high - float(frame["value"].iloc[-1])) / (high - low) for _, frame in courses]
    lines = 2 if courses[0][0].letter else 1
    half = lines * _LINE_HEIGHT / 2
    placed = spread(wanted, apart=lines * _LINE_HEIGHT + 3, low=half - 6, high=height - half + 6)
    rows = [
        {"word": word, "top": high - (middle + (k - (lines - 1) / 2) * _LINE_HEIGHT) * (high - low) / height,
         "is_value": k == lines - 1, "colour": side.look.text_colour}
        for (side, frame), middle in zip(courses, placed, strict=True)
        for k, word in enumerate(_words(side, frame, values.unit, is_narrow=is_narrow))
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return [_label_layer(part, plot + 8, y, is_value=bool(is_value)) for is_value, part in table.groupby("is_value")]


def _label_layer(rows: pd.DataFrame, left: float, y: alt.Scale, *, is_value: bool) -> Any:
    style: dict[str, Any] = {"fontSize": LABEL_SIZE + 1, "fontWeight": "bold"} if is_value else {"fontSize": LABEL_SIZE}
    return (
        alt.Chart(rows[["word", "top", "colour"]])
        .mark_text(align="left", baseline="middle", **style)
        .encode(x=x_at(left), y=alt.Y("top:Q", scale=y), text=alt.Text("word:N"), color=own_colour())
    )
