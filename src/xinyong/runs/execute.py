"""Executes a run replicate by replicate, so that an interruption loses no finished work."""

from __future__ import annotations

import contextlib
import shutil
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..engine.checkpoint import Checkpoint, CheckpointPlan, at, available
from ..engine.progress import Interruption
from ..engine.simulate import simulate
from ..errors import BadFolder
from ..measures.registry import Registry, registry
from ..model import model_of
from ..results import manifest as manifests
from ..results.manifest import people_per_citizen
from ..results.recorder import Recorder
from ..results.run_folder import (
    AUDIT_FILE,
    CHECKPOINTS,
    COHORT_FILE,
    MANIFEST,
    PAST,
    REPLICATE_PARTS,
    SCENARIO,
    SERIES_FILE,
    Draft,
    checkpoints_of,
    read_table,
    write_run,
)
from ..results.run_result import Run
from ..results.schema import (
    AUDIT,
    COHORT_KEYS,
    SERIES,
    audit_frame,
    audit_hash,
    cohort_frame,
    cohort_hash,
    series_frame,
    series_hash,
)
from ..scenario.governance import credit_score
from ..scenario.months import parse_month
from ..scenario.scenario import Scenario
from ..society.random_streams import replicate_seed
from .interrupted import Interrupted, set_aside_on_failure
from .progress import Stages

if TYPE_CHECKING:
    from ..engine.progress import Progress
    from ..society.network import NetworkTies

Tables = tuple[pa.Table, pa.Table | None, pa.Table]


@dataclass
class Work:
    """A run to be executed.

    Attributes
    ----------
    scenario
        What is run.
    manifest
        Its current state; it grows as the run does.
    draft
        The folder being written, or None.
    workers, tile, network
        As for `run`.
    past
        Scenarios of the shared past, as TOML (see `fork.SharedPast`).
    measures
        What is recorded.
    """

    scenario: Scenario
    manifest: dict[str, Any]
    draft: Draft | None
    workers: int | None
    tile: int | None
    network: NetworkTies | None
    past: tuple[str, ...] = ()
    measures: Registry = field(default_factory=registry)


def execute(work: Work, progress: bool | Progress | None) -> Run:
    """Simulate all replicates, and write and publish the folder if there is one.

    Raises
    ------
    Interrupted
        After Ctrl-C.
    XinyongError
        As the engine raises them. What can be resumed is kept under the run's name; without it, the folder is removed.
        A run that cannot be resumed stays as it was.
    """
    draft = work.draft
    if draft is None:
        return _finish(work, _all_replicates(work, progress))
    end = Interruption()
    with set_aside_on_failure(draft, partial(_set_aside, work, draft), command="run", status=work.manifest["status"]):
        _write_request(work, draft)
        tables = _all_replicates(work, progress)
        with end.deferred(wanted=True):  # takes a second: Ctrl-C waits for it
            run = _finish(work, tables)
            draft.publish()
    if end.is_requested:
        raise Interrupted(run.path, is_done=True)
    return run


def _write_request(work: Work, draft: Draft) -> None:
    draft.write_text(SCENARIO, work.scenario.to_toml())
    for depth, scenario in enumerate(work.past, 1):
        draft.write_text(f"{PAST}/{depth}.toml", scenario)
    draft.write_json(MANIFEST, work.manifest)


def _all_replicates(work: Work, progress: bool | Progress | None) -> list[Tables]:
    replicates, months = work.manifest["replicates"], len(work.scenario.window.months)
    with Stages(progress, stages=replicates, months=months) as stages:
        return [_replicate(work, replicate, stages) for replicate in range(replicates)]


def _replicate(work: Work, replicate: int, stages: Stages) -> Tables:
    """Simulate one replicate from the start, from a shared past, or from its last checkpoint."""
    draft, scenario = work.draft, work.scenario
    if draft is not None and (draft.path / REPLICATE_PARTS / f"{replicate}.{SERIES_FILE}").exists():
        stages.skip()
        return _part(draft, replicate)
    recorder = Recorder(
        people_per_citizen=people_per_citizen(scenario),
        on=scenario.on,
        columns=model_of(scenario).columns,
        measures=work.measures,
    )
    own = checkpoints_of(draft.path, replicate) if draft is not None else None
    resume = own if own is not None and available(own) else None
    fork = _fork(work, replicate) if resume is None else None
    if (past := resume or (fork and at(*fork))) is not None:
        checkpoint = Checkpoint.open(past)
        recorder.restore(checkpoint.extra, where=str(past))
        if checkpoint.past.credit_score != credit_score(scenario):
            recorder.forget_bands()
    months = simulate(
        scenario,
        seed=replicate_seed(scenario.seed, replicate),
        tile=work.tile,
        workers=work.workers,
        progress=stages,
        checkpoint=_plan(work, own, recorder),
        resume=resume,
        fork=fork,
        cohort=work.manifest["cohort"],
        network=work.network,
        declared=recorder.declared,
    )
    began = time.perf_counter()
    done = 0
    try:
        for result in months:
            recorder.add(result.month, result.tally, result.cohort, result.nation.parts)
            done += 1
    finally:
        work.manifest = manifests.advanced(
            work.manifest, seconds=time.perf_counter() - began, citizen_months=done * scenario.population
        )
    end = Interruption()
    with end.deferred(wanted=draft is not None):
        tables = recorder.series(replicate), recorder.cohort(replicate), recorder.audit(replicate)
        if draft is not None and (work.manifest["replicates"] > 1 or end.is_requested):
            _keep_part(work, draft, replicate, tables)
    if end.is_requested:
        raise KeyboardInterrupt
    return tables


