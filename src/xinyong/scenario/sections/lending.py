"""Lending: what loans cost, who is given them, and what happens when they are not paid."""

from __future__ import annotations

from ..parameter import Choice, Dated, Section, Setting, Switch, choice, parameter, switch
from .loan_performance import LoanPerformance
from .monthly_loans import MonthlyLoans


def _chance(default: float | Dated, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="per month", low=0, high=1, source=source, meaning=meaning)
    return found


def _months(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="months of income", low=0, high=1000, source=source, meaning=meaning)
    return found


def _term(default: float, kind: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="months",
        low=1,
        high=600,
        source="assumption",
        meaning=f"term over which {kind} are repaid",
    )
    return found


def _fear(default: float, of: str, source: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="times the greatest gain",
        low=0,
        high=10,
        source=source,
        meaning=f"what not paying is believed to cost through {of} (size assumed)",
    )
    return found


def _rate(default: float | Dated, meaning: str, source: str = "assumption", *, most: float = 1) -> Setting:
    found: Setting = parameter(default, unit="per year", low=0, high=most, source=source, meaning=meaning)
    return found


def _ratio(default: float, meaning: str, source: str = "assumption", *, most: float = 10) -> Setting:
    found: Setting = parameter(default, unit="ratio", low=0, high=most, source=source, meaning=meaning)
    return found


