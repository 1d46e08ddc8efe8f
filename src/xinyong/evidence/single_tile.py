"""Simulates one tile of people month by month, with all columns in view, for replications and tests.

It runs the same months of the same world and nation as the engine. Between months the state can be read and changed,
and the simulation can go on under another scenario with the same random numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ..counting.count import Count
from ..counting.groups import GROUPS
from ..counting.tally import Tally
from ..engine.program_cache import keep_compiled
from ..measures.registry import COUNTED, MEASURES
from ..nation import Nation
from ..nation.part import Part
from ..scenario.scenario import Scenario
from ..society.columns import BLOCK
from ..society.population import draw
from ..society.ties import Ties, layered_ties
from ..world import World

SEED: Final = 7


@dataclass(frozen=True, repr=False)
class State:
    """The state at the beginning of a month.

    Attributes
    ----------
    nation
        The state of the nation.
    columns
        Fixed and state columns by name, each (blocks, BLOCK).
    since
        The sum of the tallies of all earlier months.
    ties
        Possible ties.
    seed
        Random seed of the months that `simulate_months` simulates.
    """

    nation: Nation
    columns: Mapping[str, Any]
    since: Tally
    ties: Ties
    seed: int = SEED

    def people(self, name: str) -> NDArray[Any]:
        """A column without padding."""
        found: NDArray[Any] = np.asarray(self.columns[name])[np.asarray(self.columns["is_person"])]
        return found

    def with_columns(self, **columns: Any) -> State:
        """The same state with some columns replaced for everybody.

        Parameters
        ----------
        columns
            By name, one value for everybody or one for each person; rounded if the column holds whole numbers.
            Padding does not change.

        Raises
        ------
        KeyError
            For a name that is neither a fixed nor a state column.
        """
        is_person = np.asarray(self.columns["is_person"])
        altered = {}
        for name, values in columns.items():
            column = np.array(self.columns[name])
            values = np.asarray(values)
            column[is_person] = np.rint(values) if column.dtype.kind in "iu" and values.dtype.kind == "f" else values
            altered[name] = jnp.asarray(column)
        return replace(self, columns={**self.columns, **altered})

    def with_nation_parts(self, **parts: Part) -> State:
        """The same state with some parts of the nation replaced, by name (see `nation.nation.PARTS`)."""
        return replace(self, nation=replace(self.nation, parts={**self.nation.parts, **parts}))

    def simulate_months(self, *, months: int, scenario: Scenario | None = None) -> SimulatedMonths:
        """Simulate some months from here on, under the same scenario unless another is given."""
        return simulate_months(scenario or self.nation.scenario, self, months=months, seed=self.seed)


@dataclass(frozen=True, repr=False)
class SimulatedMonths:
    """Some simulated months.

    Attributes
    ----------
    world
        The world of the scenario.
    tallies
        One per month.
    parts
        The parts of the nation after each month.
    since
        The sum of the tallies of all earlier months.
    columns
        All columns at the end of the last month; columns that nobody wrote have their fill value.
    end
        The beginning of the next month.
    """

    world: World
    tallies: tuple[Tally, ...]
    parts: tuple[Mapping[str, Any], ...]
    since: Tally
    columns: Mapping[str, NDArray[Any]]
    end: State

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The counts from which measures are computed, one per month."""
        since, counts = self.since, []
        for tally, parts in zip(self.tallies, self.parts, strict=True):
            since = since + tally
            counts.append(Count(tally, since, weight=1.0, on=self.world.scenario.on, parts=parts))
        return tuple(counts)

    def measure(self, measure: str, *, group: str = "all") -> float:
        """The value of a measure in the last month."""
        return float(MEASURES[measure].values(self.counts[-1])[GROUPS.index(group)])

    def mean(self, measure: str) -> float:
        """The mean of a measure over the months."""
        return float(np.mean([MEASURES[measure].values(count)[0] for count in self.counts]))

    def by_group(self, measure: str) -> NDArray[np.float64]:
        """The values of a measure in the last month, for everybody first and then by group."""
        return MEASURES[measure].values(self.counts[-1])

    def total(self, name: str) -> float:
        """A declared sum over everybody and all months."""
        return sum(tally.total(name) for tally in self.tallies)

    def series(self, name: str) -> list[float]:
        """A declared sum over everybody, month by month."""
        return [tally.total(name) for tally in self.tallies]

    def people(self, name: str) -> NDArray[Any]:
        """A column without padding, at the end of the last month."""
        found: NDArray[Any] = self.columns[name][self.columns["is_person"]]
        return found


def begin(scenario: Scenario, *, people: int, seed: int = SEED, ties: Ties | None = None) -> State:
    """The beginning of a scenario's first month.

    Parameters
    ----------
    scenario
        Gives the society, the initial state and the first month.
    people
        Citizens; all of them are one tile.
    seed
        Random seed.
    ties
        An explicit network (see `society.network`) instead of the layered ties.
    """
    keep_compiled()
    month = scenario.window.from_
    nation = Nation.start(scenario, people, month)
    blocks = -(-people // BLOCK)
    fixed = draw(scenario.society, seed=seed, start=0, count=blocks * BLOCK, population=people, month=month)
    columns = {name: column.reshape(blocks, BLOCK) for name, column in fixed.items()}
    ties = layered_ties(scenario.society.numbers(month)) if ties is None else ties
    return State(nation, World(scenario).begin(columns, nation, ties, 0, seed), Tally.zero(COUNTED), ties, seed)


def simulate_months(scenario: Scenario, state: State, *, months: int, seed: int = SEED) -> SimulatedMonths:
    """Simulate some months from a state on, which may come from another scenario.

    Parts of the nation that the earlier scenario lacked are not started, because their memory is not known.

    Raises
    ------
    BooksDoNotBalance
        If a month breaks the double entry.
    """
    world = World(scenario)
    nation, columns = replace(state.nation, scenario=scenario), dict(state.columns)
    since, tallies, parts = state.since, [], []
    for _ in range(months):
        now, counted = world.step(columns, state.ties, 0, world.inputs(nation, seed))
        tally = counted + Tally.zero(COUNTED)  # copied from the device once
        nation = nation.advance(tally)
        columns = {name: now[name] for name in world.model.kept}
        tallies.append(tally)
        parts.append(nation.parts)
    filled = {name: np.asarray(column) for name, column in world.filled(now).items()}
    end = replace(state, nation=nation, columns=columns, since=sum(tallies, since))
    return SimulatedMonths(world, tuple(tallies), tuple(parts), since, filled, end)
