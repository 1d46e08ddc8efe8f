"""`xinyong validate`: the whole model beside documented figures, with verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import options
from .app import app
from .output_dir import check_folder, folder_made
from .terminal import progress, show, show_json, show_table

if TYPE_CHECKING:
    from ..evidence.record import Validation

PAGE = "validation.html"
"""The file that is written into the folder of --out."""


@app.command()
def validate(
    population: Annotated[
        int, options.whole_number("--population", metavar="N", help="Simulated citizens a run.")
    ] = 98_304,
    seed: Annotated[int, options.whole_number("--seed", metavar="S", help="Seed.")] = 1,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=f"Folder for {PAGE}; it may exist already.")
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Hold `documented` against figures on record (V5-V15); exit 1 if one is missed, and some are known to be."""
    from ..evidence.record import validate as run_checks

    check_folder(out)
    found = run_checks(
        population=population,
        seed=seed,
        progress=progress(quiet=quiet or as_json),
    )
    page = _write(found, out) if out is not None else None
    if as_json:
        show_json(found.to_dict())
    elif not quiet:
        _show(found)
        if page is not None:
            show(f"Page: {page.resolve()}")
    if not found.is_passed:
        raise typer.Exit(1)


def _write(found: Validation, folder: Path) -> Path:
    from ..report.validation import write_validation

    return write_validation(found, folder_made(folder) / PAGE)


def _show(found: Validation) -> None:
    from ..report.validation import row

    columns = ("target", "check", "when", "documented", "accepted", "obtained", "verdict", "source", "known reason")
    rows = [
        {
            "target": words.target,
            "check": words.what,
            "when": words.when,
            "documented": words.documented,
            "accepted": words.accepted,
            "obtained": words.obtained,
            "verdict": words.state.upper() if words.state == "not met" else words.state,
            "source": words.source,
            "known reason": words.reason,
        }
        for words in map(row, found.to_dict()["checks"])
    ]
    show_table(rows, columns)
    show(found.tally)
