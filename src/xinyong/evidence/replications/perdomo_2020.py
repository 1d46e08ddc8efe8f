"""Perdomo et al. 2020, Performative prediction: a scorecard whose predictions make the predicted outcome likelier."""

from __future__ import annotations

from typing import Final

import numpy as np

from ...array_types import Values
from ..finding import Curve, curves
from ..single_tile import SimulatedMonths, State
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 32_768
MU, EPSILON = 0.2, 0.25
"""What the feature (1 or -1), and the announced parameter times the feature, add to a probability of one half."""
MU_BEYOND, EPSILON_BEYOND = 0.05, 1.25
TRAININGS: Final = 13
"""Trainings; the parameter settles at the mean of the last ten."""
SETTLED: Final = 10
FIXED: Final = (-0.45, -0.3, -0.15, 0.15, 0.3, 0.45)
"""Parameters that are announced without retraining, to find the one with the smallest risk."""

_ON = ("lending.monthly_loans", "scoring.scorecard", "lending.loan_performance", "scoring.scorecard_training")
_CHANGES: Final = {
    "lending.monthly_loans.up": 0.0,
    "lending.monthly_loans.down": 0.0,
    # a scale so wide that no announced probability reaches its ends
    "scoring.scorecard.low": 1.0,
    "scoring.scorecard.high": 3000.0,
    "scoring.scorecard.target_points": 1500.0,
    "scoring.scorecard.target_odds": 1.0,
    "scoring.scorecard.start_odds": 1.0,
    **{f"scoring.scorecard.start_{name}": 0.0 for name in ("burden", "income", "file", "traces", "slips", "court")},
    "lending.loan_performance.horizon_months": 1,
    "scoring.scorecard_training.every_months": 2,
    "scoring.scorecard_training.windows": 1,
    "scoring.scorecard_training.ridge": 0.001,
}


def _simulate(
    setup: Setup, *, mu: float, epsilon: float, start: float, months: int, learns: bool = True
) -> SimulatedMonths:
    """Simulate people of two kinds, with payment records 0 (they default more often) and 1, who borrow every month."""
    changes = {
        **_CHANGES,
        "lending.monthly_loans.repay_low": 0.5 - mu,
        "lending.monthly_loans.repay_high": 0.5 + mu,
        "lending.monthly_loans.response": epsilon,
        # announces 1/2 + start for one kind and 1/2 - start for the other
        "scoring.scorecard.start_payment": 2.0 * float(np.log((0.5 + start) / (0.5 - start))),
    }
    state = setup.begin(on=_ON if learns else _ON[:2], changes=changes, people=PEOPLE)
    return _opening(setup, state).simulate_months(months=months)


def _opening(setup: Setup, state: State) -> State:
    kind = np.random.default_rng(setup.seed).permutation(PEOPLE) % 2
    income = state.nation.mean_income_yuan
    return state.with_columns(payment_record=kind.astype(np.float64), income_year_yuan=income, file_months=0)


def _announced(simulated: SimulatedMonths) -> Values:
    """The parameter before the first training and after each: half the gap between the announced probabilities."""
    cell, fails = simulated.people("scored_cell").astype(int) - 1, simulated.people("payment_record") == 0
    kinds = [int(cell[fails][0]), int(cell[~fails][0])]
    risks = np.array([part["scorecard"].risk[kinds] for part in simulated.parts[::2]])
    return np.asarray((risks[:, 0] - risks[:, 1]) / 2.0)


def _risk(simulated: SimulatedMonths, parameter: float) -> float:
    """Half the mean squared error of the announced probabilities of the month's borrowers."""
    sign = np.where(simulated.people("payment_record") == 0, 1.0, -1.0)
    failed = simulated.people("is_default").astype(np.float64)
    return float(((failed - 0.5 - parameter * sign) ** 2).mean() / 2.0)


