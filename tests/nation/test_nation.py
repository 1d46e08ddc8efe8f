"""The nation: its income path, signals and checkpoint, and books that notice when a yuan is missing."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.nation.counted import Counted
from xinyong.errors import BooksDoNotBalance
from xinyong.nation import ANCHOR_MONTH, Nation, NationalAccounts
from xinyong.nation.camera_allocation import WATCHED
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2016

STOCKS = {
    "opening_cash_yuan": 9_000,
    "opening_debt_yuan": 5_000,
    "opening_informal_yuan": 400,
}
FLOWS = {
    "earned_yuan": 3_000,
    "spend_yuan": 2_100,
    "interest_yuan": 60,
    "interest_informal_yuan": 14,
    "repaid_yuan": 300,
    "repaid_informal_yuan": 20,
    "lent_yuan": 1_500,
    "lent_informal_yuan": 90,
    "home_bought_yuan": 1_700,
    "home_sold_yuan": 110,
    "written_off_yuan": 45,
    "written_off_informal_yuan": 8,
    "foreclosed_yuan": 75,
    "interest_capitalised_yuan": 33,
    "fine_yuan": 6,
    "fraud_loss_yuan": 4,
}


def month_of(flows, stocks=STOCKS):
    """A month's sums in which the closing stocks follow from the flows, as they do for every household."""
    f = flows
    received = f["earned_yuan"] + f["lent_yuan"] + f["lent_informal_yuan"] + f["home_sold_yuan"]
    paid = f["spend_yuan"] + f["home_bought_yuan"] + f["interest_yuan"] + f["interest_informal_yuan"]
    taken = f["fine_yuan"] + f["fraud_loss_yuan"]
    repaid = f["repaid_yuan"] + f["repaid_informal_yuan"]
    settled = f["repaid_yuan"] + f["written_off_yuan"] + f["foreclosed_yuan"]
    debt = stocks["opening_debt_yuan"] + f["lent_yuan"] + f["interest_capitalised_yuan"] - settled
    informal = stocks["opening_informal_yuan"] + f["lent_informal_yuan"]
    return {
        **stocks,
        **flows,
        "cash_yuan": stocks["opening_cash_yuan"] + received - paid - repaid - taken,
        "debt_mortgage_yuan": debt - 3,
        "debt_consumer_yuan": 2,
        "debt_business_yuan": 1,
        "debt_judged_yuan": 0,
        "debt_informal_yuan": informal - f["repaid_informal_yuan"] - f["written_off_informal_yuan"],
    }


def next_month_of(month, flows=FLOWS):
    """The month after: it opens with what the month before closed with."""
    formal = sum(month[f"debt_{kind}_yuan"] for kind in ("mortgage", "consumer", "business", "judged"))
    opening = {"opening_debt_yuan": formal, "opening_informal_yuan": month["debt_informal_yuan"]}
    return month_of(flows, {"opening_cash_yuan": month["cash_yuan"]} | opening)


def tally(month):
    """Sums as the count gives them."""
    counted = {"people": 100, "is_thin_file": 60, "is_listed": 2, "unlisted_debtors": 3} | month
    nowhere = np.zeros(WATCHED.size, np.int64)
    return Counted(counted, {"watched": nowhere})


@pytest.fixture(scope="module")
def nation():
    return Nation.start(Scenario.load("documented"), 1000, MONTH)


# --- books --------------------------------------------------------------------------------------------------


def test_a_month_in_which_every_yuan_stands_twice_is_accepted(nation):
    books = nation.advance(tally(month_of(FLOWS))).books
    accounts = (books.households_cash, books.lenders_cash, books.usurers_cash, books.economy_cash)
    assert sum(accounts) == 0
    assert books.households_debt == books.lenders_claims > 0
    assert books.households_informal == books.usurers_claims > 0


def test_accounts_add_up_over_months(nation):
    one = month_of(FLOWS)
    after = nation.advance(tally(one)).advance(tally(next_month_of(one))).books
    assert after.lenders_cash == 2 * (60 + 300 + 75 - 1_500)
    assert after.usurers_cash == 2 * (14 + 20 - 90)


