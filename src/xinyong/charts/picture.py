"""A picture: its words, its numbers as a table, and how it is drawn at a given width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from . import svg as drawing
from .colours import INK, MUTED


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
        title = alt.TitleParams(
            self.title, subtitle=[self.subtitle, self.source], anchor="start", frame="group", offset=16,
            fontSize=16, color=INK, subtitleColor=MUTED, subtitleFontSize=12,
        )  # fmt: skip
        look = {**drawing.LOOK, "background": "white"}
        return self.draw(width).properties(title=title).configure(**look)

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
