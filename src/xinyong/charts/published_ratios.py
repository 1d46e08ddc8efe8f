"""Simulated values compared with published figures of the same month: table, ratio, verdict and chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from ..measures.published_figures import RECORD, PublishedFigure
from .axes import framed, row_y, words_layer, x_at, y2_at, y_at
from .colours import GRID, INK, MUTED
from .number_format import times
from .time_lines import NARROW
from .world_view import WorldView

CLOSE: Final = 0.15
"""Largest distance of a ratio from one that is called close (the tolerance of facts V5)."""
WITHIN: Final = 2.0
"""Largest factor that is called within a factor of two."""

_COLUMNS: Final = [
    "measure", "name", "unit", "month", "documented", "world", "simulated", "ratio", "verdict",
    "source", "reliability", "note", "is_comparable",
]  # fmt: skip


def points_for(measure: str, series: Sequence[tuple[WorldView, pd.DataFrame]]) -> pd.DataFrame:
    """Comparable published figures of a measure, within the months of the worlds.

    Returns
    -------
    DataFrame
        ``month``, ``year`` (decimal), ``value``, ``source``; may be empty.
    """
    first = min(frame["month"].iloc[0] for _, frame in series)
    last = max(frame["month"].iloc[-1] for _, frame in series)
    rows = [
        {"month": _stamp(figure.month), "year": figure.month / 12, "value": figure.value, "source": figure.source}
        for figure in RECORD
        if figure.measure == measure and figure.is_comparable and first <= _stamp(figure.month) <= last
    ]
    return pd.DataFrame(rows, columns=["month", "year", "value", "source"])


def sources_of(points: pd.DataFrame) -> str:
    """A sentence that names the sources of published figures; empty if there are none."""
    if points.empty:
        return ""
    return " On record: facts " + ", ".join(dict.fromkeys(points["source"])) + "."


def beside(worlds: Sequence[WorldView]) -> pd.DataFrame:
    """Every published figure within the window, with the simulated value of each world for that month.

    Only worlds labelled documented are compared; if there is none, all of them are.

    Parameters
    ----------
    worlds
        One or two.

    Returns
    -------
    DataFrame
        One row for each figure and world, by measure and month: measure, name, unit, month, documented, world,
        simulated, ratio (simulated over documented), verdict, source (facts id), reliability (A to D, U),
        note, is_comparable.
    """
    claiming = [world for world in worlds if world.label == "documented"] or list(worlds)
    rows = [row for figure in RECORD for world in claiming if (row := _row(figure, world)) is not None]
    order = {figure.measure: k for k, figure in reversed(list(enumerate(RECORD)))}
    rows.sort(key=lambda row: (order[str(row["measure"])], row["month"]))
    return pd.DataFrame(rows, columns=_COLUMNS)


def verdict(ratio: float) -> str:
    """The verdict on a ratio of simulated to documented."""
    if not math.isfinite(ratio):
        return "not defined"
    if abs(ratio - 1) <= CLOSE + 1e-12:
        return "within 15 %"
    if 1 / WITHIN <= ratio <= WITHIN:
        return "within a factor of two"
    return "more than twice the record" if ratio > WITHIN else "less than half the record"


def _row(figure: PublishedFigure, world: WorldView) -> dict[str, object] | None:
    if not world.has(figure.measure):
        return None
    month = _stamp(figure.month)
    frame = world.monthly(figure.measure)
    found = frame.loc[frame["month"] == month, "value"]
    if found.empty:
        return None
    ratio = float(found.iloc[0]) / figure.value if figure.value else math.nan
    return {
        "measure": figure.measure,
        "name": world.definition(figure.measure).name,
        "unit": world.definition(figure.measure).unit,
        "month": month,
        "documented": figure.value,
        "world": world.called,
        "simulated": float(found.iloc[0]),
        "ratio": ratio,
        "verdict": verdict(ratio) if figure.is_comparable else "not the same count",
        "source": figure.source,
        "reliability": figure.reliability,
        "note": figure.note,
        "is_comparable": figure.is_comparable,
    }


def _stamp(month: int) -> pd.Timestamp:
    return pd.Timestamp(year=month // 12, month=month % 12 + 1, day=1)


REACH: Final = 8.0
"""Ratios beyond this factor are drawn at the edge, as triangles."""

_ROW: Final = 18
_TICKS: Final = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_WORDS: Final = ("⅛", "¼", "half", "equal", "twice", "4 ×", "8 ×")
_SHORT_WORDS: Final = ("⅛", "¼", "½", "1", "2", "4", "8")


def draw_ratios(table: pd.DataFrame, worlds: Sequence[WorldView], *, width: int) -> Any:
    """One dot for each figure on a logarithmic axis, with rows in the order of the table.

    Parameters
    ----------
    table
        Comparable rows of `beside`, not empty.
    worlds
        The worlds in the table.
    width
        Width of the whole picture, in pixels.
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
        *(_dots(rows[rows["world"] == world.called], world, x) for world in worlds),
        words_layer(
            rows[["place", "value"]], "value", x=x_at(width - left - right + 8), y=row_y(), align="left", color=INK
        ),
    ]
    return framed(layers, width=width - left - right, height=height, left=left, right=right, top=24, bottom=6)


def _rows(table: pd.DataFrame, worlds: Sequence[WorldView], *, has_own_line: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    parts, names, place = [], [], 6.0
    for words, part in table.groupby("name", sort=False):
        names.append({"place": place, "words": words})
        first = place + _ROW * has_own_line
        parts.append(part.assign(place=[first + _ROW * k for k in range(len(part))]))
        place = first + _ROW * len(part) + 7
    rows = pd.concat(parts)
    drawn = rows["ratio"].clip(1 / REACH, REACH)
    letters = {world.called: f" {world.letter}" if len(worlds) > 1 else "" for world in worlds}
    shapes = {world.called: world.look.shape for world in worlds}
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
    return [lines, equal, words_layer(data, "word", x=at, y=y_at(-8), baseline="bottom", color=MUTED)]


def _words_of(rows: pd.DataFrame, names: pd.DataFrame, left: int) -> list[Any]:
    return [
        words_layer(rows[["place", "date"]], "date", x=x_at(-10), y=row_y(), align="right", color=MUTED),
        words_layer(names, "words", x=x_at(-left), y=row_y(), align="left", color=INK, fontWeight="bold"),
    ]


def _dots(part: pd.DataFrame, world: WorldView, x: alt.Scale) -> Any:
    return (
        alt.Chart(part[["drawn", "place", "shape"]])
        .mark_point(filled=True, color=world.look.colour, size=64, opacity=1)
        .encode(x=alt.X("drawn:Q", scale=x), y=row_y(), shape=alt.Shape("shape:N", scale=None))
    )
