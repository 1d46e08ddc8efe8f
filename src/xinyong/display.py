"""How results show themselves: short reprs, HTML tables for notebooks, and `Table` for whatever is listed."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import BadRequest

if TYPE_CHECKING:
    import pandas as pd

ONLY_SYNTHETIC = "Only synthetic people exist here; a citizen is a row number."
LONGEST_REPR = 200
"""Characters of a repr."""
MOST_ROWS = 20
"""Rows of a table in a notebook; `Table.frame` has all of them."""


@dataclass(frozen=True, repr=False)
class Table:
    """Rows that a function found, with what is needed to show them.

    Attributes
    ----------
    title
        What the rows are.
    columns
        Keys of the rows that are shown, in their order.
    rows
        One mapping a row; they may hold more than is shown.
    draw
        Name of the function in `charts.table_charts` that draws the rows; empty if nothing does.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    draw: str = ""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def frame(self) -> pd.DataFrame:
        """All rows as a pandas frame: the columns that are shown, in their order, then the others."""
        import pandas as pd

        columns = dict.fromkeys((*self.columns, *(key for row in self.rows for key in row)))
        return pd.DataFrame(list(self.rows), columns=list(columns))

    def plot(self, name: str | None = None) -> Any:
        """An Altair chart of the rows.

        Parameters
        ----------
        name
            What to draw, such as a measure; the most useful picture if None.

        Raises
        ------
        BadRequest
            If there is no such picture.
        """
        if not self.draw:
            accepted, remedy = "a table of numbers", "Its rows are in .frame()."
            raise BadRequest("plot", received=self.title, accepted=accepted, remedy=remedy)
        from .charts import table_charts

        return getattr(table_charts, self.draw)(self.frame(), self.title, name)

    def __repr__(self) -> str:
        return brief("Table", self.title, f"{len(self)} rows", *self.columns)

    def _repr_html_(self) -> str:
        cells = [[shown(row.get(column)) for column in self.columns] for row in self.rows[:MOST_ROWS]]
        left = len(self) - len(cells)
        return html_table(self.title, self.columns, cells, note=f"{left} more rows in .frame()." if left > 0 else "")


def brief(name: str, *values: object, **named: object) -> str:
    """A repr like a constructor's call, cut to `LONGEST_REPR` characters."""
    words = [repr(value) for value in values] + [f"{key.rstrip('_')}={value!r}" for key, value in named.items()]
    text = f"{name}({', '.join(words)})"
    return text if len(text) <= LONGEST_REPR else f"{text[: LONGEST_REPR - 2]}…)"


def shown(value: object) -> str:
    """A value as people write it: ``"2,286,418,000,000"``, ``"0.35"``, ``"yes"``; empty for nothing."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1e6 else f"{value:,.6g}"
    return ", ".join(map(shown, value)) if isinstance(value, list | tuple) else str(value)


def json_ready(content: Any) -> Any:
    """Builtin types only; numbers that are not finite, which JSON does not know, become None."""
    if isinstance(content, Mapping):
        return {str(key): json_ready(value) for key, value in content.items()}
    if isinstance(content, (list, tuple, set, frozenset)):
        return [json_ready(value) for value in content]
    plain = content.item() if hasattr(content, "item") else content  # a NumPy scalar
    if isinstance(plain, float) and not math.isfinite(plain):
        return None
    return plain if isinstance(plain, (str, int, float, bool, type(None))) else str(plain)


def html_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, note: str = "") -> str:
    """A small table for a notebook, with the line that only synthetic people exist.

    Parameters
    ----------
    title
        What stands above it.
    columns
        Headings.
    rows
        Cells in words.
    note
        A sentence below it.
    """
    style = "text-align: left; vertical-align: top"
    heads = "".join(f'<th style="{style}">{html.escape(column)}</th>' for column in columns)
    lines = (
        "<tr>" + "".join(f'<td style="{style}">{html.escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    body = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    foot = html.escape(f"{note} {ONLY_SYNTHETIC}".strip())
    return f"<p><strong>{html.escape(title)}</strong></p>{body}<p><small>{foot}</small></p>"
