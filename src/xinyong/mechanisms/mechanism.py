"""What a mechanism is: a pure function on a tile of citizens, with its reads and writes declared.

The declarations are not decoration. Only declared columns travel into and out of the compiled function, an undeclared
read or write is an error, and the documentation's wiring diagram is drawn from them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, cast

import jax.numpy as jnp

from ..society.columns import COLUMNS
from ..society.random_streams import Stream
from ..society.ties import Ties

Array = Any


class Undeclared(Exception):
    """A mechanism read or wrote something that it does not declare: a bug in the mechanism."""


class View:
    """Named values by attribute; a name that was not handed in is an error that says what was."""

    def __init__(self, what: str, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_what", what)
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise Undeclared(f"{self._what} has no {name!r}: declared are {', '.join(self._values)}") from None

    def __getitem__(self, name: str) -> Any:
        return self.__getattr__(name)


@dataclass(frozen=True)
class System:
    """What is fixed for a whole run and decides the shape of the compiled program.

    Attributes
    ----------
    on
        Names of the mechanisms that are switched on (``"watching"``, ``"scoring.points"``, ...).
    rules
        The shapes of the consequence rules (see `mechanisms.consequences.RuleShape`), in order.
    credit_score
        Name of the score that lenders look at; empty if they have none.
    channels
        The shape of watching (see `mechanisms.channels.WatchShape`).
    is_scored
        Whether anybody is scored at all.
    """

    on: Container[str]
    rules: tuple[Any, ...] = ()
    credit_score: str = ""
    channels: Any = None
    is_scored: bool = False

    def seen_by(self, depends_on: tuple[str, ...]) -> System:
        """What is left of it for a mechanism that asks about nothing else: no other switch alters its program."""
        fields = {name: getattr(self, name) for name in FIELDS if name in depends_on}
        return System(on=frozenset(name for name in depends_on if name not in FIELDS and name in self.on), **fields)


FIELDS = ("rules", "credit_score", "channels", "is_scored")
"""What a mechanism can ask about besides the names of other mechanisms."""


class _Switches(Container[str]):
    """The mechanisms that are on, for one that asks about some of them."""

    def __init__(self, who: str, on: Container[str], depends_on: tuple[str, ...]) -> None:
        self._who, self._on, self._depends_on = who, on, depends_on

    def __contains__(self, name: object) -> bool:
        if name not in self._depends_on:
            raise Undeclared(f"{self._who} asks about {name!r}: declared are {', '.join(self._depends_on) or 'none'}")
        return name in self._on


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the month.

    Attributes
    ----------
    name
        Also the path of its section in the scenario, which holds its switch and parameters.
    reads, writes
        Columns (see `society.columns`). What is written without being read is replaced whole.
    signals
        Fields of the nation's signals that it reads.
    depends_on
        What it wants to know of the system: names of mechanisms that may be on, or `FIELDS`.
    draws
        Names of its random draws, in order.
    rows
        Rows of facts.md section 1 that it represents.
    step
        ``step(citizens, nation, p, stream, ties, system) -> {column: array}``, where `citizens`, `nation` and `p` are
        views by attribute (columns as arrays of shape (blocks, BLOCK); signals and parameters as float32 scalars).
    replaces
        Name of the mechanism that does not run where this one does; empty if there is none.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    step: Callable[[View, View, View, Stream, Ties, System], dict[str, Array]]
    signals: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    replaces: str = ""

    def __post_init__(self) -> None:
        for column in (*self.reads, *self.writes):
            if column not in COLUMNS:
                raise Undeclared(f"{self.name}: no column {column!r}")
        if len(set(self.writes)) < len(self.writes) or len(set(self.reads)) < len(self.reads):
            raise Undeclared(f"{self.name}: a column is declared twice")
        for column in self.writes:
            if COLUMNS[column].kind == "fixed":
                raise Undeclared(f"{self.name}: {column!r} is fixed and cannot be written")

    @property
    def options(self) -> tuple[str, ...]:
        """Sections within its own that alter its program when they are switched on: of these it depends_on."""
        return tuple(name for name in self.depends_on if name.startswith(f"{self.name}."))

    def run(
        self,
        columns: Mapping[str, Array],
        nation: Mapping[str, Array],
        p: Mapping[str, Array],
        stream: Stream,
        ties: Ties,
        system: System,
    ) -> dict[str, Array]:
        """Run the step on declared columns only, and check and cast what it writes."""
        citizens = View(f"{self.name}: citizens", {c: columns[c] for c in self.reads})
        signals = View(f"{self.name}: nation", {s: nation[s] for s in self.signals})
        parameters = View(f"{self.name}: parameters", p)
        written = self.step(citizens, signals, parameters, stream, ties, self._seen(system))
        if set(written) != set(self.writes):
            odd = sorted(set(written) ^ set(self.writes))
            raise Undeclared(f"{self.name}: writes differ from the declaration in {', '.join(odd)}")
        return {c: jnp.asarray(v).astype(COLUMNS[c].dtype) for c, v in written.items()}

    def _seen(self, system: System) -> System:
        """The system as a view that holds what is declared."""
        fields = {name: getattr(system, name) for name in FIELDS if name in self.depends_on}
        view = View(f"{self.name}: system", {"on": _Switches(self.name, system.on, self.depends_on)} | fields)
        return cast(System, view)
