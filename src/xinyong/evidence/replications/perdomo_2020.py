"""Perdomo et al. 2020, Performative prediction: a scorecard whose announcements make what they announce likelier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..finding import Curve, Curves
from ..single_tile import Lived, Moment, begin, live
from .replication import Found, Replication, Setup, target

Values = NDArray[np.float64]

PEOPLE: Final = 32_768
MU, EPSILON = 0.2, 0.25
"""What the feature, 1 or -1, and the parameter that is announced, times the feature, add to a chance of one half."""
MU_BEYOND, EPSILON_BEYOND = 0.05, 1.25
TRAININGS: Final = 13
"""Of which the last ten are taken for where it settles."""
SETTLED: Final = 10
FIXED: Final = (-0.45, -0.3, -0.15, 0.15, 0.3, 0.45)
"""Parameters that are announced for good, to find the one with the smallest risk."""

_ON = ("lending.rounds", "scoring.scorecard", "lending.following", "scoring.training")
_CHANGES: Final[Mapping[str, Any]] = {
    "lending.rounds.up": 0.0,
    "lending.rounds.down": 0.0,
    # so wide a scale that no announced chance meets its ends
    "scoring.scorecard.low": 1.0,
    "scoring.scorecard.high": 3000.0,
    "scoring.scorecard.target_points": 1500.0,
    "scoring.scorecard.target_odds": 1.0,
    "scoring.scorecard.start_odds": 1.0,
    **{f"scoring.scorecard.start_{name}": 0.0 for name in ("burden", "income", "file", "traces", "slips", "court")},
    "lending.following.horizon_months": 1,
    "scoring.training.every_months": 2,
    "scoring.training.windows": 1,
    "scoring.training.ridge": 0.001,
}


def _lived(setup: Setup, *, mu: float, epsilon: float, start: float, months: int, learns: bool = True) -> Lived:
    """People of two kinds, whose payment records are 0 (they fail oftener) and 1, all lent to again and again."""
    changes = {
        **_CHANGES,
        "lending.rounds.repay_low": 0.5 - mu,
        "lending.rounds.repay_high": 0.5 + mu,
        "lending.rounds.response": epsilon,
        # announces 1/2 + start of the one kind, and 1/2 - start of the other
        "scoring.scorecard.start_payment": 2.0 * float(np.log((0.5 + start) / (0.5 - start))),
    }
    scenario = setup.scenario(on=_ON if learns else _ON[:2], changes=changes)
    return live(
        scenario, _opening(setup, begin(scenario, people=PEOPLE, seed=setup.seed)), months=months, seed=setup.seed
    )


def _opening(setup: Setup, moment: Moment) -> Moment:
    kind = np.random.default_rng(setup.seed).permutation(PEOPLE) % 2
    income = moment.nation.mean_income_yuan
    return moment.given(payment_record=kind.astype(np.float64), income_year_yuan=income, file_months=0)


def _announced(lived: Lived) -> Values:
    """The parameter before the first training and after each: half the difference between the announced chances."""
    cell, fails = lived.people("scored_cell").astype(int) - 1, lived.people("payment_record") == 0
    kinds = [int(cell[fails][0]), int(cell[~fails][0])]
    risks = np.array([part["scorecard"].risk[kinds] for part in lived.parts[::2]])
    return np.asarray((risks[:, 0] - risks[:, 1]) / 2.0)


def _risk(lived: Lived, parameter: float) -> float:
    """Mean squared error of what was announced of the month's borrowers, halved."""
    sign = np.where(lived.people("payment_record") == 0, 1.0, -1.0)
    failed = lived.people("is_default").astype(np.float64)
    return float(((failed - 0.5 - parameter * sign) ** 2).mean() / 2.0)


