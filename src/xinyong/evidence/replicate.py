"""`xy.replicate`: run replications of published results and closed forms."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import BadFolder, check_whole
from ..runs.progress import display_of
from .finding import Evidence, Subject, chosen
from .replications import REPLICATIONS, Replication, Setup
from .single_tile import SEED

if TYPE_CHECKING:
    from ..engine.progress import Progress

MOST_SEED: Final = 2**63 - 1
_METHOD: Final = (
    "Each replication is a reduced scenario: only the mechanisms that it names are switched on, and the engine runs "
    "them like any other scenario. Tolerances were set before the run. To change a parameter and watch the verdict "
    "change, add `--set path=value`."
)


def replicate(
    names: str | Sequence[str | Replication] = (),
    *,
    data: str | Path | None = None,
    changes: Mapping[str, Any] | None = None,
    seed: int | None = None,
    progress: bool | Progress | None = None,
) -> Evidence:
    """Reproduce published results and closed forms with this society and engine.

    Parameters
    ----------
    names
        One name or several (``xinyong replicate --list`` shows them), or replications of your own; all by default.
    data
        A folder of aggregate tables that the project does not ship; replications that need it are skipped without it.
    changes
        New values by key path for the scenario of each replication, to question a number.
    seed
        Random seed; the replications' own if None.
    progress
        As for `run`; each replication counts as a month.

    Raises
    ------
    BadRequest
        For an unknown name or a seed out of its range.
    BadFolder
        If there is no such folder, or a table in it cannot be read.
    BadScenario
        If a change is not valid.
    """
    asked = named(names)
    setup = Setup(
        seed=SEED if seed is None else seed, changes=dict(changes or {}), data=None if data is None else Path(data)
    )
    _check(setup)
    shown = display_of(progress, unit="replications", name=lambda place: asked[place].name)
    shown.start(len(asked), 0)
    try:
        subjects = []
        for place, replication in enumerate(asked):
            subjects.append(replication.reproduce(setup))
            shown.month(place + 1, place)
    finally:
        shown.end()
    return gathered(subjects, setup)


def named(names: str | Sequence[str | Replication] = ()) -> tuple[Replication, ...]:
    """The replications of these names; all of them if none is given."""
    return chosen(names, REPLICATIONS, where="names", accepted="the name of a replication")


def gathered(subjects: Sequence[Subject], setup: Setup | None = None) -> Evidence:
    """Replications as one result, with the command that repeats them."""
    setup = setup or Setup()
    words = ["xinyong", "replicate", *([s.id for s in subjects] if len(subjects) < len(REPLICATIONS) else [])]
    words += ["--seed", str(setup.seed)] if setup.seed != SEED else []
    words += [word for path, value in setup.changes.items() for word in ("--set", f"{path}={value}")]
    words += ["--data", str(setup.data)] if setup.data else []
    return Evidence(
        "Replications",
        "Does the model reproduce what is already known?",
        _METHOD,
        tuple(subjects),
        shlex.join(words),
        {"seed": setup.seed, "changes": dict(setup.changes)},
    )


def _check(setup: Setup) -> None:
    """Refuse a seed, folder or change that no replication could run with, before any of them runs."""
    check_whole("seed", setup.seed, least=0, most=MOST_SEED, unit="random seeds")
    if setup.data is not None and not setup.data.is_dir():
        raise BadFolder(
            str(setup.data),
            received="a file" if setup.data.exists() else "nothing there",
            accepted="a folder of tables",
            remedy="Name the folder that holds the tables, or leave data out to skip the replications that need it.",
        )
    setup.scenario(on=(), changes={})
