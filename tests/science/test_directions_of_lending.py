"""Which way lenders, courts and the registry push: the same people and luck, one number apart."""

import pytest

from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK

from .laboratory import begin, simulate_months
from .observed import Case, column, each, mean, measure, total

IN_ROUNDS = {"lending.monthly_loans.on": True, "scoring.scorecard.on": True}
NO_FORCE = {"scoring.court_list.on": False, "consequences.on": False}

CASES = {
    "without force debtors stop paying (D6)": Case(
        "lending.sued",
        0.0,
        1.0,
        less=(measure("delinquency_rate"), measure("defaults_cumulative"), measure("share_withholding")),
        past="documented",
        both=NO_FORCE,
        months=9,
    ),
    "lists deter where courts do not": Case(
        "lending.fear_list",
        0.0,
        2.0,
        less=(measure("share_withholding"),),
        past="documented",
        both={"lending.sued": 0.0},
    ),
    "force that makes people pay becomes lenders' capital, and capital becomes supply (P18)": Case(
        "lending.sued",
        0.0,
        1.0,
        more=(measure("lender_capital_ratio"), measure("credit_supply"), total("lent_yuan")),
        past="documented",
        both=NO_FORCE,
        months=18,
    ),
    "villages that post names are paid (V14)": Case(
        "lending.village_shaming", 0.0, 1.0, less=(measure("delinquency_rate", group="area=rural"),), past="documented"
    ),
    "a low ceiling shuts out the risky, who turn to usurers (D11)": Case(
        "lending.rate_ceiling",
        0.05,
        0.24,
        more=(measure("loan_approval_rate"), measure("interest_transferred_yuan")),
        less=(measure("informal_debt_share"),),
        past="documented",
        months=9,
    ),
    "where the law bites, usury is cheaper": Case(
        "lending.informal_reach", 0.0, 1.0, more=(total("interest_informal_yuan"),)
    ),
    "risk is paid for by those who seem risky": Case(
        "lending.risk_thin", 1.0, 5.0, more=(measure("mean_interest_rate", group="quintile=1"),), past="documented"
    ),
    "payments that leave a trace open credit (V19)": Case(
        "lending.trace_grant", 0.0, 5.0, more=(measure("loan_approval_rate"),), past="documented"
    ),
    "lenders short of capital ration": Case(
        "lending.capital_comfort", 0.1, 1.0, less=(measure("credit_supply"), total("lent_yuan")), past="documented"
    ),
    "unpaid interest makes debts grow": Case(
        "lending.late_fee", 0.0, 5.0, more=(total("interest_capitalised_yuan"),), past="indebted"
    ),
    "who flees is not restored": Case(
        "lending.flight", 0.0, 0.3, less=(measure("restored_cumulative"),), past="indebted"
    ),
    "fines are paid to the state": Case(
        "lending.fine", 0.0, 1.0, more=(measure("fines_yuan_cumulative"),), past="indebted"
    ),
    "work that stands still makes payments late (V9)": Case(
        "livelihood.furlough",
        0.0,
        0.5,
        more=(measure("delinquency_rate"), column("arrears_months")),
        less=(mean("mean_income_yuan_month"),),
        past="documented",
        months=3,
    ),
}


@pytest.mark.parametrize("name", each(CASES))
def test_the_direction_of(pasts, name):
    CASES[name].check(*pasts[CASES[name].past])


def test_files_grow_as_published():
    """D19, 2e: the share of adults with a credit file follows its path, whoever borrows."""
    scenario = Scenario.load("documented")
    simulated = simulate_months(scenario, begin(scenario, people=BLOCK), months=30)
    path = scenario.initialization.registry.at(scenario.window.from_ + 29)
    assert 1.0 - simulated.measure("share_thin_file") == pytest.approx(path, abs=0.01)


def test_the_upper_quintiles_owe_most(documented_past):
    """V10."""
    shares = [documented_past.measure(f"debt_share_q{q}") for q in range(1, 6)]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("number", "low", "high", "has_less", "policy"),
    [
        ("down", 0.1, 0.4, column("payment_record"), "threshold"),
        ("loss_over_gain", 2.0, 10.0, total("is_approved"), "profit"),
        # few are announced to be likelier to fail than not
        ("response", 0.0, 1.0, total("is_default"), "threshold"),
    ],
)
def test_loans_in_rounds_push_where_they_should(documented, number, low, high, has_less, policy):
    scenario = documented.with_changes(IN_ROUNDS | {"lending.monthly_loans.policy": policy})
    opening = begin(scenario, people=BLOCK)
    some, others = (
        simulate_months(scenario.set(f"lending.monthly_loans.{number}", value), opening, months=4)
        for value in (low, high)
    )
    assert has_less(others) < has_less(some)


def test_loans_in_rounds_take_the_place_of_household_credit(documented):
    scenario = documented.with_changes(IN_ROUNDS)
    opening = begin(scenario, people=BLOCK)
    simulated = simulate_months(scenario, opening, months=2)
    assert simulated.total("lent_yuan") == simulated.total("interest_yuan") == 0 < simulated.total("is_approved")
    for kind in ("mortgage", "consumer", "business", "informal"):
        assert (simulated.people(f"debt_{kind}_yuan") == opening.people(f"debt_{kind}_yuan")).all()
