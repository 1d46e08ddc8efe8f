"""Bureau: a narrow score of payment behaviour, from 300 to 850, is the comparator of the essay's P15.

It uses only the registry: whether debts are paid, how much is owed, how long the file is, and whether credit is new. Of
watching, only entries in the registry affect it. People without a file have no score.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileValue
from ...vocabulary import LOANS, debt_columns
from ...vocabulary.scores import SCORES, columns_of
from ..mechanism import Stream, System, Ties, View
from .score_family import PAYMENT_COLUMNS, Counterfactuals, Scale, ScoreFamily, payment_history

SCORED_PARTS = tuple(part for part in SCORES["bureau"].parts if part != "start")


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Score everybody who has a file."""
    debt = jnp.asarray(sum(c[debt] for debt in debt_columns(LOANS))).astype(jnp.float32)
    paying, rightly = payment_history(c, p)
    judged = jnp.where(c.debt_judged_yuan > 0, p.judged_left, 1.0)
    # debt grows only through new credit, which includes the instalments of a settled judgment
    fresh = jnp.where(debt > c.filed_debt_yuan, 1.0, c.fresh_credit * (1.0 - 1.0 / p.fresh_months))
    value = {
        "payment": paying * judged,
        "owed": 1.0 - debt / (debt + p.owed_half_months * jnp.maximum(c.income_year_yuan, 1.0)),
        "length": 1.0 - jnp.exp(-c.file_months.astype(jnp.float32) / p.length_months),
        "new": 1.0 - fresh,
    }
    weight = {d: p[f"weight_{d}"] for d in SCORED_PARTS}
    point = (p.high - p.low) / jnp.maximum(sum(weight.values()), 1e-6)
    out = {f"bureau_{d}": point * weight[d] * value[d] for d in SCORED_PARTS}
    out["bureau_wrong"] = point * p.weight_payment * judged * (paying - rightly)
    out["bureau_start"] = jnp.broadcast_to(p.low, debt.shape)
    out["score_bureau"] = out["bureau_start"] + sum(out[f"bureau_{d}"] for d in SCORED_PARTS)
    has_file = c.is_person & (c.file_months > 0)
    scored = {name: jnp.where(has_file, points, 0.0) for name, points in out.items()}
    return scored | {"filed_debt_yuan": debt, "fresh_credit": jnp.where(c.is_person, fresh, 0.0)}


def counterfactuals(c: View, p: View) -> Counterfactuals:
    """The score without wrong records. Friends do not enter it, and all of a shortfall lies in credit."""
    score = c.score_bureau
    return Counterfactuals(score, score - c.bureau_wrong, score, jnp.ones_like(score), jnp.zeros_like(score))


BUREAU = ScoreFamily(
    name="scoring.bureau",
    reads=(
        "is_person", *debt_columns(LOANS), "debt_judged_yuan",
        *PAYMENT_COLUMNS, "file_months", "income_year_yuan", "filed_debt_yuan", "fresh_credit",
    ),
    writes=(*columns_of("bureau"), "filed_debt_yuan", "fresh_credit"),
    rows=("P15",),
    step=step,
    scale=Scale(300.0, 25.0),
    counterfactuals=counterfactuals,
    compares=("score_bureau", "bureau_wrong"),
)  # fmt: skip
