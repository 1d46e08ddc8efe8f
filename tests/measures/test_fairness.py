"""Audits against fairlearn on the same people, citizen by citizen, and intervals against SciPy and published ones."""

from __future__ import annotations

import functools

import jax
import numpy as np
import pytest
from fairlearn.metrics import (
    MetricFrame,
    demographic_parity_difference,
    demographic_parity_ratio,
    equal_opportunity_difference,
    equalized_odds_difference,
    false_positive_rate,
    selection_rate,
    true_positive_rate,
)
from scipy.stats import binomtest, norm
from sklearn.metrics import precision_score

from tests.counting.test_tally import in_group
from tests.measures.crowd import MONTH, crowd, tally_of
from xinyong.counting.count import Count
from xinyong.counting.groups import DIMENSIONS, GROUPS
from xinyong.counting.rates import LEAST, gap, quotient, rate, worst_ratio
from xinyong.measures.fairness import OUTCOMES
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.mechanisms.lending.loan_performance import PLACES

DECEMBER = MONTH + 6
ON = frozenset({"lending", "lending.loan_performance"})


@functools.cache
def columns():
    """Applicants whose luck differs by group, and outcomes of those whose observation closed."""
    found, rng = crowd(1, seed=21), np.random.default_rng(5)
    shape = found["is_person"].shape
    found["is_applicant"] = rng.random(shape) < 0.4
    odds = 0.3 + 0.2 * found["is_urban"] + 0.05 * found["quintile"]
    found["is_approved"] = found["is_applicant"] & (rng.random(shape) < odds)
    pays, approved = rng.random(shape) < 0.4 + 0.1 * found["quintile"], rng.random(shape) < odds
    outcome = np.where(approved, np.where(pays, 0, 1), np.where(pays, 2, 3))
    closed = rng.random(shape) < 0.5
    band = rng.integers(0, PLACES, shape)
    found["audited"] = np.where(closed, 1 + outcome * PLACES + band, 0).astype(np.uint8)
    found["is_listed_wrongly"] &= found["is_listed"]
    found["n_wrongful"] = np.minimum(found["n_wrongful"], found["n_sticks"])
    found["followed_event"] = np.zeros(shape, np.uint8)
    return found


@functools.cache
def now(month=DECEMBER):
    tally = tally_of(columns(), month=month, score="factors")
    return Count(tally, tally, weight=1.0, on=ON)


def of(name, group="all", month=DECEMBER):
    return MEASURES[name].values(now(month))[GROUPS.index(group)]


def label(dimension):
    """Everybody's value of a dimension."""
    c, found = columns(), np.zeros(columns()["is_person"].shape, "<U16")
    for value in dimension.values:
        found[in_group_now(c, f"{dimension.name}={value}")] = value
    return found


def in_group_now(c, group):
    # half a year after the crowd's own month: ages as they are then
    return in_group(c | {"birth_month": c["birth_month"] - 6}, group)


def audited():
    """Who was audited, whether they pay, and whether they were approved."""
    c = columns()
    who = c["is_person"] & (c["audited"] > 0)
    outcome = (c["audited"][who].astype(int) - 1) // PLACES
    return who, np.isin(outcome, (0, 2)), outcome < 2


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda d: d.name)
def test_parity_of_approval_is_fairlearns(dimension):
    c = columns()
    who = c["is_person"] & c["is_applicant"]
    given = {"sensitive_features": label(dimension)[who]}
    y = c["is_approved"][who]
    assert of(f"approval_gap_{dimension.name}") == pytest.approx(
        demographic_parity_difference(y, y, **given), abs=1e-12
    )
    assert of(f"approval_ratio_{dimension.name}") == pytest.approx(demographic_parity_ratio(y, y, **given), abs=1e-12)


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda d: d.name)
def test_gaps_in_odds_are_fairlearns(dimension):
    who, pays, approved = audited()
    given = {"sensitive_features": label(dimension)[who]}
    name = dimension.name
    expected = equal_opportunity_difference(pays, approved, **given)
    assert of(f"equal_opportunity_gap_{name}") == pytest.approx(expected, abs=1e-12)
    expected = equalized_odds_difference(pays, approved, **given)
    assert of(f"equalized_odds_gap_{name}") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda d: d.name)
def test_rates_by_group_are_fairlearns(dimension):
    who, pays, approved = audited()
    metrics = {
        "approval_true_positive_rate": true_positive_rate,
        "approval_false_positive_rate": false_positive_rate,
        "approval_precision": precision_score,
        "approval_negative_precision": lambda y, p: precision_score(~y, ~p),
        "approval_error_rate": lambda y, p: float(np.mean(y != p)),
    }
    frame = MetricFrame(
        metrics=metrics, y_true=pays, y_pred=approved, sensitive_features=label(dimension)[who]
    ).by_group
    for value in dimension.values:
        for name in metrics:
            expected = frame.loc[value, name]
            assert of(name, f"{dimension.name}={value}") == pytest.approx(expected, abs=1e-12), (name, value)


