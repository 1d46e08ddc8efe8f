"""Remembered: the bins in which everybody stood last December and in their first one, so that moves can be counted.

This is the count's own memory of people. No mechanism reads it. It is written in Decembers only, after the count, and
so costs nothing in other months. A bin is a sixteenth of an octave of income and an eighth of one of wealth (see
`bins`), and four points of the headline score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jax
import jax.numpy as jnp

from ..mechanisms.mechanism import View
from ..vocabulary import DEBTS, debt_columns
from .bins import income_bin, wealth_bin, wealth_yuan
from .citizens import SCORE_TOP
from .sums import EIGHTH, steps

Array = Any

QUANTITIES: tuple[str, ...] = ("income", "wealth", "score")
HORIZONS: tuple[str, ...] = ("last", "first")
"""What a move is counted from: last December, and the first one that had a value."""
BINS = 256
"""Bin 0 holds those without a value."""
MEMORY: tuple[str, ...] = tuple(f"{when}_{what}_bin" for when in HORIZONS for what in QUANTITIES)
"""The columns of the memory."""

_SCORE_LOW, _SCORE_WIDTH = 300, 4
_FINE_TO_BIN = 4
_READS = ("is_person", "income_year_yuan", "cash_yuan", "home_yuan", *debt_columns(DEBTS))


def _numbered(number: Array) -> Array:
    return 1 + jnp.clip(number, 0, BINS - 2)


def income(c: Any) -> Array:
    """Everybody's bin of income (int32)."""
    return _numbered(income_bin(c.income_year_yuan) >> _FINE_TO_BIN)


def wealth(c: Any) -> Array:
    """Everybody's bin of wealth (int32)."""
    return _numbered(wealth_bin(wealth_yuan(c)) >> _FINE_TO_BIN)


def score(c: Any) -> Array:
    """Everybody's bin of the headline score, 0 for those who have none (int32)."""
    number = (c.score_eighths - round(_SCORE_LOW / EIGHTH)) // round(_SCORE_WIDTH / EIGHTH)
    return jnp.where(c.has_score, _numbered(number), 0)


NOW: dict[str, Callable[[Any], Array]] = {"income": income, "wealth": wealth, "score": score}


def moved(when: str, what: str) -> Callable[[Any], Array]:
    """Where somebody falls in the joint table of then and now: 256 * bin then + bin now."""
    return lambda c: c[f"{when}_{what}_bin"].astype(jnp.int32) * BINS + NOW[what](c)


def has_both(when: str, what: str) -> Callable[[Any], Array]:
    """Who had a value then and has one now."""
    return lambda c: (c[f"{when}_{what}_bin"] > 0) & (NOW[what](c) > 0)


def remember(columns: Mapping[str, Array], *, month: int, score: str | None) -> dict[str, Array]:
    """The memory after a month: nothing new but in December.

    Parameters
    ----------
    columns
        Columns of a tile at the month's end, as they are carried.
    month
        Months since year 0.
    score
        The headline score, or None without one.

    Returns
    -------
    The columns of `MEMORY` that change.
    """
    if (month + 1) % 12:
        return {}
    found = {name: columns[name] for name in (*_READS, *MEMORY)}
    points = columns.get(f"score_{score}")
    return dict(_remembered(found, jnp.zeros_like(found["income_year_yuan"]) if points is None else points))


@jax.jit
def _remembered(columns: dict[str, Array], points: Array) -> dict[str, Array]:
    is_person = columns["is_person"]
    eighths = steps(points, EIGHTH, round(SCORE_TOP / EIGHTH))
    c = View("memory", columns | {"score_eighths": eighths, "has_score": is_person & (points > 0)})
    found = {}
    for what, bin_of in NOW.items():
        now = jnp.where(is_person, bin_of(c), 0).astype(jnp.uint8)
        first = columns[f"first_{what}_bin"]
        found[f"last_{what}_bin"] = now
        found[f"first_{what}_bin"] = jnp.where(first > 0, first, now)
    return found
