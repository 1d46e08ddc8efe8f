"""`xinyong audit`: how fair a run's system is between groups, in the terms of the fairness literature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import BadRequest
from . import options
from .app import app
from .terminal import show_json, show_table

if TYPE_CHECKING:
    import pandas as pd


@app.command()
def audit(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="A folder written by run.")],
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="GROUPS",
            help="A dimension, or several for crossed groups; repeatable.",
            show_default="each dimension, and two crossings",
        ),
    ] = None,
    cut: Annotated[
        int | None,
        options.whole_number(
            "--cut",
            metavar="POINTS",
            help="Audit a cut of the score that lenders look at instead.",
            show_default="the lenders' decision",
        ),
    ] = None,
    year: Annotated[
        int | None, options.whole_number("--year", metavar="YYYY", help="One year.", show_default="the last")
    ] = None,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Failure observed by band of that score, and what was foretold.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Audit a run for fairness by group: rates with n and 95 % interval, and the gaps between groups."""
    from ..results.fairness_audit import BY
    from ..results.run_result import load

    run, groups = load(folder), tuple(by or BY)
    if calibration and cut is not None:
        raise BadRequest(
            "--cut",
            received="together with --calibration",
            accepted="one of the two",
            remedy="Calibration is told for every band; a cut decides between them.",
        )
    points = float(cut) if cut is not None else None
    found = run.calibration(groups) if calibration else run.fairness(groups, cut=points)
    rows = _of_year(found, year).to_dict(orient="records")
    shown = [{str(name): _plain(value) for name, value in row.items()} for row in rows]
    if as_json:
        show_json(shown)
    else:
        show_table(shown, tuple(str(name) for name in found.columns))


def _of_year(found: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The rows of one year, the last if none is named, with the year in place of the month.

    Raises
    ------
    BadRequest
        If the run has no such year, or none at all.
    """
    known = sorted({month.year for month in found["month"]})
    if not known or (year is not None and year not in known):
        raise BadRequest(
            "--year" if known else "RUN",
            received=str(year) if known else "a run that lived through no December",
            accepted=f"one of {', '.join(map(str, known))}" if known else "a run with a December",
            remedy="Audits are counted at the end of each year.",
        )
    wanted = known[-1] if year is None else year
    rows = found[[month.year == wanted for month in found["month"]]]
    return rows.assign(month=f"{wanted}-12")


def _plain(value: object) -> object:
    """A number that is not defined as null."""
    return None if isinstance(value, float) and value != value else value
