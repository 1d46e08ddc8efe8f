"""What a check of the whole model is, and how the simulated counterpart of a published figure is computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from .finding import Finding
from .run_series import RunSeries

LEAST_CITIZENS: Final = 30
"""With fewer simulated citizens behind a published count, chance alone would decide."""


@dataclass(frozen=True)
class Worlds:
    """The runs that checks read: ``documented`` from 2008, from 2013, and from 2013 with shaming in villages."""

    from_2008: RunSeries
    from_2013: RunSeries
    shamed: RunSeries


@dataclass(frozen=True)
class Reading:
    """A value that is computed from the worlds: the measures that it reads, the month or months, and how.

    Readings can be subtracted and divided; the result is that of the first one's months, and NaN over 0.
    """

    measures: tuple[str, ...]
    when: str
    compute: Callable[[Worlds], float]

    def __sub__(self, other: Reading) -> Reading:
        return _joined((self, other), self.when, lambda a, b: a - b)

    def __rsub__(self, number: float) -> Reading:
        return _joined((self,), self.when, lambda a: number - a)

    def __truediv__(self, other: Reading) -> Reading:
        return _joined((self, other), self.when, lambda a, b: a / b if b else math.nan)


def _joined(parts: Sequence[Reading], when: str, compute: Callable[..., float]) -> Reading:
    """A function of other readings."""
    measures = dict.fromkeys(measure for part in parts for measure in part.measures)
    return Reading(tuple(measures), when, lambda worlds: compute(*(part.compute(worlds) for part in parts)))


@dataclass(frozen=True)
class PublishedCheck:
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


def level(
    measure: str, month: str, group: str = "all", *, world: Literal["from_2008", "from_2013", "shamed"] = "from_2013"
) -> Reading:
    """A measure in a month of one world, which is the one from 2013 unless another is named."""
    return Reading((measure,), month, lambda worlds: getattr(worlds, world).at(measure, month, group))


def months_of(year: int) -> list[str]:
    """The months of a year, ``YYYY-MM``."""
    return [f"{year}-{month:02d}" for month in range(1, 13)]


def pace(measure: str, early: tuple[str, str], late: tuple[str, str], when: str) -> Reading:
    """Monthly growth of a cumulative measure between two late months divided by that between two early ones."""

    def growth(first: str, last: str) -> Reading:
        months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:])
        return _joined((level(measure, last) - level(measure, first),), when, lambda grown: grown / months)

    return growth(*late) / growth(*early)


def in_year(measure: str, year: int) -> Reading:
    """Growth of a cumulative measure in a year."""
    return replace(level(measure, f"{year}-12") - level(measure, f"{year - 1}-12"), when=str(year))


def entries_per_1000(year: int) -> Reading:
    """People who entered the court list in a year, per 1,000 adults."""
    entered = in_year("listings_cumulative", year)
    return replace(entered, compute=lambda worlds: 1000.0 * entered.compute(worlds) / worlds.from_2013.adults)


def exits(year: int) -> Reading:
    """People who left the list in a year divided by the stock at the end of 2023, as in the published ratio."""
    share = level("share_listed", "2023-12")
    stock = replace(share, compute=lambda worlds: share.compute(worlds) * worlds.from_2013.adults)
    return in_year("restored_cumulative", year) / stock


def shock(measure: str, year: int) -> Reading:
    """A measure in the worst month of a year divided by that of the December before."""
    worst = _joined([level(measure, month) for month in months_of(year)], str(year), lambda *values: max(values))
    return worst / level(measure, f"{year - 1}-12")


def least(readings: Sequence[Reading], when: str) -> Reading:
    """The smallest of several readings."""
    return _joined(readings, when, lambda *values: min(values))


def debt_of_fifths(month: str) -> Reading:
    """Debt share of a fifth minus that of the fifth below: the smallest of the four steps."""
    shares = [level(f"debt_share_q{k}", month, world="from_2008") for k in range(1, 6)]
    return least([upper - lower for lower, upper in pairwise(shares)], month)


def shamed(year: int) -> Reading:
    """The share of late payment in the countryside that disappears over a year when all villages post names."""

    def late(world: Literal["from_2013", "shamed"]) -> Reading:
        rates = [level("delinquency_rate", month, "area=rural", world=world) for month in months_of(year)]
        return _joined(rates, str(year), lambda *values: sum(values))

    return 1.0 - late("shamed") / late("from_2013")
