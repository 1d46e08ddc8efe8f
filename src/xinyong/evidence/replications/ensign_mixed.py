"""Ensign et al. 2018, reported incidents: reports by neighbours weaken the feedback of cameras but do not end it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ..finding import Curve, curves
from .ensign_2018 import ONE_CHANNEL, after_a_month, share_of_towns, simulate
from .replication import Found, Replication, Setup, target

MONTHS: Final = 121
RATIO: Final = 2.0
"""Rate of incidents in towns divided by that in villages."""
SEEN: Final = 0.2
"""Share of incidents that cameras would see if they were spread evenly."""
REPORTED: Final = 0.2
SHARES: Final = (0.05, 0.1, REPORTED, 0.4, 0.7, 1.0)
"""Shares of incidents that neighbours report, wherever they happen."""
TRUE: Final = RATIO / (RATIO + 1.0)

_TWO_CHANNELS: Final = {
    **ONE_CHANNEL,
    "conduct.jaywalk": after_a_month(0.4),
    "conduct.jaywalk_rural": 1.0 / RATIO,
    "watching.cameras_coverage": SEEN,
    "watching.cameras.among": "area",
    "watching.overheard": 1.0,
    "watching.neighbours_rural": 1.0,
    "watching.neighbours_sensitivity": 1.0,
    # an incident that neighbours report and a camera saw counts once
    "watching.merged": 1.0,
}


def settles(reported: Any, seen: float = SEEN, ratio: float = RATIO) -> Any:
    """Long-run share of cameras in the region with more incidents: the root in 0..1 of a quadratic.

    A region with share x of all cameras records incidents in proportion to rate·(r + (1 − r)·2·seen·x); in the long
    run its share of recorded incidents is x.
    """
    r = np.asarray(reported, np.float64)
    by_cameras = 2.0 * seen * (1.0 - r)
    a, c = by_cameras * (ratio - 1.0), -ratio * r
    b = r * (ratio + 1.0) - a
    return 2.0 * -c / (b + np.sqrt(b * b - 4.0 * a * c))


def run(setup: Setup) -> Found:
    """Move cameras to where they and neighbours record incidents, for several shares of reported incidents."""
    found = {}
    for reported in SHARES:
        changes = {**_TWO_CHANNELS, "watching.neighbours_coverage": reported}
        found[reported] = float(share_of_towns(simulate(setup, changes, months=MONTHS, seed=setup.seed))[-1])
    fine = np.linspace(0.01, 1.0, 100)
    values = {
        "share": found[REPORTED],
        "share-mostly-reported": found[0.7],
        "share-all-reported": found[1.0],
        "still-over": found[REPORTED],
    }
    picture = curves(
        "Share of cameras in towns if incidents are also reported",
        "share of incidents that neighbours report",
        "share of cameras in towns",
        Curve("closed form", fine, settles(fine)),
        Curve("share of incidents in towns", [0.0, 1.0], [TRUE, TRUE]),
        Curve("simulated, after 120 months", list(found), list(found.values()), "points"),
    )
    return Found(values, picture)


_WHY = (
    "four standard errors of half a million incidents, which the feedback stretches to 0.001, and the distance still "
    "to go after 120 months"
)

REPLICATION = Replication(
    name="ensign-mixed",
    title="Cameras that also follow reports",
    source="Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian (2018), Runaway Feedback Loops in "
    "Predictive Policing, Proceedings of Machine Learning Research 81",
    published="Reported incidents can attenuate the degree of runaway feedback, but cannot entirely remove it "
    "(abstract). The numbers are ours: with rates λ and a share r of incidents reported, cameras settle at the root "
    "of x = λ_A(r + (1 − r)2cx)/[λ_A(r + (1 − r)2cx) + λ_B(r + (1 − r)2c(1 − x))], where c is the share of incidents "
    "that evenly spread cameras see.",
    setting="All towns against all villages, with equally many people and rates 2 to 1. Neighbours see and report a "
    "share of incidents; an incident that a camera also saw counts once. The paper weights reports and discoveries; "
    "here the probabilities of both do that.",
    targets=(
        target("share", "Share of cameras in towns, 0.2 reported", float(settles(REPORTED)), 0.0055, _WHY + " (0.001)"),
        target("share-mostly-reported", "Share of cameras in towns, 0.7 reported", float(settles(0.7)), 0.003,
               _WHY + " (less)"),
        target("share-all-reported", "Share of cameras in towns, all reported", TRUE, 0.003, _WHY + " (nothing)"),
        target("still-over", "Share of cameras in towns, 0.2 reported: above the share of incidents", TRUE, 0.0055,
               _WHY, "published", "over"),
    ),
    wrong={"watching.merged": 0.0},
    run=run,
)  # fmt: skip
