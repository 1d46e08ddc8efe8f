"""Lending: what loans cost, who is given them, and what happens when they are not paid."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _chance(default: float, meaning: str, source: str = "assumption") -> Setting:
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
        source="2f",
        meaning="interest on consumer debt (0.04 % a day; unverified)",
    )
    rate_business: Setting = parameter(
        0.08, unit="per year", low=0, high=2, source="assumption", meaning="interest on small-business debt"
    )
    rate_ceiling: Setting = parameter(
        [("2007-01", 0.24), ("2015-09", 0.24, "2f", "documented"), ("2020-08", 0.154, "2f", "documented")],
        unit="per year",
        low=0,
        high=5,
        source="D11",
        meaning="highest rate that a court enforces",
    )
    term_mortgage: Setting = _term(200, "mortgages")
    term_consumer: Setting = _term(18, "consumer debts")
    term_business: Setting = _term(60, "small-business debts")

    # paying
    instalment_least: Setting = _ratio(0.12, "smallest instalment of each debt over income: debts end", most=1)
    forgetting: Setting = _chance(
        0.01, "chance that somebody of average prudence misses a payment that they could make"
    )
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
        source="2b",
        meaning="memory of the registry for old marks (five years; unverified)",
    )

    # not paying
    sued: Setting = _ratio(0.65, "share of defaulted debt that goes to court", "D21", most=1)
    settle: Setting = _chance(0.014, "chance that somebody under a court order sets out to settle")
    pressure: Setting = _ratio(1.0, "what sticks add to it (2a: 27 % performed by 2018)", "2a")
    shame_pressure: Setting = _ratio(0.5, "what publication of the name adds to it", "V14")
    settle_income_months: Setting = _months(10, "most that a settlement may leave to instalments")

    # who is given a loan
    supply: Setting = parameter(
        [("2008-01", 0.5), ("2012-01", 0.8), ("2016-01", 1.4), ("2018-01", 1.3), ("2021-01", 0.8)],
        unit="times",
        low=0,
        high=10,
        between="linear",
        source="P19",
        meaning="readiness to lend over its normal level (P19: debt is pushed when growth slows; path assumed)",
    )
    grant: Setting = _chance(0.75, "chance that a sound request is granted", "D16")
    record_least: Setting = _ratio(0.7, "payment record below which nobody is given a loan", most=1)
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
        source="2f",
        meaning="smallest loan (platform limits start at 500)",
    )
    limit_months: Setting = _months(18, "most consumer debt that is granted")
    business_desire: Setting = _chance(0.006, "chance that somebody in trade asks for a business loan")
    business_months: Setting = _months(30, "its amount")
    home_desire: Setting = _chance(0.022, "chance that somebody of 22 to 55 wants to buy a home")
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
        meaning="interest of informal lenders (size assumed; void above 36 % by law)",
    )
    informal_term: Setting = _term(18, "informal debts")
    informal_loss: Setting = _chance(0.004, "chance that an informal debt is lost")
