"""The lender: what it asks, what it earns, and how its capital and the registry speak to everybody."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinyong.mechanisms.lending.new_loans import break_even, usury_rate
from xinyong.mechanisms.mechanism import View
from xinyong.nation.lender_books import CreditRegistry, LenderBooks
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2016
SCENARIO = Scenario.load("documented")

SUMS = {
    "opening_debt_yuan": 1_200_000,
    "interest_yuan": 8_000,
    "interest_capitalised_yuan": 1_000,
    "written_off_yuan": 600,
    "debt_mortgage_yuan": 700_000,
    "debt_consumer_yuan": 300_000,
    "debt_business_yuan": 180_000,
    "debt_judged_yuan": 20_000,
}


def tally(**changed):
    return SimpleNamespace(total=(SUMS | changed).__getitem__)


# --- price --------------------------------------------------------------------------------------------------


def test_break_even_is_the_published_rate():
    assert float(break_even(0.03, 0.08, 0.6)) == pytest.approx(0.081933, abs=5e-7)


@given(st.floats(0, 0.5), st.floats(0, 0.9), st.floats(0, 1))
def test_at_break_even_a_lender_earns_its_cost_of_funds(funding, chance, loss):
    rate = break_even(funding, chance, loss)
    paid = (1 - chance) * (1 + rate) + chance * (1 - loss) * (1 + rate)
    assert paid == pytest.approx(1 + funding)


@pytest.mark.parametrize(("reach", "rate"), [(0.0, 0.36), (0.5, 0.39), (1.0, 0.42)])
def test_informal_lenders_get_what_lies_beyond_the_law_as_far_as_they_reach(reach, rate):
    p = View("lending", {"informal_rate": 0.42, "informal_void": 0.36, "informal_reach": reach})
    assert float(usury_rate(p)) == pytest.approx(rate)


# --- books --------------------------------------------------------------------------------------------------


def test_profit_is_interest_less_losses_and_costs():
    after = LenderBooks(capital_yuan=100_000, claims_yuan=1_200_000).advance(SCENARIO, MONTH, tally())
    p = SCENARIO.lending.numbers(MONTH)
    cost = (p["funding_rate"] * 1_100_000 + p["operating_cost"] * 1_200_000) / 12
    assert after.profit_yuan == pytest.approx(9_000 - 600 - cost, abs=1)
    assert after.capital_yuan == 100_000 + after.profit_yuan
    assert after.claims_yuan == 1_200_000


def test_a_month_of_losses_takes_capital_and_pays_nothing_out():
    after = LenderBooks(capital_yuan=500_000, claims_yuan=1_200_000).advance(
        SCENARIO, MONTH, tally(written_off_yuan=90_000)
    )
    assert after.profit_yuan < 0
    assert after.capital_yuan == 500_000 + after.profit_yuan


def test_profit_beyond_the_target_is_paid_out():
    after = LenderBooks(capital_yuan=500_000, claims_yuan=1_200_000).advance(SCENARIO, MONTH, tally())
    assert after.profit_yuan > 0
    assert after.capital_yuan == 500_000


def test_the_first_month_sets_capital_in_proportion_to_what_is_owed():
    after = LenderBooks.start(SCENARIO, MONTH).advance(SCENARIO, MONTH, tally())
    p = SCENARIO.lending.numbers(MONTH)
    assert after.capital_yuan == pytest.approx(p["capital_start"] * 1_200_000, rel=0.05)


@pytest.mark.parametrize(("capital", "supply"), [(200_000, 1.0), (108_000, 0.5), (60_000, 0.0), (0, 0.0)])
def test_lenders_ration_as_capital_runs_short(capital, supply):
    scenario = SCENARIO.with_changes({"lending.capital_comfort": 0.1, "lending.capital_least": 0.06})
    lender = LenderBooks(capital_yuan=capital, claims_yuan=1_200_000, doubtful_yuan=12_000)
    assert lender.signals(scenario, MONTH)["credit_supply"] == pytest.approx(supply)


def test_a_lender_without_experience_does_not_ration():
    assert LenderBooks.start(SCENARIO, MONTH).signals(SCENARIO, MONTH) == {"credit_supply": 1.0}


# --- registry -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.1, 0.2])
def test_the_registry_opens_as_many_files_as_its_path_asks_for(share):
    counted = CreditRegistry(people=1_000_000, without_file=round(1_000_000 * (1 - share)))
    pull = counted.signals(SCENARIO, MONTH)["registry_pull"]
    assert share + (1 - share) * pull == pytest.approx(SCENARIO.initialization.registry.at(MONTH))


@pytest.mark.parametrize("counted", [CreditRegistry(), CreditRegistry(1_000, 100), CreditRegistry(1_000, 0)])
def test_a_registry_ahead_of_its_path_opens_none(counted):
    assert counted.signals(SCENARIO, MONTH) == {"registry_pull": 0.0}


@pytest.mark.parametrize("part", [LenderBooks(3, 50, 7, 4, 1, 2, 0.1, 1 / 3), LenderBooks(), CreditRegistry(9, 4)])
def test_a_checkpoint_keeps_everything(part):
    assert type(part).from_json(json.loads(json.dumps(part.to_json()))) == part


def test_without_lending_there_is_neither():
    without = SCENARIO.set("lending.on", False)
    assert not LenderBooks.is_on(without)
    assert not CreditRegistry.is_on(without)
    assert np.isnan(LenderBooks().capital_ratio)
