"""The world: one month over one tile of citizens. Read this file first; it is the order of the whole model.

    livelihood    people earn, spend, travel
    conduct       they do things, good and bad
    watching      some of it is recorded, some of it wrongly
    scoring       records become scores and lists
    consequences  scores and lists become carrots and sticks
    lending       people pay, default and borrow
    matching      single people meet; couples form and part
    adapting      people change what they say, whom they know and what they think
    leaking       files are sold, and used against those whom they are about
    count         the month is summed up

Each mechanism is compiled on its own and sees only the columns that it declares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .counting.mobility_memory import remember
from .counting.tally import Tally, count
from .mechanisms import INITIALIZATION, ORDER, Mechanism, System
from .mechanisms.consequences import numbers as rule_numbers
from .mechanisms.consequences import shape as rule_shape
from .mechanisms.month_inputs import MechanismInputs
from .mechanisms.watching.channels import shape as watch_shape
from .nation import Nation
from .scenario.governance import carried_out, credit_score, watching_numbers
from .scenario.scenario import Scenario
from .society.bit_packing import absent, carried, packed, unpacked
from .society.columns import COLUMNS, FIXED, STATE
from .society.random_streams import Stream, stream_key
from .society.ties import Ties
from .vocabulary import FORMAL_DEBTS, ScoreName, debt_columns

Array = Any
Columns = dict[str, Array]


@dataclass(frozen=True)
class MonthInputs:
    """What every tile needs to know of a month: the nation's signals, the parameters, and what follows from both.

    Attributes
    ----------
    month
        Months since year 0.
    signals, numbers
        Signals by name, and numbers by mechanism and name, as NumPy arrays.
    given
        By mechanism, what it is given of them, with the key of its luck, on the device: put there once a month
        instead of once for every tile.
    """

    month: int
    signals: Mapping[str, Array]
    numbers: Mapping[str, Mapping[str, Any]]
    given: Mapping[str, MechanismInputs]


class World:
    """A scenario made runnable.

    Parameters
    ----------
    scenario
        Decides which mechanisms exist; one that is switched off is absent, not idle.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        on = scenario.on
        replaced = {m.replaces for m in ORDER if m.name in on}
        self.mechanisms: tuple[Mechanism, ...] = tuple(m for m in ORDER if m.name in on and m.name not in replaced)
        self.rules = tuple(r for r in scenario.rules if r.on) if "consequences" in on else ()
        self.system = System(
            on=on,
            rules=tuple(rule_shape(r) for r in self.rules),
            credit_score=credit_score(scenario),
            channels=watch_shape(scenario.watching),
            is_scored=any(name.startswith("scoring.") for name in on),
        )
        self.headline = _headline(scenario)
        self._reads = {m.name: carried(m.reads) for m in (INITIALIZATION, *self.mechanisms)}
        self._compiled = {
            m.name: _program(m, self.system.seen_by(m.depends_on)) for m in (INITIALIZATION, *self.mechanisms)
        }
        self._ahead: dict[int, dict[str, dict[str, Any]]] = {}

    def look_ahead(self, month: int) -> None:
        """Reckon what a month needs of the scenario alone, so that its inputs are there at once when it begins."""
        self._ahead = {month: self._ahead[month] if month in self._ahead else self._numbers(month)}

    def inputs(self, nation: Nation, seed: int) -> MonthInputs:
        """The inputs that all tiles share in the nation's present month."""
        month = nation.month
        self.look_ahead(month)
        numbers = self._ahead[month]
        signals = _floats(nation.signals())
        given = {
            m.name: MechanismInputs.of(
                {s: signals[s] for s in m.signals}, numbers[m.name], stream_key(seed, m.name, month)
            )
            for m in self.mechanisms
        }
        return MonthInputs(month, signals, numbers, jax.device_put(given))

    def _numbers(self, month: int) -> dict[str, dict[str, Any]]:
        """By mechanism, its numbers in a month."""
        numbers: dict[str, dict[str, Any]] = {}
        for mechanism in self.mechanisms:
            numbers[mechanism.name] = _floats(_numbers(self.scenario, mechanism, month))
        if "watching" in numbers:
            numbers["watching"] = _floats(watching_numbers(self.scenario, month))
        if "consequences" in numbers:
            reach = carried_out(self.scenario, self.rules, month)
            numbers["consequences"]["rules"] = rule_numbers(self.rules, month) | {"automation": reach}
        return numbers

    def begin(self, columns: Mapping[str, Array], nation: Nation, ties: Ties, start: int, seed: int) -> Columns:
        """Fixed columns of a tile in, fixed and state columns at the opening of the first month out."""
        shape = columns["is_person"].shape
        columns = {**columns, **{c: absent(c, shape) for c in STATE if c != "ties"}}
        numbers = _floats(self.scenario.beginning.numbers(nation.month))
        signals = {s: value for s, value in _floats(nation.signals()).items() if s in INITIALIZATION.signals}
        given = MechanismInputs.of(signals, numbers, stream_key(seed, "beginning", 0))
        columns.update(
            self._compiled["beginning"]({c: columns[c] for c in INITIALIZATION.reads}, given, np.uint32(start), ties)
        )
        columns["ties"] = _first_ties(ties, stream_key(seed, "ties", 0), np.uint32(start), columns)
        return {c: columns[c] for c in (*FIXED, *STATE)}

    def step(self, columns: Mapping[str, Array], ties: Ties, start: int, inputs: MonthInputs) -> tuple[Columns, Tally]:
        """Run one month on one tile.

        Parameters
        ----------
        columns
            Fixed and state columns, each of shape (blocks, BLOCK).
        ties
            Who can be whose friend.
        start
            Number of the tile's first citizen.
        inputs
            What `inputs` gave for the month.

        Returns
        -------
        columns, tally
            The columns after the month, those of the month included, as they are carried; and its sums.
        """
        now = self.open(columns)
        for mechanism in self.mechanisms:
            now.update(self.run_one(mechanism, now, ties, start, inputs))
        tally = count(now, ties, month=inputs.month, score=self.headline)
        now.update(remember(now, month=inputs.month, score=self.headline))
        return now, tally

    def open(self, columns: Mapping[str, Array]) -> Columns:
        """The columns at a month's opening, with the stocks that the books compare."""
        return {
            **columns,
            "opening_cash_yuan": columns["cash_yuan"],
            "opening_debt_yuan": _sum_of({name: columns[name] for name in debt_columns(FORMAL_DEBTS)}),
            "opening_informal_yuan": columns["debt_informal_yuan"],
        }

    def run_one(
        self, mechanism: Mechanism, now: Columns, ties: Ties, start: int, inputs: MonthInputs
    ) -> dict[str, Array]:
        """Run one mechanism on the columns as they are carried (see `words`); what it does not find is absent."""
        shape = now["is_person"].shape
        reads = {c: now[c] if c in now else absent(c, shape) for c in self._reads[mechanism.name]}
        written: dict[str, Array] = self._compiled[mechanism.name](
            reads, inputs.given[mechanism.name], np.uint32(start), ties
        )
        return written

    def filled(self, now: Columns) -> Columns:
        """All columns by their own names, those that nobody wrote at their absent value."""
        shape, found = now["is_person"].shape, unpacked(now)
        return {c: found[c] if c in found else absent(c, shape) for c in COLUMNS}


