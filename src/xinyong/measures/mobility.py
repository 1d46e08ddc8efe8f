"""Mobility: who keeps their rank in income, wealth and score, over a year and since the first December of the run.

It follows from joint tables of bins then and now, which add up exactly over everybody. For this, the count remembers
everybody's bins of last December and of their first one; no mechanism reads them. The memory is written in Decembers
only, after the count. A bin is a sixteenth of an octave of income, an eighth of an octave of wealth (see `bins`), or
four points of the headline score. People of one bin share the middle of its ranks; a bin that the edge of a fifth cuts
is split in proportion, on either side.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from ..array_types import TileInt, TileWhole, Values
from ..counting.bins import EIGHTH, income_bin, wealth_bin
from ..counting.citizens import Citizens, wealth_yuan
from ..counting.count import Count
from ..counting.distribution import rank_correlation
from ..counting.tables import CountTable, Memory, histogram
from .measure import measure_for_each

QUANTITIES: tuple[str, ...] = ("income", "wealth", "score")
HORIZONS: tuple[str, ...] = ("last", "first")
"""What a move is counted from: last December, and the first December with a value."""
RANK_BINS = 256
"""Bin 0 holds those without a value."""

_SCORE_LOW, _SCORE_WIDTH = 300, 4
_FINE_TO_BIN = 4


def _numbered(number: TileInt) -> TileInt:
    return 1 + jnp.clip(number, 0, RANK_BINS - 2)


def _score(c: Citizens) -> TileInt:
    number = (c.score_eighths - round(_SCORE_LOW / EIGHTH)) // round(_SCORE_WIDTH / EIGHTH)
    return jnp.where(c.has_score, _numbered(number), 0)


_NOW: dict[str, Callable[[Citizens], TileInt]] = {
    "income": lambda c: _numbered(income_bin(c.income_year_yuan) >> _FINE_TO_BIN),
    "wealth": lambda c: _numbered(wealth_bin(wealth_yuan(c)) >> _FINE_TO_BIN),
    "score": _score,
}
"""Everybody's bin of each quantity; 0 for those without a value."""


def _remembered(c: Citizens) -> dict[str, TileWhole]:
    """The memory after a December."""
    found = {}
    for what, bin_of in _NOW.items():
        now = jnp.where(c.is_person, bin_of(c), 0).astype(jnp.uint8)
        first = c[f"first_{what}_bin"]
        found[f"last_{what}_bin"] = now
        found[f"first_{what}_bin"] = jnp.where(first > 0, first, now)
    return found


def _moves(when: str, what: str) -> CountTable:
    """People by bin then and bin now, among those who had a value then and have one now."""
    then = f"{when}_{what}_bin"
    return histogram(
        f"{what}_since_{when}",
        RANK_BINS**2,
        needs=then,
        place=lambda c: c[then].astype(jnp.int32) * RANK_BINS + _NOW[what](c),
        amount=lambda c: (c[then] > 0) & (_NOW[what](c) > 0),
        every=12,
        is_wide=True,
    )


MEMORY = Memory(
    tuple(f"{when}_{what}_bin" for when in HORIZONS for what in QUANTITIES),
    of_score=tuple(f"{when}_score_bin" for when in HORIZONS),
    update=_remembered,
    every=12,
)
MEMORIES: tuple[Memory, ...] = (MEMORY,)
TABLES: tuple[CountTable, ...] = tuple(_moves(when, what) for when in HORIZONS for what in QUANTITIES)

N_FIFTHS = 5
_SINCE = {"last": ("year", "a year before"), "first": ("start", "in the first December of the run with a value")}
_CORNERS = ((0, 0), (0, N_FIFTHS - 1), (N_FIFTHS - 1, 0), (N_FIFTHS - 1, N_FIFTHS - 1))
"""Moves that are measured since the start: from the lowest and the highest fifth to these. Over a year, all are."""
_WHAT = {"income": "income (a moving mean of twelve months)", "wealth": "wealth", "score": "the headline score"}


def moved(now: Count, what: str, when: str) -> Values:
    """People by bin then and bin now, float64 (RANK_BINS - 1, RANK_BINS - 1); (0, 0) where nobody was counted."""
    name = f"{what}_since_{when}"
    return now.table(name).reshape(RANK_BINS, RANK_BINS)[1:, 1:] if now.is_counted(name) else np.zeros((0, 0))


def shares_of_fifths(people: Values) -> Values:
    """Which part of each bin lies in each fifth: float64 (bins, N_FIFTHS), zero for empty bins."""
    reached = np.concatenate([[0.0], np.cumsum(people)])
    edges = np.linspace(0.0, reached[-1], N_FIFTHS + 1)
    below = np.minimum(reached[1:, None], edges[None, 1:]) - np.maximum(reached[:-1, None], edges[None, :-1])
    found: Values = np.maximum(below, 0.0) / np.where(people > 0, people, 1.0)[:, None]
    return found


def transitions(table: Values) -> Values:
    """Of those in each fifth then, the share that is in each fifth now: float64 (N_FIFTHS then, N_FIFTHS now)."""
    n = table.sum()
    if n <= 0:
        return np.full((N_FIFTHS, N_FIFTHS), np.nan)
    then, now = shares_of_fifths(table.sum(axis=1)), shares_of_fifths(table.sum(axis=0))
    return np.asarray(N_FIFTHS * (then.T @ table @ now) / n)


def _transitions(now: Count, what: str, when: str) -> Values:
    return transitions(moved(now, what, when))


_CASE = "what, since, when, meaning, then, needs"
_CASES = [
    (what, since, when, _WHAT[what], then, None if what == "score" else "livelihood")
    for when, (since, then) in _SINCE.items()
    for what in QUANTITIES
]
_of_each = functools.partial(measure_for_each, source="W5", groups="all")


@_of_each("{what}_rank_correlation_{since}", "correlation", _CASE, _CASES)
def ranks_kept(now: Count, what: str, when: str) -> float:
    """Spearman's rank correlation of {meaning} now and {then}: 1 if everybody keeps their rank. In December."""
    return rank_correlation(moved(now, what, when))


@_of_each("{what}_fifth_kept_{since}", "share", _CASE, _CASES)
def fifths_kept(now: Count, what: str, when: str) -> float:
    """People in the same quintile of {meaning} as {then}. In December."""
    return float(np.trace(now.once(_transitions, what, when)) / N_FIFTHS)


@_of_each(
    "{what}_q{q}_to_q{to}_{since}",
    "share",
    f"{_CASE}, q, to",
    [
        (*case, k + 1, m + 1)
        for case in _CASES
        for k, m in (np.ndindex(N_FIFTHS, N_FIFTHS) if "last" in case else _CORNERS)
    ],
)
def moves(now: Count, what: str, when: str, q: int, to: int) -> float:
    """People in quintile {to} of {meaning} now, of those who were in quintile {q} {then}. In December."""
    return float(now.once(_transitions, what, when)[q - 1, to - 1])
