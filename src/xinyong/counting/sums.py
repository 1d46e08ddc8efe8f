"""Sums: what is added up over the citizens at a month's end. Each sum is declared once.

Sums are whole numbers, so they are exact, and they are the same however the citizens are divided into tiles. A quantity
that is not whole is first counted in small steps (`Sum.step`): a score in eighths of a point, approval in thousandths.

Themes of measures, parts of the nation and the yearly audit declare the sums that they read. Two of them may declare
the same sum: that of a plain column (`columns`, `totals`) is equal wherever it is declared; a sum with a function of
its own is declared where it belongs, and the others import it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import jax.numpy as jnp
from jax import Array

from ..society.bit_packing import FIELDS
from ..society.columns import COLUMNS, Column

TRUTH, BYTE, WHOLE_NUMBER, WIDE = 1, 255, (1 << 31) - 1, (1 << 33)
"""Largest sizes of what one citizen can add: of a bool, a uint8, an int32, a wealth."""
_MOST = {"bool": TRUTH, "uint8": BYTE, "int32": WHOLE_NUMBER}

THOUSANDTH = 1.0 / 1000.0
HUNDREDTH = 1.0 / 100.0
EIGHTH = 1.0 / 8.0


@dataclass(frozen=True)
class Sum:
    """One sum.

    Attributes
    ----------
    name
        The column's name where the sum is that of a column.
    of
        Takes the view of the citizens and returns whole numbers (a bool or integer array).
    most
        The largest size of what one citizen adds.
    step
        What one unit of the sum is worth.
    is_signed
        Whether citizens may add less than zero.
    is_by_group
        Whether the sum is kept by crossed cell (see `groups`), and so can be read for any group; otherwise it is kept
        for everybody only.
    own
        Columns of added mechanisms that it reads (see `xinyong.model`).
    """

    name: str
    of: Callable[[Any], Array]
    most: int = TRUTH
    step: float = 1.0
    is_signed: bool = False
    is_by_group: bool = True
    own: tuple[Column, ...] = ()

    @property
    def of_all(self) -> Sum:
        """The same sum, kept for everybody only."""
        return replace(self, is_by_group=False)


def columns(*names: str) -> tuple[Sum, ...]:
    """Sums of columns of whole numbers, by group."""
    return tuple(_column(name) for name in names)


def totals(*names: str) -> tuple[Sum, ...]:
    """Sums of columns of whole numbers, over everybody only."""
    return tuple(_column(name).of_all for name in names)


def fraction(name: str, *, top: float = 1.0, step: float = THOUSANDTH) -> Sum:
    """The sum of a float column between 0 and `top`, counted in steps."""
    most = round(top / step)
    return Sum(name, lambda c: steps(c[name], step, most), most, step)


def signed(
    name: str,
    of: Callable[[Any], Array],
    step: float = 1.0,
    *,
    most: int = WHOLE_NUMBER,
    is_by_group: bool = True,
) -> Sum:
    """A sum to which citizens may add less than zero."""
    return Sum(name, of, most, step, is_signed=True, is_by_group=is_by_group)


@functools.cache
def _column(name: str) -> Sum:
    return Sum(name, lambda c: c[name], most_of(name), is_signed=COLUMNS[name].dtype == "int32")


def most_of(column: str) -> int:
    """The largest value that a column can hold: in its own dtype, or in its field where it is packed into a word."""
    return (1 << FIELDS[column][1].bits) - 1 if column in FIELDS else _MOST[COLUMNS[column].dtype]


def steps(values: Array, step: float, most: int) -> Array:
    """A float column as a whole number of steps (int32), to the nearest, within 0 .. most."""
    return jnp.clip(jnp.floor(values * jnp.float32(1.0 / step) + jnp.float32(0.5)), 0, most).astype(jnp.int32)


PEOPLE = Sum("people", lambda c: c.is_person)
"""The citizens themselves."""
