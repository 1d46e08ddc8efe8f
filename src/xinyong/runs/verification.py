"""Verdicts of `verify`: how far stored results differ from those of a second run, in words and as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..display import brief, html_table, shown
from ..results.schema import AUDIT_KEYS

AUDIT_WORDS = tuple(name for name in AUDIT_KEYS if name not in ("replicate", "month", "band"))
MOST_NAMED = 5
"""Measures or columns that a sentence names; the data name them all."""


@dataclass(frozen=True)
class TableDiff:
    """Rows in which two tables differ.

    Attributes
    ----------
    rows
        Rows of both tables together, each key once.
    rows_differing
        Rows that differ in a value, or occur in one table only.
    names
        The measures (of a series) or columns (of a cohort) that differ, sorted.
    since
        The first month with a difference, ``YYYY-MM``, or None.
    largest_relative_gap
        The largest difference of two numbers over the larger of them; 0 when none differ.
    """

    rows: int
    rows_differing: int
    names: tuple[str, ...]
    since: str | None
    largest_relative_gap: float

    @property
    def sentence(self) -> str:
        """The difference in words."""
        if not self.rows_differing:
            return "no value differs, only how it is written (a type, or the sign of a zero)"
        named = ", ".join(self.names[:MOST_NAMED])
        more = f" and {len(self.names) - MOST_NAMED} more" if len(self.names) > MOST_NAMED else ""
        size = f", by at most {self.largest_relative_gap:.2g} of their size" if self.largest_relative_gap else ""
        return f"{self.rows_differing} of {self.rows} rows differ from {self.since} on, in {named}{more}{size}"


@dataclass(frozen=True)
class FileCheck:
    """The verdict on one file of results.

    Attributes
    ----------
    name
        ``series.parquet``, ``cohort.parquet`` or ``audit.parquet``.
    manifest_hash, stored_hash, obtained_hash
        The hash that the manifest names (None if it was written before manifests named it), that of the file, and
        that of the second run.
    diff
        How far the file and the second run differ.
    """

    name: str
    manifest_hash: str | None
    stored_hash: str
    obtained_hash: str
    diff: TableDiff

    @property
    def is_same(self) -> bool:
        """Whether all hashes are the same."""
        return self.stored_hash == self.obtained_hash and self.manifest_hash in (None, self.stored_hash)

    @property
    def sentence(self) -> str:
        """What is wrong with it, or that nothing is."""
        if self.is_same:
            return f"{self.name}: {self.diff.rows} rows, the same bits ({self.stored_hash[:16]})"
        if self.stored_hash == self.obtained_hash:
            return f"manifest.json was changed: it names another hash for {self.name}, which has the right bits"
        if self.manifest_hash not in (None, self.stored_hash):
            return f"{self.name} was changed: it is not the file that the manifest names; {self.diff.sentence}"
        return f"{self.name}: {self.diff.sentence}"

    def to_dict(self) -> dict[str, Any]:
        """The verdict as data."""
        hashes = {name: getattr(self, name) for name in ("manifest_hash", "stored_hash", "obtained_hash")}
        return {"is_same": self.is_same, **hashes, **asdict(self.diff)}


@dataclass(frozen=True, repr=False)
class Verification:
    """The verdict on a run, from a second run of the same scenario.

    Attributes
    ----------
    files
        The series, and the cohort and the audit if there are any.
    manifest
        Where the manifest contradicts the scenario, as ``{key: [stated, true]}``.
    environment
        What differs between the machine then and now, as ``{key: [then, now]}``.
    past
        Where the past of a fork was taken from, in words; empty for other runs.
    """

    files: tuple[FileCheck, ...]
    manifest: dict[str, list[Any]]
    environment: dict[str, list[Any]]
    past: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs: files, hashes, and what the manifest states of the scenario."""
        return all(file.is_same for file in self.files) and not self.manifest

    @property
    def sentence(self) -> str:
        """The verdict in words: everything that differs, by name."""
        past = f" ({self.past})" if self.past else ""
        if self.is_same:
            return f"Verified{past}. " + "; ".join(file.sentence for file in self.files) + "."
        wrong = [file.sentence for file in self.files if not file.is_same]
        wrong += [
            f"manifest.json states {key} {stated}, but it is {true}" for key, (stated, true) in self.manifest.items()
        ]
        changed = "; ".join(f"{key} was {then}, is {now}" for key, (then, now) in self.environment.items())
        why = f"The environment differs: {changed}." if changed else "The environment is the same."
        return f"Not verified{past}. " + "; ".join(wrong) + f". {why}"

    @property
    def short_sentence(self) -> str:
        """The verdict in one line: the names of what differs."""
        wrong = [file.name for file in self.files if not file.is_same] + ["manifest.json"] * bool(self.manifest)
        return f"Not verified: {', '.join(wrong)}." if wrong else "Verified."

    def __repr__(self) -> str:
        return brief("Verification", is_same=self.is_same, files=len(self.files))

    def _repr_html_(self) -> str:
        rows = [[file.name, shown(file.is_same), file.sentence] for file in self.files]
        return html_table("Verified" if self.is_same else "Not verified", ("file", "same", "finding"), rows)

    def frame(self) -> pd.DataFrame:
        """One row a file: name, is_same, the three hashes, and the fields of `TableDiff`."""
        return pd.DataFrame([{"file": file.name, **file.to_dict()} for file in self.files])

    def plot(self) -> Any:
        """An Altair chart: the share of rows that have the same values, by file."""
        from ..charts.table_charts import draw_verification

        return draw_verification(self.frame(), "Verified" if self.is_same else "Not verified")

    def to_dict(self) -> dict[str, Any]:
        """The verdict as data."""
        return {
            "is_same": self.is_same,
            "files": {file.name: file.to_dict() for file in self.files},
            "manifest": self.manifest,
            "environment": self.environment,
            "past": self.past,
        }


