"""Closed forms of limits, and standard errors for their tolerance, from a run's own parameters and counts."""

from __future__ import annotations

import math

from ..course import Course
from .limit import Computed


def offline_life(seen: Course) -> float:
    """Share of life on record under perfect surveillance: people who are not online leave no digital traces."""
    weights = {
        part: seen.number(f"watching.weight_{part}")
        for part in ("payments", "public", "platforms", "posts", "dealings")
    }
    online = seen.last("life_recorded_platforms")
    missed = sum(weights[part] for part in ("payments", "platforms", "posts")) * (1.0 - online)
    return 1.0 - missed / sum(weights.values())


def _variance(seen: Course) -> float:
    """Variance of the log of a twelve-month moving mean of monthly shocks to an income that grows for everybody."""
    sd, growth = seen.number("livelihood.transitory_sd"), seen.number("nation.growth")
    kept = (1.0 - 1.0 / 12.0) / (1.0 + growth) ** (1.0 / 12.0)
    settled = 1.0 - kept ** (2 * seen.months)
    return math.log1p(math.expm1(sd * sd) * (1.0 - kept) / (1.0 + kept) * settled)


def gini_of_luck(seen: Course) -> float:
    """Gini of a lognormal distribution, erf(s / 2)."""
    return math.erf(math.sqrt(_variance(seen)) / 2.0)


def gini_by_chance(seen: Course) -> float:
    """Four standard errors of the Gini, plus 1 % for the bins in which it is counted."""
    return gini_of_luck(seen) * (4.0 / math.sqrt(2.0 * seen.citizens()) + 0.01)


def ratio_by_chance(a: str, b: str) -> Computed:
    """Four standard errors of the ratio of two groups' means."""
    return lambda seen: 4.0 * math.sqrt(_variance(seen) * (1.0 / seen.citizens(a) + 1.0 / seen.citizens(b)))


def between_by_chance(groups: int) -> Computed:
    """Theil's index between groups by chance alone, plus four standard errors (chi-square over 2n)."""
    free = groups - 1
    return lambda seen: _variance(seen) * (free + 4.0 * math.sqrt(2.0 * free)) / (2.0 * seen.citizens())


def listed_this_month(seen: Course) -> float:
    """Entries of the last month divided by all people."""
    entries = seen.last("listings_cumulative") - seen.last("listings_cumulative", back=1)
    return entries / (seen.people_per_citizen * seen.citizens())


def all_but_the_last(seen: Course) -> float:
    """Entries of all months but the last divided by all entries."""
    return seen.last("listings_cumulative", back=1) / seen.last("listings_cumulative")
