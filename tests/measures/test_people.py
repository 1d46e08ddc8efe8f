"""People by kind, against NumPy on the same citizens, and month by month in a simulated run."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import xinyong as xy
from tests.measures.crowd import MONTH, crowd, tally_of
from tests.measures.test_fairness import in_group_now
from xinyong.counting.count import Count
from xinyong.counting.groups import GROUPS
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.runs.headline import values_of

WEIGHT = 50.0
DECEMBER = MONTH + 6  # of `in_group_now`
SOME_GROUPS = ["all", "area=rural", "quintile=1", "sex=female", "age=60+", "party=member", "occupation=farmer"]
CELLS = ("rightful_own", "wrongful_own", "rightful_collateral", "wrongful_collateral")
PAIRS = {
    "sanctioned": "ever_sanctioned",
    "wrongly_sanctioned": "ever_wrongly_sanctioned",
    "sanctioned_for_friends": "ever_sanctioned_for_friends",
}
KINDS = {
    "sanctioned": lambda c: c["n_sticks"] > 0,
    "under_three": lambda c: c["n_sticks"] >= 3,
    "ever_sanctioned": lambda c: c["sanctioned_months"] > 0,
    "wrongly_sanctioned": lambda c: c["n_wrongful"] > 0,
    "ever_wrongly_sanctioned": lambda c: c["past_sanctions"] % 2 == 1,
    "sanctioned_for_friends": lambda c: c["n_collateral"] > 0,
    "ever_sanctioned_for_friends": lambda c: c["past_sanctions"] >= 2,
    "rightful_own": lambda c: (c["n_sticks"] > 0) & (c["n_wrongful"] == 0) & (c["n_collateral"] == 0),
    "wrongful_own": lambda c: (c["n_wrongful"] > 0) & (c["n_collateral"] == 0),
    "rightful_collateral": lambda c: (c["n_wrongful"] == 0) & (c["n_collateral"] > 0),
    "wrongful_collateral": lambda c: (c["n_wrongful"] > 0) & (c["n_collateral"] > 0),
    "refused_credit": lambda c: c["is_applicant"] & ~c["is_approved"],
    "in_debt_distress": lambda c: (c["arrears_months"] > 0) | (c["debt_judged_yuan"] > 0),
    "evicted": lambda c: c["is_evicted"],
    "exposed": lambda c: c["exposed_months"] > 0,
}


@functools.cache
def columns():
    """Citizens of whom some are sanctioned now, and some were."""
    c, rng = crowd(1, seed=43), np.random.default_rng(8)
    shape = c["is_person"].shape
    c["n_sticks"] = np.where(rng.random(shape) < 0.4, rng.integers(1, 9, shape), 0).astype(np.uint8)
    for kind in ("n_wrongful", "n_collateral"):
        c[kind] = np.minimum(c["n_sticks"], rng.integers(0, 3, shape)).astype(np.uint8)
    so_far = (c["n_sticks"] > 0) + rng.integers(0, 3, shape) * rng.integers(0, 400, shape)
    c["sanctioned_months"] = so_far.astype(np.uint16)
    c["past_sanctions"] = ((c["n_wrongful"] > 0) | (rng.integers(0, 4, shape))).astype(np.uint8)
    c["is_approved"] &= c["is_applicant"]
    return c


@functools.cache
def now():
    tally = tally_of(columns(), month=DECEMBER)
    return Count(tally, tally, weight=WEIGHT, on=frozenset({"lending"}))


def of(measure, group="all"):
    return MEASURES[measure].values(now())[GROUPS.index(group)]


def people(group):
    c = columns()
    who = c["is_person"] & in_group_now(c, group)
    return {name: column[who] for name, column in c.items()}


@pytest.mark.parametrize("group", SOME_GROUPS)
def test_people_of_each_kind(group):
    c = people(group)
    for kind, is_so in KINDS.items():
        assert of(f"people_{kind}", group) == WEIGHT * is_so(c).sum()
        assert of(f"share_{kind}", group) == pytest.approx(is_so(c).mean())


@pytest.mark.parametrize("group", SOME_GROUPS)
def test_months_under_sanctions(group):
    months = people(group)["sanctioned_months"].astype(float)
    assert of("months_sanctioned_per_person", group) == pytest.approx(months.mean())
    assert of("months_sanctioned_per_sanctioned", group) == pytest.approx(months[months > 0].mean())


def test_evictions_so_far_are_a_share_of_people():
    assert of("share_evicted_cumulative") == pytest.approx(people("all")["is_evicted"].mean())
    number = of("share_evicted_cumulative") * WEIGHT * people("all")["is_person"].sum()
    assert number == pytest.approx(of("evictions_cumulative"))


def test_every_kind_of_people_is_tested():
    found = {m.id.partition("_")[2] for m in THEMES["people"] if m.id.startswith("people_")}
    assert found == set(KINDS)


def test_numbers_of_people_know_their_simulated_cases():
    for kind, is_so in KINDS.items():
        number = MEASURES[f"people_{kind}"]
        mean = float(number.values(now())[0])
        assert number.cases(mean, people_each=WEIGHT, replicates=3) == 3 * is_so(people("all")).sum()
        assert number.cases(np.nan, people_each=WEIGHT, replicates=3) is None
    shares = [m for m in MEASURES.values() if m.unit == "share" or m.unit.startswith("yuan")]
    assert not any(m.cases(0.5, people_each=WEIGHT, replicates=1) for m in shares)


def test_without_lending_nobody_knows_who_would_be_in_debt():
    tally = tally_of(columns(), month=DECEMBER)
    count = Count(tally, tally, weight=WEIGHT, on=frozenset())
    for kind in ("refused_credit", "in_debt_distress", "evicted"):
        assert np.isnan(MEASURES[f"people_{kind}"].values(count)).all()


@functools.cache
def simulated():
    """A run of two years in which sanctions begin and end, with everybody in the cohort."""
    changes = {"consequences.term_months": 6}
    return xy.run("essay", population=1500, from_="2018-11", until="2020-02", seed=3, cohort=1500, changes=changes)


def monthly(column):
    """A column of the cohort: (months, citizens)."""
    return simulated().cohort.pivot(index="month", columns="citizen", values=column).to_numpy()


def test_memory_of_sanctions_agrees_with_a_count_month_by_month():
    sanctioned, wrongful, collateral = (monthly(f"n_{kind}") > 0 for kind in ("sticks", "wrongful", "collateral"))
    assert sanctioned.any(axis=0).sum() > sanctioned[-1].sum() > 0  # some sanctions have ended
    assert wrongful.any()
    assert collateral.any()
    assert (monthly("sanctioned_months") == np.cumsum(sanctioned, axis=0)).all()
    ever = (np.logical_or.accumulate(is_so, axis=0) for is_so in (wrongful, collateral))
    assert (monthly("past_sanctions") == sum(is_so.astype(int) << bit for bit, is_so in enumerate(ever))).all()


@pytest.mark.parametrize("group", SOME_GROUPS)
def test_a_lived_run_adds_up(group):
    def values(measure):
        return values_of(simulated(), measure, group=group)[0][:, 0]

    for at_present, ever in PAIRS.items():
        assert (values(f"people_{ever}") >= values(f"people_{at_present}")).all()
    assert (np.diff(values("people_ever_sanctioned")) >= 0).all() or group.startswith("age=")  # people change age bands
    cells = sum(values(f"people_{cell}") for cell in CELLS)
    assert cells == pytest.approx(values("people_sanctioned"))
    for kind in ("wrongly_sanctioned", "sanctioned_for_friends"):
        pair = {"wrongly_sanctioned": CELLS[1::2], "sanctioned_for_friends": CELLS[2:]}[kind]
        assert sum(values(f"share_{cell}") for cell in pair) == pytest.approx(values(f"share_{kind}"))
    assert (values("people_under_three") <= values("people_sanctioned")).all()
    of_december = values("share_under_three_sticks")
    known = ~np.isnan(of_december)
    assert known.any()
    assert of_december[known] == pytest.approx(values("share_under_three")[known])
    mean, each = values("months_sanctioned_per_person"), values("months_sanctioned_per_sanctioned")
    assert mean == pytest.approx(np.nan_to_num(each) * values("share_ever_sanctioned"))
