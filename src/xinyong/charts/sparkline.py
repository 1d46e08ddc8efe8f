"""A line as small as a word, for a row of a table: all worlds on one scale, without axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .world_view import WorldView

WIDTH: Final = 120
HEIGHT: Final = 30
_EDGE: Final = 4
_MOST_POINTS: Final = 48

Points = NDArray[np.float64]


def sparkline(courses: Sequence[tuple[WorldView, pd.DataFrame]]) -> str:
    """Small lines of one measure as an ``<svg>`` element that readers of the screen skip: the table has the numbers.

    Parameters
    ----------
    courses
        Each world with its `WorldView.monthly` frame, not empty.
    """
    points = [_points(frame) for _, frame in courses]
    everywhere = np.concatenate(points)
    (first, lowest), (last, highest) = everywhere.min(axis=0), everywhere.max(axis=0)
    middle = (lowest + highest) / 2
    reach = max((highest - lowest) / 2, 1e-9, abs(middle) * 1e-3)
    origin = np.array([first, middle + reach])
    size = np.array([max(last - first, 1 / 12), -2 * reach])
    room = np.array([WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE])
    lines = [_path(side, _EDGE + (at - origin) / size * room) for (side, _), at in zip(courses, points, strict=True)]
    frame = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg aria-hidden="true" {frame} fill="none" stroke-width="1.6">{"".join(lines)}</svg>'


def _points(frame: pd.DataFrame) -> Points:
    """Years and values, float64 (points, 2): few enough for so small a line, the last month always among them."""
    every = max(1, len(frame) // _MOST_POINTS)
    return frame[["year", "value"]].iloc[::-every].iloc[::-1].to_numpy(np.float64)


def _path(side: WorldView, at: Points) -> str:
    dash = f' stroke-dasharray="{" ".join(f"{2 * part / 3:.3g}" for part in side.look.dash)}"' if side.look.dash else ""
    return f'<path d="M{"L".join(f"{x:.1f},{y:.1f}" for x, y in at)}" stroke="{side.look.colour}"{dash}/>'