@cache
def _program(mechanism: Mechanism, system: System) -> Callable[..., dict[str, Array]]:
    """A mechanism compiled for a system; shared by all worlds of the process, so that replicates compile nothing."""

    def run(columns: Mapping[str, Array], given: MechanismInputs, start: Array, ties: Ties) -> dict[str, Array]:
        return _run(mechanism, system, columns, given, start, ties)

    run.__name__ = mechanism.name.replace(".", "_")  # what profilers call it
    return jax.jit(run)


def _numbers(scenario: Scenario, mechanism: Mechanism, month: int) -> dict[str, float]:
    """The numbers of a mechanism, and as ``<option>_<number>`` those of its options that are on."""
    found = scenario.section(mechanism.name).numbers(month)
    for path in mechanism.options:
        if path in scenario.on:
            option = path.removeprefix(f"{mechanism.name}.")
            found |= {f"{option}_{name}": value for name, value in scenario.section(path).numbers(month).items()}
    return found


def _headline(scenario: Scenario) -> ScoreName | None:
    """The score that measures are about; None when it is switched off."""
    name = scenario.scoring.headline.value
    return name if f"scoring.{name}" in scenario.on else None


def _run(
    mechanism: Mechanism,
    system: System,
    columns: Mapping[str, Array],
    given: MechanismInputs,
    start: Array,
    ties: Ties,
) -> dict[str, Array]:
    """One mechanism as a function of arrays alone: what is compiled."""
    stream = Stream((given.key[0], given.key[1]), _citizens(start, columns), mechanism.draws)
    signals, numbers = given.table("signals"), given.table("numbers")
    return packed(mechanism.run(unpacked(columns), signals, numbers, stream, ties, system))


def _citizens(start: Array, columns: Mapping[str, Array]) -> Array:
    """Numbers of the citizens of a tile, uint32 (blocks, BLOCK)."""
    shape = columns["is_person"].shape
    return start + jnp.arange(shape[0] * shape[1], dtype=jnp.uint32).reshape(shape)


@jax.jit
def _first_ties(ties: Ties, key: tuple[Array, Array], start: Array, columns: Mapping[str, Array]) -> Array:
    """Which ties exist when a run begins."""
    return ties.initial(key, _citizens(start, columns), columns)


def _floats(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: np.asarray(value, np.float32) for name, value in values.items()}


@jax.jit
def _sum_of(columns: Mapping[str, Array]) -> Array:
    return sum(columns.values())
