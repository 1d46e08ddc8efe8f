"""Headline numbers in words: each measure in the last month, its difference from the baseline, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..array_types import Values
from ..charts.number_format import NBSP, UNDEFINED, amount, changes, number
from ..charts.world_view import WorldView
from ..measures.measure import Measure
from ..runs.headline import LEDGER, DifferenceVerdict, Estimate, contrast, estimate


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
    cases
        How many simulated cases a number of people or events rests on (see `number_format.cases`); otherwise empty.
    """

    value: str
    difference: str
    interval: str
    verdict: DifferenceVerdict
    cases: str

    @property
    def amount(self) -> str:
        """The value, with its simulated cases in brackets."""
        return f"{self.value} ({self.cases})" if self.cases else self.value


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


def _line(measure: str, worlds: Sequence[WorldView]) -> Line:
    base, *others = (side.replicates(measure).to_numpy(np.float64) for side in worlds)
    declared = worlds[0].definition(measure)
    first = _baseline(base, worlds[0], declared) if others else _single(worlds[0], declared)
    cells = (_other(values, base, side, declared) for values, side in zip(others, worlds[1:], strict=True))
    return Line(measure, declared.name, (first, *cells))


def _baseline(values: Values, world: WorldView, measure: Measure) -> Cell:
    mean = float(values[-1].mean())
    return Cell(
        amount(mean, measure.unit), "", "", DifferenceVerdict("", is_clear=False), world.cases(measure.id, mean)
    )


def _other(values: Values, base: Values, world: WorldView, measure: Measure) -> Cell:
    (gap, found), mean = contrast(base, values, world.letter), float(values[-1].mean())
    difference, interval = changes(gap.mean, gap.low, gap.high, measure.unit)
    shown = difference if math.isfinite(gap.mean) else ""
    return Cell(amount(mean, measure.unit), shown, interval, found, world.cases(measure.id, mean))


def _single(world: WorldView, measure: Measure) -> Cell:
    last = world.replicates(measure.id).iloc[-1].to_numpy(np.float64)
    found = estimate(last, unit=measure.unit, counted=world.counted(measure.id))
    missing = "one run" if found.replicates < 2 else ""
    reading = DifferenceVerdict(missing if math.isfinite(found.mean) else UNDEFINED, is_clear=False)
    interval = _interval(found, measure.unit)
    return Cell(amount(found.mean, measure.unit), "", interval, reading, world.cases(measure.id, found.mean))


def _interval(found: Estimate, unit: str) -> str:
    if not math.isfinite(found.low):
        return ""
    low, high = number(found.low, unit), number(found.high, unit)
    return f"{low.removesuffix(NBSP + '%')} to {high}"
