"""Measures of lenders and of the ladder against what they say, worked out citizen by citizen."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.measures.crowd import MONTH, crowd, tally_of
from xinyong.counting.count import Count
from xinyong.counting.groups import GROUPS
from xinyong.measures.lenders import COLLECTION_STAGES
from xinyong.measures.registry import MEASURES
from xinyong.nation.lender_books import LenderBooks

WEIGHT = 40.0
DECEMBER = MONTH + 6
BOOKS = LenderBooks(
    capital_yuan=1_000, claims_yuan=9_000, doubtful_yuan=100, interest_yuan=80, loss_yuan=30, cost_yuan=20,
    supply=0.7, price_above_law=0.25,
)  # fmt: skip


@functools.cache
def people():
    columns = crowd(seed=5)
    return {name: column[columns["is_person"]] for name, column in columns.items()}


@functools.cache
def counted(month=MONTH):
    tally = tally_of(crowd(seed=5), month=month, score=None)
    return Count(tally, tally, weight=WEIGHT, on=("lending",), parts={"lender_books": BOOKS})


def value(name, group="all", month=MONTH):
    return MEASURES[name].values(counted(month))[GROUPS.index(group)]


def debt(*kinds):
    return sum(people()[f"debt_{kind}_yuan"].astype(float) for kind in kinds)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lender_profit_yuan_month", WEIGHT * 30),
        ("lender_return", 12 * 30 / 1_000),
        ("lender_loss_rate", 12 * 30 / 9_000),
        ("lender_capital_ratio", 900 / 9_000),
        ("credit_supply", 0.7),
    ],
)
def test_what_lenders_know_of_themselves(name, expected):
    assert value(name) == pytest.approx(expected)


def test_the_mean_rate_is_interest_over_debt_by_group():
    c = people()
    owed = debt("mortgage", "consumer", "business")
    assert value("mean_interest_rate") == pytest.approx(12 * c["interest_yuan"].sum(dtype=float) / owed.sum())
    third = c["quintile"] == 2
    expected = 12 * c["interest_yuan"][third].sum(dtype=float) / owed[third].sum()
    assert value("mean_interest_rate", "quintile=3") == pytest.approx(expected)


def test_debt_is_shared_out_between_quintiles():
    owed = debt("mortgage", "consumer", "business", "judged", "informal")
    for q in range(5):
        assert value(f"debt_share_q{q + 1}") == pytest.approx(owed[people()["quintile"] == q].sum() / owed.sum())


def test_usury_above_the_law_is_a_part_of_informal_interest():
    expected = WEIGHT * 0.25 * people()["interest_informal_yuan"].sum(dtype=float)
    assert value("usury_above_law_yuan_month") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("interest_capitalised_yuan_cumulative", "interest_capitalised_yuan"),
        ("fines_yuan_cumulative", "fine_yuan"),
        ("escapes_cumulative", "is_escaping"),
        ("punished_cumulative", "is_punished"),
    ],
)
def test_what_adds_up(name, column):
    assert value(name) == pytest.approx(WEIGHT * people()[column].sum(dtype=float))


def test_withholding_is_counted_among_borrowers():
    c = people()
    borrows = (debt("mortgage") > 0) | (debt("consumer") > 0) | (debt("business") > 0) | c["is_default"]
    assert value("share_withholding") == pytest.approx(c["is_withholding"].sum() / borrows.sum())


def rung(c, n):
    """The rung of one citizen."""
    if c["has_fled"][n]:
        return "fled"
    if c["debt_judged_yuan"][n] > 0:
        return "listed" if c["is_listed"][n] else "ordered"
    if c["arrears_months"][n] > 0:
        return "overdue" if c["arrears_months"][n] > 1 else "reminded"
    owes = any(c[f"debt_{kind}_yuan"][n] > 0 for kind in ("mortgage", "consumer", "business"))
    return "current" if owes or c["is_default"][n] else "free"


def test_everybody_stands_on_one_rung_in_december():
    c = people()
    rungs = [rung(c, n) for n in range(len(c["is_person"]))]
    for name in COLLECTION_STAGES:
        assert value(f"ladder_{name}", month=DECEMBER) == pytest.approx(WEIGHT * rungs.count(name))


def test_in_other_months_nobody_looks():
    assert all(np.isnan(value(f"ladder_{name}")) for name in COLLECTION_STAGES)
