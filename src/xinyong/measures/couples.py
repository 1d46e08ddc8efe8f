"""Couples: who is in one, how alike the two are, and what scores on show did to it (K6, W6)."""

from __future__ import annotations

import numpy as np

from ..counting.count import Count, Values
from ..counting.couple_tables import INCOME_BINS, SCORE_BINS, SCORE_COLUMNS
from ..counting.distribution import ratio
from .measure import Measure, measure, since_the_start
from .scores import correlation


@measure("share", source="W6", label="essay", needs="matching")
def share_coupled(now: Count) -> Values:
    """People in a couple at the month's end, of all people."""
    return now.mean("is_coupled")


MATCHED: tuple[Measure, ...] = since_the_start(
    ("matches_cumulative", "people", "W6", "essay", "People who became part of a couple", "is_new_couple"),
    needs="matching",
)


@measure("share", source="K6", label="essay", needs="matching")
def matches_won_share(now: Count) -> Values:
    """People who became part of a couple only through scores on show or ranks by score, of all who did since the start.

    The same luck is asked what it would have done without either; who could be met was the same.
    """
    return ratio(now.since("match_won"), now.since("is_new_couple"))


@measure("share", source="W6", label="essay", needs="matching")
def matches_lost_share(now: Count) -> Values:
    """People whose couple scores on show prevented, of all who would have come together without, since the start."""
    return ratio(now.since("match_lost"), now.since("match_lost", "is_new_couple") - now.since("match_won"))


@measure("people", source="assumption", label="hypothetical", groups="all", needs="matching")
def separations_cumulative(now: Count) -> float:
    """People who parted from their partner since the run began, over all people represented."""
    return now.weight * now.total_since("is_separated")


@measure("correlation", source="W6", label="essay", groups="all", needs="matching")
def couple_income_assortativity(now: Count) -> float:
    """Correlation of the logarithms of the two partners' incomes, counted by quarters of an e-fold.

    Given in December, undefined in other months and without couples.
    """
    table = now.table("couples_income")
    return _alikeness(table.reshape(INCOME_BINS, INCOME_BINS)) if table.size else float("nan")


@measure("correlation", source="W6", label="essay", groups="all", needs="matching")
def couple_score_assortativity(now: Count) -> float:
    """Correlation of the two partners' headline scores, counted by 32 points, over couples in which both have one.

    Given in December, undefined in other months and without such couples.
    """
    table = now.table("couples_score")
    return _alikeness(table.reshape(SCORE_BINS, SCORE_COLUMNS)[:, 2:]) if table.size else float("nan")


@measure("ratio", source="W6", label="essay", groups="all", needs="matching")
def low_scorers_coupled_ratio(now: Count) -> float:
    """Share in a couple of the fifth with the lowest headline score, over that of all who have one.

    Given in December, undefined in other months; a bin of 32 points that the fifth splits is split in proportion.
    """
    table = now.table("couples_score")
    if not table.any():
        return float("nan")
    by_score = table.reshape(SCORE_BINS, SCORE_COLUMNS)
    people, coupled = by_score.sum(axis=1), by_score[:, 1:].sum(axis=1)
    before = np.cumsum(people) - people
    part = np.clip(ratio(0.2 * people.sum() - before, people), 0.0, 1.0)
    return float(ratio(float(np.nansum(part * coupled)), 0.2 * coupled.sum()))


def _alikeness(pairs: Values) -> float:
    """The correlation of two bins over a table of pairs that counts each pair from both ends."""
    n, step = pairs.sum(), np.arange(len(pairs), dtype=np.float64)
    ends = pairs.sum(axis=1)
    mean = ratio(ends @ step, n)
    variance = ratio(ends @ step**2, n) - mean**2
    together = ratio(step @ pairs @ step, n) - mean**2
    return float(correlation(together, variance, variance))
