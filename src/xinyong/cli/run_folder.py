"""`xinyong report` and `verify`: what can be done with a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import options
from .app import app
from .terminal import show, show_json

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder written by run, compare or demo.")]


@app.command()
def report(
    folder: Folder,
    extremes: Annotated[
        bool, typer.Option("--extremes", help="Run the extreme cases too, and include the results in the report.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Rebuild the report of a run or a comparison."""
    from ..reports import report as rebuild

    target = rebuild(folder, extremes=extremes, progress=not quiet)
    if not quiet:
        show(f"Report: {target.resolve()}")


@app.command()
def verify(
    folder: Folder,
    workers: options.Workers = None,
    tile: options.Tile = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run a folder's scenario again and compare all results bit by bit. Exits 1 if anything differs."""
    from ..runs.verify import verify as verify_run

    found = verify_run(folder, workers=workers, tile=tile, progress=not quiet)
    if as_json:
        show_json(found.to_dict())
    elif not quiet:
        show(found.sentence)
    if not found.is_same:
        raise typer.Exit(1)
