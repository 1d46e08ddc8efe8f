"""Compares two or more scenarios on the same people with the same random numbers."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..engine.checkpoint import usual_months
from ..errors import BadFolder, BadInput
from ..measures.registry import Registry, registry
from ..model import model_of
from ..results.run_folder import COMPARISON, MANIFEST, Draft, check_length, partial_of, read_json, read_manifest
from ..results.run_result import Run
from ..results.run_result import load as load_run
from ..results.schema import FORMAT
from ..scenario.scenario import Scenario
from .compared_worlds import OWN_CHANGES, compared_worlds
from .comparison import Comparison, unique_names
from .interrupted import check_version, reopened, set_aside_on_failure
from .progress import Stages
from .request import check_only_resumed, check_sizes, resolve
from .run import run

if TYPE_CHECKING:
    from ..engine.progress import Progress
    from ..measures.measure import Measure
    from ..mechanisms import Mechanism
    from .request import Changes

SETTINGS = ("replicates", "cohort", "checkpoint_months")
"""Settings that `comparison.json` holds until the comparison is finished; the scenarios lie beside it."""


def compare(
    *worlds: str | Path | Scenario,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Changes | None = None,
    changes_a: Changes | None = None,
    changes_b: Changes | None = None,
    changes_c: Changes | None = None,
    without: str | Sequence[str] = (),
    replicates: int = 3,
    out: str | Path | None = None,
    workers: int | None = None,
    tile: int | None = None,
    cohort: int = 1000,
    checkpoint_months: int | None = None,
    measures: Iterable[Measure] | Registry = (),
    mechanisms: Iterable[Mechanism] = (),
    resume: str | Path | None = None,
    progress: bool | Progress | None = None,
) -> Comparison:
    """Run two or more scenarios on the same people with the same random numbers.

    Parameters
    ----------
    worlds
        The baseline and the other worlds: preset names, TOML files or scenarios.
    population, from_, until, seed
        As for `run`, for all worlds. A month that is not given is an end of the window that all scenarios share.
    changes
        Changes made to all scenarios, by key path.
    changes_a, changes_b, changes_c
        Further changes of the first, the second and the third scenario.
    without
        Names of mechanisms, rules or groups of rules. Each adds a world: the first scenario without that one thing
        (see `compared_worlds.less`).
    replicates
        Number of runs that differ in their random numbers only; two or more give an interval.
    out
        A folder to write: a run folder for each world, such as ``1-no-system`` and ``2-essay``, and
        `comparison.json`, which lists them. Nothing is written if None.
    workers, tile, cohort, checkpoint_months, measures, mechanisms, progress
        As for `run`.
    resume
        The folder of an interrupted comparison to continue: the result has the same bits as without the
        interruption. Only `workers`, `tile`, `measures`, `mechanisms` and `progress` may be given beside it.

    Raises
    ------
    BadInput
        If a scenario, an option or the folder is not valid; nothing is written then. A folder that cannot be
        resumed stays as it was.
    Interrupted
        After Ctrl-C; its `folder` can be resumed, if there is one.
    """
    added = tuple(mechanisms)
    if resume is not None:
        check_only_resumed(compare, locals(), change="to change it, start another comparison.")
        how: dict[str, Any] = {"workers": workers, "tile": tile, "measures": measures, "mechanisms": added}
        return _execute(_interrupted(resume, **how), progress)
    scenarios = compared_worlds(
        worlds,
        population=population,
        from_=from_,
        until=until,
        seed=seed,
        changes=changes,
        own=dict(zip(OWN_CHANGES, (changes_a, changes_b, changes_c), strict=True)),
        without=[without] if isinstance(without, str) else without,
        mechanisms=added,
    )
    if checkpoint_months is None:
        checkpoint_months = usual_months(scenarios[0].population, is_keeping_all=False)
    names = unique_names([scenario.name for scenario in scenarios])
    work = _Work(
        scenarios={f"{k}-{name}": world for k, name, world in zip(count(1), names, scenarios, strict=False)},
        settings=check_sizes(replicates=replicates, cohort=cohort, checkpoint_months=checkpoint_months),
        draft=Draft.begin(out) if out is not None else None,
        workers=workers,
        tile=tile,
        measures=registry(measures),
    )
    return _execute(work, progress)


def demo(
    *,
    population: int = 32_768,
    replicates: int = 3,
    out: str | Path | None = None,
    progress: bool | Progress | None = None,
) -> Comparison:
    """Compare `documented` and `essay` with `no-system`; takes about two minutes.

    Parameters
    ----------
    population, replicates, out, progress
        As for `compare`.

    Raises
    ------
    BadInput, Interrupted
        As `compare` does.
    """
    worlds = ("no-system", "documented", "essay")
    return compare(*worlds, population=population, replicates=replicates, out=out, progress=progress)


@dataclass(frozen=True)
class _Work:
    """A comparison to be executed.

    Attributes
    ----------
    scenarios
        Of each world, by the name of its folder, the baseline first.
    settings
        Numbers by the names in `SETTINGS`.
    draft
        The folder being written, or None.
    workers, tile, measures
        As for `run`.
    """

    scenarios: dict[str, Scenario]
    settings: dict[str, Any]
    draft: Draft | None
    workers: int | None
    tile: int | None
    measures: Registry


def _execute(work: _Work, progress: bool | Progress | None) -> Comparison:
    """Run all worlds one after the other, and write and publish the folder if there is one.

    Raises
    ------
    Interrupted
        After Ctrl-C; its `folder` is that of the comparison, if there is anything to resume.
    XinyongError
        As `run` raises them. What can be resumed is kept; without it, the folder is removed.
    """
    draft = work.draft
    if draft is None:
        return Comparison(_worlds(work, progress))
    with set_aside_on_failure(draft, partial(_set_aside, work, draft), command="compare", status="interrupted"):
        _write_status(work, draft, "running")
        worlds = _worlds(work, progress)
        _write_status(work, draft, "done")
        place = draft.publish()
    moved = (replace(world, path=place / folder) for folder, world in zip(work.scenarios, worlds, strict=True))
    return Comparison(tuple(moved), path=place)


def _worlds(work: _Work, progress: bool | Progress | None) -> tuple[Run, ...]:
    months = max(len(scenario.window.months) for scenario in work.scenarios.values()) * work.settings["replicates"]
    with Stages(progress, stages=len(work.scenarios), months=months) as stages:
        return tuple(_world(work, folder, scenario, stages) for folder, scenario in work.scenarios.items())


def _world(work: _Work, folder: str, scenario: Scenario, stages: Stages) -> Run:
    """One of the runs: read if it is finished, resumed if it was begun, else run."""
    place = work.draft.path / folder if work.draft is not None else None
    how: dict[str, Any] = {"workers": work.workers, "tile": work.tile, "measures": work.measures, "progress": stages}
    if place is not None:
        begun = [p for p in (place, partial_of(place)) if (p / MANIFEST).is_file()]
        if begun and read_manifest(begun[0])["status"] == "done":
            stages.skip()
            return _finished(begun[0])
        if begun:
            return run(resume=place, mechanisms=model_of(scenario).added, **how)
        shutil.rmtree(partial_of(place), ignore_errors=True)
    return run(scenario, out=place, **work.settings, **how)


def _finished(place: Path) -> Run:
    """A world that was finished before.

    Raises
    ------
    BadInput
        If it is damaged. Once its folder is deleted, it is simulated again.
    """
    try:
        return load_run(place)
    except BadInput as damage:
        remedy = f"It was cut short or changed. Delete {place}, and resuming simulates that world again."
        raise BadFolder(damage.where, received=damage.received, accepted=damage.accepted, remedy=remedy) from damage


def _write_status(work: _Work, draft: Draft, status: str) -> None:
    """Note how far the comparison is and, until it is finished, its settings and scenarios."""
    worlds = [{"name": scenario.name, "folder": folder} for folder, scenario in work.scenarios.items()]
    about = {"format": FORMAT, "version": metadata.version("xinyong"), "worlds": worlds, "status": status}
    for folder, scenario in work.scenarios.items():
        if status == "done":
            (draft.path / f"{folder}.toml").unlink(missing_ok=True)
        else:
            draft.write_text(f"{folder}.toml", scenario.to_toml())
    asked = {} if status == "done" else {**work.settings, "measures": work.measures.noted()}
    draft.write_json(COMPARISON, about | asked)


def _set_aside(work: _Work, draft: Draft, status: str) -> Path | None:
    """Keep what can be resumed under the comparison's name; without it, remove the folder."""
    if not draft.resumed and not any((draft.path / folder).exists() for folder in work.scenarios):
        draft.discard()
        return None
    with contextlib.suppress(BadFolder):  # if the disk is full, the existing files will do
        _write_status(work, draft, status)
    return draft.publish()


