"""Burden: how sanctions accumulate on people and groups, come with other hardships, last and return. In Decembers.

A spell is a run of months with cause for a sanction (`stick_months`); it can outlast the sanction, where sanctions
lapse.
"""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from ..array_types import TileWhole, Values
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import Distribution, gini, lorenz, ratio
from ..counting.groups import CELLS, DIMENSIONS, GROUPS, rows_of
from ..counting.rates import LEAST
from ..counting.sums import Sum, columns
from ..counting.tables import CountTable, Digit, JointTable, histogram
from .measure import measure, measure_for_each

SANCTIONS = 33
"""Sanctions in force at once: 0 to 32, the largest number of rules."""
LENGTHS = 256
"""Months of a spell, 0 to 255."""


def _is_shut_out(c: Citizens) -> TileWhole:
    """Whom no formal lender lends to: something is overdue, a court has ordered payment, or a rule bars them."""
    return (c.arrears_months > 0) | (c.debt_judged_yuan > 0) | (c.bars_credit >= 1.0)


HARDSHIPS = JointTable(
    "hardships",
    (
        Digit("cell", CELLS, lambda c: c.cell),
        Digit("listed", 2, lambda c: c.is_listed),
        Digit("shut_out", 2, _is_shut_out),
        Digit("jobless", 2, lambda c: c.is_jobless),
    ),
    needs="is_person",
    every=12,
    is_wide=True,
)


def _running(c: Citizens) -> TileWhole:
    """Whether there was a spell before, and how long the present one has run (int32)."""
    return (c.spells_ended > 0).astype(jnp.int32) * LENGTHS + c.stick_months.astype(jnp.int32)


def _completed(c: Citizens) -> TileWhole:
    """Whether there has been another spell since the latest that is over, and the length of that one (int32)."""
    has_relapsed = (c.spells_ended > 1) | (c.stick_months > 0)
    return has_relapsed.astype(jnp.int32) * LENGTHS + c.last_spell_months.astype(jnp.int32)


SUMS: tuple[Sum, ...] = columns("n_sticks")
TABLES: tuple[CountTable, ...] = (
    histogram(
        "sanctions_by_cell",
        CELLS * SANCTIONS,
        needs="is_person",
        place=lambda c: c.cell * SANCTIONS + jnp.minimum(c.n_sticks.astype(jnp.int32), SANCTIONS - 1),
        every=12,
        is_wide=True,
    ),
    HARDSHIPS.table,
    histogram("spells_running", 2 * LENGTHS, needs="n_sticks", place=_running, every=12, is_wide=True),
    histogram(
        "spells_completed",
        2 * LENGTHS,
        needs="n_sticks",
        place=_completed,
        amount=lambda c: c.spells_ended > 0,
        every=12,
        is_wide=True,
    ),
)


# --- sanctions at once ----------------------------------------------------------------------------------------


def _distribution(now: Count) -> Distribution:
    people = now.table_by_group("sanctions_by_cell")
    return Distribution(np.arange(SANCTIONS, dtype=np.float64), np.zeros(SANCTIONS), people)


@measure_for_each(
    "share_under_{name}",
    "share",
    "name, words, first, last",
    (
        ("no_stick", "no sanction", 0, 0),
        ("one_stick", "one sanction", 1, 1),
        ("two_sticks", "two sanctions", 2, 2),
        ("three_sticks", "three sanctions or more", 3, SANCTIONS),
    ),
    source="K8",
    label="essay",
)
def under_sanctions(now: Count, first: int, last: int) -> Values:
    """People under {words} at once, of all people. In December."""
    people = now.table_by_group("sanctions_by_cell")
    return ratio(people[:, first : last + 1].sum(axis=1), people.sum(axis=1))


@measure("index", source="K8", label="essay")
def gini_sticks(now: Count) -> Values:
    """Gini coefficient of sanctions in force over all people of the group, those without one included. In December."""
    return gini(_distribution(now))


@measure("share", source="K8", label="essay")
def sticks_share_top1(now: Count) -> Values:
    """Share of all sanctions in force that the 1 % of people with the most sanctions bear. In December."""
    return 1.0 - lorenz(_distribution(now), 0.99)


@measure("share", source="W6", label="essay", groups="all")
def sticks_share_poorest_fifth(now: Count) -> float:
    """Share of all sanctions in force that falls on the poorest quintile of permanent income."""
    sanctions = now.sum("n_sticks")
    return float(ratio(sanctions[GROUPS.index("quintile=1")], sanctions[0]))


