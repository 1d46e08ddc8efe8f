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


def _income_of(quintile: int, default: float) -> Setting:
    found: Setting = parameter(
        default,
        unit="times mean income",
        low=0,
        high=50,
        source="2g-quintiles",
        label="documented",
        meaning=f"mean income of income quintile {quintile} over the national mean, by which debts are laid out",
    )
    return found


def _gap(default: float, per: str) -> Setting:
    found: Setting = parameter(
        default,
        unit=f"e-folds per {per}",
        low=0,
        high=20,
        source="assumption",
        meaning=f"how much rarer a couple is at the start, per {per} that lies between the two",
    )
    return found


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
    home_cover: Setting = parameter(
        1.4, unit="ratio", low=0, high=10, source="assumption", meaning="least worth of a home over the mortgage on it"
    )
    debt_to_income: Setting = parameter(
        [("2008-06", 0.43, "2f-debt", "documented"), ("2017-06", 1.12, "2f-debt", "documented"), ("2020-06", 1.28)],
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
        source="2f-kinds",
        label="documented",
        meaning="mortgages in household debt",
    )
    consumer_share: Setting = parameter(
        0.26,
        unit="share",
        low=0,
        high=1,
        source="2f-kinds",
        label="documented",
        meaning="consumer debt in household debt",
    )
    business_share: Setting = parameter(
        0.21,
        unit="share",
        low=0,
        high=1,
        source="2f-kinds",
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
    income_q1: Setting = _income_of(1, 0.23)
    income_q2: Setting = _income_of(2, 0.48)
    income_q3: Setting = _income_of(3, 0.765)
    income_q4: Setting = _income_of(4, 1.195)
    income_q5: Setting = _income_of(5, 2.335)
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
            ("2012-12", 0.22, "2e-registry", "documented"),
            ("2015-12", 0.27, "2e-registry", "documented"),
            ("2018-12", 0.35, "2e-registry", "documented"),
        ],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="2e",
        meaning="adults with a credit file by date: at the start, and as the registry grows",
    )
    registry_base: Setting = parameter(
        0.4,
        unit="ratio",
        low=0,
        high=10,
        source="assumption",
        meaning="chance of the poorest quintile to have a file, over `registry`",
    )
    registry_step: Setting = parameter(
        0.3, unit="ratio", low=0, high=10, source="assumption", meaning="what each higher quintile adds to it"
    )
    file_months_most: Setting = parameter(
        60, unit="months", low=0, high=240, source="assumption", meaning="longest credit file at the start"
    )
    slips: Setting = parameter(
        0.15,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="most of the payment record that the careless have lost",
    )
    slips_end: Setting = parameter(
        1.2,
        unit="0..1 and above",
        low=1,
        high=2,
        source="assumption",
        meaning="prudence at which nothing of the record would be lost",
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
    couple_from: Setting = parameter(
        20,
        unit="years",
        low=18,
        high=120,
        source="assumption",
        meaning="age from which people are in a couple at the start",
    )
    couple_span: Setting = parameter(
        12, unit="years", low=1, high=120, source="assumption", meaning="years from it until most are"
    )
    couple_most: Setting = parameter(
        1.0,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="people past that age who are in a couple at the start, if somebody of their place suits them",
    )
    widowed_from: Setting = parameter(
        60, unit="years", low=18, high=120, source="assumption", meaning="age from which fewer are in a couple again"
    )
    widowed_span: Setting = parameter(
        35, unit="years", low=1, high=120, source="assumption", meaning="years from it until the fewest are"
    )
    widowed_most: Setting = parameter(
        0.6, unit="share", low=0, high=1, source="assumption", meaning="people past that age who are single again"
    )
    couple_man_older_years: Setting = parameter(
        2, unit="years", low=-20, high=20, source="assumption", meaning="how much older the man usually is at the start"
    )
    couple_age_gap: Setting = _gap(2.5, "decade of age")
    couple_education_gap: Setting = _gap(0.5, "step of schooling")
    couple_income_gap: Setting = _gap(0.4, "e-fold of permanent income")
