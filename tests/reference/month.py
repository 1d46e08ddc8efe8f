"""A month of a world, kept mechanism by mechanism, for the reference to be compared with.

There are two kinds. A *lived* world goes through two years before that month, so that people are in arrears, listed
(some of them wrongly), under rules and without work; some errors are made commoner than in the presets, for states
that a preset shows once in a million. A *made-up* world meets a made-up crowd in its first month: quick, and
stranger than any life. Some rules are added to both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from xinyong.mechanisms import BEGINNING, Mechanism
from xinyong.nation import Nation
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.society.luck import Luck, stream_key
from xinyong.society.population import draw
from xinyong.society.ties import LayeredTies, layered_ties
from xinyong.world import MonthInputs, World

from .crowd import EXTREMES, made_up_crowd

POPULATION = BLOCK - 100
"""The last hundred citizens of the block are padding."""
SEED = 20
FIRST, LAST = 12 * 2016 + 6, 12 * 2018 + 5
CITIZENS = np.arange(BLOCK, dtype=np.uint32).reshape(1, BLOCK)

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
    "scoring.points.high": 1005,
    "lending.forgetting": 0.3,
    "lending.settle": 0.1,
    "lending.informal_loss": 0.05,
}

COMPILED_QUICKLY = {"xla_backend_optimization_level": 0, "xla_cpu_use_fusion_emitters": False}
"""Options that leave optimisations out and take a third of the time; a lived month is compiled as in a run."""

Columns = dict[str, Any]
Program = Callable[[Mechanism, Columns, MonthInputs], Columns]


def _rule(name: str, trigger: dict[str, Any], effect: str, **more: Any) -> dict[str, Any]:
    usual = {"kind": "stick", "context": "credit", "size": 0.5, "gravity": 2.0, "from": "2014-01"}
    return {"id": name, "trigger": trigger, "effect": effect} | usual | more


RARER_RULES = (
    _rule("poor", {"score_below": {"score": "factors", "at": 560.0}}, "bars_rent", exempt=["official"]),
    _rule("over", {"score_below": {"score": "factors", "at": 560.0}}, "bars_jobs", until="2018-05"),
    _rule("low", {"grade_at_most": {"grade": "B"}}, "bars_jobs", latency_months=4, exempt=["member", "manager"]),
    _rule("high", {"grade_at_least": {"grade": "A"}}, "eases_transit", kind="carrot", gravity=0.0),
    _rule("clean", {"score_above": {"score": "points", "at": 1000.0}}, "eases_visa", kind="carrot", gravity=0.0),
    _rule("stained", {"score_below": {"score": "points", "at": 1000.0}}, "bars_school", context="politics"),
    _rule("here", {"score_below": {"score": "factors", "at": 800.0}}, "bars_rail", automation=0.4),
    _rule("there", {"score_below": {"score": "factors", "at": 800.0}}, "bars_flights", automation=0.4),
    _rule("nowhere", {"score_below": {"score": "factors", "at": 800.0}}, "bars_party", automation=0.0),
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


def lived(preset: str) -> Month:
    """Live through the months from `FIRST` to `LAST` of a preset as the engine does, and keep the last."""
    world, ties = _world(preset, COMMONER)
    opening = Nation.start(world.scenario, POPULATION, FIRST)
    drawn = draw(world.scenario.society, seed=SEED, start=0, count=BLOCK, population=POPULATION, month=FIRST)
    fixed = _in_blocks(drawn)
    columns = world.begin(fixed, opening, ties, 0, SEED)
    beginning = _moment(BEGINNING, fixed, columns)

    def run(mechanism: Mechanism, now: Columns, inputs: MonthInputs) -> Columns:
        return world.run_one(mechanism, now, ties, 0, inputs)

    for month in range(FIRST, LAST):
        inputs = world.inputs(Nation.start(world.scenario, POPULATION, month), SEED)
        now = world.open(columns)
        for mechanism in world.mechanisms:
            now = {**now, **run(mechanism, now, inputs)}
        columns = {name: now[name] for name in columns}
    return _kept(world, opening, beginning, columns, run)


def made_up(preset: str, **more: float) -> Month:
    """Run the month `LAST` of a preset on a made-up crowd, compiled quickly."""
    world, ties = _world(preset, EXTREMES | more)
    opening = Nation.start(world.scenario, POPULATION, LAST)
    columns = _in_blocks(made_up_crowd(POPULATION, opening.mean_income_yuan, LAST, SEED))

    def run(mechanism: Mechanism, now: Columns, inputs: MonthInputs) -> Columns:
        def program(columns: Columns, signals: Columns, numbers: Columns) -> Columns:
            luck = Luck(inputs.keys[mechanism.name], jnp.asarray(CITIZENS), mechanism.draws)
            return mechanism.run(columns, signals, numbers, luck, ties, world.system)

        quick = jax.jit(program, compiler_options=COMPILED_QUICKLY)
        signals = {name: inputs.signals[name] for name in mechanism.signals}
        return quick(_columns(now, mechanism.reads), signals, inputs.numbers[mechanism.name])

    numbers = {name: np.float32(value) for name, value in world.scenario.beginning.numbers(LAST).items()}
    at_first = replace(
        world.inputs(opening, SEED),
        numbers={"beginning": numbers},
        keys={"beginning": stream_key(SEED, "beginning", 0)},
    )
    beginning = _moment(BEGINNING, columns, run(BEGINNING, columns, at_first))
    return _kept(world, opening, beginning, columns, run)


def _world(preset: str, changes: dict[str, float]) -> tuple[World, LayeredTies]:
    """The world of a preset with some changes and the rarer rules, and its ties."""
    table = Scenario.load(preset).with_changes(changes).as_table()
    scenario = Scenario.from_table(table | {"rules": [*table["rules"], *RARER_RULES]})
    return World(scenario), layered_ties(scenario.society.numbers(FIRST))


def _kept(world: World, opening: Nation, beginning: Moment, columns: Columns, run: Program) -> Month:
    """Run the month `LAST`, and keep what each mechanism read and wrote."""
    inputs = world.inputs(Nation.start(world.scenario, POPULATION, LAST), SEED)
    now = world.open(columns)
    moments = {"beginning": beginning}
    for mechanism in world.mechanisms:
        written = run(mechanism, now, inputs)
        moments[mechanism.name] = _moment(mechanism, now, written)
        now = {**now, **written}
    at_first = {"beginning": world.scenario.beginning.numbers(opening.month)}
    numbers = {name: dict(values) for name, values in (inputs.numbers | at_first).items()}
    nation = {"beginning": opening.signals()} | {m.name: dict(inputs.signals) for m in world.mechanisms}
    return Month(world, nation, numbers, LAST, moments)


def _in_blocks(columns: dict[str, Any]) -> Columns:
    return {name: jnp.asarray(np.asarray(column)).reshape(CITIZENS.shape) for name, column in columns.items()}


def _moment(mechanism: Mechanism, before: Columns, after: Columns) -> Moment:
    reads, writes = _columns(before, mechanism.reads), {name: after[name] for name in mechanism.writes}
    return Moment(*({name: np.asarray(column).reshape(-1) for name, column in c.items()} for c in (reads, writes)))


def _columns(now: Columns, names: tuple[str, ...]) -> Columns:
    """Columns by name, those that nobody wrote at their absent value."""
    return {n: now[n] if n in now else jnp.full(CITIZENS.shape, COLUMNS[n].absent, COLUMNS[n].dtype) for n in names}
