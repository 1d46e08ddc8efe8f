"""The numbers of a picture as a table of text for readers; the first column names the rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import pandas as pd

from .group_dots import FAMILIES
from .number_format import UNDEFINED, number
from .time_lines import EXPRESSED, PRIVATE
from .world_view import WorldView


def month_words(month: pd.Timestamp) -> str:
    """``"2018-12"``."""
    return f"{month:%Y-%m}"


def line_table(series: Sequence[tuple[WorldView, pd.DataFrame]], points: pd.DataFrame, unit: str) -> pd.DataFrame:
    """First and last month, every December and every month with a published figure, with the range over replicates."""
    months = _months([frame for _, frame in series], also=points["month"] if len(points) else ())
    table = pd.DataFrame({"Month": [month_words(month) for month in months]})
    for world, frame in series:
        by_month = frame.set_index("month")
        called = world.called
        table[called] = [_cell(by_month, month, "value", unit) for month in months]
        if frame["replicates"].max() > 1:
            table[f"{called}, range"] = [_range(by_month, month, unit) for month in months]
    if len(points):
        on_record = points.drop_duplicates("month", keep="last").set_index("month")["value"]
        table["On record"] = [number(on_record[m], unit) if m in on_record.index else "" for m in months]
    return table


def group_table(world_views: Sequence[WorldView], ends: pd.DataFrame, unit: str) -> pd.DataFrame:
    """One row for each group, with the range over replicates and the number of citizens counted."""
    groups = ends.drop_duplicates("group")
    names = [_group_row(family, words) for family, words in zip(groups["family"], groups["words"], strict=True)]
    table = pd.DataFrame({"Group": names})
    for place, world in enumerate(world_views):
        part = ends[ends["world_index"] == place].set_index("group")
        table[world.called] = [_cell(part, group, "value", unit) for group in groups["group"]]
        if world.run.manifest["replicates"] > 1:
            table[f"{world.called}, range"] = [_range(part, group, unit) for group in groups["group"]]
    table["Citizens counted"] = [f"{n:,.0f}" for n in groups["n"]]
    return table


def opinion_table(series: Sequence[tuple[WorldView, pd.DataFrame]], unit: str) -> pd.DataFrame:
    """First and last month and every December: private and expressed opinion for each world."""
    months = _months([frame for _, frame in series])
    table = pd.DataFrame({"Month": [month_words(month) for month in months]})
    for world, frame in series:
        by_month = frame.set_index("month")
        for opinion in (PRIVATE, EXPRESSED):
            table[f"{world.called}, {opinion}".removeprefix(", ")] = [
                _cell(by_month, month, opinion, unit) for month in months
            ]
    return table


def _months(frames: Sequence[pd.DataFrame], also: Sequence[pd.Timestamp] | pd.Series = ()) -> list[pd.Timestamp]:
    known = pd.concat([frame["month"] for frame in frames]).drop_duplicates().sort_values()
    kept = {month for month in known if month.month == 12} | {known.iloc[0], known.iloc[-1]} | set(also)
    return sorted(kept)


def _cell(table: pd.DataFrame, row: Hashable, column: str, unit: str) -> str:
    if row not in table.index:
        return UNDEFINED
    return number(float(table[column].to_dict()[row]), unit)


def _range(table: pd.DataFrame, row: Hashable, unit: str) -> str:
    if row not in table.index:
        return UNDEFINED
    return f"{_cell(table, row, 'low', unit)} to {_cell(table, row, 'high', unit)}"


def _group_row(family: str, words: str) -> str:
    return FAMILIES["all"] if family == "all" else f"{FAMILIES.get(family, family)}: {words}"
