"""Statistics of histograms against closed forms and against the definitions applied to every value."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from xinyong.counting.bins import COARSE, INCOME, SCORE, WEALTH
from xinyong.counting.distribution import Distribution, atkinson, gini, lorenz, palma, theil

N = 200_000


def spread_of(values, bins, *, is_coarse=False):
    counts = np.histogram(np.clip(values, bins.edges[0], bins.edges[-1]), bins.edges)[0].astype(float)
    fine = Distribution.between(bins.edges, counts, has_atoms=bins.has_atoms)
    return fine.coarsened(counts.reshape(COARSE, -1).sum(axis=1)) if is_coarse else fine


def lognormal(sigma, n=N):
    return np.exp(8 + sigma * ndtri((np.arange(n) + 0.5) / n))


def exact_gini(values):
    x = np.sort(values)
    n = len(x)
    return float((2 * np.arange(1, n + 1) - n - 1) @ x / (n * x.sum()))


@pytest.mark.parametrize("is_coarse", [False, True])
@pytest.mark.parametrize("sigma", [0.3, 0.884, 1.5])
def test_lognormal_incomes_meet_their_closed_forms(sigma, is_coarse):
    spread = spread_of(lognormal(sigma), INCOME, is_coarse=is_coarse)
    assert gini(spread) == pytest.approx(2 * ndtr(sigma / np.sqrt(2)) - 1, abs=1e-4)
    assert theil(spread) == pytest.approx(sigma**2 / 2, rel=2e-3)
    assert atkinson(spread) == pytest.approx(1 - np.exp(-(sigma**2) / 4), rel=2e-3)
    for p in (0.1, 0.4, 0.5, 0.9):
        assert lorenz(spread, p) == pytest.approx(ndtr(ndtri(p) - sigma), abs=2e-4)


def test_statistics_agree_with_their_definitions_over_all_pairs_and_all_values():
    values = np.random.default_rng(1).gamma(1.2, 2500, 2000)
    spread = spread_of(values, INCOME)
    mean_difference = np.abs(values[:, None] - values[None, :]).mean()
    shares = values / values.sum()
    assert gini(spread) == pytest.approx(mean_difference / (2 * values.mean()), abs=1e-4)
    assert theil(spread) == pytest.approx(np.log(len(values)) - scipy.stats.entropy(shares), abs=1e-4)


def test_wealth_with_debts_has_the_gini_of_its_values():
    rng = np.random.default_rng(2)
    values = np.maximum(rng.lognormal(11, 1.5, N) - rng.lognormal(10, 1.5, N), WEALTH.edges[0])
    assert gini(spread_of(values, WEALTH)) == pytest.approx(exact_gini(values), abs=1e-4)
    assert gini(spread_of(values, WEALTH, is_coarse=True)) == pytest.approx(exact_gini(values), abs=1e-4)
    assert lorenz(spread_of(values, WEALTH), 0.1) < 0


def test_equal_scores_are_equal():
    spread = spread_of(np.full(1000, 1000.0), SCORE)
    assert gini(spread) == 0
    assert lorenz(spread, 0.3) == pytest.approx(0.3)


def test_scores_have_the_gini_of_their_values_in_coarse_bins_too():
    values = np.random.default_rng(3).normal(670, 75, N)
    for is_coarse in (False, True):
        spread = spread_of(values, SCORE, is_coarse=is_coarse)
        assert gini(spread) == pytest.approx(exact_gini(values), abs=1e-4)


def test_two_halves_of_which_one_has_everything():
    values = np.repeat([0.0, 10_000.0], 500)
    spread = spread_of(values, INCOME)
    assert gini(spread) == pytest.approx(0.5, abs=1e-3)
    assert lorenz(spread, 0.5) == pytest.approx(0.0, abs=1e-4)
    assert theil(spread) == pytest.approx(np.log(2), abs=1e-2)


def test_without_people_or_without_means_nothing_is_defined():
    for values in (np.array([]), np.full(100, -5000.0)):
        spread = spread_of(values, WEALTH)
        assert np.isnan(gini(spread))
        assert np.isnan(lorenz(spread, 0.4))
        assert np.isnan(palma(spread))


@given(st.lists(st.floats(0, 200_000), min_size=2, max_size=60), st.floats(1.1, 5))
@settings(max_examples=60, deadline=None)
def test_indices_stay_in_range_and_transfers_to_the_richest_raise_them(values, factor):
    spread = spread_of(np.array(values), INCOME)
    if not spread.mean > 1:
        return
    assert 0 <= gini(spread) <= 1
    assert -1e-9 <= atkinson(spread) <= 1
    assert -1e-9 <= theil(spread) <= np.log(len(values)) + 1e-2
    assert lorenz(spread, 0.2) <= 0.2 + 1e-9
    richer = np.array(values)
    richer[richer.argmax()] *= factor
    assert gini(spread_of(richer, INCOME)) >= gini(spread) - 2e-3
