"""The yearly audit: people by crossed cell, what was decided about them, and the outcomes.

Audits of fairness for any group and any crossing of groups follow from it exactly, years after the run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..counting.groups import CELLS
from ..counting.sums import PEOPLE, Sum, columns
from ..counting.tables import Table
from ..counting.tally import Tally
from ..measures import fairness
from ..measures.fairness import OUTCOMES
from ..measures.sanctions import SANCTIONED
from ..mechanisms.lending.loan_performance import PLACES, UNSCORED

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
    "people": "simulated citizens at the end of the year",
    "sanctioned": "people under a sanction",
    "sticks": "sanctions in force (person by rule) at the end of the year",
    "wrongful_sticks": "sanctions caused only by wrong records",
    "listed": "people on the court list at the end of the year",
    "wrongly_listed": "people on the court list through a wrong record",
    "applications": "applications for a consumer loan in the year",
    "approvals": "applications that were granted",
    "paid": "borrowers who paid, of observations that closed in the year",
    "failed": "borrowers who defaulted",
    "refused_paid": "refused applicants who would have paid, on paper",
    "refused_failed": "refused applicants who would have defaulted, on paper",
}
"""Everything that is kept. The last four are kept by band of the score that lenders use, at the application; applicants
without it are in band `UNSCORED` (see `mechanisms.lending.loan_performance`)."""

SUMS: tuple[Sum, ...] = (
    PEOPLE,
    SANCTIONED,
    *columns("n_sticks", "n_wrongful", "is_listed", "is_listed_wrongly", "is_applicant", "is_approved"),
)
TABLES: tuple[Table, ...] = (fairness.AUDIT,)
"""What has to be counted for it."""

AuditRows = NDArray[np.int64]
_WHAT = {name: k for k, name in enumerate(KEPT)}


def year_of(tally: Tally, since_start: Tally, before: AuditRows) -> AuditRows:
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
    name = fairness.AUDIT.name  # where applicants are not followed, the table is not there
    table = tally.table(name) if name in tally.tables else np.zeros(fairness.AUDIT.size, np.int64)
    by_outcome = table.reshape(CELLS, len(OUTCOMES), PLACES)
    found += [_rows(name, by_outcome[:, k]) for k, name in enumerate(OUTCOMES)]
    return np.concatenate(found)


def without_bands(rows: AuditRows) -> AuditRows:
    """Rows of years (month, and the columns of `year_of`) with all people of a band among those without a score."""
    moved = rows.copy()
    moved[np.isin(moved[:, 2], [_WHAT[name] for name in OUTCOMES]), 3] = UNSCORED
    keys, where = np.unique(moved[:, :4], axis=0, return_inverse=True)
    counts = np.zeros(len(keys), np.int64)
    np.add.at(counts, where.reshape(-1), moved[:, 4])
    return np.column_stack([keys, counts])


def _rows(name: str, amounts: AuditRows) -> AuditRows:
    """Rows of amounts (CELLS, bands)."""
    cell, band = np.nonzero(amounts)
    return np.stack([cell, np.full(cell.shape, _WHAT[name]), band, amounts[cell, band]], axis=1).astype(np.int64)
