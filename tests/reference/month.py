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

from xinyong.mechanisms import INITIALIZATION, ORDER, Mechanism
from xinyong.mechanisms.lending.monthly_loans import RECORD_GRADES
from xinyong.mechanisms.mechanism import MechanismInputs
from xinyong.model import BUILT_IN
from xinyong.nation import Nation
from xinyong.society.bit_packing import packed, unpacked
from xinyong.society.columns import BLOCK
from xinyong.society.population import draw
from xinyong.society.ties import LayeredTies, layered_ties
from xinyong.vocabulary import LIFE
from xinyong.world import MonthInputs, World

from .crowd import EXTREMES, made_up_crowd

POPULATION = BLOCK - 100
"""The last hundred citizens of the block are padding."""
SEED = 20
FIRST, LAST = 12 * 2016, 12 * 2017 + 11
SHAPE = (1, BLOCK)

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
    "influence.official": 0.9,
    "influence.manager": 0.9,
    "influence.member": 0.9,
    "scoring.court_list.mistake": 0.003,
    "scoring.court_list.listing": 0.15,
    "scoring.court_list.repair": 0.05,
    "scoring.dishonest_firms.listing": 0.02,
    "scoring.dishonest_firms.mistake": 0.01,
    "scoring.dishonest_firms.repair": 0.2,
    "scoring.red_list.entry": 0.3,
    "scoring.ledger_repair.right": 1,
    "consequences.review": 0.3,
    "scoring.points.coverage": 0.3,
    "scoring.points.high": 1005,
    "scoring.scorecard.high": 700,
    "scoring.firms.used": "mean",
    "lending.forgetting": 0.3,
    "lending.settle": 0.1,
    "lending.informal_loss": 0.05,
    "lending.flight": 0.05,
    "lending.fine": 0.2,
    "lending.punish": 0.1,
    "lending.temptation": 1.4,
    "matching.shows_score": 0.8,
    "matching.score_gap": 3.0,
    "matching.separation": 0.01,
    "leaking.orders": 0.5,
    "leaking.wrong_id": 0.3,
    "leaking.harassment": 0.4,
    "leaking.fraud": 0.4,
}

Columns = dict[str, Any]
Program = Callable[[Mechanism, Columns, MonthInputs], Columns]


def _rule(name: str, trigger: dict[str, Any], effect: str, **more: Any) -> dict[str, Any]:
    usual = {"kind": "stick", "context": "credit", "size": 0.5, "gravity": 2.0, "from": "2014-01"}
    return {"id": name, "trigger": trigger, "effect": effect} | usual | more


RARER_RULES = (
    _rule("poor", {"score_below": {"score": "factors", "at": 560.0}}, "bars_rent", exempt=["official"]),
    _rule("over", {"score_below": {"score": "factors", "at": 560.0}}, "bars_jobs", until="2017-05"),
    _rule("low", {"grade_at_most": {"grade": "B"}}, "bars_jobs", latency_months=4, exempt=["member", "manager"]),
    _rule("high", {"grade_at_least": {"grade": "A"}}, "eases_deposit", kind="carrot", gravity=0.0),
    _rule("clean", {"score_above": {"score": "points", "at": 1000.0}}, "eases_visa", kind="carrot", gravity=0.0),
    _rule("stained", {"score_below": {"score": "points", "at": 1000.0}}, "bars_school", context="politics"),
    _rule("here", {"score_below": {"score": "factors", "at": 800.0}}, "bars_rail", automation=0.4),
    _rule("there", {"score_below": {"score": "factors", "at": 800.0}}, "bars_credit", automation=0.4),
    _rule("nowhere", {"score_below": {"score": "factors", "at": 800.0}}, "bars_party", automation=0.0),
)


@dataclass(frozen=True)
class Moment:
    """One mechanism's part of the month: the columns that it read, and those that it wrote, flat."""

    before: dict[str, np.ndarray]
    after: dict[str, np.ndarray]


@dataclass(frozen=True)
class Month:
    """The month that is compared, with the opening of the run as ``initialization``."""

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
    beginning = _moment(INITIALIZATION, fixed, columns)

    run = _as_in_a_run(world, ties)
    for month in range(FIRST, LAST):
        inputs = world.inputs(Nation.start(world.scenario, POPULATION, month), SEED)
        now = dict(columns)
        for mechanism in world.mechanisms:
            now = {**now, **packed(run(mechanism, now, inputs))}
        columns = {name: now[name] for name in columns}
    return _kept(world, opening, beginning, columns, run)


