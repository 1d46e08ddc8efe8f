"""The citizens as the count sees them: their columns, and what is derived from these before anything is added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol, TypeVar, runtime_checkable

import jax
import jax.numpy as jnp
from jax import Array

from ..array_types import AnyArray, TileDouble, TileFloat, TileInt, TileWhole
from ..errors import BadRequest, nearest
from ..society.bit_packing import PACKED, extract
from ..society.columns import COLUMNS, PLACE, Column
from ..vocabulary import AGE_BANDS, DEBTS, debt_columns
from ..vocabulary.scores import ScoreName
from .bins import EIGHTH, THOUSANDTH, steps
from .groups import DIMENSIONS

SCORE_TOP = 2047.875
"""Scores above this (and below 0) count as this (as 0): the scales in use end far below it."""
SCORE_CENTRE = 640
"""Points taken off before products of scores are added, which keeps them small and changes no correlation."""
LOG_INCOME_TOP = 16_000
"""The logarithm of nine million yuan a month, in thousandths."""
_SCORE_STEPS = round(SCORE_TOP / EIGHTH)
_FIRST_BIRTH = 12 * 1900  # the column birth_month counts months since 1900-01

T = TypeVar("T")


def computed_once(values: T) -> T:
    """Keep the compiler from computing an intermediate result again wherever it is used."""
    found: T = jax.lax.optimization_barrier(values)  # type: ignore[no-untyped-call]
    return found


@runtime_checkable
class TieTotals(Protocol):
    """What the count asks of a network of ties (see `society.ties.Ties`)."""

    def degree(self, alive: Array, /) -> Array:
        """Living ties of each citizen."""

    def total(self, alive: Array, values: Array, /) -> Array:
        """Sum of values over a citizen's living ties."""


@dataclass(frozen=True)
class Month:
    """What derived columns depend on besides the columns of citizens.

    Attributes
    ----------
    number
        Months since year 0, which give everybody's age.
    score
        Name of the headline score, or None when all scores are switched off.
    ties, alive
        The ties of the tile, and which of them are alive in the shape that `ties` keeps them in.
    """

    number: AnyArray
    score: ScoreName | None
    ties: TieTotals
    alive: Array


class Citizens:
    """Columns by attribute or by name; a column that no mechanism wrote holds its declared fill value.

    Parameters
    ----------
    columns
        Columns by their own names or in packed words (see `society.bit_packing`), all of one shape.
    month
        From what derived columns are computed when somebody asks for one; None if all of them are among `columns`.
    """

    def __init__(self, columns: Mapping[str, Array], month: Month | None = None) -> None:
        self._columns = dict(columns)
        self._month = month
        self._shape = columns["is_person"].shape

    def __getattr__(self, name: str) -> Array:
        if name in self._columns:
            return self._columns[name]
        if name in DERIVED and self._month is not None:
            self._columns[name] = computed_once(DERIVED[name](self, self._month))
            return self._columns[name]
        word, place = PACKED.get(name, ("", None))
        if place is not None and word in self._columns:
            return extract(self._columns[word], place)
        column = COLUMNS.get(name)
        if column is None or column.kind == "fixed":
            raise AttributeError(f"the count needs the column {name!r}, which it was not given")
        return jnp.full(self._shape, column.fill, column.dtype)

    def __getitem__(self, name: str) -> Array:
        return getattr(self, name)

    def word(self, name: str) -> Array | None:
        """A packed word, or None where its columns come by their own names."""
        return self._columns.get(name)


OfCitizens = Callable[[Citizens], Array]
"""Takes the view of the citizens, and returns an array."""


def centred(c: Citizens) -> TileInt:
    """The headline score in eighths of a point from `SCORE_CENTRE`, 0 for people without one."""
    return jnp.where(c.has_score, c.score_eighths - jnp.int32(round(SCORE_CENTRE / EIGHTH)), 0)


def wealth_yuan(c: Citizens) -> TileDouble:
    """Cash and home less all debts: exact."""
    wealth = c.cash_yuan.astype(jnp.float64) + c.home_yuan.astype(jnp.float64)
    for debt in debt_columns(DEBTS):
        wealth = wealth - c[debt].astype(jnp.float64)
    return wealth


def _cell(c: Citizens, month: Month) -> TileInt:
    """The crossed cell of each citizen, 0 .. CELLS - 1 (see `groups`)."""
    i32 = jnp.int32
    age_months = jnp.asarray(month.number, i32) - i32(_FIRST_BIRTH) - c.birth_month.astype(i32)
    age = sum((age_months >= i32(12 * start)).astype(i32) for start in [*AGE_BANDS.values()][1:])
    cell = jnp.zeros(c.birth_month.shape, i32)
    digits = {
        "area": c.is_urban, "quintile": c.quintile, "sex": c.is_female, "age": age, "party": c.is_member,
        "occupation": c.occupation,
    }  # fmt: skip
    for dimension in DIMENSIONS:
        cell = cell * i32(len(dimension.values)) + digits[dimension.name].astype(i32)
    return cell


