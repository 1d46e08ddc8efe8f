"""Ties: who still has friends, whether scores sort who knows whom, and who is isolated (S11, S12, V22, V23).

Dissent is private approval below 4; a critic has posted criticism in the month.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np
from jax import Array

from ..array_types import Values
from ..counting.bins import COARSE, EIGHTH, coarse, score_bin
from ..counting.citizens import Citizens, centred
from ..counting.count import Count
from ..counting.distribution import correlation, in_lowest_fifth, ratio
from ..counting.sums import Sum, columns, signed
from ..counting.tables import Digit, JointTable, Table, histogram
from ..society.columns import DISAPPROVES_BELOW
from .measure import family, measure
from .scores import scored

_MOST_TIES = 8
DISSENT = JointTable(
    "dissent",
    (
        Digit("dissents", 2, lambda c: c.approval < DISAPPROVES_BELOW),
        Digit("criticizes", 2, lambda c: c.act_criticism > 0),
        Digit("degree", _MOST_TIES + 1, lambda c: jnp.minimum(c.degree, _MOST_TIES)),
        Digit("cut", _MOST_TIES + 1, lambda c: jnp.minimum(c.ties_cut, _MOST_TIES)),
    ),
    needs="ties_cut",
    every=12,
    is_wide=True,
)


def _squared(c: Citizens) -> Array:
    return c.scored_friends * jnp.square(centred(c).astype(jnp.int64))


def _by_score(name: str) -> Table:
    """A sum of people with the headline score by coarse bin of it."""
    return histogram(
        f"{name}_by_score",
        COARSE,
        needs="is_person",
        place=lambda c: coarse(score_bin(c.score_eighths)),
        amount=lambda c: scored(c, c[name].astype(jnp.int32)),
    )


SUMS: tuple[Sum, ...] = (
    signed("degree", lambda c: c.degree),
    Sum("is_isolated", lambda c: c.degree == 0),
    *columns("ties_cut", "ties_made"),
    # over both ends of every living tie between people who have the headline score
    signed("tie_ends", lambda c: scored(c, c.scored_friends)).of_all,
    signed("tie_score", lambda c: c.scored_friends * centred(c), EIGHTH).of_all,
    signed("tie_score_squared", _squared, EIGHTH**2).of_all,
    signed("tie_score_product", lambda c: centred(c).astype(jnp.int64) * c.friends_score, EIGHTH**2).of_all,
)
TABLES: tuple[Table, ...] = (
    _by_score("degree"),
    _by_score("ties_cut"),
    DISSENT.table,
)


@measure("ties", source="2g", label="hypothetical", needs="adapting", short="Friends per person")
def mean_degree(now: Count) -> Values:
    """Living ties per person; each tie counts at both ends."""
    return now.mean("degree")


@measure("share", source="S12", label="essay", needs="adapting", short="Without a friend")
def share_isolated(now: Count) -> Values:
    """People without a living tie, of all people."""
    return now.mean("is_isolated")


@measure("ties", source="S12", label="essay", needs="adapting", short="Ties cut so far per person")
def ties_cut_per_person_cumulative(now: Count) -> Values:
    """Ties cut since the run began, per person (each cut tie counts at both ends)."""
    return ratio(now.since("ties_cut"), now.people)


@measure("ties", source="V23", label="hypothetical", needs="adapting")
def ties_made_per_person_cumulative(now: Count) -> Values:
    """Ties made since the run began, per person (each new tie counts at both ends)."""
    return ratio(now.since("ties_made"), now.people)


@measure("correlation", source="V23", label="hypothetical", groups="all", short="Friends’ scores, correlation")
def tie_score_assortativity(now: Count) -> float:
    """Correlation of the headline scores at the two ends of living ties (Newman 2003).

    Over ties with a score at both ends; undefined without such ties, or if their scores do not vary.
    """
    ends = now.total("tie_ends")
    mean = ratio(now.total("tie_score"), ends)
    variance = ratio(now.total("tie_score_squared"), ends) - mean**2
    together = ratio(now.total("tie_score_product"), ends) - mean**2
    return float(correlation(together, variance, variance))


@measure("ratio", source="S12", label="essay", groups="all", short="Friends of low scorers, over all")
def low_scorers_degree_ratio(now: Count) -> float:
    """Living ties per person in the quintile with the lowest headline score, divided by those of all with a score."""
    people, ties = now.coarse("score")[0], now.table("degree_by_score")
    return float(ratio(in_lowest_fifth(people, ties), 0.2 * ties.sum()))


@measure("ratio", source="S12", label="essay", groups="all")
def low_scorers_cut_ratio(now: Count) -> float:
    """Ties cut this month per person in the quintile with the lowest score, divided by those of all with a score."""
    people, cut = now.coarse("score")[0], now.table("ties_cut_by_score")
    return float(ratio(in_lowest_fifth(people, cut), 0.2 * cut.sum()))


# --- isolation of those who dissent ---------------------------------------------------------------------------

_WHO = "who, digit, words"
_WHOM = (
    ("dissenters", "dissents", "people who dissent in private"),
    ("critics", "criticizes", "people who criticised in public this month"),
)
"""Groups of people: name, the digit of `DISSENT` that tells them apart, and words."""
_of_dissent = functools.partial(family, source="S12", label="essay", groups="all", needs="adapting")


@_of_dissent(
    "{who}_{what}_ratio",
    "ratio",
    f"{_WHO}, what, ties",
    [(*whom, *what) for whom in _WHOM for what in (("degree", "Living ties"), ("cut", "Ties cut this month"))],
)
def ties_of_dissent(now: Count, digit: str, what: str) -> float:
    """{ties} per person of {words}, divided by those of others. In December."""
    yes, no = (now.by(DISSENT, what, **{digit: value}) for value in (1, 0))
    number = np.arange(_MOST_TIES + 1)
    return float(ratio(ratio(yes @ number, yes.sum()), ratio(no @ number, no.sum())))


@_of_dissent(
    "{who}{others}_isolated_share",
    "share",
    f"{_WHO}, others, whom, value",
    [(*whom, *of) for whom in _WHOM for of in (("", "", 1), ("_others", "all except ", 0))],
)
def isolated_by_dissent(now: Count, digit: str, value: int) -> float:
    """People without a living tie, of {whom}{words}. In December."""
    people = now.by(DISSENT, "degree", **{digit: value})
    return float(ratio(people[0], people.sum()))
