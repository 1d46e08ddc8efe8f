"""SVG without a browser: charts cleaned up for one HTML page, and sparklines for rows of a table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
import vl_convert
from altair.utils.schemapi import debug_mode
from numpy.typing import NDArray

from .colours import FONT
from .world_view import WorldView

_VEGA_LITE: Final = "_".join(alt.SCHEMA_VERSION.split(".")[:2])
_NOISE: Final = (
    re.compile(r'<path class="(?:background|foreground)"[^>]*\bd="(?:M0,0h0v0h0Z)?"[^>]*/>'),
    re.compile(r'<path class="foreground"[^>]*display="none"[^>]*/>'),
    re.compile(r'<rect width="\d+" height="\d+" fill="(?:white|none|transparent)"/>'),
    re.compile(r' (?:class|role|aria-[a-z]+|pointer-events|xmlns(?::xlink)?|version)="[^"]*"'),
    re.compile(r' opacity="1"| font-weight="normal"'),
)
_EMPTY: Final = re.compile(r"<g(?: [^>]*)?></g>|<g(?: [^>]*)?/>")
_BARE: Final = re.compile(r"<g>((?:(?!</?g\b).)*)</g>", re.DOTALL)
_PLACES: Final = re.compile(r'\b(?:d|transform|[xy][12]?|width|height)="[^"]*"')
_LONG_DECIMAL: Final = re.compile(r"(\d+\.\d)\d+")
_LETTERS: Final = f' font-family="{FONT}"'


LOOK: Final[dict[str, Any]] = {
    "font": FONT,
    "background": "transparent",
    "aria": False,
    "view": {"stroke": None},
    "axis": {"grid": False, "domain": False, "ticks": False, "labels": False, "title": None},
}
"""Vega-Lite configuration of all charts: no frame and no grid, because each picture draws its own."""


def _as_text(data: Any, **options: Any) -> Any:
    """Rows of a frame as one JSON text, which Altair passes on without copying each number."""
    if not isinstance(data, pd.DataFrame):
        return data
    rows = zip(*(data[column].tolist() for column in data.columns), strict=True)
    text = json.dumps([dict(zip(data.columns, row, strict=True)) for row in rows])
    return {"values": text, "format": {"type": "json"}}


alt.data_transformers.register("xinyong", _as_text)


@contextmanager
def quickly() -> Iterator[None]:
    """Disable Altair's schema validation inside the block, for speed."""
    with debug_mode(False), alt.data_transformers.enable("xinyong", consolidate_datasets=False):
        yield


def svg(chart: Any, *, name: str, label: str) -> str:
    """A chart as an ``<svg>`` element for HTML, without scripts, styles and addresses of hosts.

    Parameters
    ----------
    chart
        An Altair chart without configuration; it gets `LOOK`.
    name
        Prefix of ids inside the picture, unique in the page.
    label
        Description for people who cannot see the picture; the numbers are in the table beside it.

    Returns
    -------
    str
        Scales to the width of its container; the natural width is the maximum.
    """
    with quickly():
        spec = {**chart.to_dict(validate=False), "config": LOOK}
    drawn = str(vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE))
    return _labelled(_renamed(_tidied(drawn), name), label)


def _tidied(drawn: str) -> str:
    for noise in _NOISE:
        drawn = noise.sub("", drawn)
    drawn = _PLACES.sub(lambda place: _LONG_DECIMAL.sub(r"\1", place.group()), drawn)
    drawn = drawn.replace(_LETTERS, "").replace("<svg", "<svg" + _LETTERS, 1)
    before = ""
    while before != drawn:
        before, drawn = drawn, _BARE.sub(r"\1", _EMPTY.sub("", drawn))
    return drawn


def _renamed(drawn: str, name: str) -> str:
    drawn = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', drawn)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", drawn)


def _labelled(drawn: str, label: str) -> str:
    safe = label.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return drawn.replace("<svg", f'<svg role="img" aria-label="{safe}"', 1)


WIDTH: Final = 120
HEIGHT: Final = 30
_EDGE: Final = 4
_MOST_POINTS: Final = 48

Points = NDArray[np.float64]


def sparkline(series: Sequence[tuple[WorldView, pd.DataFrame]]) -> str:
    """Small lines of one measure as an ``<svg>`` element. Screen readers skip it, because the table has the numbers.

    Parameters
    ----------
    series
        Each world with its `WorldView.monthly` frame, not empty.
    """
    points = [_points(frame) for _, frame in series]
    everywhere = np.concatenate(points)
    (first, lowest), (last, highest) = everywhere.min(axis=0), everywhere.max(axis=0)
    middle = (lowest + highest) / 2
    reach = max((highest - lowest) / 2, 1e-9, abs(middle) * 1e-3)
    origin = np.array([first, middle + reach])
    size = np.array([max(last - first, 1 / 12), -2 * reach])
    room = np.array([WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE])
    lines = [_path(world, _EDGE + (at - origin) / size * room) for (world, _), at in zip(series, points, strict=True)]
    frame = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg aria-hidden="true" {frame} fill="none" stroke-width="1.6">{"".join(lines)}</svg>'


def _points(frame: pd.DataFrame) -> Points:
    """Years and values, float64 (points, 2): a sample of months that always includes the last."""
    every = max(1, len(frame) // _MOST_POINTS)
    return frame[["year", "value"]].iloc[::-every].iloc[::-1].to_numpy(np.float64)


def _path(world: WorldView, at: Points) -> str:
    dash = (
        f' stroke-dasharray="{" ".join(f"{2 * part / 3:.3g}" for part in world.look.dash)}"' if world.look.dash else ""
    )
    return f'<path d="M{"L".join(f"{x:.1f},{y:.1f}" for x, y in at)}" stroke="{world.look.colour}"{dash}/>'
