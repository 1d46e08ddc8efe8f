"""`xinyong replicate`: published results and closed forms, reproduced by the same engine."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import options
from .app import app
from .output_dir import check_folder, folder_made
from .step_progress import steps
from .terminal import show, show_json, show_table

if TYPE_CHECKING:
    from ..evidence.replications import Outcome, Replication

PAGE = "replications.html"
"""The file that is written into the folder of --out."""


@app.command()
def replicate(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Replications; all of them if none is named.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Tables that are not shipped; what needs them is else skipped."),
    ] = None,
    settings: options.Set = None,
    seed: Annotated[
        int | None,
        options.whole_number("--seed", metavar="S", help="Seed.", show_default="that of the replications"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=f"Folder for {PAGE}; it may exist already.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Names, titles and sources; runs nothing.")] = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Reproduce published results and closed forms; exit 1 if a target is not met. Minutes."""
    from ..evidence.replications import named

    asked = named(names or ())
    if listed:
        rows = [{"replication": one.name, "title": one.title, "source": one.source} for one in asked]
        if as_json:
            show_json(rows)
        else:
            show_table(rows, ("replication", "title", "source"))
        return
    check_folder(out)
    found = _run(asked, data=data, settings=settings, seed=seed, quiet=quiet or as_json)
    page = _write(found, out, seed=seed, settings=settings) if out is not None else None
    if as_json:
        show_json([outcome.to_dict() for outcome in found])
    elif not quiet:
        _show(found)
        if page is not None:
            show(f"Page: {page.resolve()}")
    if not all(outcome.is_reproduced or outcome.is_skipped for outcome in found):
        raise typer.Exit(1)


def _run(
    asked: Sequence[Replication], *, data: Path | None, settings: list[str] | None, seed: int | None, quiet: bool
) -> tuple[Outcome, ...]:
    from ..evidence.replicate import replicate as reproduce

    with steps(len(asked), quiet=quiet) as begin:
        return reproduce(
            [one.name for one in asked],
            data=data,
            changes=options.changes(settings),
            seed=seed,
            progress=lambda one: begin(one.name),
        )


def _write(found: Sequence[Outcome], folder: Path, *, seed: int | None, settings: list[str] | None) -> Path:
    from ..report.replications import write_replications

    words = ["xinyong", "replicate", *(["--seed", str(seed)] if seed is not None else [])]
    words += [word for setting in settings or () for word in ("--set", setting)]
    return write_replications(found, folder_made(folder) / PAGE, again=shlex.join(words))


def _show(found: Sequence[Outcome]) -> None:
    from ..report.replications import row, tally

    rows: list[dict[str, object]] = []
    for outcome in found:
        replication = outcome.replication
        if outcome.is_skipped:
            missing = {"target": f"skipped: {outcome.found.missing}", "verdict": "SKIPPED"}
            rows.append({"replication": replication.name, **missing, "source": replication.source})
        for verdict in outcome.verdicts:
            words = row(verdict)
            rows.append(
                {
                    "replication": replication.name,
                    "target": words.what,
                    "expected": words.expected,
                    "obtained": words.obtained,
                    "tolerance": words.tolerance,
                    "verdict": "met" if words.is_met else "NOT MET",
                    "source": f"{words.origin}: {replication.source}",
                }
            )
    show_table(rows, ("replication", "target", "expected", "obtained", "tolerance", "verdict", "source"))
    show(tally(found))
