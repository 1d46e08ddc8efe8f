"""The world: one month over one tile of citizens. Read this file first: it shows the order of the whole model.

    opening_stocks              cash and debts are stored
    livelihood                  people earn, spend and travel
    conduct                     they act, well and badly
    watching                    some acts are recorded, some of them wrongly
    influence                   powerful people are spared
    scoring.court_list          courts list debtors
    scoring.dishonest_firms     dishonest firms are listed
    scoring.red_list            trusted people are listed
    scoring.ledger_repair       people repair their city ledger
    scoring.points              the city ledger adds and deducts points
    scoring.factors             a commercial platform scores its customers
    scoring.conformity          praise, criticism and consumption are scored
    scoring.scorecard           lenders score applicants
    scoring.bureau              a credit bureau scores borrowers
    scoring.firms               eight firms score their customers
    scoring.friends             friends' scores enter one's own
    scoring.unified             one score unites the others
    scoring.score_beliefs       people learn what moves their score
    consequences                scores and lists become sanctions and benefits
    redress                     people are notified, and appeal
    lending.monthly_loans       (an option in place of lending) everybody can get a small loan
    lending                     people pay, default and borrow
    lending.loan_performance    loan applicants are observed
    scoring.scorecard_training  the lender trains its scorecard
    matching                    single people meet; couples form and separate
    adapting                    people change what they say, whom they know and what they think
    survey                      some are asked what they think
    leaking                     files are sold, and used against the people they are about

Then the month is counted. Each mechanism is compiled on its own and sees only the columns that it declares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from .array_types import AnyArray, Numbers
from .counting.declared import Declared
from .counting.tally import Tally, count, remember
from .errors import BadRequest, Description
from .measures.registry import COUNTED
from .mechanisms import INITIALIZATION, Mechanism, System
from .mechanisms.mechanism import MechanismInputs
from .model import model_of
from .nation import Nation
from .scenario.scenario import Scenario
from .society.bit_packing import fill_column, packed, partners, stored_names, unpacked
from .society.columns import Column
from .society.random_streams import Stream, stream_key
from .society.ties import Ties
from .vocabulary.scores import ScoreName

Columns = dict[str, Array]


@dataclass(frozen=True)
class MonthInputs:
    """What every tile needs to know about a month.

    Attributes
    ----------
    month
        Months since year 0.
    signals, numbers
        Signals of the nation by name, and numbers by mechanism and name, as NumPy arrays.
    by_mechanism
        The inputs of each mechanism, on the device. They are put there once a month, not once for every tile.
    """

    month: int
    signals: Mapping[str, AnyArray]
    numbers: Mapping[str, Numbers]
    by_mechanism: Mapping[str, MechanismInputs]


class World:
    """A scenario made runnable.

    Parameters
    ----------
    scenario
        Decides which mechanisms of its model exist (see `model_of`); one that is switched off is absent, not idle.
    declared
        What is counted at the end of a month.
    """

    def __init__(self, scenario: Scenario, declared: Declared = COUNTED) -> None:
        self.declared = declared
        self.model = model_of(scenario)
        self.scenario = scenario = self.model.adapted(scenario)
        _check_columns(declared, self.model.columns)
        on = [m for m in self.model.mechanisms if m.is_on(scenario)]
        replaced = {m.replaces for m in on}
        self.mechanisms: tuple[Mechanism, ...] = tuple(m for m in on if m.name not in replaced)
        headline: ScoreName = scenario.scoring.headline.value  # the score that measures are about
        self.headline = headline if f"scoring.{headline}" in scenario.on else None
        everything = (INITIALIZATION, *self.mechanisms)
        self._reads = {m.name: stored_names(("is_person", *m.reads, *partners(m.writes))) for m in everything}
        self._compiled = {m.name: _program(m, m.system(scenario)) for m in everything}
        self._own_of_month = [c.name for m in self.model.mechanisms for c in m.columns if c.kind == "month"]
        self._ahead: dict[int, dict[str, Numbers]] = {}

    def look_ahead(self, month: int) -> None:
        """Prepare what a month needs of the scenario alone, so that its inputs are ready when it begins."""
        known = self._ahead.get(month)
        self._ahead = {month: known or {m.name: _floats(m.numbers(self.scenario, month)) for m in self.mechanisms}}

    def inputs(self, nation: Nation, seed: int) -> MonthInputs:
        """The inputs that all tiles share in the nation's present month."""
        month = nation.month
        self.look_ahead(month)
        numbers = self._ahead[month]
        signals = _floats(nation.signals())
        by_mechanism = {m.name: _inputs_of(m, signals, numbers[m.name], seed, month) for m in self.mechanisms}
        return MonthInputs(month, signals, numbers, jax.device_put(by_mechanism))

    def begin(self, columns: Mapping[str, Array], nation: Nation, ties: Ties, start: int, seed: int) -> Columns:
        """Take the fixed columns of a tile; give fixed and state columns at the beginning of the first month."""
        shape = columns["is_person"].shape
        missing = [name for name in self.model.kept if name not in columns and name != "ties"]
        columns = {**columns, **{name: fill_column(name, shape, self.model.columns) for name in missing}}
        numbers = _floats(INITIALIZATION.numbers(self.scenario, nation.month))
        inputs = _inputs_of(INITIALIZATION, _floats(nation.signals()), numbers, seed, 0)
        program, reads = self._compiled[INITIALIZATION.name], self._reads[INITIALIZATION.name]
        columns.update(program({c: columns[c] for c in reads}, inputs, np.uint32(start), ties))
        columns["ties"] = _first_ties(ties, stream_key(seed, "ties", 0), np.uint32(start), columns)
        return {name: columns[name] for name in self.model.kept}

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
            All columns after the month, as they are stored; and the month's sums.
        """
        shape = columns["is_person"].shape
        now = {**{name: fill_column(name, shape, self.model.columns) for name in self._own_of_month}, **columns}
        for mechanism in self.mechanisms:
            now.update(self.run_one(mechanism, now, ties, start, inputs))
        tally = count(now, ties, month=inputs.month, score=self.headline, declared=self.declared)
        now.update(remember(now, month=inputs.month, score=self.headline, memories=self.declared.memories))
        return now, tally

    def run_one(self, mechanism: Mechanism, now: Columns, ties: Ties, start: int, inputs: MonthInputs) -> Columns:
        """Run one mechanism on stored columns (see `society.bit_packing`); missing ones have their fill value."""
        name, shape, every = mechanism.name, now["is_person"].shape, self.model.columns
        reads = {c: now[c] if c in now else fill_column(c, shape, every) for c in self._reads[name]}
        return self._compiled[name](reads, inputs.by_mechanism[name], np.uint32(start), ties)

    def filled(self, now: Columns) -> Columns:
        """All columns by their own names; columns that nobody wrote have their fill value."""
        shape, found = now["is_person"].shape, unpacked(now)
        every = self.model.columns
        return {name: found[name] if name in found else fill_column(name, shape, every) for name in every}


def _check_columns(declared: Declared, columns: Mapping[str, Column]) -> None:
    """Refuse a sum of a column of a mechanism that the model does not have."""
    for column in declared.own:
        if columns.get(column.name) != column:
            raise BadRequest(
                "measures",
                received=Description(f"a measure that reads the column {column.name}"),
                accepted="measures of columns that the model has",
                remedy="Pass its mechanism too: mechanisms=[...].",
            )


@cache
def _program(mechanism: Mechanism, system: System) -> Callable[..., Columns]:
    """A mechanism compiled for a system; shared by all worlds of the process, so that replicates compile nothing."""

    def run(columns: Mapping[str, Array], inputs: MechanismInputs, start: Array, ties: Ties) -> Columns:
        of_month, lasting = ((key[0], key[1]) for key in inputs.keys)
        stream = Stream(of_month, _citizens(start, columns), mechanism.draws, lasting=lasting)
        before = unpacked(columns)
        written = mechanism.run(before, inputs.table("signals"), inputs.table("numbers"), stream, ties, system)
        return packed(written | {name: before[name] for name in partners(written)})

    run.__name__ = mechanism.name.replace(".", "_")  # what profilers call it
    return jax.jit(run)


def _inputs_of(mechanism: Mechanism, signals: Numbers, numbers: Numbers, seed: int, month: int) -> MechanismInputs:
    """The inputs of a mechanism in a month: its signals, its numbers and the key of its random numbers."""
    wanted = {name: signals[name] for name in mechanism.signals}
    return MechanismInputs.of(wanted, numbers, mechanism.stream_keys(seed, month))


def _citizens(start: Array, columns: Mapping[str, Array]) -> Array:
    """Numbers of the citizens of a tile, uint32 (blocks, BLOCK)."""
    shape = columns["is_person"].shape
    return start + jnp.arange(shape[0] * shape[1], dtype=jnp.uint32).reshape(shape)


@jax.jit
def _first_ties(ties: Ties, key: tuple[Array, Array], start: Array, columns: Mapping[str, Array]) -> Array:
    """Which ties exist when a run begins."""
    return ties.initial(key, _citizens(start, columns), columns)


def _floats(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same numbers as float32 arrays; tables of numbers stay tables."""
    return {
        name: _floats(value) if isinstance(value, Mapping) else np.asarray(value, np.float32)
        for name, value in values.items()
    }
