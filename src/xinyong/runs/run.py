"""Runs a scenario: from the request to a finished run, through engine, measures and run folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..engine.checkpoint import usual_months
from ..errors import BadRequest
from ..measures.registry import Registry, registry
from ..model import model_of
from ..results.manifest import opened
from ..results.run_folder import Draft, read_manifest
from ..results.run_result import Run, read_scenario
from ..scenario.scenario import Scenario
from ..society.network import NetworkTies, network_ties
from .execute import Work, execute
from .fork import begun_where_past_begins, origin, shared_past
from .interrupted import check_version, reopened
from .request import check_only_resumed, check_sizes, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..engine.progress import Progress
    from ..measures.measure import Measure
    from ..mechanisms import Mechanism
    from .request import Changes


def run(
    scenario: str | Path | Scenario = "documented",
    *,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Changes | None = None,
    replicates: int = 1,
    out: str | Path | None = None,
    workers: int | None = None,
    tile: int | None = None,
    cohort: int = 1000,
    checkpoint_months: int | None = None,
    keep_checkpoints: bool = False,
    fork: tuple[str | Path, str] | str | None = None,
    network: Any = None,
    measures: Iterable[Measure] | Registry = (),
    mechanisms: Iterable[Mechanism] = (),
    resume: str | Path | None = None,
    progress: bool | Progress | None = None,
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
        Random seed, the scenario's if None. Replicate 0 uses it; the others use seeds that `replicate_seed` derives
        from it.
    changes
        New values by key path: ``{"watching.on": False}``.
    replicates
        Number of runs that differ in their random numbers only.
    out
        A folder to write, not yet existing or empty. Nothing is written if None.
    workers
        Threads; one a core if None. Changes no result.
    tile
        Citizens a tile; chosen if None. Changes no result.
    cohort
        Citizens followed every month in each replicate.
    checkpoint_months
        Months between checkpoints, from which an interrupted run can be resumed; 0 for none. A year if None, or longer
        where a year of that many citizens takes seconds. Ctrl-C writes one in any case but 0. Only with `out`.
    keep_checkpoints
        Keep them all, so that other runs can fork from this one.
    fork
        ``(run folder, "YYYY-MM")`` or ``"RUN@YYYY-MM"``: share that run's past up to and including this month. The
        past is part of the run, which therefore begins where the past does, whatever first month the scenario has.
    network
        An explicit network instead of the drawn ties: edges (m, 2), a networkx or an igraph graph (see
        `society.network`).
    measures
        Your own measures (see `xinyong.measure`), counted besides the built-in ones and those of installed packages.
    mechanisms
        Your own mechanisms (see `xinyong.Mechanism`), besides the built-in ones and those of installed packages.
    resume
        The folder of an interrupted run to continue: the result has the same bits as without the interruption. Only
        `workers`, `tile`, `network`, `measures`, `mechanisms` and `progress` may be given beside it.
    progress
        None shows progress in a notebook and at an interactive prompt, and nothing in a script. True shows it in any
        case, False never. An object with the methods of `xinyong.engine.progress.Progress` receives the reports itself.

    Returns
    -------
    The finished run.

    Raises
    ------
    BadInput
        If the scenario, an argument or the folder is not valid; nothing is written then. A folder that cannot be
        resumed (a damaged checkpoint, another network, another version) stays as it was.
    Interrupted
        After Ctrl-C; its `folder` can be resumed, if there is one.
    RunFailed
        If an internal check of the model failed.
    """
    if resume is not None:
        check_only_resumed(run, locals(), change="to change it from some month on, use fork.")
        how: dict[str, Any] = {"workers": workers, "tile": tile, "network": network, "progress": progress}
        return _resumed(resume, measures=measures, mechanisms=mechanisms, **how)
    resolved = resolve(
        scenario, population=population, from_=from_, until=until, seed=seed, changes=changes, mechanisms=mechanisms
    )
    if checkpoint_months is None:
        checkpoint_months = usual_months(resolved.population, is_keeping_all=keep_checkpoints)
    sizes = check_sizes(replicates=replicates, cohort=cohort, checkpoint_months=checkpoint_months)
    if keep_checkpoints and not sizes["checkpoint_months"]:
        remedy = "Set checkpoint_months above 0."
        raise BadRequest("keep_checkpoints", received=True, accepted="checkpoints to keep", remedy=remedy)
    replicates, cohort = sizes["replicates"], sizes["cohort"]
    counted = registry(measures)
    counted.check_needs(m.name for m in model_of(resolved).mechanisms)
    past = None
    if fork is not None:
        past = shared_past(*origin(fork), replicates=replicates, cohort=cohort, measures=counted)
    if past is not None:
        resolved = begun_where_past_begins(resolved, past, from_=from_)
    ties = network_ties(network, population=resolved.population) if network is not None else None
    work = Work(
        scenario=resolved,
        manifest=opened(
            resolved,
            replicates=replicates,
            cohort=cohort,
            checkpoints={"every": sizes["checkpoint_months"], "kept": bool(keep_checkpoints)},
            fork=past.noted if past is not None else None,
            network=described(ties),
            measures=counted.noted(),
        ),
        draft=Draft.begin(out) if out is not None else None,
        workers=workers,
        tile=tile,
        network=ties,
        past=past.scenarios if past is not None else (),
        measures=counted,
    )
    return execute(work, progress)


def _resumed(
    folder: str | Path,
    *,
    workers: int | None,
    tile: int | None,
    network: Any,
    measures: Iterable[Measure] | Registry,
    mechanisms: Iterable[Mechanism],
    progress: bool | Progress | None,
) -> Run:
    with reopened(folder, what="run") as draft:
        manifest = read_manifest(draft.path)
        check_version(draft.path, manifest["version"], what="run")
        scenario = resolve(read_scenario(draft.path, manifest), mechanisms=mechanisms)
        ties = network_ties(network, population=scenario.population) if network is not None else None
        if described(ties) != manifest["network"]:
            raise BadRequest(
                "network",
                received="another network, or none",
                accepted="the network of the run that was interrupted",
                remedy="Give the same network again; a run folder does not hold it.",
            )
        work = Work(
            scenario=scenario,
            manifest=manifest,
            draft=draft,
            workers=workers,
            tile=tile,
            network=ties,
            measures=registry(measures, noted=manifest.get("measures", [])),
        )
    return execute(work, progress)


def described(ties: NetworkTies | None) -> dict[str, Any] | None:
    """What the manifest says of an explicit network: its number of pairs, and a hash of them."""
    if ties is None:
        return None
    pairs = np.stack([np.asarray(ties.first), np.asarray(ties.second)], axis=1).astype("<i4")
    return {"pairs": len(pairs), "sha256": hashlib.sha256(pairs.tobytes()).hexdigest()}
