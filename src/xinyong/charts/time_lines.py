"""Charts over time: one measure with a line for each world, and private against expressed opinion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from .axes import LABEL_SIZE, Axis, axis, framed, own_colour, value_grid, words_layer, x_at, y_at, year_axis
from .colours import INK
from .number_format import number, short
from .world_view import WorldView

NARROW: Final = 420
"""Width in pixels below which a chart has the layout for a phone."""

_LINE_HEIGHT: Final = 15


def draw_lines(
    series: Sequence[tuple[WorldView, pd.DataFrame]], points: pd.DataFrame, *, unit: str, from_zero: bool, width: int
) -> Any:
    """Lines of one measure, with the range over replicates as a band and published figures as points.

    Parameters
    ----------
    series
        Each world with its `WorldView.monthly` frame, not empty.
    points
        Published figures: ``year``, ``value``; may be empty.
    unit
        Of the measure.
    from_zero
        Whether the axis must include zero.
    width
        Width of the whole picture, in pixels.
    """
    is_narrow = width < NARROW
    values = _axis(series, points, unit=unit, from_zero=from_zero)
    left, right = values.margin, _label_margin(series, unit, is_narrow=is_narrow)
    plot, height = width - left - right, 190 if is_narrow else round(width * 0.5)
    first = min(float(frame["year"].iloc[0]) for _, frame in series)
    last = max(float(frame["year"].iloc[-1]) for _, frame in series)
    x = alt.Scale(domain=[first, max(last, first + 1 / 12)], nice=False, zero=False)
    y = alt.Scale(domain=values.domain, nice=False, zero=False)
    layers: list[Any] = [
        *value_grid(values, y),
        *year_axis(first, last, width=plot, height=height, scale=x),
        *(_band(world, frame, x, y) for world, frame in series if frame["replicates"].max() > 1),
        *(_line(world, frame, x, y) for world, frame in series),
        *_points(points, x, y),
        *_end_labels(series, values, plot, height, y, is_narrow=is_narrow),
    ]
    return framed(layers, width=plot, height=height, left=left, right=right, top=10, bottom=26)


def spread(wanted: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """Positions of labels: close to the wanted ones, at least `apart` from each other, within [low, high].

    Parameters
    ----------
    wanted
        Pixels, in any order; the result keeps that order.
    apart
        Smallest distance, in pixels.
    low, high
        Range for labels, in pixels.
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
    series: Sequence[tuple[WorldView, pd.DataFrame]], points: pd.DataFrame, *, unit: str, from_zero: bool
) -> Axis:
    lows = [float(frame["low"].min()) for _, frame in series]
    highs = [float(frame["high"].max()) for _, frame in series]
    if len(points):
        lows.append(float(points["value"].min()))
        highs.append(float(points["value"].max()))
    return axis(min(lows), max(highs), unit=unit, from_zero=from_zero)


