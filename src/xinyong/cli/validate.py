"""`xinyong validate`: compares the whole model with published figures."""

from __future__ import annotations

from typing import Annotated

from . import options
from .app import app
from .findings import Page, finish
from .terminal import progress


@app.command()
def validate(
    population: Annotated[
        int, options.whole_number("--population", metavar="N", help="Number of simulated citizens per run.")
    ] = 98_304,
    seed: Annotated[int, options.whole_number("--seed", metavar="S", help="Random seed.")] = 1,
    out: Page = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare `documented` with published figures (V5-V15). Exits 1 on any mismatch; some are expected."""
    from ..evidence.validate import validate as run_checks

    found = run_checks(population=population, seed=seed, progress=progress(quiet=quiet or as_json))
    finish(found, page="validation.html", out=out, as_json=as_json, quiet=quiet)
