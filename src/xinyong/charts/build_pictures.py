"""From plans to pictures: the worlds' numbers, the figures on record, the words, and how to draw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from . import data_table
from .captions import counted_people, listing, made_by, shapes_of, unit_words, what_is_shown
from .group_dots import draw_groups, ends, latest
from .measure_labels import definition
from .picture import Picture
from .private_vs_expressed import draw_voices, gap
from .record_ratio import points_for, sources_of
from .themes import THEMES, Plan
from .time_lines import draw_lines
from .world_view import WorldView, world_views

if TYPE_CHECKING:
    from ..results.run_result import Run
    from ..runs.comparison import Comparison


def pictures(subject: Run | Comparison) -> dict[str, Picture]:
    """Every picture that a run or a comparison has numbers for, by id, in the order of the story.

    Parameters
    ----------
    subject
        A run or a comparison.
    """
    shown = world_views(subject)
    found = (picture(plan, shown) for theme in THEMES for plan in theme.plans)
    return {one.id: one for one in found if one is not None}


def picture(plan: Plan, worlds: Sequence[WorldView]) -> Picture | None:
    """One picture, or None when its measure is defined in none of the worlds (a score that is off, say)."""
    enough = any if plan.kind == "rows" else all
    having = [side for side in worlds if enough(side.has(measure) for measure in plan.measures)]
    if plan.kind == "groups":
        # a measure may have values in a past that a fork shares, and none at the end, which groups are about
        having = [side for side in having if len(ends([side], plan.measures[0]))]
    if not having:
        return None
    draw = {"lines": _lines, "groups": _groups, "rows": _rows, "voices": _voices}[plan.kind]
    return draw(plan, having, worlds)


def _lines(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    missing = _missing(having, worlds)
    measure = plan.measures[0]
    unit = definition(measure).unit
    courses = [(side, side.monthly(measure)) for side in having]
    points = points_for(measure, courses)
    has_band = any(frame["replicates"].max() > 1 for _, frame in courses)
    frames = [frame.assign(world=side.called) for side, frame in courses]
    return Picture(
        plan.id,
        plan.title,
        f"{what_is_shown(measure)}. {counted_people(worlds)}",
        f"{made_by(worlds)}{sources_of(points)}{_not_defined(missing)}",
        plan.measures,
        twin=data_table.of_lines(courses, points, unit),
        data=pd.concat(frames, ignore_index=True),
        key=("worlds", *(["band"] if has_band else []), *(["record"] if len(points) else [])),
        absent=missing,
        draw=lambda width: draw_lines(courses, points, unit=unit, from_zero=plan.from_zero, width=width),
    )


def _groups(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    missing = _missing(having, worlds)
    measure = plan.measures[0]
    unit = definition(measure).unit
    table = ends(having, measure)
    month = data_table.month_words(table["month"].iloc[0])
    has_band = any(side.run.manifest["replicates"] > 1 for side in having)
    return Picture(
        plan.id,
        plan.title,
        f"{what_is_shown(measure)}, in {month}. {counted_people(worlds)}",
        f"{made_by(worlds)}{_not_defined(missing)}",
        plan.measures,
        twin=data_table.of_groups(having, table, unit),
        data=table.assign(world=[having[place].called for place in table["side"]]).drop(columns="side"),
        key=("dots", "whisker") if has_band else ("dots",),
        legend=shapes_of(having),
        absent=missing,
        draw=lambda width: draw_groups(having, table, unit=unit, from_zero=plan.from_zero, width=width),
    )


def _rows(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    missing = _missing(having, worlds)
    unit = definition(plan.measures[0]).unit
    table = latest(having, plan.parts)
    months = {data_table.month_words(month) for month in table["month"]}
    when = f"in {months.pop()}" if len(months) == 1 else "in the last month in which each is counted"
    has_band = any(side.run.manifest["replicates"] > 1 for side in having)
    return Picture(
        plan.id,
        plan.title,
        f"{plan.shown}, {when}. {counted_people(worlds)}",
        f"{made_by(worlds)}{_not_defined(missing)}",
        plan.measures,
        twin=data_table.of_groups(having, table, unit),
        data=table.assign(world=[having[place].called for place in table["side"]]).drop(columns="side"),
        key=("dots", "whisker") if has_band else ("dots",),
        legend=shapes_of(having),
        absent=missing,
        draw=lambda width: draw_groups(having, table, unit=unit, from_zero=plan.from_zero, width=width),
    )


def _voices(plan: Plan, having: Sequence[WorldView], worlds: Sequence[WorldView]) -> Picture:
    missing = _missing(having, worlds)
    held, said = plan.measures
    unit = definition(held).unit
    courses = [(side, gap(side, held, said)) for side in having]
    frames = [frame.assign(world=side.called) for side, frame in courses]
    return Picture(
        plan.id,
        plan.title,
        f"Share of people, {unit_words(held)}. {counted_people(worlds)}",
        f"{made_by(worlds)}{_not_defined(missing)}",
        plan.measures,
        twin=data_table.of_voices(courses, unit),
        data=pd.concat(frames, ignore_index=True),
        key=("worlds", "voices"),
        absent=missing,
        draw=lambda width: draw_voices(courses, unit=unit, width=width),
    )


def _missing(having: Sequence[WorldView], worlds: Sequence[WorldView]) -> tuple[str, ...]:
    return tuple(side.called for side in worlds if side not in having)


def _not_defined(missing: Sequence[str]) -> str:
    return f" Not defined in {listing(missing)}." if missing else ""
