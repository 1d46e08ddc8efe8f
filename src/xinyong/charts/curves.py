"""Curves: several series over one variable, as lines or points with different colours, dashes and shapes."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd

from .axes import Axis, axis, framed, value_grid, words_layer, x2_at, x_at, y2_at, y_at
from .colours import GRID, INK, LOOKS, MUTED
from .picture import Picture

if TYPE_CHECKING:
    from ..evidence.finding import Curve, Curves

COLOURS: Final = (*(look.colour for look in LOOKS[:4]), INK, LOOKS[4].colour)
DASHES: Final = ((), (7, 3), (2, 3), (10, 3, 2, 3), (4, 2), (1, 2))
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
"""Differences without colour: the dash of lines, the shape of points."""

NARROW: Final = 400
FEW: Final = 12
"""Largest number of points of a curve in the table: the first, the last, and equally spaced ones between them."""

_LETTER: Final = 6.2
_ROW: Final = 19
_SWATCH: Final = 24


@dataclass(frozen=True)
class Styled:
    """A curve with its style; ``place`` is its index among lines or among points."""

    curve: Curve
    place: int
    colour: str

    @property
    def is_line(self) -> bool:
        """Whether it is drawn as a line."""
        return self.curve.kind == "line"

    @property
    def mark(self) -> Any:
        """The Altair mark."""
        if self.is_line:
            dash = DASHES[self.place % len(DASHES)]
            stroke: dict[str, Any] = {"strokeDash": [*dash]} if dash else {}
            return {"type": "line", "color": self.colour, "strokeWidth": 2.2, **stroke}
        size = 58 if len(self.curve.x) <= 60 else 18
        return {
            "type": "point", "shape": SHAPES[self.place % len(SHAPES)], "filled": True, "color": self.colour,
            "size": size, "opacity": 1, "stroke": "white", "strokeWidth": 0.8,
        }  # fmt: skip


def curves_picture(drawn: Curves, *, name: str, source: str) -> Picture:
    """A figure of curves as a picture for page and notebook.

    Parameters
    ----------
    drawn
        Title, axes and curves.
    name
        Unique in a page; letters and hyphens.
    source
        Source of the published numbers.
    """
    styled = styles(drawn.curves)
    return Picture(
        name,
        drawn.title,
        f"{drawn.y[:1].upper()}{drawn.y[1:]}, against {drawn.x}",
        source,
        (),
        table=_table(drawn),
        data=pd.concat([_frame(one.curve).assign(curve=one.curve.name) for one in styled], ignore_index=True),
        draw=lambda width: draw_curves(drawn, width=width),
    )


def styles(curves: Sequence[Curve]) -> list[Styled]:
    """Curves with their styles, lines first so that points are drawn on top.

    If there are as many lines as series of points, they are pairs and share a colour.
    """
    lines, points = ([curve for curve in curves if curve.kind == kind] for kind in ("line", "points"))
    first = 0 if len(lines) == len(points) else len(lines)
    return [
        Styled(curve, place, COLOURS[(start + place) % len(COLOURS)])
        for start, part in ((0, lines), (first, points))
        for place, curve in enumerate(part)
    ]


def draw_curves(drawn: Curves, *, width: int) -> Any:
    """The chart with its legend above and both axes titled, `width` pixels wide."""
    styled = styles(drawn.curves)
    frames = [_frame(one.curve) for one in styled]
    every = pd.concat(frames)
    values = _axis(every["value"])
    across, ends = _trimmed(every["x"], about=max(3, min(8, width // 80)))
    # half of the last label extends beyond the plot
    left, right = values.margin, max(12, round(len(across.labels[-1]) * _LETTER / 2) + 4)
    plot, height = width - left - right, 200 if width < NARROW else round(width * 0.5)
    x = alt.Scale(domain=ends, nice=False, zero=False)
    y = alt.Scale(domain=values.domain, nice=False, zero=False)
    legend = _Legend(styled, left=left, letters=int((width - _SWATCH - 16) / _LETTER))
    up, along = (textwrap.wrap(title, int(width / _LETTER)) for title in (drawn.y, drawn.x))
    over = 12 + _ROW * len(up)
    layers = [
        *value_grid(values, y),
        *_bottom(across, x, height),
        *(_curve(one, frame, x, y) for one, frame in zip(styled, frames, strict=True)),
        *legend.layers(top=-(over + legend.height)),
        *_lines_of_text(up, x=-left, top=-over + 6, align="left"),
        *_lines_of_text(along, x=(width / 2) - left, top=height + 38, align="center"),
    ]
    room = {"left": left, "right": right, "top": over + legend.height + 8, "bottom": 32 + _ROW * len(along)}
    return framed(layers, width=plot, height=height, **room)


def _frame(curve: Curve) -> pd.DataFrame:
    frame = pd.DataFrame({"x": list(map(float, curve.x)), "value": list(map(float, curve.y))})
    return frame[frame.map(math.isfinite).all(axis=1)]


def _axis(values: pd.Series, *, about: int = 5) -> Axis:
    if values.empty:
        return axis(0.0, 1.0, unit="", from_zero=True, about=about)
    low, high = float(values.min()), float(values.max())
    if -0.02 * high <= low <= 0.35 * high:  # an axis that nearly starts at zero should start at zero
        return axis(0.0, high, unit="", from_zero=True, about=about)
    return axis(low, high, unit="", from_zero=False, about=about)


def _trimmed(values: pd.Series, *, about: int) -> tuple[Axis, list[float]]:
    """Ticks along the bottom, and the ends of the axis: the range of the values, unless that leaves too few ticks."""
    whole = _axis(values, about=about)
    if values.empty:
        return whole, whole.domain
    ends = [min(float(values.min()), max(whole.ticks[0], 0.0)), float(values.max())]
    inside = tuple(tick for tick in whole.ticks if ends[0] - 1e-9 <= tick <= ends[1] + 1e-9)
    return (Axis(inside, whole.unit), ends) if len(inside) > 2 else (whole, whole.domain)


def _lines_of_text(lines: Sequence[str], *, x: float, top: float, align: Any) -> list[Any]:
    rows = [(pd.DataFrame({"word": [line]}), y_at(top + k * _ROW)) for k, line in enumerate(lines)]
    return [words_layer(row, "word", x=x_at(x), y=y, align=align, color=INK) for row, y in rows]


def _bottom(across: Axis, x: alt.Scale, height: int) -> list[Any]:
    """Layers: ticks, and their labels below the plot."""
    data = pd.DataFrame({"tick": across.ticks, "label": across.labels})
    at = alt.X("tick:Q", scale=x)
    ticks = alt.Chart(data).mark_rule(color=GRID).encode(x=at, y=y_at(height), y2=y2_at(height + 5))
    return [ticks, words_layer(data, "label", x=at, y=y_at(height + 9), baseline="top", color=MUTED)]


def _curve(one: Styled, frame: pd.DataFrame, x: alt.Scale, y: alt.Scale) -> Any:
    data = frame.assign(place=range(len(frame)))
    chart = alt.Chart(data, mark=one.mark).encode(x=alt.X("x:Q", scale=x), y=alt.Y("value:Q", scale=y))
    # in the given order: a path may turn back
    return chart.encode(order=alt.Order("place:Q")) if one.is_line else chart


@dataclass(frozen=True)
class _Legend:
    """One row for each curve, more if its name does not fit."""

    styled: Sequence[Styled]
    left: int
    letters: int

    @property
    def _names(self) -> list[list[str]]:
        return [textwrap.wrap(one.curve.name, self.letters) for one in self.styled]

    @property
    def height(self) -> int:
        """Height in pixels."""
        return _ROW * sum(map(len, self._names)) + 8

    def layers(self, *, top: float) -> list[Any]:
        """A swatch and the name of each curve, from `top` pixels downwards."""
        layers, row = [], 0
        for one, lines in zip(self.styled, self._names, strict=True):
            middle = top + _ROW * (row + 0.5)
            layers.append(self._swatch(one, middle))
            layers += _lines_of_text(lines, x=_SWATCH + 8 - self.left, top=middle, align="left")
            row += len(lines)
        return layers

    def _swatch(self, one: Styled, middle: float) -> Any:
        here = alt.Chart(pd.DataFrame({"one": [1]}))
        looks = {name: value for name, value in one.mark.items() if name != "type"}
        first, last = float(-self.left), float(_SWATCH - self.left)
        if not one.is_line:
            return here.mark_point(**{**looks, "size": 58}).encode(x=x_at((first + last) / 2), y=y_at(middle))
        return here.mark_rule(**looks).encode(x=x_at(first), x2=x2_at(last), y=y_at(middle))


def _table(drawn: Curves) -> pd.DataFrame:
    rows = [
        (curve.name, f"{x:,.5g}", f"{y:,.5g}")
        for curve in drawn.curves
        for x, y in _some(list(zip(curve.x, curve.y, strict=True)))
    ]
    return pd.DataFrame(rows, columns=["Curve", drawn.x, drawn.y]).map(lambda text: text.replace("-", "\u2212"))


def _some(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(points) <= FEW:
        return points
    last = len(points) - 1
    return [points[round(k * last / (FEW - 1))] for k in range(FEW)]
