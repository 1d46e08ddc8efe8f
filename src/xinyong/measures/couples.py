"""Couples: who is in one, how alike partners are, and what scores on display change (K6, W6)."""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np
from jax import Array

from ..array_types import Values
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import correlation, in_lowest_fifth, ratio
from ..counting.sums import Sum, columns, totals
from ..counting.tables import Table, histogram
from .measure import measure as declare

INCOME_BINS = 64
"""Bins of a quarter of an e-fold of income."""
SCORE_BINS = 64
"""Bins of 32 points of the headline score."""
SCORE_COLUMNS = SCORE_BINS + 2
"""What the partner has: there is no partner, the partner has no score, or the bin of the partner's score."""

_INCOME_STEP = 250  # thousandths of an e-fold
_SCORE_SHIFT = 8  # eighths of a point in 32 points, as a power of two


def _income_pair(c: Citizens) -> Array:
    """One's own bin of income and the partner's, as one number."""
    own = jnp.minimum(c.log_income // _INCOME_STEP, INCOME_BINS - 1)
    return own * INCOME_BINS + _of_partner(own, c)


def _score_pair(c: Citizens) -> Array:
    """One's own bin of the score and what the partner has (see `SCORE_COLUMNS`), as one number."""
    own = jnp.minimum(c.score_eighths >> _SCORE_SHIFT, SCORE_BINS - 1)
    theirs = _of_partner(jnp.where(c.has_score, 2 + own, 1), c)
    return own * SCORE_COLUMNS + jnp.where(c.partner > 0, theirs, 0)


def _of_partner(values: Array, c: Citizens) -> Array:
    """The partner's value of a flat column; one's own value without a partner."""
    place = jnp.arange(values.shape[0], dtype=jnp.int32) ^ c.partner.astype(jnp.int32)
    return values.at[place].get(mode="promise_in_bounds")


SUMS: tuple[Sum, ...] = (
    Sum("is_coupled", lambda c: c.partner > 0),
    *columns("is_new_couple", "match_won", "match_lost"),
    *totals("is_separated"),
)
TABLES: tuple[Table, ...] = (
    histogram(
        "couples_income",
        INCOME_BINS**2,
        needs="is_new_couple",
        place=_income_pair,
        amount=lambda c: c.partner > 0,
        every=12,
    ),
    histogram(
        "couples_score",
        SCORE_BINS * SCORE_COLUMNS,
        needs="is_new_couple",
        place=_score_pair,
        amount=lambda c: c.has_score,
        every=12,
    ),
)

measure = functools.partial(declare, source="W6", label="essay", needs="matching")


@measure("share")
def share_coupled(now: Count) -> Values:
    """People in a couple at the month's end, of all people."""
    return now.mean("is_coupled")


@measure("people")
def matches_cumulative(now: Count) -> Values:
    """People who became part of a couple since the run began, scaled to the nation."""
    return now.weight * now.since("is_new_couple")


@measure("share", source="K6")
def matches_won_share(now: Count) -> Values:
    """People in couples that formed only because of shown scores or ranks by score, of all in new couples.

    Since the run began. The same random numbers decide without scores and ranks; people meet the same candidates.
    """
    return ratio(now.since("match_won"), now.since("is_new_couple"))


@measure("share")
def matches_lost_share(now: Count) -> Values:
    """People in couples that did not form because scores were shown, of all that would form without shown scores.

    Since the run began.
    """
    return ratio(now.since("match_lost"), now.since("match_lost", "is_new_couple") - now.since("match_won"))


@measure("people", source="assumption", label="hypothetical", groups="all")
def separations_cumulative(now: Count) -> float:
    """People who separated from their partner since the run began, scaled to the nation."""
    return now.weight * now.total_since("is_separated")


@measure("correlation", groups="all")
def couple_income_assortativity(now: Count) -> float:
    """Correlation of the logarithms of the two partners' incomes, in bins of a quarter of an e-fold.

    In December; undefined without couples.
    """
    return _alikeness(now.table("couples_income").reshape(INCOME_BINS, INCOME_BINS))


@measure("correlation", groups="all")
def couple_score_assortativity(now: Count) -> float:
    """Correlation of the two partners' headline scores, in bins of 32 points, over couples in which both have one.

    In December; undefined without such couples.
    """
    return _alikeness(now.table("couples_score").reshape(SCORE_BINS, SCORE_COLUMNS)[:, 2:])


@measure("ratio", groups="all")
def low_scorers_coupled_ratio(now: Count) -> float:
    """Share in a couple in the quintile with the lowest headline score, divided by that share among all with a score.

    In December. A bin of 32 points at the edge of the quintile is split in proportion.
    """
    by_score = now.table("couples_score").reshape(SCORE_BINS, SCORE_COLUMNS)
    people, coupled = by_score.sum(axis=1), by_score[:, 1:].sum(axis=1)
    return float(ratio(in_lowest_fifth(people, coupled), 0.2 * coupled.sum()))


def _alikeness(pairs: Values) -> float:
    """The correlation of two bins over a table of pairs that counts each pair from both ends."""
    n, step = pairs.sum(), np.arange(len(pairs), dtype=np.float64)
    ends = pairs.sum(axis=1)
    mean = ratio(ends @ step, n)
    variance = ratio(ends @ step**2, n) - mean**2
    together = ratio(step @ pairs @ step, n) - mean**2
    return float(correlation(together, variance, variance))
