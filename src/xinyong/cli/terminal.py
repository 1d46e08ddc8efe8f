"""What people see: results on stdout, everything else on stderr, tables that also read well in a pipe."""

from __future__ import annotations

import json
import sys
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


def show_json(content: object) -> None:
    """A result as JSON on stdout; not-a-number is null."""
    typer.echo(json.dumps(json_ready(content), indent=2, ensure_ascii=False, allow_nan=False))


def show_table(rows: Sequence[Mapping[Any, object]], columns: Sequence[str]) -> None:
    """Rows as aligned columns on stdout: cut to the window on a terminal, whole in a pipe.

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
    for line in cells:
        text = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        show(text if limit is None or len(text) <= limit else text[: limit - 1] + "…")


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
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)
