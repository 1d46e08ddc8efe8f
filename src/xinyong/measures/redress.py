"""Redress: who is told, who appeals, who wins, and how long wrong sanctions last (W4, facts section 6).

Without a procedure (`redress` is off) all is zero, except the effects of wrong records and what courts correct.
"""

from __future__ import annotations

import functools

import numpy as np

from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.tables import Digit, JointTable, Table
from ..mechanisms.redress import LOST, WON, is_concerned, is_wronged
from ..vocabulary import EDUCATIONS
from .lists import COURT, STATUS
from .measure import family
from .measure import measure as declare

CASES = JointTable(
    "cases",
    (
        Digit("learns", 2, lambda c: c.is_notified),
        Digit("files", 2, lambda c: c.is_appellant),
        Digit("result", 3, lambda c: c.appeal_result),
        Digit("pending", 2, lambda c: c.appeal_months > 0),
        Digit("concerned", 2, is_concerned),
        Digit("told", 2, lambda c: c.is_told),
        Digit("wronged", 2, is_wronged),
        Digit("education", len(EDUCATIONS), lambda c: c.education),
    ),
    needs="appeal_result",
)
TABLES: tuple[Table, ...] = (CASES.table, STATUS.table)


measure = functools.partial(declare, groups="all")


@measure("people")
def notices_cumulative(now: Count) -> float:
    """People who learned of a listing or of sanctions since the run began (some twice), scaled to the nation."""
    return now.weight * float(now.by_since(CASES, "learns")[1])


@measure("share")
def share_told(now: Count) -> float:
    """People who know of their listing or sanction, of all on a list or under sanctions at the month's end.

    Undefined without a procedure.
    """
    told = now.by(CASES, "told", concerned=1)
    return float(ratio(told[1], told.sum()))


@measure("appeals")
def appeals_cumulative(now: Count) -> float:
    """Appeals since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(CASES, "files")[1])


@measure("appeals")
def appeals_pending(now: Count) -> float:
    """Appeals that are pending at the month's end, scaled to the nation."""
    return now.weight * float(now.by(CASES, "pending")[1])


@family(
    "appeals_won_share{suffix}",
    "share",
    "suffix, which, wronged",
    (
        ("", "Appeals won, of all", {}),
        ("_if_wrong", "Appeals won against wrong records, of all appeals against wrong records", {"wronged": 1}),
        ("_if_right", "Appeals won against right records, of all appeals against right records", {"wronged": 0}),
    ),
    groups="all",
)
def appeals_won_shares(now: Count, wronged: dict[str, int]) -> float:
    """{which} that were decided since the run began."""
    results = now.by_since(CASES, "result", **wronged)
    return float(ratio(results[WON], results[WON] + results[LOST]))


@measure("ratio", source="W3", label="essay")
def appeals_college_ratio(now: Count) -> float:
    """Appeals per month of a person with college education, divided by those of a person without.

    Only people who can appeal count: they are on a list or under sanctions, and know it.
    """
    by_schooling = [now.by_since(CASES, "files", told=1, concerned=1, education=k) for k in range(len(EDUCATIONS))]
    *others, college = by_schooling
    rest = np.sum(others, axis=0)
    rate, rate_of_others = ratio(college[1], college.sum()), ratio(rest[1], rest.sum())
    return float(ratio(rate, rate_of_others))


@measure("months")
def wrongful_months_cumulative(now: Count) -> float:
    """Months under a listing or sanction caused only by wrong records since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(STATUS, "wronged")[1])


@measure("months")
def wrongful_months_per_correction(now: Count) -> float:
    """Months under a wrongful listing or sanction per appeal won against a wrong record, since the run began.

    Without a procedure: per exit from the court list by appeal. Spells that end otherwise count as well.
    """
    corrected = now.by_since(CASES, "result", wronged=1)[WON]
    if "redress" not in now.on:
        corrected = now.by_since(STATUS, "court")[COURT.index("appeal")]
    return float(ratio(now.by_since(STATUS, "wronged")[1], corrected))
