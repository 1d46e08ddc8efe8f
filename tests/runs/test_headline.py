"""Headline numbers rest on replicates, and say nothing of luck when there is only one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xinyong.errors import BadRequest
from xinyong.measures.registry import MEASURES
from xinyong.runs.headline import HEADLINES, Estimate, estimate, only_one_has_it, values_of, verdict

FINITE = st.floats(-1e9, 1e9)


@given(st.lists(FINITE, min_size=2, max_size=30))
def test_the_interval_is_students(values):
    found = estimate(values)
    low, high = found.mean - found.low, found.high - found.mean
    half = stats.t.ppf(0.975, len(values) - 1) * np.std(values, ddof=1) / math.sqrt(len(values))
    assert low == pytest.approx(half, rel=1e-6, abs=1e-6)
    assert high == pytest.approx(half, rel=1e-6, abs=1e-6)


def test_one_replicate_says_nothing_of_luck():
    found = estimate([0.3])
    assert found.mean == 0.3
    assert math.isnan(found.low)
    assert not found.excludes_zero


@pytest.mark.parametrize(
    ("values", "is_clear"),
    [
        ([1.0, 1.1, 0.9], True),
        ([-1.0, -1.1, -0.9], True),
        ([1.0, -1.0, 1.0], False),
        ([0, 0, 0], False),
        ([1.0, 1.0001], False),  # two runs decide nothing
        ([3.52, 3.52, 3.52], False),  # nor do equal numbers, which say nothing of noise
    ],
)
def test_a_difference_is_clear_when_its_interval_excludes_zero(values, is_clear):
    assert estimate(values).excludes_zero == is_clear


@given(st.lists(st.floats(0, 1), min_size=2, max_size=10))
def test_the_interval_of_a_share_stays_between_0_and_1_and_around_the_mean(values):
    found = estimate(values, unit="share", counted=[100] * len(values))
    assert 0.0 <= found.low <= found.high <= 1.0


@pytest.mark.parametrize("shares", [[0.2, 0.3, 0.25], [0.229, 0.676, 0.9], [0.001, 0.0005, 0.002]])
def test_the_interval_of_a_share_is_students_on_the_scale_of_log_odds(shares):
    found = estimate(shares, unit="share")
    odds = np.log(np.divide(shares, np.subtract(1, shares)))
    half = stats.t.ppf(0.975, 2) * np.std(odds, ddof=1) / math.sqrt(3)
    ends = [1 / (1 + math.exp(-(odds.mean() + sign * half))) for sign in (-1, 1)]
    assert [found.low, found.high] == pytest.approx(ends)


@pytest.mark.parametrize(("share", "people"), [(0.0, 500), (1.0, 500), (0.5, 40)])
def test_the_interval_of_a_share_that_is_0_or_1_in_a_run_is_wilsons(share, people):
    values = [0.0, 1.0] if share == 0.5 else [share, share]
    found = estimate(values, unit="share", counted=[people / 2, people / 2])
    wilson = stats.binomtest(int(share * people), people).proportion_ci(method="wilson")
    assert [found.low, found.high] == pytest.approx([wilson.low, wilson.high], abs=1e-12)


def test_an_interval_of_numbers_that_are_never_negative_starts_at_0():
    assert estimate([0.0, 9.0], unit="people").low == 0.0
    assert estimate([-1.0, 9.0], unit="yuan").low < 0
    assert estimate([0.0, 9.0]).low < 0


@pytest.mark.parametrize(
    ("difference", "low", "high", "replicates", "words", "is_clear"),
    [
        (0.2, 0.1, 0.3, 4, "higher in B", True),
        (-0.2, -0.3, -0.1, 4, "lower in B", True),
        (0.001, 0.0005, 0.0015, 4, "higher in B, by under 1\u00a0%", True),
        (0.1, -0.1, 0.3, 4, "no clear difference", False),
        (0.0, 0.0, 0.0, 4, "the same as in A", False),
        (0.2, 0.2, 0.2, 4, "the same difference in every run", False),
        (0.2, 0.1, 0.3, 2, "two runs: too few for a verdict", False),
        (0.2, math.nan, math.nan, 1, "one run: noise unknown", False),
        (math.nan, math.nan, math.nan, 4, "not defined", False),
    ],
)
def test_a_verdict_follows_the_interval(difference, low, high, replicates, words, is_clear):
    found = verdict(Estimate(difference, low, high, replicates), base=0.5)
    assert (found.words, found.is_clear) == (words, is_clear)


def test_what_only_one_world_has_is_said_so_whatever_the_interval():
    nothing, some = np.zeros((5, 2)), np.array([[0.0, 0.0], [3.0, 4.0]])
    assert only_one_has_it(nothing, some, "C") == "C"
    assert only_one_has_it(some, nothing) == "A"
    assert only_one_has_it(some, some) == only_one_has_it(nothing, nothing) == ""
    assert only_one_has_it(nothing, np.array([[1.0, 1.0], [3.0, 0.0]])) == ""
    found = verdict(estimate(some[-1]), base=0.0, letter="C", only="C")
    assert (found.words, found.is_clear) == ("only in C", True)


def test_every_headline_is_a_measure():
    assert set(HEADLINES) <= set(MEASURES)


def test_a_run_holds_every_headline_of_each_replicate_and_month(small):
    for measure in HEADLINES:
        values, counted = values_of(small, measure)
        assert values.shape == (6, 2)
        assert counted.shape == (2,)
    found = estimate(values_of(small, "gini_income")[0][-1], unit="index")
    assert found.low <= found.mean <= found.high


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ({"measure": "gini_incom"}, "Did you mean 'gini_income'"),
        ({"measure": "gini_income", "group": "area=urbn"}, "Did you mean 'area=urban'"),
        ({"measure": "gini_income", "month": "2031-01"}, "from 2015-01 until 2015-06"),
        ({"measure": "gini_income", "month": "May"}, "YYYY-MM"),
    ],
)
def test_what_a_run_does_not_hold_is_refused_with_the_nearest_name(small, asked, remedy):
    with pytest.raises(BadRequest, match=remedy):
        values_of(small, **asked)
