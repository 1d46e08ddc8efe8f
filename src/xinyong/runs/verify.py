"""Verifies results: runs the scenario of a folder again and compares everything that is kept bit for bit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..engine.checkpoint import Checkpoint, at
from ..errors import BadFolder, BadInput
from ..measures.registry import registry
from ..model import model_of
from ..results.manifest import machine
from ..results.run_folder import AUDIT_FILE, COHORT_FILE, SERIES_FILE, checkpoints_of, read_manifest
from ..results.run_result import Run
from ..results.schema import (
    COHORT_KEYS,
    audit_from_frame,
    audit_hash,
    cohort_from_frame,
    cohort_hash,
    series_from_frame,
    series_hash,
)
from ..scenario.months import parse_month
from ..society.network import network_ties
from .compare import load
from .fork import past_scenario
from .run import described, run
from .verification import ComparisonVerification, FileCheck, Verification, diff_audit, diff_cohort, diff_series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.progress import Progress
    from ..measures.measure import Measure
    from ..mechanisms import Mechanism
    from ..society.columns import Column

FROM_SCENARIO = (
    "scenario",
    "title",
    "label",
    "scenario_hash",
    "seed",
    "population",
    "people_per_citizen",
    "population_represented",
    "window",
)
"""Keys of the manifest that follow from the scenario."""


def verify(
    folder: str | Path,
    *,
    workers: int | None = None,
    tile: int | None = None,
    network: Any = None,
    measures: Iterable[Measure] = (),
    mechanisms: Iterable[Mechanism] = (),
    progress: bool | Progress | None = None,
) -> Verification | ComparisonVerification:
    """Run the scenario of a folder again and compare all results with those that are kept.

    Parameters
    ----------
    folder
        The folder of a run, or of a comparison, of which all worlds are verified.
    workers, tile, progress
        As for `run`; they change no result.
    network
        The explicit network of the run, if it had one; a folder does not hold it.
    measures
        Your own measures that the run counted, if it did; a folder does not hold their functions.
    mechanisms
        Your own mechanisms that the run had, if it did; a folder does not hold their functions.

    Returns
    -------
    The verdict on the run, or on all runs of a comparison.

    Raises
    ------
    BadFolder
        If the folder cannot be read, or something that made the run is neither in it nor given: an explicit
        network, or the past of a fork whose folder lacks it.
    BadRequest
        If the run counted measures that are neither given nor installed, or other ones are given.
    """
    own = {"measures": tuple(measures), "mechanisms": tuple(mechanisms)}
    how = {"workers": workers, "tile": tile, "network": network, "progress": progress} | own
    kept = load(folder, is_checked=False)
    if isinstance(kept, Run):
        return _verified(kept, Path(folder), how)
    worlds = zip(kept.names, kept.worlds, strict=True)
    return ComparisonVerification({name: _verified(run, run.path or Path(folder), how) for name, run in worlds})


def _verified(kept: Run, folder: Path, how: dict[str, Any]) -> Verification:
    _check_network(kept, folder, how["network"])
    how = how | {"measures": registry(how["measures"], noted=kept.manifest.get("measures", []))}
    again, past = _run_again(kept, folder, how)
    then = {**kept.manifest["machine"], "xinyong": kept.manifest["version"]}
    now = {**machine(), "xinyong": again.manifest["version"]}
    return Verification(
        files=tuple(_files(kept, again, folder)),
        manifest={
            key: [kept.manifest.get(key), again.manifest[key]]
            for key in FROM_SCENARIO
            if kept.manifest.get(key) != again.manifest[key]
        },
        environment={key: [then.get(key), now[key]] for key in now if then.get(key) != now[key]},
        past=past,
    )


def _run_again(kept: Run, folder: Path, how: dict[str, Any]) -> tuple[Run, str]:
    """The second run, and where the past of a fork was taken from.

    That is the checkpoint of the run that was forked, if it lies beside the fork and is whole; else the scenarios
    that the fork's folder holds, simulated again.
    """
    size = {"replicates": kept.manifest["replicates"], "cohort": kept.manifest["cohort"]}
    fork = kept.manifest["fork"]
    if fork is None:
        return run(kept.scenario, **size, **how), ""
    with tempfile.TemporaryDirectory(prefix="xinyong-") as scratch:
        origin = folder.resolve().parent / fork["run"]
        past = f"its past taken from the checkpoints of {origin.name}"
        if not _keeps_checkpoints(origin, fork, kept.manifest):
            origin, past = (
                _past_again(folder, fork, 1, scratch=Path(scratch), how=size | how),
                "its past simulated again",
            )
        return run(kept.scenario, fork=(origin, fork["month"]), **size, **how), past


def _keeps_checkpoints(folder: Path, fork: dict[str, Any], child: dict[str, Any]) -> bool:
    """Whether a folder is that of the run that was forked, with whole checkpoints of the fork's month."""
    try:
        origin = read_manifest(folder)
        is_parent = (origin["scenario_hash"], origin["network"]) == (fork["scenario_hash"], child["network"])
        if not is_parent or origin["version"] != child["version"]:
            return False
        for replicate in range(child["replicates"]):
            Checkpoint.open(at(checkpoints_of(folder, replicate), parse_month(fork["month"])))
    except BadInput:
        return False
    return True


