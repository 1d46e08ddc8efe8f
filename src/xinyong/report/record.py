"""The section "beside the record": documented figures and simulated values of the same month, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..charts.amounts import amount, times
from ..charts.picture import Picture
from ..charts.ratios import draw_ratios
from ..charts.record import beside
from ..charts.sides import Side
from ..charts.tables import month_words
from ..charts.words import made_by
from .figures import Figure, figure


@dataclass(frozen=True)
class Beside:
    """One figure on record in words; ``world`` only where several worlds are shown."""

    name: str
    world: str
    month: str
    documented: str
    simulated: str
    ratio: str
    verdict: str
    note: str
    source: str
    reliability: str


@dataclass(frozen=True)
class Record:
    """The whole section.

    Attributes
    ----------
    figure
        The picture of ratios; None if no figure is comparable.
    rows
        All figures on record within the window.
    tally
        How many of the comparable ones are near, as a sentence.
    worlds
        Which worlds are held against the record.
    """

    figure: Figure | None
    rows: tuple[Beside, ...]
    tally: str
    worlds: str


def record(worlds: Sequence[Side]) -> Record | None:
    """The section, or None if no figure on record falls within the window."""
    table = beside(worlds)
    if table.empty:
        return None
    named = list(dict.fromkeys(table["world"]))
    shown = [side for side in worlds if side.called in named]
    comparable = table[table["is_comparable"]]
    drawn = None if comparable.empty else figure(_picture(comparable, shown), kind="ratios")
    rows = tuple(_row(row, is_one=len(named) == 1) for _, row in table.iterrows())
    return Record(drawn, rows, _tally(comparable), " and ".join(named))


def _picture(comparable: pd.DataFrame, shown: Sequence[Side]) -> Picture:
    colours = {side.called: side.colour for side in shown}
    twin = pd.DataFrame(
        {
            "Figure": comparable["name"],
            "Month": [month_words(month) for month in comparable["month"]],
            "World": comparable["world"],
            "Simulated over documented": [times(ratio) for ratio in comparable["ratio"]],
        }
    )
    return Picture(
        "ratios",
        "Simulated over documented",
        "Ratio; equal is 1. Light band: within a factor of two; dark band: within 15 per cent. Triangles lie beyond the axis",
        made_by(shown),
        tuple(dict.fromkeys(comparable["measure"])),
        twin=twin,
        data=comparable,
        draw=lambda width: draw_ratios(comparable, colours=colours, width=width),
    )


def _row(row: pd.Series, *, is_one: bool) -> Beside:
    unit = str(row["unit"])
    return Beside(
        str(row["name"]),
        "" if is_one else str(row["world"]),
        month_words(row["month"]),
        amount(row["documented"], unit),
        amount(row["simulated"], unit),
        times(row["ratio"]),
        str(row["verdict"]),
        str(row["note"] or ""),
        str(row["source"]),
        str(row["reliability"]),
    )


def _tally(comparable: pd.DataFrame) -> str:
    if comparable.empty:
        return "None of them counts quite the same thing, so no ratio is judged."
    is_near = comparable["verdict"].isin(["within 15 %", "within a factor of two"])
    is_close = comparable["verdict"].eq("within 15 %")
    return (
        f"Of {len(comparable)} comparisons, {int(is_close.sum())} lie within 15 per cent and "
        f"{int(is_near.sum())} within a factor of two."
    )
