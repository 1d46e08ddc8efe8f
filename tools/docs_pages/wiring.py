"""The data flow of a month, from the declarations of mechanisms: which one reads what another wrote, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xinyong.mechanisms import INITIALIZATION, ORDER, STAGES, Mechanism
from xinyong.nation.nation import PARTS
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
    """The writer of a column that the mechanism at `place` reads, and whether it wrote last month."""
    earlier = [m for m in ORDER[:place] if column in m.writes]
    if earlier:
        return earlier[-1], False
    later = [m for m in ORDER[place:] if column in m.writes]
    return (later[-1] if later and COLUMNS[column].kind == "state" else None), True


def order() -> Table:
    """The month in order, with the rows of facts that each mechanism represents."""
    rows: list[tuple[object, ...]] = [
        (number, f"[`{m.name}`](#{anchor(m.name)})", m.claim, ", ".join(m.rows))
        for number, m in enumerate((INITIALIZATION, *ORDER))
    ]
    return ("step", "mechanism", "claim about the world", "sources"), rows


def anchor(name: str) -> str:
    """GitHub's anchor for the heading of a mechanism."""
    return name.replace(".", "")


def reads_and_writes() -> Table:
    """What each mechanism declares."""
    rows: list[tuple[object, ...]] = [
        (
            f"`{m.name}`",
            _listed(m.reads),
            _listed(m.writes),
            _listed(m.signals),
            _listed(m.depends_on),
            _listed(m.draws),
        )
        for m in (INITIALIZATION, *ORDER)
    ]
    return ("mechanism", "reads", "writes", "signals of the nation", "depends on", "random draws"), rows


def parts() -> Table:
    """The parts of the nation: what each stores, its signals, and which mechanisms read them."""
    rows: list[tuple[object, ...]] = []
    for name, part in PARTS.items():
        heard = [m.name for m in (INITIALIZATION, *ORDER) if set(m.signals) & set(part.NEUTRAL)]
        what = " ".join((part.__doc__ or "").split("\n\n")[0].split())
        rows.append((f"`{name}`", what, _listed(tuple(part.NEUTRAL)), _listed(tuple(heard)), ", ".join(part.ROWS)))
    return ("part", "what it is", "signals", "read by", "sources"), rows


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
    """A mermaid flowchart of stages: solid arrows within the month, dotted arrows from the end of last month."""
    return "\n".join(["```mermaid", "flowchart TD", *_nodes(), *_arrows(), "```"])


def _nodes() -> Iterator[str]:
    number = {m.name: n for n, m in enumerate(ORDER, 1)}
    for stage, mechanisms in STAGES.items():
        members = "<br/>".join(f"{number[m.name]} {m.name}" for m in mechanisms)
        yield f'    {_id(stage)}["<b>{stage}</b><br/>{members}"]'


def _arrows() -> Iterator[str]:
    pairs = {(_stage(link.writer), _stage(link.reader), link.is_of_last_month): None for link in links()}
    for writer, reader, is_late in pairs:
        if writer != reader:
            yield f"    {_id(writer)} {'-.->' if is_late else '-->'} {_id(reader)}"


def _stage(mechanism: str) -> str:
    """The stage of a mechanism; StopIteration if it is in none."""
    return next(stage for stage, members in STAGES.items() if mechanism in {m.name for m in members})


def matrix() -> Table:
    """Which mechanism reads what another wrote: a row for each writer, a column for each reader by its number."""
    sign: dict[tuple[str, str], str] = {}
    for link in links():
        sign[link.writer, link.reader] = sign.get((link.writer, link.reader), "") + (
            "○" if link.is_of_last_month else "●"
        )
    rows: list[tuple[object, ...]] = [
        (f"{number} `{writer.name}`", *(sign.get((writer.name, reader.name), "") for reader in ORDER))
        for number, writer in enumerate(ORDER, 1)
    ]
    return ("writes", *(str(number) for number in range(1, len(ORDER) + 1))), rows


def _id(name: str) -> str:
    return name.replace(" ", "_")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "-"