def _plan(work: Work, own: Path | None, recorder: Recorder) -> CheckpointPlan | None:
    asked = work.manifest["checkpoints"]
    if own is None or not asked["every"]:
        return None
    return CheckpointPlan(own, every=asked["every"], extra=recorder.keep, is_keeping_all=asked["kept"])


def _fork(work: Work, replicate: int) -> tuple[Path, int] | None:
    fork = work.manifest["fork"]
    return (checkpoints_of(Path(fork["run"]), replicate), parse_month(fork["month"])) if fork is not None else None


def _keep_part(work: Work, draft: Draft, replicate: int, tables: Tables) -> None:
    """Keep the tables of a finished replicate; its checkpoints are then no longer needed."""
    series, cohort, audit = tables
    if cohort is not None:
        draft.write_table(f"{REPLICATE_PARTS}/{replicate}.{COHORT_FILE}", cohort)
    draft.write_table(f"{REPLICATE_PARTS}/{replicate}.{AUDIT_FILE}", audit)
    draft.write_table(f"{REPLICATE_PARTS}/{replicate}.{SERIES_FILE}", series)
    if not work.manifest["checkpoints"]["kept"]:
        shutil.rmtree(checkpoints_of(draft.path, replicate), ignore_errors=True)


def _part(draft: Draft, replicate: int) -> Tables:
    """The tables of a replicate that was finished before.

    Raises
    ------
    BadFolder
        If one of them is damaged. Once the series is deleted, the replicate is simulated again.
    """
    place = draft.path / REPLICATE_PARTS / f"{replicate}.{SERIES_FILE}"
    cohort = draft.path / REPLICATE_PARTS / f"{replicate}.{COHORT_FILE}"
    remedy = f"It was cut short or changed. Delete {place}, and resuming simulates this replicate again."
    series = read_table(place, SERIES, remedy=remedy)
    audit = read_table(draft.path / REPLICATE_PARTS / f"{replicate}.{AUDIT_FILE}", AUDIT, remedy=remedy)
    return series, read_table(cohort, COHORT_KEYS, remedy=remedy) if cohort.exists() else None, audit


def _finish(work: Work, tables: list[Tables]) -> Run:
    """Join the replicates and write the folder's files."""
    series = pa.concat_tables([series for series, _, _ in tables])
    followed = [cohort for _, cohort, _ in tables if cohort is not None]
    audit = pa.concat_tables([audit for _, _, audit in tables])
    cohort = pa.concat_tables(followed) if followed else None
    fork = work.manifest["fork"]
    manifest = {
        **work.manifest,
        "status": "done",
        "fork": {**fork, "run": Path(fork["run"]).name} if fork is not None else None,
        "series_hash": series_hash(series),
        "cohort_hash": cohort_hash(cohort) if cohort is not None else None,
        "audit_hash": audit_hash(audit) if audit.num_rows else None,
    }
    draft = work.draft
    if draft is not None:
        manifest = write_run(
            draft, manifest=manifest, scenario=work.scenario, series=series, cohort=cohort, audit=audit
        )
        # only now: if the disk is full, what can be resumed stays
        if not manifest["checkpoints"]["kept"]:
            shutil.rmtree(draft.path / CHECKPOINTS, ignore_errors=True)
        shutil.rmtree(draft.path / REPLICATE_PARTS, ignore_errors=True)
    return Run(
        manifest=manifest,
        scenario=work.scenario,
        series=series_frame(series),
        cohort=cohort_frame(cohort if cohort is not None else COHORT_KEYS.empty_table()),
        path=draft.out if draft is not None else None,
        audit=audit_frame(audit),
    )


def _set_aside(work: Work, draft: Draft, status: str) -> Path | None:
    """Keep what can be resumed under the run's name; remove the folder if that is nothing."""
    has_checkpoint = any(draft.path.glob(f"{CHECKPOINTS}/*/*"))
    if not (draft.resumed or has_checkpoint or (draft.path / REPLICATE_PARTS).exists()):
        draft.discard()
        return None
    with contextlib.suppress(BadFolder):  # if the disk is full, the existing manifest will do
        draft.write_json(MANIFEST, {**work.manifest, "status": status})
    return draft.publish()
