"""The file `audit.parquet` of a run folder: what audits of fairness are worked out from, year by year."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from ..counting.annual_audit import KEPT
from ..counting.groups import DIMENSIONS, SHAPE
from .schema import FORMAT, month_dates

KEYS: tuple[str, ...] = ("replicate", "month", *(d.name for d in DIMENSIONS), "what", "band")

AUDIT = pa.schema(
    [
        pa.field("month", pa.date32(), nullable=False, metadata={"meaning": "first day of the December"}),
        *(
            pa.field(d.name, pa.string(), nullable=False, metadata={"meaning": f"group by {d.name}"})
            for d in DIMENSIONS
        ),
        pa.field("what", pa.string(), nullable=False, metadata={"meaning": "what is counted"}),
        pa.field(
            "band",
            pa.int32(),
            nullable=False,
            metadata={
                "meaning": "band at the application of the score that lenders look at, the lowest being 0; 24 without "
                "it; 0 for what is no application"
            },
        ),
        pa.field("n", pa.int64(), nullable=False, metadata={"meaning": "how many, among simulated citizens"}),
        pa.field("replicate", pa.int32(), nullable=False, metadata={"meaning": "replicate, from 0"}),
    ]
)
"""`audit.parquet`, long: one row a December, crossed cell, thing counted, band and replicate; zeros are left out."""


def audit_table(years: NDArray[np.int64], *, replicate: int) -> pa.Table:
    """One replicate's audit as a table of schema `AUDIT`.

    Parameters
    ----------
    years
        int64 (rows, 5): month, cell, number of what is kept, band and how many (see `measures.audited`).
    replicate
        Number of the replicate.
    """
    month, cell, what, band, n = years.T
    digits = np.unravel_index(cell, SHAPE)
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
    frame: pd.DataFrame = audit.to_pandas(date_as_object=False)
    frame["month"] = frame["month"].astype("datetime64[s]")
    for name in (*(d.name for d in DIMENSIONS), "what"):
        frame[name] = frame[name].astype("category")
    return frame


def audit_from_frame(frame: pd.DataFrame) -> pa.Table:
    """The table of schema `AUDIT` behind a frame made by `audit_frame`."""
    plain = frame.astype(dict.fromkeys((*(d.name for d in DIMENSIONS), "what"), str))
    return pa.Table.from_pandas(plain[AUDIT.names], preserve_index=False).cast(AUDIT)


def no_audit() -> pd.DataFrame:
    """The audit of a run without a December."""
    return audit_frame(AUDIT.empty_table())


def audit_hash(audit: pa.Table) -> str:
    """SHA-256 of an audit, in hex, whatever the order of its rows and however Parquet stored it."""
    table = audit.select(AUDIT.names).cast(AUDIT).sort_by([(name, "ascending") for name in KEYS])
    digest = hashlib.sha256(f"audit format {FORMAT}, {table.num_rows} rows\n".encode())
    for name in AUDIT.names:
        digest.update("\n".join(map(str, table[name].to_pylist())).encode())
    return digest.hexdigest()
