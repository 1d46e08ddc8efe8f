"""Pairing: carrying out the two runs of a comparison, so that no interruption loses what was done."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadFolder, BadInput
from ..results.atomic_folder import Draft
from ..results.run_folder import COMPARISON, MANIFEST, partial_of, read_json, read_manifest
from ..results.run_result import Run, load
from ..results.schema import FORMAT
from ..scenario.scenario import Scenario
from .execute import Interrupted
from .run import check_version, resume, run
from .stage_progress import Stages

if TYPE_CHECKING:
    from ..engine.progress import Progress

WORLDS = ("a", "b")
"""The folders of the two runs inside that of a comparison: the baseline, and the other world."""
ASKED = ("replicates", "cohort", "checkpoint_months")
"""What `comparison.json` holds of what was asked while the comparison goes on; the scenarios are beside it."""


@dataclass(frozen=True)
class Pair:
    """A comparison that is about to be carried out.

    Attributes
    ----------
    scenarios
        Of the baseline and of the other world.
    asked
        Numbers by the names in `ASKED`.
    draft
        The folder being written, or None.
    workers, tile
        As for `run`.
    """

    scenarios: tuple[Scenario, Scenario]
    asked: dict[str, Any]
    draft: Draft | None
    workers: int | None
    tile: int | None


def carry_out_both(pair: Pair, progress: Progress | None) -> tuple[Run, Run]:
    """Run both worlds, one after the other, and write and publish the folder if there is one.

    Returns
    -------
    The runs, which know their folders if they were written.

    Raises
    ------
    Interrupted
        After Ctrl-C; its `folder` is that of the comparison, if there is anything to resume.
    XinyongError
        As `run` raises them. What can be resumed is kept; if there is nothing, the folder is removed.
    """
    draft = pair.draft
    if draft is None:
        first, second = _worlds(pair, progress)
        return first, second
    try:
        _write_status(pair, draft, "running")
        first, second = _worlds(pair, progress)
        _write_status(pair, draft, "done")
        place = draft.publish()
    except KeyboardInterrupt as interruption:
        raise Interrupted(_lay_aside(pair, draft, "interrupted"), command="compare") from interruption
    except BadInput as refusal:
        _lay_aside(pair, draft, "interrupted" if draft.resumed else "failed")
        raise draft.as_published(refusal) from refusal
    except BaseException:
        _lay_aside(pair, draft, "failed")
        raise
    return replace(first, path=place / "a"), replace(second, path=place / "b")


def interrupted_pair(folder: str | Path, *, workers: int | None, tile: int | None) -> Pair:
    """What is left to do of a comparison that was interrupted.

    Raises
    ------
    BadInput
        If there is none, or what was asked cannot be read. The folder stays as it was.
    """
    draft = Draft.reopen(folder, what="comparison", read=read_comparison)
    try:
        asked = read_comparison(draft.path)
        check_version(draft.path, asked["version"], what="comparison")
        first, second = (Scenario.load(draft.path / f"{name}.toml") for name in WORLDS)
        return Pair((first, second), {name: asked[name] for name in ASKED}, draft, workers, tile)
    except BadInput as refusal:
        draft.publish()
        raise draft.as_published(refusal) from refusal
    except BaseException:
        draft.publish()
        raise


def read_comparison(folder: str | Path) -> dict[str, Any]:
    """What `comparison.json` says; a comparison that says nothing of its status is done.

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
    found = {"status": "done", **content} if isinstance(content, dict) else {}
    needed = ("format", *(("version", *ASKED) if found.get("status") != "done" else ()))
    if missing := [name for name in needed if name not in found]:
        raise BadFolder(
            str(path),
            received=f"a file without {', '.join(missing)}",
            accepted="what `xinyong compare` writes",
            remedy=remedy,
        )
    if found["format"] != FORMAT:
        raise BadFolder(
            str(path),
            received=f"format {found['format']}",
            accepted=f"format {FORMAT}",
            remedy="Read it with the version of xinyong that wrote it.",
        )
    return found


def _worlds(pair: Pair, progress: Progress | None) -> Iterator[Run]:
    months = len(pair.scenarios[0].window.months) * pair.asked["replicates"]
    with Stages(progress, stages=2, months=months) as stages:
        for name, scenario in zip(WORLDS, pair.scenarios, strict=True):
            yield _world(pair, name, scenario, stages)


def _world(pair: Pair, name: str, scenario: Scenario, stages: Stages) -> Run:
    """One of the two runs: read if it is done, resumed if it was begun, else run."""
    place = pair.draft.path / name if pair.draft is not None else None
    how: dict[str, Any] = {"workers": pair.workers, "tile": pair.tile, "progress": stages}
    if place is not None:
        begun = [p for p in (place, partial_of(place)) if (p / MANIFEST).is_file()]
        if begun and read_manifest(begun[0])["status"] == "done":
            stages.skip()
            return _done(begun[0])
        if begun:
            return resume(place, **how)
        shutil.rmtree(partial_of(place), ignore_errors=True)
    return run(scenario, out=place, **pair.asked, **how)


def _done(place: Path) -> Run:
    """A world that was finished before.

    Raises
    ------
    BadInput
        If it is damaged; without its folder, it would be simulated again.
    """
    try:
        return load(place)
    except BadInput as damage:
        remedy = f"It was cut short or changed. Delete {place}, and resuming simulates that world again."
        raise BadFolder(damage.where, received=damage.received, accepted=damage.accepted, remedy=remedy) from damage


def _write_status(pair: Pair, draft: Draft, status: str) -> None:
    """Say how far the comparison is, and while it goes on, what was asked."""
    about = {"format": FORMAT, "version": metadata.version("xinyong"), "a": "a", "b": "b", "status": status}
    if status == "done":
        draft.write_json(COMPARISON, about)
        for name in WORLDS:
            (draft.path / f"{name}.toml").unlink(missing_ok=True)
        return
    for name, scenario in zip(WORLDS, pair.scenarios, strict=True):
        draft.write_text(f"{name}.toml", scenario.to_toml())
    draft.write_json(COMPARISON, {**about, **pair.asked})


def _lay_aside(pair: Pair, draft: Draft, status: str) -> Path | None:
    """Keep what can be resumed under the comparison's name; remove the folder if that is nothing."""
    if not draft.resumed and not any((draft.path / name).exists() for name in WORLDS):
        draft.discard()
        return None
    with contextlib.suppress(BadFolder):  # on a disk that is full, what is there will do
        _write_status(pair, draft, status)
    return draft.publish()