class Lending(Section):
    """What loans cost, who is given them, and what happens when they are not paid."""

    on: Switch = switch(True, meaning="whether anybody lends", source="D2")

    # price
    rate_mortgage: Setting = parameter(
        0.052, unit="per year", low=0, high=1, source="assumption", meaning="interest on mortgages"
    )
    rate_consumer: Setting = parameter(
        0.146,
        unit="per year",
        low=0,
        high=2,
        source="2f-rate",
        meaning="interest on consumer debt (0.04 % a day; unverified)",
    )
    rate_business: Setting = parameter(
        0.08, unit="per year", low=0, high=2, source="assumption", meaning="interest on small-business debt"
    )
    rate_ceiling: Setting = parameter(
        [
            ("2007-01", 0.24),
            ("2015-09", 0.24, "2f-ceilings", "documented"),
            ("2020-08", 0.154, "2f-ceilings", "documented"),
        ],
        unit="per year",
        low=0,
        high=5,
        source="D11",
        meaning="highest rate that a court enforces",
    )
    pricing: Setting = _ratio(
        1.0, "part of the difference in risk that borrowers pay; 0 is one price for everybody", "D16, D18", most=1
    )
    margin: Setting = _rate(
        0.087, "what lenders add to the rate at which they break even (with it the usual pay 14.6 %)"
    )
    funding_rate: Setting = _rate(0.04, "what lenders pay for the money that they lend")
    loss_given_default: Setting = _ratio(0.6, "share of a failed loan that lenders expect to lose", most=1)
    risk_usual: Setting = _rate(0.03, "chance of failing that lenders expect of an ordinary borrower")
    risk_score: Setting = parameter(
        0.3,
        unit="per 100 points",
        low=0,
        high=5,
        source="D16",
        meaning="what a score above neutral takes from that risk, and one below adds (size assumed)",
    )
    risk_record: Setting = _ratio(4.0, "what a payment record that is wholly bad adds to it", most=100)
    risk_thin: Setting = _ratio(1.5, "risk of thin files over that of others, as lenders see it", "D19")
    risk_most: Setting = _rate(0.5, "highest risk that lenders reckon with")
    term_mortgage: Setting = _term(200, "mortgages")
    term_consumer: Setting = _term(18, "consumer debts")
    term_business: Setting = _term(60, "small-business debts")

    # paying
    instalment_least: Setting = _ratio(0.12, "smallest instalment of each debt over income: debts end", most=1)
    forgetting: Setting = _chance(
        0.009, "chance that somebody of average prudence misses a payment that they could make"
    )
    forgetting_careless: Setting = parameter(
        1.5,
        unit="times",
        low=1,
        high=10,
        source="assumption",
        meaning="such chance of the least prudent over the average; the most prudent have 1 less",
    )
    forgetting_fallen: Setting = parameter(
        5.0,
        unit="times",
        low=1,
        high=100,
        source="assumption",
        meaning="such chance of those whose income has just fallen: they hold on to their money",
    )
    income_fall: Setting = _ratio(0.7, "income over its yearly mean below which it has fallen", most=1)
    reminder: Setting = _ratio(0.5, "share of those behind who are moved to pay by a reminder", most=1)
    late_fee: Setting = _ratio(0.5, "late fee over the interest that was not paid; it is added to the debt", most=5)
    capitalises: Setting = _ratio(1.0, "share of unpaid interest that is added to the debt", most=1)
    cash_floor: Setting = _months(0.15, "cash that is kept for food before debts are paid")
    record_months: Setting = parameter(
        24, unit="months", low=1, high=240, source="assumption", meaning="memory of the payment record"
    )

    default_mark: Setting = _ratio(0.4, "share of the payment record that a default takes", "D21", most=1)
    mark_months: Setting = parameter(
        60,
        unit="months",
        low=1,
        high=600,
        source="2b-registry",
        meaning="memory of the registry for old marks (five years; unverified)",
    )

    # willing to pay?
    temptation: Setting = parameter(
        1.0,
        unit="times",
        low=0,
        high=10,
        source="D6",
        meaning="gain of not paying for somebody without any conscience; what follows is measured by it (size assumed)",
    )
    fear_credit: Setting = _fear(0.35, "credit that is lost", "D6")
    fear_court: Setting = _fear(1.25, "a court, if lenders always sue", "D6")
    fear_list: Setting = _fear(0.2, "lists and rules that are in force", "D6, W4")
    fear_home: Setting = _fear(0.3, "the home that is pledged", "D7")
    fear_shame: Setting = _fear(0.2, "a village where the names of late payers hang on the wall", "V14")
    village_shaming: Setting = _ratio(0.0, "villages that post the names of late payers", "V14", most=1)
    shame_pays: Setting = _ratio(
        0.37, "share of late payments that such posting ends (5.6 of 15.2 points)", "V14", most=1
    )

    # not paying
    default_months: Setting = parameter(
        6,
        unit="months",
        low=1,
        high=255,
        source="2f",
        meaning="arrears after which all of somebody's loans count as defaulted (card debt over six months)",
    )
    sued: Setting = _ratio(0.44, "share of defaulted debt that goes to court", "D21", most=1)
    settle: Setting = _chance(0.014, "chance that somebody under a court order sets out to settle")
    pressure: Setting = _ratio(1.0, "what sticks add to it (2a: 27 % performed by 2018)", "2a")
    shame_pressure: Setting = _ratio(0.5, "what publication of the name adds to it", "V14")
    flight: Setting = _chance(0.002, "chance that somebody under a court order flees from it", "D7")
    fine: Setting = _chance(0.01, "chance that somebody is fined who could pay under an order and does not", "D7")
    fine_months: Setting = _months(1.0, "such a fine")
    punish: Setting = _chance(
        0.0002, "chance that such a person is punished as a criminal (7,281 people in nine months of 2018)", "2a"
    )
    settle_income_months: Setting = _months(10, "most that a settlement may leave to instalments")

    # who is given a loan
    supply: Setting = parameter(
        [
            ("2008-01", 0.35),
            ("2010-01", 0.65),
            ("2012-01", 1.0),
            ("2014-01", 1.0),
            ("2016-01", 1.4),
            ("2019-01", 2.0),
            ("2021-01", 0.9),
        ],
        unit="times",
        low=0,
        high=10,
        between="linear",
        source="P19",
        meaning="readiness to lend over its normal level (P19: debt is pushed when growth slows; path assumed)",
    )
    grant: Setting = _chance(0.75, "chance that a sound request is granted", "D16")
    record_least: Setting = _ratio(0.7, "payment record below which nobody is given a loan", most=1)
    score: Choice = choice(
        "usual",
        "usual",
        "unified",
        "factors",
        "points",
        "scorecard",
        "bureau",
        "firms",
        meaning="the score that lenders look at (usual: the single score, and the commercial one without it); one that "
        "does not exist tells them nothing; `score_neutral` must suit its scale",
        source="D2",
    )
    score_lean: Setting = parameter(
        0.15,
        unit="per 100 points",
        low=0,
        high=5,
        source="D2",
        meaning="what a score above neutral adds to the odds (size assumed)",
    )
    score_neutral: Setting = parameter(
        650,
        unit="points",
        low=0,
        high=2000,
        source="assumption",
        meaning="score that leaves the odds as they are",
    )
    thin_months: Setting = parameter(
        3,
        unit="months",
        low=0,
        high=120,
        source="D19",
        meaning="file length below which a file is thin (size assumed)",
    )
    thin_grant: Setting = _ratio(0.35, "share of thin files that are lent to all the same", "D19", most=1)
    thin_limit: Setting = _ratio(0.6, "limit of a thin file over that of others", "D19", most=1)
    trace_grant: Setting = _ratio(
        0.563, "what payments that all leave a trace add to that share: cash shows a lender nothing", "V19"
    )
    trace_limit: Setting = _ratio(0.41, "what they add to the limit of a thin file", "V19", most=1)
    registry_idle: Setting = _ratio(
        0.2, "chance that the registry opens a file for somebody without debt, over that of a debtor", "2e", most=1
    )
    platform_limit: Setting = _ratio(0.3, "what the platform's loan adds to the limit", "K1")

    # demand
    desire: Setting = _chance(0.6, "chance that the least prudent ask for a consumer loan")
    desire_ends: Setting = _ratio(0.5, "prudence from which nobody borrows to consume", most=1)
    desire_broke: Setting = _chance(0.5, "the same for those who have run out of cash")
    distress_months: Setting = _months(1.5, "cash below which somebody has run out")
    loan_months: Setting = _months(4.0, "amount asked for")
    loan_least: Setting = parameter(
        200,
        unit="yuan",
        low=0,
        high=1_000_000,
        source="2f-platform",
        meaning="smallest loan (platform limits start at 500)",
    )
    limit_months: Setting = _months(18, "most consumer debt that is granted")
    business_desire: Setting = _chance(0.006, "chance that somebody in trade asks for a business loan")
    business_base: Setting = parameter(
        0.5,
        unit="times",
        low=0,
        high=10,
        source="assumption",
        meaning="such requests of somebody without permanent income over the average",
    )
    business_slope: Setting = parameter(
        0.5, unit="times", low=0, high=10, source="assumption", meaning="what a mean permanent income adds to them"
    )
    business_months: Setting = _months(30, "its amount")
    home_desire: Setting = _chance(0.022, "chance that somebody of an age to buy a home wants to")
    home_age_from: Setting = parameter(
        22, unit="years", low=0, high=120, source="assumption", meaning="first age at which people buy homes"
    )
    home_age_until: Setting = parameter(
        55, unit="years", low=0, high=120, source="assumption", meaning="last age at which people buy homes"
    )
    home_pull_base: Setting = parameter(
        0.3,
        unit="times",
        low=0,
        high=10,
        source="assumption",
        meaning="such wishes of somebody without permanent income over the average",
    )
    home_pull_slope: Setting = parameter(
        0.7, unit="times", low=0, high=10, source="assumption", meaning="what a mean permanent income adds to them"
    )
    home_pull_most: Setting = parameter(
        1.5, unit="times", low=0, high=100, source="assumption", meaning="where they stop rising with income"
    )
    home_rural: Setting = _ratio(0.3, "the same in the country over towns", most=5)
    home_price_months: Setting = _months(48, "price of a home")
    loan_to_value: Setting = _ratio(0.75, "share of the price that is borrowed", most=1)
    second_home_months: Setting = _months(12, "mortgage left below which another home may be bought")
    burden_most: Setting = _ratio(0.6, "highest share of income that may go into instalments", most=2)

    # informal lenders
    informal_access: Setting = _ratio(0.4, "share of the refused and broke who find an informal lender", "D15", most=1)
    informal_months: Setting = _months(1.5, "amount of an informal loan")
    informal_limit_months: Setting = _months(6, "most that informal lenders lend")
    informal_rate: Setting = parameter(
        0.42,
        unit="per year",
        low=0,
        high=10,
        source="D11",
        meaning="interest that informal lenders ask for (size assumed)",
    )
    informal_void: Setting = _rate(
        [
            ("2007-01", 0.36),
            ("2015-09", 0.36, "2f-ceilings", "documented"),
            ("2020-08", 0.154, "2f-ceilings", "documented"),
        ],
        "rate above which a private loan is void",
        "D11",
        most=5,
    )
    informal_reach: Setting = _ratio(
        0.8, "share of interest beyond the void line that informal lenders get all the same", "D13", most=1
    )
    informal_term: Setting = _term(18, "informal debts")
    informal_pays_most: Setting = _ratio(
        0.5, "share of the cash left that goes at most into repaying informal debts in a month", most=1
    )
    informal_loss: Setting = _chance(0.004, "chance that an informal debt is lost")

    # the lender's books
    operating_cost: Setting = _rate(0.015, "cost of running the business, over what is owed")
    capital_start: Setting = _ratio(0.13, "lenders' capital over what they are owed, when a run begins", most=1)
    capital_target: Setting = _ratio(0.13, "capital over claims beyond which lenders pay out their profit", most=1)
    capital_comfort: Setting = _ratio(0.1, "capital over claims below which lenders begin to ration", most=1)
    capital_least: Setting = _ratio(0.06, "capital over claims at which they lend nothing more", most=1)
    provision: Setting = _ratio(0.6, "share of debts under a court's order that lenders take for lost", most=1)
    rounds: MonthlyLoans = MonthlyLoans()
    following: LoanPerformance = LoanPerformance()
