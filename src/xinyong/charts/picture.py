"""A picture: its words, its numbers as a table, and how it is drawn at a given width."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from . import svg as drawing
from .colours import INK, MUTED

_LETTER, _LINE, _HEAD = 6, 15, 40
"""Pixels of a letter and of a line of a subtitle, and of what stands above it."""


@dataclass(frozen=True)
class Picture:
    """One chart, defined once, for notebook, report and page alike.

    Attributes
    ----------
    id
        Unique among the pictures of a page; letters and hyphens.
    title
        What it is about, without judging the result.
    subtitle
        Unit and population.
    source
        Where simulated and documented numbers come from.
    measures
        Ids of the measures shown, for "how is this computed?".
    twin
        The numbers as a reader's table: text, the first column heads the rows.
    data
        The numbers as a tidy frame, unrounded.
    key
        Which marks need explaining: some of ``"worlds"`` (lines), ``"dots"``, ``"band"``, ``"whisker"``,
        ``"record"``, ``"voices"``.
    legend
        Which shape is which world, as text, for charts whose worlds have no labels beside their marks.
    absent
        Names of the worlds in which the measures are not defined.
    draw
        From a width in pixels to an undressed Altair chart of about that width.
    """

    id: str
    title: str
    subtitle: str
    source: str
    measures: tuple[str, ...]
    twin: pd.DataFrame = field(repr=False)
    data: pd.DataFrame = field(repr=False)
    key: tuple[str, ...] = ()
    legend: str = ""
    absent: tuple[str, ...] = ()
    draw: Callable[[int], Any] = field(repr=False, kw_only=True)

    @property
    def is_still(self) -> bool:
        """Whether every number shown is zero."""
        return not self.data.select_dtypes("number").filter(["value", "low", "high", "held", "said"]).any(axis=None)

    def frame(self) -> pd.DataFrame:
        """The numbers drawn, as a tidy frame."""
        return self.data.copy()

    def plot(self, width: int = 640) -> Any:
        """The Altair chart with title, subtitle and source, to be shown in a notebook or saved."""
        lines = [
            line for text in (self.subtitle, self.source, self.legend) for line in textwrap.wrap(text, width // _LETTER)
        ]
        chart = self.draw(width)
        own = getattr(chart, "padding", None)
        padding: dict[str, int] = own if isinstance(own, dict) else {}  # without it, Altair makes room for the title
        title = alt.TitleParams(
            self.title, subtitle=lines, anchor="start", frame="group", offset=16, fontSize=16, color=INK,
            subtitleColor=MUTED, subtitleFontSize=12, dx=4 - padding.get("left", 4),
        )  # fmt: skip
        room = {"padding": {**padding, "top": padding["top"] + _HEAD + _LINE * len(lines)}} if padding else {}
        return chart.properties(title=title, **room).configure(**{**drawing.LOOK, "background": "white"})

    def svg(self, width: int, *, name: str = "") -> str:
        """The chart without its words as an ``<svg>`` element, about `width` pixels wide.

        Parameters
        ----------
        width
            Pixels, at least 260.
        name
            Prefix of ids inside, unique in the page; the picture's own id by default.
        """
        label = f"{self.title}. {self.subtitle}. The numbers are in the table that follows."
        with drawing.quickly():
            chart = self.draw(width)
        return drawing.svg(chart, name=name or self.id, label=label)