def made_up(preset: str, **more: float) -> Month:
    """Run the month `LAST` of a preset on a made-up crowd."""
    world, ties = _world(preset, EXTREMES | more)
    opening = Nation.start(world.scenario, POPULATION, LAST)
    columns = _in_blocks(made_up_crowd(POPULATION, opening.mean_income_yuan, LAST, SEED))
    run = _as_in_a_run(world, ties)
    numbers = {name: np.float32(value) for name, value in world.scenario.initialization.numbers(LAST).items()}
    opening_signals = {name: np.float32(opening.signals()[name]) for name in INITIALIZATION.signals}
    key = INITIALIZATION.stream_keys(SEED, 0)
    at_first = replace(
        world.inputs(opening, SEED),
        by_mechanism={"initialization": MechanismInputs.of(opening_signals, numbers, key)},
    )
    beginning = _moment(INITIALIZATION, columns, run(INITIALIZATION, columns, at_first))
    return _kept(world, opening, beginning, columns, run)


def _world(preset: str, changes: dict[str, float]) -> tuple[World, LayeredTies]:
    """The world of a preset with some changes and the rarer rules, and its ties; in the essay's, everything is on."""
    on = {f"{m.name}.on": True for m in ORDER if m.has_section and not m.replaces} if preset == "essay" else {}
    table = BUILT_IN.load(preset).with_changes(on | changes).as_table()
    scenario = BUILT_IN.scenario_type.from_table(table | {"rules": [*table["rules"], *RARER_RULES]})
    return World(scenario), layered_ties(scenario.society.numbers(FIRST))


def _as_in_a_run(world: World, ties: LayeredTies) -> Program:
    """Each mechanism as the engine compiles and runs it."""

    def run(mechanism: Mechanism, now: Columns, inputs: MonthInputs) -> Columns:
        return unpacked(world.run_one(mechanism, now, ties, 0, inputs))

    return run


def _kept(world: World, opening: Nation, beginning: Moment, columns: Columns, run: Program) -> Month:
    """Run the month `LAST`, and keep what each mechanism read and wrote."""
    inputs = world.inputs(_with_a_past(Nation.start(world.scenario, POPULATION, LAST)), SEED)
    now = dict(columns)
    moments = {"initialization": beginning}
    for mechanism in world.mechanisms:
        written = run(mechanism, now, inputs)
        moments[mechanism.name] = _moment(mechanism, unpacked(now), written)
        now = {**now, **packed(written)}
    at_first = {"initialization": world.scenario.initialization.numbers(opening.month)}
    signals, numbers = jax.device_put((inputs.signals, inputs.numbers))
    numbers = {name: dict(values) for name, values in (numbers | at_first).items()}
    nation = {"initialization": opening.signals()} | {m.name: dict(signals) for m in world.mechanisms}
    return Month(world, nation, numbers, LAST, moments)


def _with_a_past(nation: Nation) -> Nation:
    """The nation once its watchers have seen a month, in which some of every part of life was recorded.

    Its courts found half of all people owing, which is more than they can list in a made-up month.
    """
    past = {
        "camera_allocation": replace(nation.parts["camera_allocation"], life=(0.4,) * len(LIFE)),
        "courts": replace(nation.parts["courts"], debtors=500, others=500, people=1000),
    }
    if "monthly_loans" in nation.parts:
        people = tuple(1 + place % 7 for place in range(2 * RECORD_GRADES))
        past["monthly_loans"] = replace(nation.parts["monthly_loans"], people=people)
    return replace(nation, parts={**nation.parts, **past})


def _in_blocks(columns: dict[str, Any]) -> Columns:
    return {name: jnp.asarray(np.asarray(column)).reshape(SHAPE) for name, column in columns.items()}


def _moment(mechanism: Mechanism, before: Columns, after: Columns) -> Moment:
    reads, writes = _columns(before, mechanism.reads), {name: after[name] for name in mechanism.writes}
    return Moment(*({name: np.asarray(column).reshape(-1) for name, column in c.items()} for c in (reads, writes)))


def _columns(now: Columns, names: tuple[str, ...]) -> Columns:
    """Columns by name, those that nobody wrote at their fill value."""
    return {
        n: now[n] if n in now else jnp.full(SHAPE, BUILT_IN.columns[n].fill, BUILT_IN.columns[n].dtype) for n in names
    }
