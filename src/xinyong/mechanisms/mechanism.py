"""A mechanism: a pure function on a tile of citizens, with declared reads and writes.

Only declared columns enter and leave the compiled function; an undeclared read or write is an error. The data flow in
the documentation is drawn from the declarations.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Container, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from ..array_types import AnyArray, Key, Numbers, TileBool, TileFloat, TileInt, TileValue
from ..errors import BadMechanism, Description, nearest
from ..scenario.parameter import Section
from ..scenario.scenario import Scenario
from ..society.columns import COLUMNS, Column
from ..society.random_streams import Stream, lasting_key, stream_key
from ..society.ties import Ties
from ..vocabulary import OCCUPATIONS

__all__ = [
    "Mechanism",
    "MechanismInputs",
    "Stream",
    "System",
    "Ties",
    "View",
    "age_years",
    "undeclared",
    "works_as",
    "yuan",
]
"""What a mechanism's file needs, besides what is particular to it."""


def undeclared(where: str, name: object, known: Collection[str]) -> BadMechanism:
    """The error for a step that uses something which its mechanism does not declare."""
    remedy = "Declare it in the mechanism, or correct the step."
    received = Description(f"a use of {name!r}, which is not declared")
    return BadMechanism(where, received=received, accepted=", ".join(known) or "nothing", remedy=remedy)


class View:
    """Named values by attribute. Asking for an undeclared name is an error that lists the declared ones."""

    _what: str
    _values: Mapping[str, Any]

    def __init__(self, what: str, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_what", what)
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name: str) -> Array:
        found: Array = self._look_up(name)
        return found

    __getitem__ = __getattr__

    def table(self, name: str) -> Mapping[str, Array]:
        """A parameter that is a table of arrays, such as the numbers of all rules."""
        found: Mapping[str, Array] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise undeclared(self._what, name, self._values) from None


@dataclass(frozen=True)
class System:
    """What a mechanism can ask about the scenario besides its numbers; it decides the shape of the compiled program.

    Attributes
    ----------
    on
        Names of the mechanisms that are switched on (``"watching"``, ``"scoring.points"``, ...), among those in
        `Mechanism.depends_on`.
    shape
        What `Mechanism.shape` makes of the scenario.
    """

    on: Container[str]
    shape: Any = None


