"""Figures on record beside the simulated ones of the same month: their ratio, and what to call it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

from ..measures.published_figures import RECORD, Figure
from .measure_labels import definition, name
from .world_view import WorldView

CLOSE: Final = 0.15
"""A ratio nearer to one than this is called close (the tolerance of facts V5)."""
WITHIN: Final = 2.0
"""A ratio within this factor is called within a factor of two."""

_COLUMNS: Final = [
    "measure", "name", "unit", "month", "documented", "world", "simulated", "ratio", "verdict",
    "source", "reliability", "note", "is_comparable",
]  # fmt: skip


def points_for(measure: str, courses: Sequence[tuple[WorldView, pd.DataFrame]]) -> pd.DataFrame:
    """Comparable figures on record of a measure, within the months that the worlds cover.

    Returns
    -------
    DataFrame
        ``month``, ``year`` (decimal), ``value``, ``source``; may be empty.
    """
    first = min(frame["month"].iloc[0] for _, frame in courses)
    last = max(frame["month"].iloc[-1] for _, frame in courses)
    rows = [
        {
            "month": _stamp(figure.month),
            "year": figure.month / 12,
            "value": figure.value,
            "source": figure.source,
        }
        for figure in RECORD
        if figure.measure == measure and figure.is_comparable and first <= _stamp(figure.month) <= last
    ]
    return pd.DataFrame(rows, columns=["month", "year", "value", "source"])


def sources_of(points: pd.DataFrame) -> str:
    """The sentence that names the facts behind points on record; empty when there are none."""
    if points.empty:
        return ""
    return " On record: facts " + ", ".join(dict.fromkeys(points["source"])) + "."


def beside(worlds: Sequence[WorldView]) -> pd.DataFrame:
    """Every figure on record within the window, beside what each world simulated for that month.

    Worlds that claim to be as documented are held against the record; if none does, all of them are.

    Parameters
    ----------
    worlds
        One or two.

    Returns
    -------
    DataFrame
        One row a figure and world, by measure and month: measure, name, unit, month, documented, world,
        simulated, ratio (simulated over documented), verdict, source (facts id), reliability (A to D, U),
        note, is_comparable.
    """
    claiming = [side for side in worlds if side.label == "documented"] or list(worlds)
    rows = [row for figure in RECORD for side in claiming if (row := _row(figure, side)) is not None]
    order = {figure.measure: k for k, figure in reversed(list(enumerate(RECORD)))}
    rows.sort(key=lambda row: (order[str(row["measure"])], row["month"]))
    return pd.DataFrame(rows, columns=_COLUMNS)


def verdict(ratio: float) -> str:
    """What a ratio of simulated over documented is called."""
    if not math.isfinite(ratio):
        return "not defined"
    if abs(ratio - 1) <= CLOSE + 1e-12:
        return "within 15 %"
    if 1 / WITHIN <= ratio <= WITHIN:
        return "within a factor of two"
    return "more than twice the record" if ratio > WITHIN else "less than half the record"


def _row(figure: Figure, side: WorldView) -> dict[str, object] | None:
    if not side.has(figure.measure):
        return None
    month = _stamp(figure.month)
    frame = side.monthly(figure.measure)
    found = frame.loc[frame["month"] == month, "value"]
    if found.empty:
        return None
    ratio = float(found.iloc[0]) / figure.value if figure.value else math.nan
    return {
        "measure": figure.measure,
        "name": name(figure.measure),
        "unit": definition(figure.measure).unit,
        "month": month,
        "documented": figure.value,
        "world": side.called,
        "simulated": float(found.iloc[0]),
        "ratio": ratio,
        "verdict": verdict(ratio) if figure.is_comparable else "not the same count",
        "source": figure.source,
        "reliability": figure.reliability,
        "note": figure.note,
        "is_comparable": figure.is_comparable,
    }


def _stamp(month: int) -> pd.Timestamp:
    return pd.Timestamp(year=month // 12, month=month % 12 + 1, day=1)
