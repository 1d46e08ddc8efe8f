"""Headline numbers in words: each measure at the end, its difference, and whether luck can explain it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..charts.measure_labels import definition, name
from ..charts.number_format import NBSP, UNDEFINED, amount, changes, is_index, number
from ..charts.world_view import WorldView
from ..runs.headline import Estimate, estimate

CARDS: Final = ("share_sanctioned", "share_of_life_recorded", "debt_to_income", "gini_income")
"""Measures of the four cards on top, the same for every report: nobody picks the striking ones."""


LEDGER: Final = (
    "share_sanctioned",
    "share_listed",
    "listings_cumulative",
    "restored_cumulative",
    "flights_blocked_cumulative",
    "rail_blocked_cumulative",
    "wrongful_sanctions",
    "collateral_sanctions",
    "cross_context_detriment_share",
    "share_of_life_recorded",
    "mean_score",
    "gini_score",
    "score_income_correlation",
    "tie_score_assortativity",
    "debt_to_income",
    "delinquency_rate",
    "default_rate",
    "informal_debt_share",
    "interest_transferred_yuan",
    "evictions_cumulative",
    "mean_income_yuan_month",
    "gini_income",
    "gini_wealth",
    "income_share_q1",
    "income_share_q5",
    "urban_rural_income_ratio",
    "approval_expressed",
    "approval_private",
    "dissent_expressed",
    "dissent_private",
)
"""Measures of the table of headline numbers, in the order of the story."""


@dataclass(frozen=True)
class Wording:
    """What a difference or a value may be called: ``words``, and whether they state something clear."""

    words: str
    is_clear: bool


@dataclass(frozen=True)
class Line:
    """One headline measure in words.

    Attributes
    ----------
    measure, name
        Id and short name.
    values
        The value of each world, in the order A, B.
    difference
        B less A with its sign; empty for a single run.
    interval
        The 95 % interval of the difference (of the value, for a single run); empty with one replicate.
    verdict
        Clear, or not; of a single run, only what is wanting.
    """

    measure: str
    name: str
    values: tuple[str, ...]
    difference: str
    interval: str
    verdict: Wording


def lines(worlds: tuple[WorldView, ...]) -> tuple[Line, ...]:
    """A line for every measure of the `LEDGER` that all worlds have counted, in the last month."""
    measures = [measure for measure in LEDGER if all(measure in side.measures for side in worlds)]
    return tuple(_line(measure, [_last(side, measure) for side in worlds]) for measure in measures)


def verdict(difference: float, low: float, high: float, *, base: float, replicates: int) -> Wording:
    """What the difference of two worlds may be called.

    Parameters
    ----------
    difference, low, high
        Mean difference B less A and its 95 % interval.
    base
        The value in A, against which a clear difference may still be small.
    replicates
        How many pairs of runs it rests on.
    """
    if not math.isfinite(difference):
        return Wording(UNDEFINED, is_clear=False)
    if replicates < 2:
        return Wording("one run: noise unknown", is_clear=False)
    if difference == low == high == 0:
        return Wording("the same in both", is_clear=False)
    if low > 0 or high < 0:
        small = ", by under 1\u00a0%" if 0 < abs(difference) < 0.01 * abs(base) else ""
        return Wording(f"{'higher' if low > 0 else 'lower'} in B{small}", is_clear=True)
    return Wording("no clear difference", is_clear=False)


def _last(side: WorldView, measure: str) -> NDArray[np.float64]:
    values: NDArray[np.float64] = side.replicates(measure).iloc[-1].to_numpy(np.float64)
    return values


def _line(measure: str, values: list[NDArray[np.float64]]) -> Line:
    about = definition(measure)
    shown = tuple(amount(estimate(one).mean, about.unit) for one in values)
    if len(values) == 1:
        found = estimate(values[0])
        difference, interval, reading = "", _interval(found, about.unit, values[0]), _reading(found)
    else:
        found = estimate(values[1] - values[0])
        difference, interval = changes(found.mean, found.low, found.high, about.unit)
        reading = verdict(found.mean, found.low, found.high, base=estimate(values[0]).mean, replicates=found.replicates)
    return Line(measure, name(measure), shown, difference, interval, reading)


def _reading(found: Estimate) -> Wording:
    if not math.isfinite(found.mean):
        return Wording(UNDEFINED, is_clear=False)
    return Wording("one run" if found.replicates < 2 else "", is_clear=False)


def _interval(found: Estimate, unit: str, values: NDArray[np.float64]) -> str:
    if not math.isfinite(found.low):
        return ""
    is_count = not is_index(unit) and bool((values >= 0).all())
    low, high = number(max(found.low, 0.0) if is_count else found.low, unit), number(found.high, unit)
    return f"{low.removesuffix(NBSP + '%')} to {high}"
