"""What a measure is: a function from a count to values by group, with what a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .count import Count, Values

Label = Literal["essay", "documented", "hypothetical"]
Groups = Literal["all and by group", "all"]


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
    """

    id: str
    unit: str
    definition: str
    source: str
    label: Label
    groups: Groups
    compute: Callable[[Count], Values | float]

    def values(self, count: Count) -> Values:
        """float64 (number of groups,): "all" first, or only "all" if it is given for everybody only."""
        found = np.atleast_1d(np.asarray(self.compute(count), np.float64))
        return found[:1] if self.groups == "all" else found


def measure(
    unit: str, *, source: str, label: Label, groups: Groups = "all and by group"
) -> Callable[[Callable[[Count], Values | float]], Measure]:
    """Declare a measure: the function's name is its id, and its docstring its definition."""

    def declare(compute: Callable[[Count], Values | float]) -> Measure:
        definition = " ".join((compute.__doc__ or "").split())
        return Measure(compute.__name__, unit, definition, source, label, groups, compute)

    return declare
