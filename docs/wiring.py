"""The wiring of a month, from what mechanisms declare: who reads what whom wrote, this month or last month."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import NamedTuple

from xinyong.mechanisms import BEGINNING, ORDER, Mechanism
from xinyong.society.columns import COLUMNS

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


class Link(NamedTuple):
    """Columns that one mechanism wrote and another reads."""

    writer: str
    reader: str
    is_of_last_month: bool
    columns: tuple[str, ...]


def links() -> list[Link]:
    """Every link: to the last mechanism before the reader that wrote the column, else to last month's last."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for place, reader in enumerate(ORDER):
        for column in reader.reads:
            writer, is_late = _writer(column, place)
            if writer is not None:
                found.setdefault((writer.name, reader.name, is_late), []).append(column)
    return [Link(*key, tuple(columns)) for key, columns in found.items()]


def _writer(column: str, place: int) -> tuple[Mechanism | None, bool]:
    """Who wrote a column that the mechanism at `place` reads, and whether that was last month."""
    earlier = [m for m in ORDER[:place] if column in m.writes]
    if earlier:
        return earlier[-1], False
    later = [m for m in ORDER[place:] if column in m.writes]
    return (later[-1] if later and COLUMNS[column].kind == "state" else None), True


def order() -> Table:
    """The month in order, with the rows of facts that each mechanism represents."""
    rows: list[tuple[object, ...]] = [
        (number, f"[`{m.name}`](#{anchor(m.name)})", _sentence(m), ", ".join(m.rows))
        for number, m in enumerate((BEGINNING, *ORDER))
    ]
    return ("step", "mechanism", "claim about the world", "rows of the catalogue"), rows


def anchor(name: str) -> str:
    """What GitHub makes of the heading of a mechanism."""
    return name.replace(".", "")


def _sentence(mechanism: Mechanism) -> str:
    """The first sentence of the mechanism's file, less its title."""
    module = inspect.getmodule(mechanism.step)
    text = " ".join((module.__doc__ or "").split("\n\n")[0].split())
    return text.partition(": ")[2]


def reads_and_writes() -> Table:
    """What each mechanism declares."""
    rows: list[tuple[object, ...]] = [
        (f"`{m.name}`", _listed(m.reads), _listed(m.writes), _listed(m.signals), _listed(m.draws))
        for m in (BEGINNING, *ORDER)
    ]
    return ("mechanism", "reads", "writes", "signals of the nation", "draws of luck"), rows


def links_table() -> Table:
    """Every link with its columns."""
    rows: list[tuple[object, ...]] = [
        (
            f"`{link.writer}`",
            f"`{link.reader}`",
            "last" if link.is_of_last_month else "this",
            _listed(link.columns),
        )
        for link in links()
    ]
    return ("from", "to", "month", "columns"), rows


def diagram() -> str:
    """A mermaid flowchart: whole arrows within the month, dotted ones from last month's end."""
    return "\n".join(["```mermaid", "flowchart TD", *_nodes(), *_arrows(), "```"])


def _nodes() -> Iterator[str]:
    for number, m in enumerate(ORDER, 1):
        yield f'    {_id(m.name)}["{number} {m.name}"]'


def _arrows() -> Iterator[str]:
    for link in links():
        arrow = "-.->" if link.is_of_last_month else "-->"
        if link.writer != link.reader:
            yield f"    {_id(link.writer)} {arrow} {_id(link.reader)}"


def _id(name: str) -> str:
    return name.replace(".", "_")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "-"
