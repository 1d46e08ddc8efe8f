"""How limits follow from a run's own parameters and counts: closed forms, and standard errors for their tolerance."""

from __future__ import annotations

import math

from .limit import Reckoned, Seen


def offline_life(seen: Seen) -> float:
    """What a perfect watch must miss: words, payments and platform life of people who are not online."""
    weights = {
        part: seen.number(f"watching.weight_{part}")
        for part in ("payments", "public", "platforms", "posts", "dealings")
    }
    online = seen.value("life_recorded_platforms")
    missed = sum(weights[part] for part in ("payments", "platforms", "posts")) * (1.0 - online)
    return 1.0 - missed / sum(weights.values())


def _wobble(seen: Seen) -> float:
    """Variance of the log of a moving mean of twelve months of monthly shocks to an income that grows for all."""
    sd, growth = seen.number("livelihood.transitory_sd"), seen.number("nation.growth")
    kept = (1.0 - 1.0 / 12.0) / (1.0 + growth) ** (1.0 / 12.0)
    settled = 1.0 - kept ** (2 * seen.months)
    return math.log1p(math.expm1(sd * sd) * (1.0 - kept) / (1.0 + kept) * settled)


def gini_of_luck(seen: Seen) -> float:
    """Gini of a lognormal, erf(s / 2)."""
    return math.erf(math.sqrt(_wobble(seen)) / 2.0)


def gini_by_chance(seen: Seen) -> float:
    """Four standard errors of the Gini, and a hundredth for the bins in which it is counted."""
    return gini_of_luck(seen) * (4.0 / math.sqrt(2.0 * seen.people()) + 0.01)


def ratio_by_chance(a: str, b: str) -> Reckoned:
    """Four standard errors of a ratio of two groups' means."""
    return lambda seen: 4.0 * math.sqrt(_wobble(seen) * (1.0 / seen.people(a) + 1.0 / seen.people(b)))


def between_by_chance(groups: int) -> Reckoned:
    """What Theil's part between groups comes to by chance, and four standard errors (chi-square over 2n)."""
    free = groups - 1
    return lambda seen: _wobble(seen) * (free + 4.0 * math.sqrt(2.0 * free)) / (2.0 * seen.people())


def listed_this_month(seen: Seen) -> float:
    """Entries of the last month, over all people."""
    entries = seen.value("listings_cumulative") - seen.value("listings_cumulative", back=1)
    return entries / _people(seen)


def all_but_the_last(seen: Seen) -> float:
    """Entries of all months but the last, over all entries."""
    return seen.value("listings_cumulative", back=1) / seen.value("listings_cumulative")


def _people(seen: Seen) -> float:
    return float(seen.run.manifest["people_per_citizen"]) * seen.people()
