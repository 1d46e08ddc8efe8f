"""Headline numbers as sentences: each measure at the end of the window, its difference, and whether luck explains it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from ..charts.amounts import NBSP, UNDEFINED, amount, change, number
from ..charts.measured import NAMES, definition, name
from ..charts.sides import Side
from ..experiments.headline import headline as headline_of_run
from ..results.run import Run

if TYPE_CHECKING:
    from ..experiments.twins import Comparison

CARDS: Final = ("share_sanctioned", "share_of_life_recorded", "debt_to_income", "gini_income")
"""Measures of the four cards on top, the same for every report: nobody picks the striking ones."""


@dataclass(frozen=True)
class Verdict:
    """What a difference or a value may be called: ``words``, and whether they state something clear."""

    words: str
    is_clear: bool


@dataclass(frozen=True)
class Line:
    """One headline measure in words.

    Attributes
    ----------
    measure, name, definition
        Id, short name, and how it is defined.
    values
        The value of each world, in the order A, B.
    difference
        B less A with its sign; empty for a single run.
    interval
        The 95 % interval of the difference (of the value, for a single run) over replicates; empty with one replicate.
    verdict
        Clear, or not.
    """

    measure: str
    name: str
    definition: str
    values: tuple[str, ...]
    difference: str
    interval: str
    verdict: Verdict


def lines(subject: Run | Comparison, worlds: tuple[Side, ...]) -> tuple[Line, ...]:
    """A line for every measure with a short name that all worlds of the subject have counted."""
    measures = [measure for measure in NAMES if all(measure in side.measures for side in worlds)]
    if isinstance(subject, Run):
        table = headline_of_run(subject, measures=measures)
        return tuple(_line_of_run(row) for _, row in table.iterrows())
    table = subject.headline(measures=measures)
    return tuple(_line_of_comparison(row) for _, row in table.iterrows())


def verdict(difference: float, low: float, high: float, *, replicates: int) -> Verdict:
    """What the difference of two worlds may be called.

    Parameters
    ----------
    difference, low, high
        Mean difference B less A and its 95 % interval.
    replicates
        How many pairs of runs it rests on.
    """
    if not math.isfinite(difference):
        return Verdict(UNDEFINED, is_clear=False)
    if replicates < 2:
        return Verdict("one run: noise unknown", is_clear=False)
    if difference == low == high == 0:
        return Verdict("the same in both", is_clear=False)
    if low > 0:
        return Verdict("higher in B", is_clear=True)
    if high < 0:
        return Verdict("lower in B", is_clear=True)
    return Verdict("no clear difference", is_clear=False)


def _line_of_run(row: pd.Series) -> Line:
    measure, unit = str(row["measure"]), str(row["unit"])
    is_defined = math.isfinite(row["value"])
    words = UNDEFINED if not is_defined else "one run" if row["replicates"] < 2 else "mean of replicates"
    return Line(
        measure,
        name(measure),
        definition(measure).definition,
        (amount(row["value"], unit),),
        "",
        _interval(number, row, unit),
        Verdict(words, is_clear=is_defined and row["replicates"] > 1),
    )


def _line_of_comparison(row: pd.Series) -> Line:
    measure, unit = str(row["measure"]), str(row["unit"])
    return Line(
        measure,
        name(measure),
        definition(measure).definition,
        (amount(row["a"], unit), amount(row["b"], unit)),
        change(row["difference"], unit),
        _interval(change, row, unit),
        verdict(row["difference"], row["low"], row["high"], replicates=int(row["replicates"])),
    )


def _interval(say: Callable[[float, str], str], row: pd.Series, unit: str) -> str:
    if not (math.isfinite(row["low"]) and math.isfinite(row["high"])):
        return ""
    low, high = say(row["low"], unit), say(row["high"], unit)
    word = low.rpartition(NBSP)[2]
    if word in ("points", "%") and high.endswith(NBSP + word):
        low = low.removesuffix(NBSP + word)
    return f"{low} to {high}"
