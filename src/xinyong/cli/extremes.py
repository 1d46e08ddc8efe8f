"""`xinyong extremes`: what the model does in extreme cases, beside the limits that it must come to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import options
from .app import app
from .output_dir import check_folder, folder_made
from .terminal import progress, show, show_json, show_table

if TYPE_CHECKING:
    from ..evidence.limits import Finding

PAGE = "extremes.html"
"""The file that is written into the folder of --out."""


@app.command()
def extremes(
    case: Annotated[list[str] | None, typer.Option("--case", metavar="ID", help="One case; repeatable.")] = None,
    population: Annotated[int, options.whole_number("--population", metavar="N", help="Simulated citizens.")] = 32_768,
    seed: options.Seed = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=f"Folder for {PAGE}; it may exist already.")
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run extreme cases and hold each against its limit; exit 1 if one is not met. About a minute."""
    found = run_cases(case or (), population=population, seed=seed, folder=out, quiet=quiet or as_json)
    page = _write(found, out) if out is not None else None
    if as_json:
        show_json([finding.to_dict() for finding in found])
    elif not quiet:
        _show(found)
        if page is not None:
            show(f"Page: {page.resolve()}")
    if not all(finding.is_met for finding in found):
        raise typer.Exit(1)


def run_cases(
    ids: Sequence[str], *, population: int = 32_768, seed: int | None = None, folder: Path | None = None, quiet: bool
) -> tuple[Finding, ...]:
    """The cases of these ids, all of them if none is given, run beside their usual worlds."""
    from ..evidence.limits import extremes as run_extremes
    from ..evidence.limits import named

    asked = named(ids)
    check_folder(folder)
    return run_extremes(
        cases=asked,
        population=population,
        seed=seed,
        progress=progress(quiet=quiet),
    )


def _write(found: Sequence[Finding], folder: Path) -> Path:
    from ..report.extremes import write_extremes

    return write_extremes(found, folder_made(folder) / PAGE)


def _show(found: Sequence[Finding]) -> None:
    from ..report.extremes import row, tally

    rows = [
        {
            "case": finding.case.id,
            "measure": verdict.limit.measure,
            "limit": words.expected,
            "obtained": words.obtained,
            "usual": words.usual,
            "verdict": "met" if words.is_met else "NOT MET",
        }
        for finding in found
        for verdict in finding.verdicts
        for words in (row(verdict),)
    ]
    show_table(rows, ("case", "measure", "limit", "obtained", "usual", "verdict"))
    show(tally(found))
