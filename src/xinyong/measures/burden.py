"""Burden: how sticks pile up on people and on groups, and how one disadvantage brings others. In Decembers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..counting import distribution
from ..counting.audit_tables import OVERLAP, STICKS
from ..counting.count import Count, Values
from ..counting.distribution import Spread, ratio
from ..counting.groups import CELLS, DIMENSIONS, GROUPS, by_group, rows_of
from ..counting.rates import LEAST
from .measure import Measure, measure


def _sticks(now: Count) -> Values:
    """People by group and number of sticks in force; all zero where nothing was counted."""
    table = now.table("sticks")
    return by_group(table.reshape(CELLS, STICKS)) if table.size else np.zeros((len(GROUPS), STICKS))


def _spread(now: Count) -> Spread:
    return Spread(np.arange(STICKS, dtype=np.float64), np.zeros(STICKS), _sticks(now))


def _under(first: int, last: int) -> Callable[[Count], Values]:
    def share(now: Count) -> Values:
        people = _sticks(now)
        return ratio(people[:, first : last + 1].sum(axis=1), people.sum(axis=1))

    return share


UNDER: tuple[Measure, ...] = tuple(
    Measure(
        f"share_under_{name}",
        "share",
        f"People under {words} at once, of all people. In December.",
        "K8",
        "essay",
        "all and by group",
        _under(first, last),
    )
    for name, words, first, last in (
        ("no_stick", "no stick", 0, 0),
        ("one_stick", "one stick", 1, 1),
        ("two_sticks", "two sticks", 2, 2),
        ("three_sticks", "three sticks or more", 3, STICKS),
    )
)


@measure("index", source="K8", label="essay")
def gini_sticks(now: Count) -> Values:
    """Gini coefficient of sticks in force over all people of the group, those under none included. In December."""
    return distribution.gini(_spread(now))


@measure("share", source="K8", label="essay")
def sticks_share_top1(now: Count) -> Values:
    """Share of all sticks in force that the hundredth of people under most of them bears. In December."""
    return 1.0 - distribution.lorenz(_spread(now), 0.99)


@measure("share", source="W6", label="essay", groups="all")
def sticks_share_poorest_fifth(now: Count) -> float:
    """Share of all sticks in force that falls on the poorest fifth by permanent income."""
    sticks = now.sum("n_sticks")
    return float(ratio(sticks[GROUPS.index("quintile=1")], sticks[0]))


def _ratio(dimension: str) -> Callable[[Count], float]:
    def worst_over_best(now: Count) -> float:
        rows = rows_of(dimension)
        each = ratio(now.sum("n_sticks")[rows], np.where(now.people[rows] >= LEAST, now.people[rows], 0.0))
        known = each[~np.isnan(each)]
        return float(ratio(known.max(), known.min())) if len(known) > 1 else float("nan")

    return worst_over_best


STICKS_RATIOS: tuple[Measure, ...] = tuple(
    Measure(
        f"sticks_ratio_{d.name}",
        "ratio",
        f"Sticks in force a person in the group by {d.name} that bears most, over the one that bears least. Groups of "
        f"fewer than {LEAST} simulated citizens are left out; undefined where the least is none.",
        "K8",
        "essay",
        "all",
        _ratio(d.name),
    )
    for d in DIMENSIONS
)

_BURDENS = ("listed", "shut_out", "jobless")


def _overlap(now: Count) -> Values:
    """People by group and by each of `_BURDENS`, (groups, 2, 2, 2); all zero where nothing was counted."""
    table = now.table("overlap")
    found = by_group(table.reshape(CELLS, -1)) if table.size else np.zeros((len(GROUPS), OVERLAP.size // CELLS))
    return found.reshape(-1, *(2 for _ in _BURDENS))


@measure("share", source="K8", label="essay")
def share_shut_out(now: Count) -> Values:
    """People whom no formal lender lends to, of all people.

    Something is overdue, a court has ordered payment, or a rule bars them. In December.
    """
    table = _overlap(now)
    return ratio(table[:, :, 1, :].sum(axis=(1, 2)), table.sum(axis=(1, 2, 3)))


@measure("share", source="K8", label="essay")
def share_of_two_burdens(now: Count) -> Values:
    """People who are two of these at once, of all people: on the court's list, shut out of credit, jobless.

    All three count, too. In December.
    """
    table = _overlap(now)
    number = np.indices((2, 2, 2)).sum(axis=0)
    return ratio((table * (number >= 2)).sum(axis=(1, 2, 3)), table.sum(axis=(1, 2, 3)))


@measure("share", source="K8", label="essay")
def share_of_three_burdens(now: Count) -> Values:
    """People who are on the court's list, shut out of credit and jobless, of all people. In December."""
    table = _overlap(now)
    return ratio(table[:, 1, 1, 1], table.sum(axis=(1, 2, 3)))


@measure("ratio", source="K8", label="essay")
def burdens_lift(now: Count) -> Values:
    """People who are listed, shut out and jobless, over how many they would be if the three were independent.

    1 if one brings no other. In December; undefined where one of the three does not occur.
    """
    table = _overlap(now)
    n = table.sum(axis=(1, 2, 3))
    alone = (table[:, 1].sum(axis=(1, 2)), table[:, :, 1].sum(axis=(1, 2)), table[:, :, :, 1].sum(axis=(1, 2)))
    return ratio(ratio(table[:, 1, 1, 1], n), ratio(alone[0], n) * ratio(alone[1], n) * ratio(alone[2], n))
