"""Axes drawn as marks: round ticks, a light grid, labels with units, and years along the bottom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from .colours import GRID, INK, MUTED
from .number_format import is_share, magnitude

LABEL_SIZE: Final = 12
LEAST_SPAN: Final = 0.1
"""Smallest span of an axis without zero, as a share of the values, so that noise does not look like a trend."""

_LETTER: Final = 6.4
_WIDER: Final = 5.0
"""Additional width of a per cent sign, in pixels."""
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """A value axis from the first to the last of `ticks`, which are round numbers."""

    ticks: tuple[float, ...]
    unit: str

    @property
    def domain(self) -> list[float]:
        """Its two ends."""
        return [self.ticks[0], self.ticks[-1]]

    @property
    def labels(self) -> list[str]:
        """Label of each tick."""
        step, most = self.ticks[1] - self.ticks[0], max(map(abs, self.domain))
        return [tick_label(tick, self.unit, step=step, most=most) for tick in self.ticks]

    @property
    def margin(self) -> int:
        """Width of the longest label in pixels."""
        return math.ceil(max(len(label) * _LETTER + _WIDER * label.count("%") for label in self.labels)) + 8


def axis(low: float, high: float, *, unit: str, from_zero: bool, about: int = 5) -> Axis:
    """Round ticks that cover a range.

    Parameters
    ----------
    low, high
        Smallest and largest value to be shown, in `unit`.
    unit
        Decides how ticks are written.
    from_zero
        Whether the axis must include zero: yes for counts and shares.
    about
        Approximate number of steps.
    """
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    else:
        missing = max(0.0, LEAST_SPAN * max(abs(low), abs(high)) - (high - low))
        low, high = low - missing / 2, high + missing / 2
    if high - low <= 1e-9 * max(abs(high), abs(low), 1.0):
        spread = max(abs(high) * LEAST_SPAN, 0.01 if is_share(unit) else 1.0)
        low, high = (0.0 if from_zero and low >= 0 else low - spread), high + spread
    step = _round_step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis(tuple(round(k * step, 12) for k in range(first, last + 1)), unit)


def tick_label(tick: float, unit: str, *, step: float, most: float) -> str:
    """A tick label with the decimals that the step needs; in per cent, or in the millions of the whole axis.

    Parameters
    ----------
    tick
        The value.
    unit
        Of the axis.
    step
        Distance between ticks.
    most
        Largest absolute tick, which decides between plain numbers, millions and billions for all ticks.
    """
    if tick == 0:
        return "0"
    size, word = (0.01, "\u00a0%") if is_share(unit) else magnitude(most)
    return f"{tick / size:,.{_decimals(step / size)}f}{word}".replace("-", "\u2212")


def value_grid(values: Axis, scale: alt.Scale) -> list[Any]:
    """Layers: horizontal grid lines with labels to their left; the line of zero is dark."""
    data = grid_rows(values)
    y = alt.Y("tick:Q", scale=scale)
    lines = alt.Chart(data).mark_rule().encode(y=y, color=own_colour())
    return [lines, words_layer(data, "label", x=x_at(-8), y=y, align="right", color=MUTED)]


def grid_rows(values: Axis) -> pd.DataFrame:
    """Grid lines as rows: ``tick``, ``label``, ``colour``; the line of zero is dark and drawn last."""
    colours = [INK if tick == 0 else GRID for tick in values.ticks]
    data = pd.DataFrame({"tick": values.ticks, "label": values.labels, "colour": colours})
    return data.sort_values("tick", key=lambda tick: tick == 0, kind="stable")


def x_at(pixels: float) -> Any:
    """A constant horizontal position, in pixels from the left of the plot."""
    return alt.XValue(pixels)  # type: ignore[no-untyped-call]  # untyped in altair


def x2_at(pixels: float) -> Any:
    """A constant right end, in pixels from the left of the plot."""
    return alt.X2Value(pixels)  # type: ignore[no-untyped-call]  # untyped in altair


def y_at(pixels: float) -> Any:
    """A constant vertical position, in pixels from the top of the plot."""
    return alt.YValue(pixels)  # type: ignore[no-untyped-call]  # untyped in altair


def y2_at(pixels: float) -> Any:
    """A constant lower end, in pixels from the top of the plot."""
    return alt.Y2Value(pixels)  # type: ignore[no-untyped-call]  # untyped in altair


def row_y() -> alt.Y:
    """The vertical position of a row in pixels, given in the column ``place``."""
    return alt.Y("place:Q", scale=None, axis=None)


def words_layer(data: pd.DataFrame, column: str, *, x: Any, y: Any, baseline: Any = "middle", **style: Any) -> Any:
    """A layer that writes the words of a column at the size of labels."""
    marks = alt.Chart(data).mark_text(**{"baseline": baseline, "fontSize": LABEL_SIZE, **style})
    return marks.encode(x=x, y=y, text=alt.Text(f"{column}:N"))


def framed(layers: Sequence[Any], *, width: int, height: int, **padding: int) -> Any:
    """Layers as one chart whose plot is `width` by `height` pixels, with this padding: left, right, top, bottom."""
    auto = alt.AutoSizeParams(type="none")
    return alt.layer(*layers, width=width, height=height, padding=padding, autosize=auto)


def own_colour() -> alt.Color:
    """Colours given in the column ``colour``."""
    return alt.Color("colour:N", scale=None, legend=None)


def year_ticks(first: float, last: float, *, width: int) -> pd.DataFrame:
    """Positions of year labels along the bottom; months for a short window.

    Parameters
    ----------
    first, last
        The window in decimal years.
    width
        Available pixels; a label needs about 44.

    Returns
    -------
    DataFrame
        ``year`` (decimal) and ``label``.
    """
    room = max(2, width // 44)
    if last - first >= 2:
        years = range(math.ceil(first - 1e-9), math.floor(last + 1e-9) + 1)
        skip = next(k for k in (1, 2, 3, 4, 5, 10, 20, 50, 100) if len(years) / k <= room)
        return pd.DataFrame({"year": [float(y) for y in years][::skip], "label": [str(y) for y in years][::skip]})
    months = range(round(first * 12), round(last * 12) + 1)
    skip = next(k for k in (1, 2, 3, 6, 12, 24) if len(months) / k * 1.3 <= room)
    kept = [m for m in months if m % skip == 0] or [months[0]]
    return pd.DataFrame({"year": [m / 12 for m in kept], "label": [f"{m // 12}-{m % 12 + 1:02d}" for m in kept]})


def year_axis(first: float, last: float, *, width: int, height: int, scale: alt.Scale) -> list[Any]:
    """Layers: short ticks and labels of years below a plot of `width` by `height` pixels."""
    data = pd.DataFrame(year_ticks(first, last, width=width))
    x = alt.X("year:Q", scale=scale)
    ticks = alt.Chart(data).mark_rule(color=MUTED).encode(x=x, y=y_at(height), y2=y2_at(height + 5))
    return [ticks, words_layer(data, "label", x=x, y=y_at(height + 8), baseline="top", color=MUTED)]


def _decimals(step: float) -> int:
    return next(k for k in range(9) if math.isclose(round(step, k), step, rel_tol=1e-6))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))
