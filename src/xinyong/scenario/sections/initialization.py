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
_BUSINESS = (0.085, 0.10, 0.135, 0.17, 0.24)


def _share_of_debt(first: float, documented: float, what: str) -> Setting:
    found: Setting = parameter(
        [("2008-01", first), ("2019-06", documented, "2f-kinds", "documented")],
        unit="share",
        low=0,
        high=1,
        between="linear",
        source="assumption",
        meaning=f"{what} in household debt (2019 is documented; before it less was lent to consume)",
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


class Initialization(Section):
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
    mortgage_share: Setting = _share_of_debt(0.55, 0.53, "mortgages")
    consumer_share: Setting = _share_of_debt(0.12, 0.26, "consumer debt")
    business_share: Setting = _share_of_debt(0.33, 0.21, "small-business debt")
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
    mortgage_age_from: Setting = parameter(
        22, unit="years", low=0, high=120, source="assumption", meaning="age from which people have mortgages"
    )
    mortgage_age_until: Setting = parameter(
        60, unit="years", low=0, high=120, source="assumption", meaning="age by which most mortgages are paid off"
    )
    mortgage_others: Setting = parameter(
        0.2,
        unit="ratio",
        low=0,
        high=1,
        source="assumption",
        meaning="how likely people of other ages are to have one, over people of these ages",
    )
    mortgage_rural: Setting = parameter(
        0.4, unit="ratio", low=0, high=10, source="assumption", meaning="how likely villagers are, over townspeople"
    )
    mortgage_prudent: Setting = parameter(
        0.6,
        unit="0..1 and above",
        low=0,
        high=2,
        source="assumption",
        meaning="prudence from which everybody has been able to save up for a home; below it fewer have, down to"
        " `mortgage_careless` not far below the prudence from which nobody borrows to consume",
    )
    mortgage_careless: Setting = parameter(
        0.1, unit="ratio", low=0, high=1, source="assumption", meaning="how likely the careless are, over the prudent"
    )
    consumer_ends: Setting = parameter(
        0.5,
        unit="0..1 and above",
        low=0.01,
        high=10,
        source="assumption",
        meaning="prudence from which nobody owes for consumption",
    )
    business_others: Setting = parameter(
        0.2,
        unit="ratio",
        low=0,
        high=1,
        source="assumption",
        meaning="how likely people who are not in trade are to owe for a business, over those who are",
    )
    spread: Setting = parameter(
        0.6,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="how far holders' debts lie at most from what holders owe on average: some have just borrowed, others"
        " have nearly paid off",
    )
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
