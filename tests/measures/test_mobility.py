"""Ranks kept and lost, counted in bins, against SciPy and NumPy on the same people."""

from __future__ import annotations

import functools

import jax
import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from tests.measures.crowd import MONTH, crowd, tally_of
from xinyong.counting.count import Count
from xinyong.counting.tally import remember
from xinyong.measures.mobility import MEMORIES, MEMORY, N_FIFTHS, shares_of_fifths, transitions
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.vocabulary import DEBTS

DECEMBER = MONTH + 6
BINNING = 0.012
"""Most that 255 bins may move a share or a correlation by."""
WHAT = ("income", "wealth", "score")


def wealth(c):
    return c["cash_yuan"].astype(float) + c["home_yuan"] - sum(c[f"debt_{kind}_yuan"].astype(float) for kind in DEBTS)


def values(c, what):
    return {
        "income": lambda: c["income_year_yuan"].astype(float),
        "wealth": lambda: wealth(c),
        "score": lambda: c["score_factors"].astype(float),
    }[what]()


@functools.cache
def years():
    """The same people in three Decembers, the count remembering the earlier ones; nobody has a memory at first."""
    rng = np.random.default_rng(9)
    begun = crowd(2, seed=31)
    begun |= {name: np.zeros_like(begun[name]) for name in MEMORY.columns}
    shape = begun["is_person"].shape
    begun["cash_yuan"] = rng.lognormal(10, 1.5, shape).astype(np.int32)  # no half of the people at nothing
    begun["income_year_yuan"] = rng.lognormal(7.5, 0.9, shape).astype(np.float32)
    found = [begun]
    for _ in range(2):
        last, c = found[-1], dict(found[-1])
        c["income_year_yuan"] = (last["income_year_yuan"] * rng.lognormal(0, 0.4, shape)).astype(np.float32)
        c["cash_yuan"] = (last["cash_yuan"] * rng.lognormal(0, 0.5, shape)).astype(np.int32)
        moved = last["score_factors"] + rng.normal(0, 30, shape)
        c["score_factors"] = np.where(last["score_factors"] > 0, np.maximum(moved, 1), 0).astype(np.float32)
        found.append(c | jax.device_get(remember(last, month=DECEMBER, score="factors", memories=MEMORIES)))
        found[-1] = {name: np.asarray(column) for name, column in found[-1].items()}
    return tuple(found)


@functools.cache
def now(year=2, month=DECEMBER):
    tally = tally_of(years()[year], month=month, score="factors")
    return Count(tally, tally, weight=1.0, on=frozenset({"livelihood"}))


def of(name, **when):
    return MEASURES[name].values(now(**when))[0]


def then_and_now(what, since):
    first, last = years()[{"start": 0, "year": 1}[since]], years()[2]
    who = first["is_person"] & (values(first, what) > 0 if what == "score" else True)
    return values(first, what)[who], values(last, what)[who]


def fifths(x):
    return np.minimum(((rankdata(x, method="ordinal") - 1) * N_FIFTHS // len(x)).astype(int), N_FIFTHS - 1)


@pytest.mark.parametrize("since", ["year", "start"])
@pytest.mark.parametrize("what", WHAT)
def test_ranks_kept_are_those_of_scipy_within_the_binning(what, since):
    x, y = then_and_now(what, since)
    found = of(f"{what}_rank_correlation_{since}")
    assert found == pytest.approx(spearmanr(x, y).statistic, abs=BINNING)
    assert of(f"{what}_rank_correlation_start") < of(f"{what}_rank_correlation_year") < 1


@pytest.mark.parametrize("since", ["year", "start"])
@pytest.mark.parametrize("what", WHAT)
def test_moves_between_fifths_are_those_of_the_people(what, since):
    x, y = (fifths(v) for v in then_and_now(what, since))
    table = np.histogram2d(x, y, bins=N_FIFTHS)[0]
    table /= table.sum(axis=1, keepdims=True)
    quintiles = range(1, 6) if since == "year" else (1, 5)
    found = np.array([[of(f"{what}_q{k}_to_q{m}_{since}") for m in quintiles] for k in quintiles])
    expected = table if since == "year" else table[np.ix_((0, 4), (0, 4))]
    assert found == pytest.approx(expected, abs=BINNING)
    if since == "year":
        assert found.sum(axis=1) == pytest.approx(1)
        assert found.sum(axis=0) == pytest.approx(1)
    assert of(f"{what}_fifth_kept_{since}") == pytest.approx((x == y).mean(), abs=BINNING)


def test_moves_are_exact_where_bins_are_not_cut():
    rng = np.random.default_rng(1)
    x = np.arange(1000)
    y = rng.permutation(x)
    table = np.zeros((1000, 1000))
    table[x, y] = 1
    expected = np.histogram2d(x // 200, y // 200, bins=5)[0] / 200
    assert transitions(table) == pytest.approx(expected, abs=1e-12)
    assert transitions(np.eye(10)) == pytest.approx(np.eye(5))


def test_a_bin_that_an_edge_cuts_is_split_in_proportion():
    shares = shares_of_fifths(np.array([30.0, 0.0, 70.0]))
    assert shares[0] == pytest.approx([2 / 3, 1 / 3, 0, 0, 0])
    assert shares[1].sum() == 0
    assert shares[2] == pytest.approx([0, 1 / 7, 2 / 7, 2 / 7, 2 / 7])


def test_memory_is_written_in_decembers_and_the_first_one_stays():
    first, second, third = years()
    assert not any(first[name].any() for name in MEMORY.columns)
    assert remember(third, month=DECEMBER - 1, score="factors", memories=MEMORIES) == {}
    for what in WHAT:
        assert (second[f"first_{what}_bin"] == second[f"last_{what}_bin"]).all()
        assert (third[f"first_{what}_bin"] == second[f"first_{what}_bin"]).all()
        assert (third[f"last_{what}_bin"] != second[f"last_{what}_bin"]).any()
        assert not third[f"last_{what}_bin"][~third["is_person"]].any()
    without = second["score_factors"] <= 0
    assert without.any()
    assert not third["last_score_bin"][without].any()
    assert not np.asarray(remember(second, month=DECEMBER, score=None, memories=MEMORIES)["last_score_bin"]).any()


@pytest.mark.parametrize("name", [m.id for m in THEMES["mobility"]])
def test_nothing_is_known_without_a_december_before(name):
    assert np.isnan(of(name, year=0))
    assert np.isnan(of(name, month=MONTH))
