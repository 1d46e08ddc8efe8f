"""The colours, strokes, letters and shapes of worlds, the same in the report, the notebook and the page.

The baseline A is blue and solid, B orange and dashed; further worlds have their own dashes and shapes too, so that
nothing rests on colour alone. Colours follow the palettes of Okabe and Ito and of Tol, whose colours people with any
common colour blindness can tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True)
class Look:
    """How a world is drawn.

    Attributes
    ----------
    css
        Ending of its classes in a page's style.
    letter
        ``"A"`` for the baseline, then ``"B"`` and so on.
    colour
        Of its lines and marks: a contrast of 3:1 or more on white.
    text_colour
        Of words about it: 4.5:1 or more on white.
    soft_colour
        Of surfaces behind words about it.
    dash
        Pixels on and off of its lines; empty for a solid line.
    shape, sign
        Of its dots: in Vega-Lite's words, and as a character.
    """

    css: str
    letter: str
    colour: str
    text_colour: str
    soft_colour: str
    dash: tuple[int, ...]
    shape: str
    sign: str


LOOKS: Final = (
    Look("a", "A", "#0072b2", "#005a8d", "#e8f2f9", (), "circle", "●"),
    Look("b", "B", "#d55e00", "#a04400", "#fdf0e6", (6, 3), "square", "■"),
    Look("c", "C", "#00795c", "#00604a", "#e5f4ef", (2, 2), "triangle-up", "▲"),
    Look("d", "D", "#93487c", "#7d3468", "#f8edf5", (8, 3, 2, 3), "triangle-down", "▼"),
    Look("e", "E", "#7a6a00", "#5f5300", "#f6f3e1", (12, 4), "cross", "✚"),
    Look("f", "F", "#5566aa", "#45538c", "#eef0f8", (4, 2, 1, 2), "triangle-right", "▶"),
)
"""The looks of worlds in their order; the first is the baseline's."""

INK: Final = "#16181d"
"""Titles, and published figures."""
MUTED: Final = "#595d66"
"""Notes and labels of axes: 6.6:1 on white."""
GRID: Final = "#dfe1e5"
"""Grid lines."""
FONT: Final = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
"""The font of every chart: fonts that machines have, so that nothing is loaded."""


def look(place: int) -> Look:
    """The look of the world at a place, 0 for the baseline; after the last look, letters go on and colours repeat."""
    return replace(LOOKS[place % len(LOOKS)], letter=chr(ord("A") + place) if place < 26 else str(place + 1))
