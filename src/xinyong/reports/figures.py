"""The pictures of a report: each drawn wide and narrow, with what is needed to say how it was computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ..charts.picture import Picture, picture
from ..charts.svg import sparkline
from ..charts.themes import THEMES, Plan, Theme
from ..charts.world_view import WorldView
from ..measures.measure import Measure

NARROW: Final = 300
"""Pixels of a picture on a telephone, and in print, where two stand side by side."""
WIDE: Final = 530
BROAD: Final = 1090

EVERY_MONTH: Final = "Every month is in series.parquet."

_SHAPES: Final = {"lines": "", "groups": "tall", "rows": "", "opinions": "broad", "ratios": "tall"}
_MANY: Final = 8
"""More rows than this are as tall as two pictures of lines."""


@dataclass(frozen=True)
class Figure:
    """A picture ready for the page.

    Attributes
    ----------
    picture
        Its words and numbers.
    wide, narrow
        Drawn for a screen and for a telephone.
    shape
        How much room it takes: ``""``, ``"tall"`` or ``"broad"``.
    definitions
        What the registry says of its measures.
    note
        Where the rest of the numbers is, below their table.
    """

    picture: Picture
    wide: Markup
    narrow: Markup
    shape: str
    definitions: tuple[Measure, ...]
    note: str


@dataclass(frozen=True)
class Chapter:
    """A theme with its figures, and the titles of those that could not be drawn or would show nothing but zero."""

    id: str
    title: str
    question: str
    figures: tuple[Figure, ...]
    missing: tuple[str, ...]
    still: tuple[str, ...]


def chapters(worlds: Sequence[WorldView]) -> tuple[Chapter, ...]:
    """All themes that have at least one figure."""
    found = []
    for theme in (*THEMES, *_added(worlds)):
        pairs = [(plan, picture(plan, worlds)) for plan in theme.plans]
        moving = [(plan, one) for plan, one in pairs if one is not None and not one.is_still]
        drawn = tuple(figure(one, kind=plan.kind, worlds=worlds) for plan, one in moving)
        still = tuple(plan.title for plan, one in pairs if one is not None and one.is_still)
        missing = tuple(plan.title for plan, one in pairs if one is None)
        if drawn:
            found.append(Chapter(theme.id, theme.title, theme.question, drawn, missing, still))
    return tuple(found)


def _added(worlds: Sequence[WorldView]) -> tuple[Theme, ...]:
    """A theme of the measures that are not built in, if the run counted any."""
    noted = worlds[0].run.manifest.get("measures", ())
    added = [worlds[0].definition(note["id"]) for note in noted]
    plans = tuple(Plan(one.id.replace("_", "-"), "lines", one.name, (one.id,)) for one in added)
    origins = ", ".join(dict.fromkeys(note["origin"] for note in noted))
    question = f"Measures that were added to the built-in ones ({origins})."
    return (Theme("added", "Added measures", question, plans),) if plans else ()


def figure(
    one: Picture, *, kind: str, wide: int = WIDE, note: str = EVERY_MONTH, worlds: Sequence[WorldView] = ()
) -> Figure:
    """A picture, drawn twice: on a screen `wide` pixels, unless it takes the page's whole breadth."""
    wide = BROAD if _SHAPES[kind] == "broad" else wide
    return Figure(
        one,
        Markup(one.svg(wide, name=f"{one.id}-wide")),
        Markup(one.svg(NARROW, name=f"{one.id}-narrow")),
        "tall" if kind == "rows" and len(one.table) > _MANY else _SHAPES[kind],
        tuple(worlds[0].definition(measure) for measure in one.measures),
        note,
    )


def sparks(measures: Sequence[str], worlds: Sequence[WorldView]) -> dict[str, Markup]:
    """A small line for every measure that is defined somewhere, for the rows of the headline table."""
    found = {}
    for measure in measures:
        courses = [(side, side.monthly(measure)) for side in worlds if side.has(measure)]
        if courses:
            found[measure] = Markup(sparkline(courses))
    return found
