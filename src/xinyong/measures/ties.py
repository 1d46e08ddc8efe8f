"""Ties and couples: who has friends, whether scores sort who knows whom, who is isolated, and who is in a couple.

Rows S11, S12, V22, V23, K6, W6. Dissent is private approval below 4; a critic has posted criticism in the month.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np

from ..array_types import TileWhole, Values
from ..counting.bins import COARSE, EIGHTH, coarse, score_bin
from ..counting.citizens import Citizens, centred
from ..counting.count import Count
from ..counting.distribution import correlation, in_lowest_fifth, ratio
from ..counting.sums import Sum, columns, signed, totals
from ..counting.tables import CountTable, Digit, JointTable, histogram
from ..society.columns import DISAPPROVES_BELOW
from .measure import measure, measure_for_each
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


def _squared(c: Citizens) -> TileWhole:
    return c.scored_friends * jnp.square(centred(c).astype(jnp.int64))


def _by_score(name: str) -> CountTable:
    """A sum of people with the headline score by coarse bin of it."""
    return histogram(
        f"{name}_by_score",
        COARSE,
        needs="is_person",
        place=lambda c: coarse(score_bin(c.score_eighths)),
        amount=lambda c: scored(c, c[name].astype(jnp.int32)),
    )


INCOME_BINS = 64
"""Bins of a quarter of an e-fold of income."""
SCORE_BINS = 64
"""Bins of 32 points of the headline score."""
SCORE_COLUMNS = SCORE_BINS + 2
"""What the partner has: there is no partner, the partner has no score, or the bin of the partner's score."""

_INCOME_STEP = 250  # thousandths of an e-fold
_SCORE_SHIFT = 8  # eighths of a point in 32 points, as a power of two


def _income_pair(c: Citizens) -> TileWhole:
    """One's own bin of income and the partner's, as one number."""
    own = jnp.minimum(c.log_income // _INCOME_STEP, INCOME_BINS - 1)
    return own * INCOME_BINS + _of_partner(own, c)


def _score_pair(c: Citizens) -> TileWhole:
    """One's own bin of the score and what the partner has (see `SCORE_COLUMNS`), as one number."""
    own = jnp.minimum(c.score_eighths >> _SCORE_SHIFT, SCORE_BINS - 1)
    theirs = _of_partner(jnp.where(c.has_score, 2 + own, 1), c)
    return own * SCORE_COLUMNS + jnp.where(c.partner > 0, theirs, 0)


def _of_partner(values: TileWhole, c: Citizens) -> TileWhole:
    """The partner's value of a flat column; one's own value without a partner."""
    place = jnp.arange(values.shape[0], dtype=jnp.int32) ^ c.partner.astype(jnp.int32)
    return values.at[place].get(mode="promise_in_bounds")


SUMS: tuple[Sum, ...] = (
    signed("degree", lambda c: c.degree),
    Sum("is_isolated", lambda c: c.degree == 0),
    *columns("ties_cut", "ties_made"),
    # over both ends of every living tie between people who have the headline score
    signed("tie_ends", lambda c: scored(c, c.scored_friends)).of_all,
    signed("tie_score", lambda c: c.scored_friends * centred(c), EIGHTH).of_all,
    signed("tie_score_squared", _squared, EIGHTH**2).of_all,
    signed("tie_score_product", lambda c: centred(c).astype(jnp.int64) * c.friends_score, EIGHTH**2).of_all,
    Sum("is_coupled", lambda c: c.partner > 0),
    *columns("is_new_couple", "match_won", "match_lost"),
    *totals("is_separated"),
)
TABLES: tuple[CountTable, ...] = (
    _by_score("degree"),
    _by_score("ties_cut"),
    DISSENT.table,
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

of_couples = functools.partial(measure, source="W6", label="essay", needs="matching")


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
_of_dissent = functools.partial(measure_for_each, source="S12", label="essay", groups="all", needs="adapting")


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


# --- couples ---


@of_couples("share")
def share_coupled(now: Count) -> Values:
    """People in a couple at the month's end, of all people."""
    return now.mean("is_coupled")


@of_couples("people")
def matches_cumulative(now: Count) -> Values:
    """People who became part of a couple since the run began, scaled to the nation."""
    return now.weight * now.since("is_new_couple")


@of_couples("share", source="K6")
def matches_won_share(now: Count) -> Values:
    """People in couples that formed only because of shown scores or ranks by score, of all in new couples.

    Since the run began. The same random numbers decide without scores and ranks; people meet the same candidates.
    """
    return ratio(now.since("match_won"), now.since("is_new_couple"))


@of_couples("share")
def matches_lost_share(now: Count) -> Values:
    """People in couples that did not form because scores were shown, of all that would form without shown scores.

    Since the run began.
    """
    return ratio(now.since("match_lost"), now.since("match_lost", "is_new_couple") - now.since("match_won"))


@of_couples("people", source="assumption", label="hypothetical", groups="all")
def separations_cumulative(now: Count) -> float:
    """People who separated from their partner since the run began, scaled to the nation."""
    return now.weight * now.total_since("is_separated")


@of_couples("correlation", groups="all")
def couple_income_assortativity(now: Count) -> float:
    """Correlation of the logarithms of the two partners' incomes, in bins of a quarter of an e-fold.

    In December; undefined without couples.
    """
    return _alikeness(now.table("couples_income").reshape(INCOME_BINS, INCOME_BINS))


@of_couples("correlation", groups="all")
def couple_score_assortativity(now: Count) -> float:
    """Correlation of the two partners' headline scores, in bins of 32 points, over couples in which both have one.

    In December; undefined without such couples.
    """
    return _alikeness(now.table("couples_score").reshape(SCORE_BINS, SCORE_COLUMNS)[:, 2:])


@of_couples("ratio", groups="all")
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