def run(setup: Setup) -> Found:
    """Train again and again; announce for good; and train where people respond too strongly."""
    path = _announced(_lived(setup, mu=MU, epsilon=EPSILON, start=-0.45, months=2 * TRAININGS))
    stable = MU / (1.0 - EPSILON)
    fixed = [
        _risk(_lived(setup, mu=MU, epsilon=EPSILON, start=announced, months=1, learns=False), announced)
        for announced in FIXED
    ]
    bend, slope, _ = np.polyfit(FIXED, fixed, 2)
    beyond = {"mu": MU_BEYOND, "epsilon": EPSILON_BEYOND, "months": 2 * TRAININGS}
    above, below = (_announced(_lived(setup, start=start, **beyond)) for start in (0.1, -0.3))  # type: ignore[arg-type]
    unstable = MU_BEYOND / (1.0 - EPSILON_BEYOND)
    trainings = np.arange(path.size)
    return Found(
        values={
            "stable": float(path[-SETTLED:].mean()),
            "contraction": float((path[1] - stable) / (path[0] - stable)),
            "optimum": float(-slope / (2.0 * bend)),
            "growth": float(((above[3] - unstable) / (above[0] - unstable)) ** (1.0 / 3.0)),
            "ends-above": float(above[-1]),
            "ends-below": float(below[-1]),
        },
        picture=Curves(
            "Retraining on what the scorecard itself brought about",
            "trainings",
            "parameter announced",
            (
                Curve("closed form", trainings.tolist(), (stable + (path[0] - stable) * EPSILON**trainings).tolist()),
                Curve("obtained", trainings.tolist(), path.tolist(), "points"),
                Curve("obtained, response 1.25, from above", trainings.tolist(), above.tolist(), "points"),
                Curve("obtained, response 1.25, from below", trainings.tolist(), below.tolist(), "points"),
            ),
        ),
    )


_KINDS = "three standard errors: half the difference between two shares of 16,384 people each has one of 0.0027"
_OVER = f"{_KINDS}, over 0.717"
_RIDGE = "the ridge keeps chances from 0 and 1"

REPLICATION = Replication(
    name="perdomo-2020",
    title="Performative prediction",
    source="Perdomo, Zrnic, Mendler-Dünner and Hardt (2020), Performative Prediction, ICML",
    published="A coin whose chance is 1/2 + μx + εθx for a feature x = ±1, announced as 1/2 + θx under squared loss: "
    "repeated retraining settles at μ/(1 − ε), each time ε as far away; the smallest performative risk is at μ/(1 − "
    "2ε). Where ε reaches γ/β, here 1, retraining need not converge: the distance grows by ε each time, until a "
    "chance ends at 0 or 1.",
    setting="Everybody is lent to each month, and the chance of failing responds to what the learned scorecard "
    "announces (lending.rounds.response = ε). The feature is the payment record, which stays; the scorecard is "
    "logistic with a cell for each value of it, and so announces what a mean does. It is trained every second month, "
    "on one month's outcomes.",
    targets=(
        target(
            "stable", "where retraining settles, mean of the last ten", MU / (1.0 - EPSILON), 0.0034,
            "three standard errors of a mean of ten that lean on each other by 0.25, each 0.0027", "published",
        ),
        target("contraction", "distance after a training over that before", EPSILON, 0.0113, _OVER, "published"),
        target(
            "optimum", "parameter with the smallest risk", MU / (1.0 - 2.0 * EPSILON), 0.023,
            "three standard errors of a parabola through six risks, 0.0077 by simulation of the shares", "published",
        ),
        target(
            "growth", "response 1.25: growth of the distance in a training", EPSILON_BEYOND, 0.0125,
            _KINDS + "; over three trainings, and a first distance of 0.3", "closed form",
        ),
        target("ends-above", "the same, from above: where it ends", 0.5, 1e-3, _RIDGE, "closed form"),
        target("ends-below", "the same, from below", -0.5, 1e-3, _RIDGE, "closed form"),
    ),
    wrong={"lending.rounds.response": 0.5},
    run=run,
)  # fmt: skip