@dataclass(frozen=True, repr=False)
class ComparisonVerification:
    """The verdicts on all worlds of a comparison, by name, the baseline first."""

    worlds: Mapping[str, Verification]

    @property
    def is_same(self) -> bool:
        """Whether all worlds are verified."""
        return all(world.is_same for world in self.worlds.values())

    @property
    def sentence(self) -> str:
        """All verdicts in words, a line each."""
        return "\n".join(f"{name}: {world.sentence}" for name, world in self.worlds.items())

    @property
    def short_sentence(self) -> str:
        """The verdict in one line: the names of the worlds that differ."""
        wrong = [name for name, world in self.worlds.items() if not world.is_same]
        return f"Not verified: {', '.join(wrong)}." if wrong else "Verified."

    def __repr__(self) -> str:
        return brief("ComparisonVerification", *self.worlds, is_same=self.is_same)

    def _repr_html_(self) -> str:
        rows = [[name, shown(world.is_same), world.sentence] for name, world in self.worlds.items()]
        return html_table("Verified" if self.is_same else "Not verified", ("world", "same", "finding"), rows)

    def frame(self) -> pd.DataFrame:
        """`Verification.frame` of all worlds, with the column ``world`` in front."""
        parts = [world.frame().assign(world=name) for name, world in self.worlds.items()]
        table = pd.concat(parts, ignore_index=True)
        return table[["world", *(column for column in table if column != "world")]]

    def plot(self) -> Any:
        """An Altair chart: the share of rows that have the same values, by world and file."""
        from ..charts.table_charts import draw_verification

        return draw_verification(self.frame(), "Verified" if self.is_same else "Not verified")

    def to_dict(self) -> dict[str, Any]:
        """The verdicts as data."""
        return {"is_same": self.is_same, "worlds": {name: world.to_dict() for name, world in self.worlds.items()}}


def diff_series(then: pd.DataFrame, now: pd.DataFrame) -> TableDiff:
    """Compare two series (see `results.run_result.Run.series`) row by row; `names` are measures."""
    plain = {"measure": str, "group": str}
    both, keys = _aligned(then.astype(plain), now.astype(plain), ["replicate", "month", "measure", "group"])
    differs = both.is_single | both.differs("value") | both.differs("n")
    return both.diff(differs, names=sorted(set(keys["measure"][differs])), numbers=["value"])


