"""Initialization: savings, homes, debts and couples at the start of the first month."""

from __future__ import annotations

from ..parameter import Dated, Section, months, months_of_income, parameter, proportion, ratio, share, years
from ..parameter_value import Setting


def _holds(kind: str, chances: tuple[float, ...], quintile: int) -> Setting:
    meaning = (
        f"people in income quintile {quintile} who have {kind} debt at the start; multiplied by `debt_to_income` "
        "(size assumed, order documented)"
    )
    return share(chances[quintile - 1], meaning, "V10", unit="share per year of income owed", high=2)


_MORTGAGE = (0.05, 0.12, 0.22, 0.34, 0.50)
_CONSUMER = (0.20, 0.25, 0.30, 0.36, 0.42)
_BUSINESS = (0.085, 0.10, 0.135, 0.17, 0.24)


def _share_of_debt(first: float, documented: float, what: str) -> Setting:
    rows: Dated = [("2008-01", first), ("2019-06", documented, "2f-kinds", "documented")]
    meaning = f"{what} in household debt (2019 is documented; before, less was lent for consumption)"
    return share(rows, meaning, between="linear")


def _gap(default: float, per: str) -> Setting:
    meaning = f"how much rarer couples are at the start, per {per} between the partners"
    return parameter(default, meaning, unit=f"e-folds per {per}", high=20)


class Initialization(Section):
    """Savings, homes, debts and couples at the start of the first month."""

    cash_low: Setting = months_of_income(4.0, "savings of the least prudent at the start", high=60)
    cash_high: Setting = months_of_income(30.0, "savings that full prudence adds to `cash_low`", high=240)
    home_urban: Setting = share(0.75, "urban people who own their home")
    home_rural: Setting = share(0.92, "rural people who own their home")
    home_months_urban: Setting = months_of_income(90, "value of an urban home")
    home_months_rural: Setting = months_of_income(40, "value of a rural home")
    home_cover: Setting = ratio(1.4, "lowest value of a home divided by the mortgage on it")
    debt_to_income: Setting = parameter(
        [("2008-06", 0.43, "2f-debt", "documented"), ("2017-06", 1.12, "2f-debt", "documented"), ("2020-06", 1.28)],
        "household debt divided by yearly disposable income at the start of the run",
        "2f",
        unit="years of income",
        high=5,
        between="linear",
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
    mortgage_age_from: Setting = years(22, "age from which people have mortgages")
    mortgage_age_until: Setting = years(60, "age by which most mortgages are paid off")
    mortgage_others: Setting = proportion(
        0.2, "chance of a mortgage at other ages, relative to the ages between the two limits"
    )
    mortgage_rural: Setting = ratio(0.4, "chance of a mortgage for villagers, relative to townspeople")
    mortgage_prudent: Setting = parameter(
        0.6,
        "prudence from which the chance of a mortgage is highest; below it the chance falls in a straight line to 0 "
        "at the prudence `consumer_ends`, but never below `mortgage_careless`",
        unit="0..1 and above",
        high=2,
    )
    mortgage_careless: Setting = proportion(0.1, "chance of a mortgage for the careless, relative to the prudent")
    consumer_ends: Setting = parameter(
        0.5, "prudence from which nobody has consumer debt", unit="0..1 and above", low=0.01, high=10
    )
    business_others: Setting = proportion(
        0.2, "chance of business debt for people who are not in trade, relative to those who are"
    )
    spread: Setting = share(
        0.6,
        "largest relative deviation of a debt from the average debt of its holders: some have just borrowed, "
        "others have nearly paid off",
    )
    judged: Setting = share(
        [("2008-01", 0.003), ("2013-10", 0.008)],
        "adults whom a court has ordered to pay and who have not paid: the backlog from which the list is filled "
        "(size assumed)",
        "W4",
        between="linear",
    )
    judged_months: Setting = months_of_income(36, "amount of such a court order", high=240)
    registry: Setting = share(
        [
            ("2008-01", 0.15),
            ("2012-12", 0.22, "2e-registry", "documented"),
            ("2015-12", 0.27, "2e-registry", "documented"),
            ("2018-12", 0.35, "2e-registry", "documented"),
        ],
        "adults with a credit file, by date: at the start, and as the registry grows",
        "2e",
        between="linear",
    )
    registry_base: Setting = ratio(
        0.4, "chance of a credit file in the poorest income quintile, relative to `registry`"
    )
    registry_step: Setting = ratio(0.3, "increase of that ratio with each higher quintile")
    file_months_most: Setting = months(60, "longest credit file at the start")
    slips: Setting = share(0.15, "largest share of the payment record that the careless have lost at the start")
    slips_end: Setting = parameter(
        1.2, "prudence at which nothing of the payment record is lost", unit="0..1 and above", low=1, high=2
    )
    approval: Setting = parameter(5.7, "private approval of a neutral person at the start", unit="0..10", high=10)
    approval_slope: Setting = parameter(
        3.6, "approval that a fully loyal disposition adds at the start", unit="0..10", high=10
    )
    couple_from: Setting = years(20, "age from which people can be in a couple at the start", low=18)
    couple_span: Setting = years(12, "years after that age until most people are in a couple", low=1)
    couple_most: Setting = share(
        1.0, "people past that age who are in a couple at the start, if a suitable partner lives in their place"
    )
    widowed_from: Setting = years(60, "age from which the share of people in a couple falls again", low=18)
    widowed_span: Setting = years(35, "years after that age until the share is lowest", low=1)
    widowed_most: Setting = share(0.6, "people past that age who are single again")
    couple_man_older_years: Setting = years(
        2, "usual age of the man minus that of the woman at the start", low=-20, high=20
    )
    couple_age_gap: Setting = _gap(2.5, "decade of age")
    couple_education_gap: Setting = _gap(0.5, "step of schooling")
    couple_income_gap: Setting = _gap(0.4, "e-fold of permanent income")
