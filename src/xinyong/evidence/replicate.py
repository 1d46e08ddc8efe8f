"""Reproducing what is known: the replications, as they are asked for from Python and from the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import BadFolder
from ..runs.request import check_whole
from .replications import Outcome, Replication, Setup, named
from .single_tile import SEED

MOST_SEED = 2**63 - 1


def replicate(
    names: str | Sequence[str] = (),
    *,
    data: str | Path | None = None,
    changes: Mapping[str, Any] | None = None,
    seed: int | None = None,
    progress: Callable[[Replication], None] | None = None,
) -> tuple[Outcome, ...]:
    """Reproduce published results and closed forms by the same society, mechanisms, measures and engine.

    Parameters
    ----------
    names
        One name or several (``xinyong replicate --list`` shows them); all replications if none is given.
    data
        A folder of tables of aggregates that some replications need and the project does not ship; those are skipped
        without it.
    changes
        New values by key path, laid over the scenario of each replication: to question a number, and to see the
        verdict turn.
    seed
        Where all luck begins; that of the replications if None.
    progress
        Told of each replication before it is run.

    Returns
    -------
    One outcome a replication, with its verdicts.

    Raises
    ------
    BadRequest
        For an unknown name or a seed out of its range.
    BadFolder
        If there is no such folder, or a table in it cannot be read.
    BadScenario
        If a change is not valid.
    """
    asked = named([names] if isinstance(names, str) else names)
    setup = Setup(
        seed=SEED if seed is None else seed,
        changes=dict(changes or {}),
        data=None if data is None else Path(data),
    )
    check(setup)
    outcomes = []
    for replication in asked:
        if progress is not None:
            progress(replication)
        outcomes.append(replication.reproduce(setup))
    return tuple(outcomes)


def check(setup: Setup) -> None:
    """Refuse what no replication could be run with, before any of them is.

    Raises
    ------
    BadRequest
        For a seed out of its range.
    BadFolder
        If the data are no folder.
    BadScenario
        If a change is not valid.
    """
    check_whole("seed", setup.seed, least=0, most=MOST_SEED, unit="luck")
    if setup.data is not None and not setup.data.is_dir():
        raise BadFolder(
            str(setup.data),
            received="a file" if setup.data.exists() else "nothing there",
            accepted="a folder of tables",
            remedy="Name the folder that holds them, or leave it out: what needs them is then skipped.",
        )
    setup.scenario(on=(), changes={})
