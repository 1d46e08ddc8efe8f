"""Logistic regression from a table is that on the rows, as another library finds it."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from xinyong.mechanisms.scoring.scorecard_cells import FEATURES, FIRST, SCORECARD_CELLS, WEIGHTS, design
from xinyong.nation.logistic_regression import chance_of_bad, fitted


def table(seed, *, people=6000):
    """People in some of the cells, of whom more fail the lower their weights."""
    rng = np.random.default_rng(seed)
    weights = np.concatenate([[2.0], rng.normal(0, 0.8, WEIGHTS - 1)])
    cells = rng.choice(rng.choice(SCORECARD_CELLS, 400, replace=False), people)
    is_bad = rng.random(people) < chance_of_bad(design(), weights)[cells]
    return np.bincount(cells[~is_bad], minlength=SCORECARD_CELLS), np.bincount(cells[is_bad], minlength=SCORECARD_CELLS)


def rows(good, bad):
    """The table, one row a person."""
    x = np.concatenate([np.repeat(design()[:, 1:], good, axis=0), np.repeat(design()[:, 1:], bad, axis=0)])
    return x, np.concatenate([np.ones(good.sum()), np.zeros(bad.sum())])


@pytest.mark.parametrize("ridge", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_fit_from_a_table_is_that_of_scikit_learn_on_its_rows(seed, ridge):
    good, bad = table(seed)
    theirs = LogisticRegression(C=1.0 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(*rows(good, bad))
    found = fitted(design(), good, bad, ridge=ridge)
    assert found[0] == pytest.approx(theirs.intercept_[0], abs=1e-6)
    np.testing.assert_allclose(found[1:], theirs.coef_[0], atol=1e-6)


def test_at_the_fit_the_penalised_slope_is_nought():
    good, bad = table(4)
    found = fitted(design(), good, bad, ridge=1.0)
    missed = good - (good + bad) * (1.0 - chance_of_bad(design(), found))
    slope = design().T @ missed - np.concatenate([[0.0], found[1:]])
    assert np.abs(slope).max() < 1e-6


def test_weights_of_a_feature_are_centred_and_shrink_with_the_penalty():
    good, bad = table(5)
    weak, strong = (fitted(design(), good, bad, ridge=ridge) for ridge in (0.1, 100.0))
    assert np.abs(strong[1:]).max() < np.abs(weak[1:]).max()
    for name, bins in FEATURES.items():
        assert weak[FIRST[name] : FIRST[name] + bins].sum() == pytest.approx(0.0, abs=1e-6)


def test_without_anything_to_tell_people_apart_only_the_odds_are_learned():
    good, bad = np.zeros(SCORECARD_CELLS, int), np.zeros(SCORECARD_CELLS, int)
    good[:], bad[:] = 30, 10
    found = fitted(design(), good, bad, ridge=1.0)
    assert found[0] == pytest.approx(np.log(3.0))
    assert np.abs(found[1:]).max() < 1e-9
    assert chance_of_bad(design(), found) == pytest.approx(0.25)
