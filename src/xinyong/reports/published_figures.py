"""The section "Published figures": published and simulated values of the same month, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..charts.number_format import is_index, is_share, listing, month_words, number, times
from ..charts.picture import Picture
from ..charts.published_ratios import beside, draw_ratios
from ..charts.world_view import WorldView, made_by
from .figures import Figure, figure


@dataclass(frozen=True)
class FiguresOfMeasure:
    """Figures of one measure in words, a row for each by column, and the note that all of them share."""

    heading: str
    note: str
    rows: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class PublishedFigures:
    """The whole section.

    Attributes
    ----------
    figure
        The picture of ratios; None if no figure is comparable.
    parts
        All published figures of the simulated months, by measure.
    tally
        How many of the comparable figures are near, as a sentence.
    worlds
        The worlds that are compared with published figures.
    """

    figure: Figure | None
    parts: tuple[FiguresOfMeasure, ...]
    tally: str
    worlds: str


def published(worlds: Sequence[WorldView]) -> PublishedFigures | None:
    """The section, or None if no figure is published for the simulated months."""
    table = beside(worlds)
    if table.empty:
        return None
    named = list(dict.fromkeys(table["world"]))
    shown = [side for side in worlds if side.called in named]
    comparable = table[table["is_comparable"]]
    drawn = None if comparable.empty else figure(_picture(comparable, shown), kind="ratios", worlds=worlds)
    parts = tuple(_part(str(name), part, is_one=len(named) == 1) for name, part in table.groupby("name", sort=False))
    return PublishedFigures(drawn, parts, _tally(comparable), listing(named))


def _picture(comparable: pd.DataFrame, shown: Sequence[WorldView]) -> Picture:
    table = pd.DataFrame(
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
        "Ratio, 1 where both are equal. Light band: within a factor of two; dark band: within 15 per cent. "
        "Triangles lie beyond the axis",
        made_by(shown),
        tuple(dict.fromkeys(comparable["measure"])),
        table=table,
        data=comparable,
        key=("dots",) if len(shown) > 1 else (),
        draw=lambda width: draw_ratios(comparable, shown, width=width),
    )


def _heading(name: str, unit: str) -> str:
    return name if is_share(unit) or is_index(unit) else f"{name} ({unit.replace('/', ' a ')})"


def _part(name: str, part: pd.DataFrame, *, is_one: bool) -> FiguresOfMeasure:
    notes = set(part["note"])
    shared = str(notes.pop()) if len(notes) == 1 else ""
    rows = tuple(_row(row, shared=shared, is_one=is_one) for _, row in part.iterrows())
    return FiguresOfMeasure(_heading(name, str(part["unit"].iloc[0])), shared, rows)


def _row(row: pd.Series, *, shared: str, is_one: bool) -> dict[str, str]:
    unit, month = str(row["unit"]), month_words(row["month"])
    return {
        "month": month if is_one else f"{month}, {row['world']}",
        "documented": number(row["documented"], unit),
        "simulated": number(row["simulated"], unit),
        "ratio": times(row["ratio"]),
        "verdict": str(row["verdict"]),
        "source": f"{row['source']} ({row['reliability']})",
        "note": "" if shared else str(row["note"]),
    }


def _tally(comparable: pd.DataFrame) -> str:
    if comparable.empty:
        return "None of them counts quite the same thing, so no ratio is judged."
    is_near = comparable["verdict"].isin(["within 15 %", "within a factor of two"])
    is_close = comparable["verdict"].eq("within 15 %")
    return (
        f"Of {len(comparable)} comparisons, {int(is_close.sum())} lie within 15 per cent and "
        f"{int(is_near.sum())} within a factor of two."
    )
