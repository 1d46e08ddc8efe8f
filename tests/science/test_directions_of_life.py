"""Which way work, conduct and credit push: the same people with the same past and the same luck, one number apart."""

import pytest

from .observed import Case, column, each, mean, measure, total

CASES = {
    # livelihood
    "layoffs cost income, and bring arrears": Case(
        "livelihood.layoff_multiplier",
        1.0,
        8.0,
        more=(measure("share_jobless"), measure("delinquency_rate")),
        less=(measure("mean_income_yuan_month"), mean("mean_spending_yuan_month")),
        months=9,
    ),
    "the jobless find work": Case(
        "livelihood.rehire", 0.05, 0.4, more=(measure("mean_income_yuan_month"),), less=(measure("share_jobless"),)
    ),
    "shocks spread incomes": Case("livelihood.transitory_sd", 0.05, 0.6, more=(measure("gini_income"),)),
    "support lifts the poorest": Case(
        "livelihood.subsidy", 0.0, 0.2, more=(measure("mean_income_yuan_month", group="quintile=1"),)
    ),
    "those who fly more are refused more": Case(
        "livelihood.flights_year", 0.2, 1.0, more=(total("flights_wanted"), total("flights_blocked"))
    ),
    # conduct
    "a stronger penalty deters": Case(
        "conduct.penalty_over_gain",
        0.2,
        5.0,
        less=(column("act_jaywalk"), column("act_late_bill"), column("act_no_show"), total("acts")),
    ),
    "rewards pull volunteers": Case("conduct.merit_pull", 0.0, 5.0, more=(column("act_volunteer"), column("act_gym"))),
    "empty purses pay late": Case("conduct.late_bill_broke", 1.0, 20.0, more=(column("act_late_bill"),)),
    # lending
    "loose credit is debt": Case(
        "lending.supply",
        0.3,
        3.0,
        more=(measure("debt_to_income"), total("lent_yuan"), measure("interest_transferred_yuan")),
    ),
    "dear credit moves interest to lenders": Case(
        "lending.rate_consumer",
        0.02,
        0.24,
        more=(measure("interest_transferred_yuan"),),
        both={"lending.pricing": 0.0},
    ),
    "a wider margin on risk": Case("lending.margin", 0.0, 0.08, more=(measure("interest_transferred_yuan"),)),
    "a ceiling on rates": Case("lending.rate_ceiling", 0.03, 0.24, more=(measure("interest_transferred_yuan"),)),
    "usurers at hand": Case(
        "lending.informal_access",
        0.0,
        1.0,
        more=(measure("informal_debt_share"), measure("usury_transferred_yuan")),
    ),
    "forgetting is default": Case(
        "lending.forgetting",
        0.0,
        0.5,
        more=(measure("delinquency_rate"), measure("defaults_cumulative"), measure("judgments_cumulative")),
        months=9,
    ),
    "lenders who sue": Case("lending.sued", 0.1, 1.0, more=(measure("judgments_cumulative"),), past="indebted"),
    "debtors who settle are restored": Case(
        "lending.settle",
        0.0,
        0.5,
        more=(measure("restored_cumulative"), measure("restored_share")),
        past="indebted",
    ),
    "pressure makes debtors settle": Case(
        "lending.pressure", 0.0, 10.0, more=(measure("restored_cumulative"),), past="indebted"
    ),
}


@pytest.mark.parametrize("name", each(CASES))
def test_the_direction_of(pasts, name):
    CASES[name].check(*pasts[CASES[name].past])