def run(setup: Setup) -> Found:
    """Retrain repeatedly; announce fixed parameters; and retrain where people respond too strongly."""
    path = _announced(_simulate(setup, mu=MU, epsilon=EPSILON, start=-0.45, months=2 * TRAININGS))
    stable = MU / (1.0 - EPSILON)
    fixed = [
        _risk(_simulate(setup, mu=MU, epsilon=EPSILON, start=announced, months=1, learns=False), announced)
        for announced in FIXED
    ]
    bend, slope, _ = np.polyfit(FIXED, fixed, 2)
    beyond = {"mu": MU_BEYOND, "epsilon": EPSILON_BEYOND, "months": 2 * TRAININGS}
    above, below = (_announced(_simulate(setup, start=start, **beyond)) for start in (0.1, -0.3))  # type: ignore[arg-type]
    unstable = MU_BEYOND / (1.0 - EPSILON_BEYOND)
    trainings = np.arange(path.size)
    values = {
        "stable": float(path[-SETTLED:].mean()),
        "contraction": float((path[1] - stable) / (path[0] - stable)),
        "optimum": float(-slope / (2.0 * bend)),
        "growth": float(((above[3] - unstable) / (above[0] - unstable)) ** (1.0 / 3.0)),
        "ends-above": float(above[-1]),
        "ends-below": float(below[-1]),
    }
    picture = curves(
        "Retraining on outcomes that the scorecard itself changed",
        "number of trainings",
        "announced parameter",
        Curve("closed form", trainings, (stable + (path[0] - stable) * EPSILON**trainings)),
        Curve("simulated", trainings, path, "points"),
        Curve("simulated, response 1.25, from above", trainings, above, "points"),
        Curve("simulated, response 1.25, from below", trainings, below, "points"),
    )
    return Found(values, picture)


_KINDS = (
    "three standard errors; half the difference between two shares of 16,384 people each has a standard error of 0.0027"
)
_OVER = f"{_KINDS}, divided by 0.717"
_RIDGE = "the ridge penalty keeps probabilities away from 0 and 1"

REPLICATION = Replication(
    name="perdomo-2020",
    title="Performative prediction",
    source="Perdomo, Zrnic, Mendler-Dünner and Hardt (2020), Performative Prediction, ICML",
    published="A coin has probability 1/2 + μx + εθx for a feature x = ±1 and is predicted as 1/2 + θx under squared "
    "loss. Repeated retraining settles at μ/(1 − ε), and the distance shrinks by the factor ε each time; the smallest "
    "performative risk is at μ/(1 − 2ε). Where ε reaches γ/β, here 1, retraining need not converge: the distance "
    "grows by the factor ε each time, until a probability ends at 0 or 1.",
    setting="Everybody borrows each month, and the probability of default responds to the prediction of the learned "
    "scorecard (lending.monthly_loans.response = ε). The feature is the payment record, which does not change. The "
    "scorecard is logistic with a cell for each value, so it predicts what a mean predicts. It is trained every second "
    "month, on one month’s outcomes.",
    targets=(
        target("stable", "Parameter at which retraining settles, mean of the last ten", MU / (1.0 - EPSILON), 0.0034,
               "three standard errors of a mean of ten that are correlated by 0.25, each with a standard error of "
               "0.0027", "published"),
        target("contraction", "Distance after a training divided by that before", EPSILON, 0.0113, _OVER, "published"),
        target("optimum", "Parameter with the smallest risk", MU / (1.0 - 2.0 * EPSILON), 0.023,
               "three standard errors of a parabola through six risks, 0.0077 by simulation of the shares",
               "published"),
        target("growth", "Growth of the distance in a training, response 1.25", EPSILON_BEYOND, 0.0125,
               _KINDS + "; over three trainings and a first distance of 0.3"),
        target("ends-above", "Final parameter from above, response 1.25", 0.5, 1e-3, _RIDGE),
        target("ends-below", "Final parameter from below, response 1.25", -0.5, 1e-3, _RIDGE),
    ),
    wrong={"lending.monthly_loans.response": 0.5},
    run=run,
)  # fmt: skip
