"""Beginning: savings, homes and debts with which people enter the first month."""

from __future__ import annotations

from ..parameter import Section, Setting, parameter


def _holds(kind: str, chances: tuple[float, ...], quintile: int) -> Setting:
    found: Setting = parameter(
        chances[quintile - 1],
        unit="share per year of income owed",
        low=0,
        high=2,
        source="V10",
        meaning=f"people of income quintile {quintile} with {kind} debt at the start, for each year of income that the"
        " nation owes (size assumed, order documented)",
    )
    return found


_MORTGAGE = (0.05, 0.12, 0.22, 0.34, 0.50)
_CONSUMER = (0.20, 0.25, 0.30, 0.36, 0.42)
_BUSINESS = (0.05, 0.06, 0.08, 0.10, 0.14)


class Beginning(Section):
    """Savings, homes and debts with which people enter the first month."""

    cash_low: Setting = parameter(
        4.0,
        unit="months of income",
        low=0,
        high=60,
        source="assumption",
        meaning="savings of the least prudent",
    )
    cash_high: Setting = parameter(
        30.0,
        unit="months of income",
        low=0,
        high=240,
        source="assumption",
        meaning="what full prudence adds to them",
    )
    home_urban: Setting = parameter(
        0.75, unit="share", low=0, high=1, source="assumption", meaning="urban people who own their home"
    )
    home_rural: Setting = parameter(
        0.92, unit="share", low=0, high=1, source="assumption", meaning="rural people who own their home"
    )
    home_months_urban: Setting = parameter(
        90, unit="months of income", low=0, high=1000, source="assumption", meaning="worth of an urban home"
    )
    home_months_rural: Setting = parameter(
        40, unit="months of income", low=0, high=1000, source="assumption", meaning="worth of a rural home"
    )
    debt_to_income: Setting = parameter(
        [("2008-06", 0.43, "2f", "documented"), ("2017-06", 1.12, "2f", "documented"), ("2020-06", 1.28)],
        unit="years of income",
        low=0,
        high=5,
        between="linear",
        source="2f",
        meaning="household debt over disposable income at the start of the run",
    )
    mortgage_share: Setting = parameter(
        0.53,
        unit="share",
        low=0,
        high=1,
        source="2f",
        label="documented",
        meaning="mortgages in household debt",
    )
    consumer_share: Setting = parameter(
        0.26,
        unit="share",
        low=0,
        high=1,
        source="2f",
        label="documented",
        meaning="consumer debt in household debt",
    )
    business_share: Setting = parameter(
        0.21,
        unit="share",
        low=0,
        high=1,
        source="2f",
        label="documented",
        meaning="small-business debt in household debt",
    )
    mortgage_q1: Setting = _holds("mortgage", _MORTGAGE, 1)
    mortgage_q2: Setting = _holds("mortgage", _MORTGAGE, 2)
    mortgage_q3: Setting = _holds("mortgage", _MORTGAGE, 3)
    mortgage_q4: Setting = _holds("mortgage", _MORTGAGE, 4)
    mortgage_q5: Setting = _holds("mortgage", _MORTGAGE, 5)
    consumer_q1: Setting = _holds("consumer", _CONSUMER, 1)
    consumer_q2: Setting = _holds("consumer", _CONSUMER, 2)
    consumer_q3: Setting = _holds("consumer", _CONSUMER, 3)
    consumer_q4: Setting = _holds("consumer", _CONSUMER, 4)
    consumer_q5: Setting = _holds("consumer", _CONSUMER, 5)
    business_q1: Setting = _holds("business", _BUSINESS, 1)
    business_q2: Setting = _holds("business", _BUSINESS, 2)
    business_q3: Setting = _holds("business", _BUSINESS, 3)
    business_q4: Setting = _holds("business", _BUSINESS, 4)
    business_q5: Setting = _holds("business", _BUSINESS, 5)
    judged: Setting = parameter(
        [("2008-01", 0.003), ("2013-10", 0.008)],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="W4",
        meaning="adults whom a court has ordered to pay and who have not: the backlog behind the list (size assumed)",
    )
    judged_months: Setting = parameter(
        36, unit="months of income", low=0, high=240, source="assumption", meaning="what such an order amounts to"
    )
    registry: Setting = parameter(
        [
            ("2008-01", 0.15),
            ("2012-12", 0.22, "2e", "documented"),
            ("2015-12", 0.27, "2e", "documented"),
            ("2018-12", 0.35, "2e", "documented"),
        ],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="2e",
        meaning="adults with a credit file at the start",
    )
    slips: Setting = parameter(
        0.15,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="most of the payment record that the careless have lost",
    )
    approval: Setting = parameter(
        5.7,
        unit="0..10",
        low=0,
        high=10,
        source="assumption",
        meaning="private approval of a neutral person at the start",
    )
    approval_slope: Setting = parameter(
        3.6,
        unit="0..10",
        low=0,
        high=10,
        source="assumption",
        meaning="what disposition adds to it at the start",
    )
