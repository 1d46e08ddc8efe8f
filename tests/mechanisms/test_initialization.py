"""Beginning: what is owed when a run begins, and who owes it."""

import numpy as np
import pytest

from xinyong.evidence.single_tile import begin
from xinyong.mechanisms.lending.new_loans import TRADES
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK
from xinyong.vocabulary import LOANS, OCCUPATIONS

SCENARIO = Scenario.load("documented")
PEOPLE = 4 * BLOCK

OF_TRADE = [OCCUPATIONS.index(name) for name in TRADES]


def opening(**changes):
    return begin(SCENARIO.with_changes(changes), people=PEOPLE)


def owed(moment, kind):
    """Of each citizen, in years of their own income."""
    return moment.people(f"debt_{kind}_yuan") / (12.0 * moment.people("income_year_yuan"))


@pytest.fixture(scope="module")
def moment():
    return opening()


@pytest.mark.parametrize("year", [2008, 2013, 2017])
def test_the_nation_owes_what_it_is_set_to_at_any_date(year):
    """Whoever holds it: the sums over each block are laid out so, and only who draws what is left to luck."""
    moment = opening(window={"from": f"{year}-06", "until": f"{year}-06"})
    numbers = SCENARIO.initialization.numbers(12 * year + 5)
    income = 12.0 * moment.people("income_year_yuan").sum()
    for kind in LOANS:
        found = moment.people(f"debt_{kind}_yuan").sum() / income
        assert found == pytest.approx(numbers["debt_to_income"] * numbers[f"{kind}_share"], rel=0.08), kind


def test_kinds_add_up_to_all_debt_at_any_date():
    for month in range(12 * 2008, 12 * 2021, 7):
        numbers = SCENARIO.initialization.numbers(month)
        assert sum(numbers[f"{kind}_share"] for kind in LOANS) == pytest.approx(1.0)


def test_the_careful_owe_nothing_for_consumption(moment):
    holds, prudence = moment.people("debt_consumer_yuan") > 0, moment.people("prudence")
    assert not holds[prudence >= SCENARIO.initialization.consumer_ends.at(12 * 2013)].any()
    assert holds[prudence < 0.1].mean() > 1.5 * holds[(prudence > 0.3) & (prudence < 0.4)].mean() > 0


def test_mortgages_are_held_by_townspeople_of_some_age_who_could_save_up(moment):
    holds = moment.people("debt_mortgage_yuan") > 0
    age = (12 * 2013 - 12 * 1900 - moment.people("birth_month")) / 12
    is_of_age, is_prudent = (age >= 22) & (age < 60), moment.people("prudence") > 0.6
    is_urban = moment.people("is_urban")
    usual = holds[is_of_age & is_prudent & is_urban].mean()
    assert usual > 2 * holds[~is_of_age & is_prudent & is_urban].mean()
    assert usual > 4 * holds[is_of_age & (moment.people("prudence") < 0.4) & is_urban].mean()
    assert usual > 1.5 * holds[is_of_age & is_prudent & ~is_urban].mean()


def test_business_is_done_by_people_in_trade(moment):
    holds, trades = moment.people("debt_business_yuan") > 0, np.isin(moment.people("occupation"), OF_TRADE)
    assert holds[trades].mean() > 3 * holds[~trades].mean() > 0


@pytest.mark.parametrize("kind", LOANS)
def test_some_have_just_borrowed_and_others_nearly_paid_off(moment, kind):
    of_holders = np.concatenate([block[block > 0] / block[block > 0].mean() for block in by_block(owed(moment, kind))])
    spread = SCENARIO.initialization.spread.at(12 * 2013)
    assert of_holders.std() == pytest.approx(spread / np.sqrt(3.0), rel=0.1)


def by_block(values):
    return values.reshape(-1, BLOCK)


def test_without_spread_holders_of_a_block_owe_the_same_number_of_months():
    moment = opening(**{"initialization.spread": 0.0})
    for block in by_block(owed(moment, "mortgage")):
        months = 12.0 * block[block > 0]
        assert months == pytest.approx(months.mean(), rel=0.01)


def test_a_handful_of_people_owe_no_fortune():
    """A block in which hardly anybody could owe something lays it out to few, and to nobody where nobody could."""
    moment = begin(SCENARIO, people=5)
    assert np.isfinite(owed(moment, "business")).all()
    assert (owed(moment, "mortgage") < 40).all()
