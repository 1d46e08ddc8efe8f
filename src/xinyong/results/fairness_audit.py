"""The yearly audit of a run, and fairness audits for any groups and crossed groups that follow from it.

Each December the audit counts people by crossed cell, what was decided about them, and the outcomes (`audit.parquet`).
Audits of fairness follow from these counts exactly, years after the run.

The decision is whether a consumer loan is granted, or whether the lenders' score at the application reaches a cut-off.
The outcome is whether the applicant repays. Positive means approved, and repays. Refused applicants are followed with a
hypothetical loan (see `lending.loan_performance`). People without a score reach no cut-off. Definitions are those of
fairlearn; intervals are 95 % confidence intervals (see `counting.rates`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..counting.groups import CELLS, DIMENSIONS
from ..counting.rates import Interval, gap, rate, worst_ratio
from ..counting.sums import PEOPLE, Sum, columns
from ..counting.tables import CountTable
from ..counting.tally import Tally
from ..errors import BadRequest, nearest
from ..measures.fairness import AUDIT_TABLE, OUTCOMES, RATES
from ..measures.sanctions import SANCTIONED
from ..mechanisms.lending.loan_performance import BANDS, PLACES, UNSCORED
from ..mechanisms.scoring import FAMILIES
from ..mechanisms.scoring.score_family import Scale

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

AUDIT_SUMS: tuple[Sum, ...] = (
    PEOPLE,
    SANCTIONED,
    *columns("n_sticks", "n_wrongful", "is_listed", "is_listed_wrongly", "is_applicant", "is_approved"),
)
AUDIT_TABLES: tuple[CountTable, ...] = (AUDIT_TABLE,)
"""What has to be counted for it."""

AuditRows = NDArray[np.int64]
_WHAT = {name: k for k, name in enumerate(KEPT)}


def year_of(tally: Tally, since_start: Tally, before: AuditRows) -> AuditRows:
    """The audit of a year at its end, in December.

    int64 (rows, 4): cell, number of what is kept (see `KEPT`), band, and how many; rows of zero are left out.
    `since_start` is the sum of the tallies since the run's first month, this one included; `before` are the rows of
    earlier years, one below the other.
    """
    number = tally.declared.cell_number
    found = [_rows(name, np.asarray(tally.cells[:, number[of]])[:, None]) for name, of in _AT_THE_END.items()]
    for name, of in _IN_THE_YEAR.items():
        earlier = before[before[:, 1] == _WHAT[name]]
        year = np.array(since_start.cells[:, number[of]])
        np.subtract.at(year, earlier[:, 0], earlier[:, 3])
        found.append(_rows(name, year[:, None]))
    name = AUDIT_TABLE.name  # where applicants are not followed, the table is not there
    table = tally.table(name) if name in tally.tables else np.zeros(AUDIT_TABLE.size, np.int64)
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


AuditRow: TypeAlias = dict[str, object]
"""Values by column, as `fairness` and `calibration` describe them."""
CountNames = tuple[str, ...]
BY: tuple[str, ...] = (*(d.name for d in DIMENSIONS), "area,quintile", "sex,area")
"""The default groups."""


def _opposite(name: str) -> tuple[CountNames, CountNames]:
    """Misses and cases of one of `RATES`: the cases that are not hits, of the same cases."""
    hits, cases, _ = RATES[name]
    return tuple(case for case in cases if case not in hits), cases


RATIOS: dict[str, tuple[CountNames, CountNames]] = {
    "sanction_rate": (("sanctioned",), ("people",)),
    "wrongful_stick_share": (("wrongful_sticks",), ("sticks",)),
    "wrongful_listing_share": (("wrongly_listed",), ("listed",)),
    "base_rate": (("paid", "refused_paid"), OUTCOMES),
    **{name: (hits, cases) for name, (hits, cases, _) in RATES.items()},
    "false_negative_rate": _opposite("true_positive_rate"),
    "true_negative_rate": _opposite("false_positive_rate"),
}
"""Rates by name: hits and cases, as counts of `audit.parquet`."""
_SELECTION = {False: (("approvals",), ("applications",)), True: (("paid", "failed"), OUTCOMES)}
_LONG = ("replicate", "month", "measure", "group", "n", "value", "low", "high")


def fairness(
    audit: pd.DataFrame, by: Sequence[str], *, cut: float | None, scale: Scale | None, risk: np.ndarray
) -> pd.DataFrame:
    """All rates by group, and the differences between groups.

    Parameters
    ----------
    audit
        A run's audit (see `schema.audit_frame`).
    by
        Dimensions, or several joined by commas for crossed groups.
    cut
        Points that the score must reach, instead of the lenders' decision; None for their decision.
    scale
        The scale of the lenders' score; None if they use no score.
    risk
        The predicted default risk of each band (see `risk_of_bands`); NaN if there is no prediction.

    Raises
    ------
    BadRequest
        If there is no such dimension, the cut-off is not the edge of a band, or there is no score.
    """
    crossings = [dimensions_of(word) for word in by]
    decided = _decided(audit, cut, scale)
    rows: list[AuditRow] = []
    for (replicate, month), year in decided.groupby(["replicate", "month"], observed=True):
        for names in crossings:
            for found in _of_year(year, names, selection=_SELECTION[cut is not None], risk=risk):
                rows.append({"replicate": replicate, "month": month, **found})
    return pd.DataFrame(rows, columns=list(_LONG))


def calibration(audit: pd.DataFrame, by: Sequence[str], *, scale: Scale | None, risk: np.ndarray) -> pd.DataFrame:
    """Observed and predicted default rates by group and band of the score at the application.

    For all followed applicants: borrowers, and refused applicants with a hypothetical loan. The ends of the band are
    NaN for people without a score. The prediction is NaN unless the score is a scorecard, which alone predicts a risk.

    Returns
    -------
    A frame: replicate, month, group, score_from, score_to, n, predicted, observed, low, high.
    """
    rows: list[AuditRow] = []
    crossings = [dimensions_of(word) for word in by]
    for (replicate, month), year in audit.groupby(["replicate", "month"], observed=True):
        for names in crossings:
            for group, failed, n in _bands(year, names):
                found = rate(failed, n)
                for band in np.flatnonzero(n):
                    row = {"replicate": replicate, "month": month, "group": group, **_ends(scale, int(band))}
                    row |= {"n": int(n[band]), "predicted": float(risk[band])}
                    ends = zip(("observed", "low", "high"), found, strict=True)
                    rows.append(row | {name: float(part[band]) for name, part in ends})
    columns = ("replicate", "month", "group", "score_from", "score_to", "n", "predicted", "observed", "low", "high")
    return pd.DataFrame(rows, columns=list(columns))


def dimensions_of(word: str) -> tuple[str, ...]:
    """The dimensions in a text such as ``"area,quintile"``.

    Raises
    ------
    BadRequest
        If one does not exist, or is named twice.
    """
    known = [d.name for d in DIMENSIONS]
    names = tuple(name.strip() for name in word.split(","))
    for name in names:
        if name not in known:
            raise BadRequest(
                "by", received=name or word, accepted=f"one or more of {', '.join(known)}", remedy=nearest(name, known)
            )
    if len(set(names)) < len(names):
        raise BadRequest("by", received=word, accepted="each dimension once", remedy="Name it once.")
    return names


def risk_of_bands(target_points: float, target_odds: float, double_points: float) -> np.ndarray:
    """The default risk that a scorecard predicts for the middle of each band; NaN for people without a score."""
    low, width = FAMILIES["scorecard"].scale
    middle = low + width * (np.arange(BANDS) + 0.5)
    odds = target_odds * 2.0 ** ((middle - target_points) / double_points)
    return np.append(1.0 / (1.0 + odds), np.nan)


def no_risk() -> np.ndarray:
    """Predictions of a score without a predicted risk: NaN for each band."""
    return np.full(PLACES, np.nan)


def _ends(scale: Scale | None, band: int) -> dict[str, float]:
    """Lowest and highest score of a band."""
    low = np.nan if scale is None or band == UNSCORED else scale.low + scale.width * band
    return {"score_from": low, "score_to": low + (scale.width if scale else np.nan)}


def _decided(audit: pd.DataFrame, cut: float | None, scale: Scale | None) -> pd.DataFrame:
    """The audit, with approvals by the cut-off if there is one."""
    plain = audit.astype({"what": str})
    if cut is None:
        return plain
    if scale is None:
        raise BadRequest(
            "cut", received=cut, accepted="no cut-off, because lenders of this run use no score", remedy="Omit it."
        )
    first = (cut - scale.low) / scale.width
    if first != round(first) or not 0 < first < BANDS:
        low, high = scale.low + scale.width, scale.low + scale.width * (BANDS - 1)
        raise BadRequest(
            "cut",
            received=cut,
            accepted=f"a score from {low:g} to {high:g} in steps of {scale.width:g}",
            remedy="The audit stores scores at applications in bands of that width.",
        )
    is_outcome = plain["what"].isin(OUTCOMES)
    pays = plain["what"].isin(("paid", "refused_paid"))
    above = (plain["band"] >= first) & (plain["band"] != UNSCORED)
    found = np.where(above, np.where(pays, "paid", "failed"), np.where(pays, "refused_paid", "refused_failed"))
    return plain.assign(what=np.where(is_outcome, found, plain["what"]))


def _of_year(
    year: pd.DataFrame, names: tuple[str, ...], *, selection: tuple[CountNames, CountNames], risk: np.ndarray
) -> Iterator[AuditRow]:
    counts = year.pivot_table(index=list(names), columns="what", values="n", aggfunc="sum", fill_value=0, observed=True)
    groups = [_name(names, key) for key in counts.index]
    crossing = ",".join(names)

    def of(what: CountNames) -> np.ndarray:
        return np.asarray(sum(counts[name] if name in counts else np.zeros(len(counts)) for name in what), np.float64)

    rates = {"approval_rate": selection} | RATIOS
    found = {name: (of(hits), of(cases)) for name, (hits, cases) in rates.items()}
    for name, (hits, cases) in found.items():
        for k, group in enumerate(groups):
            yield _row(name, group, cases[k], Interval(*(part[k] for part in rate(hits, cases))))
    is_predicted = ~np.isnan(risk)
    for group, failed, n in _bands(year, names):
        lost, cases = failed[is_predicted], n[is_predicted]
        is_known = not np.isnan(rate(lost.sum(), cases.sum()).value)
        error = np.asarray(np.abs(lost - risk[is_predicted] * cases).sum() / cases.sum() if is_known else np.nan)
        yield _row("calibration_error", group, cases.sum(), Interval(error, *(np.asarray(np.nan) for _ in range(2))))
    odds = [gap(*found[name]) for name in ("true_positive_rate", "false_positive_rate")]
    is_wider = bool(odds[1].value > odds[0].value)
    unknown = np.isnan(odds[0].value) or np.isnan(odds[1].value)
    wider = Interval(*(np.asarray(np.nan) for _ in range(3))) if unknown else odds[is_wider]
    for name, of_what, value in (
        ("demographic_parity_difference", "approval_rate", gap(*found["approval_rate"])),
        ("disparate_impact_ratio", "approval_rate", worst_ratio(*found["approval_rate"])),
        ("equal_opportunity_difference", "true_positive_rate", odds[0]),
        ("equalized_odds_difference", "base_rate", wider),
    ):
        yield _row(name, crossing, found[of_what][1].sum(), value)


def _row(measure: str, group: str, n: float, found: Interval) -> AuditRow:
    ends = dict(zip(("value", "low", "high"), (float(part) for part in found), strict=True))
    return {"measure": measure, "group": group, "n": int(n), **ends}


def _name(names: tuple[str, ...], key: Hashable) -> str:
    values = key if isinstance(key, tuple) else (key,)
    return ",".join(f"{name}={value}" for name, value in zip(names, values, strict=True))


def _bands(year: pd.DataFrame, names: tuple[str, ...]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Each group with its defaults and its followed applicants, by band."""
    followed = year[year["what"].isin(OUTCOMES)]
    for key, group in followed.groupby(list(names), observed=True):
        failed = group["what"].isin(("failed", "refused_failed"))
        band, n = group["band"].to_numpy(), group["n"].to_numpy(np.float64)
        everybody, lost = np.bincount(band, n, PLACES), np.bincount(band, n * failed.to_numpy(), PLACES)
        yield _name(names, key), lost, everybody
