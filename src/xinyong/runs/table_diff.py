"""How far two tables of results are apart: what was kept, and what the same scenario gives now."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..results.audit_table import KEYS as AUDIT_KEYS

AUDIT_WORDS = tuple(name for name in AUDIT_KEYS if name not in ("replicate", "month", "band"))
MOST_NAMED = 5
"""Measures or columns that a sentence names; data name them all."""


@dataclass(frozen=True)
class Apart:
    """Rows in which two tables differ.

    Attributes
    ----------
    rows
        Rows of both tables together, each key once.
    rows_apart
        Rows that differ in a value, or stand in one table only.
    names
        The measures (of a series) or columns (of a cohort) that differ, sorted.
    since
        The first month with a difference, ``YYYY-MM``, or None.
    largest_relative_gap
        The largest difference of two numbers over the larger of them; 0 when none differ.
    """

    rows: int
    rows_apart: int
    names: tuple[str, ...]
    since: str | None
    largest_relative_gap: float

    @property
    def words(self) -> str:
        """The difference in words."""
        if not self.rows_apart:
            return "no value differs, only how it is written (a type, or the sign of a zero)"
        named = ", ".join(self.names[:MOST_NAMED])
        more = f" and {len(self.names) - MOST_NAMED} more" if len(self.names) > MOST_NAMED else ""
        size = f", by at most {self.largest_relative_gap:.2g} of their size" if self.largest_relative_gap else ""
        return f"{self.rows_apart} of {self.rows} rows differ from {self.since} on, in {named}{more}{size}"

    def to_dict(self) -> dict[str, Any]:
        """The difference as data."""
        return asdict(self)


@dataclass(frozen=True)
class _Beside:
    """Two tables and their rows beside each other: where each stands in either, -1 where it does not."""

    then: pd.DataFrame
    now: pd.DataFrame
    months: pd.Series
    then_at: NDArray[np.int64]
    now_at: NDArray[np.int64]

    def __len__(self) -> int:
        """Rows of both tables together, each key once."""
        return len(self.months)

    @property
    def is_alone(self) -> NDArray[np.bool_]:
        """Rows of one table only."""
        return (self.then_at < 0) | (self.now_at < 0)

    def pair(self, column: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """A column then and now, as float64: exact for all numbers that a run keeps; NaN where there is no row."""
        return _taken(self.then, column, self.then_at), _taken(self.now, column, self.now_at)

    def differs(self, column: str) -> NDArray[np.bool_]:
        """Rows of both tables in which a column is not the same."""
        then, now = self.pair(column)
        return np.asarray(~((then == now) | (np.isnan(then) & np.isnan(now))) & ~self.is_alone)


def series_apart(then: pd.DataFrame, now: pd.DataFrame) -> Apart:
    """Two series (see `results.run.Run.series`), row by row; `names` are measures."""
    keys = ["replicate", "month", "measure", "group"]
    plain = {"measure": str, "group": str}
    both, named = _beside(then.astype(plain), now.astype(plain), keys)
    is_apart = both.is_alone | both.differs("value") | both.differs("n")
    return _found(both, is_apart, names=sorted(set(named["measure"][is_apart])), numbers=["value"])


def cohort_apart(then: pd.DataFrame, now: pd.DataFrame) -> Apart:
    """Two cohorts (see `results.run.Run.cohort`), row by row; `names` are columns."""
    keys = ["replicate", "month", "citizen"]
    both, _ = _beside(then, now, keys)
    names = sorted({*then.columns, *now.columns} - set(keys))
    shared = [name for name in names if name in then and name in now]
    differing = {name: both.differs(name) for name in shared}
    is_short = np.full(len(both), shared != names)  # a column that one of them lacks is missing in every row
    is_apart = np.any([both.is_alone, is_short, *differing.values()], axis=0)
    named = [name for name in names if name not in shared or differing[name].any()]
    return _found(both, is_apart, names=named, numbers=[name for name in shared if differing[name].any()])


def audit_apart(then: pd.DataFrame, now: pd.DataFrame) -> Apart:
    """Two audits (see `results.run.Run.audit`), row by row; `names` are what is counted."""
    words = dict.fromkeys(AUDIT_WORDS, str)
    both, named = _beside(then.astype(words), now.astype(words), list(AUDIT_KEYS))
    is_apart = both.is_alone | both.differs("n")
    return _found(both, is_apart, names=sorted(set(named["what"][is_apart])), numbers=["n"])


def _beside(then: pd.DataFrame, now: pd.DataFrame, keys: list[str]) -> tuple[_Beside, pd.DataFrame]:
    """Rows of the same key, and of the same rank among those of this key, beside each other; and their keys."""
    ranked = [
        table[keys].assign(_rank=table.groupby(keys).cumcount(), **{at: np.arange(len(table))})
        for table, at in ((then, "_then"), (now, "_now"))
    ]
    rows = ranked[0].merge(ranked[1], on=[*keys, "_rank"], how="outer")
    where = (rows[at].fillna(-1).to_numpy(np.int64) for at in ("_then", "_now"))
    return _Beside(then, now, rows["month"], *where), rows


def _taken(table: pd.DataFrame, column: str, at: NDArray[np.int64]) -> NDArray[np.float64]:
    values = np.append(table[column].to_numpy(np.float64, na_value=np.nan), np.nan)
    return np.asarray(values[at])  # -1 is the last, which is no row's


def _found(both: _Beside, is_apart: NDArray[np.bool_], *, names: list[str], numbers: list[str]) -> Apart:
    months = both.months[is_apart]
    return Apart(
        rows=len(both),
        rows_apart=int(is_apart.sum()),
        names=tuple(names),
        since=f"{months.min():%Y-%m}" if len(months) else None,
        largest_relative_gap=max((_gap(both, name) for name in numbers), default=0.0),
    )


def _gap(both: _Beside, column: str) -> float:
    then, now = both.pair(column)
    size = np.maximum(np.abs(then), np.abs(now))
    return float(np.nanmax(np.abs(then - now) / np.where(size > 0, size, 1.0), initial=0.0))
