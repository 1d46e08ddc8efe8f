"""The month's rows: every measure for every group, as they go into ``series.parquet``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..counting.count import Count, Values
from ..counting.groups import GROUPS
from ..counting.tally import Tally
from .registry import MEASURES

KEYS: tuple[tuple[str, str], ...] = tuple(
    (measure.id, group)
    for measure in MEASURES.values()
    for group in (GROUPS[:1] if measure.groups == "all" else GROUPS)
)
"""Measure and group of each row of a month, in the order of the registry and of `GROUPS`."""


class Row(NamedTuple):
    """One value of one measure.

    Attributes
    ----------
    measure
        Its id.
    group
        ``"all"`` or dimension=value.
    value
        In the measure's unit; NaN where undefined.
    n
        Simulated citizens of the group.
    """

    measure: str
    group: str
    value: float
    n: int


@dataclass(frozen=True)
class Rows:
    """The rows of a month in the order of `KEYS`: values as float64, and citizens of the group as int64."""

    values: Values
    n: NDArray[np.int64]

    def __iter__(self) -> Iterator[Row]:
        for (measure, group), value, n in zip(KEYS, self.values.tolist(), self.n.tolist(), strict=True):
            yield Row(measure, group, value, n)


def rows(
    tally: Tally,
    since_start: Tally,
    *,
    weight: float,
    on: Collection[str],
    parts: Mapping[str, Any] = MappingProxyType({}),
) -> Rows:
    """All measures of a month.

    Parameters
    ----------
    tally
        The month's sums over all citizens. It knows whether there is a headline score: nobody has one if not.
    since_start
        The sum of the tallies since the run's first month, this one included.
    weight
        How many people each citizen stands for: counts of people, tickets and yuan are multiplied by it.
    on
        Names of the mechanisms that are switched on.
    parts
        What the nation remembers after the month, by name (see `nation.PARTS`).
    """
    count = Count(tally, since_start, weight=weight, on=on, parts=parts)
    values = [measure.values(count) for measure in MEASURES.values()]
    people = count.people.astype(np.int64)
    return Rows(np.concatenate(values), np.concatenate([people[: len(of_measure)] for of_measure in values]))
