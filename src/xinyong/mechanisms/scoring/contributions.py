"""Contributions: scores that nobody is judged by alone, and that only add to the single one; zero is neutral.

Conformity scores recorded words and purchases. Friends' scores and conduct enter one's own.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileValue
from ...society.random_streams import materialize
from ...vocabulary.scores import columns_of
from ..mechanism import Mechanism, Stream, System, Ties, View


def conformity(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Add the month's recorded expression and traced consumption; old months fade.

    The essay says that commercial scores did this; the firm denied it (source 5). Zero is neutral.
    """
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
    meaning="recorded praise and criticism, and purchases, count as separate points (S4, S5, S10).",
    reads=(
        "is_person", "spend_yuan", "luxury_yuan", "vice_yuan", "spend_traced_yuan", "rec_praise", "rec_criticism",
        "wrong_criticism", "wrong_entry_payments", "rec_gym", "conformity_expression", "conformity_consumption",
        "conformity_wrong", "consumption_wrong",
    ),
    writes=(*columns_of("conformity"), "consumption_wrong"),
    signals=("mean_income_yuan",),
    rows=("P5", "S4", "S5", "S9", "S10"),
    step=conformity,
)  # fmt: skip


def _of_known(c: View, stream: Stream, ties: Ties, values: TileValue) -> TileValue:
    """The sum of a column over known friends: all friends of a person who shows ties, else friends who show theirs."""
    every, shown = materialize((values, jnp.where(c.has_hidden_ties, 0.0, values)), stream.citizen)
    return jnp.where(c.has_hidden_ties, ties.total(c.ties, shown), ties.total(c.ties, every))


def friends(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """What friends add to a person's score or take from it.

    The part is weight x (mean of friends' scores - a reference) plus points for each friend on the court list, if a
    tie to the list was recorded this month, rightly or wrongly. A friend counts if one of the two shows the tie to
    platforms. By default friends count with their own scores, without the friends' part, and the reference is
    neutral. A scenario can include the friends' part of friends, and can compare friends with the person. A score
    is then (1 - weight) own + weight x mean of friends' scores, and converges to the fixed point over the months.
    All friends are read at one moment, so the order of people does not matter.
    """
    # a person's own score excludes what friends add; the echo is what friends gain from their friends
    if "scoring.unified" in system.on:
        own = c.score_unified - c.unified_friends
        counts = own + p.echo * c.unified_friends
    else:
        own = counts = c.score_factors
    scored = own > 0
    n = _of_known(c, stream, ties, jnp.where(scored, 1.0, 0.0))
    mean = _of_known(c, stream, ties, jnp.where(scored, counts, 0.0)) / jnp.maximum(n, 1.0)
    n_listed = _of_known(c, stream, ties, jnp.where(c.is_listed, 1.0, 0.0))
    n_wrong = c.wrong_entry_friends.astype(jnp.float32)
    if "watching" in system.on:  # without watching, listed friends are known without files
        n_listed = n_listed * c.entry_friends.astype(jnp.float32)  # entries that arrive late count together
    # people without a score are compared with neutral
    reference = p.neutral + p.against_own * jnp.where(scored, own - p.neutral, 0.0)
    scores, listed = jnp.where(n > 0, p.weight * (mean - reference), 0.0), p.listed_friend_points * (n_listed + n_wrong)
    part = jnp.clip(scores + listed, -p.most, p.most)
    rightly = jnp.clip(scores + p.listed_friend_points * n_listed, -p.most, p.most)
    out = {
        "friends_scores": scores,
        "friends_listed": listed,
        "friends_bounds": part - (scores + listed),
        "friends_wrong": part - rightly,
        "score_friends": part,
    }
    return {name: jnp.where(c.is_person, points, 0.0) for name, points in out.items()}


FRIENDS = Mechanism(
    name="scoring.friends",
    meaning="part of a person's score comes from friends' scores and conduct (S11).",
    reads=(
        "is_person", "ties", "has_hidden_ties", "is_listed", "entry_friends", "wrong_entry_friends", "score_factors",
        "score_unified", "unified_friends",
    ),
    writes=columns_of("friends"),
    rows=("S11",),
    depends_on=("scoring.unified", "watching"),
    step=friends,
)  # fmt: skip
