"""Spells, burdens, isolation and proportion, against NumPy and SciPy on the same people."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from scipy.stats import spearmanr

from tests.measures.crowd import MONTH, crowd, tally_of
from tests.measures.test_fairness import in_group_now
from xinyong.counting.count import Count
from xinyong.counting.groups import DIMENSIONS, GROUPS
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.measures.ties import isolated_by_dissent, ties_of_dissent

DECEMBER = MONTH + 6
SOME_GROUPS = ["all", "area=rural", "quintile=1", "sex=female", "age=60+", "party=member", "occupation=farmer"]


@functools.cache
def columns():
    """People whose sticks, spells, ties and troubles hang together."""
    c, rng = crowd(1, seed=41), np.random.default_rng(6)
    shape = c["is_person"].shape
    is_hit = rng.random(shape) < 0.2 + 0.1 * c["is_urban"]
    c["n_sticks"] = np.where(is_hit, rng.integers(1, 9, shape), 0).astype(np.uint8)
    c["stick_months"] = np.where(is_hit, rng.integers(1, 60, shape), 0).astype(np.uint8)
    c["spells_ended"] = np.where(rng.random(shape) < 0.3, rng.integers(1, 4, shape), 0).astype(np.uint8)
    c["last_spell_months"] = np.where(c["spells_ended"] > 0, rng.integers(1, 40, shape), 0).astype(np.uint8)
    c["detriment"] = np.where(is_hit, np.minimum(c["n_sticks"] * 3.0 + (c["act_fraud"] > 0) * 8, 40), 0).astype(
        np.float32
    )
    c["is_listed"] = rng.random(shape) < 0.1 + 0.4 * (c["debt_judged_yuan"] > 0)
    c["arrears_months"] = np.where(rng.random(shape) < 0.8, 0, c["arrears_months"]).astype(np.uint8)
    c["act_criticism"] = np.where((c["approval"] < 4) & (rng.random(shape) < 0.3), 2, 0).astype(np.uint8)
    c["ties"] = np.where(c["approval"] < 4, c["ties"] & rng.integers(0, 8, shape), c["ties"]).astype(np.uint8)
    for act in ("late_bill", "jaywalk", "no_show", "cheat", "breach", "fraud", "misconduct"):
        c[f"act_{act}"] = (rng.random(shape) < 0.05).astype(np.uint8)
    return c


def counted(c, month=DECEMBER):
    tally = tally_of(c, month=month, score=None)
    return Count(tally, tally, weight=1.0, on=frozenset({"adapting", "livelihood"}))


@functools.cache
def now():
    return counted(columns())


def of(name, group="all"):
    return MEASURES[name].values(now())[GROUPS.index(group)]


def people(group="all"):
    c = columns()
    who = c["is_person"] & in_group_now(c, group)
    return {name: column[who] for name, column in c.items()}


def test_spells_that_go_on():
    c = people()
    lengths = c["stick_months"][c["stick_months"] > 0]
    assert of("spells_running_mean_months") == pytest.approx(lengths.mean(dtype=float))
    assert of("spells_running_median_months") == np.quantile(lengths, 0.5, method="inverted_cdf")
    assert of("spells_running_over_year_share") == pytest.approx((lengths > 12).mean())
    assert of("spells_repeated_share") == pytest.approx((c["spells_ended"][c["stick_months"] > 0] > 0).mean())


def test_spells_that_are_over():
    c = people()
    behind = c["spells_ended"] > 0
    lengths = c["last_spell_months"][behind]
    assert of("spells_completed_mean_months") == pytest.approx(lengths.mean(dtype=float))
    assert of("spells_completed_median_months") == np.quantile(lengths, 0.5, method="inverted_cdf")
    assert of("spells_completed_over_year_share") == pytest.approx((lengths > 12).mean())
    again = (c["spells_ended"] > 1) | (c["stick_months"] > 0)
    assert of("spells_relapse_share") == pytest.approx(again[behind].mean())


@pytest.mark.parametrize("group", SOME_GROUPS)
def test_sticks_over_people(group):
    n = people(group)["n_sticks"].astype(float)
    under = {"no_stick": n == 0, "one_stick": n == 1, "two_sticks": n == 2, "three_sticks": n >= 3}
    for name, is_so in under.items():
        assert of(f"share_under_{name}", group) == pytest.approx(is_so.mean())
    pairs = np.abs(n[:1000, None] - n[None, :1000]).mean() / (2 * n[:1000].mean())
    x = np.sort(n)
    gini = (2 * np.arange(1, len(x) + 1) - len(x) - 1) @ x / (len(x) * x.sum())
    assert of("gini_sticks", group) == pytest.approx(gini)
    assert gini == pytest.approx(pairs, abs=0.03)
    lowest = np.interp(0.99 * len(x), np.arange(len(x) + 1), np.concatenate([[0], np.cumsum(x)]))
    assert of("sticks_share_top1", group) == pytest.approx(1 - lowest / x.sum())


def test_sticks_between_groups():
    total = people()["n_sticks"].sum(dtype=float)
    poorest = people("quintile=1")["n_sticks"].sum(dtype=float)
    assert of("sticks_share_poorest_fifth") == pytest.approx(poorest / total)
    for d in DIMENSIONS:
        each = [people(f"{d.name}={value}")["n_sticks"].mean(dtype=float) for value in d.values]
        assert of(f"sticks_ratio_{d.name}") == pytest.approx(max(each) / min(each))


def test_a_group_of_few_is_no_group():
    c = columns()
    few = c | {"is_member": c["is_person"] & (np.arange(c["is_person"].size).reshape(c["is_person"].shape) < 20)}
    assert np.isnan(MEASURES["sticks_ratio_party"].values(counted(few))[0])


@pytest.mark.parametrize("group", SOME_GROUPS)
def test_burdens_that_come_together(group):
    c = people(group)
    shut_out = (c["arrears_months"] > 0) | (c["debt_judged_yuan"] > 0) | (c["bars_credit"] >= 1)
    number = c["is_listed"].astype(int) + shut_out + c["is_jobless"]
    assert of("share_shut_out", group) == pytest.approx(shut_out.mean())
    assert of("share_of_two_burdens", group) == pytest.approx((number >= 2).mean())
    assert of("share_of_three_burdens", group) == pytest.approx((number == 3).mean())
    independent = c["is_listed"].mean() * shut_out.mean() * c["is_jobless"].mean()
    assert of("burdens_lift", group) == pytest.approx((number == 3).mean() / independent)


@pytest.mark.parametrize(
    ("name", "of_whom"),
    [("dissenters", lambda c: c["approval"] < 4), ("critics", lambda c: c["act_criticism"] > 0)],
)
def test_ties_of_those_who_dissent(name, of_whom):
    c = people()
    who, degree = of_whom(c), np.bitwise_count(c["ties"]).astype(float)
    assert of(f"{name}_degree_ratio") == pytest.approx(degree[who].mean() / degree[~who].mean())
    assert of(f"{name}_isolated_share") == pytest.approx((degree[who] == 0).mean())
    assert of(f"{name}_others_isolated_share") == pytest.approx((degree[~who] == 0).mean())
    cut = c["ties_cut"].astype(float)
    assert of(f"{name}_cut_ratio") == pytest.approx(cut[who].mean() / cut[~who].mean())


def test_detriment_against_the_gravity_of_conduct():
    c = people()
    grave = (c["debt_judged_yuan"] > 0) | sum(c[f"act_{act}"] > 0 for act in ("breach", "fraud", "misconduct"))
    minor = (c["arrears_months"] > 0) | sum(c[f"act_{act}"] > 0 for act in ("late_bill", "jaywalk", "no_show", "cheat"))
    conduct = np.where(grave > 0, 2, np.where(minor > 0, 1, 0))
    hit, detriment = c["n_sticks"] > 0, c["detriment"].astype(float)
    expected = spearmanr(conduct[hit], detriment[hit]).statistic
    assert of("detriment_conduct_correlation") == pytest.approx(expected, abs=1e-9)
    expected = detriment[conduct == 0].sum() / detriment.sum()
    assert of("detriment_without_conduct_share") == pytest.approx(expected)
    means = [detriment[hit & (conduct == kind)].mean() for kind in (1, 2)]
    assert of("detriment_minor_over_grave") == pytest.approx(means[0] / means[1])


LAW = [m for m in THEMES["law"] if "In December" in m.definition]


@pytest.mark.parametrize("name", [m.id for m in (*THEMES["burden"], *ties_of_dissent, *isolated_by_dissent, *LAW)])
def test_nothing_is_known_before_december_or_of_nobody(name):
    nobody = columns() | {"is_person": np.zeros_like(columns()["is_person"])}
    assert np.isnan(MEASURES[name].values(counted(nobody))).all()
    if "In December" in MEASURES[name].definition:
        assert np.isnan(MEASURES[name].values(counted(columns(), MONTH))).all()
