"""Factors: the commercial score, from 350 to 950, is a weighted sum of five dimensions (2c).

History and capacity are about credit, behaviour rewards traced spending (S4), identity rewards personal traits, and
connections depend on friends' scores. Participation is voluntary unless the scenario makes it compulsory (P6).
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileFloat, TileValue
from ...scenario.scenario import Scenario
from ...society.random_streams import materialize
from ...vocabulary import LOANS, SLIPS, debt_columns
from ...vocabulary.scores import SCORES, columns_of
from ..mechanism import Stream, System, Ties, View, age_years
from ..watching.channels import share_recorded
from .score_family import FRIENDS_UNIT, PAYMENT_COLUMNS, Counterfactuals, Scale, ScoreFamily, payment_history, shares

SCORED_PARTS = tuple(part for part in SCORES["factors"].parts if part != "start")


def dimensions(c: View, nation: View, p: View, stream: Stream, ties: Ties) -> dict[str, TileFloat]:
    """Each dimension of each citizen before recorded slips, from 0 (worst) to 1 (best).

    ``rightly`` is history without wrong entries in the bank registry.
    """
    depth = 1.0 - jnp.exp(-c.file_months.astype(jnp.float32) / p.file_depth_months)
    judged = jnp.where(c.debt_judged_yuan > 0, p.judged_left, 1.0)
    known = jnp.minimum(p.history_base + p.history_depth * depth, 1.0) * judged
    history, rightly = (known * paying for paying in payment_history(c, p))
    relative = c.income_year_yuan / nation.mean_income_yuan
    owns = jnp.where(c.home_yuan > 0, 1.0, 0.0)
    owed = jnp.asarray(sum(c[debt] for debt in debt_columns(LOANS))).astype(jnp.float32)
    burden = owed / (owed + p.burden_half_months * jnp.maximum(c.income_year_yuan, 1.0))
    earns = p.capacity_income * relative / (relative + p.capacity_income_half)
    capacity = earns + p.capacity_home * owns + p.capacity_unburdened * (1.0 - burden)
    traced = c.spend_traced_yuan.astype(jnp.float32) / nation.mean_income_yuan
    behaviour = traced / (traced + p.traced_half)
    age = age_years(c.birth_month, nation)
    settled = jnp.clip((age - p.settled_age) / p.settled_years, 0.0, 1.0)
    schooling = c.education.astype(jnp.float32) / 3.0
    identity = (
        p.identity_schooling * schooling
        + p.identity_settled * settled
        + p.identity_online * c.online
        + p.identity_work * jnp.where(c.is_jobless, 0.0, 1.0)
    )
    # friends without a score (theirs is 0) and people whose ties are unknown do not count
    n_scored, total = ties.known(c.ties, c.score_factors, materialize(c.has_hidden_ties, stream.citizen))
    friends = total / jnp.maximum(n_scored, 1.0)
    connections = jnp.where(n_scored > 0, (friends - p.low) / (p.high - p.low), p.no_friends)
    return {
        "rightly": rightly,
        "history": history,
        "capacity": jnp.minimum(capacity, 1.0),
        "behaviour": behaviour,
        "identity": jnp.minimum(identity, 1.0),
        "connections": jnp.clip(connections, 0.0, 1.0),
    }


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Move each part towards its dimension's value, then deduct recorded slips."""
    takes_part = (c.opts_in | (p.compulsory > 0.5)) & (c.online >= p.online_least) & c.is_person
    known = c.score_factors > 0
    span = p.high - p.low
    weight = {d: p[f"weight_{d}"] for d in SCORED_PARTS}
    whole = sum(weight.values())
    memory = jnp.where(known, 1.0 - p.update, 0.0)
    worth = materialize(dimensions(c, nation, p, stream, ties), stream.citizen)
    out: dict[str, TileValue] = {}
    for name in SCORED_PARTS:
        target = span * weight[name] / whole * worth[name]
        out[f"factors_{name}"] = memory * c[f"factors_{name}"] + (1.0 - memory) * target
    wrong_history = (1.0 - memory) * span * p.weight_history / whole * (worth["history"] - worth["rightly"])
    slips = p.slip_points * jnp.asarray(sum(c[f"rec_{act}"] for act in SLIPS)).astype(jnp.float32)
    wrong_slips = p.slip_points * jnp.asarray(sum(c[f"wrong_{act}"] for act in SLIPS)).astype(jnp.float32)
    before = out["factors_behaviour"]
    # the score cannot fall below the lower end of its scale, which bounds the deduction
    least = -sum(out[f"factors_{d}"] for d in SCORED_PARTS if d != "behaviour")
    behaviour = jnp.maximum(before - slips - wrong_slips, least)
    # behaviour without any wrong record, under the same bound; the account also carries what wrong entries take of
    # history
    without = jnp.maximum(before - memory * c.factors_wrong - wrong_history - slips, least)
    out["factors_behaviour"] = behaviour
    out["factors_wrong"] = behaviour - without
    out["factors_start"] = jnp.broadcast_to(p.low, behaviour.shape)
    out["score_factors"] = out["factors_start"] + sum(out[f"factors_{d}"] for d in SCORED_PARTS)
    return {name: jnp.where(takes_part, value, 0.0) for name, value in out.items()}


