"""Law: the two tests of the EU AI Act, Article 5(1)(c), on social scoring (facts 2j).

Detriment is the gravity (0 to 10, see the rules of a scenario) of the sticks in force, summed.
"""

from __future__ import annotations

import numpy as np

from ..counting.audit_tables import CONDUCT, GRAVITIES
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from .firms import rank_correlation
from .measure import measure


@measure("share", source="2j", label="documented")
def cross_context_detriment_share(now: Count) -> Values:
    """Detriment in contexts unrelated to the conduct that caused it, of all detriment in force."""
    return ratio(now.sum("detriment_unrelated"), now.sum("detriment"))


@measure("gravity", source="2j", label="documented")
def detriment_per_person(now: Count) -> Values:
    """Gravity of the sticks in force, summed, a person."""
    return now.mean("detriment")


@measure("gravity", source="2j", label="documented")
def detriment_per_sanctioned(now: Count) -> Values:
    """Gravity of the sticks in force, summed, a person under at least one."""
    return ratio(now.sum("detriment"), now.sum("is_sanctioned"))


def _conduct(now: Count) -> Values:
    """People by gravity of conduct and of the sticks in force; all zero where nothing was counted."""
    table = now.table("conduct")
    shape = (len(CONDUCT), GRAVITIES)
    return table.reshape(shape) if table.size else np.zeros(shape)


@measure("correlation", source="2j", label="documented", groups="all")
def detriment_conduct_correlation(now: Count) -> float:
    """Rank correlation of the gravity of sticks in force with that of one's own conduct, over people under a stick.

    1 would be in proportion, 0 regardless of gravity. Conduct is none, minor (months behind, or a bill paid late, a red
    light, a booking not honoured or cheating this month) or grave (an unpaid court order, or a breach, fraud or
    misconduct this month): an order, without sizes, after the tiers of repair (2b). In December.
    """
    return rank_correlation(_conduct(now)[:, 1:])


@measure("share", source="2j", label="documented", groups="all")
def detriment_without_conduct_share(now: Count) -> float:
    """Detriment in force that falls on people whose own conduct is none (as above), of all. In December."""
    by_conduct = now.table("conduct_detriment")
    return float(ratio(by_conduct[CONDUCT.index("none")], by_conduct.sum())) if by_conduct.size else float("nan")


@measure("ratio", source="2j", label="documented", groups="all")
def detriment_minor_over_grave(now: Count) -> float:
    """Mean gravity of sticks in force of the sanctioned whose conduct is minor, over that of those whose is grave.

    1 and more is out of proportion. In December; undefined without people of both kinds.
    """
    table = _conduct(now)
    people = table[:, 1:].sum(axis=1)
    amounts = now.table("conduct_detriment") if now.table("conduct_detriment").size else np.zeros(len(CONDUCT))
    means = ratio(amounts, people)
    minor, grave = (CONDUCT.index(kind) for kind in ("minor", "grave"))
    return float(ratio(means[minor], means[grave]))