def _past_again(folder: Path, fork: dict[str, Any], depth: int, *, scratch: Path, how: dict[str, Any]) -> Path:
    """Simulate a past up to the month at which it was forked, its own past first; the folder of that run."""
    scenario = past_scenario(folder, depth, fork["scenario_hash"])
    out = scratch / str(depth)
    before = fork.get("fork")
    origin = None
    if before is not None:
        origin = (_past_again(folder, before, depth + 1, scratch=scratch, how=how), before["month"])
    run(
        scenario.set("window.until", fork["month"]),
        out=out,
        checkpoint_months=parse_month(fork["month"]) + 1 - scenario.window.from_,  # the last month, and no other
        keep_checkpoints=True,
        fork=origin,
        **how,
    )
    return out


def _files(kept: Run, again: Run, folder: Path) -> list[FileCheck]:
    stated, obtained = kept.manifest, again.manifest
    stored = series_hash(series_from_frame(kept.series))
    diff = diff_series(kept.series, again.series)
    files = [FileCheck(SERIES_FILE, stated["series_hash"], stored, obtained["series_hash"], diff)]
    if stated["cohort"]:
        declared = model_of(again.scenario).columns
        _check_columns(kept, folder, declared)
        stored = cohort_hash(cohort_from_frame(kept.cohort, declared))
        diff = diff_cohort(kept.cohort, again.cohort)
        files.append(FileCheck(COHORT_FILE, stated.get("cohort_hash"), stored, obtained["cohort_hash"], diff))
    if not (kept.audit.empty and again.audit.empty):
        stored = audit_hash(audit_from_frame(kept.audit))
        diff = diff_audit(kept.audit, again.audit)
        files.append(FileCheck(AUDIT_FILE, stated.get("audit_hash"), stored, obtained["audit_hash"], diff))
    return files


def _check_network(kept: Run, folder: Path, network: Any) -> None:
    """Refuse a run whose explicit network is not given.

    Raises
    ------
    BadFolder
        If the network is another one than that of the run, or is missing.
    """
    ties = network_ties(network, population=kept.scenario.population) if network is not None else None
    if described(ties) != kept.manifest["network"]:
        missing = "a run on an explicit network, which its folder does not hold"
        raise BadFolder(
            str(folder),
            received=missing if ties is None else "another network than that of the run",
            accepted="the network of the run",
            remedy="Give it in Python: xinyong.verify(DIR, network=...).",
        )


def _check_columns(kept: Run, folder: Path, declared: Mapping[str, Column]) -> None:
    """Refuse a cohort with columns that no citizen has.

    Raises
    ------
    BadFolder
        With their names.
    """
    known = {*declared, *COHORT_KEYS.names}
    if unknown := [str(name) for name in kept.cohort.columns if name not in known]:
        raise BadFolder(
            str(folder / COHORT_FILE),
            received=f"columns {', '.join(unknown)}",
            accepted="the columns that a run writes",
            remedy="The file was changed: copy the folder again, or run its scenario.toml again.",
        )
