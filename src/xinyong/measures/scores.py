"""The headline score: its distribution, whom it follows, what wrong records do to it, and what people know about it.

All is undefined where the headline score is off. What people who live under a secret score find out about it (S1) is
counted in December: the points that people believe an act to add, compared with the true points.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np

from ..array_types import TileWhole, Values
from ..counting.bins import EIGHTH, THOUSANDTH
from ..counting.citizens import LOG_INCOME_TOP, SCORE_CENTRE, SCORE_TOP, Citizens, OfCitizens, centred
from ..counting.count import Count
from ..counting.distribution import correlation, gini, ratio
from ..counting.groups import CELLS, rows_of
from ..counting.sums import Sum, signed
from ..counting.tables import CountTable, histogram
from ..mechanisms.scoring.score_beliefs import OFF_STEPS
from ..nation.policy_calendar import TrueWeights
from ..vocabulary import BELIEFS
from .inequality import decomposed, variance_between
from .measure import Measure, measure, measure_for_each


def scored(c: Citizens, values: TileWhole) -> TileWhole:
    """Values of those who have the headline score, 0 for others."""
    return jnp.where(c.has_score, values, 0)


SUMS: tuple[Sum, ...] = (
    Sum("has_score", lambda c: c.has_score),
    Sum("score", lambda c: scored(c, c.score_eighths), round(SCORE_TOP / EIGHTH), EIGHTH),
    signed("score_centred_squared", lambda c: centred(c) * centred(c), EIGHTH**2),
    Sum("score_wrong", lambda c: scored(c, c.score_wrong_eighths), round(SCORE_TOP / EIGHTH), EIGHTH),
    Sum("log_income", lambda c: scored(c, c.log_income), LOG_INCOME_TOP, THOUSANDTH),
    signed("log_income_squared", lambda c: scored(c, c.log_income * c.log_income), THOUSANDTH**2),
    signed("score_centred_log_income", lambda c: centred(c) * c.log_income, EIGHTH * THOUSANDTH),
)


@measure("share", source="2c", label="documented", short="Have a headline score")
def share_scored(now: Count) -> Values:
    """People who have the headline score, of all people."""
    return now.mean("has_score")


@measure("points", source="2c", label="documented", short="Mean headline score")
def mean_score(now: Count) -> Values:
    """Mean headline score of those who have one."""
    return ratio(now.sum("score"), now.sum("has_score"))


@measure("index", source="W5", label="essay", short="Score Gini")
def gini_score(now: Count) -> Values:
    """Gini coefficient of the headline score among those who have one; its scale counts from zero."""
    return now.statistic(gini, "score")


@measure("points", source="S6", label="essay", short="Points moved by wrong records")
def mean_points_through_wrong_records(now: Count) -> Values:
    """Points by which wrong records have moved the headline score, up or down, on average over those who have one."""
    return ratio(now.sum("score_wrong"), now.sum("has_score"))


@measure("correlation", source="W5", label="essay", needs="livelihood", short="Score and income, correlation")
def score_income_correlation(now: Count) -> Values:
    """Pearson correlation of the headline score with the logarithm of income.

    Income is a moving mean of twelve months, at least one yuan. Undefined where either does not vary.
    """
    n = now.sum("has_score")
    score, income = ratio(now.sum("score"), n) - SCORE_CENTRE, ratio(now.sum("log_income"), n)
    together = ratio(now.sum("score_centred_log_income"), n) - score * income
    of_score = ratio(now.sum("score_centred_squared"), n) - score**2
    of_income = ratio(now.sum("log_income_squared"), n) - income**2
    return correlation(together, of_score, of_income)


@measure("points squared", source="W5", label="essay")
def score_variance(now: Count) -> Values:
    """Variance of the headline score among those who have one."""
    n = now.sum("has_score")
    return ratio(now.sum("score_centred_squared"), n) - (ratio(now.sum("score"), n) - SCORE_CENTRE) ** 2


def _score_between(now: Count, dimension: str) -> float:
    rows = rows_of(dimension)
    return variance_between(now.sum("score")[rows], now.sum("has_score")[rows])[0]


SCORE_PARTS: tuple[Measure, ...] = decomposed(score_variance, _score_between)


# --- what people believe about the score ----------------------------------------------------------------------

_SIGNS = 1 << len(BELIEFS)
"""Ways in which a citizen can be right about the signs of some weights and wrong about others."""


def _is_told(c: Citizens) -> TileWhole:
    """Who saw a score this month, and so believes something about it."""
    return c.score_seen > 0


def _off(belief: str) -> OfCitizens:
    """How far everybody's belief is from the truth, in steps; 0 for those who see no score (int32)."""
    return lambda c: jnp.where(_is_told(c), c[f"off_{belief}"].astype(jnp.int32), 0)


TABLES: tuple[CountTable, ...] = (
    histogram(
        "beliefs",
        CELLS * _SIGNS,
        needs="knows_late",
        place=lambda c: c.cell * _SIGNS + sum(c[f"knows_{b}"].astype(jnp.int32) << k for k, b in enumerate(BELIEFS)),
        amount=_is_told,
        every=12,
    ),
    *(
        histogram(f"off_{b}", CELLS, needs="knows_late", place=lambda c: c.cell, amount=_off(b), every=12)
        for b in BELIEFS
    ),
)

_of_each_belief = functools.partial(
    measure_for_each, names="belief, what", cases=BELIEFS.items(), source="S1", label="essay"
)


@_of_each_belief("belief_right_{belief}", "share")
def beliefs_right(now: Count, belief: str) -> Values:
    """People who know whether {what} raises their score, lowers it or does neither, of those who see a score.

    Fewer points than `scoring.score_beliefs.felt` count as neither. In December.
    """
    by_sign = now.table_by_group("beliefs")
    is_right = (np.arange(_SIGNS) >> [*BELIEFS].index(belief)) & 1 == 1
    return ratio(by_sign[:, is_right].sum(axis=1), by_sign.sum(axis=1))


@_of_each_belief(
    "belief_error_{belief}",
    "points",
    definition="Mean absolute difference between the believed and the true effect on the score of {what}, over people"
    " who see a score; counted in quarter points up to 31.75. In December.",
)
def belief_errors(now: Count, belief: str) -> Values:
    """How wrong people are about what an act adds to their score."""
    steps = now.table_by_group(f"off_{belief}")[:, 0]
    return ratio(steps / OFF_STEPS, now.table_by_group("beliefs").sum(axis=1))


@_of_each_belief("true_weight_{belief}", "points", groups="all")
def true_weights(now: Count, belief: str) -> float:
    """Points that {what} really adds to the score that people see, in the month of the act.

    Nobody in the model knows this number. Undefined without `scoring.score_beliefs`.
    """
    known = now.part(TrueWeights)
    return float("nan") if known is None else float(known.weights[[*BELIEFS].index(belief)])
