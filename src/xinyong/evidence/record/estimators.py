"""How to compute the value of a check from the simulated worlds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from .check import Worlds

Obtain = Callable[[Worlds], float]


def level(measure: str, month: str) -> Obtain:
    """A measure in a month of the world from 2013."""
    return lambda worlds: worlds.from_2013.at(measure, month)


def lead(measure: str, month: str, more: str, less: str) -> Obtain:
    """A measure in one group minus the same measure in another."""
    return lambda worlds: worlds.from_2013.at(measure, month, more) - worlds.from_2013.at(measure, month, less)


def pace(measure: str, early: str, late: str) -> Obtain:
    """Monthly growth of a cumulative measure in one span of months divided by that in another: ``2017-12/2018-04``."""

    def obtain(worlds: Worlds) -> float:
        before, after = (_growth(worlds, measure, *span.split("/")) for span in (early, late))
        return after / before if before else float("nan")

    return obtain


def _growth(worlds: Worlds, measure: str, first: str, last: str) -> float:
    """Growth per month of a cumulative measure."""
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:])
    return (worlds.from_2013.at(measure, last) - worlds.from_2013.at(measure, first)) / months


def _in_year(worlds: Worlds, measure: str, year: int) -> float:
    return worlds.from_2013.at(measure, f"{year}-12") - worlds.from_2013.at(measure, f"{year - 1}-12")


def entry(year: int) -> Obtain:
    """People who entered the court's list in a year, per 1,000 adults."""
    return lambda worlds: 1000.0 * _in_year(worlds, "listings_cumulative", year) / worlds.from_2013.adults


def exits(year: int) -> Obtain:
    """People who left the list in a year divided by the stock at the end of 2023, as in the published ratio."""

    def obtain(worlds: Worlds) -> float:
        stock = worlds.from_2013.at("share_listed", "2023-12") * worlds.from_2013.adults
        return _in_year(worlds, "restored_cumulative", year) / stock if stock else float("nan")

    return obtain


def net_outflow(year: int) -> Obtain:
    """People who left the list in a year minus those who entered."""
    return lambda worlds: _in_year(worlds, "restored_cumulative", year) - _in_year(worlds, "listings_cumulative", year)


def shock(measure: str, year: int) -> Obtain:
    """A measure in the worst month of a year divided by that of the December before."""

    def obtain(worlds: Worlds) -> float:
        usual = worlds.from_2013.at(measure, f"{year - 1}-12")
        worst = max(worlds.from_2013.at(measure, f"{year}-{month:02d}") for month in range(1, 13))
        return worst / usual if usual else float("nan")

    return obtain


def debt_to_income(year: int) -> Obtain:
    """Debt divided by income at the end of a year, in the world from 2008."""
    return lambda worlds: worlds.from_2008.at("debt_to_income", f"{year}-12")


def least_top_debt(worlds: Worlds) -> float:
    """The share of debt that the two richest fifths owe, in the December in which it was lowest."""
    return min(worlds.from_2008.at("debt_share_top_two_quintiles", f"{year}-12") for year in range(2008, 2018))


def debt_of_fifths(month: str) -> Obtain:
    """Debt share of a fifth minus that of the fifth below: the smallest of the four steps."""

    def obtain(worlds: Worlds) -> float:
        shares = [worlds.from_2008.at(f"debt_share_q{k}", month) for k in range(1, 6)]
        return min(upper - lower for lower, upper in pairwise(shares))

    return obtain


def repression(month: str) -> Obtain:
    """The share of support that is missing among people who were told of repression."""

    def obtain(worlds: Worlds) -> float:
        support = worlds.from_2013.at("survey_support", month)
        return 1.0 - worlds.from_2013.at("survey_support_told_repression", month) / support if support else float("nan")

    return obtain


def told_balance(month: str) -> Obtain:
    """Approval of people who were told nothing minus approval of people given balanced information."""
    return lambda worlds: (
        worlds.from_2013.at("survey_supporting", month) - worlds.from_2013.at("survey_supporting_told_balance", month)
    )


def shamed(year: int) -> Obtain:
    """The share of late payment in the countryside that disappears over a year when all villages post names."""

    def obtain(worlds: Worlds) -> float:
        usual, with_shame = (
            sum(world.at("delinquency_rate", f"{year}-{month:02d}", "area=rural") for month in range(1, 13))
            for world in (worlds.from_2013, worlds.shamed)
        )
        return 1.0 - with_shame / usual if usual else float("nan")

    return obtain
