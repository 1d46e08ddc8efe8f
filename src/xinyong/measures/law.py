"""Law: the two tests of the EU AI Act, Article 5(1)(c), on social scoring (facts 2j).

Detriment is the gravity (0 to 10, see the rules of a scenario) of the sanctions in force, summed.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp

from ..array_types import TileWhole, Values
from ..counting.bins import HUNDREDTH, steps
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import rank_correlation, ratio
from ..counting.sums import Sum, fraction
from ..counting.tables import CountTable, histogram
from ..vocabulary import ACTS
from .measure import measure as declare
from .sanctions import SANCTIONED

CONDUCT_GRADES: tuple[str, ...] = ("none", "minor", "grave")
"""How grave a citizen's own conduct is, by its truth, whether or not it is recorded."""
GRAVITIES = 64
"""Gravity of the sanctions in force, in whole units; the last bin is open."""
_DETRIMENT_TOP = 320.0  # 32 rules of gravity 10


def _conduct(c: Citizens) -> TileWhole:
    """Gravity of conduct (int32).

    Grave: a breach, fraud or misconduct this month, or a court's order unpaid. Minor: months behind, or a small breach
    of order this month. None: anything else; what one says or whom one knows is no misconduct.
    """
    is_grave, is_minor = c.debt_judged_yuan > 0, c.arrears_months > 0
    for act, about in ACTS.items():
        if about.gravity == "grave":
            is_grave = is_grave | (c[f"act_{act}"] > 0)
        elif about.gravity == "minor":
            is_minor = is_minor | (c[f"act_{act}"] > 0)
    return jnp.where(is_grave, 2, jnp.where(is_minor, 1, 0)).astype(jnp.int32)


def _conduct_and_detriment(c: Citizens) -> TileWhole:
    """Gravity of conduct and of the sanctions in force (int32)."""
    detriment = jnp.clip(jnp.floor(c.detriment + jnp.float32(0.5)), 0, GRAVITIES - 1).astype(jnp.int32)
    return _conduct(c) * GRAVITIES + detriment


SUMS: tuple[Sum, ...] = (
    fraction("detriment", top=_DETRIMENT_TOP, step=HUNDREDTH),
    fraction("detriment_unrelated", top=_DETRIMENT_TOP, step=HUNDREDTH),
    SANCTIONED,
)
TABLES: tuple[CountTable, ...] = (
    histogram(
        "conduct",
        len(CONDUCT_GRADES) * GRAVITIES,
        needs="n_sticks",
        place=_conduct_and_detriment,
        every=12,
        is_wide=True,
    ),
    histogram(
        "conduct_detriment",
        len(CONDUCT_GRADES),
        needs="n_sticks",
        place=_conduct,
        amount=lambda c: steps(c.detriment, HUNDREDTH, 32_000),
        every=12,
        is_wide=True,
    ),
)

measure = functools.partial(declare, source="2j", label="documented")


@measure("share", short="Harm in unrelated contexts")
def cross_context_detriment_share(now: Count) -> Values:
    """Detriment in contexts unrelated to the conduct that caused it, of all detriment in force."""
    return ratio(now.sum("detriment_unrelated"), now.sum("detriment"))


@measure("gravity", short="Gravity of sanctions per person")
def detriment_per_person(now: Count) -> Values:
    """Sum of the gravity of sanctions in force, per person."""
    return now.mean("detriment")


@measure("gravity")
def detriment_per_sanctioned(now: Count) -> Values:
    """Sum of the gravity of sanctions in force, per sanctioned person."""
    return ratio(now.sum("detriment"), now.sum("is_sanctioned"))


def _by_conduct(now: Count) -> Values:
    """People by gravity of conduct and of the sanctions in force."""
    return now.table("conduct").reshape(len(CONDUCT_GRADES), GRAVITIES)


@measure("correlation", groups="all")
def detriment_conduct_correlation(now: Count) -> float:
    """Rank correlation of the gravity of sanctions in force with that of one's own conduct, over sanctioned people.

    1 is in proportion, 0 is regardless of gravity. Conduct is none, minor (months behind, or a bill paid late, a red
    light, a booking not honoured or cheating this month) or grave (an unpaid court order, or a breach, fraud or
    misconduct this month): an order without sizes, after the tiers of credit repair (2b). In December.
    """
    return rank_correlation(_by_conduct(now)[:, 1:])


@measure("share", groups="all")
def detriment_without_conduct_share(now: Count) -> float:
    """Detriment in force that falls on people whose own conduct is none, of all. In December.

    Conduct is graded as in detriment_conduct_correlation.
    """
    by_conduct = now.table("conduct_detriment")
    return float(ratio(by_conduct[CONDUCT_GRADES.index("none")], by_conduct.sum()))


@measure("ratio", groups="all")
def detriment_minor_over_grave(now: Count) -> float:
    """Mean gravity of sanctions of people with minor conduct, divided by that of people with grave conduct.

    1 or more is out of proportion. In December; undefined without people of both kinds.
    """
    people = _by_conduct(now)[:, 1:].sum(axis=1)
    means = ratio(now.table("conduct_detriment"), people)
    minor, grave = (CONDUCT_GRADES.index(kind) for kind in ("minor", "grave"))
    return float(ratio(means[minor], means[grave]))
