"""What a check of the whole model is, and how the simulated counterpart of a published figure is computed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ..course import Course
from ..finding import Finding

LEAST_CITIZENS: Final = 30
"""With fewer simulated citizens behind a published count, chance alone would decide."""


@dataclass(frozen=True)
class Worlds:
    """The runs that checks read: ``documented`` from 2008, from 2013, and from 2013 with shaming in villages."""

    from_2008: Course
    from_2013: Course
    shamed: Course


@dataclass(frozen=True)
class Reading:
    """A value that is computed from the worlds: the measures that it reads, the month or months, and how."""

    measures: tuple[str, ...]
    when: str
    compute: Callable[[Worlds], float]


@dataclass(frozen=True)
class Check:
    """One published figure of a target.

    Attributes
    ----------
    target
        Id of the target among the facts: V5 to V15, or a section of the facts.
    finding
        The question, what is accepted and why.
    reading
        How to compute the value; None for a figure that the model cannot express.
    counted
        The published number of people, where sampling alone would decide in a small population.
    """

    target: str
    finding: Finding
    reading: Reading | None = None
    counted: float = math.inf

    def judge(self, worlds: Worlds) -> Finding:
        """Compute the simulated value and judge it."""
        obtained = math.nan if self.reading is None else float(self.reading.compute(worlds))
        return self.judged(obtained, people_per_citizen=worlds.from_2013.people_per_citizen)

    def judged(self, obtained: float, *, people_per_citizen: float) -> Finding:
        """The finding with its value and verdict."""
        if self.reading is None:
            return replace(self.finding, verdict="not expressed")
        if (citizens := self.counted / people_per_citizen) < LEAST_CITIZENS:
            reason = f"Only {citizens:.0f} citizens stand for the published count: chance would decide."
            return replace(self.finding, obtained=obtained, verdict="too few citizens", reason=reason)
        return self.finding.judged(obtained)


def level(measure: str, month: str) -> Reading:
    """A measure in a month of the world from 2013."""
    return Reading((measure,), month, lambda worlds: worlds.from_2013.at(measure, month))


def lead(measure: str, month: str, more: str, less: str) -> Reading:
    """A measure in one group minus the same measure in another."""
    return Reading(
        (measure,), month,
        lambda worlds: worlds.from_2013.at(measure, month, more) - worlds.from_2013.at(measure, month, less),
    )  # fmt: skip


def pace(measure: str, early: str, late: str, when: str) -> Reading:
    """Monthly growth of a cumulative measure in one span of months divided by that in another: ``2017-12/2018-04``."""

    def compute(worlds: Worlds) -> float:
        before, after = (_growth(worlds, measure, *span.split("/")) for span in (early, late))
        return _ratio(after, before)

    return Reading((measure,), when, compute)


def _growth(worlds: Worlds, measure: str, first: str, last: str) -> float:
    """Growth per month of a cumulative measure."""
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:])
    return (worlds.from_2013.at(measure, last) - worlds.from_2013.at(measure, first)) / months


def _in_year(worlds: Worlds, measure: str, year: int) -> float:
    return worlds.from_2013.at(measure, f"{year}-12") - worlds.from_2013.at(measure, f"{year - 1}-12")


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def entry(year: int) -> Reading:
    """People who entered the court list in a year, per 1,000 adults."""
    return Reading(
        ("listings_cumulative",), str(year),
        lambda worlds: 1000.0 * _in_year(worlds, "listings_cumulative", year) / worlds.from_2013.adults,
    )  # fmt: skip


def exits(year: int) -> Reading:
    """People who left the list in a year divided by the stock at the end of 2023, as in the published ratio."""

    def compute(worlds: Worlds) -> float:
        stock = worlds.from_2013.at("share_listed", "2023-12") * worlds.from_2013.adults
        return _ratio(_in_year(worlds, "restored_cumulative", year), stock)

    return Reading(("restored_cumulative", "share_listed"), str(year), compute)


def net_outflow(year: int) -> Reading:
    """People who left the list in a year minus those who entered."""

    def compute(worlds: Worlds) -> float:
        return _in_year(worlds, "restored_cumulative", year) - _in_year(worlds, "listings_cumulative", year)

    return Reading(("restored_cumulative", "listings_cumulative"), str(year), compute)


def shock(measure: str, year: int) -> Reading:
    """A measure in the worst month of a year divided by that of the December before."""

    def compute(worlds: Worlds) -> float:
        worst = max(worlds.from_2013.at(measure, f"{year}-{month:02d}") for month in range(1, 13))
        return _ratio(worst, worlds.from_2013.at(measure, f"{year - 1}-12"))

    return Reading((measure,), str(year), compute)


def debt_to_income(year: int) -> Reading:
    """Debt divided by income at the end of a year, in the world from 2008."""
    return Reading(
        ("debt_to_income",), f"{year}-12", lambda worlds: worlds.from_2008.at("debt_to_income", f"{year}-12")
    )


def least_top_debt(first: int, last: int) -> Reading:
    """The share of debt that the two richest fifths owe, in the December in which it was lowest."""
    measure = "debt_share_top_two_quintiles"
    return Reading(
        (measure,), f"{first} to {last}",
        lambda worlds: min(worlds.from_2008.at(measure, f"{year}-12") for year in range(first, last + 1)),
    )  # fmt: skip


def debt_of_fifths(month: str) -> Reading:
    """Debt share of a fifth minus that of the fifth below: the smallest of the four steps."""
    measures = tuple(f"debt_share_q{k}" for k in range(1, 6))

    def compute(worlds: Worlds) -> float:
        shares = [worlds.from_2008.at(measure, month) for measure in measures]
        return min(upper - lower for lower, upper in pairwise(shares))

    return Reading(measures, month, compute)


def lost(told: str, untold: str, month: str) -> Reading:
    """An answer of people who were told nothing minus that of people who were told something."""
    return Reading(
        (untold, told), month, lambda worlds: worlds.from_2013.at(untold, month) - worlds.from_2013.at(told, month)
    )


def share_lost(told: str, untold: str, month: str) -> Reading:
    """The same as a share of the answer of people who were told nothing."""

    def compute(worlds: Worlds) -> float:
        return 1.0 - _ratio(worlds.from_2013.at(told, month), worlds.from_2013.at(untold, month))

    return Reading((untold, told), month, compute)


def shamed(year: int) -> Reading:
    """The share of late payment in the countryside that disappears over a year when all villages post names."""

    def compute(worlds: Worlds) -> float:
        usual, with_shame = (
            sum(world.at("delinquency_rate", f"{year}-{month:02d}", "area=rural") for month in range(1, 13))
            for world in (worlds.from_2013, worlds.shamed)
        )
        return 1.0 - _ratio(with_shame, usual)

    return Reading(("delinquency_rate",), str(year), compute)
