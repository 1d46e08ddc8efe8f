"""`xinyong doctor` and `cite`: is this machine in order, and how to cite."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options
from .app import app
from .terminal import show, show_json, show_table


@app.command()
def doctor(as_json: options.AsJson = False) -> None:
    """Check this machine: versions, cores, memory, devices, and a tiny run with known answers."""
    from ..runs.machine_check import checkup

    found = checkup()
    if as_json:
        show_json([check.to_dict() for check in found])
    else:
        show_table([check.to_dict() for check in found], ("check", "is_well", "finding"))
    if not all(check.is_well for check in found):
        raise typer.Exit(1)


@app.command()
def cite(
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Only the BibTeX entry.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """How to cite this version."""
    from ..results.citation import citation

    found = citation()
    if as_json:
        show_json({**found.to_dict(), "apa": found.apa, "bibtex": found.bibtex})
    elif bibtex:
        show(found.bibtex)
    else:
        show(
            f"{found.apa}\n\n{found.bibtex}\n\n"
            "With results, cite the scenario hash and the seed too: both are in manifest.json."
        )
