"""A laboratory: one tile of people who live through some months under one scenario, or under two.

It drives the world itself, without the engine, so that a state can be kept and lived on from under other rules
with the same luck.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from xinyong.measures.count import Count
from xinyong.measures.groups import GROUPS
from xinyong.measures.registry import MEASURES
from xinyong.measures.tally import Tally
from xinyong.nation import Nation
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, FIXED, STATE
from xinyong.society.population import draw
from xinyong.society.ties import layered_ties
from xinyong.world import World

SEED = 7


@dataclass(frozen=True, repr=False)
class Moment:
    """Where a month begins: the nation, the fixed and state columns of everybody, and the tallies so far, summed."""

    nation: Nation
    columns: Mapping[str, Any]
    since: Tally


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
    columns: Mapping[str, np.ndarray]
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

    def by_group(self, measure: str) -> np.ndarray:
        """The values of a measure in the last month, for everybody first and then by group."""
        return MEASURES[measure].values(self.counts[-1])

    def total(self, name: str) -> float:
        """A declared sum over everybody and all months."""
        return sum(tally.total(name) for tally in self.tallies)

    def series(self, name: str) -> list[float]:
        """A declared sum over everybody, month by month."""
        return [tally.total(name) for tally in self.tallies]

    def people(self, name: str) -> np.ndarray:
        """A column of the people, padding left out, at the end of the last month."""
        return self.columns[name][self.columns["is_person"]]


def begin(scenario: Scenario, *, people: int, seed: int = SEED) -> Moment:
    """The opening of a scenario's first month."""
    month = scenario.window.from_
    nation = Nation.start(scenario, people, month)
    blocks = -(-people // BLOCK)
    fixed = draw(scenario.society, seed=seed, start=0, count=blocks * BLOCK, population=people, month=month)
    columns = {name: column.reshape(blocks, BLOCK) for name, column in fixed.items()}
    ties = layered_ties(scenario.society.numbers(month))
    return Moment(nation, World(scenario).begin(columns, nation, ties, 0, seed), Tally.zero())


def live(scenario: Scenario, moment: Moment, *, months: int, seed: int = SEED) -> Lived:
    """Live through some months from a moment on, whosever past it is.

    Raises
    ------
    BooksDoNotBalance
        If a month breaks the double entry.
    """
    world = World(scenario)
    ties = layered_ties(scenario.society.numbers(scenario.window.from_))
    nation, columns = replace(moment.nation, scenario=scenario), dict(moment.columns)
    since, tallies, parts = moment.since, [], []
    for _ in range(months):
        now, tally = world.step(columns, ties, 0, world.inputs(nation, seed))
        nation = nation.advance(tally)
        columns = {name: now[name] for name in (*FIXED, *STATE)}
        tallies.append(tally + Tally.zero())
        parts.append(nation.parts)
    filled = {name: np.asarray(column) for name, column in world.filled(now).items()}
    end = Moment(nation, columns, sum(tallies, since))
    return Lived(world, tuple(tallies), tuple(parts), since, filled, end)


def with_rules(scenario: Scenario, change: Any) -> Scenario:
    """The scenario with fields of each rule changed: `change` takes a rule and gives a table of its new fields."""
    rows = [{"id": rule.id, **change(rule)} for rule in scenario.rules]
    return scenario.with_changes({"rules": rows})
