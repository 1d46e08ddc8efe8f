"""Conformity: recorded praise and criticism, and purchases, as separate points (S4, S5, S10).

The essay says that commercial scores did this; the firm denied it (source 5). Zero is neutral.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from ...society.random_streams import Stream
from ...society.ties import Ties
from ...vocabulary.scores import columns_of
from ..mechanism import Mechanism, System, View


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, Array]:
    """Add the month's recorded expression and traced consumption; old months fade."""
    kept = 1.0 - p.forgetting
    said = p.praise_points * c.rec_praise + p.criticism_points * c.rec_criticism
    falsely = p.criticism_points * c.wrong_criticism
    traced = c.spend_traced_yuan / jnp.maximum(c.spend_yuan, 1).astype(jnp.float32)
    bought = (
        p.luxury_points * c.luxury_yuan / nation.mean_income_yuan * traced
        + p.vice_points * c.vice_yuan / nation.mean_income_yuan * traced
        + p.gym_points * c.rec_gym
    )
    misbooked = p.vice_points * p.misbooked * c.wrong_entry_payments
    expression = jnp.clip(kept * c.conformity_expression + said + falsely, -p.most, p.most)
    consumption = jnp.clip(kept * c.conformity_consumption + bought + misbooked, -p.most, p.most)
    # the parts without any wrong record or entry, under the same bounds
    wrong_words = c.conformity_wrong - c.consumption_wrong
    true_words = jnp.clip(kept * (c.conformity_expression - wrong_words) + said, -p.most, p.most)
    truly_bought = jnp.clip(kept * (c.conformity_consumption - c.consumption_wrong) + bought, -p.most, p.most)
    out = {
        "conformity_expression": expression,
        "conformity_consumption": consumption,
        "conformity_wrong": (expression - true_words) + (consumption - truly_bought),
        "consumption_wrong": consumption - truly_bought,
        "score_conformity": expression + consumption,
    }
    return {name: jnp.where(c.is_person, value, 0.0).astype(jnp.float32) for name, value in out.items()}


CONFORMITY = Mechanism(
    name="scoring.conformity",
    reads=(
        "is_person", "spend_yuan", "luxury_yuan", "vice_yuan", "spend_traced_yuan", "rec_praise", "rec_criticism",
        "wrong_criticism", "wrong_entry_payments", "rec_gym", "conformity_expression", "conformity_consumption",
        "conformity_wrong", "consumption_wrong",
    ),
    writes=(*columns_of("conformity"), "consumption_wrong"),
    signals=("mean_income_yuan",),
    rows=("P5", "S4", "S5", "S9", "S10"),
    step=step,
)  # fmt: skip