@pytest.mark.parametrize("name", sorted(month_of(FLOWS)))
@pytest.mark.parametrize("yuan", [1, -1, 10**12])
def test_a_yuan_too_many_or_too_few_is_noticed_wherever_it_is(nation, name, yuan):
    one = month_of(FLOWS)
    later = nation.advance(tally(one))
    good = next_month_of(one)
    bad = good | {name: good[name] + yuan}
    with pytest.raises(BooksDoNotBalance, match=r"the books of 2016-02 do not balance: .* yuan"):
        later.advance(tally(bad))


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ({"opening_cash_yuan": 1}, "cash carried over"),
        ({"opening_debt_yuan": 1}, "do not balance: debt carried over"),
        ({"opening_informal_yuan": 1}, "informal debt carried over"),
        ({"cash_yuan": 1}, "cash of all accounts"),
        ({"earned_yuan": 1}, "cash of all accounts"),
        ({"debt_judged_yuan": 1}, "formal debt against claims"),
        ({"written_off_yuan": 1}, "formal debt against claims"),
        ({"debt_informal_yuan": 1}, "informal debt against claims"),
        ({"written_off_informal_yuan": 1}, "informal debt against claims"),
        ({"foreclosed_yuan": 1, "written_off_yuan": 1}, "formal debt against claims"),
    ],
)
def test_the_message_says_which_account_is_off_and_by_how_much(nation, wrong, check):
    one = month_of(FLOWS)
    good = next_month_of(one)
    bad = good | {name: good[name] + yuan for name, yuan in wrong.items()}
    with pytest.raises(BooksDoNotBalance, match=rf"{check}: [+-]\d+ yuan"):
        nation.advance(tally(one)).advance(tally(bad))


def test_informal_debt_that_appears_between_two_months_is_noticed(nation):
    one = month_of(FLOWS)
    good = next_month_of(one)
    bad = good | {name: good[name] + 1 for name in ("opening_informal_yuan", "debt_informal_yuan")}
    with pytest.raises(BooksDoNotBalance, match=r"informal debt carried over: \+1 yuan; informal debt against"):
        nation.advance(tally(one)).advance(tally(bad))


def test_the_message_names_no_account_that_is_in_order(nation):
    one = month_of(FLOWS)
    bad = next_month_of(one)
    bad["spend_yuan"] += 5
    with pytest.raises(BooksDoNotBalance) as error:
        nation.advance(tally(one)).advance(tally(bad))
    assert str(error.value) == "the books of 2016-02 do not balance: cash of all accounts: +5 yuan"
    extreme = nation.scenario.set("lending.supply", 10)
    with pytest.raises(BooksDoNotBalance) as error:
        replace(nation, scenario=extreme).advance(tally(one)).advance(tally(bad))
    assert str(error.value).endswith("+5 yuan. Changed by the user, and perhaps too extreme: lending.supply = 10")


def test_the_first_month_opens_the_books_with_what_people_have(nation):
    quiet = dict.fromkeys(FLOWS, 0)
    books = nation.advance(tally(month_of(quiet))).books
    assert books == NationalAccounts(
        households_cash=9_000,
        economy_cash=-9_000,
        households_debt=5_000,
        lenders_claims=5_000,
        households_informal=400,
        usurers_claims=400,
        is_open=True,
    )


@settings(deadline=None)  # a busy machine is no counterexample
@given(st.fixed_dictionaries({name: st.integers(0, 10**15) for name in FLOWS}))
def test_any_flows_balance_when_the_stocks_follow_them(flows):
    one = month_of(flows)
    books = NationalAccounts().post(one.__getitem__, MONTH)
    books = books.post(next_month_of(one, flows).__getitem__, MONTH + 1)
    assert books.households_debt == books.lenders_claims


# --- the path of income -------------------------------------------------------------------------------------


def test_income_stands_at_its_anchor_in_the_anchor_month():
    scenario = Scenario()
    level = Nation.start(scenario, 1000, ANCHOR_MONTH).mean_income_yuan
    assert level == scenario.nation.mean_income_2020.at(ANCHOR_MONTH)


