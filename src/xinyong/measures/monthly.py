"""The month's rows: every measure for every group, as they go into ``series.parquet``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .count import Count
from .groups import GROUPS
from .registry import MEASURES
from .tally import Tally


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


def rows(
    tally: Tally,
    since_start: Tally,
    *,
    weight: float,
    on: Collection[str],
    parts: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Row]:
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
        What the nation remembers after the month, by name (see `nation.parts`).

    Yields
    ------
    Rows in the order of the registry and of `GROUPS`.
    """
    count = Count(tally, since_start, weight=weight, on=on, parts=parts)
    n = [int(people) for people in count.people]
    for measure in MEASURES.values():
        for group, value, people in zip(GROUPS, measure.values(count).tolist(), n, strict=False):
            yield Row(measure.id, group, value, people)
