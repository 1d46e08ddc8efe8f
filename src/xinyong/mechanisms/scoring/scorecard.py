"""Scorecard: the odds of repayment, as the lender last learned them from its borrowers (D16-D18).

Logistic regression on binned features: each bin of each feature gives points, and the points are added up. The weights
are learned in the nation (see `scorecard_training` and `nation.scorecard_learner`); before the first training they are
the scenario's. Everybody has a score, because missing information is also a bin.
"""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
from jax import Array

from ...society.random_streams import Stream
from ...society.ties import Ties
from ...vocabulary.scores import columns_of
from ..mechanism import System, View
from .score_family import Counterfactuals, Scale, ScoreFamily, shares
from .scorecard_cells import FEATURES, FIRST, cell_of, look_up

SLIPS: tuple[str, ...] = ("late_bill", "no_show", "cheat")
"""Recorded acts that count as slips, the same as in the commercial score."""


def scale(p: View) -> tuple[Array, Array]:
    """Points at even odds, and points for each unit of the logarithm of odds."""
    factor = p.double_points / np.float32(np.log(2.0))
    return p.target_points - factor * jnp.log(p.target_odds), factor


def _values(c: View, nation: View) -> dict[str, Array]:
    """Values of the features with numeric bins."""
    income = jnp.maximum(c.income_year_yuan, 1.0)
    return {
        "payment": c.payment_record,
        "burden": c.debt_due_yuan.astype(jnp.float32) / income,
        "income": c.income_year_yuan / nation.mean_income_yuan,
        "file": c.file_months.astype(jnp.float32),
        "traces": c.spend_traced_yuan.astype(jnp.float32) / nation.mean_income_yuan,
    }


def _remembered(left: Array, slipped: Array, p: View) -> Array:
    """Months for which a slip still counts: the full term after a slip, one fewer in each month without (float32)."""
    return jnp.where(slipped, p.slip_months, jnp.maximum(left.astype(jnp.float32) - 1.0, 0.0))


def _flag_worth(flag: Array, weights: list[Array]) -> Array:
    """The weight of a feature with two bins: absent, present."""
    absent, present = weights
    return jnp.where(flag, present, absent)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, Array]:
    """Look up everybody's bins in the scorecard."""
    offset, factor = scale(p)
    weights = {name: [nation.scorecard_weights[FIRST[name] + k] for k in range(n)] for name, n in FEATURES.items()}
    rightly = jnp.asarray(sum(c[f"rec_{act}"].astype(jnp.int32) for act in SLIPS)) > 0
    wrongly = jnp.asarray(sum(c[f"wrong_{act}"].astype(jnp.int32) for act in SLIPS)) > 0
    slips = _remembered(c.slip_months, rightly | wrongly, p)
    true_slips = _remembered(c.true_slip_months, rightly, p)
    numbers: dict[str, Array] = {}
    worth: dict[str, Array] = {}
    for name, value in _values(c, nation).items():
        edges = [p[f"{name}_{k}"] for k in range(1, FEATURES[name])]
        numbers[name], worth[name] = look_up(value, edges, weights[name])
    flags = {"slips": slips >= 1.0, "court": c.is_listed}
    true_flags = {"slips": true_slips >= 1.0, "court": c.is_listed & ~c.is_listed_wrongly}
    for name, flag in flags.items():
        numbers[name], worth[name] = flag.astype(jnp.int32), _flag_worth(flag, weights[name])
    wrong = sum(worth[name] - _flag_worth(true_flags[name], weights[name]) for name in flags)
    out = {f"scorecard_{name}": factor * worth[name] for name in FEATURES}
    out["scorecard_start"] = jnp.broadcast_to(offset + factor * nation.scorecard_weights[0], slips.shape)
    raw = out["scorecard_start"] + sum(out[f"scorecard_{name}"] for name in FEATURES)
    score = jnp.clip(raw, p.low, p.high)
    out |= {"scorecard_bounds": score - raw, "score_scorecard": score, "scorecard_wrong": factor * wrong}
    out |= {"scored_cell": cell_of(numbers) + 1, "slip_months": slips, "true_slip_months": true_slips}
    return {name: jnp.where(c.is_person, value, 0) for name, value in out.items()}


def counterfactuals(c: View, p: View) -> Counterfactuals:
    """The score without wrong records. The bounds of the scale are left out; friends and words do not enter it."""
    raw = c.score_scorecard - c.scorecard_bounds
    credit_part = c.scorecard_payment + c.scorecard_burden + c.scorecard_income + c.scorecard_file
    rest = c.scorecard_traces + c.scorecard_slips + c.scorecard_court
    credit, politics = shares(credit_part, jnp.zeros_like(raw), rest)
    return Counterfactuals(c.score_scorecard, raw - c.scorecard_wrong, raw, credit, politics)


SCORECARD = ScoreFamily(
    name="scoring.scorecard",
    reads=(
        "is_person", "payment_record", "debt_due_yuan", "income_year_yuan", "file_months", "spend_traced_yuan",
        "is_listed", "is_listed_wrongly", "slip_months", "true_slip_months",
        *(f"{kind}_{act}" for kind in ("rec", "wrong") for act in SLIPS),
    ),
    writes=(*columns_of("scorecard"), "scored_cell", "slip_months", "true_slip_months"),
    signals=("mean_income_yuan", "scorecard_weights"),
    rows=("D16", "D17", "D18"),
    step=step,
    scale=Scale(350.0, 25.0),
    counterfactuals=counterfactuals,
    compares=("score_scorecard", *(f"scorecard_{part}" for part in (*FEATURES, "bounds", "wrong"))),
)  # fmt: skip