def _interrupted(
    folder: str | Path,
    *,
    workers: int | None,
    tile: int | None,
    measures: Iterable[Measure] | Registry,
    mechanisms: tuple[Mechanism, ...],
) -> _Work:
    """What is left to do of an interrupted comparison.

    Raises
    ------
    BadInput
        If there is none, or its settings or scenarios cannot be read. The folder stays as it was.
    """
    with reopened(folder, what="comparison", read=read_comparison) as draft:
        content = read_comparison(draft.path)
        check_version(draft.path, content["version"], what="comparison")
        folders = [world["folder"] for world in content["worlds"]]
        return _Work(
            scenarios={name: resolve(draft.path / f"{name}.toml", mechanisms=mechanisms) for name in folders},
            settings={name: content[name] for name in SETTINGS},
            draft=draft,
            workers=workers,
            tile=tile,
            measures=registry(measures, noted=content.get("measures", [])),
        )


def is_comparison(folder: str | Path) -> bool:
    """Whether a folder holds a comparison rather than a single run."""
    check_length(Path(folder))
    return (Path(folder) / COMPARISON).is_file()


def read_comparison(folder: str | Path) -> dict[str, Any]:
    """The content of `comparison.json`, with what older versions left out: their two worlds lie in ``a`` and ``b``.

    Raises
    ------
    BadFolder
        If the folder holds no comparison, or one that this version cannot read.
    """
    place = Path(folder)
    path = place / COMPARISON
    remedy = "Name a folder written by `xinyong compare` or `xinyong demo`, or make the comparison again."
    if (place / MANIFEST).is_file():
        remedy = "It holds a single run, for `xinyong run --resume` or xinyong.load."
    content = read_json(path, what="comparison", remedy=remedy)
    older = {"status": "done", "worlds": [{"folder": "a"}, {"folder": "b"}]}
    found: dict[str, Any] = older | content if isinstance(content, dict) else {}
    needed = ("format", *(("version", *SETTINGS) if found.get("status") != "done" else ()))
    missing = [name for name in needed if name not in found]
    if missing or not _are_worlds(found["worlds"]):
        received = f"a file without {', '.join(missing)}" if missing else f"worlds {found['worlds']}"
        raise BadFolder(str(path), received=received, accepted="what `xinyong compare` writes", remedy=remedy)
    if found["format"] != FORMAT:
        raise BadFolder(
            str(path),
            received=f"format {found['format']}",
            accepted=f"format {FORMAT}",
            remedy="Read it with the version of xinyong that wrote it.",
        )
    return found


