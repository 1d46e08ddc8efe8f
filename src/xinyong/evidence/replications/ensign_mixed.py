"""Ensign et al. 2018, reports beside discoveries: what neighbours report holds cameras back, but not all the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ..finding import Curve, Curves
from .ensign_2018 import ONE_CHANNEL, after_a_month, lived_with, share_of_towns
from .replication import Found, Replication, Setup, target

MONTHS: Final = 121
RATIO: Final = 2.0
"""Rate of incidents in towns over that in villages."""
SEEN: Final = 0.2
"""Share of incidents that cameras would see if they were spread evenly."""
REPORTED: Final = 0.2
SHARES: Final = (0.05, 0.1, REPORTED, 0.4, 0.7, 1.0)
"""Shares of incidents that neighbours report, wherever they happen."""
TRUE: Final = RATIO / (RATIO + 1.0)

_TWO_CHANNELS: Final[Mapping[str, Any]] = {
    **ONE_CHANNEL,
    "conduct.jaywalk": after_a_month(0.4),
    "conduct.jaywalk_rural": 1.0 / RATIO,
    "watching.cameras_coverage": SEEN,
    "watching.cameras.among": "area",
    "watching.overheard": 1.0,
    "watching.neighbours_rural": 1.0,
    "watching.neighbours_sensitivity": 1.0,
    # what neighbours report and a camera has seen is one incident
    "watching.merged": 1.0,
}


def settles(reported: Any, seen: float = SEEN, ratio: float = RATIO) -> Any:
    """Where the share of the region with more incidents settles: the root in 0..1 of a quadratic.

    A region with share x of all cameras has incidents recorded in proportion to rate·(r + (1 − r)·2·seen·x); in the
    long run its share of these is x.
    """
    r = np.asarray(reported, np.float64)
    by_cameras = 2.0 * seen * (1.0 - r)
    a, c = by_cameras * (ratio - 1.0), -ratio * r
    b = r * (ratio + 1.0) - a
    return 2.0 * -c / (b + np.sqrt(b * b - 4.0 * a * c))


def run(setup: Setup) -> Found:
    """Let cameras follow what they and neighbours record, for several shares of incidents that are reported."""
    found = {}
    for reported in SHARES:
        changes = {**_TWO_CHANNELS, "watching.neighbours_coverage": reported}
        found[reported] = float(share_of_towns(lived_with(setup, changes, months=MONTHS, seed=setup.seed))[-1])
    fine = np.linspace(0.01, 1.0, 100)
    return Found(
        values={
            "share": found[REPORTED],
            "share-mostly-reported": found[0.7],
            "share-all-reported": found[1.0],
            "still-over": found[REPORTED],
        },
        picture=Curves(
            "Cameras where incidents are reported too",
            "incidents that neighbours report, share",
            "cameras in towns, share",
            (
                Curve("closed form", fine.tolist(), settles(fine).tolist()),
                Curve("share of incidents", [0.0, 1.0], [TRUE, TRUE]),
                Curve("after 120 months", list(found), list(found.values()), "points"),
            ),
        ),
    )


_WHY = "four standard errors of half a million incidents, drawn out by the feedback to 0.001; what is on its way"

REPLICATION = Replication(
    name="ensign-mixed",
    title="Cameras that follow reports as well",
    source="Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian (2018), Runaway Feedback Loops in "
    "Predictive Policing, Proceedings of Machine Learning Research 81",
    published="Reported incidents can attenuate the degree of runaway feedback, but cannot entirely remove it "
    "(abstract). The numbers are ours: with rates λ and a share r of incidents reported, cameras settle at the root "
    "of x = λ_A(r + (1 − r)2cx)/[λ_A(r + (1 − r)2cx) + λ_B(r + (1 − r)2c(1 − x))], c being what cameras see spread "
    "evenly.",
    setting="The towns of the nation against its villages, equally many people each, rates 2 to 1. Neighbours see and "
    "report a share of incidents; what a camera saw as well counts once. The paper weighs reports and discoveries; "
    "here the chances of either do.",
    targets=(
        target(
            "share", "share of towns, 0.2 reported", float(settles(REPORTED)), 0.0055, _WHY + " (0.001)", "closed form",
        ),
        target(
            "share-mostly-reported", "with 0.7 reported", float(settles(0.7)), 0.003, _WHY + " (less)", "closed form",
        ),
        target("share-all-reported", "with all reported", TRUE, 0.003, _WHY + " (nothing)", "closed form"),
        target(
            "still-over", "with 0.2 reported, above the share of incidents", TRUE, 0.0055, _WHY, "published", "over"
        ),
    ),
    wrong={"watching.merged": 0.0},
    run=run,
)  # fmt: skip
