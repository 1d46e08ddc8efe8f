"""A bench: one tile of people who live through some months under one scenario or several, with all columns in sight.

It turns the same crank as the engine, a month of the same world and nation, but by hand: the state can be looked at and
altered between months, and lived on from under other rules with the same luck. For replications, and for tests.
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
class Moment:
    """Where a month begins.

    Attributes
    ----------
    nation
        As it opens the month.
    columns
        Fixed and state columns of everybody, by name, each (blocks, BLOCK).
    since
        The tallies of the months before, summed.
    ties
        Who can be whose friend.
    """

    nation: Nation
    columns: Mapping[str, Any]
    since: Tally
    ties: Ties

    def people(self, name: str) -> NDArray[Any]:
        """A column of the people, padding left out."""
        found: NDArray[Any] = np.asarray(self.columns[name])[np.asarray(self.columns["is_person"])]
        return found

    def given(self, **columns: Any) -> Moment:
        """The same moment with some columns of everybody replaced.

        Parameters
        ----------
        columns
            By name, one value for all or one for each of the people; rounded to the column's own type where that
            is one of whole numbers. Padding keeps what it has.

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

    def knowing(self, **parts: Part) -> Moment:
        """The same moment with some parts of the nation replaced, by name (see `nation.PARTS`)."""
        return replace(self, nation=replace(self.nation, parts={**self.nation.parts, **parts}))


@dataclass(frozen=True, repr=False)
class Lived:
    """Some months that were lived through.

    Attributes
    ----------
    world
        Under which they were.
    tallies
        One a month.
    parts
        What the nation remembered after each month.
    since
        The tallies of the months before, summed.
    columns
        All columns at the end of the last month, those that nobody wrote at their absent value.
    end
        Where the next month begins.
    """

    world: World
    tallies: tuple[Tally, ...]
    parts: tuple[Mapping[str, Any], ...]
    since: Tally
    columns: Mapping[str, NDArray[Any]]
    end: Moment

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """What measures are computed from, one a month."""
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
        """A column of the people, padding left out, at the end of the last month."""
        found: NDArray[Any] = self.columns[name][self.columns["is_person"]]
        return found


def begin(scenario: Scenario, *, people: int, seed: int = SEED, ties: Ties | None = None) -> Moment:
    """The opening of a scenario's first month.

    Parameters
    ----------
    scenario
        Whose society, beginning and first month.
    people
        Citizens; all of them are one tile.
    seed
        Where all luck begins.
    ties
        An explicit network (see `society.network`) in place of the layered ties.
    """
    keep_compiled()
    month = scenario.window.from_
    nation = Nation.start(scenario, people, month)
    blocks = -(-people // BLOCK)
    fixed = draw(scenario.society, seed=seed, start=0, count=blocks * BLOCK, population=people, month=month)
    columns = {name: column.reshape(blocks, BLOCK) for name, column in fixed.items()}
    ties = layered_ties(scenario.society.numbers(month)) if ties is None else ties
    return Moment(nation, World(scenario).begin(columns, nation, ties, 0, seed), Tally.zero(COUNTED), ties)


def live(scenario: Scenario, moment: Moment, *, months: int, seed: int = SEED) -> Lived:
    """Live through some months from a moment on, whosever past it is.

    Parts of the nation that the past lacks are not started: what they would remember of it nobody knows.

    Raises
    ------
    BooksDoNotBalance
        If a month breaks the double entry.
    """
    world = World(scenario)
    nation, columns = replace(moment.nation, scenario=scenario), dict(moment.columns)
    since, tallies, parts = moment.since, [], []
    for _ in range(months):
        now, counted = world.step(columns, moment.ties, 0, world.inputs(nation, seed))
        tally = counted + Tally.zero(COUNTED)  # off the device once, and not number by number
        nation = nation.advance(tally)
        columns = {name: now[name] for name in world.model.kept}
        tallies.append(tally)
        parts.append(nation.parts)
    filled = {name: np.asarray(column) for name, column in world.filled(now).items()}
    end = replace(moment, nation=nation, columns=columns, since=sum(tallies, since))
    return Lived(world, tuple(tallies), tuple(parts), since, filled, end)
