"""The learner: when it learns, from whom, and that a checkpoint keeps all of it."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from xinyong.mechanisms.scoring.cells import CELLS, FEATURES, FIRST
from xinyong.mechanisms.scoring.training import KINDS
from xinyong.nation import Nation
from xinyong.nation.logistic import fitted
from xinyong.nation.scorecard import Learner, cells, starting_weights
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2015
TRAINING = {"every_months": 6, "failed_least": 10, "bin_least": 0, "windows": 2}


def scenario(**training):
    settings = {f"scoring.training.{name}": value for name, value in (TRAINING | training).items()}
    return Scenario.load("essay").with_changes(settings)


def month_of(seed, **scale):
    """A month's table; `scale` multiplies the people of a kind."""
    rng = np.random.default_rng(seed)
    counts = np.zeros((len(KINDS), CELLS), np.int64)
    for k, kind in enumerate(KINDS):
        mean = {"paid": 0.5, "failed": 0.02}.get(kind, 0.1) * scale.get(kind, 1)
        counts[k] = rng.poisson(mean, CELLS)
    return SimpleNamespace(tables={"training": counts.ravel()})


def after(months, asked, *, tables=month_of):
    learner = Learner.start(asked, MONTH)
    for k in range(months):
        learner = learner.advance(asked, MONTH + k, tables(k))
    return learner


def test_before_the_first_training_the_weights_are_the_scenarios():
    asked = scenario()
    start = starting_weights(asked, MONTH)
    told = after(5, asked).signals(asked, MONTH + 5)["scorecard_weights"]
    assert np.array_equal(told, start.astype(np.float32))
    payment = start[FIRST["payment"] : FIRST["payment"] + FEATURES["payment"]]
    assert payment == pytest.approx([-1.5, -0.5, 0.5, 1.5])
    assert start[0] == pytest.approx(np.log(20.0))


def test_it_learns_when_the_interval_is_over_from_those_lent_to_in_the_windows():
    asked = scenario()
    learner = after(6, asked)
    assert learner.trained == MONTH + 5
    table = sum(month_of(k).tables["training"] for k in range(6)).reshape(len(KINDS), CELLS)
    assert learner.weights == tuple(fitted(cells(), table[0].astype(float), table[1].astype(float), ridge=1.0))
    later = after(18, asked)
    assert later.trained == MONTH + 17
    table = sum(month_of(k).tables["training"] for k in range(6, 18)).reshape(len(KINDS), CELLS)
    assert later.weights == tuple(fitted(cells(), table[0].astype(float), table[1].astype(float), ridge=1.0))


def test_whom_it_refused_it_never_sees():
    asked = scenario()
    unseen = after(6, asked, tables=lambda k: month_of(k, refused_failed=50, refused_paid=0))
    assert unseen.weights == after(6, asked).weights
    assert unseen.seen["refused_failed"].sum() > after(6, asked).seen["refused_failed"].sum()


def test_it_waits_until_enough_have_failed():
    asked = scenario(failed_least=1000)
    assert after(10, asked).trained is None
    assert after(16, asked).trained == MONTH + 12


def test_without_training_it_stays_as_it_started():
    asked = scenario().set("scoring.training.on", False)
    assert after(14, asked).trained is None


def test_a_bin_with_hardly_anybody_keeps_what_it_started_with():
    asked = scenario(bin_least=1_000_000)
    start = starting_weights(asked, MONTH + 5)
    learned = np.asarray(after(6, asked).weights)
    assert np.array_equal(learned[1:], start[1:])
    assert learned[0] != start[0]  # the intercept is about everybody


def test_what_it_foretells_is_out_of_sample():
    asked = scenario()
    at_training, next_month = after(6, asked), after(7, asked)
    assert at_training.in_use == tuple(starting_weights(asked, MONTH + 5))
    assert at_training.seen["paid"].sum() == sum(month_of(k).tables["training"][:CELLS].sum() for k in range(6))
    assert next_month.in_use == at_training.weights
    assert next_month.seen["paid"].sum() == month_of(6).tables["training"][:CELLS].sum()
    assert sum(next_month.learned_from) > 0 == sum(at_training.learned_from)


def test_a_checkpoint_keeps_it_to_the_last_bit():
    asked = scenario()
    for months in (0, 3, 6, 8):
        learner = after(months, asked)
        assert Learner.from_json(json.loads(json.dumps(learner.to_json()))) == learner


def test_a_nation_without_a_scorecard_has_no_learner_and_neutral_weights():
    nation = Nation.start(Scenario.load("documented"), 1000, MONTH)
    assert "scorecard" not in nation.parts
    assert not np.any(nation.signals()["scorecard_weights"])
    assert np.any(Nation.start(Scenario.load("essay"), 1000, MONTH).signals()["scorecard_weights"])
