"""Simulates a scenario month by month and yields the results. It writes nothing except checkpoints."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from ..array_types import HostArray
from ..counting.declared import Declared
from ..counting.tally import Tally
from ..errors import BadRequest
from ..measures.registry import COUNTED
from ..nation import Nation
from ..scenario.governance import credit_score
from ..scenario.scenario import Scenario
from ..society.columns import BLOCK
from ..society.network import NetworkTies
from ..society.population import draw
from ..society.ties import Ties, layered_ties
from ..world import Columns, World
from . import checkpoint as checkpoints
from .checkpoint import Checkpoint, CheckpointPlan, Past, write
from .fork import check_same_people
from .program_cache import keep_compiled
from .progress import Interruption, Progress, Silent
from .tiles import TileRunner, Tiling, choose_cohort, choose_workers, lay_tiles


@dataclass(frozen=True)
class MonthResult:
    """The result of a month."""

    month: int
    """Months since year 0."""
    tally: Tally
    """Sums over all citizens, as NumPy arrays."""
    cohort: dict[str, HostArray]
    """``citizen`` and all columns of the cohort, by name, each (n,); empty without a cohort."""
    nation: Nation
    """The nation after the month."""


def simulate(
    scenario: Scenario,
    *,
    seed: int | None = None,
    population: int | None = None,
    tile: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    checkpoint: CheckpointPlan | None = None,
    resume: Path | None = None,
    fork: tuple[Path, int] | None = None,
    cohort: int = 0,
    network: NetworkTies | None = None,
    declared: Declared = COUNTED,
) -> Iterator[MonthResult]:
    """Run a scenario and yield the result of each month as soon as it is finished.

    The bits of the results depend on the scenario, the seed, the population and the network, on the kind of processor
    and the versions of the libraries. They do not depend on `tile`, `workers` or interruptions.

    Parameters
    ----------
    scenario
        The scenario.
    seed, population
        Replace those of the scenario.
    tile
        Largest number of citizens of a tile (see `tiles.lay_tiles`).
    workers
        Tiles that run at a time; one for each processor by default.
    progress
        Receiver of progress reports.
    checkpoint
        Where and how often the state is stored. With it, Ctrl-C lets the current month finish and stores its state
        before KeyboardInterrupt is raised. Without it, Ctrl-C stops at once.
    resume
        A checkpoint of this run, or a folder, whose latest is used. Months after it follow.
    fork
        A folder of checkpoints and a month in it: another scenario's past up to the end of that month, after which this
        scenario continues.
    cohort
        Citizens to record every month; everybody, if there are fewer.
    network
        An explicit network instead of the layered ties; the whole population is then one tile.
    declared
        What is counted at the end of a month.

    Returns
    -------
    An iterator that does the work while it is used. All arguments are checked before it is returned; nothing is written
    before the first month is requested.

    Raises
    ------
    BadRequest
        If an argument is out of its range, or the checkpoint belongs to another run.
    BadFolder
        If a checkpoint is missing or damaged, or the folder for new ones cannot be written (while iterating).
    BooksDoNotBalance
        While iterating, if money appears or vanishes.
    KeyboardInterrupt
        While iterating, after Ctrl-C.
    """
    _check_months(checkpoint)
    population = scenario.population if population is None else population
    workers = choose_workers(workers)
    tiling = lay_tiles(population, tile=tile, workers=workers)
    if network is not None:
        tiling = _one_tile(tiling, network)
    keep_compiled()
    world = World(scenario, declared)
    seed = scenario.seed if seed is None else seed
    past = _before_the_start(scenario, seed=seed, population=population, network=network)
    origin = _origin(past, scenario, resume=resume, fork=fork)
    if origin is not None:
        past = replace(past, first_month=origin.past.first_month, month=origin.past.month)
    run = _Run(
        scenario=scenario,
        world=world,
        ties=layered_ties(scenario.society.numbers(past.first_month)) if network is None else network,
        tiling=tiling,
        workers=workers,
        past=past,
        origin=origin,
        is_fork=fork is not None,
        cohort=cohort,
    )
    return _months(run, progress or Silent(), checkpoint)


def _before_the_start(scenario: Scenario, *, seed: int, population: int, network: NetworkTies | None) -> Past:
    """The past of a run before its first month."""
    return Past(
        version=version("xinyong"),
        scenario_hash=scenario.hash,
        seed=seed,
        population=population,
        first_month=scenario.window.from_,
        month=scenario.window.from_ - 1,
        society=scenario.society.model_dump(mode="json"),
        on=sorted(scenario.on),
        rules=[rule.id for rule in scenario.active_rules],
        network="layered" if network is None else _fingerprint(network),
        credit_score=credit_score(scenario),
    )


@dataclass(frozen=True)
class _Run:
    """A validated run."""

    scenario: Scenario
    world: World
    ties: Ties
    tiling: Tiling
    workers: int
    past: Past
    origin: Checkpoint | None
    is_fork: bool
    cohort: int

    def is_due(self, month: int, plan: CheckpointPlan) -> bool:
        """Whether the state at the end of a month is to be stored."""
        return (month + 1 - self.past.first_month) % plan.every == 0

    def open(self, pool: Executor) -> tuple[TileRunner, Nation]:
        """Citizens and nation at the start of the first month to simulate."""
        past, scenario = self.past, self.scenario
        followed = choose_cohort(self.cohort, population=past.population, seed=past.seed)
        tiles = TileRunner(self.world, self.ties, self.tiling, pool, cohort=followed)

        def people(start: int, count: int) -> Columns:
            return draw(
                scenario.society,
                seed=past.seed,
                start=start,
                count=count,
                population=past.population,
                month=past.first_month,
            )

        if self.origin is None:
            nation = Nation.start(scenario, past.population, past.first_month)
            tiles.begin(people, nation, past.seed)
            return tiles, nation
        tiles.restore(people, self.origin, forked_from=self.origin.past if self.is_fork else None)
        return tiles, Nation.from_json(scenario, self.origin.nation)


def _months(run: _Run, progress: Progress, plan: CheckpointPlan | None) -> Generator[MonthResult]:
    """Simulate the remaining months."""
    months = range(run.past.month + 1, run.scenario.window.until + 1)
    interruption = Interruption()
    pool = ThreadPoolExecutor(run.workers, thread_name_prefix="tile")
    progress.start(len(months), run.past.population)
    try:
        with interruption.deferred(wanted=plan is not None):
            tiles, nation = run.open(pool)
            under_way = tiles.start(run.world.inputs(nation, run.past.seed)) if months else iter(())
            for done, month in enumerate(months, 1):
                run.world.look_ahead(month + 1)  # while this month runs
                tally, cohort = tiles.finish(under_way)
                nation = nation.advance(tally)
                progress.month(done, month)
                is_last = interruption.is_requested or month == months[-1]
                is_due = plan is not None and run.is_due(month, plan)
                states = tiles.states if is_last or is_due else ()
                if not is_last:  # the next month runs while this one is recorded and stored
                    under_way = tiles.start(run.world.inputs(nation, run.past.seed))
                yield MonthResult(month=month, tally=tally, cohort=cohort, nation=nation)
                stops = is_last and interruption.is_requested
                if plan is not None and (stops or is_due):
                    past = replace(run.past, month=month)
                    write(plan, past, nation.to_json(), states, blocks=run.tiling.blocks, pool=pool)
                if stops:
                    raise KeyboardInterrupt
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        progress.end()


def _origin(
    requested: Past, scenario: Scenario, *, resume: Path | None, fork: tuple[Path, int] | None
) -> Checkpoint | None:
    """The checkpoint from which the run starts, if it fits."""
    if resume is not None and fork is not None:
        raise BadRequest(
            "resume",
            received="together with fork",
            accepted="one of the two",
            remedy="Resume continues the same run; fork continues its past under another scenario.",
        )
    if resume is not None:
        found = Checkpoint.open(resume)
        _check_same_run(found, requested)
        return found
    if fork is not None:
        found = Checkpoint.open(checkpoints.at(*fork))
        check_same_people(
            found.past, scenario, seed=requested.seed, population=requested.population, network=requested.network
        )
        return found
    return None


def _check_same_run(found: Checkpoint, requested: Past) -> None:
    """Check that the checkpoint belongs to the same run of the same version, which alone gives the same bits."""
    for name in ("version", "scenario_hash", "seed", "population", "network"):
        kept, wanted = getattr(found.past, name), getattr(requested, name)
        if kept != wanted:
            raise BadRequest(
                f"{found.path}: {name}",
                received=wanted,
                accepted=f"{kept!r}, as in the checkpoint",
                remedy="Resume the interrupted run without changes; to change the scenario from there on, fork it.",
            )


def _one_tile(tiling: Tiling, network: NetworkTies) -> Tiling:
    """The population as one tile, for a network that was made for this population."""
    if network.blocks != tiling.blocks:
        raise BadRequest(
            "network",
            received=f"ties between up to {network.blocks * BLOCK} citizens",
            accepted=f"a network made for a population of {tiling.population}",
            remedy="Make the network for the population of the run.",
        )
    return replace(tiling, blocks_per_tile=tiling.blocks, n_tiles=1)


def _fingerprint(network: NetworkTies) -> str:
    ends = (np.ascontiguousarray(network.first), np.ascontiguousarray(network.second))
    return hashlib.sha256(b"".join(end.tobytes() for end in ends)).hexdigest()[:16]


def _check_months(plan: CheckpointPlan | None) -> None:
    if plan is not None and (isinstance(plan.every, bool) or not isinstance(plan.every, int) or plan.every < 1):
        raise BadRequest(
            "checkpoint months",
            received=plan.every,
            accepted="a whole number of months, at least 1",
            remedy="Give the months between checkpoints, or omit the checkpoint plan.",
        )
