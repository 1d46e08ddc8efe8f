"""Lending: the price of loans, who gets them, and what happens when they are not repaid."""

from __future__ import annotations

from ...vocabulary.scores import SCORES
from ..parameter import (
    Section,
    chance,
    choice,
    flag,
    months,
    months_of_income,
    parameter,
    points,
    proportion,
    rate,
    ratio,
    share,
    switch,
    times,
    years,
)
from ..parameter_value import Choice, Setting, Switch


def _fear(default: float, of: str, source: str) -> Setting:
    meaning = f"believed cost of not paying through {of} (size assumed)"
    return times(default, meaning, source, unit="times the greatest gain")


class MonthlyLoans(Section):
    """Monthly loan rounds that replace household credit (Liu et al. 2018; D'Amour et al. 2020; Perdomo et al. 2020)."""

    on: Switch = switch(False, "whether loans in monthly rounds replace household credit")

    policy: Choice = choice(
        "threshold",
        "threshold",
        "profit",
        "parity",
        "opportunity",
        meaning="who is given a loan: payment records from `threshold` on; loans with positive expected profit; or "
        "the most profitable policy that lends to equal shares of townspeople and villagers (parity), or of "
        "those among them who would repay (opportunity)",
    )
    threshold: Setting = share(0.0, "lowest payment record that the policy `threshold` lends to", unit="0..1")
    loss_over_gain: Setting = ratio(
        4.0, "lender's loss from a failed loan divided by the gain from a repaid one", high=1000
    )
    repay_low: Setting = share(0.2, "chance of repayment at payment record 0", unit="chance")
    repay_high: Setting = share(0.95, "chance of repayment at payment record 1, with even steps between", unit="chance")
    response: Setting = ratio(
        0.0, "how much a default risk above one half that a scorecard announces adds to the true risk", low=-5, high=5
    )
    up: Setting = share(0.1, "increase of the payment record after a repaid loan", unit="0..1")
    down: Setting = share(0.2, "decrease of the payment record after a failed loan", unit="0..1")
    expected: Setting = flag(
        0.0, "whether payment records move by the expected result of a loan instead of the actual one"
    )


class LoanPerformance(Section):
    """How applicants are followed, for audits of lending and for lenders who train a scorecard."""

    on: Switch = switch(
        True, "whether applicants are followed; without it no audit knows who pays, and no scorecard is trained"
    )

    horizon_months: Setting = months(
        12, "months for which an applicant is followed before being counted as paid or defaulted", low=1, high=120
    )
    bad_months: Setting = months(3, "months of arrears that count as failure; a default counts too", low=1, high=255)
    paper_instalment: Setting = months_of_income(
        0.27,
        "hypothetical monthly instalment of a refused loan (as usual: 4 months of income over 18 months, 14.6 % a "
        "year)",
        high=10,
    )
    paper_floor: Setting = months_of_income(
        0.15, "cash that would be kept for food before that instalment is paid", high=10
    )


