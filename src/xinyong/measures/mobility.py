"""Mobility: who keeps their rank in income, wealth and score, over a year and since the first December of the run.

Counted in Decembers from joint tables of bins then and now (see `remembered`), which add up exactly over everybody.
People of one bin share the middle of its ranks; a bin that a fifth's edge cuts is split in proportion, on either side.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..counting.count import Count, Values
from ..counting.mobility_memory import BINS, HORIZONS, QUANTITIES
from .firms import rank_correlation
from .measure import Life, Measure

FIFTHS = 5
_SINCE = {"last": ("year", "a year before"), "first": ("start", "in the first December of the run that had one")}
_CORNERS = ((0, 0), (0, FIFTHS - 1), (FIFTHS - 1, 0), (FIFTHS - 1, FIFTHS - 1))
"""Moves that are told since the start: from the lowest and the highest fifth to these. Over a year, all are."""
_WHAT = {"income": "income (a moving mean of twelve months)", "wealth": "wealth", "score": "the headline score"}


def joint(now: Count, what: str, when: str) -> Values:
    """People by bin then and bin now, float64 (BINS - 1, BINS - 1); (0, 0) where nothing was counted."""
    table = np.asarray(now.table(f"{what}_since_{when}"), np.float64)
    side = BINS if table.size else 1
    found: Values = table.reshape(side, -1)[1:, 1:]
    return found


def shares_of_fifths(people: Values) -> Values:
    """Which part of each bin lies in each fifth: float64 (bins, FIFTHS), zero for empty bins."""
    reached = np.concatenate([[0.0], np.cumsum(people)])
    edges = np.linspace(0.0, reached[-1], FIFTHS + 1)
    below = np.minimum(reached[1:, None], edges[None, 1:]) - np.maximum(reached[:-1, None], edges[None, :-1])
    found: Values = np.maximum(below, 0.0) / np.where(people > 0, people, 1.0)[:, None]
    return found


def transitions(table: Values) -> Values:
    """Of those in each fifth then, the share that is in each fifth now: float64 (FIFTHS then, FIFTHS now)."""
    n = table.sum()
    if n <= 0:
        return np.full((FIFTHS, FIFTHS), np.nan)
    then, now = shares_of_fifths(table.sum(axis=1)), shares_of_fifths(table.sum(axis=0))
    return np.asarray(FIFTHS * (then.T @ table @ now) / n)


def _rank(what: str, when: str) -> Callable[[Count], float]:
    def correlation(now: Count) -> float:
        table = joint(now, what, when)
        return rank_correlation(table) if table.size else float("nan")

    return correlation


def _move(what: str, when: str, then: int, to: int) -> Callable[[Count], float]:
    return lambda now: float(transitions(joint(now, what, when))[then, to])


def _stays(what: str, when: str) -> Callable[[Count], float]:
    return lambda now: float(np.trace(transitions(joint(now, what, when))) / FIFTHS)


def _declared(what: str, when: str) -> tuple[Measure, ...]:
    since, words = _SINCE[when]
    needs: Life | None = None if what == "score" else "livelihood"

    def one(name: str, unit: str, definition: str, compute: Callable[[Count], float]) -> Measure:
        text = f"{definition} In December."
        return Measure(f"{what}_{name}_{since}", unit, text, "W5", "hypothetical", "all", compute, needs)

    return (
        one(
            "rank_correlation",
            "correlation",
            f"Spearman's rank correlation of {_WHAT[what]} now and {words}: 1 if everybody keeps their rank.",
            _rank(what, when),
        ),
        one("fifth_kept", "share", f"People in the same fifth of {_WHAT[what]} as {words}.", _stays(what, when)),
        *(
            one(
                f"q{k + 1}_to_q{m + 1}",
                "share",
                f"Of people in fifth {k + 1} of {_WHAT[what]} {words}, those who are in fifth {m + 1} now.",
                _move(what, when, k, m),
            )
            for k, m in (np.ndindex(FIFTHS, FIFTHS) if when == "last" else _CORNERS)
        ),
    )


MOBILITY: tuple[Measure, ...] = tuple(m for when in HORIZONS for what in QUANTITIES for m in _declared(what, when))
