"""Tables: how many citizens, or how much of something, fall in each bin of a quantity of their own.

A sum is one number a cell; a table is a histogram over everybody that some mechanism or measure needs whole: the
rows a lender learns from, the incidents of each province, who is good for which firm. Tables are counted only where
the column they need was written, so that a mechanism that is off costs nothing. All are whole numbers, and so exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp

Array = Any


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name
        Its name in `tally.Tally.tables`.
    size
        Bins.
    needs
        A column of the month that must have been written for the table to be counted.
    place
        Takes the view of the citizens and gives everybody's bin (int32, 0 .. size - 1).
    amount
        Takes the view and gives what everybody adds (whole numbers); one each, if it is left out.
    every
        Months between two counts: 12 counts in December only, and the table is zero in other months.
    """

    name: str
    size: int
    needs: str
    place: Callable[[Any], Array]
    amount: Callable[[Any], Array] = lambda c: c.is_person
    every: int = 1


TABLES: tuple[Table, ...] = ()


def count_tables(c: Any, columns: Mapping[str, Array], month: Array) -> dict[str, Array]:
    """All tables whose columns were written.

    Parameters
    ----------
    c
        View of the citizens, flat columns.
    columns
        The columns that were written, by name.
    month
        Months since year 0, a scalar.

    Returns
    -------
    int64 (size,) by the name of the table.
    """
    return {t.name: _counted(t, c, month) for t in TABLES if t.needs in columns}


def _counted(table: Table, c: Any, month: Array) -> Array:
    nothing = jnp.zeros(table.size, jnp.int64)

    def added() -> Array:
        amount = jnp.where(c.is_person, table.amount(c), 0).astype(jnp.int64)
        return nothing.at[table.place(c)].add(amount, mode="promise_in_bounds")

    if table.every == 1:
        return added()
    is_due = (month + 1) % table.every == 0
    return jax.lax.cond(is_due, added, lambda: nothing)
