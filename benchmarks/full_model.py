"""The full model's speed: all mechanisms, all measures by all groups, at a million citizens.

    uv run python benchmarks/full_model.py [--population N] [--scenario NAME] [--months M]

Prints citizen-months a second as `xinyong run` simulates and records them (the first year, with drawing people and
compiling, is timed separately), nanoseconds of processor time for each mechanism, and their ratio to copying the
state once, which is the floor that the machine sets. Processor time and the ratio are what to compare: wall time
depends on what else runs.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import time
from collections.abc import Callable, Iterable
from typing import Any

import jax
import numpy as np

from xinyong.counting.tally import count
from xinyong.engine import MonthResult, simulate
from xinyong.nation import Nation
from xinyong.results.manifest import people_per_citizen
from xinyong.results.recorder import Recorder
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, FIXED, STATE
from xinyong.society.population import draw
from xinyong.society.ties import layered_ties
from xinyong.world import World

TILE = 1 << 18


YEAR = 12
"""Months before the clock starts: the first December compiles what only Decembers count."""


def whole_run(scenario: Scenario, population: int, months: int) -> None:
    """Time months simulated and recorded with all measures, after the first year, in which programs compile."""
    window = {"from": scenario.window.from_, "until": scenario.window.from_ + YEAR + months - 1}
    dates = {k: f"{v // 12}-{v % 12 + 1:02d}" for k, v in window.items()}
    scenario = scenario.with_changes({"window": dates, "population": population})
    began = time.perf_counter()
    steps = simulate(scenario, cohort=1000)
    recorder = Recorder(people_per_citizen=people_per_citizen(scenario), on=scenario.on)

    def record(results: Iterable[MonthResult]) -> None:
        for now in results:
            recorder.add(now.month, now.tally, now.cohort, now.nation.parts)

    record(itertools.islice(steps, YEAR))
    first = time.perf_counter() - began
    wall, cpu = time.perf_counter(), time.process_time()
    record(steps)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    citizen_months = months * population
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"first year, people drawn and compiling included: {first:.1f} s")
    print(f"after it: {citizen_months / wall / 1e6:.2f} million citizen-months a second (wall),", end=" ")
    print(f"{cpu / citizen_months * 1e9:.0f} ns of processor time each; peak memory {peak:.2f} GiB")


def by_mechanism(scenario: Scenario, repeats: int = 9) -> None:
    """Time each mechanism on one tile, by the fastest of several runs, and compare it with a copy of the state."""
    world = World(scenario)
    nation = Nation.start(scenario, TILE, scenario.window.from_)
    ties = layered_ties(scenario.society.numbers(nation.month))
    fixed = draw(scenario.society, seed=1, start=0, count=TILE, population=TILE, month=nation.month)
    tile = {name: jax.numpy.asarray(np.asarray(c)).reshape(-1, BLOCK) for name, c in fixed.items()}
    tile = world.begin(tile, nation, ties, 0, 1)
    for _ in range(24):  # so that arrears, scores and rules are there
        inputs = world.inputs(nation, 1)
        now, tally = world.step(tile, ties, 0, inputs)
        nation = nation.advance(tally)
        tile = {name: now[name] for name in (*FIXED, *STATE)}
    inputs, now = world.inputs(nation, 1), dict(tile)
    copy = jax.jit(lambda state: {name: c | c if c.dtype == bool else c + c.dtype.type(0) for name, c in state.items()})
    floor = _least(lambda: copy({name: tile[name] for name in STATE}), repeats)
    print(f"{'copy of the state':24}{floor:8.1f} ns")
    total = 0.0
    for mechanism in world.mechanisms:
        spent = _least(lambda m=mechanism: world.run_one(m, now, ties, 0, inputs), repeats)
        now.update(world.run_one(mechanism, now, ties, 0, inputs))
        print(f"{mechanism.name:24}{spent:8.1f} ns{spent / floor:8.2f} copies")
        total += spent
    spent = _least(lambda: count(now, ties, month=inputs.month, score=world.headline, declared=world.declared), repeats)
    total += spent
    print(f"{'count':24}{spent:8.1f} ns{spent / floor:8.2f} copies")
    print(f"{'a citizen-month':24}{total:8.1f} ns{total / floor:8.2f} copies")


def _least(work: Callable[[], Any], repeats: int) -> float:
    """Least processor time of several runs, in nanoseconds a citizen."""
    jax.block_until_ready(work())
    times = []
    for _ in range(repeats):
        began = time.process_time()
        jax.block_until_ready(work())
        times.append(time.process_time() - began)
    return min(times) / TILE * 1e9


def main() -> None:
    """Run both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", default="documented")
    parser.add_argument("--population", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=24)
    asked = parser.parse_args()
    scenario = Scenario.load(asked.scenario)
    by_mechanism(scenario)
    whole_run(scenario, asked.population, asked.months)


if __name__ == "__main__":
    main()
