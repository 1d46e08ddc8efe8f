"""Charts become SVG without a browser, tidied so that many of them can stand in one HTML page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import altair as alt
import pandas as pd
import vl_convert
from altair.utils.schemapi import debug_mode

from .colours import FONT

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
"""The house look as Vega-Lite's configuration: no frame or grid of its own, each picture draws its own."""


def _as_text(data: Any, **options: Any) -> Any:
    """A frame's rows as one JSON text, which Altair passes on instead of copying it number by number."""
    if not isinstance(data, pd.DataFrame):
        return data
    rows = zip(*(data[column].tolist() for column in data.columns), strict=True)
    text = json.dumps([dict(zip(data.columns, row, strict=True)) for row in rows])
    return {"values": text, "format": {"type": "json"}}


alt.data_transformers.register("xinyong", _as_text)


@contextmanager
def quickly() -> Iterator[None]:
    """Let Altair build and hand over charts without checking each part of them against its schema."""
    with debug_mode(False), alt.data_transformers.enable("xinyong", consolidate_datasets=False):
        yield


def svg(chart: Any, *, name: str, label: str) -> str:
    """A chart as an ``<svg>`` element for HTML: no script, no style, no address of any host.

    Parameters
    ----------
    chart
        An Altair chart without configuration; it gets `LOOK`.
    name
        Unique in the page; ids inside the picture begin with it, so that two pictures never share one.
    label
        What the picture shows, for people who cannot see it (the table beside it holds the numbers).

    Returns
    -------
    str
        Scales to the width of where it stands; keeps its natural width as a maximum.
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
