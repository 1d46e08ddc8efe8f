"""Law: the two tests of the EU AI Act, Article 5(1)(c), on social scoring (facts 2j).

Detriment is the gravity (0 to 10, see the rules of a scenario) of the sticks in force, summed.
"""

from __future__ import annotations

from .count import Count, Values
from .measure import measure
from .spread import ratio


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
