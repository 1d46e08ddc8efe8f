"""The extreme cases, from their declarations."""

from __future__ import annotations

import math

from xinyong.evidence.extreme_case import Limit
from xinyong.evidence.extremes import EXTREMES

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def cases() -> Table:
    """What each case changes in which preset, and the limits that must follow."""
    rows: list[tuple[object, ...]] = [
        (f"`{case.id}`", case.title, f"`{case.preset}`", case.text, "; ".join(map(_limit, case.limits)))
        for case in EXTREMES.values()
    ]
    return ("case", "title", "preset", "what is extreme", "limits"), rows


def titles() -> str:
    """The names of all cases in one line."""
    return "\n".join(f"- `{case.id}`: {case.title}" for case in EXTREMES.values())


def _limit(limit: Limit) -> str:
    if callable(limit.value):
        return f"`{limit.measure}`: {limit.why}"
    if math.isnan(limit.value):
        return f"`{limit.measure}` is undefined"
    sign = ">" if limit.relation == "over" else "=" if limit.tolerance is None else "≈"
    return f"`{limit.measure}` {sign} {limit.value:g}"