class Lending(Section):
    """The price of loans, who gets them, and what happens when they are not repaid."""

    on: Switch = switch(True, "whether anybody lends", "D2")

    # price
    rate_mortgage: Setting = rate(0.052, "interest on mortgages")
    rate_consumer: Setting = rate(0.146, "interest on consumer debt (0.04 % a day; unverified)", "2f-rate", high=2)
    rate_business: Setting = rate(0.08, "interest on small-business debt", high=2)
    rate_ceiling: Setting = rate(
        [
            ("2007-01", 0.24),
            ("2015-09", 0.24, "2f-ceilings", "documented"),
            ("2020-08", 0.154, "2f-ceilings", "documented"),
        ],
        "highest interest rate that a court enforces",
        "D11",
        high=5,
    )
    pricing: Setting = proportion(
        1.0, "share of the difference in risk that borrowers pay for; 0 means one price for everybody", "D16, D18"
    )
    margin: Setting = rate(0.087, "lenders' margin over the break-even rate (with it the usual rate is 14.6 %)")
    funding_rate: Setting = rate(0.04, "interest that lenders pay for the money that they lend")
    loss_given_default: Setting = proportion(0.6, "share of a defaulted loan that lenders expect to lose")
    risk_usual: Setting = rate(0.03, "default risk that lenders expect of an ordinary borrower")
    risk_score: Setting = parameter(
        0.3,
        "relative decrease of the expected risk per 100 points above neutral, and increase below (size assumed)",
        "D16",
        unit="per 100 points",
        high=5,
    )
    risk_record: Setting = ratio(4.0, "increase of the expected risk for the worst payment record", high=100)
    risk_thin: Setting = ratio(1.5, "expected risk of thin files, relative to others", "D19")
    risk_most: Setting = rate(0.5, "highest risk that lenders price")
    term_mortgage: Setting = months(200, "term over which mortgages are repaid", low=1, high=600)
    term_consumer: Setting = months(18, "term over which consumer debts are repaid", low=1, high=600)
    term_business: Setting = months(60, "term over which small-business debts are repaid", low=1, high=600)

    # paying
    instalment_least: Setting = proportion(
        0.12, "smallest monthly instalment of each debt relative to income, so that debts end"
    )
    forgetting: Setting = chance(
        0.009, "chance that a person of average prudence misses a payment despite being able to pay"
    )
    forgetting_careless: Setting = times(
        1.5,
        "the same chance for the least prudent, relative to the average; the factor falls by a person's prudence "
        "(0..1)",
        low=1,
    )
    forgetting_fallen: Setting = times(
        5.0, "the same chance for people whose income has just fallen: they hold on to their money", low=1, high=100
    )
    income_fall: Setting = proportion(0.7, "income relative to its yearly mean below which it counts as fallen")
    reminder: Setting = proportion(0.5, "people behind with a payment who pay after a reminder")
    late_fee: Setting = ratio(0.5, "late fee relative to the unpaid interest; it is added to the debt", high=5)
    capitalises: Setting = proportion(1.0, "share of unpaid interest that is added to the debt")
    cash_floor: Setting = months_of_income(0.15, "cash that people keep for food before they pay debts")
    record_months: Setting = months(24, "memory of the payment record", low=1)

    default_mark: Setting = proportion(0.4, "share of the payment record that a default removes", "D21")
    mark_months: Setting = months(
        60, "memory of the registry for old marks (five years; unverified)", "2b-registry", low=1, high=600
    )

    # willing to pay?
    temptation: Setting = times(
        1.0,
        "gain from not paying for a person without any conscience; the fears below use it as unit (size assumed)",
        "D6",
    )
    fear_credit: Setting = _fear(0.35, "lost access to credit", "D6")
    fear_court: Setting = _fear(1.25, "courts, if lenders always sue", "D6")
    fear_list: Setting = _fear(0.2, "lists and rules in force", "D6, W4")
    fear_home: Setting = _fear(0.3, "the pledged home", "D7")
    fear_shame: Setting = _fear(0.2, "public shaming, in a village that posts the names of late payers", "V14")
    village_shaming: Setting = proportion(0.0, "villages that post the names of late payers in public", "V14")
    shame_pays: Setting = proportion(0.37, "late payments that such posting prevents (5.6 of 15.2 points)", "V14")

    # not paying
    default_months: Setting = months(
        6,
        "months of arrears after which all loans of a person are in default (card debt over six months)",
        "2f",
        low=1,
        high=255,
    )
    sued: Setting = proportion(0.44, "defaulted debt that goes to court", "D21")
    settle: Setting = chance(0.014, "chance that a person under a court order starts to settle")
    pressure: Setting = ratio(1.0, "increase of that chance by sanctions (2a: 27 % performed by 2018)", "2a")
    shame_pressure: Setting = ratio(0.5, "increase of that chance by publication of the name", "V14")
    flight: Setting = chance(0.002, "chance that a person under a court order flees", "D7")
    fine: Setting = chance(0.01, "chance of a fine for a person under a court order who could pay and does not", "D7")
    fine_months: Setting = months_of_income(1.0, "amount of such a fine")
    punish: Setting = chance(
        0.0002, "chance that such a person is convicted of a crime (7,281 people in nine months of 2018)", "2a"
    )
    settle_income_months: Setting = months_of_income(
        10, "largest debt that a settlement leaves to be paid in instalments"
    )

    # who is given a loan
    supply: Setting = times(
        [
            ("2008-01", 0.35),
            ("2010-01", 0.65),
            ("2012-01", 1.0),
            ("2014-01", 1.0),
            ("2016-01", 1.4),
            ("2019-01", 2.0),
            ("2021-01", 0.9),
        ],
        "lenders' willingness to lend, relative to normal (P19: debt is pushed when growth slows; path assumed)",
        "P19",
        between="linear",
    )
    grant: Setting = chance(0.75, "chance that a sound application is approved", "D16")
    record_least: Setting = proportion(0.7, "lowest payment record that is given a loan")
    score: Choice = choice(
        "usual",
        "usual",
        *SCORES,
        meaning="the score that lenders use (usual: the single score, or the commercial one if there is none); a "
        "score that does not exist tells them nothing; `score_neutral` must suit its scale",
        source="D2",
    )
    score_lean: Setting = parameter(
        0.15,
        "relative change of the odds of approval per 100 points above neutral (size assumed)",
        "D2",
        unit="per 100 points",
        high=5,
    )
    score_neutral: Setting = points(650, "score that leaves the odds of approval unchanged", high=2000)
    thin_months: Setting = months(3, "length of file below which a file is thin (size assumed)", "D19", high=120)
    thin_grant: Setting = proportion(0.35, "thin files that are given a loan nevertheless", "D19")
    thin_limit: Setting = proportion(0.6, "credit limit of a thin file, relative to others", "D19")
    trace_grant: Setting = ratio(
        0.563, "relative increase of that share when all payments leave a trace: cash shows a lender nothing", "V19"
    )
    trace_limit: Setting = proportion(0.41, "addition to that ratio when all payments leave a trace", "V19")
    registry_idle: Setting = proportion(
        0.2, "chance that the registry opens a file for a person without debt, relative to a debtor", "2e"
    )
    platform_limit: Setting = ratio(0.3, "relative increase of the credit limit by the platform's loan", "K1")

    # demand
    desire: Setting = chance(0.6, "chance that the least prudent apply for a consumer loan")
    desire_ends: Setting = proportion(0.5, "prudence from which nobody borrows for consumption")
    desire_broke: Setting = chance(0.5, "the same chance for people who have run out of cash")
    distress_months: Setting = months_of_income(1.5, "cash below which a person has run out of cash")
    loan_months: Setting = months_of_income(4.0, "amount applied for")
    loan_least: Setting = parameter(
        200, "smallest loan (platform limits start at 500)", "2f-platform", unit="yuan", high=1_000_000
    )
    limit_months: Setting = months_of_income(18, "largest consumer debt that is granted")
    business_desire: Setting = chance(0.006, "chance that a person in trade applies for a business loan")
    business_base: Setting = times(
        0.5, "such applications of a person without permanent income, relative to the average"
    )
    business_slope: Setting = times(0.5, "applications that a mean permanent income adds")
    business_months: Setting = months_of_income(30, "amount of a business loan")
    home_desire: Setting = chance(0.022, "chance that a person of home-buying age wants to buy a home")
    home_age_from: Setting = years(22, "lowest age at which people buy homes")
    home_age_until: Setting = years(55, "highest age at which people buy homes")
    home_pull_base: Setting = times(0.3, "such wishes of a person without permanent income, relative to the average")
    home_pull_slope: Setting = times(0.7, "wishes that a mean permanent income adds")
    home_pull_most: Setting = times(1.5, "level at which such wishes stop rising with income", high=100)
    home_rural: Setting = ratio(0.3, "such wishes in the country, relative to towns", high=5)
    home_price_months: Setting = months_of_income(48, "price of a home")
    loan_to_value: Setting = proportion(0.75, "share of the home's price that is borrowed")
    second_home_months: Setting = months_of_income(12, "remaining mortgage below which another home may be bought")
    burden_most: Setting = ratio(0.6, "highest share of income that may go into instalments", high=2)

    # informal lenders
    informal_access: Setting = proportion(0.4, "people refused and out of cash who find an informal lender", "D15")
    informal_months: Setting = months_of_income(1.5, "amount of an informal loan")
    informal_limit_months: Setting = months_of_income(6, "largest debt that informal lenders accept")
    informal_rate: Setting = rate(0.42, "interest that informal lenders charge (size assumed)", "D11", high=10)
    informal_void: Setting = rate(
        [
            ("2007-01", 0.36),
            ("2015-09", 0.36, "2f-ceilings", "documented"),
            ("2020-08", 0.154, "2f-ceilings", "documented"),
        ],
        "interest rate above which a private loan is void",
        "D11",
        high=5,
    )
    informal_reach: Setting = proportion(
        0.8, "share of the interest beyond the void rate that informal lenders collect nevertheless", "D13"
    )
    informal_term: Setting = months(18, "term over which informal debts are repaid", low=1, high=600)
    informal_pays_most: Setting = proportion(
        0.5, "largest share of the remaining cash that repays informal debts in a month"
    )
    informal_loss: Setting = chance(0.004, "chance that an informal debt is lost")

    # the lender's books
    operating_cost: Setting = rate(0.015, "lenders' operating cost, relative to what they are owed")
    capital_start: Setting = proportion(0.13, "lenders' capital relative to what they are owed, at the start of a run")
    capital_target: Setting = proportion(0.13, "capital relative to claims above which lenders pay out their profit")
    capital_comfort: Setting = proportion(0.1, "capital relative to claims below which lenders begin to ration")
    capital_least: Setting = proportion(0.06, "capital relative to claims at which lenders stop lending")
    provision: Setting = proportion(0.6, "share of debts under a court order that lenders write down")
    monthly_loans: MonthlyLoans = MonthlyLoans()
    loan_performance: LoanPerformance = LoanPerformance()
