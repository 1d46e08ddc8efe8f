"""The headline score: its spread, whom it follows, what wrong records do to it. Undefined when it is off."""

from __future__ import annotations

import numpy as np

from ..counting import distribution
from ..counting.citizens import SCORE_CENTRE
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from .measure import measure


@measure("share", source="2c", label="documented")
def share_scored(now: Count) -> Values:
    """People who have the headline score, of all people."""
    return now.mean("has_score")


@measure("points", source="2c", label="documented")
def mean_score(now: Count) -> Values:
    """Mean headline score of those who have one."""
    return ratio(now.sum("score"), now.sum("has_score"))


@measure("index", source="W5", label="essay")
def gini_score(now: Count) -> Values:
    """Gini coefficient of the headline score among those who have one, its scale counted from zero."""
    return now.of_spread(distribution.gini, "score")


@measure("points", source="S6", label="essay")
def mean_points_through_wrong_records(now: Count) -> Values:
    """How far wrong records have moved the headline score, up or down, on average over those who have one."""
    return ratio(now.sum("score_wrong"), now.sum("has_score"))


@measure("correlation", source="W5", label="essay", needs="livelihood")
def score_income_correlation(now: Count) -> Values:
    """Pearson correlation of the headline score with the logarithm of income.

    Income is a moving mean of twelve months, at least one yuan. Undefined where either does not vary.
    """
    n = now.sum("has_score")
    score, income = ratio(now.sum("score"), n) - SCORE_CENTRE, ratio(now.sum("log_income"), n)
    together = ratio(now.sum("score_centred_log_income"), n) - score * income
    score_variance = ratio(now.sum("score_centred_squared"), n) - score**2
    income_variance = ratio(now.sum("log_income_squared"), n) - income**2
    return correlation(together, score_variance, income_variance)


def correlation(covariance: Values, variance: Values, other_variance: Values) -> Values:
    """A correlation from moments; NaN where a variance is no larger than rounding leaves it (1e-9)."""
    varies = (variance > 1e-9) & (other_variance > 1e-9)
    product = np.where(varies, variance * other_variance, np.nan)
    return np.asarray(covariance / np.sqrt(product))