def _points(c: Citizens, month: Month) -> TileFloat:
    return c[f"score_{month.score}"] if month.score else jnp.zeros(c.is_person.shape, jnp.float32)


def _wrong_points(c: Citizens, month: Month) -> TileInt:
    """What wrong records did to the headline score, in eighths of a point."""
    name = f"{month.score}_wrong"
    wrong = jnp.abs(c[name]) if name in COLUMNS else jnp.zeros_like(_points(c, month))
    return steps(wrong, EIGHTH, _SCORE_STEPS)


def _log_income(c: Citizens, month: Month) -> TileInt:
    income = jnp.log(jnp.maximum(c.income_year_yuan, jnp.float32(1.0)))
    return steps(income, THOUSANDTH, LOG_INCOME_TOP)


def _of_friends(values: Callable[[Citizens], TileWhole]) -> Callable[[Citizens, Month], TileInt]:
    def total(c: Citizens, month: Month) -> TileInt:
        once = computed_once(values(c).astype(jnp.float32))  # not again for each layer of ties
        return month.ties.total(month.alive, once).astype(jnp.int32)

    return total


DERIVED: Final[dict[str, Callable[[Citizens, Month], Array]]] = {
    "cell": _cell,
    "has_score": lambda c, month: c.is_person & (_points(c, month) > 0),
    "score_eighths": lambda c, month: steps(_points(c, month), EIGHTH, _SCORE_STEPS),
    "score_wrong_eighths": _wrong_points,
    "log_income": _log_income,
    "degree": lambda c, month: month.ties.degree(month.alive).astype(jnp.int32),
    "scored_friends": _of_friends(lambda c: c.has_score),
    "friends_score": _of_friends(centred),
}
"""Columns that the count derives: the crossed cell, the headline score, what wrong records did to it, the logarithm of
income (thousandths), living ties, those to people with a score, and the sum of these people's centred scores."""
OF_TIES: Final = frozenset({"degree", "scored_friends", "friends_score"})
"""Derived columns that follow from ties: they are computed for whole blocks only."""


class Reads(NamedTuple):
    """Which columns something reads, with those that derived columns are computed from, and which derived columns."""

    columns: tuple[str, ...]
    derived: tuple[str, ...]


def reads(of: Callable[[Citizens], object], score: ScoreName | None, own: tuple[Column, ...] = ()) -> Reads:
    """What a function of the citizens reads, of the columns of this package and of some others.

    Raises
    ------
    BadRequest
        If it reads a column that does not exist.
    """
    columns: dict[str, None] = {}
    derived: dict[str, None] = {}
    jax.eval_shape(lambda: of(_Noted(columns, derived, score, own)))
    return Reads(tuple(columns), tuple(derived))


def value_of(of: Callable[[Citizens], object], own: tuple[Column, ...] = ()) -> jax.ShapeDtypeStruct:
    """Shape and type of what a function of the citizens returns for one place.

    Raises
    ------
    BadRequest
        If it reads a column that does not exist.
    """
    found: jax.ShapeDtypeStruct = jax.eval_shape(lambda: of(_Noted({}, {}, None, own)))
    return found


class _Noted(Citizens):
    """Citizens of one place, who note which columns somebody reads."""

    def __init__(
        self,
        columns: dict[str, None],
        derived: dict[str, None],
        score: ScoreName | None,
        own: tuple[Column, ...],
    ) -> None:
        self._known = COLUMNS | {column.name: column for column in own}
        nobody = jnp.zeros(PLACE, jnp.uint8)
        self._noted, self._derived, self._given = columns, derived, Month(jnp.int32(0), score, NoTies(), nobody)

    def __getattr__(self, name: str) -> Array:
        if name in DERIVED:
            self._derived[name] = None
            self._noted |= {"ties": None} if name in OF_TIES else {}
            return DERIVED[name](self, self._given)
        if name not in self._known:
            raise BadRequest(
                "count",
                received=f"a sum or table of the column {name!r}",
                accepted="a column of citizens, or one that the count derives from them",
                remedy=nearest(name, (*self._known, *DERIVED)),
            )
        self._noted[name] = None
        return jnp.zeros(PLACE, self._known[name].dtype)

    def word(self, name: str) -> Array | None:
        return None


class NoTies:
    """Ties of people who have none (see `TieTotals`)."""

    def degree(self, alive: Array) -> Array:
        """Zero."""
        return jnp.zeros(alive.shape, jnp.float32)

    def total(self, alive: Array, values: Array) -> Array:
        """Zero."""
        return jnp.zeros(values.shape, jnp.float32)
