"""Every mechanism, draw for draw: the fast one and the reference on the same citizens with the same luck."""

from functools import partial

import pytest

from xinyong.mechanisms import ORDER
from xinyong.model import BUILT_IN

from .comparing import ALLOWED, REFERENCES, Reference, chosen, differences
from .crowd import LAST_YUAN, LIMITED, OPTIONS, ROUNDS
from .month import lived, made_up

MONTHS = {
    "made-up essay": partial(made_up, "essay"),
    "made-up documented": partial(made_up, "documented", **LAST_YUAN, **LIMITED, **OPTIONS),
    "made-up rounds": partial(made_up, "essay", **ROUNDS),
    "lived essay": partial(lived, "essay"),
    "lived documented": partial(lived, "documented"),
}
QUICK = "made-up essay"
INSTEAD = {m.name for m in ORDER if m.replaces}
"""Mechanisms that run in place of another, and so in a month of their own."""
NEVER = {
    "wrong_gym", "wrong_volunteer", "wrong_praise", "wrong_misconduct",  # nobody records them by mistake
    "is_jobless",  # at the beginning
}  # fmt: skip
NOT_IN_THE_ESSAY = {"is_joined", "waiting_records", "waiting_errors", "waiting_entries", "match_won", "friends_bounds"}
"""What nobody has in that month of the essay: no place joins later than others, no record waits, and nobody has just
found a partner whom they owe to their score; nor does anybody have friends at the bound of what they can add."""


def _cases():
    for name, run in MONTHS.items():
        marks = [] if name in (QUICK, "made-up rounds") else [pytest.mark.slow]
        preset = BUILT_IN.load(run.args[0])
        on = {"initialization"} | {m.name for m in ORDER if preset.name == "essay" or m.is_on(preset)}
        on = INSTEAD if name == "made-up rounds" else on - INSTEAD
        for mechanism in REFERENCES:
            if mechanism in on:
                yield pytest.param(name, mechanism, marks=marks, id=f"{name}-{mechanism}")


@pytest.fixture(scope="module")
def months():
    """Each month is run once, when first asked for."""
    known = {}

    def month_of(name):
        if name not in known:
            known[name] = MONTHS[name]()
        return known[name]

    return month_of


@pytest.mark.parametrize(("name", "mechanism"), list(_cases()))
def test_the_reference_writes_what_the_fast_mechanism_writes(months, name, mechanism):
    month = months(name)
    moment, reference = month.moments[mechanism], Reference(month, mechanism)
    answers = {number: reference(number) for number in chosen(moment)}
    assert len(answers) > 150
    assert all(set(answer) == set(moment.after) for answer in answers.values())
    found = differences(moment, answers)
    message = "\n".join([f"{len(found)} of {len(answers)} citizens differ:", *found[:20]])
    assert len(found) <= ALLOWED, message


EVERY_STATE = [QUICK, pytest.param("lived essay", marks=pytest.mark.slow)]


@pytest.mark.parametrize("name", EVERY_STATE)
def test_people_in_every_state_are_among_those_compared(months, name):
    month = months(name)
    for mechanism, moment in month.moments.items():
        numbers = chosen(moment)
        never_seen = {name for name, column in moment.after.items() if not column[numbers].any()} - NEVER
        if name != QUICK:
            never_seen -= NOT_IN_THE_ESSAY
        assert not never_seen, mechanism
    before = month.moments["lending"].before
    assert {0, 1, 2} <= set(before["arrears_months"].tolist())
    assert not month.moments["watching"].before["is_person"].all()


@pytest.mark.parametrize("name", EVERY_STATE)
def test_every_rule_is_in_force_for_somebody_unless_it_is_over_or_nobody_enforces_it(months, name):
    month = months(name)
    in_force = month.moments["consequences"].after["in_force"]
    rules = month.world.scenario.active_rules
    idle = [rule.id for number, rule in enumerate(rules) if not (in_force >> number & 1).any()]
    assert idle == ["over", "nowhere"]


def test_every_mechanism_has_a_reference(months):
    assert set(REFERENCES) == {"initialization"} | {m.name for m in months(QUICK).world.mechanisms} | INSTEAD
