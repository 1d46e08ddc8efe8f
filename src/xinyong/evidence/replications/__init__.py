"""Replications: published results and closed forms, reproduced by the same society, mechanisms, measures and engine.

One file each; `REPLICATIONS` lists them in the order in which they are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...errors import BadRequest, nearest
from .base_rate import BASE_RATE
from .biased_assimilation import BIASED_ASSIMILATION
from .blacklist_stock import BLACKLIST_STOCK
from .break_even import BREAK_EVEN
from .damour_2020 import DAMOUR_2020
from .deterrence import DETERRENCE
from .ensign_2018 import ENSIGN_2018
from .ensign_mixed import ENSIGN_MIXED
from .friedkin_johnsen import FRIEDKIN_JOHNSEN
from .friends_gap import FRIENDS_GAP
from .godley_sim import GODLEY_SIM
from .inequality_closed_forms import INEQUALITY_CLOSED_FORMS
from .kuran_1991 import KURAN_1991
from .liu_2018 import LIU_2018
from .perdomo_2020 import PERDOMO_2020
from .replication import Curve, Found, Outcome, Picture, Replication, Setup, Target, Verdict
from .selective_labels import SELECTIVE_LABELS
from .thin_files import THIN_FILES
from .tirole_bundling import TIROLE_BUNDLING
from .wei_networks import WEI_NETWORKS

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

REPLICATIONS: tuple[Replication, ...] = (
    INEQUALITY_CLOSED_FORMS,
    BASE_RATE,
    BLACKLIST_STOCK,
    DETERRENCE,
    ENSIGN_2018,
    ENSIGN_MIXED,
    FRIENDS_GAP,
    WEI_NETWORKS,
    FRIEDKIN_JOHNSEN,
    BIASED_ASSIMILATION,
    KURAN_1991,
    GODLEY_SIM,
    BREAK_EVEN,
    TIROLE_BUNDLING,
    LIU_2018,
    DAMOUR_2020,
    PERDOMO_2020,
    SELECTIVE_LABELS,
    THIN_FILES,
)
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