def diff_cohort(then: pd.DataFrame, now: pd.DataFrame) -> TableDiff:
    """Compare two cohorts (see `results.run_result.Run.cohort`) row by row; `names` are columns."""
    keys = ["replicate", "month", "citizen"]
    both, _ = _aligned(then, now, keys)
    names = sorted({*then.columns, *now.columns} - set(keys))
    shared = [name for name in names if name in then and name in now]
    differing = {name: both.differs(name) for name in shared}
    lacks_a_column = np.full(len(both.months), shared != names)
    differs = np.any([both.is_single, lacks_a_column, *differing.values()], axis=0)
    named = [name for name in names if name not in shared or differing[name].any()]
    return both.diff(differs, names=named, numbers=[name for name in shared if differing[name].any()])


def diff_audit(then: pd.DataFrame, now: pd.DataFrame) -> TableDiff:
    """Compare two audits (see `results.run_result.Run.audit`) row by row; `names` are what is counted."""
    words = dict.fromkeys(AUDIT_WORDS, str)
    both, keys = _aligned(then.astype(words), now.astype(words), list(AUDIT_KEYS))
    differs = both.is_single | both.differs("n")
    return both.diff(differs, names=sorted(set(keys["what"][differs])), numbers=["n"])


@dataclass(frozen=True)
class _Aligned:
    """Two tables with their rows side by side: where each row is in either table, -1 where it is missing."""

    then: pd.DataFrame
    now: pd.DataFrame
    months: pd.Series
    then_at: NDArray[np.int64]
    now_at: NDArray[np.int64]

    @property
    def is_single(self) -> NDArray[np.bool_]:
        """Rows of one table only."""
        return (self.then_at < 0) | (self.now_at < 0)

    def pair(self, column: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """A column then and now, as float64: exact for all numbers that a run keeps; NaN where there is no row."""
        return _taken(self.then, column, self.then_at), _taken(self.now, column, self.now_at)

    def differs(self, column: str) -> NDArray[np.bool_]:
        """Rows of both tables in which a column is not the same."""
        then, now = self.pair(column)
        return np.asarray(~((then == now) | (np.isnan(then) & np.isnan(now))) & ~self.is_single)

    def diff(self, differs: NDArray[np.bool_], *, names: list[str], numbers: list[str]) -> TableDiff:
        """The summary of the rows that differ."""
        months = self.months[differs]
        return TableDiff(
            rows=len(self.months),
            rows_differing=int(differs.sum()),
            names=tuple(names),
            since=f"{months.min():%Y-%m}" if len(months) else None,
            largest_relative_gap=max((_relative_gap(*self.pair(name)) for name in numbers), default=0.0),
        )


def _aligned(then: pd.DataFrame, now: pd.DataFrame, keys: list[str]) -> tuple[_Aligned, pd.DataFrame]:
    """Rows of the same key, and of the same rank among those of this key, side by side; and their keys."""
    ranked = [
        table[keys].assign(_rank=table.groupby(keys).cumcount(), **{at: np.arange(len(table))})
        for table, at in ((then, "_then"), (now, "_now"))
    ]
    rows = ranked[0].merge(ranked[1], on=[*keys, "_rank"], how="outer")
    where = (rows[at].fillna(-1).to_numpy(np.int64) for at in ("_then", "_now"))
    return _Aligned(then, now, rows["month"], *where), rows


def _taken(table: pd.DataFrame, column: str, at: NDArray[np.int64]) -> NDArray[np.float64]:
    values = np.append(table[column].to_numpy(np.float64, na_value=np.nan), np.nan)
    return np.asarray(values[at])  # -1 takes the last, which belongs to no row


def _relative_gap(then: NDArray[np.float64], now: NDArray[np.float64]) -> float:
    size = np.maximum(np.abs(then), np.abs(now))
    return float(np.nanmax(np.abs(then - now) / np.where(size > 0, size, 1.0), initial=0.0))
