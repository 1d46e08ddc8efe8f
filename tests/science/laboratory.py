"""A laboratory: one tile of people who live through some months under one scenario, or under two.

It drives the world itself, without the engine, so that a state can be kept and lived on from under other rules
with the same luck, and so that scenarios which differ in numbers only share their compiled programs.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from xinyong.engine.compiled import keep_compiled
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

keep_compiled()


@dataclass(frozen=True, repr=False)
class Moment:
    """Where a month begins: the nation, and the fixed and state columns of everybody."""

    nation: Nation
    columns: Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Lived:
    """Some months that were lived through.

    Attributes
    ----------
    world
        Under which they were.
    tallies
        One a month.
    columns
        All columns at the end of the last month, those that nobody wrote at their absent value.
    end
        Where the next month begins.
    """

    world: World
    tallies: tuple[Tally, ...]
    columns: Mapping[str, np.ndarray]
    end: Moment

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """What measures are computed from, one a month."""
        since, counts = Tally.zero(), []
        for tally in self.tallies:
            since = since + tally
            counts.append(Count(tally, since, weight=1.0))
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


_WORLDS: dict[Any, World] = {}


def world_of(scenario: Scenario) -> World:
    """The world of a scenario, with the compiled programs of a like one if there was any."""
    fresh = World(scenario)
    like = copy.copy(_WORLDS.setdefault((fresh.system, fresh.headline), fresh))
    like.scenario, like.rules = fresh.scenario, fresh.rules
    return like


def begin(scenario: Scenario, *, people: int, seed: int = SEED) -> Moment:
    """The opening of a scenario's first month."""
    month = scenario.window.from_
    nation = Nation.start(scenario, people, month)
    blocks = -(-people // BLOCK)
    fixed = draw(scenario.society, seed=seed, start=0, count=blocks * BLOCK, population=people, month=month)
    columns = {name: column.reshape(blocks, BLOCK) for name, column in fixed.items()}
    ties = layered_ties(scenario.society.numbers(month))
    return Moment(nation, world_of(scenario).begin(columns, nation, ties, 0, seed))


def live(scenario: Scenario, moment: Moment, *, months: int, seed: int = SEED) -> Lived:
    """Live through some months from a moment on, whosever past it is.

    Raises
    ------
    BooksDoNotBalance
        If a month breaks the double entry.
    """
    world = world_of(scenario)
    ties = layered_ties(scenario.society.numbers(scenario.window.from_))
    nation, columns, tallies = replace(moment.nation, scenario=scenario), dict(moment.columns), []
    for _ in range(months):
        now, tally = world.step(columns, ties, 0, world.inputs(nation, seed))
        nation = nation.advance(tally)
        columns = {name: now[name] for name in (*FIXED, *STATE)}
        tallies.append(tally)
    filled = {name: np.asarray(column) for name, column in world.filled(now).items()}
    return Lived(world, tuple(t + Tally.zero() for t in tallies), filled, Moment(nation, columns))


def with_rules(scenario: Scenario, change: Any) -> Scenario:
    """The scenario with fields of each rule changed: `change` takes a rule and gives a table of its new fields."""
    rows = [{"id": rule.id, **change(rule)} for rule in scenario.rules]
    return scenario.with_changes({"rules": rows})
