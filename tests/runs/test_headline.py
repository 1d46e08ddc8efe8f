"""Headline numbers rest on replicates, and say nothing of luck when there is only one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from xinyong.errors import BadRequest
from xinyong.measures.registry import MEASURES
from xinyong.runs.headline import HEADLINES, estimate, last_values

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
    [([1.0, 1.1, 0.9], True), ([-1.0, -1.1, -0.9], True), ([1.0, -1.0], False), ([0, 0], False)],
)
def test_a_difference_is_clear_when_its_interval_excludes_zero(values, is_clear):
    assert estimate(values).excludes_zero == is_clear


def test_every_headline_is_a_measure():
    assert set(HEADLINES) <= set(MEASURES)


def test_a_run_holds_every_headline_of_each_replicate(small):
    for measure in HEADLINES:
        assert last_values(small, measure).shape == (2,)
    found = estimate(last_values(small, "gini_income"))
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
        last_values(small, **asked)
