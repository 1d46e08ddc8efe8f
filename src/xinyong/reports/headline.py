"""Headline numbers in words: each measure in the last month, its difference from the baseline, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..charts.number_format import NBSP, UNDEFINED, amount, changes, is_index, number
from ..charts.world_view import WorldView
from ..runs.headline import LEDGER, Estimate, estimate

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Wording:
    """What a difference or a value may be called: ``words``, and whether they state something clear."""

    words: str
    is_clear: bool


@dataclass(frozen=True)
class Cell:
    """A headline measure of one world in words.

    Attributes
    ----------
    value
        The mean over replicates.
    difference
        Its difference from the baseline with a sign; empty for the baseline and for a single run.
    interval
        The 95 % interval of the difference (of the value, for a single run); empty with one replicate.
    verdict
        Whether the difference is clear; of a single run, only what is missing.
    """

    value: str
    difference: str
    interval: str
    verdict: Wording


@dataclass(frozen=True)
class Line:
    """One headline measure in words: its id, its short name, and a cell a world, the baseline first."""

    measure: str
    name: str
    cells: tuple[Cell, ...]


def lines(worlds: Sequence[WorldView]) -> tuple[Line, ...]:
    """A line for every measure of the `LEDGER` that all worlds have counted, in the last month."""
    measures = [measure for measure in LEDGER if all(measure in side.measures for side in worlds)]
    return tuple(_line(measure, worlds) for measure in measures)


def verdict(difference: float, low: float, high: float, *, base: float, replicates: int, letter: str = "B") -> Wording:
    """What the difference of a world from the baseline may be called.

    Parameters
    ----------
    difference, low, high
        Mean difference and its 95 % interval.
    base
        The baseline's value, against which a clear difference may still be small.
    replicates
        Number of pairs of runs.
    letter
        Of the world.
    """
    if not math.isfinite(difference):
        return Wording(UNDEFINED, is_clear=False)
    if replicates < 2:
        return Wording("one run: noise unknown", is_clear=False)
    if difference == low == high == 0:
        return Wording("the same as in A", is_clear=False)
    if low > 0 or high < 0:
        small = ", by under 1\u00a0%" if 0 < abs(difference) < 0.01 * abs(base) else ""
        return Wording(f"{'higher' if low > 0 else 'lower'} in {letter}{small}", is_clear=True)
    return Wording("no clear difference", is_clear=False)


def _line(measure: str, worlds: Sequence[WorldView]) -> Line:
    base, *others = (side.replicates(measure).iloc[-1].to_numpy(np.float64) for side in worlds)
    declared = worlds[0].definition(measure)
    unit = declared.unit
    first = _baseline(base, unit) if others else _single(base, unit)
    cells = (_other(values, base, unit, side.letter) for values, side in zip(others, worlds[1:], strict=True))
    return Line(measure, declared.name, (first, *cells))


def _baseline(values: Values, unit: str) -> Cell:
    return Cell(amount(estimate(values).mean, unit), "", "", Wording("", is_clear=False))


def _other(values: Values, base: Values, unit: str, letter: str) -> Cell:
    gap = estimate(values - base)
    difference, interval = changes(gap.mean, gap.low, gap.high, unit)
    found = verdict(gap.mean, gap.low, gap.high, base=estimate(base).mean, replicates=gap.replicates, letter=letter)
    shown = difference if math.isfinite(gap.mean) else ""
    return Cell(amount(estimate(values).mean, unit), shown, interval, found)


def _single(values: Values, unit: str) -> Cell:
    found = estimate(values)
    missing = "one run" if found.replicates < 2 else ""
    reading = Wording(missing if math.isfinite(found.mean) else UNDEFINED, is_clear=False)
    return Cell(amount(found.mean, unit), "", _interval(found, unit, values), reading)


def _interval(found: Estimate, unit: str, values: Values) -> str:
    if not math.isfinite(found.low):
        return ""
    is_count = not is_index(unit) and bool((values >= 0).all())
    low, high = number(max(found.low, 0.0) if is_count else found.low, unit), number(found.high, unit)
    return f"{low.removesuffix(NBSP + '%')} to {high}"
