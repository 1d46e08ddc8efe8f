"""What a measure is: a function from a count to values by group, with what a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..counting.count import Count, Values
from ..vocabulary import Label

Groups = Literal["all and by group", "all"]
Life = Literal["livelihood", "conduct", "lending", "lending.following", "matching", "adapting"]
"""Mechanisms of everybody's life, and what follows it. Where one is off, what it moves is not nothing, but unknown.

Where a part of the system is off (watching, scoring, consequences), nobody is recorded, listed or sanctioned: that is
known, and counted as 0.
"""
Compute = Callable[[Count], Values | float]
Total = tuple[str, str, str, Label, str, *tuple[str, ...]]
"""Id, unit, source and label of a measure, what is added up (a noun), and the names of its sums by cell."""


@dataclass(frozen=True)
class Measure:
    """One measure.

    Attributes
    ----------
    id
        As it stands in ``series.parquet``.
    unit
        ``share``, ``index``, ``ratio``, ``correlation``, ``people``, ``yuan``, ...
    definition
        One or two sentences: what is divided by what, and when it is undefined.
    source
        The fact (see `scenario.facts`) that it stands beside or answers, or ``assumption``.
    label
        Whose notion it measures: ``documented`` figures, a claim of the ``essay``, or our own
        (``hypothetical``).
    groups
        Whether it is given for everybody only.
    compute
        Values by group, or one number for everybody; NaN where undefined.
    needs
        The mechanism without which it is undefined, if there is one.
    """

    id: str
    unit: str
    definition: str
    source: str
    label: Label
    groups: Groups
    compute: Compute
    needs: Life | None = None

    def values(self, count: Count) -> Values:
        """float64 (number of groups,): "all" first, or only "all" if it is given for everybody only."""
        found = np.atleast_1d(np.asarray(self.compute(count), np.float64))
        if self.needs is not None and self.needs not in count.on:
            found = np.full_like(found, np.nan)
        return found[:1] if self.groups == "all" else found


def measure(
    unit: str, *, source: str, label: Label, groups: Groups = "all and by group", needs: Life | None = None
) -> Callable[[Compute], Measure]:
    """Declare a measure: the function's name is its id, and its docstring its definition."""

    def declare(compute: Compute) -> Measure:
        definition = " ".join((compute.__doc__ or "").split())
        return Measure(compute.__name__, unit, definition, source, label, groups, compute, needs)

    return declare


def since_the_start(*rows: Total, needs: Life | None = None) -> tuple[Measure, ...]:
    """Declare sums over all months since the run began, for the people represented: one row a measure."""
    return tuple(_total(*row, needs=needs) for row in rows)


def _total(id_: str, unit: str, source: str, label: Label, what: str, *sums: str, needs: Life | None) -> Measure:
    def compute(now: Count) -> Values:
        return now.weight * now.since(*sums)

    definition = f"{what} since the run began, over all people represented."
    return Measure(id_, unit, definition, source, label, "all and by group", compute, needs)