def counterfactuals(c: View, p: View) -> Counterfactuals:
    """The score without wrong records, and with neutral connections."""
    score = c.score_factors
    credit_part = c.factors_history + c.factors_capacity - p.credit_neutral
    rest = c.factors_behaviour + c.factors_identity + c.factors_connections - p.rest_neutral
    without_friends = score - c.factors_connections + p.connections_neutral
    return Counterfactuals(
        score, score - c.factors_wrong, without_friends, *shares(credit_part, jnp.zeros_like(score), rest)
    )


def true_weights(scenario: Scenario, month: int) -> dict[str, float]:
    """Slips as recorded; traced spending and friends' scores as far as the score moves towards them in a month."""
    p = scenario.scoring.factors.numbers(month)
    weights = [p[f"weight_{d}"] for d in SCORED_PARTS]
    whole = sum(weights) or 1.0
    cashless = scenario.watching.numbers(month)["cashless"] if "watching" in scenario.on else 0.0
    # the behaviour part is traced/(traced + half); this is its slope for somebody who spends a mean income, all online
    slope = cashless * p["traced_half"] / (cashless + p["traced_half"]) ** 2
    span = p["high"] - p["low"]
    return {
        "late": -p["slip_points"] * share_recorded(scenario, month, "bills"),
        "spending": span * p["weight_behaviour"] / whole * p["update"] * slope,
        "friends": FRIENDS_UNIT * p["weight_connections"] / whole * p["update"],
    }


FACTORS = ScoreFamily(
    name="scoring.factors",
    reads=(
        "is_person", "birth_month", "education", "online", "opts_in", "is_jobless", "income_year_yuan", "home_yuan",
        *debt_columns(LOANS), "debt_judged_yuan",
        "file_months", *PAYMENT_COLUMNS, "spend_traced_yuan", "ties", "has_hidden_ties", "score_factors",
        "factors_wrong",
        *(f"factors_{d}" for d in SCORED_PARTS),
        *(f"{kind}_{act}" for kind in ("rec", "wrong") for act in SLIPS),
    ),
    writes=columns_of("factors"),
    signals=("month", "mean_income_yuan"),
    rows=("D16", "D17", "S1", "S2", "S3", "S4"),
    step=step,
    scale=Scale(350.0, 25.0),
    counterfactuals=counterfactuals,
    compares=("score_factors", "factors_wrong", *(f"factors_{d}" for d in SCORED_PARTS)),
    true_weights=true_weights,
)  # fmt: skip
