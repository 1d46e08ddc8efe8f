"""The firms' disagreement, counted in bits and bands, against NumPy and SciPy on the same people."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm, spearmanr

from tests.counting.test_tally import in_group
from tests.measures.crowd import crowd, tally_of
from xinyong.counting.count import Count
from xinyong.counting.distribution import rank_correlation
from xinyong.counting.groups import GROUPS
from xinyong.measures.firms import pairs
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.society.columns import FIRM_BANDS
from xinyong.vocabulary import FIRMS

DECEMBER = 12 * 2015 + 11
BINNING = 0.03
"""Most that sixteen bands may move a rank correlation by."""
IDS = [m.id for m in THEMES["firms"]]


@pytest.fixture(scope="module")
def scores():
    """Scores of eight firms, correlated by more or less, on the scale 350 to 950: firms by citizens."""
    rng = np.random.default_rng(3)
    common, own = rng.normal(size=(1, 16_384)), rng.normal(size=(8, 16_384))
    weight = np.linspace(-0.3, 0.95, 8)[:, None]
    return np.rint(np.clip(660 + 80 * (weight * common + np.sqrt(1 - weight**2) * own), 350, 950))


@pytest.fixture(scope="module")
def columns(scores):
    """People of whom some firms hold these scores."""
    found, rng = crowd(1, seed=8), np.random.default_rng(4)
    held = rng.random(scores.shape) < rng.uniform(0.1, 0.7, (8, 1))
    shift = np.arange(8)[:, None]
    bits = {"firms_has": held, "firms_good": held & (scores >= 650), "firms_bad": held & (scores < 550)}
    for name, is_so in bits.items():
        found[name] = (is_so << shift).sum(axis=0).astype(np.uint8).reshape(1, -1)
    bands = np.clip(np.floor((scores - 650) / 25) + FIRM_BANDS // 2, 0, FIRM_BANDS - 1).astype(np.uint64)
    found["firms_bands"] = (bands << (4 * shift).astype(np.uint64)).sum(axis=0).astype(np.uint32).reshape(1, -1)
    n = np.maximum(held.sum(axis=0), 1)
    mean = (held * scores).sum(axis=0) / n
    spread = np.sqrt((held * (scores - mean) ** 2).sum(axis=0) / n)
    found["firms_spread"] = spread.astype(np.float32).reshape(1, -1)
    return found


@pytest.fixture(scope="module")
def now(columns):
    return _count(columns, DECEMBER)


def _count(columns, month):
    tally = tally_of(columns, month=month, score=None)
    return Count(tally, tally, weight=1.0, on=frozenset())


def held_by(columns, firm):
    return (columns["firms_has"] >> FIRMS.index(firm) & 1 == 1) & columns["is_person"]


def test_rank_correlations_are_those_of_scipy_within_the_binning(columns, scores, now):
    found = pairs(now)
    assert len(found) == 28
    for (firm, other), value in found.items():
        both = (held_by(columns, firm) & held_by(columns, other)).ravel()
        expected = spearmanr(scores[FIRMS.index(firm)][both], scores[FIRMS.index(other)][both]).statistic
        assert value == pytest.approx(expected, abs=BINNING), (firm, other)
    values = list(found.values())
    for name, expected in (("", np.mean(values)), ("_least", min(values)), ("_most", max(values))):
        assert MEASURES[f"firms_rank_correlation{name}"].values(now)[0] == pytest.approx(expected)
    of_one = [value for pair, value in found.items() if "tills" in pair]
    assert len(of_one) == 7
    assert MEASURES["firms_rank_correlation_tills"].values(now)[0] == pytest.approx(np.mean(of_one))


def test_ranks_in_bands_equal_those_of_scipy_on_the_bands():
    rng = np.random.default_rng(1)
    a = rng.integers(0, FIRM_BANDS, 5000)
    b = np.clip(a + rng.integers(-4, 5, 5000), 0, FIRM_BANDS - 1)
    joint = np.zeros((FIRM_BANDS, FIRM_BANDS))
    np.add.at(joint, (a, b), 1)
    assert rank_correlation(joint) == pytest.approx(spearmanr(a, b).statistic, abs=1e-12)
    assert rank_correlation(joint.T) == pytest.approx(rank_correlation(joint), abs=1e-12)
    assert np.isnan(rank_correlation(np.diag([7.0] + [0.0] * 15)))


def test_two_normal_scores_correlate_by_ranks_as_pearson_found():
    """Ranks of two normals of correlation r correlate by 6/pi asin(r/2)."""
    r, edges = 0.6, norm.ppf(np.linspace(0, 1, FIRM_BANDS + 1))
    rng = np.random.default_rng(2)
    x = rng.normal(size=400_000)
    y = r * x + np.sqrt(1 - r * r) * rng.normal(size=x.size)
    joint = np.histogram2d(x, y, bins=[np.clip(edges, -50, 50)] * 2)[0]
    assert rank_correlation(joint) == pytest.approx(6 / np.pi * np.arcsin(r / 2), abs=0.01)


@pytest.mark.parametrize("group", ["all", "area=rural", "quintile=1", "sex=female", "occupation=farmer"])
def test_shares_and_means_are_those_of_the_people(columns, now, group):
    who = columns["is_person"] & in_group_in(columns, group)
    n = np.bitwise_count(columns["firms_has"])
    several = who & (n > 1)
    both = (columns["firms_good"] > 0) & (columns["firms_bad"] > 0)
    row = GROUPS.index(group)
    expected = {
        "firms_per_person": n[who].mean(),
        "share_scored_by_firms": (n[who] > 0).mean(),
        "firms_contradiction_share": both[several].mean(),
    }
    for name, value in expected.items():
        assert MEASURES[name].values(now)[row] == pytest.approx(value, rel=1e-12), name
    spread = columns["firms_spread"][several].astype(float).mean()
    assert MEASURES["firms_spread_points"].values(now)[row] == pytest.approx(spread, abs=0.02)


def in_group_in(columns, group):
    # ages are those of the crowd's own month, half a year before: groups without ages only
    assert not group.startswith("age")
    return in_group(columns, group)


@pytest.mark.parametrize("name", IDS)
def test_nothing_is_known_before_december_or_without_firms(columns, name):
    assert np.isnan(MEASURES[name].values(_count(columns, DECEMBER - 1))).all()
    without = {k: c for k, c in columns.items() if not k.startswith("firms_")}
    assert np.isnan(MEASURES[name].values(_count(without, DECEMBER))).all()
