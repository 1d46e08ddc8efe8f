"""Selective labels: a scorecard that learns from those who were lent to thinks too well of all who ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ...counting.distribution import ratio
from ...nation.scorecard_learner import ScorecardLearner
from ..finding import Curve, Curves
from ..single_tile import begin, live
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 32_768
MONTHS: Final = 35
BANDS: Final = 8
_ON = ("livelihood", "lending", "lending.following", "scoring.scorecard", "scoring.training")
_CHANGES: Final[Mapping[str, Any]] = {
    "lending.score": "scorecard",
    "lending.following.horizon_months": 6,
    "scoring.training.every_months": 12,
}


def _picture(learner: ScorecardLearner) -> Curves:
    """What became of applicants in bands of the chance of failing that the scorecard gave them."""
    seen, risk = learner.seen, learner.risk
    bad = {"borrowers": seen["failed"], "all who asked": seen["failed"] + seen["refused_failed"]}
    good = {"borrowers": seen["paid"], "all who asked": seen["paid"] + seen["refused_paid"]}
    everybody = bad["all who asked"] + good["all who asked"]
    order = np.argsort(risk, kind="stable")
    place = np.empty(risk.size)
    place[order] = np.cumsum(everybody[order]) - 0.5 * everybody[order]
    band = np.minimum(place / max(everybody.sum(), 1.0) * BANDS, BANDS - 1).astype(int)

    def by_band(people: Any) -> Any:
        return np.bincount(band, people, BANDS)

    foretold = ratio(by_band(everybody * risk), by_band(everybody))
    curves = [Curve("as foretold", [0.0, float(foretold.max())], [0.0, float(foretold.max())])]
    for name in bad:
        came = ratio(by_band(bad[name]), by_band(bad[name] + good[name]))
        curves.append(Curve(name, foretold.tolist(), came.tolist(), "points"))
    return Curves(
        "Who fails, and what the scorecard foretold",
        "chance of failing that the scorecard gave, eight bands of applicants",
        "share that failed",
        tuple(curves),
    )


def run(setup: Setup) -> Found:
    """Lend by a scorecard for three years, train it on the borrowers, and judge it by whom it has not learned from."""
    scenario = setup.scenario(on=_ON, changes=_CHANGES)
    lived = live(scenario, begin(scenario, people=PEOPLE, seed=setup.seed), months=MONTHS, seed=setup.seed)
    learner = lived.parts[-1]["scorecard"]
    seen = {kind: float(people.sum()) for kind, people in learner.seen.items()}
    refused = seen["refused_failed"] + seen["refused_paid"]
    borrowers = seen["failed"] + seen["paid"]
    return Found(
        values={
            "understatement": lived.measure("scorecard_blindness"),
            "refused-over-lent": float(ratio(ratio(seen["refused_failed"], refused), ratio(seen["failed"], borrowers))),
        },
        picture=_picture(learner),
    )


REPLICATION = Replication(
    name="selective-labels",
    title="A scorecard that sees only those it lent to",
    source="Zhao and Ishida (2019) on Renrendai, as in the facts (validation target V4); Lakkaraju, Kleinberg, "
    "Leskovec, Ludwig and Mullainathan (2017), The Selective Labels Problem, KDD",
    published="Of funded loans 17.83 % defaulted, of unfunded ones an estimated 35 %, a ratio of 2. The direction is "
    "the target. The pair is not: how many of which applicants were funded is not published with it, so that any "
    "set-up that met it would have been made to; the ratio of 2 is not reproduced.",
    setting="Livelihood and household credit as by default, with a learned scorecard that lenders look at, trained "
    "each year on those whom they lent to and followed for six months. The refused are followed on paper. Here "
    "failing is rarer among borrowers and commoner among the refused than on Renrendai: lenders turn away whoever is "
    "behind or has a bad record.",
    targets=(
        target(
            "understatement", "share of applicants who fail over the share foretold", 1.0, 0.35,
            "three standard errors where it learned from about 80 who failed", "closed form", "over",
        ),
        target(
            "refused-over-lent",
            "share of the refused who would have failed over that of borrowers who did: the direction alone", 1.0, 0.6,
            "three standard errors where about 30 borrowers failed", "closed form", "over",
        ),
    ),
    wrong={"lending.forgetting": 0.9},
    run=run,
)  # fmt: skip
