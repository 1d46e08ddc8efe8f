"""Checks of a mechanism that is added to a model: it must contradict neither itself nor what is there already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ..errors import BadMechanism, Description, nearest
from ..scenario.parameter import Section
from ..scenario.parameter_value import Switch
from ..scenario.provenance import FACTS
from ..scenario.scenario import Scenario
from ..society.bit_packing import WORDS
from ..society.columns import Column
from .mechanism import Mechanism

NAME = re.compile(r"[a-z][a-z0-9_]*")
TYPES: tuple[str, ...] = ("bool", "uint8", "uint16", "uint32", "int16", "int32", "float32")
"""Types that a column can have."""

_TAKEN = frozenset({"citizen", "month", "replicate", *WORDS})
_NAME = "small letters, digits and _, beginning with a letter"


def check(
    mechanism: Mechanism,
    others: Sequence[Mechanism],
    *,
    columns: Mapping[str, Column],
    signals: Collection[str],
    scenario: type[Scenario],
) -> None:
    """Refuse a mechanism that cannot be added to a model.

    Parameters
    ----------
    mechanism
        The new mechanism.
    others
        The mechanisms of the model.
    columns, signals
        Columns by name, and names of signals, that the model has.
    scenario
        The class of the model's scenarios.

    Raises
    ------
    BadMechanism
        With the first problem that is found.
    """
    if not isinstance(mechanism, Mechanism):
        received = Description(f"a {type(mechanism).__name__}")
        raise BadMechanism("mechanisms", received=received, accepted="mechanisms", remedy="Make one with xy.Mechanism.")
    for place, received, accepted, remedy in _problems(mechanism, others, columns, signals, scenario):
        where = f"mechanism {mechanism.name}"
        raise BadMechanism(f"{where}: {place}", received=received, accepted=accepted, remedy=remedy)


Problem = tuple[str, object, str, str]
"""Where in the mechanism, what was received, what is accepted, what to do."""


def _problems(
    m: Mechanism,
    others: Sequence[Mechanism],
    columns: Mapping[str, Column],
    signals: Collection[str],
    scenario: type[Scenario],
) -> Iterator[Problem]:
    names = {other.name for other in others}
    if not NAME.fullmatch(m.name):
        yield "name", m.name, _NAME, "Rename it."
    if m.name in names or hasattr(scenario, m.name) or m.name in scenario.model_fields:
        yield "name", m.name, "a name that is not taken", "Rename it."
    if m.name in {other.stream for other in others}:
        yield "name", m.name, "a name under which no random numbers are drawn", "Rename it."
    if not m.meaning:
        yield "meaning", Description("nothing"), "a sentence", "Say what it claims about the world."
    yield from _in_parameters(m)
    for column in m.columns:
        yield from _in_column(m, column, columns)
    known = [*columns, *(column.name for column in m.columns)]
    options = {f"{name}.{part}" for name, kind in scenario.sections().items() for part in kind.sections()}
    yield from _unknown("reads", m.reads, known, "a column")
    yield from _unknown("signals", m.signals, signals, "a signal of the nation")
    yield from _unknown("depends_on", m.depends_on, {*names, *options}, "a mechanism")
    yield from _unknown("replaces", [m.replaces] if m.replaces else [], names, "a mechanism")
    yield from _unknown("rows", m.rows, FACTS, "an id of the facts")
    yield from ((field, name, "each name once", "Remove one.") for field, name in _twice(m))


def _in_parameters(m: Mechanism) -> Iterator[Problem]:
    kind = m.parameters
    if not (isinstance(kind, type) and issubclass(kind, Section)):
        remedy = "Write a subclass of xy.Section, with on = xy.switch(...)."
        yield "parameters", kind, "a class of parameters with a switch", remedy
        return
    if not isinstance(kind.model_fields["on"].default if "on" in kind.model_fields else None, Switch):
        remedy = "Add: on: xy.Switch = xy.switch(True, meaning=...)."
        yield "parameters", Description("no switch"), "a switch named on", remedy
    for name in kind.model_fields:
        if name not in kind.declared():
            remedy = f"Declare {name} with xy.parameter, xy.choice or xy.switch."
            yield "parameters", name, "parameters with unit, range, meaning and source", remedy


def _in_column(m: Mechanism, column: Column, columns: Mapping[str, Column]) -> Iterator[Problem]:
    place = f"column {column.name}"
    if not NAME.fullmatch(column.name):
        yield place, column.name, _NAME, "Rename it."
    if column.name in columns or column.name in _TAKEN:
        yield place, column.name, "a name that is not taken", f"Rename it, for instance to {m.name}_{column.name}."
    if column.dtype not in TYPES:
        yield place, column.dtype, f"one of {', '.join(TYPES)}", "Choose one of them."
    if column.kind not in ("state", "month"):
        yield place, column.kind, "state (kept from month to month) or month", "Choose one of them."
    if not column.meaning or not (column.unit or column.dtype == "bool"):
        what = "unit" if column.meaning else "meaning"
        yield place, Description(f"no {what}"), "a unit and a meaning", f"Give {what}=..."
    if column.name not in m.writes:
        yield place, Description("a column that nobody writes"), "one that is in writes", "Add it to writes."


def _unknown(field: str, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
    known = list(known)
    yield from ((field, name, what, nearest(name, known)) for name in names if name not in known)


def _twice(m: Mechanism) -> Iterator[tuple[str, str]]:
    own = tuple(column.name for column in m.columns)
    for field, names in (("draws", m.draws), ("signals", m.signals), ("columns", own)):
        yield from ((field, name) for name in dict.fromkeys(names) if names.count(name) > 1)