class _Switches(Container[str]):
    """The mechanisms that are on, for a mechanism that may ask about some of them."""

    def __init__(self, who: str, on: Container[str], depends_on: tuple[str, ...]) -> None:
        self._who, self._on, self._depends_on = who, on, depends_on

    def __contains__(self, name: object) -> bool:
        if name not in self._depends_on:
            raise undeclared(f"mechanism {self._who}: system", name, self._depends_on)
        return name in self._on


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the month.

    Attributes
    ----------
    name
        Also the path of its section in the scenario, which holds its switch and parameters.
    reads, writes
        Columns (see `society.columns`). A column that is written without being read is replaced whole.
    step
        ``step(citizens, nation, p, stream, ties, system) -> {column: array}``, where `citizens`, `nation` and `p` are
        views by attribute (columns as arrays of shape (blocks, BLOCK); signals and parameters as float32 scalars).
    signals
        Signals of the nation that it reads.
    draws
        Names of its random draws, in order.
    rows
        Ids of the facts (`scenario.provenance.FACTS`) that it represents.
    depends_on
        Names of mechanisms that change what it does by being on.
    derived_numbers
        Numbers besides those of its section, which follow from other sections: ``derived_numbers(scenario, month)``.
    shape
        What else of the scenario decides the shape of its program, as a hashable value: ``shape(scenario)``.
    replaces
        Name of the mechanism that does not run where this one does; empty if there is none.
    stream
        Name under which its random numbers are keyed; its own name if empty. A mechanism that is renamed keeps it, so
        that results keep their bits.
    has_section
        Whether the scenario has a section for it. Without one it has no switch and is always on.
    meaning
        A sentence that says what it claims about the world; if empty, that of its file.
    parameters
        The class of its section, with its switch `on`; None if `Scenario` has the section already.
    columns
        Columns of its own, besides those of `society.columns`.
    after
        For a mechanism that is added to a model: the mechanism after which it runs; at the end of the month if empty.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    step: Callable[[View, View, View, Stream, Ties, System], dict[str, Array]]
    signals: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    derived_numbers: Callable[[Scenario, int], Numbers] | None = None
    shape: Callable[[Scenario], Hashable] | None = None
    replaces: str = ""
    stream: str = ""
    has_section: bool = True
    meaning: str = ""
    parameters: type[Section] | None = None
    columns: tuple[Column, ...] = ()
    after: str = ""

    def __post_init__(self) -> None:
        for kind, names in (("reads", self.reads), ("writes", self.writes)):
            for name in dict.fromkeys(names):
                if names.count(name) > 1:
                    self._refuse(kind, name, "each column once", "Remove one.")
        for name in self.writes:
            if name not in self._written:
                remedy = f"{nearest(name, self._written)} Or declare it in columns."
                self._refuse("writes", name, "a column of the model or its own", remedy)
            if self._written[name].kind == "fixed":
                self._refuse("writes", name, "a state or month column", "Nothing changes a fixed column.")

    def _refuse(self, field: str, received: str, accepted: str, remedy: str) -> NoReturn:
        raise BadMechanism(f"mechanism {self.name}: {field}", received=received, accepted=accepted, remedy=remedy)

    @functools.cached_property
    def _written(self) -> dict[str, Column]:
        """The columns that it may write: those of the model and its own."""
        return COLUMNS | {column.name: column for column in self.columns}

    def is_on(self, scenario: Scenario) -> bool:
        """Whether it is switched on; where another one replaces it, it still does not run."""
        return self.name in scenario.on or not self.has_section

    def stream_keys(self, seed: int, month: int) -> tuple[Key, Key]:
        """The keys of its random numbers: those of a month, and those that last."""
        return stream_key(seed, self.stream or self.name, month), lasting_key(seed)

    @property
    def claim(self) -> str:
        """What it claims about the world, as a sentence: `meaning`, or the first of its file after the title."""
        module = inspect.getmodule(self.step)
        first = " ".join((getattr(module, "__doc__", None) or "").split("\n\n")[0].split())
        claim = (self.meaning or first.partition(": ")[2]).strip()
        return f"{claim[:1].upper()}{claim[1:].rstrip('.')}." if claim else ""

    @property
    def options(self) -> tuple[str, ...]:
        """Sections within its own that it depends on."""
        return tuple(name for name in self.depends_on if name.startswith(f"{self.name}."))

    def numbers(self, scenario: Scenario, month: int) -> Numbers:
        """Its numbers in a month: its section's, its options' that are on (``<option>_<number>``), and derived ones."""
        found: dict[str, Any] = scenario.section(self.name).numbers(month) if self.has_section else {}
        for path in self.options:
            if path in scenario.on:
                option = path.removeprefix(f"{self.name}.")
                found |= {f"{option}_{name}": value for name, value in scenario.section(path).numbers(month).items()}
        return found | dict(self.derived_numbers(scenario, month)) if self.derived_numbers else found

    def system(self, scenario: Scenario) -> System:
        """What it can ask about the scenario. Nothing else of the scenario changes its program."""
        on = frozenset(name for name in self.depends_on if name in scenario.on)
        return System(on, self.shape(scenario) if self.shape else None)

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
        who = f"mechanism {self.name}"
        citizens = View(f"{who}: columns", {c: columns[c] for c in self.reads})
        signals = View(f"{who}: signals", {s: nation[s] for s in self.signals})
        parameters = View(f"{who}: parameters", p)
        written = self.step(citizens, signals, parameters, stream, ties, self._checked(system))
        if set(written) != set(self.writes):
            odd = sorted(set(written) ^ set(self.writes))
            received = Description(f"a step that writes {', '.join(sorted(written)) or 'nothing'}")
            remedy = f"Step and declaration differ in {', '.join(odd)}."
            raise BadMechanism(f"{who}: writes", received=received, accepted=", ".join(self.writes), remedy=remedy)
        for column in self.columns:
            self._check_shape(column.name, jnp.shape(written[column.name]), jnp.shape(columns["is_person"]))
        return {c: jnp.asarray(v).astype(self._written[c].dtype) for c, v in written.items()}

    def _check_shape(self, name: str, received: tuple[int, ...], accepted: tuple[int, ...]) -> None:
        if received != accepted:
            remedy = "Write one value for each citizen."
            self._refuse(name, Description(f"an array of shape {received}"), f"shape {accepted}", remedy)

    def _checked(self, system: System) -> System:
        """The same system, in which questions about anything undeclared are errors."""
        return replace(system, on=_Switches(self.name, system.on, self.depends_on))


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class MechanismInputs:
    """The inputs of a mechanism in a month besides columns: signals, numbers and the key of its random numbers.

    A month has some five hundred single numbers. Sent to the device one by one, they would cost as much time as a few
    hundred thousand citizens; in one array for each mechanism they cost almost nothing.

    Attributes
    ----------
    paths
        The place of each single number: ("signals", name) or ("numbers", name).
    singles
        float32 (len(paths),): the single numbers.
    others
        Arrays, and tables of arrays, under the same two names.
    keys
        uint32 (2, 2): the key of the mechanism's draws in this month, and that of the draws that last (see
        `society.random_streams`).
    """

    paths: tuple[tuple[str, ...], ...] = field(metadata={"static": True})
    singles: AnyArray
    others: dict[str, dict[str, Any]]
    keys: AnyArray

    @classmethod
    def of(cls, signals: Numbers, numbers: Numbers, keys: tuple[Key, Key]) -> MechanismInputs:
        """Pack signals and numbers (both float32), and the keys of this month's draws and of those that last."""
        tables = {"signals": signals, "numbers": numbers}
        singles = {
            (table, name): value
            for table, values in tables.items()
            for name, value in values.items()
            if not isinstance(value, Mapping) and np.ndim(value) == 0
        }
        others = {
            table: {name: value for name, value in values.items() if (table, name) not in singles}
            for table, values in tables.items()
        }
        return cls(tuple(singles), np.asarray(list(singles.values()), np.float32), others, np.asarray(keys, np.uint32))

    def table(self, wanted: str) -> dict[str, Any]:
        """``signals`` or ``numbers`` by name."""
        single = {path[1]: self.singles[k] for k, path in enumerate(self.paths) if path[0] == wanted}
        return single | self.others[wanted]


MOST_YUAN = 1_000_000_000.0
"""Amounts stop here, far above any that a run has shown, so that int32 cannot overflow."""


def yuan(amount: TileValue) -> TileInt:
    """Round an amount to whole yuan (int32), half to even."""
    return jnp.rint(jnp.clip(amount, -MOST_YUAN, MOST_YUAN)).astype(jnp.int32)


def age_years(birth_month: TileValue, nation: View) -> TileFloat:
    """Age in years, from the month of birth (months since 1900)."""
    return (nation.month - 1900.0 * 12.0 - birth_month.astype(jnp.float32)) / 12.0


def works_as(c: View, *occupations: str) -> TileBool:
    """Who has one of some occupations (see `vocabulary.OCCUPATIONS`)."""
    found = jnp.zeros(c.occupation.shape, bool)
    for name in occupations:
        found = found | (c.occupation == OCCUPATIONS.index(name))
    return found
