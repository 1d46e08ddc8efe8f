"""A month of a real world, kept mechanism by mechanism, for the reference to be compared with.

The world lives through two years before that month, so that people are in arrears, listed (some of them
wrongly), under rules and without work. Some errors are made commoner than in the presets, and four rules are
added, for states that a preset shows once in a million.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from xinyong.mechanisms import BEGINNING, Mechanism, System
from xinyong.nation import Nation
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.society.luck import Luck
from xinyong.society.population import draw
from xinyong.society.ties import layered_ties
from xinyong.world import MonthInputs, World

POPULATION = BLOCK - 100
"""The last hundred citizens of the block are padding."""
SEED = 20
FIRST, LAST = 12 * 2016 + 6, 12 * 2018 + 5

COMMONER = {
    "conduct.petition": 0.02,
    "conduct.breach": 0.02,
    "conduct.fraud": 0.02,
    "conduct.misconduct": 0.2,
    "watching.discipline_coverage": 0.9,
    "watching.mistaken": 0.1,
    "watching.no_show_false_alarm": 0.01,
    "watching.petition_false_alarm": 0.01,
    "watching.breach_false_alarm": 0.01,
    "watching.fraud_false_alarm": 0.01,
    "watching.criticism_false_alarm": 0.05,
    "scoring.court.mistake": 0.003,
    "scoring.court.listing": 0.15,
    "scoring.points.coverage": 0.3,
    "scoring.points.high": 1000,
    "lending.forgetting": 0.3,
    "lending.informal_loss": 0.05,
}

Columns = dict[str, Any]
Program = Callable[[World, Mechanism, Columns, Any, MonthInputs], Columns]


def _rule(name: str, trigger: dict[str, Any], effect: str, **more: Any) -> dict[str, Any]:
    usual = {"kind": "stick", "context": "credit", "size": 0.5, "gravity": 2.0, "from": "2014-01"}
    return {"id": name, "trigger": trigger, "effect": effect} | usual | more


RARER_RULES = (
    _rule("poor", {"score_below": {"score": "factors", "at": 560.0}}, "bars_rent", exempt=["official"]),
    _rule("over", {"score_below": {"score": "factors", "at": 560.0}}, "bars_jobs", until="2018-05"),
    _rule("low", {"grade_at_most": {"grade": "B"}}, "bars_jobs", latency_months=4, exempt=["member", "manager"]),
    _rule("high", {"grade_at_least": {"grade": "A"}}, "eases_transit", kind="carrot", gravity=0.0),
)


@dataclass(frozen=True)
class Moment:
    """One mechanism's part of the month: the columns that it read, and those that it wrote, flat."""

    before: dict[str, np.ndarray]
    after: dict[str, np.ndarray]


@dataclass(frozen=True)
class Month:
    """The month that is compared, with the opening of the run as ``beginning``."""

    world: World
    nation: dict[str, Any]
    numbers: dict[str, dict[str, Any]]
    number: int
    moments: dict[str, Moment]


def as_in_a_run(world: World, mechanism: Mechanism, now: Columns, ties: Any, inputs: MonthInputs) -> Columns:
    """Run one mechanism as the engine does."""
    return world.run_one(mechanism, now, ties, 0, inputs)


LOOK_AT_SYSTEM = ("scoring.friends", "consequences", "lending", "adapting")
"""Mechanisms whose program depends on what else is switched on; the others need compiling only once."""


def compiled_quickly(world: World, mechanism: Mechanism, now: Columns, ties: Any, inputs: MonthInputs) -> Columns:
    """Run one mechanism, compiled with fewer optimisations in half the time."""
    run = _quick(mechanism, world.system if mechanism.name in LOOK_AT_SYSTEM else System(frozenset()))
    reads = {c: _column(now, c) for c in mechanism.reads}
    name = mechanism.name
    signals = {s: inputs.signals[s] for s in mechanism.signals}
    return run(reads, signals, inputs.numbers[name], inputs.keys[name], ties)


@cache
def _quick(mechanism: Mechanism, system: System) -> Callable[..., Columns]:
    def run(columns: Columns, signals: Columns, numbers: Columns, key: Any, ties: Any) -> Columns:
        citizen = jnp.arange(BLOCK, dtype=jnp.uint32).reshape(1, BLOCK)
        return mechanism.run(columns, signals, numbers, Luck(key, citizen, mechanism.draws), ties, system)

    return jax.jit(run, compiler_options={"xla_backend_optimization_level": 0})


def live(preset: str, program: Program) -> Month:
    """Live through the months from `FIRST` to `LAST` of a preset, and keep the last."""
    table = Scenario.load(preset).with_changes(COMMONER).as_table()
    scenario = Scenario.from_table(table | {"rules": [*table["rules"], *RARER_RULES]})
    world = World(scenario)
    ties = layered_ties(scenario.society.numbers(FIRST))
    opening = Nation.start(scenario, POPULATION, FIRST)
    drawn = draw(scenario.society, seed=SEED, start=0, count=BLOCK, population=POPULATION, month=FIRST)
    fixed = {name: jnp.asarray(np.asarray(column)).reshape(1, BLOCK) for name, column in drawn.items()}
    columns = world.begin(fixed, opening, ties, 0, SEED)
    moments = {"beginning": _moment(BEGINNING, fixed, columns)}
    for month in range(FIRST, LAST + 1):
        inputs = world.inputs(Nation.start(scenario, POPULATION, month), SEED)
        now = world.open(columns)
        for mechanism in world.mechanisms:
            written = program(world, mechanism, now, ties, inputs)
            if month == LAST:
                moments[mechanism.name] = _moment(mechanism, now, written)
            now = {**now, **written}
        columns = {name: now[name] for name in columns}
    beginning = {"beginning": scenario.beginning.numbers(FIRST)}
    numbers = {name: dict(values) for name, values in (inputs.numbers | beginning).items()}
    nation = {"beginning": opening.signals()} | {m.name: dict(inputs.signals) for m in world.mechanisms}
    return Month(world, nation, numbers, LAST, moments)


def _moment(mechanism: Mechanism, before: Columns, after: Columns) -> Moment:
    return Moment(
        before={c: np.asarray(_column(before, c)).reshape(-1) for c in mechanism.reads},
        after={c: np.asarray(after[c]).reshape(-1) for c in mechanism.writes},
    )


def _column(now: Columns, name: str) -> Any:
    if name in now:
        return now[name]
    return jnp.full(now["is_person"].shape, COLUMNS[name].absent, COLUMNS[name].dtype)
