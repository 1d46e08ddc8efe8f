"""Inequality of wealth and of scores between and within groups, against NumPy, and the parts against the whole."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.counting.test_tally import in_group
from tests.measures.crowd import MONTH, crowd, tally_of
from xinyong.counting.count import Count
from xinyong.counting.groups import DIMENSIONS, GROUPS
from xinyong.measures.registry import MEASURES
from xinyong.vocabulary import DEBTS

SOME_GROUPS = ["all", "area=urban", "quintile=5", "age=18-29", "occupation=manager"]


@functools.cache
def columns():
    c, rng = crowd(1, seed=51), np.random.default_rng(2)
    shape = c["is_person"].shape
    c["home_yuan"] = (rng.lognormal(11.5, 0.8, shape) * (1 + c["is_urban"])).astype(np.int32)
    for kind in DEBTS:
        c[f"debt_{kind}_yuan"] = (c[f"debt_{kind}_yuan"] % 20_000).astype(np.int32)
    c["score_factors"] += np.where(c["score_factors"] > 0, 20.0 * c["quintile"], 0).astype(np.float32)
    return c


@functools.cache
def now(score="factors", debts=0):
    c = columns() | {"debt_informal_yuan": columns()["debt_informal_yuan"] + np.int32(debts)}
    tally = tally_of(c, month=MONTH, score=score)
    return Count(tally, tally, weight=1.0, on=frozenset({"livelihood"}))


def of(name, group="all", **how):
    return MEASURES[name].values(now(**how))[GROUPS.index(group)]


def values(what, group="all"):
    c = columns()
    who = c["is_person"] & in_group(c, group)
    if what == "score_variance":
        return c["score_factors"][who & (c["score_factors"] > 0)].astype(float)
    debts = sum(c[f"debt_{kind}_yuan"].astype(float) for kind in DEBTS)
    return (c["cash_yuan"].astype(float) + c["home_yuan"] - debts)[who]


def index(what, x):
    return x.var() if what == "score_variance" else x.var() / (2 * x.mean() ** 2)


@pytest.mark.parametrize("group", SOME_GROUPS)
@pytest.mark.parametrize("what", ["entropy_wealth", "score_variance"])
def test_the_index_is_that_of_the_people(what, group):
    rel = 1e-3 if what == "score_variance" else 3e-3 if group == "all" else 4e-2  # coarse bins in the tail
    assert of(what, group) == pytest.approx(index(what, values(what, group)), rel=rel)


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda d: d.name)
@pytest.mark.parametrize("what", ["entropy_wealth", "score_variance"])
def test_the_parts_add_up_and_the_part_between_is_that_of_group_means(what, dimension):
    between, within = (of(f"{what}_{part}_{dimension.name}") for part in ("between", "within"))
    assert between + within == pytest.approx(of(what), rel=1e-12)
    each = [values(what, f"{dimension.name}={value}") for value in dimension.values]
    means = np.concatenate([np.full(len(x), x.mean()) for x in each])
    assert between == pytest.approx(index(what, means), rel=2e-3, abs=1e-9)
    inside = sum(len(x) * x.var() for x in each) / sum(len(x) for x in each)
    whole = values(what)
    expected = inside if what == "score_variance" else inside / (2 * whole.mean() ** 2)
    assert within == pytest.approx(expected, rel=5e-3)


def test_what_is_not_there_is_not_split():
    for d in DIMENSIONS:
        for part in ("between", "within"):
            assert np.isnan(of(f"score_variance_{part}_{d.name}", score=None))
            assert np.isnan(of(f"entropy_wealth_{part}_{d.name}", debts=10_000_000))
    assert np.isnan(of("score_variance", score=None))
    assert np.isnan(of("entropy_wealth", debts=10_000_000))
