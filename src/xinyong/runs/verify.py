"""Verifying: a scenario is run again, and all that is kept of it is compared bit for bit."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadFolder
from ..results.audit_table import audit_from_frame, audit_hash
from ..results.manifest import machine
from ..results.run_folder import AUDIT_FILE, COHORT_FILE, SERIES_FILE
from ..results.run_result import Run, load
from ..results.schema import COHORT_KEYS, cohort_from_frame, cohort_hash, series_from_frame, series_hash
from ..society.columns import COLUMNS
from ..society.network import network_ties
from .compare import is_comparison, load_comparison
from .execute_comparison import WORLDS
from .fork_history import past_of
from .run import described, run
from .table_diff import audit_apart, cohort_apart, series_apart
from .verification import File, PairVerification, Verification

if TYPE_CHECKING:
    from ..engine.progress import Progress

FOLLOWS = (
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
    progress: Progress | None = None,
) -> Verification | PairVerification:
    """Run the scenario of a folder again and compare all results with those that are kept.

    Parameters
    ----------
    folder
        A run folder, or that of a comparison, of which both worlds are verified.
    workers, tile, progress
        As for `run`; they change no result.
    network
        The explicit network of the run, if it had one; a folder does not hold it.

    Returns
    -------
    The verdict on the run, or on both runs of a comparison.

    Raises
    ------
    BadFolder
        If the folder cannot be read, or something that made the run is neither in it nor given: an explicit
        network, or the past of a fork whose folder does not remember it.
    """
    how = {"workers": workers, "tile": tile, "network": network, "progress": progress}
    if not is_comparison(folder):
        return _verified(load(folder), Path(folder), how)
    worlds = load_comparison(folder)
    return PairVerification(*(_verified(getattr(worlds, name), Path(folder) / name, how) for name in WORLDS))


def _verified(kept: Run, folder: Path, how: dict[str, Any]) -> Verification:
    _check_network(kept, folder, how["network"])
    again, past = _again(kept, folder, how)
    then = {**kept.manifest["machine"], "xinyong": kept.manifest["version"]}
    now = {**machine(), "xinyong": again.manifest["version"]}
    return Verification(
        files=tuple(_files(kept, again, folder)),
        manifest={
            key: [kept.manifest.get(key), again.manifest[key]]
            for key in FOLLOWS
            if kept.manifest.get(key) != again.manifest[key]
        },
        environment={key: [then.get(key), now[key]] for key in now if then.get(key) != now[key]},
        past=past,
    )


def _again(kept: Run, folder: Path, how: dict[str, Any]) -> tuple[Run, str]:
    """The run of now, and where the past of a fork was taken from."""
    size = {"replicates": kept.manifest["replicates"], "cohort": kept.manifest["cohort"]}
    fork = kept.manifest["fork"]
    if fork is None:
        return run(kept.scenario, **size, **how), ""
    with tempfile.TemporaryDirectory(prefix="xinyong-") as scratch:
        origin, past = past_of(kept, folder, scratch=Path(scratch), how=how)
        return run(kept.scenario, fork=(origin, fork["month"]), **size, **how), past


def _files(kept: Run, again: Run, folder: Path) -> list[File]:
    files = [
        File(
            SERIES_FILE,
            manifest_hash=kept.manifest["series_hash"],
            stored_hash=series_hash(series_from_frame(kept.series)),
            obtained_hash=again.manifest["series_hash"],
            apart=series_apart(kept.series, again.series),
        )
    ]
    if kept.manifest["cohort"]:
        _check_columns(kept, folder)
        files.append(
            File(
                COHORT_FILE,
                manifest_hash=kept.manifest.get("cohort_hash"),
                stored_hash=cohort_hash(cohort_from_frame(kept.cohort)),
                obtained_hash=again.manifest["cohort_hash"],
                apart=cohort_apart(kept.cohort, again.cohort),
            )
        )
    if not (kept.audit.empty and again.audit.empty):
        files.append(
            File(
                AUDIT_FILE,
                manifest_hash=kept.manifest.get("audit_hash"),
                stored_hash=audit_hash(audit_from_frame(kept.audit)),
                obtained_hash=again.manifest["audit_hash"],
                apart=audit_apart(kept.audit, again.audit),
            )
        )
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
        found = missing if ties is None else "another network than that of the run"
        raise BadFolder(
            str(folder),
            received=found,
            accepted="the network of the run",
            remedy="Give it in Python: xinyong.runs.verify.verify(DIR, network=...).",
        )


def _check_columns(kept: Run, folder: Path) -> None:
    """Refuse a cohort with columns that no citizen has.

    Raises
    ------
    BadFolder
        With their names.
    """
    known = {*COLUMNS, *COHORT_KEYS.names}
    if unknown := [str(name) for name in kept.cohort.columns if name not in known]:
        raise BadFolder(
            str(folder / COHORT_FILE),
            received=f"columns {', '.join(unknown)}",
            accepted="the columns that a run writes",
            remedy="The file was changed: copy the folder anew, or run its scenario.toml again.",
        )
