"""Redress: who is told, who appeals, who wins, and how long wrong sanctions last (W4, facts section 6).

All is zero where there is no procedure (`redress` is off), but for what wrong records do and what courts correct.
"""

from __future__ import annotations

import numpy as np

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.status_table import COURT, STATUS_TABLE
from ..mechanisms.redress import CASES, LOST, WON
from ..vocabulary import EDUCATIONS
from .measure import measure


def _since(now: Count, digit: str, **fixed: int) -> Values:
    return CASES.by(now.table_since("cases"), digit, **fixed)


def _won_share(now: Count, **fixed: int) -> float:
    results = _since(now, "result", **fixed)
    return float(ratio(results[WON], results[WON] + results[LOST]))


@measure("people", source="assumption", label="hypothetical", groups="all")
def notices_cumulative(now: Count) -> float:
    """People who learnt of a listing or of sticks since the run began, some twice, over the people represented."""
    return now.weight * float(_since(now, "learns")[1])


@measure("share", source="assumption", label="hypothetical", groups="all")
def share_told(now: Count) -> float:
    """People who know of it, of those on a list or under sticks at the month's end; undefined without a procedure."""
    told = CASES.by(now.table("cases"), "told", concerned=1)
    return float(ratio(told[1], told.sum()))


@measure("appeals", source="assumption", label="hypothetical", groups="all")
def appeals_cumulative(now: Count) -> float:
    """Appeals since the run began, over the people represented."""
    return now.weight * float(_since(now, "files")[1])


@measure("appeals", source="assumption", label="hypothetical", groups="all")
def appeals_pending(now: Count) -> float:
    """Appeals that nobody has decided at the month's end, over the people represented."""
    return now.weight * float(CASES.by(now.table("cases"), "pending")[1])


@measure("share", source="assumption", label="hypothetical", groups="all")
def appeals_won_share(now: Count) -> float:
    """Appeals won, of all that were decided since the run began."""
    return _won_share(now)


@measure("share", source="assumption", label="hypothetical", groups="all")
def appeals_won_share_if_wrong(now: Count) -> float:
    """Appeals against wrong records that were won, of all those that were decided since the run began."""
    return _won_share(now, wronged=1)


@measure("share", source="assumption", label="hypothetical", groups="all")
def appeals_won_share_if_right(now: Count) -> float:
    """Appeals against right records that were won, of all those that were decided since the run began."""
    return _won_share(now, wronged=0)


@measure("ratio", source="W3", label="essay", groups="all")
def appeals_college_ratio(now: Count) -> float:
    """Appeals a month of people with college who could appeal (told, and concerned), over those of all others."""
    by_schooling = [_since(now, "files", told=1, concerned=1, education=k) for k in range(len(EDUCATIONS))]
    *others, college = by_schooling
    rest = np.sum(others, axis=0)
    rate, rate_of_others = ratio(college[1], college.sum()), ratio(rest[1], rest.sum())
    return float(ratio(rate, rate_of_others))


@measure("months", source="assumption", label="hypothetical", groups="all")
def wrongful_months_cumulative(now: Count) -> float:
    """Months that people represented spent under a listing or stick that only wrong records explain, so far."""
    return now.weight * float(STATUS_TABLE.by(now.table_since("held"), "wronged")[1])


@measure("months", source="assumption", label="hypothetical", groups="all")
def wrongful_months_per_correction(now: Count) -> float:
    """Months under a wrongful listing or stick, over appeals won against wrong records, since the run began.

    Where there is no procedure, over exits from the court's list by appeal. Spells that end otherwise count as well.
    """
    corrected = _since(now, "result", wronged=1)[WON]
    if "redress" not in now.on:
        corrected = STATUS_TABLE.by(now.table_since("held"), "court")[COURT.index("appeal")]
    return float(ratio(STATUS_TABLE.by(now.table_since("held"), "wronged")[1], corrected))