def _are_worlds(found: Any) -> bool:
    """Whether a list names two or more folders inside that of a comparison."""
    if not isinstance(found, list) or not all(isinstance(world, dict) for world in found):
        return False
    folders = {name for world in found if isinstance(name := world.get("folder"), str) and name == Path(name).name}
    return len(folders) == len(found) >= 2


def load(folder: str | Path, *, is_checked: bool = True) -> Run | Comparison:
    """Read the folder of a run or of a comparison.

    Parameters
    ----------
    folder
        A folder written by `run`, `compare`, `Run.save` or the command line.
    is_checked
        Refuse tables whose files are not the ones that the manifest notes; `verify` reads them to show what differs.

    Raises
    ------
    BadFolder
        If the folder is neither, was interrupted, is damaged, was changed, or has another version's format.
    """
    reads = load_comparison if is_comparison(folder) else load_run
    return reads(folder, is_checked=is_checked)


def load_comparison(folder: str | Path, *, is_checked: bool = True) -> Comparison:
    """Read the folder of a comparison (see `load`).

    Raises
    ------
    BadFolder
        If it is not one, or one of its runs cannot be read.
    """
    place = Path(folder)
    content = read_comparison(place)
    if content["status"] != "done":
        raise BadFolder(
            str(place),
            received=f"a comparison with status {content['status']!r}",
            accepted="a finished comparison",
            remedy=f"Finish it with xy.compare(resume={str(place)!r}).",
        )
    worlds = (load_run(place / world["folder"], is_checked=is_checked) for world in content["worlds"])
    return Comparison(tuple(worlds), path=place)
