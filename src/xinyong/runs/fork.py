"""Forks: a run that shares another run's past up to some month, and what its folder keeps of that past."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from ..engine.checkpoint import at
from ..errors import BadFolder, BadRequest
from ..measures.registry import Registry
from ..model import scenario_type_of
from ..results.run_folder import PAST, checkpoints_of, read_manifest
from ..results.run_result import read_scenario
from ..scenario.months import format_month, parse_month
from ..scenario.scenario import Scenario


@dataclass(frozen=True)
class SharedPast:
    """A shared past.

    Attributes
    ----------
    noted
        What the manifest says of it: ``{"scenario_hash", "month", "run", "fork"}``, where ``fork`` holds the same of
        the past that the forked run shares itself, or None.
    first_month, month
        The first month of the past and the last shared one, since year 0.
    scenarios
        Scenarios of the run that is forked, of the run that this one was forked from, and so on, as TOML.
    """

    noted: dict[str, Any]
    first_month: int
    month: int
    scenarios: tuple[str, ...]


def origin(fork: tuple[str | Path, str] | str) -> tuple[str | Path, str]:
    """The folder and the month of a fork, which may be written ``RUN@YYYY-MM``.

    Raises
    ------
    BadRequest
        If it has another form.
    """
    folder, at_, month = fork.rpartition("@") if isinstance(fork, str) else (fork[0], "@", fork[1])
    if not at_ or not str(folder):
        raise BadRequest("fork", received=fork, accepted="RUN@YYYY-MM", remedy="For example my-run@2015-12.")
    return folder, month


def shared_past(folder: str | Path, month: str, *, replicates: int, cohort: int, measures: Registry) -> SharedPast:
    """The past of a run that is to be forked.

    Parameters
    ----------
    folder
        The run folder, with its checkpoints.
    month
        The last month to share, ``YYYY-MM``.
    replicates, cohort, measures
        Of the fork.

    Raises
    ------
    BadInput
        If the folder is no run, was changed, or keeps no such month in so many replicates.
    """
    last = _month(month)
    place = Path(folder).resolve()
    forked = read_manifest(place)
    scenario = read_scenario(place, forked)
    for where, asked, kept, remedy in (
        ("version", metadata.version("xinyong"), forked["version"], "Run the past again with this version."),
        ("cohort", cohort, forked["cohort"], f"Ask for cohort={forked['cohort']}."),
        (
            "replicates",
            replicates,
            min(replicates, forked["replicates"]),
            f"Ask for replicates={forked['replicates']}, or run the past again with more.",
        ),
        (
            "measures",
            [note["id"] for note in measures.noted()],
            [note["id"] for note in forked.get("measures", [])],
            "Pass the measures of that run, or run the past again with these.",
        ),
    ):
        if asked != kept:
            accepted = f"{kept}, as in the run that is forked"
            raise BadRequest(where, received=asked, accepted=accepted, remedy=remedy)
    for replicate in range(replicates):
        at(checkpoints_of(place, replicate), last)
    own = forked["fork"]
    return SharedPast(
        noted={
            "scenario_hash": forked["scenario_hash"],
            "month": month,
            "run": str(place),
            "fork": {**own, "run": Path(own["run"]).name} if own is not None else None,
        },
        first_month=parse_month(forked["window"]["from"]),
        month=last,
        scenarios=(scenario.to_toml(), *_past_scenarios(place)),
    )


def begun_where_past_begins(scenario: Scenario, past: SharedPast, *, from_: str | None) -> Scenario:
    """The scenario with its window beginning where the past begins: the past is part of the run.

    Parameters
    ----------
    scenario
        What is run after the fork. Its own window may begin anywhere up to the month after it.
    past
        What is shared.
    from_
        The requested first month if there is one, which must then be that of the past.

    Raises
    ------
    BadRequest
        If another first month was requested, or if the scenario begins later than the month after the fork, so that
        nothing says what happens in between.
    """
    first = format_month(past.first_month)
    if from_ is not None and from_ != first:
        raise BadRequest(
            "window.from",
            received=from_,
            accepted=f"{first}, where the run that is forked begins",
            remedy="Leave the first month out: the shared past is part of the run.",
        )
    if scenario.window.from_ > past.month + 1:
        raise BadRequest(
            "window.from",
            received=format_month(scenario.window.from_),
            accepted=f"a month up to {format_month(past.month + 1)}, the one after the fork",
            remedy=f"Fork from a later month, or let the scenario begin earlier: from_='{first}'.",
        )
    return scenario if scenario.window.from_ == past.first_month else scenario.set("window.from", first)


def past_scenario(folder: Path, depth: int, scenario_hash: str) -> Scenario:
    """The scenario of a past, from a fork's folder.

    Parameters
    ----------
    folder
        The fork's folder.
    depth
        1 for the run that was forked, 2 for the one that this run was forked from, and so on.
    scenario_hash
        Its hash in the manifest.

    Raises
    ------
    BadFolder
        If it is missing, or is another one.
    """
    path = folder / PAST / f"{depth}.toml"
    if not path.is_file():
        raise BadFolder(
            str(path),
            received="no such file",
            accepted="the scenario of the past that this fork shares, or the run that was forked, beside the fork",
            remedy="Put that run, with its checkpoints, into the same folder as the fork; else its past is lost.",
        )
    scenario = scenario_type_of(read_manifest(folder).get("mechanisms", [])).load(path)
    if scenario.hash != scenario_hash:
        raise BadFolder(
            str(path),
            received=f"a scenario of hash {scenario.hash[:12]}",
            accepted=f"the scenario of the shared past, of hash {scenario_hash[:12]}",
            remedy="Undo the change of that file.",
        )
    return scenario


def _month(text: str) -> int:
    try:
        return parse_month(text)
    except ValueError:
        raise BadRequest(
            "fork", received=text, accepted="a month such as 2015-12", remedy="Write RUN@YYYY-MM."
        ) from None


def _past_scenarios(place: Path) -> tuple[str, ...]:
    """The scenarios of its own past that the folder of a fork holds, as TOML."""
    found: list[str] = []
    while (path := place / PAST / f"{len(found) + 1}.toml").is_file():
        found.append(path.read_text(encoding="utf-8"))
    return tuple(found)