@pytest.mark.parametrize("years", [1, 3])
def test_income_grows_by_the_rate_in_force_before_and_after_the_anchor(years):
    scenario = Scenario().set("nation.growth", 0.06)
    anchor = Nation.start(scenario, 1000, ANCHOR_MONTH).mean_income_yuan
    later = Nation.start(scenario, 1000, ANCHOR_MONTH + 12 * years).mean_income_yuan
    earlier = Nation.start(scenario, 1000, ANCHOR_MONTH - 12 * years).mean_income_yuan
    assert later / anchor == pytest.approx(1.06**years)
    assert anchor / earlier == pytest.approx(1.06**years)


def test_living_through_months_leads_to_the_income_at_which_a_later_run_starts(nation):
    now, month = nation, month_of(FLOWS)
    for _ in range(30):
        now = now.advance(tally(month))
        month = next_month_of(month)
    assert now.month == MONTH + 30
    start = Nation.start(nation.scenario, 1000, MONTH + 30)
    assert now.mean_income_yuan == pytest.approx(start.mean_income_yuan, rel=1e-12)


# --- signals and checkpoints --------------------------------------------------------------------------------


def test_signals_tell_the_month_the_income_and_the_growth(nation):
    signals = nation.signals()
    assert signals["month"] == MONTH
    assert signals["mean_income_yuan"] == nation.mean_income_yuan
    assert signals["growth_year"] == nation.scenario.nation.growth.at(MONTH)


@pytest.mark.parametrize(
    ("preset", "changes", "force", "speech_force"),
    [
        ("no-system", {}, 0.0, 0.0),
        ("documented", {"nation.speech_stake": 0.15}, 1.0, 0.15),
        ("essay", {}, 1.0, 1.0),
        ("essay", {"scoring.conformity.on": False, "nation.speech_stake": 0.4}, 1.0, 0.4),
        ("essay", {"consequences.on": False}, 0.0, 0.0),
    ],
)
def test_the_force_of_rules_follows_the_switches(preset, changes, force, speech_force):
    scenario = Scenario.load(preset).with_changes(changes)
    signals = Nation.start(scenario, 1000, MONTH).signals()
    assert (signals["force"], signals["speech_force"]) == (force, speech_force)


def test_rules_have_force_only_while_one_is_dated_and_switched_on():
    scenario = Scenario.load("documented")
    first = min(rule.from_ for rule in scenario.rules)
    table = scenario.as_table()
    idle = Scenario.from_table(table | {"rules": [rule | {"on": False} for rule in table["rules"]]})
    over = Scenario.from_table(table | {"rules": [rule | {"until": rule["from"]} for rule in table["rules"]]})
    at = {month: Nation.start(scenario, 1000, month).signals()["force"] for month in (first - 1, first, MONTH)}
    assert at == {first - 1: 0.0, first: 1.0, MONTH: 1.0}
    assert Nation.start(idle, 1000, MONTH).signals()["force"] == 0.0
    assert Nation.start(over, 1000, max(rule.from_ for rule in scenario.rules) + 1).signals()["force"] == 0.0


def test_a_checkpoint_brings_the_same_nation_back_to_the_last_bit(nation):
    later = nation.advance(tally(month_of(FLOWS)))
    kept = json.loads(json.dumps(later.to_json()))
    assert Nation.from_json(nation.scenario, kept) == later


def test_a_checkpoint_serves_another_scenario_too(nation):
    later = nation.advance(tally(month_of(FLOWS)))
    other = Scenario.load("no-system")
    forked = Nation.from_json(other, json.loads(json.dumps(later.to_json())))
    assert forked.scenario == other
    assert (forked.month, forked.mean_income_yuan, forked.books) == (
        later.month,
        later.mean_income_yuan,
        later.books,
    )


@pytest.mark.parametrize("preset", ["essay", "documented"])
def test_parts_come_back_from_a_checkpoint(preset):
    scenario = Scenario.load(preset)
    start = Nation.start(scenario, 1000, MONTH)
    assert Nation.from_json(scenario, json.loads(json.dumps(start.to_json()))) == start
