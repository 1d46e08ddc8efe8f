"""`xinyong replicate`, `validate` and `extremes`: commands with one table, one page and one rule for the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import BadFolder
from . import options
from .app import app
from .terminal import show, show_json, show_table, window_width

if TYPE_CHECKING:
    from ..evidence.finding import Evidence
    from ..reports.findings import Row, SubjectSection

_UNWRAPPED = 10_000


def _folder(folder: Path | None) -> Path | None:
    """Refuse a file in place of a folder, before anything runs."""
    if folder is not None and folder.exists() and not folder.is_dir():
        raise BadFolder(
            str(folder), received="a file", accepted="a folder, existing or new", remedy="Name another with --out."
        )
    return folder


Page = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", callback=_folder, help="Folder for a page with figures; it may already exist."
    ),
]


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
    changes, is_shown = options.changes(settings), not (quiet or as_json)
    found = reproduce(names or (), data=data, changes=changes, seed=seed, progress=is_shown)
    _finish(found, page="replications.html", out=out, as_json=as_json, quiet=quiet)


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

    found = run_checks(population=population, seed=seed, progress=not (quiet or as_json))
    _finish(found, page="validation.html", out=out, as_json=as_json, quiet=quiet)


@app.command()
def extremes(
    case: Annotated[
        list[str] | None, typer.Option("--case", metavar="ID", help="Run this case only; repeatable.")
    ] = None,
    population: Annotated[
        int, options.whole_number("--population", metavar="N", help="Number of simulated citizens.")
    ] = 32_768,
    seed: options.OnlySeed = None,
    out: Page = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Check extreme settings against known answers. Exits 1 on any mismatch. Takes about a minute."""
    from ..evidence.extremes import extremes as run_extremes

    found = run_extremes(case or (), population=population, seed=seed, progress=not (quiet or as_json))
    _finish(found, page="extremes.html", out=out, as_json=as_json, quiet=quiet)


def _finish(found: Evidence, *, page: str, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Write the page, print the findings, and exit with 1 if one is not met.

    Parameters
    ----------
    found
        The result.
    page
        Name of the file to write into the folder `out`.
    out, as_json, quiet
        The options of the command.

    Raises
    ------
    typer.Exit
        With 1 if a finding is not met.
    """
    written = _write(found, out, page) if out is not None else None
    if as_json:
        show_json(found.to_dict())
    elif not quiet:
        _show(found)
        if written is not None:
            show(f"Page: {written.resolve()}")
    if not found.is_passed:
        raise typer.Exit(1)


def _write(found: Evidence, folder: Path, page: str) -> Path:
    from ..reports.findings import write_findings

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadFolder(
            str(folder),
            received=error.strerror or str(error),
            accepted="a folder that can be made",
            remedy="Choose another place, or change its permissions.",
        ) from None
    return write_findings(found, folder / page)


def _show(found: Evidence) -> None:
    """A table for each subject, wrapped to the window on a terminal, a line a finding in a pipe; then the summary."""
    from rich.console import Console
    from rich.table import Table

    from ..reports.findings import sections

    width = window_width() or _UNWRAPPED
    console = Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
    for section in sections(found, is_drawn=False):
        subject = section.subject
        console.print(f"{subject.id}: {subject.title}", style="bold")
        if "Source" in subject.details:
            console.print(f"Source: {subject.details['Source']}")
        rows = [_cells(row) for row in section.rows]
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for heading in rows[0]:
            if any(row[heading] for row in rows):
                table.add_column(heading, no_wrap=heading == "verdict")
        for row in rows:
            table.add_row(*(row[str(column.header)] for column in table.columns))
        console.print(table)
        for line in _reasons(section):
            console.print(line)
        console.print()
    show(found.summary)


def _cells(row: Row) -> dict[str, str]:
    """The cells of a finding by heading: few enough columns for a window of 80."""
    accepted = row.accepted if row.accepted.startswith("±") or not row.accepted else f"({row.accepted})"
    return {
        "verdict": {"not met": "NOT MET", "skipped": "SKIPPED", "too few citizens": "too few"}.get(
            row.verdict, row.verdict
        ),
        "question": row.asked,
        "expected": " ".join(filter(None, (row.expected, accepted))),
        "obtained": row.obtained,
        "usual world": row.usual,
        "basis": ", ".join(filter(None, (row.kind, row.source))),
    }


def _reasons(section: SubjectSection) -> Iterator[str]:
    """Why findings are not met or were not judged, each reason once with its question and months."""
    if section.subject.verdict == "skipped":
        yield f"Skipped: {section.rows[0].reason}"
        return
    for question, reason in dict.fromkeys((row.question, row.reason) for row in section.rows if row.reason):
        months = [row.when for row in section.rows if (row.question, row.reason) == (question, reason) and row.when]
        yield f"{', '.join([question, *months])}: {reason}"
