"""The few lines that a run or a comparison ends with: the report's headline numbers, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terminal import show_table

if TYPE_CHECKING:
    from ..results.run_result import Run
    from ..runs.compare import Comparison


def show_summary(subject: Run | Comparison) -> None:
    """Print the headline measures: values, and for a comparison their difference."""
    from ..charts.world_view import world_views
    from ..report.headline import lines
    from ..runs.headline import HEADLINES

    worlds = world_views(subject)
    is_pair = len(worlds) > 1
    heads = [side.called for side in worlds] if is_pair else ["value"]
    rows = [
        {
            "measure": line.measure,
            **dict(zip(heads, line.values, strict=True)),
            "difference": line.difference,
            "95 % interval": line.interval,
            "verdict": line.verdict.words,
        }
        for line in lines(worlds)
        if line.measure in HEADLINES
    ]
    of_pairs = ("difference", "95 % interval", "verdict") if is_pair else ("95 % interval",)
    show_table(rows, ("measure", *heads, *of_pairs))
