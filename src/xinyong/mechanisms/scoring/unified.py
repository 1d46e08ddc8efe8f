"""Unified: the essay's single Citizen Score combines all score families that are on (P2, D17, D18).

Each family enters as its difference from neutral times a weight; a family that is off adds nothing. The part ``bounds``
keeps the sum on the scale, so the parts always add up to the score.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileValue
from ...scenario.scenario import Scenario
from ...vocabulary.scores import columns_of
from ..mechanism import Stream, System, Ties, View
from ..watching.channels import share_recorded
from . import factors, points
from .score_family import FRIENDS_UNIT, Counterfactuals, Scale, ScoreFamily, shares


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Add up the other scores."""
    zero = jnp.zeros(c.score_points.shape, jnp.float32)
    has_factors, has_points = c.score_factors > 0, c.score_points > 0
    credit = c.factors_history + c.factors_capacity + c.factors_behaviour + c.factors_identity
    finance = jnp.where(has_factors, p.weight_finance * (credit - p.finance_neutral), 0.0)
    has_scorecard = c.is_person & jnp.bool_("scoring.scorecard" in system.on)
    finance = finance + jnp.where(has_scorecard, p.weight_scorecard * (c.score_scorecard - p.scorecard_neutral), 0.0)
    ledger = c.points_finance + c.points_civility + c.points_law + c.points_merit
    conduct = jnp.where(has_points, p.weight_conduct * ledger, 0.0)
    conformity = p.weight_conformity * c.score_conformity
    friends = c.score_friends
    court = jnp.where(c.is_listed, p.listed_points, 0.0)
    start = jnp.broadcast_to(p.start, zero.shape)
    raw = start + finance + conduct + conformity + friends + court
    score = jnp.clip(raw, p.low, p.high)
    wrong = (
        jnp.where(has_factors, p.weight_finance * c.factors_wrong, 0.0)
        + jnp.where(has_points, p.weight_conduct * c.points_wrong, 0.0)
        + p.weight_scorecard * c.scorecard_wrong
        + p.weight_conformity * c.conformity_wrong
        + c.friends_wrong
        + jnp.where(c.is_listed_wrongly, p.listed_points, 0.0)
    )
    out = {
        "unified_start": start,
        "unified_finance": finance,
        "unified_conduct": conduct,
        "unified_conformity": conformity,
        "unified_friends": friends,
        "unified_court": court,
        "unified_bounds": score - raw,
        "unified_wrong": wrong,
        "score_unified": score,
    }
    return {name: jnp.where(c.is_person, value, 0.0) for name, value in out.items()}


def counterfactuals(c: View, p: View) -> Counterfactuals:
    """The score without wrong records, and without friends. The bounds of the scale are left out of both."""
    raw = c.score_unified - c.unified_bounds
    rest = c.unified_conduct + c.unified_friends + c.unified_court
    credit, politics = shares(c.unified_finance, c.unified_conformity, rest)
    return Counterfactuals(c.score_unified, raw - c.unified_wrong, raw - c.unified_friends, credit, politics)


def true_weights(scenario: Scenario, month: int) -> dict[str, float]:
    """The true weights of the scores that enter it, times their weights in it; a ledger counts where it is kept."""
    p, on = scenario.scoring.unified.numbers(month), scenario.on
    of_factors = factors.true_weights(scenario, month) if "scoring.factors" in on else {}
    late = p["weight_finance"] * of_factors.get("late", 0.0)
    if "scoring.points" in on:
        covered = scenario.scoring.points.numbers(month)["coverage"]
        late += p["weight_conduct"] * covered * points.true_weights(scenario, month)["late"]
    words = 0.0
    if "scoring.conformity" in on:
        said = scenario.scoring.conformity.numbers(month)
        size = 0.5 * (said["praise_points"] - said["criticism_points"])
        words = p["weight_conformity"] * size * share_recorded(scenario, month, "posts")
    friends = scenario.scoring.friends.numbers(month)["weight"] if "scoring.friends" in on else 0.0
    return {
        "late": late,
        "spending": p["weight_finance"] * of_factors.get("spending", 0.0),
        "words": words,
        "friends": FRIENDS_UNIT * friends,
    }


UNIFIED = ScoreFamily(
    name="scoring.unified",
    reads=(
        "is_person", "is_listed", "is_listed_wrongly", "score_factors", "factors_history", "factors_capacity",
        "factors_behaviour", "factors_identity", "factors_wrong", "score_points", "points_finance", "points_civility",
        "points_law", "points_merit", "points_wrong", "score_conformity", "conformity_wrong", "score_friends",
        "friends_wrong", "score_scorecard", "scorecard_wrong",
    ),
    writes=columns_of("unified"),
    rows=("P2", "P6", "D17", "D18", "D20"),
    depends_on=("scoring.scorecard",),
    step=step,
    scale=Scale(350.0, 25.0),
    counterfactuals=counterfactuals,
    compares=tuple(name for name in columns_of("unified") if name != "unified_start"),
    true_weights=true_weights,
)  # fmt: skip
