"""`xinyong replicate`: reproduces published results and closed forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import options
from .app import app
from .findings import Page, finish, steps
from .terminal import show_json, show_table


@app.command()
def replicate(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Names of replications; all if none is given.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            help="Folder of tables that are not shipped. Replications that need them are skipped without it.",
        ),
    ] = None,
    settings: options.Set = None,
    seed: Annotated[
        int | None,
        options.whole_number("--seed", metavar="S", help="Random seed.", show_default="that of the replications"),
    ] = None,
    out: Page = None,
    listed: Annotated[bool, typer.Option("--list", help="Show names, titles and sources; run nothing.")] = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Reproduce published results and closed forms. Exits 1 on any mismatch. Takes a few minutes."""
    from ..evidence.replicate import named
    from ..evidence.replicate import replicate as reproduce

    asked = named(names or ())
    if listed:
        rows = [{"replication": one.name, "title": one.title, "source": one.source} for one in asked]
        if as_json:
            show_json(rows)
        else:
            show_table(rows, ("replication", "title", "source"))
        return
    changes = options.changes(settings)
    with steps(len(asked), quiet=quiet or as_json) as begin:
        found = reproduce(names or (), data=data, changes=changes, seed=seed, progress=lambda one: begin(one.name))
    finish(found, page="replications.html", out=out, as_json=as_json, quiet=quiet)
