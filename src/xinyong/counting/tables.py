"""Tables: histograms over everybody, of whole numbers. Each table is declared once.

A sum is one number for each cell. A table has bins of its own: the rows that a lender learns from, the incidents of
each province, the people whom two firms rank alike. A table is counted only where the column that it needs was
written, so a mechanism that is off costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
from jax import Array

from .bit_sums import columns_of, field_sums
from .joint_index import JointIndex

Of = Callable[[Any], Array]
"""Takes the view of the citizens, flat columns in whole places, and returns an array."""


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name
        Its name in a tally.
    size
        Bins.
    needs
        A column that must have been written for the table to be counted.
    count
        Takes the view of the citizens and returns the table: int64 (size,).
    every
        Months between two counts: 12 counts in December only, and the table is zero in other months.
    is_wide
        Whether the tallies of other months leave it out: adding so many zeros would cost more than counting.
    """

    name: str
    size: int
    needs: str
    count: Of
    every: int = 1
    is_wide: bool = False


def histogram(
    name: str, size: int, *, needs: str, place: Of, amount: Of | None = None, every: int = 1, is_wide: bool = False
) -> Table:
    """A table of people, or of amounts, by bin.

    Parameters
    ----------
    name, size, needs, every, is_wide
        See `Table`.
    place
        Everybody's bin (int32, 0 .. size - 1).
    amount
        What everybody adds (whole numbers); one each if None.
    """

    def count(c: Any) -> Array:
        added = jnp.where(c.is_person, c.is_person if amount is None else amount(c), 0).astype(jnp.int64)
        return jnp.zeros(size, jnp.int64).at[place(c)].add(added, mode="promise_in_bounds")

    return Table(name, size, needs, count, every, is_wide)


def joint(name: str, index: JointIndex, *, needs: str, every: int = 1, is_wide: bool = False) -> Table:
    """A table of people by several facts at once (see `JointIndex`, which also reads it)."""
    return histogram(name, index.size, needs=needs, place=index.place, every=every, is_wide=is_wide)


def word_sums(name: str, word: str, *, needs: str) -> Table:
    """The sums of all columns of a packed word, in the order of `bit_sums.columns_of`."""
    return Table(name, len(columns_of(word)), needs, lambda c: field_sums(c, word))
