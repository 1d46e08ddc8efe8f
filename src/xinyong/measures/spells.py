"""Spells: for how long people have given the system cause for a stick, and whether they do again. In Decembers.

A spell is a run of months with cause for a stick (`stick_months`); it may outlast the stick, where sticks lapse.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..counting.audit_tables import LENGTHS
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from .measure import Measure, measure

_MONTHS = np.arange(LENGTHS)
_YEAR = 12


def _table(now: Count, name: str) -> Values:
    """People by whether there was another spell, and by length; all zero where nothing was counted."""
    table = now.table(name)
    return np.asarray(table if table.size else np.zeros(2 * LENGTHS)).reshape(2, LENGTHS)


def _running(now: Count) -> Values:
    return np.asarray(_table(now, "spells_running")[:, 1:].sum(axis=0))


def _completed(now: Count) -> Values:
    return np.asarray(_table(now, "spells_completed")[:, 1:].sum(axis=0))


def _mean(people: Values) -> float:
    return float(ratio(people @ _MONTHS[1:], people.sum()))


def _median(people: Values) -> float:
    """The shortest length that at least half of the people have or fall short of."""
    n = people.sum()
    return float(1 + np.searchsorted(np.cumsum(people), n / 2)) if n > 0 else float("nan")


def _long(people: Values) -> float:
    return float(ratio(people[_YEAR:].sum(), people.sum()))


def _of(of: Callable[[Count], Values], statistic: Callable[[Values], float]) -> Callable[[Count], float]:
    return lambda now: statistic(of(now))


_SPELLS = (
    ("running", "spells that go on", "so far", _running),
    ("completed", "the latest spells that are over, one a person", "in all", _completed),
)
SPELLS: tuple[Measure, ...] = tuple(
    Measure(
        f"spells_{name}_{statistic}",
        unit,
        f"{definition.format(words, extent)} Lengths stop at 255 months. In December.",
        "K8",
        "essay",
        "all",
        _of(of, compute),
    )
    for name, words, extent, of in _SPELLS
    for statistic, unit, definition, compute in (
        ("mean_months", "months", "Mean length {1} of {0}.", _mean),
        ("median_months", "months", "Median length {1} of {0}.", _median),
        ("over_year_share", "share", "Of {0}, those of more than twelve months {1}.", _long),
    )
)


@measure("share", source="K8", label="essay", groups="all")
def spells_repeated_share(now: Count) -> float:
    """Of people in a spell, those who have had one before. In December."""
    table = _table(now, "spells_running")[:, 1:]
    return float(ratio(table[1].sum(), table.sum()))


@measure("share", source="K8", label="essay", groups="all")
def spells_relapse_share(now: Count) -> float:
    """Of people who have a spell behind them, those who have had or are in another. In December."""
    table = _table(now, "spells_completed")
    return float(ratio(table[1].sum(), table.sum()))
