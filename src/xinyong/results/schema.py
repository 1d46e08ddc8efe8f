"""The tables of a run folder: schemas, hashes and frames of `series.parquet`, `cohort.parquet` and `audit.parquet`.

Tools outside this package depend on the schemas, so a change of one requires a new `FORMAT`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..array_types import HostArray
from ..counting.groups import CELL_SHAPE, DIMENSIONS
from ..society.columns import COLUMNS, Column
from .fairness_audit import KEPT

FORMAT = 1
"""Version of the run folder. Reading a folder of another format is an error with a message."""


def _field(name: str, dtype: pa.DataType, meaning: str, **more: str) -> pa.Field:
    return pa.field(name, dtype, nullable=False, metadata={**more, "meaning": meaning})


_MONTH = _field("month", pa.date32(), "first day of the month")
_REPLICATE = _field("replicate", pa.int32(), "replicate, from 0")

SERIES = pa.schema(
    [
        _MONTH,
        _field("measure", pa.string(), "id of the measure"),
        _field("group", pa.string(), "'all', or dimension=value"),
        _field("value", pa.float64(), "value in the measure's unit; null where undefined").with_nullable(True),
        _field("n", pa.int64(), "simulated citizens counted"),
        _REPLICATE,
    ]
)
"""`series.parquet` in long form: one row for each month, measure, group and replicate."""

COHORT_KEYS = pa.schema([_field("citizen", pa.int64(), "citizen number (a row, not a person)"), _MONTH, _REPLICATE])
"""The first columns of `cohort.parquet`; columns of citizens follow (`society.columns`)."""


def month_dates(months: Sequence[int] | np.ndarray) -> pa.Array:
    """Months since year 0 (``12 * year + month - 1``) as dates of their first day: date32 of the same length."""
    since_1970 = np.asarray(months, np.int64) - 12 * 1970
    return pa.array(since_1970.astype("datetime64[M]").astype("datetime64[D]"), pa.date32())


def cohort_schema(columns: Sequence[str], declared: Mapping[str, Column] = COLUMNS) -> pa.Schema:
    """The schema of `cohort.parquet` for these columns of citizens, in this order, as the model declares them."""
    of = {name: declared[name] for name in columns}
    fields = [_field(n, pa.from_numpy_dtype(np.dtype(c.dtype)), c.meaning, unit=c.unit) for n, c in of.items()]
    return pa.schema([*COHORT_KEYS, *fields])


def series_table(
    *,
    months: Sequence[int] | np.ndarray,
    measures: Sequence[str],
    groups: Sequence[str],
    values: Sequence[float] | np.ndarray,
    n: Sequence[int] | np.ndarray,
    replicate: int,
) -> pa.Table:
    """The series of one replicate as a table of schema `SERIES`; NaN becomes null."""
    return pa.table(
        {
            "month": month_dates(months),
            "measure": pa.array(measures, pa.string()),
            "group": pa.array(groups, pa.string()),
            "value": pa.array(np.asarray(values, np.float64), pa.float64(), from_pandas=True),
            "n": pa.array(n, pa.int64()),
            "replicate": pa.array(np.full(len(measures), replicate, np.int32)),
        },
        schema=SERIES,
    )


def cohort_table(
    columns: Mapping[str, HostArray], *, months: Sequence[int], replicate: int, declared: Mapping[str, Column] = COLUMNS
) -> pa.Table:
    """The cohort of one replicate as a table.

    `columns` are arrays (months, citizens) by name, including ``citizen``; `declared` are all columns of the model.
    """
    size = np.asarray(columns["citizen"]).shape[1]
    names = [name for name in declared if name in columns]
    return pa.table(
        {
            "citizen": np.asarray(columns["citizen"]).ravel().astype(np.int64),
            "month": month_dates(np.repeat(np.asarray(months, np.int64), size)),
            "replicate": np.full(len(months) * size, replicate, np.int32),
            **{name: np.asarray(columns[name]).ravel() for name in names},
        },
        schema=cohort_schema(names, declared),
    )


def series_hash(series: pa.Table) -> str:
    """SHA-256 of a series, in hex, independent of row order and Parquet encoding.

    Rows are sorted by replicate, month, measure and group. Values enter as little-endian IEEE doubles, so two
    series have the same hash only if they have the same bits (all nulls are equal).
    """
    order = [(name, "ascending") for name in ("replicate", "month", "measure", "group")]
    table = series.select(SERIES.names).cast(SERIES).sort_by(order)
    digest = hashlib.sha256(f"series format {FORMAT}, {table.num_rows} rows\n".encode())
    for name in ("measure", "group"):
        digest.update("\n".join(table[name].to_pylist()).encode())
    digest.update(pc.cast(table["month"], pa.int32()).to_numpy().astype("<i4").tobytes())
    for name in ("replicate", "n", "value"):
        digest.update(_bits(table[name]))
    return digest.hexdigest()


def cohort_hash(cohort: pa.Table) -> str:
    """SHA-256 of a cohort, in hex, independent of the order of rows and columns and of Parquet encoding.

    Rows are sorted by replicate, month and citizen, and columns by name. Each column enters with its name, its
    type and its values in little-endian bytes, so two cohorts have the same hash only if they have the same bits
    (all NaN are equal).
    """
    table = cohort.sort_by([(name, "ascending") for name in ("replicate", "month", "citizen")])
    digest = hashlib.sha256(f"cohort format {FORMAT}, {table.num_rows} rows\n".encode())
    for name in sorted(table.column_names):
        column = pc.cast(table[name], pa.int32()) if name == "month" else table[name]
        digest.update(f"{name} {table.schema.field(name).type}\n".encode())
        digest.update(_bits(column))
    return digest.hexdigest()


def _bits(column: pa.ChunkedArray) -> bytes:
    """The values of a numeric or boolean column as little-endian bytes; all NaN have the same bits."""
    values: np.ndarray = column.to_numpy()
    values = values.astype(values.dtype.newbyteorder("<"))
    if values.dtype.kind == "f":
        values[np.isnan(values)] = np.nan
    return values.tobytes()


def _frame(table: pa.Table, categories: Sequence[str] = ()) -> pd.DataFrame:
    """A table as a tidy frame, with months as datetime64."""
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    return frame.astype({"month": "datetime64[s]", **dict.fromkeys(categories, "category")})


def series_frame(series: pa.Table) -> pd.DataFrame:
    """A series as a tidy frame: month (datetime64), measure, group (categories), value, n, replicate."""
    return _frame(series, ("measure", "group"))


def series_from_frame(frame: pd.DataFrame) -> pa.Table:
    """The table of schema `SERIES` from a frame made by `series_frame`."""
    plain = frame.astype({"measure": str, "group": str})
    return pa.Table.from_pandas(plain[SERIES.names], preserve_index=False).cast(SERIES)


def cohort_frame(cohort: pa.Table) -> pd.DataFrame:
    """A cohort as a frame: citizen, month (datetime64), replicate, and columns in their own types."""
    return _frame(cohort)


def cohort_from_frame(frame: pd.DataFrame, declared: Mapping[str, Column] = COLUMNS) -> pa.Table:
    """The table from a frame made by `cohort_frame`."""
    columns = [name for name in frame.columns if name not in COHORT_KEYS.names]
    unknown = {n: Column(n, str(frame[n].dtype), "", "month", "") for n in columns if n not in declared}
    return pa.Table.from_pandas(frame, preserve_index=False).cast(cohort_schema(columns, {**declared, **unknown}))


AUDIT_KEYS: tuple[str, ...] = ("replicate", "month", *(d.name for d in DIMENSIONS), "what", "band")

AUDIT = pa.schema(
    [
        _field("month", pa.date32(), "first day of the December"),
        *(_field(d.name, pa.string(), f"group by {d.name}") for d in DIMENSIONS),
        _field("what", pa.string(), "what is counted"),
        _field(
            "band",
            pa.int32(),
            "band of the lenders' score at the application, from 0 for the lowest; 24 without a score; 0 for counts "
            "that are not applications",
        ),
        _field("n", pa.int64(), "number of simulated citizens"),
        _REPLICATE,
    ]
)
"""`audit.parquet` in long form: one row for each December, crossed group, count, band and replicate, without zeros."""


def audit_table(years: NDArray[np.int64], *, replicate: int) -> pa.Table:
    """The audit of one replicate as a table of schema `AUDIT`.

    `years` is int64 (rows, 5): month, cell, index in `fairness_audit.KEPT`, band and number (see
    `fairness_audit.year_of`).
    """
    month, cell, what, band, n = years.T
    digits = np.unravel_index(cell, CELL_SHAPE)
    columns = {d.name: np.asarray(d.values)[digit] for d, digit in zip(DIMENSIONS, digits, strict=True)}
    return pa.table(
        {
            "month": month_dates(month),
            **columns,
            "what": np.asarray(list(KEPT))[what],
            "band": band.astype(np.int32),
            "n": n,
            "replicate": np.full(len(n), replicate, np.int32),
        },
        schema=AUDIT,
    )


def audit_frame(audit: pa.Table) -> pd.DataFrame:
    """An audit as a tidy frame: month (datetime64), dimensions and `what` (categories), band, n, replicate."""
    return _frame(audit, (*(d.name for d in DIMENSIONS), "what"))


def audit_from_frame(frame: pd.DataFrame) -> pa.Table:
    """The table of schema `AUDIT` from a frame made by `audit_frame`."""
    plain = frame.astype(dict.fromkeys((*(d.name for d in DIMENSIONS), "what"), str))
    return pa.Table.from_pandas(plain[AUDIT.names], preserve_index=False).cast(AUDIT)


def no_audit() -> pd.DataFrame:
    """The audit of a run without a December."""
    return audit_frame(AUDIT.empty_table())


def audit_hash(audit: pa.Table) -> str:
    """SHA-256 of an audit, in hex, independent of row order and Parquet encoding."""
    table = audit.select(AUDIT.names).cast(AUDIT).sort_by([(name, "ascending") for name in AUDIT_KEYS])
    digest = hashlib.sha256(f"audit format {FORMAT}, {table.num_rows} rows\n".encode())
    for name in AUDIT.names:
        digest.update("\n".join(map(str, table[name].to_pylist())).encode())
    return digest.hexdigest()
