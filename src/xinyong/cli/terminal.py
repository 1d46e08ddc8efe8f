"""What people see: results on stdout, everything else on stderr, tables that also read well in a pipe."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from ..display import json_ready


def tell(text: str) -> None:
    """A sentence for the person at the terminal, on stderr."""
    typer.echo(text, err=True)


def show(text: str) -> None:
    """A line of result, on stdout."""
    typer.echo(text)


def show_text(text: str, *, indent: int = 0) -> None:
    """A sentence of result on stdout, wrapped on a terminal; lines after the first are indented."""
    width = window_width()
    show(text if width is None else textwrap.fill(text, width, subsequent_indent=" " * indent))


def show_json(content: object) -> None:
    """A result as JSON on stdout; not-a-number is null."""
    typer.echo(json.dumps(json_ready(content), indent=2, ensure_ascii=False, allow_nan=False))


def show_table(rows: Sequence[Mapping[Any, object]], columns: Sequence[str]) -> None:
    """Rows as aligned columns on stdout. Where they do not fit the terminal, each row becomes a few wrapped lines.

    Parameters
    ----------
    rows
        One mapping a row.
    columns
        Which keys to show, in this order; they are also the headings.
    """
    cells = [list(columns), *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    limit = window_width()
    if limit is not None and sum(widths) + 2 * (len(widths) - 1) > limit:
        _show_stacked(cells, limit)
        return
    for line in cells:
        show("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _show_stacked(cells: Sequence[Sequence[str]], limit: int) -> None:
    """The first cell of each row on a line of its own, and the others below it, each after its heading."""
    heads, *rows = cells
    for first, *others in rows:
        shown = (f"{head} {cell}" for head, cell in zip(heads[1:], others, strict=True) if cell)
        wrapped = textwrap.wrap(" · ".join(shown), limit, initial_indent="  ", subsequent_indent="  ")
        show("\n".join([*textwrap.wrap(first, limit), *wrapped]))


def window_width() -> int | None:
    """Columns of the terminal; None in a pipe."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def _cell(value: object) -> str:
    if value is None or value != value:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)
