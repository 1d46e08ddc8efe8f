"""Measures of the scorecard against the rows that they stand for."""

import numpy as np
import pytest
from scipy.stats import ks_2samp
from sklearn.metrics import roc_auc_score

from tests.measures.crowd import nobody
from xinyong.counting.count import Count
from xinyong.measures.registry import THEMES
from xinyong.measures.scorecard import auc, ks, psi
from xinyong.mechanisms.lending.loan_performance import KINDS
from xinyong.mechanisms.scoring.scorecard import SCORECARD_CELLS
from xinyong.nation.scorecard_learner import ScorecardLearner, cells, chance_of_bad, starting_weights
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2016
RNG = np.random.default_rng(5)
COUNTS = np.stack([RNG.poisson(mean, SCORECARD_CELLS) for mean in (0.4, 0.03, 0.1, 0.05, 0.2)])
LEARNED = RNG.poisson(0.3, SCORECARD_CELLS)
WEIGHTS = starting_weights(Scenario.load("essay"), MONTH)
LEARNER = ScorecardLearner(
    month=MONTH,
    begun=MONTH - 4,
    weights=tuple(WEIGHTS),
    in_use=tuple(WEIGHTS),
    intervals=(tuple(COUNTS.ravel().tolist()),),
    learned_from=tuple(LEARNED.tolist()),
    taught=tuple(LEARNED.tolist()),
    trained=MONTH - 5,
)
RISK = chance_of_bad(cells(), WEIGHTS)
PEOPLE = dict(zip(KINDS, COUNTS, strict=True))


def value(name, parts):
    (found,) = [m for m in THEMES["scorecard"] if m.id == name]
    return float(found.values(Count(nobody(), nobody(), weight=1.0, on={"lending"}, parts=parts))[0])


def rows(*kinds):
    """The risk of each person of these kinds."""
    return np.repeat(RISK, sum(PEOPLE[kind] for kind in kinds))


BORROWERS, BAD = ("paid", "failed"), ("failed", "refused_failed")
EVERYBODY = ("paid", "failed", "refused_paid", "refused_failed")


def gini(bad, good):
    risk = np.concatenate([rows(*bad), rows(*good)])
    return 2 * roc_auc_score(np.arange(risk.size) < rows(*bad).size, risk) - 1


EXPECTED = {
    "scorecard_failure_predicted": lambda: rows(*BORROWERS).mean(),
    "scorecard_failure_observed": lambda: rows("failed").size / rows(*BORROWERS).size,
    "scorecard_failure_predicted_applicants": lambda: rows(*EVERYBODY).mean(),
    "scorecard_failure_applicants": lambda: rows(*BAD).size / rows(*EVERYBODY).size,
    "scorecard_blindness": lambda: rows(*BAD).size / rows(*EVERYBODY).sum(),
    "scorecard_gini": lambda: gini(("failed",), ("paid",)),
    "scorecard_gini_applicants": lambda: gini(BAD, ("paid", "refused_paid")),
    "scorecard_ks": lambda: ks_2samp(rows("failed"), rows("paid")).statistic,
    "scorecard_drift": lambda: psi(LEARNED.astype(float), PEOPLE["lent"].astype(float), RISK),
    "scorecard_age_months": lambda: 5.0,
}


def test_every_measure_of_the_scorecard_is_checked():
    assert {m.id for m in THEMES["scorecard"]} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_measure_is_what_the_rows_say(name):
    assert value(name, {"scorecard": LEARNER}) == pytest.approx(EXPECTED[name](), rel=1e-9)


@pytest.mark.parametrize("name", EXPECTED)
def test_without_a_scorecard_or_before_anything_is_seen_it_is_undefined(name):
    assert np.isnan(value(name, {}))
    nobody = ScorecardLearner(month=MONTH, begun=MONTH, weights=tuple(WEIGHTS), in_use=tuple(WEIGHTS))
    assert np.isnan(value(name, {"scorecard": nobody}))


def test_area_and_distance_at_their_ends():
    risk = np.array([0.1, 0.2, 0.3])
    good, bad = np.array([5.0, 0.0, 0.0]), np.array([0.0, 2.0, 3.0])
    assert (auc(bad, good, risk), ks(bad, good, risk)) == (1.0, 1.0)
    assert (auc(good, good, risk), ks(good, good, risk)) == (0.5, 0.0)


def test_drift_is_nought_for_the_same_people_and_grows_with_the_shift():
    then, risk = np.full(100, 10.0), np.linspace(0.01, 0.5, 100)
    tilted, steep = then * np.linspace(0.5, 1.5, 100), then * np.linspace(0.01, 2.0, 100)
    assert psi(then, 3 * then, risk) == pytest.approx(0.0)
    assert 0 < psi(then, tilted, risk) < psi(then, steep, risk)
    share = np.array([0.05 + 0.01 * k for k in range(10)])
    share = share / share.sum()
    expected = ((share - 0.1) * np.log(share / 0.1)).sum()
    assert psi(then, np.repeat(share * 1e4, 10), risk) == pytest.approx(expected)
