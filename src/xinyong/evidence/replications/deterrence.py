"""Deterrence: people comply if the gain is below what an act adds to the expected penalty, errors included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ...vocabulary import ACTS, LIFE
from ..finding import Curve, curves
from ..single_tile import SimulatedMonths
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 32_768
MONTHS: Final = 12
TO_LEARN: Final = 3
"""Months until beliefs are true: one to act, one to learn of errors, one to react."""
UNDETERRED: Final = 0.2
"""Acts per month of an undeterred person; with more acts, a count that stops at three would lose some."""

SENSITIVITY: Final = 0.8
SPECIFICITY: Final = 0.9
WATCHED: Final = 0.5
PENALTY: Final = 10.0
LARGEST_GAIN: Final = 8.0
PENALTIES: Final = (0.0, 5.0, PENALTY, 15.0, 20.0, 30.0)

_JAYWALK: Final = list(ACTS).index("jaywalk")
_A_SANCTION: Final = {
    "id": "penalty", "kind": "stick", "trigger": {"listed": "court_list"}, "effect": "bars_credit", "size": 1.0,
    "context": "credit",
}  # fmt: skip
"""A sanction must exist for people to fear detection; it affects nobody here, because nobody is on a list."""

_ONE_CHANNEL: Final = {
    "conduct.careless_most": 1.5,
    "conduct.jaywalk": UNDETERRED,
    "conduct.jaywalk_rural": 1.0,
    "watching.integration": 1.0,
    "watching.cameras_coverage": WATCHED,
    "watching.cameras_rural": 1.0,
    "watching.cameras_sensitivity": SENSITIVITY,
    # false alarms concern only people within a camera's reach, and their share is the sensitivity
    "watching.jaywalk_false_alarm": (1.0 - SPECIFICITY) / SENSITIVITY,
    "watching.false_alarm_women": 1.0,
    "watching.mistaken": 0.0,
    **{f"watching.weight_{part}": 0.0 for part in LIFE},
    "watching.weight_public": 1.0,
    "adapting.learning": 1.0,
    "adapting.awareness": 1.0,
    "adapting.innocents_risk": 1.0,
    "scoring.court_list.mistake": 0.0,
    "rules": [_A_SANCTION],
}


def complying(penalty: float, specificity: float = SPECIFICITY) -> float:
    """The share that complies: min(1, J m F / G) with J = sensitivity + specificity − 1."""
    return min(1.0, (SENSITIVITY + specificity - 1.0) * WATCHED * penalty / LARGEST_GAIN)


def _simulate(setup: Setup, penalty: float, changes: Mapping[str, Any]) -> SimulatedMonths:
    on = ("conduct", "watching", "scoring.court_list", "consequences", "adapting")
    asked = {**_ONE_CHANNEL, "conduct.penalty_over_gain": penalty / LARGEST_GAIN, **changes}
    state = setup.begin(on=on, changes=asked, people=PEOPLE).with_columns(conscientiousness=0.5, debt_judged_yuan=0)
    return state.simulate_months(months=TO_LEARN).end.simulate_months(months=MONTHS)


def _share_complying(simulated: SimulatedMonths) -> float:
    """1 minus the acts committed divided by the acts of undeterred people."""
    return 1.0 - _acts(simulated) / (UNDETERRED * PEOPLE * MONTHS)


def _acts(simulated: SimulatedMonths) -> float:
    return sum(float(tally.tables["acts"][_JAYWALK]) for tally in simulated.tallies)


def _risk_of_innocents(simulated: SimulatedMonths) -> float:
    """Share of innocent person-months with a false record."""
    wrong = sum(float(tally.tables["wrong_records"][_JAYWALK]) for tally in simulated.tallies)
    committing = UNDETERRED * (1.0 - _share_complying(simulated))
    return wrong / (PEOPLE * MONTHS * float(np.exp(-committing)))


def run(setup: Setup) -> Found:
    """Measure the share that complies for several penalties, with false alarms and without."""
    found = {penalty: _simulate(setup, penalty, {}) for penalty in PENALTIES}
    never_wrong = {"watching.jaywalk_false_alarm": 0.0}
    perfect = {penalty: _share_complying(_simulate(setup, penalty, never_wrong)) for penalty in PENALTIES}
    fine = np.linspace(0.0, PENALTIES[-1], 61).tolist()
    values = {
        "complying": _share_complying(found[PENALTY]),
        "complying-without-errors": perfect[PENALTY],
        "complying-all": _share_complying(found[PENALTIES[-1]]),
        "innocents": _risk_of_innocents(found[PENALTY]),
        "belief": found[PENALTY].measure("share_of_acts_believed_recorded"),
    }
    picture = curves(
        "Share of people who comply",
        "penalty (in the same unit gains reach up to 8)",
        "share that complies",
        Curve("closed form", fine, [complying(penalty) for penalty in fine]),
        Curve("closed form, no false alarms", fine, [complying(penalty, 1.0) for penalty in fine]),
        Curve("simulated", list(PENALTIES), [_share_complying(simulated) for simulated in found.values()], "points"),
        Curve("simulated, no false alarms", list(PENALTIES), list(perfect.values()), "points"),
    )
    return Found(values, picture)


def _error_of_share(share: float) -> float:
    """Four standard errors of a share computed from a Poisson count of acts."""
    return 4.0 * float(np.sqrt((1.0 - share) / (UNDETERRED * PEOPLE * MONTHS)))


_RISK: Final = WATCHED * (1.0 - SPECIFICITY)
_INNOCENT: Final = PEOPLE * MONTHS * float(np.exp(-UNDETERRED * (1.0 - complying(PENALTY))))
_ERRORS = "four standard errors, given the acts of 32,768 people in 12 months"

REPLICATION = Replication(
    name="deterrence",
    title="Deterrence with errors",
    source="Becker (1968), Journal of Political Economy 76; Png (1986), International Review of Law and Economics 6; "
    "Polinsky and Shavell (2007), Handbook of Law and Economics 1",
    published="A person who gains g from an act complies if g is at most J m F, by which the act raises the expected "
    "penalty, with J = sensitivity + specificity − 1, coverage m and penalty F. If gains are uniform between 0 and G, "
    "the share that complies is min(1, J m F/G).",
    setting="People learn from surveillance how likely detection is and, with adapting.innocents_risk, how likely an "
    "innocent person is to be recorded. That risk costs m (1 − specificity) F whatever a person does, so it reduces "
    "deterrence by the same amount. Gains are not a column of people: their distribution changes the rate at which "
    "acts are committed, so the share that complies is 1 minus acts divided by undeterred acts.",
    targets=(
        target("complying", "Share of people who comply", complying(PENALTY), _error_of_share(complying(PENALTY)),
               _ERRORS, "published"),
        target("complying-without-errors", "Share who comply without false alarms", complying(PENALTY, 1.0),
               _error_of_share(complying(PENALTY, 1.0)), _ERRORS),
        target("complying-all", "Share who comply at a penalty of 30", 1.0, 0.0,
               "nobody acts, so chance plays no role"),
        target("belief", "Believed increase of the probability of being recorded through an act, J m",
               (SENSITIVITY + SPECIFICITY - 1.0) * WATCHED, 1e-3, "the measure counts beliefs in thousandths"),
        target("innocents", "Share of innocent months with a false record, m (1 − specificity)", _RISK,
               4.0 * float(np.sqrt(_RISK / _INNOCENT)), f"four standard errors of {_INNOCENT:,.0f} innocent months"),
    ),
    wrong={"adapting.innocents_risk": 0.0},
    run=run,
)  # fmt: skip
