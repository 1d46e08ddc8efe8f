"""Every mechanism, draw for draw: the fast one and the reference on the same citizens with the same luck."""

import pytest

from xinyong.scenario.scenario import Scenario

from .comparing import ALLOWED, REFERENCES, Reference, chosen, differences
from .month import as_in_a_run, compiled_quickly, live

LIVES = {
    "essay": ("essay", compiled_quickly),
    "essay-as-in-a-run": ("essay", as_in_a_run),
    "documented-as-in-a-run": ("documented", as_in_a_run),
}
NEVER = {
    "wrong_gym", "wrong_volunteer", "wrong_praise", "wrong_misconduct",  # nobody records them by mistake
    "is_jobless",  # at the beginning
}  # fmt: skip


def _cases():
    for life, (preset, program) in LIVES.items():
        marks = [] if program is compiled_quickly else [pytest.mark.slow]
        on = Scenario.load(preset).on | {"beginning"}
        for mechanism in REFERENCES:
            if mechanism in on:
                yield pytest.param(life, mechanism, marks=marks, id=f"{life}-{mechanism}")


@pytest.fixture(scope="module")
def months():
    """Each life is lived once, when first asked for."""
    lived = {}

    def month_of(life):
        if life not in lived:
            lived[life] = live(*LIVES[life])
        return lived[life]

    return month_of


@pytest.mark.parametrize(("life", "mechanism"), list(_cases()))
def test_the_reference_writes_what_the_fast_mechanism_writes(months, life, mechanism):
    month = months(life)
    moment, reference = month.moments[mechanism], Reference(month, mechanism)
    answers = {number: reference(number) for number in chosen(moment)}
    assert len(answers) > 200
    assert all(set(answer) == set(moment.after) for answer in answers.values())
    found = differences(moment, answers)
    n_values = len(answers) * len(moment.after)
    assert len(found) <= ALLOWED * n_values, "\n".join([f"{len(found)} of {n_values} values differ:", *found[:20]])


def test_people_in_every_state_are_among_those_compared(months):
    month = months("essay")
    for mechanism, moment in month.moments.items():
        numbers = chosen(moment)
        never_seen = {name for name, column in moment.after.items() if not column[numbers].any()} - NEVER
        assert not never_seen, mechanism
    before = month.moments["lending"].before
    assert {0, 1, 2} <= set(before["arrears_months"].tolist())
    assert not month.moments["watching"].before["is_person"].all()


def test_every_rule_is_in_force_for_somebody_unless_its_dates_are_over(months):
    month = months("essay")
    in_force = month.moments["consequences"].after["in_force"]
    idle = [rule.id for number, rule in enumerate(month.world.rules) if not (in_force >> number & 1).any()]
    assert idle == ["over"]


def test_every_mechanism_has_a_reference(months):
    assert set(REFERENCES) == {"beginning"} | {m.name for m in months("essay").world.mechanisms}
