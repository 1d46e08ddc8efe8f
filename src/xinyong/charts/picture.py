"""Pictures: a chart with its texts, its numbers as a table, and a function that draws it at a given width."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from . import svg as drawing
from .colours import INK, MUTED
from .group_dots import FAMILIES, draw_groups, ends, latest
from .number_format import UNDEFINED, listing, month_words, number, unit_words, what_is_shown
from .published_ratios import points_for, sources_of
from .themes import THEMES, Plan
from .time_lines import EXPRESSED, PRIVATE, draw_lines, draw_opinions, opinions
from .world_view import WorldView, counted_people, made_by, shapes_of, world_views

if TYPE_CHECKING:
    from ..results.run_result import Run
    from ..runs.comparison import Comparison

_LETTER, _LINE, _HEAD = 6, 15, 40
"""Pixels of a letter and of a line of the subtitle, and of the title above it."""


@dataclass(frozen=True)
class Picture:
    """One chart. Notebook, report and page share this definition.

    Attributes
    ----------
    id
        Unique in a page; letters and hyphens.
    title
        What the chart shows, without judging the result.
    subtitle
        Unit and population.
    source
        Sources of simulated and documented numbers.
    measures
        Ids of the measures shown, for "how is this computed?".
    table
        The numbers as text, for readers; the first column names the rows.
    data
        The numbers as a tidy frame, unrounded.
    key
        Marks that the legend must explain: some of ``"worlds"`` (lines), ``"dots"``, ``"band"``, ``"whisker"``,
        ``"record"``, ``"opinions"``.
    legend
        The shape of each world, as text, for charts without labels beside the marks.
    undefined_in
        Names of the worlds in which the measures are not defined.
    draw
        Function from a width in pixels to an Altair chart of about that width, without texts.
    """

    id: str
    title: str
    subtitle: str
    source: str
    measures: tuple[str, ...]
    table: pd.DataFrame = field(repr=False)
    data: pd.DataFrame = field(repr=False)
    key: tuple[str, ...] = ()
    legend: str = ""
    undefined_in: tuple[str, ...] = ()
    draw: Callable[[int], Any] = field(repr=False, kw_only=True)

    @property
    def is_still(self) -> bool:
        """Whether every number shown is zero."""
        return not self.data.select_dtypes("number").filter(["value", "low", "high", PRIVATE, EXPRESSED]).any(axis=None)

    def frame(self) -> pd.DataFrame:
        """The numbers drawn, as a tidy frame."""
        return self.data.copy()

    def plot(self, width: int = 640) -> Any:
        """The Altair chart with title, subtitle and source, for a notebook or a file."""
        lines = [
            line for text in (self.subtitle, self.source, self.legend) for line in textwrap.wrap(text, width // _LETTER)
        ]
        chart = self.draw(width)
        own = getattr(chart, "padding", None)
        padding: dict[str, int] = (
            own if isinstance(own, dict) else {}
        )  # without padding, Altair makes room for the title
        title = alt.TitleParams(
            self.title, subtitle=lines, anchor="start", frame="group", offset=16, fontSize=16, color=INK,
            subtitleColor=MUTED, subtitleFontSize=12, dx=4 - padding.get("left", 4),
        )  # fmt: skip
        room = {"padding": {**padding, "top": padding["top"] + _HEAD + _LINE * len(lines)}} if padding else {}
        return chart.properties(title=title, **room).configure(**{**drawing.LOOK, "background": "white"})

    def svg(self, width: int, *, name: str = "") -> str:
        """The chart without texts as an ``<svg>`` element, about `width` pixels wide.

        Parameters
        ----------
        width
            Pixels, at least 260.
        name
            Prefix of ids inside, unique in the page; the picture's id by default.
        """
        label = f"{self.title}. {self.subtitle}. The numbers are in the table that follows."
        with drawing.quickly():
            chart = self.draw(width)
        return drawing.svg(chart, name=name or self.id, label=label)


def pictures(subject: Run | Comparison) -> dict[str, Picture]:
    """All pictures for which a run or a comparison has numbers, by id, in the order of the themes.

    Parameters
    ----------
    subject
        A run or a comparison.
    """
    shown = world_views(subject)
    found = (picture(plan, shown) for theme in THEMES for plan in theme.plans)
    return {one.id: one for one in found if one is not None}


def picture(plan: Plan, worlds: Sequence[WorldView]) -> Picture | None:
    """One picture, or None if its measure is undefined in all worlds, for example because a score is off."""
    enough = any if plan.kind == "rows" else all
    having = [world for world in worlds if enough(world.has(measure) for measure in plan.measures)]
    if plan.kind == "groups":
        # a fork may have values in its shared past and none in the last month, which groups show
        having = [world for world in having if len(ends([world], plan.measures[0]))]
    if not having:
        return None
    draw = {"lines": _lines, "groups": _groups, "rows": _rows, "opinions": _opinions}[plan.kind]
    return draw(plan, having, worlds)


def _lines(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    missing = _missing(having, worlds)
    measure = plan.measures[0]
    unit = having[0].definition(measure).unit
    series = [(world, world.monthly(measure)) for world in having]
    points = points_for(measure, series)
    has_band = any(frame["replicates"].max() > 1 for _, frame in series)
    frames = [frame.assign(world=world.called) for world, frame in series]
    return Picture(
        plan.id,
        plan.title,
        f"{what_is_shown(having[0].definition(measure))}. {counted_people(worlds)}",
        f"{made_by(worlds)}{sources_of(points)}{_not_defined(missing)}{_cases_at_the_end(series, measure)}",
        plan.measures,
        table=line_table(series, points, unit),
        data=pd.concat(frames, ignore_index=True),
        key=("worlds", *(["band"] if has_band else []), *(["record"] if len(points) else [])),
        undefined_in=missing,
        draw=lambda width: draw_lines(series, points, unit=unit, from_zero=plan.from_zero, width=width),
    )


def _groups(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    measure = plan.measures[0]
    rows = ends(having, measure)
    return _dots(
        plan,
        having,
        worlds,
        rows,
        f"{what_is_shown(having[0].definition(measure))}, in {month_words(rows['month'].iloc[0])}",
    )


def _rows(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    rows = latest(having, plan.parts)
    months = {month_words(month) for month in rows["month"]}
    when = f"in {months.pop()}" if len(months) == 1 else "in the last month in which each is counted"
    return _dots(plan, having, worlds, rows, f"{plan.shown}, {when}")


def _dots(
    plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView], rows: pd.DataFrame, shown: str
) -> Picture:
    missing = _missing(having, worlds)
    unit = having[0].definition(plan.measures[0]).unit
    has_band = any(world.run.manifest["replicates"] > 1 for world in having)
    return Picture(
        plan.id,
        plan.title,
        f"{shown}. {counted_people(worlds)}",
        f"{made_by(worlds)}{_not_defined(missing)}",
        plan.measures,
        table=group_table(having, rows, unit, measure=plan.measures[0] if plan.kind == "groups" else None),
        data=rows.assign(world=[having[place].called for place in rows["world_index"]]).drop(columns="world_index"),
        key=("dots", "whisker") if has_band else ("dots",),
        legend=shapes_of(having),
        undefined_in=missing,
        draw=lambda width: draw_groups(having, rows, unit=unit, from_zero=plan.from_zero, width=width),
    )


def _opinions(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    missing = _missing(having, worlds)
    private, expressed = plan.measures
    unit = having[0].definition(private).unit
    series = [(world, opinions(world, private, expressed)) for world in having]
    frames = [frame.assign(world=world.called) for world, frame in series]
    return Picture(
        plan.id,
        plan.title,
        f"Share of people, {unit_words(having[0].definition(private))}. {counted_people(worlds)}",
        f"{made_by(worlds)}{_not_defined(missing)}",
        plan.measures,
        table=opinion_table(series, unit),
        data=pd.concat(frames, ignore_index=True),
        key=("worlds", "opinions"),
        undefined_in=missing,
        draw=lambda width: draw_opinions(series, unit=unit, width=width),
    )


def _missing(having: Sequence[WorldView], worlds: Sequence[WorldView]) -> tuple[str, ...]:
    return tuple(world.called for world in worlds if world not in having)


def _not_defined(missing: Sequence[str]) -> str:
    return f" Not defined in {listing(missing)}." if missing else ""


def _cases_at_the_end(series: Sequence[tuple[WorldView, pd.DataFrame]], measure: str) -> str:
    """On how many simulated cases each world's last number of people or events rests; empty for other measures."""
    found = [(world.called, world.cases(measure, frame["value"].iloc[-1])) for world, frame in series]
    words = [f"{called} {cases}" if len(series) > 1 else cases for called, cases in found if cases]
    return f" The last value: {'; '.join(words)}." if words else ""


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


