"""Traits lean the way their loadings say; taking up a score goes with the year of birth."""

import jax.numpy as jnp
import numpy as np
import pytest

from xinyong.scenario.sections.society import Society
from xinyong.society.traits import TRAITS, facts_about, opt_in_by_birth
from xinyong.vocabulary import OCCUPATIONS

NUMBERS = Society().numbers(24156)


def facts(**changes):
    average = {
        "age_years": 46.0,
        "education": 1,
        "permanent_income": 0.8,
        "is_female": np.array([False]),
        "is_member": np.array([False]),
        "is_urban": np.array([True]),
    }
    return facts_about(**{**average, **changes})


@pytest.mark.parametrize(
    ("trait", "change", "sign"),
    [
        ("prudence", {"education": 3}, 1),
        ("conscientiousness", {"age_years": 70.0}, 1),
        ("taste", {"permanent_income": 4.0}, 1),
        ("disposition", {"is_member": np.array([True])}, 1),
        ("online", {"age_years": 70.0}, -1),
        ("online", {"is_urban": np.array([False])}, -1),
    ],
)
def test_traits_lean_the_way_that_is_said(trait, change, sign):
    none, worker = jnp.zeros(1), jnp.array([OCCUPATIONS.index("worker")])
    before = TRAITS[trait].value(facts(), worker, none, NUMBERS)
    after = TRAITS[trait].value(facts(**change), worker, none, NUMBERS)
    assert np.sign(float(after[0] - before[0])) == sign


def test_the_retired_have_more_leisure_than_managers():
    of = jnp.array([OCCUPATIONS.index("retired"), OCCUPATIONS.index("manager")])
    retired, manager = TRAITS["leisure"].value(facts(), of, jnp.zeros(2), NUMBERS)
    assert retired > manager


def test_recent_cohorts_take_up_scores_as_published():
    chance = opt_in_by_birth(np.array([1950, 1970, 1989, 1990, 1994, 1995, 1999]), 1.0, NUMBERS, xp=np)
    assert chance[3:] == pytest.approx([0.96, 0.96, 0.94, 0.94])
    assert (np.diff(chance[:3]) > 0).all()
    on_jax = opt_in_by_birth(jnp.array([1950, 1995]), jnp.float32(1.0), NUMBERS)
    assert np.asarray(on_jax) == pytest.approx(chance[[0, 5]])
