"""Base rate: half of all alarms about a rare act are wrong, although the channel errs in only 1 % of cases."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.special import lambertw

from ..finding import Curve, curves
from .replication import Found, Replication, Setup, four_errors, target

PEOPLE: Final = 32_768
MONTHS: Final = 48
SENSITIVITY: Final = 0.99
SPECIFICITY: Final = 0.99
RARE: Final = 0.01
PREVALENCES: Final = (0.001, 0.003, RARE, 0.03, 0.1, 0.3, 0.5)

_ONE_CHANNEL: Final = {
    "conduct.careless_most": 1.5,
    "conduct.jaywalk_rural": 1.0,
    "watching.integration": 1.0,
    "watching.cameras_coverage": 1.0,
    "watching.cameras_rural": 1.0,
    "watching.cameras_sensitivity": SENSITIVITY,
    # false alarms concern only people within a camera's reach, and their share is the sensitivity
    "watching.jaywalk_false_alarm": (1.0 - SPECIFICITY) / SENSITIVITY,
    "watching.false_alarm_women": 1.0,
    "watching.mistaken": 0.0,
}


def right(prevalence: float) -> float:
    """Positive predictive value: the share of alarms that are right, by Bayes' rule."""
    true = SENSITIVITY * prevalence
    return true / (true + (1.0 - SPECIFICITY) * (1.0 - prevalence))


def acts_a_month(prevalence: float) -> float:
    """Rate of a Poisson count of acts at which acts are this share of acts and idle months together."""
    return float(lambertw(prevalence / (1.0 - prevalence)).real)


def _measured(setup: Setup, prevalence: float) -> tuple[float, float]:
    """Mean over months of the share of alarms that are right, and of the share of acts that are recorded."""
    changes = {**_ONE_CHANNEL, "conduct.jaywalk": acts_a_month(prevalence)}
    state = setup.begin(on=("conduct", "watching"), changes=changes, people=PEOPLE)
    simulated = state.with_columns(conscientiousness=0.5).simulate_months(months=MONTHS)
    return simulated.mean("ppv_cameras"), simulated.mean("sensitivity_cameras")


def run(setup: Setup) -> Found:
    """Measure the channel at each prevalence."""
    found = {prevalence: _measured(setup, prevalence) for prevalence in PREVALENCES}
    fine = np.geomspace(PREVALENCES[0], PREVALENCES[-1], 60)
    values = {"ppv": found[RARE][0], "sensitivity": found[RARE][1], "ppv-common": found[0.1][0]}
    picture = curves(
        "Share of alarms that are right",
        "prevalence (share of people who act)",
        "right alarms (share of all alarms)",
        Curve("Bayes’ rule", fine, [right(share) for share in fine]),
        Curve("simulated", list(PREVALENCES), [ppv for ppv, _ in found.values()], "points"),
    )
    return Found(values, picture)


def _alarms(prevalence: float) -> float:
    """Expected number of alarms."""
    idle = PEOPLE * MONTHS * np.exp(-acts_a_month(prevalence))
    return float(idle * (1.0 - SPECIFICITY) / (1.0 - right(prevalence)))


_ERRORS = "four standard errors, given the alarms about 32,768 people in 48 months"

REPLICATION = Replication(
    name="base-rate",
    title="Half of all alarms are wrong",
    source="Bayes’ rule; on the fallacy: Meehl and Rosen (1955), Psychological Bulletin 52; Axelsson (2000), ACM "
    "TISSEC 3",
    published="At prevalence p, sensitivity se and specificity sp, the share of alarms that are right is se p / (se p "
    "+ (1 − sp)(1 − p)). It is 1/2 at p = 0.01 and se = sp = 0.99.",
    setting="One act and one channel: cameras that see everybody and report everything. Acts are Poisson counts, so "
    "prevalence is the number of acts divided by acts plus idle months. False alarms concern idle people only.",
    targets=(
        target("ppv", "Share of alarms that are right, prevalence 0.01", 0.5, four_errors(0.5, _alarms(RARE)),
               _ERRORS, "published"),
        target("ppv-common", "Share of alarms that are right, prevalence 0.1", right(0.1),
               four_errors(right(0.1), _alarms(0.1)), _ERRORS),
        target("sensitivity", "Share of acts that are recorded", SENSITIVITY,
               four_errors(SENSITIVITY, PEOPLE * MONTHS * acts_a_month(RARE)),
               "four standard errors, given the acts of 32,768 people in 48 months", "published"),
    ),
    wrong={"watching.jaywalk_false_alarm": 0.02},
    run=run,
)  # fmt: skip
