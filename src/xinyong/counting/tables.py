"""Tables: histograms over everybody, of whole numbers. Each table is declared once. And what the count remembers.

A sum is one number for each cell. A table has bins of its own: the rows that a lender learns from, the incidents of
each province, the people whom two firms rank alike. A table is counted only where the column that it needs was
written, so a mechanism that is off costs nothing.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from ..array_types import TileInt, Values
from .citizens import Citizens, OfCitizens
from .packed_sums import columns_of_word, field_sums


@dataclass(frozen=True)
class CountTable:
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
    count: OfCitizens
    every: int = 1
    is_wide: bool = False


def histogram(
    name: str,
    size: int,
    *,
    needs: str,
    place: OfCitizens,
    amount: OfCitizens | None = None,
    every: int = 1,
    is_wide: bool = False,
) -> CountTable:
    """A table of people, or of amounts, by bin.

    Parameters
    ----------
    name, size, needs, every, is_wide
        See `CountTable`.
    place
        Everybody's bin (int32, 0 .. size - 1).
    amount
        What everybody adds (whole numbers); one each if None.
    """

    def count(c: Citizens) -> Array:
        added = jnp.where(c.is_person, c.is_person if amount is None else amount(c), 0).astype(jnp.int64)
        return jnp.zeros(size, jnp.int64).at[place(c)].add(added, mode="promise_in_bounds")

    return CountTable(name, size, needs, count, every, is_wide)


def word_sums(name: str, word: str, *, needs: str) -> CountTable:
    """The sums of all columns of a packed word, in the order of `packed_sums.columns_of_word`."""
    return CountTable(name, len(columns_of_word(word)), needs, lambda c: field_sums(c, word))


@dataclass(frozen=True)
class Digit:
    """One fact about a citizen: its name, how many values it has, and the function that gives 0, 1, ..."""

    name: str
    values: int
    of: OfCitizens


@dataclass(frozen=True)
class JointTable:
    """A table of people by several small facts at once, which are the digits of one number.

    Attributes
    ----------
    name, needs, every, is_wide
        See `CountTable`.
    digits
        The facts, the slowest digit first.
    """

    name: str
    digits: tuple[Digit, ...]
    needs: str
    every: int = 1
    is_wide: bool = False

    @functools.cached_property
    def table(self) -> CountTable:
        """What is to be declared."""
        size = math.prod(digit.values for digit in self.digits)
        return histogram(self.name, size, needs=self.needs, place=self.place, every=self.every, is_wide=self.is_wide)

    def place(self, c: Citizens) -> TileInt:
        """Everybody's number."""
        number = jnp.int32(0)
        for digit in self.digits:
            number = number * digit.values + digit.of(c).astype(jnp.int32)
        return number

    def by(self, counted: NDArray[Any], name: str, **fixed: int) -> Values:
        """What was counted, by the values of one digit, over those who have the fixed values of others."""
        names = [digit.name for digit in self.digits]
        if unknown := {name, *fixed} - set(names):
            raise KeyError(f"no digit {', '.join(sorted(unknown))} among {', '.join(names)}")
        kept = np.asarray(counted, np.float64).reshape([digit.values for digit in self.digits])
        kept = kept[tuple(fixed.get(other, slice(None)) if other != name else slice(None) for other in names)]
        left = [other for other in names if other not in fixed]
        return np.asarray(kept.sum(axis=tuple(k for k, other in enumerate(left) if other != name)))


@dataclass(frozen=True)
class Memory:
    """Columns in which the count remembers something of every citizen. No mechanism reads them.

    Attributes
    ----------
    columns
        The columns.
    of_score
        Those of them that are about the headline score: a fork, whose score may be another one, starts without them.
    update
        Takes the view of the citizens at a month's end, and returns the columns that change.
    every
        Months between two updates: 12 updates them in December only.
    """

    columns: tuple[str, ...]
    of_score: tuple[str, ...]
    update: Callable[[Citizens], dict[str, Array]]
    every: int = 1
