"""The eight firms: how many hold a score of somebody, and how far they disagree. Counted in Decembers (facts 2e)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.firm_tables import HELD, SPREAD_STEP
from ..counting.groups import CELLS, GROUPS, by_group
from ..society.columns import FIRM_BANDS
from ..vocabulary import FIRMS
from .measure import Measure, measure

_UNDEFINED = np.full(len(GROUPS), np.nan)


def _held(now: Count) -> Values:
    """People by group and number of firms that hold a score of them; empty where it was not counted."""
    table = now.table("firms_held")
    return by_group(table.reshape(CELLS, HELD)) if table.sum() > 0 else np.zeros((0, HELD))


def _of_several(now: Count, table: str) -> Values:
    """What a table by cell holds, a person of whom at least two firms hold a score."""
    held = _held(now)
    return ratio(by_group(now.table(table)), held[:, 2:].sum(axis=1)) if held.size else _UNDEFINED


@measure("firms", source="2e", label="essay")
def firms_per_person(now: Count) -> Values:
    """Firms that hold a score, a person. Counted in Decembers, undefined in other months and without firms."""
    held = _held(now)
    return ratio(held @ np.arange(HELD), held.sum(axis=1)) if held.size else _UNDEFINED


@measure("share", source="2e", label="essay")
def share_scored_by_firms(now: Count) -> Values:
    """People of whom at least one firm holds a score, of all people. Counted in Decembers."""
    held = _held(now)
    return ratio(held[:, 1:].sum(axis=1), held.sum(axis=1)) if held.size else _UNDEFINED


@measure("share", source="S1", label="hypothetical")
def firms_contradiction_share(now: Count) -> Values:
    """People who are good for one firm and bad for another, of those of whom at least two hold a score.

    Counted in Decembers.
    """
    return _of_several(now, "firms_contradicted")


@measure("points", source="S1", label="hypothetical")
def firms_spread_points(now: Count) -> Values:
    """Standard deviation between the firms that hold a score, on average over people of whom at least two do.

    Counted in Decembers.
    """
    return _of_several(now, "firms_spread") * SPREAD_STEP


def rank_correlation(joint: Values) -> float:
    """Spearman's correlation of two rankings in bands, people of one band sharing the middle of their ranks.

    Parameters
    ----------
    joint
        float64 (bands, bands): people by both bands.

    Returns
    -------
    NaN where one of them does not vary.
    """
    n = joint.sum()
    ranks = [np.cumsum(people) - people / 2.0 - n / 2.0 for people in (joint.sum(axis=1), joint.sum(axis=0))]
    variances = [people @ rank**2 for people, rank in zip((joint.sum(axis=1), joint.sum(axis=0)), ranks, strict=True)]
    if min(variances) <= 0:
        return float("nan")
    return float(ranks[0] @ joint @ ranks[1] / np.sqrt(variances[0] * variances[1]))


def pairs(now: Count) -> dict[tuple[str, str], float]:
    """Rank correlation of each pair of firms over the people of whom both hold a score; empty if not counted."""
    found: dict[tuple[str, str], float] = {}
    for f, firm in enumerate(FIRMS[:-1]):
        joint = now.table(f"firms_beside_{firm}").reshape(-1, FIRM_BANDS, FIRM_BANDS)
        found |= {(firm, FIRMS[f + 1 + k]): rank_correlation(table) for k, table in enumerate(joint)}
    return found


def _over(values: Iterable[float], statistic: Callable[[list[float]], Any]) -> float:
    defined = [value for value in values if not np.isnan(value)]
    return float(statistic(defined)) if defined else float("nan")


@measure("correlation", source="S1", label="hypothetical", groups="all")
def firms_rank_correlation(now: Count) -> float:
    """Spearman's rank correlation of two firms' scores of the people of whom both hold one, on average over pairs.

    Scores are ranked in sixteen bands of a 24th of the scale each, the outer ones open: within 0.03 of the ranking of
    whole points. Counted in Decembers.
    """
    return _over(pairs(now).values(), np.mean)


@measure("correlation", source="S1", label="hypothetical", groups="all")
def firms_rank_correlation_least(now: Count) -> float:
    """The same for the pair of firms that agree least."""
    return _over(pairs(now).values(), min)


@measure("correlation", source="S1", label="hypothetical", groups="all")
def firms_rank_correlation_most(now: Count) -> float:
    """The same for the pair of firms that agree most."""
    return _over(pairs(now).values(), max)


def _with_others(firm: str) -> Measure:
    def compute(now: Count) -> float:
        return _over([value for pair, value in pairs(now).items() if firm in pair], np.mean)

    definition = f"Rank correlation of the scores of the firm `{firm}` with another firm's, on average over the others."
    return Measure(f"firms_rank_correlation_{firm}", "correlation", definition, "S1", "hypothetical", "all", compute)


of_each_firm: tuple[Measure, ...] = tuple(_with_others(firm) for firm in FIRMS)
