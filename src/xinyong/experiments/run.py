"""Running a scenario: from what is asked to a finished run, through engine, measures and run folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.checkpoint import at
from ..errors import BadRequest
from ..results.folder import SCENARIO, Draft, read_manifest
from ..results.manifest import opened
from ..results.run import Run
from ..scenario.months import parse_month
from ..scenario.scenario import Scenario
from ..society.network import NetworkTies, network_ties
from .asking import check_whole, resolve
from .carrying import Interrupted, Work, carry_out, checkpoints_of

if TYPE_CHECKING:
    from ..engine.progress import Progress

__all__ = ["Interrupted", "resume", "run"]

MOST_REPLICATES, MOST_FOLLOWED, MOST_MONTHS = 10_000, 100_000, 1_200


def run(
    scenario: str | Path | Scenario = "documented",
    *,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Mapping[str, Any] | None = None,
    replicates: int = 1,
    out: str | Path | None = None,
    workers: int | None = None,
    tile: int | None = None,
    cohort: int = 1000,
    checkpoint_months: int = 12,
    keep_checkpoints: bool = False,
    fork: tuple[str | Path, str] | None = None,
    network: Any = None,
    progress: Progress | None = None,
) -> Run:
    """Run a scenario.

    Parameters
    ----------
    scenario
        A preset's name, a TOML file, or a scenario.
    population
        Simulated citizens; the scenario's if None.
    from_, until
        First and last month, ``YYYY-MM``, both included; the scenario's if None.
    seed
        Where all luck begins; replicate r uses seed + r. The scenario's if None.
    changes
        New values by key path: ``{"watching.on": False}``.
    replicates
        Runs that differ in luck only.
    out
        A folder to write, not yet existing or empty. Nothing is written if None.
    workers
        Threads; one a core if None. Changes no result.
    tile
        Citizens a tile; chosen if None. Changes no result.
    cohort
        Citizens who are followed every month in each replicate.
    checkpoint_months
        Months between checkpoints, from which an interrupted run can be resumed; 0 for none. Only with `out`.
    keep_checkpoints
        Keep them all, so that other runs can fork from this one.
    fork
        ``(run folder, "YYYY-MM")``: share that run's past up to and including this month.
    network
        An explicit network instead of the drawn ties: edges (m, 2), a networkx or an igraph graph (see
        `society.network`).
    progress
        Who is told how far it is; nobody if None.

    Returns
    -------
    The finished run.

    Raises
    ------
    BadInput
        If the scenario, an argument or the folder is not valid; nothing is written then.
    Interrupted
        After Ctrl-C; its `folder` can be resumed, if there is one.
    RunFailed
        If the model broke one of its own laws.
    """
    asked = resolve(scenario, population=population, from_=from_, until=until, seed=seed, changes=changes)
    check_whole("replicates", replicates, least=1, most=MOST_REPLICATES, unit="runs")
    check_whole("cohort", cohort, least=0, most=MOST_FOLLOWED, unit="citizens")
    check_whole("checkpoint_months", checkpoint_months, least=0, most=MOST_MONTHS, unit="months")
    if keep_checkpoints and not checkpoint_months:
        raise BadRequest(
            "keep_checkpoints",
            received=True,
            accepted="checkpoints to keep",
            remedy="Set checkpoint_months above 0.",
        )
    ties = network_ties(network, population=asked.population) if network is not None else None
    manifest = opened(
        asked,
        replicates=replicates,
        cohort=cohort,
        checkpoints={"every": checkpoint_months, "kept": keep_checkpoints},
        fork=_past(fork, replicates=replicates, cohort=cohort) if fork is not None else None,
        network=_described(ties),
    )
    work = Work(
        scenario=asked,
        manifest=manifest,
        draft=Draft.begin(out) if out is not None else None,
        workers=workers,
        tile=tile,
        network=ties,
    )
    return carry_out(work, progress)


def resume(
    folder: str | Path,
    *,
    workers: int | None = None,
    tile: int | None = None,
    network: Any = None,
    progress: Progress | None = None,
) -> Run:
    """Continue an interrupted run; the result has the same bits as if it had never been interrupted.

    Parameters
    ----------
    folder
        The folder of the interrupted run.
    workers, tile, progress
        As for `run`.
    network
        The explicit network of the run, if it had one.

    Raises
    ------
    BadFolder
        If there is no interrupted run, or its checkpoint is damaged.
    """
    draft = Draft.reopen(folder)
    try:
        manifest = read_manifest(draft.path)
        scenario = Scenario.load(draft.path / SCENARIO)
        ties = network_ties(network, population=scenario.population) if network is not None else None
        if _described(ties) != manifest["network"]:
            raise BadRequest(
                "network",
                received="another network, or none",
                accepted="the network of the run that was interrupted",
                remedy="Give the same network again; a run folder does not hold it.",
            )
    except BaseException:
        draft.publish()
        raise
    work = Work(scenario=scenario, manifest=manifest, draft=draft, workers=workers, tile=tile, network=ties)
    return carry_out(work, progress)


def _past(fork: tuple[str | Path, str], *, replicates: int, cohort: int) -> dict[str, Any]:
    """What the manifest says of the past that is shared.

    Raises
    ------
    BadInput
        If the run that is forked keeps no such month in so many replicates.
    """
    folder, text = Path(fork[0]).resolve(), fork[1]
    try:
        month = parse_month(text)
    except ValueError:
        raise BadRequest(
            "fork", received=text, accepted="a month such as 2015-12", remedy="Write RUN@YYYY-MM."
        ) from None
    origin = read_manifest(folder)
    for where, asked, kept in (
        ("version", metadata.version("xinyong"), origin["version"]),
        ("cohort", cohort, origin["cohort"]),
        ("replicates", replicates, min(replicates, origin["replicates"])),
    ):
        if asked != kept:
            raise BadRequest(
                where,
                received=asked,
                accepted=f"{kept}, as in the run that is forked",
                remedy="Ask for the same, or run the past again as you want it.",
            )
    for replicate in range(replicates):
        at(checkpoints_of(folder, replicate), month)
    return {"scenario_hash": origin["scenario_hash"], "month": text, "run": str(folder)}


def _described(ties: NetworkTies | None) -> dict[str, Any] | None:
    """What the manifest says of an explicit network: its number of pairs, and a hash of them."""
    if ties is None:
        return None
    pairs = np.stack([np.asarray(ties.first), np.asarray(ties.second)], axis=1).astype("<i4")
    return {"pairs": len(pairs), "sha256": hashlib.sha256(pairs.tobytes()).hexdigest()}
