"""Replications: published results and closed forms, reproduced by the same society, mechanisms, measures and engine.

One file each; `REPLICATIONS` lists them in the order in which they are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...errors import BadRequest, nearest
from .inequality_closed_forms import INEQUALITY_CLOSED_FORMS
from .replication import Curve, Found, Outcome, Picture, Replication, Setup, Target, Verdict

__all__ = [
    "REPLICATIONS",
    "Curve",
    "Found",
    "Outcome",
    "Picture",
    "Replication",
    "Setup",
    "Target",
    "Verdict",
    "named",
    "replicate",
]

REPLICATIONS: tuple[Replication, ...] = (INEQUALITY_CLOSED_FORMS,)
"""All of them."""


def named(names: Sequence[str]) -> tuple[Replication, ...]:
    """The replications of these names in the order of `REPLICATIONS`; all of them if none is given.

    Raises
    ------
    BadRequest
        For a name that none has.
    """
    known = {replication.name: replication for replication in REPLICATIONS}
    for unknown in (name for name in names if name not in known):
        raise BadRequest("NAME", received=unknown, accepted="the name of a replication", remedy=nearest(unknown, known))
    return tuple(replication for name, replication in known.items() if name in names or not names)


def replicate(names: Sequence[str] = (), *, setup: Setup | None = None) -> Iterator[Outcome]:
    """Run replications one after the other, giving each outcome as soon as it is known.

    Parameters
    ----------
    names
        Which ones; all of them if none is given.
    setup
        Seed, changes and data for all of them.

    Raises
    ------
    BadRequest
        For an unknown name, before anything is run.
    BadScenario, BadFolder
        While iterating, if the changes are not valid or the data cannot be read.
    """
    return (replication.reproduce(setup) for replication in named(names))
