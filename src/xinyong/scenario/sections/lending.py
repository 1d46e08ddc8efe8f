"""Lending: what loans cost, who is given them, and what happens when they are not paid."""

from __future__ import annotations

from ...vocabulary import SCORES
from ..parameter import (
    Choice,
    Section,
    Setting,
    Switch,
    chance,
    choice,
    months,
    months_of_income,
    parameter,
    points,
    rate,
    ratio,
    switch,
    times,
    years,
)
from .loan_performance import LoanPerformance
from .monthly_loans import MonthlyLoans


def _fear(default: float, of: str, source: str) -> Setting:
    meaning = f"what not paying is believed to cost through {of} (size assumed)"
    return times(default, meaning, source, unit="times the greatest gain")


class Lending(Section):
    """What loans cost, who is given them, and what happens when they are not paid."""

    on: Switch = switch(True, meaning="whether anybody lends", source="D2")

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
        "highest rate that a court enforces",
        "D11",
        high=5,
    )
    pricing: Setting = ratio(
        1.0, "part of the difference in risk that borrowers pay; 0 is one price for everybody", "D16, D18", high=1
    )
    margin: Setting = rate(
        0.087, "what lenders add to the rate at which they break even (with it the usual pay 14.6 %)"
    )
    funding_rate: Setting = rate(0.04, "what lenders pay for the money that they lend")
    loss_given_default: Setting = ratio(0.6, "share of a failed loan that lenders expect to lose", high=1)
    risk_usual: Setting = rate(0.03, "chance of failing that lenders expect of an ordinary borrower")
    risk_score: Setting = parameter(
        0.3,
        "what a score above neutral takes from that risk, and one below adds (size assumed)",
        "D16",
        unit="per 100 points",
        low=0,
        high=5,
    )
    risk_record: Setting = ratio(4.0, "what a payment record that is wholly bad adds to it", high=100)
    risk_thin: Setting = ratio(1.5, "risk of thin files over that of others, as lenders see it", "D19")
    risk_most: Setting = rate(0.5, "highest risk that lenders reckon with")
    term_mortgage: Setting = months(200, "term over which mortgages are repaid", low=1, high=600)
    term_consumer: Setting = months(18, "term over which consumer debts are repaid", low=1, high=600)
    term_business: Setting = months(60, "term over which small-business debts are repaid", low=1, high=600)

    # paying
    instalment_least: Setting = ratio(0.12, "smallest instalment of each debt over income: debts end", high=1)
    forgetting: Setting = chance(
        0.009, "chance that somebody of average prudence misses a payment that they could make"
    )
    forgetting_careless: Setting = times(
        1.5, "such chance of the least prudent over the average; the most prudent have 1 less", low=1
    )
    forgetting_fallen: Setting = times(
        5.0, "such chance of those whose income has just fallen: they hold on to their money", low=1, high=100
    )
    income_fall: Setting = ratio(0.7, "income over its yearly mean below which it has fallen", high=1)
    reminder: Setting = ratio(0.5, "share of those behind who are moved to pay by a reminder", high=1)
    late_fee: Setting = ratio(0.5, "late fee over the interest that was not paid; it is added to the debt", high=5)
    capitalises: Setting = ratio(1.0, "share of unpaid interest that is added to the debt", high=1)
    cash_floor: Setting = months_of_income(0.15, "cash that is kept for food before debts are paid")
    record_months: Setting = months(24, "memory of the payment record", low=1)

    default_mark: Setting = ratio(0.4, "share of the payment record that a default takes", "D21", high=1)
    mark_months: Setting = months(
        60, "memory of the registry for old marks (five years; unverified)", "2b-registry", low=1, high=600
    )

    # willing to pay?
    temptation: Setting = times(
        1.0,
        "gain of not paying for somebody without any conscience; what follows is measured by it (size assumed)",
        "D6",
    )
    fear_credit: Setting = _fear(0.35, "credit that is lost", "D6")
    fear_court: Setting = _fear(1.25, "a court, if lenders always sue", "D6")
    fear_list: Setting = _fear(0.2, "lists and rules that are in force", "D6, W4")
    fear_home: Setting = _fear(0.3, "the home that is pledged", "D7")
    fear_shame: Setting = _fear(0.2, "a village where the names of late payers hang on the wall", "V14")
    village_shaming: Setting = ratio(0.0, "villages that post the names of late payers", "V14", high=1)
    shame_pays: Setting = ratio(
        0.37, "share of late payments that such posting ends (5.6 of 15.2 points)", "V14", high=1
    )

    # not paying
    default_months: Setting = months(
        6,
        "arrears after which all of somebody's loans count as defaulted (card debt over six months)",
        "2f",
        low=1,
        high=255,
    )
    sued: Setting = ratio(0.44, "share of defaulted debt that goes to court", "D21", high=1)
    settle: Setting = chance(0.014, "chance that somebody under a court order sets out to settle")
    pressure: Setting = ratio(1.0, "what sticks add to it (2a: 27 % performed by 2018)", "2a")
    shame_pressure: Setting = ratio(0.5, "what publication of the name adds to it", "V14")
    flight: Setting = chance(0.002, "chance that somebody under a court order flees from it", "D7")
    fine: Setting = chance(0.01, "chance that somebody is fined who could pay under an order and does not", "D7")
    fine_months: Setting = months_of_income(1.0, "such a fine")
    punish: Setting = chance(
        0.0002, "chance that such a person is punished as a criminal (7,281 people in nine months of 2018)", "2a"
    )
    settle_income_months: Setting = months_of_income(10, "most that a settlement may leave to instalments")

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
        "readiness to lend over its normal level (P19: debt is pushed when growth slows; path assumed)",
        "P19",
        between="linear",
    )
    grant: Setting = chance(0.75, "chance that a sound request is granted", "D16")
    record_least: Setting = ratio(0.7, "payment record below which nobody is given a loan", high=1)
    score: Choice = choice(
        "usual",
        "usual",
        *SCORES,
        meaning="the score that lenders look at (usual: the single score, and the commercial one without it); one that "
        "does not exist tells them nothing; `score_neutral` must suit its scale",
        source="D2",
    )
    score_lean: Setting = parameter(
        0.15, "what a score above neutral adds to the odds (size assumed)", "D2", unit="per 100 points", low=0, high=5
    )
    score_neutral: Setting = points(650, "score that leaves the odds as they are", high=2000)
    thin_months: Setting = months(3, "file length below which a file is thin (size assumed)", "D19", high=120)
    thin_grant: Setting = ratio(0.35, "share of thin files that are lent to all the same", "D19", high=1)
    thin_limit: Setting = ratio(0.6, "limit of a thin file over that of others", "D19", high=1)
    trace_grant: Setting = ratio(
        0.563, "what payments that all leave a trace add to that share: cash shows a lender nothing", "V19"
    )
    trace_limit: Setting = ratio(0.41, "what they add to the limit of a thin file", "V19", high=1)
    registry_idle: Setting = ratio(
        0.2, "chance that the registry opens a file for somebody without debt, over that of a debtor", "2e", high=1
    )
    platform_limit: Setting = ratio(0.3, "what the platform's loan adds to the limit", "K1")

    # demand
    desire: Setting = chance(0.6, "chance that the least prudent ask for a consumer loan")
    desire_ends: Setting = ratio(0.5, "prudence from which nobody borrows to consume", high=1)
    desire_broke: Setting = chance(0.5, "the same for those who have run out of cash")
    distress_months: Setting = months_of_income(1.5, "cash below which somebody has run out")
    loan_months: Setting = months_of_income(4.0, "amount asked for")
    loan_least: Setting = parameter(
        200, "smallest loan (platform limits start at 500)", "2f-platform", unit="yuan", low=0, high=1_000_000
    )
    limit_months: Setting = months_of_income(18, "most consumer debt that is granted")
    business_desire: Setting = chance(0.006, "chance that somebody in trade asks for a business loan")
    business_base: Setting = times(0.5, "such requests of somebody without permanent income over the average")
    business_slope: Setting = times(0.5, "what a mean permanent income adds to them")
    business_months: Setting = months_of_income(30, "its amount")
    home_desire: Setting = chance(0.022, "chance that somebody of an age to buy a home wants to")
    home_age_from: Setting = years(22, "first age at which people buy homes")
    home_age_until: Setting = years(55, "last age at which people buy homes")
    home_pull_base: Setting = times(0.3, "such wishes of somebody without permanent income over the average")
    home_pull_slope: Setting = times(0.7, "what a mean permanent income adds to them")
    home_pull_most: Setting = times(1.5, "where they stop rising with income", high=100)
    home_rural: Setting = ratio(0.3, "the same in the country over towns", high=5)
    home_price_months: Setting = months_of_income(48, "price of a home")
    loan_to_value: Setting = ratio(0.75, "share of the price that is borrowed", high=1)
    second_home_months: Setting = months_of_income(12, "mortgage left below which another home may be bought")
    burden_most: Setting = ratio(0.6, "highest share of income that may go into instalments", high=2)

    # informal lenders
    informal_access: Setting = ratio(0.4, "share of the refused and broke who find an informal lender", "D15", high=1)
    informal_months: Setting = months_of_income(1.5, "amount of an informal loan")
    informal_limit_months: Setting = months_of_income(6, "most that informal lenders lend")
    informal_rate: Setting = rate(0.42, "interest that informal lenders ask for (size assumed)", "D11", high=10)
    informal_void: Setting = rate(
        [
            ("2007-01", 0.36),
            ("2015-09", 0.36, "2f-ceilings", "documented"),
            ("2020-08", 0.154, "2f-ceilings", "documented"),
        ],
        "rate above which a private loan is void",
        "D11",
        high=5,
    )
    informal_reach: Setting = ratio(
        0.8, "share of interest beyond the void line that informal lenders get all the same", "D13", high=1
    )
    informal_term: Setting = months(18, "term over which informal debts are repaid", low=1, high=600)
    informal_pays_most: Setting = ratio(
        0.5, "share of the cash left that goes at most into repaying informal debts in a month", high=1
    )
    informal_loss: Setting = chance(0.004, "chance that an informal debt is lost")

    # the lender's books
    operating_cost: Setting = rate(0.015, "cost of running the business, over what is owed")
    capital_start: Setting = ratio(0.13, "lenders' capital over what they are owed, when a run begins", high=1)
    capital_target: Setting = ratio(0.13, "capital over claims beyond which lenders pay out their profit", high=1)
    capital_comfort: Setting = ratio(0.1, "capital over claims below which lenders begin to ration", high=1)
    capital_least: Setting = ratio(0.06, "capital over claims at which they lend nothing more", high=1)
    provision: Setting = ratio(0.6, "share of debts under a court's order that lenders take for lost", high=1)
    rounds: MonthlyLoans = MonthlyLoans()
    following: LoanPerformance = LoanPerformance()
