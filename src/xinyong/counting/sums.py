"""Sums: what is added up over the citizens at a month's end. Each sum is declared once.

Sums are whole numbers, so they are exact, and they are the same however the citizens are divided into tiles. A quantity
that is not whole is first counted in small steps (`Sum.step`): a score in eighths of a point, approval in thousandths.

Themes of measures, parts of the nation and the yearly audit declare the sums that they read. Two of them may declare
the same sum: that of a plain column (`columns`, `totals`) is equal wherever it is declared; a sum with a function of
its own is declared where it belongs, and the others import it.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import BadRequest
from ..society.bit_packing import PACKED
from ..society.columns import COLUMNS, PLACE, Column
from .bins import THOUSANDTH, steps
from .citizens import OfCitizens, value_of

TRUTH, BYTE, WHOLE_NUMBER, WIDE = 1, 255, (1 << 31) - 1, (1 << 33)
"""Largest sizes of what one citizen can add: of a bool, a uint8, an int32, a wealth."""
_MOST = {"bool": TRUTH, "uint8": BYTE, "int32": WHOLE_NUMBER}


@dataclass(frozen=True)
class Sum:
    """One sum.

    Attributes
    ----------
    name
        The column's name where the sum is that of a column.
    of
        Whole numbers, one for each citizen.
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
    of: OfCitizens
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


def signed(name: str, of: OfCitizens, step: float = 1.0, *, most: int = WHOLE_NUMBER) -> Sum:
    """A sum to which citizens may add less than zero."""
    return Sum(name, of, most, step, is_signed=True)


@functools.cache
def _column(name: str) -> Sum:
    return Sum(name, lambda c: c[name], most_of(name), is_signed=COLUMNS[name].dtype == "int32")


def most_of(column: str) -> int:
    """The largest value that a column can hold: in its own dtype, or in its field where it is packed into a word."""
    return (1 << PACKED[column][1].bits) - 1 if column in PACKED else _MOST[COLUMNS[column].dtype]


PEOPLE = Sum("people", lambda c: c.is_person)
"""The citizens themselves."""

_SIZES = {"bool": (TRUTH, False), "uint8": (BYTE, False), "int32": (WHOLE_NUMBER, True)}
"""What a citizen can add at most, and whether it can be less than zero, by type."""


def sum_of(name: str, of: OfCitizens | None = None, *, step: float = 1.0, columns: Sequence[Column] = ()) -> Sum:
    """Declare a sum over citizens, by group.

    Parameters
    ----------
    name
        How measures refer to it: ``now.sum(name)``, ``now.mean(name)``.
    of
        Takes the citizens, whose columns are attributes, and returns a whole number for each of them (bool, uint8 or
        int32), for example ``lambda c: c.is_listed & (c.quintile == 4)``. None for the column that `name` names.
    step
        What one unit of the sum is worth: 0.001 for a function that returns thousandths.
    columns
        Columns of your own mechanisms that it reads, such as ``mine.columns``.

    Raises
    ------
    BadRequest
        If there is no such column, or the numbers are not whole.
    """
    function = of if of is not None else lambda c: c[name]
    own = tuple(columns)
    value = value_of(function, own)
    dtype = str(value.dtype)
    if dtype not in _SIZES or value.shape != (PLACE,):
        raise BadRequest(
            f"sum {name!r}",
            received=f"numbers of the type {dtype}" if value.shape == (PLACE,) else "no number for each citizen",
            accepted=f"a whole number for each citizen, of the type {', '.join(_SIZES)}, so that sums are exact",
            remedy="Count in small steps: sum_of(name, lambda c: (1000 * c.caution).astype('int32'), step=0.001).",
        )
    most, is_signed = _SIZES[dtype]
    if of is None and name in COLUMNS:
        return _column(name)
    return Sum(name, function, most, step, is_signed, own=own)