def _band(world: WorldView, frame: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> Any:
    return (
        alt.Chart(frame[["year", "low", "high"]])
        .mark_area(color=world.look.colour, opacity=0.18, line=False)
        .encode(x=alt.X("year:Q", scale=x), y=alt.Y("low:Q", scale=y), y2=alt.Y2("high:Q"))
    )


def _line(world: WorldView, frame: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> Any:
    stroke: dict[str, Any] = {"strokeDash": list(world.look.dash)} if world.look.dash else {}
    return (
        alt.Chart(frame[["year", "value"]])
        .mark_line(color=world.look.colour, strokeWidth=2.4, strokeJoin="round", **stroke)
        .encode(x=alt.X("year:Q", scale=x), y=alt.Y("value:Q", scale=y))
    )


def _points(points: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> list[Any]:
    if points.empty:
        return []
    marks = alt.Chart(points[["year", "value"]]).mark_point(
        shape="diamond", filled=True, color=INK, size=76, opacity=1, stroke="white", strokeWidth=1
    )
    return [marks.encode(x=alt.X("year:Q", scale=x), y=alt.Y("value:Q", scale=y))]


def _words(world: WorldView, frame: pd.DataFrame, unit: str, *, is_narrow: bool) -> list[str]:
    value = number(float(frame["value"].iloc[-1]), unit)
    if not world.letter:
        return [value]
    return [world.letter, value] if is_narrow else [short(world.called, 16), value]


def _label_margin(series: Sequence[tuple[WorldView, pd.DataFrame]], unit: str, *, is_narrow: bool) -> int:
    words = [word for world, frame in series for word in _words(world, frame, unit, is_narrow=is_narrow)]
    return round(max(len(word) for word in words) * 7.2) + 14


def _end_labels(
    series: Sequence[tuple[WorldView, pd.DataFrame]],
    values: Axis,
    plot: int,
    height: int,
    y: alt.Scale,
    *,
    is_narrow: bool,
) -> list[Any]:
    low, high = values.domain
    wanted = [height * (high - float(frame["value"].iloc[-1])) / (high - low) for _, frame in series]
    lines = 2 if series[0][0].letter else 1
    half = lines * _LINE_HEIGHT / 2
    placed = spread(wanted, apart=lines * _LINE_HEIGHT + 3, low=half - 6, high=height - half + 6)
    rows = [
        {"word": word, "top": high - (middle + (k - (lines - 1) / 2) * _LINE_HEIGHT) * (high - low) / height,
         "is_value": k == lines - 1, "colour": world.look.text_colour}
        for (world, frame), middle in zip(series, placed, strict=True)
        for k, word in enumerate(_words(world, frame, values.unit, is_narrow=is_narrow))
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return [_label_layer(part, plot + 8, y, is_value=bool(is_value)) for is_value, part in table.groupby("is_value")]


def _label_layer(rows: pd.DataFrame, left: float, y: alt.Scale, *, is_value: bool) -> Any:
    style: dict[str, Any] = {"fontSize": LABEL_SIZE + 1, "fontWeight": "bold"} if is_value else {}
    at = {"x": x_at(left), "y": alt.Y("top:Q", scale=y)}
    return words_layer(rows[["word", "top", "colour"]], "word", **at, align="left", **style).encode(color=own_colour())


PRIVATE: Final = "private"
EXPRESSED: Final = "expressed"
"""Columns of private and expressed opinion in a frame."""
MOST_ACROSS: Final = 3
"""Panels in one row; further panels are below."""
_OPINION_LABEL: Final = 112
"""Pixels beside a panel for the labels of its lines."""


def opinions(world: WorldView, private: str, expressed: str) -> pd.DataFrame:
    """Private and expressed opinion of one world by month, with ``month`` and ``year`` (means over replicates)."""
    columns = ["month", "year", "value"]
    held = world.monthly(private)[columns].rename(columns={"value": PRIVATE})
    said = world.monthly(expressed)[columns].rename(columns={"value": EXPRESSED})
    return held.merge(said, on=["month", "year"])


def draw_opinions(series: Sequence[tuple[WorldView, pd.DataFrame]], *, unit: str, width: int) -> Any:
    """One panel for each world on the same axes: thin line private, thick line expressed, with the gap filled.

    Parameters
    ----------
    series
        Each world with its `opinions` frame, not empty.
    unit
        Of both measures.
    width
        Of the whole picture, in pixels; on a narrow one the panels stand below each other.
    """
    lows = [float(frame[[PRIVATE, EXPRESSED]].min().min()) for _, frame in series]
    highs = [float(frame[[PRIVATE, EXPRESSED]].max().max()) for _, frame in series]
    values = axis(min(lows), max(highs), unit=unit, from_zero=True)
    is_narrow = width < NARROW
    across = 1 if is_narrow else min(len(series), MOST_ACROSS)
    panels = [_panel(world, frame, values, width // across, is_narrow=is_narrow) for world, frame in series]
    if len(panels) == 1:
        return panels[0]
    return alt.concat(*panels, columns=across, spacing={"row": 18, "column": 16})


def _panel(world: WorldView, frame: pd.DataFrame, values: Axis, width: int, *, is_narrow: bool) -> Any:
    plot, height = width - values.margin - _OPINION_LABEL, 150 if is_narrow else 230
    first, last = float(frame["year"].iloc[0]), float(frame["year"].iloc[-1])
    x = alt.Scale(domain=[first, max(last, first + 1 / 12)], nice=False, zero=False)
    y = alt.Scale(domain=values.domain, nice=False, zero=False)
    base = alt.Chart(frame[["year", PRIVATE, EXPRESSED]])
    across, held, said = alt.X("year:Q", scale=x), alt.Y(f"{PRIVATE}:Q", scale=y), alt.Y(f"{EXPRESSED}:Q", scale=y)
    dash: dict[str, Any] = {"strokeDash": list(world.look.dash)} if world.look.dash else {}
    layers: list[Any] = [
        *value_grid(values, y),
        *year_axis(first, last, width=plot, height=height, scale=x),
        base.mark_area(color=world.look.colour, opacity=0.18).encode(x=across, y=held, y2=alt.Y2(f"{EXPRESSED}:Q")),
        base.mark_line(color=world.look.colour, strokeWidth=1.3).encode(x=across, y=held),
        base.mark_line(color=world.look.colour, strokeWidth=3, **dash).encode(x=across, y=said),
        *_labels(world, frame, values, plot, height),
    ]
    if world.letter:
        layers.append(_word(short(world.called, 30), world.look.text_colour, left=0, top=-14, is_bold=True))
    return alt.layer(*layers, width=plot, height=height)


def _labels(world: WorldView, frame: pd.DataFrame, values: Axis, plot: int, height: int) -> list[Any]:
    low, high = values.domain
    wanted = [height * (high - float(frame[opinion].iloc[-1])) / (high - low) for opinion in (PRIVATE, EXPRESSED)]
    placed = spread(wanted, apart=15, low=4, high=height - 4)
    return [
        _word(f"{opinion} {number(float(frame[opinion].iloc[-1]), values.unit)}", world.look.text_colour,
              left=plot + 8, top=top, is_bold=opinion == EXPRESSED)
        for opinion, top in zip((PRIVATE, EXPRESSED), placed, strict=True)
    ]  # fmt: skip


def _word(word: str, colour: str, *, left: float, top: float, is_bold: bool) -> Any:
    weight = "bold" if is_bold else "normal"
    row, at = pd.DataFrame({"word": [word]}), {"x": x_at(left), "y": y_at(top)}
    return words_layer(row, "word", **at, align="left", color=colour, fontWeight=weight)
