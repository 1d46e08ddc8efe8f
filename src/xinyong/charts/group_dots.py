"""A measure by group, or several measures, in the last month: one dot for each world, joined by a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from ..counting.groups import DIMENSIONS
from .axes import Axis, axis, framed, grid_rows, own_colour, row_y, words_layer, x_at, y2_at, y_at
from .colours import INK, MUTED
from .world_view import WorldView

FAMILIES: Final = {"all": "Everyone"} | {dimension.name: dimension.heading for dimension in DIMENSIONS}
"""Headings of everyone and of the dimensions of groups, in the order in which they are shown."""

_VALUES: Final = ["month", "value", "low", "high", "n"]
_COLUMNS: Final = ["world_index", "family", "group", "words", *_VALUES]
_ROW: Final = 21
_FAMILY_GAP: Final = 13
_DOT, _LARGER, _LARGEST = 64, 86, 236
"""Area of the front dot, increase for each dot behind it (so that dots at the same place are visible), and maximum."""


def group_words(group: str) -> str:
    """A group in words: ``"quintile=1"`` is ``"1 (poorest)"``, ``"all"`` is ``"everyone"``."""
    if group == "all":
        return "everyone"
    value = group.split("=", 1)[1]
    if group.startswith("quintile="):
        return {"1": "1 (poorest)", "5": "5 (richest)"}.get(value, value)
    return value.replace("-", "–") if group.startswith("age=") else value


def ends(worlds: Sequence[WorldView], measure: str) -> pd.DataFrame:
    """A measure by group in the last month of all worlds.

    Returns
    -------
    DataFrame
        One row for each world and group with a defined value: ``world_index`` (index in `worlds`), ``family``,
        ``group``, ``words``, ``month``, ``value`` (mean over replicates), ``low``, ``high``, ``n``.
    """
    month = min(world.run.series["month"].max() for world in worlds)
    rows = []
    for place, world in enumerate(worlds):
        for group in world.groups(measure):
            frame = world.monthly(measure, group)
            last = frame[frame["month"] == month]
            if len(last):
                rows.append((place, group.split("=", 1)[0], group, group_words(group), *last[_VALUES].iloc[0]))
    table = pd.DataFrame(rows, columns=_COLUMNS)
    order = {family: k for k, family in enumerate(FAMILIES)}
    table["order"] = [order.get(family, len(order)) for family in table["family"]]
    return table.sort_values(["order", "world_index"], kind="stable").drop(columns="order").reset_index(drop=True)


def latest(worlds: Sequence[WorldView], parts: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Several measures, each in the last month of a world in which it is counted.

    Parameters
    ----------
    worlds
        The worlds.
    parts
        Headings, with measures and their names.

    Returns
    -------
    DataFrame
        The columns of `ends`, with the heading as ``family`` and the measure as ``group``.
    """
    rows = [
        (place, family, measure, words, *world.monthly(measure)[_VALUES].iloc[-1])
        for family, names in parts.items()
        for place, world in enumerate(worlds)
        for measure, words in names.items()
        if world.has(measure)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def draw_groups(worlds: Sequence[WorldView], table: pd.DataFrame, *, unit: str, from_zero: bool, width: int) -> Any:
    """Dots by group.

    Parameters
    ----------
    worlds
        The worlds, in the order of `table`'s ``world_index``.
    table
        The result of `ends` or `latest`, not empty.
    unit
        Of the measure.
    from_zero
        Whether the axis must include zero.
    width
        Width of the whole picture, in pixels.
    """
    rows, heads, height = _places(table)
    values = axis(
        float(table["low"].min()), float(table["high"].max()), unit=unit, from_zero=from_zero,
        about=4 if width < 420 else 6,
    )  # fmt: skip
    left, right = 104, 26
    x = alt.Scale(domain=values.domain, nice=False, zero=False)
    placed = table.assign(place=table["group"].map(rows))
    layers: list[Any] = [
        *_grid(values, x, height),
        *_row_words(rows, heads, dict(zip(table["group"], table["words"], strict=True))),
        *([_joins(placed, x)] if len(worlds) > 1 else []),
        *(_range(world, placed[placed["world_index"] == k], x) for k, world in enumerate(worlds)),
        *(
            _dots(
                world, placed[placed["world_index"] == k], x, size=min(_DOT + _LARGER * (len(worlds) - 1 - k), _LARGEST)
            )
            for k, world in enumerate(worlds)
        ),
    ]
    return framed(layers, width=width - left - right, height=height, left=left, right=right, top=24, bottom=8)


def _places(table: pd.DataFrame) -> tuple[dict[str, float], dict[str, float], int]:
    rows: dict[str, float] = {}
    heads: dict[str, float] = {}
    place = 6.0
    for family, part in table.groupby("family", sort=False):
        if family != "all":
            place += _FAMILY_GAP
            heads[FAMILIES.get(str(family), str(family))] = place
            place += _ROW - 2
        for group in dict.fromkeys(part["group"]):
            rows[str(group)] = place
            place += _ROW
    return rows, heads, round(place)


def _grid(values: Axis, x: alt.Scale, height: int) -> list[Any]:
    data = grid_rows(values)
    at, top, bottom = alt.X("tick:Q", scale=x), y_at(-4), y2_at(height)
    lines = alt.Chart(data).mark_rule().encode(x=at, y=top, y2=bottom, color=own_colour())
    return [lines, words_layer(data, "label", x=at, y=y_at(-8), baseline="bottom", color=MUTED)]


def _row_words(rows: dict[str, float], heads: dict[str, float], words: dict[str, str]) -> list[Any]:
    names = pd.DataFrame({"place": list(rows.values()), "words": [words[group] for group in rows]})
    titles = pd.DataFrame({"place": list(heads.values()), "words": list(heads)})
    return [
        words_layer(names, "words", x=x_at(-96), y=row_y(), align="left", color=INK),
        words_layer(titles, "words", x=x_at(-104), y=row_y(), align="left", color=MUTED, fontWeight="bold"),
    ]


def _joins(placed: pd.DataFrame, x: alt.Scale) -> Any:
    spans = placed.groupby(["group", "place"], sort=False)["value"].agg(["min", "max"]).reset_index()
    return (
        alt.Chart(spans)
        .mark_rule(color="#b9bdc6", strokeWidth=3)
        .encode(x=alt.X("min:Q", scale=x), x2=alt.X2("max:Q"), y=row_y())
    )


def _range(world: WorldView, part: pd.DataFrame, x: alt.Scale) -> Any:
    return (
        alt.Chart(part[["low", "high", "place"]])
        .mark_rule(color=world.look.colour, strokeWidth=1.4)
        .encode(x=alt.X("low:Q", scale=x), x2=alt.X2("high:Q"), y=row_y())
    )


def _dots(world: WorldView, part: pd.DataFrame, x: alt.Scale, *, size: int) -> Any:
    return (
        alt.Chart(part[["value", "place"]])
        .mark_point(shape=world.look.shape, filled=True, color=world.look.colour, size=size, opacity=1)
        .encode(x=alt.X("value:Q", scale=x), y=row_y())
    )