@measure_for_each(
    "sticks_ratio_{dimension}",
    "ratio",
    "dimension, least",
    [(d.name, LEAST) for d in DIMENSIONS],
    source="K8",
    label="essay",
    groups="all",
)
def sanctions_ratios(now: Count, dimension: str) -> float:
    """Sanctions in force per person: the highest among groups by {dimension} divided by the lowest.

    Groups of fewer than {least} simulated citizens are left out; undefined if the lowest is 0.
    """
    rows = rows_of(dimension)
    each = ratio(now.sum("n_sticks")[rows], np.where(now.people[rows] >= LEAST, now.people[rows], 0.0))
    known = each[~np.isnan(each)]
    return float(ratio(known.max(), known.min())) if len(known) > 1 else float("nan")


# --- hardships that come together -----------------------------------------------------------------------------


def _hardships(now: Count) -> Values:
    """People by group and by each of listed, shut out and jobless, (groups, 2, 2, 2)."""
    return now.table_by_group("hardships").reshape(-1, 2, 2, 2)


@measure("share", source="K8", label="essay")
def share_shut_out(now: Count) -> Values:
    """People whom no formal lender lends to, of all people.

    Something is overdue, a court has ordered payment, or a rule bars them. In December.
    """
    table = _hardships(now)
    return ratio(table[:, :, 1, :].sum(axis=(1, 2)), table.sum(axis=(1, 2, 3)))


@measure("share", source="K8", label="essay")
def share_of_two_burdens(now: Count) -> Values:
    """People of whom at least two of these are true, of all people: on the court list, shut out of credit, jobless.

    In December.
    """
    table = _hardships(now)
    number = np.indices((2, 2, 2)).sum(axis=0)
    return ratio((table * (number >= 2)).sum(axis=(1, 2, 3)), table.sum(axis=(1, 2, 3)))


@measure("share", source="K8", label="essay")
def share_of_three_burdens(now: Count) -> Values:
    """People who are on the court list, shut out of credit and jobless, of all people. In December."""
    table = _hardships(now)
    return ratio(table[:, 1, 1, 1], table.sum(axis=(1, 2, 3)))


@measure("ratio", source="K8", label="essay")
def burdens_lift(now: Count) -> Values:
    """People who are listed, shut out and jobless, divided by their number if the three were independent.

    It is 1 if the three are independent. In December; undefined where one of the three does not occur.
    """
    table = _hardships(now)
    n = table.sum(axis=(1, 2, 3))
    alone = (table[:, 1].sum(axis=(1, 2)), table[:, :, 1].sum(axis=(1, 2)), table[:, :, :, 1].sum(axis=(1, 2)))
    return ratio(ratio(table[:, 1, 1, 1], n), ratio(alone[0], n) * ratio(alone[1], n) * ratio(alone[2], n))


# --- spells ---------------------------------------------------------------------------------------------------

_MONTHS = np.arange(LENGTHS)


def _spells(now: Count, name: str) -> Values:
    """People by whether there was another spell, and by length."""
    return now.table(f"spells_{name}").reshape(2, LENGTHS)


def _mean(people: Values) -> float:
    return float(ratio(people @ _MONTHS[1:], people.sum()))


def _median(people: Values) -> float:
    """The shortest length that at least half of the people have or fall short of."""
    n = people.sum()
    return float(1 + np.searchsorted(np.cumsum(people), n / 2)) if n > 0 else float("nan")


def _long(people: Values) -> float:
    return float(ratio(people[12:].sum(), people.sum()))


@measure_for_each(
    "spells_{name}_{statistic}",
    "{unit}",
    "name, statistic, unit, definition, compute",
    [
        (name, statistic, unit, definition.format(words, extent), compute)
        for name, words, extent in (
            ("running", "current spells under sanctions", "so far"),
            ("completed", "people's latest finished spells under sanctions", "in all"),
        )
        for statistic, unit, definition, compute in (
            ("mean_months", "months", "Mean length {1} of {0}.", _mean),
            ("median_months", "months", "Median length {1} of {0}.", _median),
            ("over_year_share", "share", "Of {0}, those of more than twelve months {1}.", _long),
        )
    ],
    source="K8",
    label="essay",
    groups="all",
)
def spell_lengths(now: Count, name: str, compute: Callable[[Values], float]) -> float:
    """{definition} Lengths stop at 255 months. In December."""
    return compute(_spells(now, name)[:, 1:].sum(axis=0))


@measure("share", source="K8", label="essay", groups="all")
def spells_repeated_share(now: Count) -> float:
    """People who had an earlier spell under sanctions, of those who are in one. In December."""
    table = _spells(now, "running")[:, 1:]
    return float(ratio(table[1].sum(), table.sum()))


@measure("share", source="K8", label="essay", groups="all")
def spells_relapse_share(now: Count) -> float:
    """People with another spell since then or now, of those with a finished spell under sanctions. In December."""
    table = _spells(now, "completed")
    return float(ratio(table[1].sum(), table.sum()))
