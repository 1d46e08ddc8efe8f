"""`xinyong extremes`: checks extreme settings against known answers."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options
from .app import app
from .findings import Page, finish
from .terminal import progress


@app.command()
def extremes(
    case: Annotated[
        list[str] | None, typer.Option("--case", metavar="ID", help="Run this case only; repeatable.")
    ] = None,
    population: Annotated[
        int, options.whole_number("--population", metavar="N", help="Number of simulated citizens.")
    ] = 32_768,
    seed: options.Seed = None,
    out: Page = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Check extreme settings against known answers. Exits 1 on any mismatch. Takes about a minute."""
    from ..evidence.extremes import extremes as run_extremes

    shown = progress(quiet=quiet or as_json)
    found = run_extremes(case or (), population=population, seed=seed, progress=shown)
    finish(found, page="extremes.html", out=out, as_json=as_json, quiet=quiet)
