"""Retracing: where the past of a fork is found, or how it is simulated again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..engine.checkpoint import Checkpoint, at
from ..errors import BadInput
from ..results.run_folder import checkpoints_of, read_manifest
from ..results.run_result import Run
from ..scenario.months import parse_month
from .fork import past_scenario
from .run import run


def past_of(kept: Run, folder: Path, *, scratch: Path, how: dict[str, Any]) -> tuple[Path, str]:
    """A run folder with the checkpoint from which a fork began.

    Parameters
    ----------
    kept
        The fork.
    folder
        Its folder.
    scratch
        An empty folder in which its past may be simulated again.
    how
        Arguments of `run` that change no result, and the network.

    Returns
    -------
    The folder, and in words where the past comes from: the checkpoint of the run that was forked, if it lies
    beside the fork and is whole; else the scenarios that the fork remembers, simulated again.

    Raises
    ------
    BadFolder
        If there is neither.
    """
    fork = kept.manifest["fork"]
    beside = folder.resolve().parent / fork["run"]
    if _keeps(beside, fork, kept.manifest):
        return beside, f"its past taken from the checkpoints of {beside.name}"
    return _again(kept, folder, fork, 1, scratch=scratch, how=how), "its past simulated again"


def _keeps(folder: Path, fork: dict[str, Any], child: dict[str, Any]) -> bool:
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


def _again(kept: Run, folder: Path, fork: dict[str, Any], depth: int, *, scratch: Path, how: dict[str, Any]) -> Path:
    """Simulate a past up to the month at which it was forked, its own past first."""
    scenario = past_scenario(folder, depth, fork["scenario_hash"])
    out = scratch / str(depth)
    before = fork.get("fork")
    origin = None
    if before is not None:
        origin = (_again(kept, folder, before, depth + 1, scratch=scratch, how=how), before["month"])
    run(
        scenario.set("window.until", fork["month"]),
        replicates=kept.manifest["replicates"],
        cohort=kept.manifest["cohort"],
        out=out,
        checkpoint_months=parse_month(fork["month"]) + 1 - scenario.window.from_,  # the last month, and no other
        keep_checkpoints=True,
        fork=origin,
        **how,
    )
    return out