def group_table(
    world_views: Sequence[WorldView], ends: pd.DataFrame, unit: str, *, measure: str | None = None
) -> pd.DataFrame:
    """One row for each group, with the range over replicates and the number of citizens counted.

    A `measure` that counts people or events also has the simulated cases behind each of its numbers.
    """
    groups = ends.drop_duplicates("group")
    names = [_group_row(family, words) for family, words in zip(groups["family"], groups["words"], strict=True)]
    table = pd.DataFrame({"Group": names})
    for place, world in enumerate(world_views):
        part = ends[ends["world_index"] == place].set_index("group")
        table[world.called] = [_cell(part, group, "value", unit) for group in groups["group"]]
        if world.run.manifest["replicates"] > 1:
            table[f"{world.called}, range"] = [_range(part, group, unit) for group in groups["group"]]
        if measure is not None and any(cases := _cases_by_group(world, measure, part, groups["group"])):
            table[f"{world.called}, cases"] = cases
    table["Citizens counted"] = [f"{n:,.0f}" for n in groups["n"]]
    return table


def _cases_by_group(world: WorldView, measure: str, part: pd.DataFrame, groups: Iterable[str]) -> list[str]:
    values = part["value"].to_dict()
    return [world.cases(measure, values.get(group, math.nan)) for group in groups]


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
