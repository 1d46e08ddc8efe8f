"""Running a scenario: from what is asked to a finished run, through engine, measures and run folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.checkpoint import MOST_MONTHS, usual_months
from ..errors import BadFolder, BadInput, BadRequest
from ..results.atomic_folder import Draft
from ..results.manifest import opened
from ..results.run_folder import read_manifest
from ..results.run_result import Run, read_scenario
from ..scenario.scenario import Scenario
from ..society.network import NetworkTies, network_ties
from .execute import Interrupted, Work, carry_out
from .fork import begun_where_past_begins, shared_past
from .request import check_whole, resolve

if TYPE_CHECKING:
    from ..engine.progress import Progress

__all__ = ["Interrupted", "resume", "run"]

MOST_REPLICATES, MOST_FOLLOWED = 10_000, 100_000


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
    checkpoint_months: int | None = None,
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
        Months between checkpoints, from which an interrupted run can be resumed; 0 for none. A year if None, or longer
        where that many citizens live through a year in seconds. Ctrl-C leaves one in any case but 0. Only with `out`.
    keep_checkpoints
        Keep them all, so that other runs can fork from this one.
    fork
        ``(run folder, "YYYY-MM")``: share that run's past up to and including this month. The past is part of
        the run, which therefore begins where the past does, whatever first month the scenario has.
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
        If an internal check of the model failed.
    """
    asked = resolve(scenario, population=population, from_=from_, until=until, seed=seed, changes=changes)
    if checkpoint_months is None:
        checkpoint_months = usual_months(asked.population, is_keeping_all=keep_checkpoints)
    _check_numbers(replicates=replicates, cohort=cohort, months=checkpoint_months, is_kept=keep_checkpoints)
    past = shared_past(*fork, replicates=replicates, cohort=cohort) if fork is not None else None
    if past is not None:
        asked = begun_where_past_begins(asked, past, from_=from_)
    ties = network_ties(network, population=asked.population) if network is not None else None
    work = Work(
        scenario=asked,
        manifest=opened(
            asked,
            replicates=replicates,
            cohort=cohort,
            checkpoints={"every": checkpoint_months, "kept": keep_checkpoints},
            fork=past.noted if past is not None else None,
            network=described(ties),
        ),
        draft=Draft.begin(out) if out is not None else None,
        workers=workers,
        tile=tile,
        network=ties,
        past=past.scenarios if past is not None else (),
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
    BadInput
        If there is no interrupted run, its checkpoint is damaged, the network is another one, or another version
        began it. The folder stays as it was, and can still be resumed.
    """
    draft = Draft.reopen(folder)
    try:
        work = _work_of(draft, workers=workers, tile=tile, network=network)
    except BadInput as refusal:
        draft.publish()
        raise draft.as_published(refusal) from refusal
    except BaseException:
        draft.publish()
        raise
    return carry_out(work, progress)


def _work_of(draft: Draft, *, workers: int | None, tile: int | None, network: Any) -> Work:
    """What is left to do of an interrupted run.

    Raises
    ------
    BadInput
        If its manifest or scenario cannot be read, or this version or network is not the run's.
    """
    manifest = read_manifest(draft.path)
    check_version(draft.path, manifest["version"], what="run")
    scenario = read_scenario(draft.path, manifest)
    ties = network_ties(network, population=scenario.population) if network is not None else None
    if described(ties) != manifest["network"]:
        raise BadRequest(
            "network",
            received="another network, or none",
            accepted="the network of the run that was interrupted",
            remedy="Give the same network again; a run folder does not hold it.",
        )
    return Work(scenario=scenario, manifest=manifest, draft=draft, workers=workers, tile=tile, network=ties)


def check_version(folder: Path, version: str, *, what: str) -> None:
    """Refuse to resume what another version began: the bits would not be those of either.

    Raises
    ------
    BadFolder
        With both versions.
    """
    if version != metadata.version("xinyong"):
        raise BadFolder(
            str(folder),
            received=f"a {what} of xinyong {version}",
            accepted=f"one of this version, {metadata.version('xinyong')}",
            remedy=f"Resume it with the version that began it, or ask for the {what} again with this one.",
        )


def _check_numbers(*, replicates: int, cohort: int, months: int, is_kept: bool) -> None:
    """Refuse numbers out of their range, and checkpoints that are to be kept but not to be made."""
    check_whole("replicates", replicates, least=1, most=MOST_REPLICATES, unit="runs")
    check_whole("cohort", cohort, least=0, most=MOST_FOLLOWED, unit="citizens")
    check_whole("checkpoint_months", months, least=0, most=MOST_MONTHS, unit="months")
    if is_kept and not months:
        raise BadRequest(
            "keep_checkpoints",
            received=True,
            accepted="checkpoints to keep",
            remedy="Set checkpoint_months above 0.",
        )


def described(ties: NetworkTies | None) -> dict[str, Any] | None:
    """What the manifest says of an explicit network: its number of pairs, and a hash of them."""
    if ties is None:
        return None
    pairs = np.stack([np.asarray(ties.first), np.asarray(ties.second)], axis=1).astype("<i4")
    return {"pairs": len(pairs), "sha256": hashlib.sha256(pairs.tobytes()).hexdigest()}
