"""What `replicate`, `validate` and `extremes` share: their options, their table, their page and their exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import BadFolder
from .terminal import show, show_json, tell, window_width

if TYPE_CHECKING:
    from ..evidence.finding import Evidence
    from ..reports.findings import Row, Section

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


def finish(found: Evidence, *, page: str, out: Path | None, as_json: bool, quiet: bool) -> None:
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


def _reasons(section: Section) -> Iterator[str]:
    """Why findings are not met or were not judged, each reason once with its question and months."""
    if section.subject.verdict == "skipped":
        yield f"Skipped: {section.rows[0].reason}"
        return
    for question, reason in dict.fromkeys((row.question, row.reason) for row in section.rows if row.reason):
        months = [row.when for row in section.rows if (row.question, row.reason) == (question, reason) and row.when]
        yield f"{', '.join([question, *months])}: {reason}"


@contextmanager
def steps(total: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each step as it begins: a bar on a terminal, else a line a step.

    Parameters
    ----------
    total
        How many steps there are.
    quiet
        Show nothing.
    """
    numbers = count()
    if quiet:
        yield lambda name: None
    elif not sys.stderr.isatty():
        yield lambda name: tell(f"{name}  {next(numbers) + 1} of {total}")
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("starting", total=total)
            yield lambda name: bar.update(task, description=name, completed=next(numbers))
            bar.update(task, description="done", completed=total)