def test_crossed_groups_have_the_ratio_of_fairlearn():
    c = columns()
    who = c["is_person"] & c["is_applicant"]
    features = np.stack([c["is_urban"][who], c["quintile"][who]], axis=1)
    y = c["is_approved"][who]
    rates = MetricFrame(metrics=selection_rate, y_true=y, y_pred=y, sensitive_features=features).by_group
    assert of("approval_ratio_area_quintile") == pytest.approx(rates.min() / rates.max(), abs=1e-12)


@pytest.mark.parametrize("name", [m.id for m in THEMES["fairness"] if "window closed" in m.definition])
def test_outcomes_are_known_in_decembers_and_where_applicants_are_followed(name):
    assert np.isnan(MEASURES[name].values(now(MONTH))).all()
    tally = jax.device_get(
        tally_of({n: c for n, c in columns().items() if n != "followed_event"}, month=DECEMBER, score=None)
    )
    assert "audit" not in tally.tables
    assert np.isnan(MEASURES[name].values(Count(tally, tally, weight=1.0, on=ON))).all()


def test_the_table_holds_everybody_who_was_audited():
    who, pays, approved = audited()
    table = now().table("audit").reshape(-1, len(OUTCOMES), PLACES)
    expected = [(pays & approved).sum(), (~pays & approved).sum(), (pays & ~approved).sum(), (~pays & ~approved).sum()]
    assert table.sum(axis=(0, 2)).tolist() == expected
    bands = (columns()["audited"][who].astype(int) - 1) % PLACES
    assert table.sum(axis=(0, 1)).tolist() == np.bincount(bands, minlength=PLACES).tolist()


@pytest.mark.parametrize(("hits", "cases"), [(0, 40), (3, 40), (40, 40), (217, 1000)])
def test_the_interval_of_a_rate_is_wilsons(hits, cases):
    found = rate(np.array(hits), np.array(cases))
    expected = binomtest(hits, cases).proportion_ci(method="wilson")
    assert (found.value, found.low, found.high) == pytest.approx((hits / cases, expected.low, expected.high), abs=1e-9)


def test_too_few_cases_tell_nothing():
    assert np.isnan(rate(np.array(5), np.array(LEAST - 1))).all()
    assert not np.isnan(rate(np.array(5), np.array(LEAST))).any()
    for statistic in (gap, worst_ratio):
        assert np.isnan(statistic(np.array([5, 5]), np.array([100, LEAST - 1]))).all()
        assert np.isnan(statistic(np.array([]), np.array([]))).all()


def test_groups_with_too_few_cases_are_left_out_of_gaps():
    hits, cases = np.array([50, 29, 30]), np.array([100, LEAST - 1, 100])
    assert gap(hits, cases).value == pytest.approx(0.2)
    assert worst_ratio(hits, cases).value == pytest.approx(0.6)


def test_a_difference_has_newcombes_interval():
    """Newcombe (1998), table II, method 10: 56 of 70 against 48 of 80."""
    found = gap(np.array([56, 48]), np.array([70, 80]))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


def test_a_ratio_has_the_interval_of_its_logarithm():
    found = quotient(np.array(30), np.array(100), np.array(60), np.array(120))
    half = norm.ppf(0.975) * np.sqrt(1 / 30 - 1 / 100 + 1 / 60 - 1 / 120)
    assert (found.value, found.low, found.high) == pytest.approx((0.6, 0.6 * np.exp(-half), 0.6 * np.exp(half)))
    nobody = quotient(np.array(0), np.array(100), np.array(60), np.array(120))
    assert nobody.value == 0
    assert np.isnan(nobody.low)


def test_intervals_hold_what_they_promise():
    """A difference and a ratio of two rates lie in their intervals in about 95 of 100 draws."""
    rng, n = np.random.default_rng(0), np.array([300, 500])
    draws = rng.binomial(n, [0.3, 0.6], (4000, 2))
    held = {"gap": 0, "ratio": 0}
    for hits in draws:
        found, share = gap(hits, n), worst_ratio(hits, n)
        held["gap"] += found.low <= 0.3 <= found.high
        held["ratio"] += share.low <= 0.5 <= share.high
    assert 0.935 <= held["gap"] / 4000 <= 0.965
    assert 0.935 <= held["ratio"] / 4000 <= 0.965
