"""What audits keep of a year: people by crossed cell, by what was decided about them and by what became of it.

Any group and any crossing of groups can be read from it exactly, years after the run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..mechanisms.lending.loan_performance import PLACES, UNSCORED
from .audit_tables import OUTCOMES
from .groups import CELLS
from .tally import Tally

_AT_THE_END = {
    "people": "people",
    "sanctioned": "is_sanctioned",
    "sticks": "n_sticks",
    "wrongful_sticks": "n_wrongful",
    "listed": "is_listed",
    "wrongly_listed": "is_listed_wrongly",
}
_IN_THE_YEAR = {"applications": "is_applicant", "approvals": "is_approved"}
KEPT: dict[str, str] = {
    "people": "simulated citizens at the year's end",
    "sanctioned": "of them, those under a stick",
    "sticks": "sticks in force (person by rule) at the year's end",
    "wrongful_sticks": "of them, those that only wrong records explain",
    "listed": "people on the court's list at the year's end",
    "wrongly_listed": "of them, those through a wrong record",
    "applications": "applications for a consumer loan in the year",
    "approvals": "of them, those that were granted",
    "paid": "borrowers who have paid, of observations that closed in the year",
    "failed": "borrowers who have failed",
    "refused_paid": "the refused who would have paid, on paper",
    "refused_failed": "the refused who would have failed, on paper",
}
"""Everything that is kept, with what it is. The last four are kept by band at the application of the score that lenders
look at, and by `UNSCORED` for applicants without it (see `mechanisms.following`)."""

Rows = NDArray[np.int64]
_WHAT = {name: k for k, name in enumerate(KEPT)}


def year_of(tally: Tally, since_start: Tally, before: Rows) -> Rows:
    """What is kept of a year at its end.

    Parameters
    ----------
    tally
        Of December.
    since_start
        The sum of the tallies since the run's first month, this one included.
    before
        The rows of earlier years, one below the other.

    Returns
    -------
    int64 (rows, 4): cell, number of what is kept (see `KEPT`), band, and how many; rows of zero are left out.
    """
    number = tally.declared.cell_number
    found = [_rows(name, np.asarray(tally.cells[:, number[of]])[:, None]) for name, of in _AT_THE_END.items()]
    for name, of in _IN_THE_YEAR.items():
        earlier = before[before[:, 1] == _WHAT[name]]
        year = np.array(since_start.cells[:, number[of]])
        np.subtract.at(year, earlier[:, 0], earlier[:, 3])
        found.append(_rows(name, year[:, None]))
    table = np.asarray(tally.tables.get("audit", np.zeros(CELLS * len(OUTCOMES) * PLACES, np.int64)))
    by_outcome = table.reshape(CELLS, len(OUTCOMES), PLACES)
    found += [_rows(name, by_outcome[:, k]) for k, name in enumerate(OUTCOMES)]
    return np.concatenate(found)


def without_bands(rows: Rows) -> Rows:
    """Rows of years (month before what `year_of` gives), with all who have a band among those without a score."""
    moved = rows.copy()
    moved[np.isin(moved[:, 2], [_WHAT[name] for name in OUTCOMES]), 3] = UNSCORED
    keys, where = np.unique(moved[:, :4], axis=0, return_inverse=True)
    counts = np.zeros(len(keys), np.int64)
    np.add.at(counts, where.reshape(-1), moved[:, 4])
    return np.column_stack([keys, counts])


def _rows(name: str, amounts: Rows) -> Rows:
    """Rows of amounts (CELLS, bands)."""
    cell, band = np.nonzero(amounts)
    return np.stack([cell, np.full(cell.shape, _WHAT[name]), band, amounts[cell, band]], axis=1).astype(np.int64)
