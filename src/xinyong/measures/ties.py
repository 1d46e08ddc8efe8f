"""Ties: who still has friends, and whether scores sort who knows whom (S11, S12, V22, V23)."""

from __future__ import annotations

import numpy as np

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from .measure import measure
from .scores import correlation


@measure("ties", source="2g", label="hypothetical", needs="adapting")
def mean_degree(now: Count) -> Values:
    """Living ties of a person, on average; each tie counts at both ends."""
    return now.mean("degree")


@measure("share", source="S12", label="essay", needs="adapting")
def share_isolated(now: Count) -> Values:
    """People without a living tie, of all people."""
    return now.mean("is_isolated")


@measure("ties", source="S12", label="essay", needs="adapting")
def ties_cut_per_person_cumulative(now: Count) -> Values:
    """Ties cut since the run began, a person (each cut tie counts at both ends)."""
    return ratio(now.since("ties_cut"), now.people)


@measure("ties", source="V23", label="hypothetical", needs="adapting")
def ties_made_per_person_cumulative(now: Count) -> Values:
    """Ties made since the run began, a person (each new tie counts at both ends)."""
    return ratio(now.since("ties_made"), now.people)


@measure("correlation", source="V23", label="hypothetical", groups="all")
def tie_score_assortativity(now: Count) -> float:
    """Correlation of the headline scores of the two ends of living ties (Newman 2003).

    Over ties of which both ends have a score; undefined without such ties or when their scores do not vary.
    """
    ends = now.total("tie_ends")
    mean = ratio(now.total("tie_score"), ends)
    variance = ratio(now.total("tie_score_squared"), ends) - mean**2
    together = ratio(now.total("tie_score_product"), ends) - mean**2
    return float(correlation(together, variance, variance))


@measure("ratio", source="S12", label="essay", groups="all")
def low_scorers_degree_ratio(now: Count) -> float:
    """Living ties a person in the fifth with the lowest headline score, over those of all who have one."""
    people, ties = now.coarse("score")[0], now.table("degree_by_score")
    return float(ratio(_in_lowest_fifth(people, ties), 0.2 * ties.sum()))


@measure("ratio", source="S12", label="essay", groups="all")
def low_scorers_cut_ratio(now: Count) -> float:
    """Ties cut this month a person in the fifth with the lowest headline score, over those of all."""
    people, cut = now.coarse("score")[0], now.table("ties_cut_by_score")
    return float(ratio(_in_lowest_fifth(people, cut), 0.2 * cut.sum()))


def _in_lowest_fifth(people: Values, amounts: Values) -> float:
    """What the lowest fifth of people has of amounts by bin; a bin that is split is split in proportion."""
    before = np.cumsum(people) - people
    part = np.clip(ratio(0.2 * people.sum() - before, people), 0.0, 1.0)
    return float(np.nansum(part * amounts))
