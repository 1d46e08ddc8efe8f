"""Standing: what a rule sees of a score, and what it would see without wrong records or without friends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp

from ..mechanism import View
from .scorecard_cells import FEATURES

Array = Any


@dataclass(frozen=True)
class Standing:
    """A score as it is, as it would be without wrong records, and without the friends' part; 0 for nobody's score."""

    actual: Array
    clean: Array
    alone: Array
    credit_share: Array  # share of the shortfall that lies in credit
    politics_share: Array  # share of the shortfall that lies in expression


def _shares(credit: Array, politics: Array, other: Array) -> tuple[Array, Array]:
    """Shares of a shortfall that lie in credit and in politics, from the parts' departures from neutral."""
    down = [jnp.maximum(-part, 0.0) for part in (credit, politics, other)]
    total = jnp.maximum(sum(down), 1e-6)
    return down[0] / total, down[1] / total


def _unified(c: View, p: View) -> Standing:
    raw = c.score_unified - c.unified_bounds
    rest = c.unified_conduct + c.unified_friends + c.unified_court
    credit, politics = _shares(c.unified_finance, c.unified_conformity, rest)
    return Standing(c.score_unified, raw - c.unified_wrong, raw - c.unified_friends, credit, politics)


def _points(c: View, p: View) -> Standing:
    raw = c.score_points - c.points_bounds
    credit, politics = _shares(c.points_finance, jnp.zeros_like(raw), c.points_civility + c.points_law)
    return Standing(c.score_points, raw - c.points_wrong, raw, credit, politics)


def _factors(c: View, p: View) -> Standing:
    raw = c.score_factors
    credit_part = c.factors_history + c.factors_capacity - p.credit_neutral
    rest = c.factors_behaviour + c.factors_identity + c.factors_connections - p.rest_neutral
    credit, politics = _shares(credit_part, jnp.zeros_like(raw), rest)
    without_friends = raw - c.factors_connections + p.connections_neutral
    return Standing(raw, raw - c.factors_wrong, without_friends, credit, politics)


def _scorecard(c: View, p: View) -> Standing:
    raw = c.score_scorecard - c.scorecard_bounds
    credit_part = c.scorecard_payment + c.scorecard_burden + c.scorecard_income + c.scorecard_file
    rest = c.scorecard_traces + c.scorecard_slips + c.scorecard_court
    credit, politics = _shares(credit_part, jnp.zeros_like(raw), rest)
    return Standing(c.score_scorecard, raw - c.scorecard_wrong, raw, credit, politics)


def _bureau(c: View, p: View) -> Standing:
    score = c.score_bureau  # nothing but credit enters it
    return Standing(score, score - c.bureau_wrong, score, jnp.ones_like(score), jnp.zeros_like(score))


def _firms(c: View, p: View) -> Standing:
    score = c.score_firms
    return Standing(score, score - c.firms_wrong, score, c.firms_credit_share, c.firms_politics_share)


COUNTERFACTUALS: dict[str, Callable[[View, View], Standing]] = {
    "unified": _unified,
    "points": _points,
    "factors": _factors,
    "scorecard": _scorecard,
    "bureau": _bureau,
    "firms": _firms,
}
"""How each score stands, by its name."""
READS: tuple[str, ...] = (
    "score_unified", "unified_finance", "unified_conduct", "unified_conformity", "unified_friends", "unified_court",
    "unified_bounds", "unified_wrong", "score_points", "points_finance", "points_civility", "points_law",
    "points_bounds", "points_wrong", "score_factors", "factors_history", "factors_capacity", "factors_behaviour",
    "factors_identity", "factors_connections", "factors_wrong", "score_scorecard",
    *(f"scorecard_{part}" for part in (*FEATURES, "bounds", "wrong")), "score_bureau", "bureau_wrong", "score_firms",
    "firms_wrong", "firms_credit_share", "firms_politics_share",
)  # fmt: skip
"""The columns that standings are made of."""
