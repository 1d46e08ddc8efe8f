"""Scorecard: a score states the odds of repayment, as the lender last learned them from its borrowers (D16-D18).

Logistic regression on binned features: each bin of each feature gives points, and the points are added up. The weights
are learned in the nation (see `lending.loan_performance` and `nation.scorecard_learner`); before the first training
they are the scenario's. Everybody has a score, because missing information is also a bin.

All features are binned, so every person is in one of `SCORECARD_CELLS` cells. The numbers of people who paid and
failed in each cell contain all information that a logistic regression uses. They are sums and add up exactly over
tiles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ...array_types import Scalar, TileBool, TileCount, TileFloat, TileInt, TileValue
from ...vocabulary import SLIPS
from ...vocabulary.scores import SCORES, columns_of
from ..mechanism import Stream, System, Ties, View
from .score_family import Counterfactuals, Scale, ScoreFamily, shares

FEATURES: dict[str, int] = {
    part: 2 if part in {"slips", "court"} else 4
    for part in SCORES["scorecard"].parts
    if part not in {"start", "bounds"}
}
"""Number of bins of each feature, two of those that are present or absent. Bin 0 holds the lowest values."""

SCORECARD_CELLS = math.prod(FEATURES.values())
"""Combinations of bins."""

FIRST: dict[str, int] = {name: 1 + sum(list(FEATURES.values())[:k]) for k, name in enumerate(FEATURES)}
"""Index of the first weight of each feature; the intercept comes before all of them."""

WEIGHTS = 1 + sum(FEATURES.values())
"""Number of weights: the intercept, and one for each bin of each feature."""

_STRIDE: dict[str, int] = {name: math.prod(list(FEATURES.values())[k + 1 :]) for k, name in enumerate(FEATURES)}


def cell_of(numbers: dict[str, TileInt]) -> TileInt:
    """The cell of a combination of bins, by feature (int32)."""
    return sum(numbers[name] * jnp.int32(_STRIDE[name]) for name in FEATURES)


def look_up(value: TileFloat, edges: Sequence[Scalar], weights: Sequence[Scalar]) -> tuple[TileInt, TileFloat]:
    """Bin (int32) and weight (float32) of a value: that of the last edge which it reaches.

    Parameters
    ----------
    value
        Values of all people.
    edges
        Lower ends of bins 1, 2, ...
    weights
        One for each bin.
    """
    number = jnp.zeros(value.shape, jnp.int32)
    weight = jnp.broadcast_to(weights[0], value.shape)
    for k, edge in enumerate(edges, 1):
        reached = value >= edge
        number = jnp.where(reached, k, number)
        weight = jnp.where(reached, weights[k], weight)
    return number, weight


def design() -> NDArray[np.float64]:
    """Design matrix of the regression, 1 or 0: (CELLS, WEIGHTS), the intercept first."""
    cells = np.arange(SCORECARD_CELLS)
    rows = np.zeros((SCORECARD_CELLS, WEIGHTS))
    rows[:, 0] = 1.0
    for name, bins in FEATURES.items():
        rows[cells, FIRST[name] + cells // _STRIDE[name] % bins] = 1.0
    return rows


def scale(p: View) -> tuple[Scalar, Scalar]:
    """Points at even odds, and points for each unit of the logarithm of odds."""
    factor = p.double_points / np.float32(np.log(2.0))
    return p.target_points - factor * jnp.log(p.target_odds), factor


def _values(c: View, nation: View) -> dict[str, TileFloat]:
    """Values of the features with numeric bins."""
    income = jnp.maximum(c.income_year_yuan, 1.0)
    return {
        "payment": c.payment_record,
        "burden": c.debt_due_yuan.astype(jnp.float32) / income,
        "income": c.income_year_yuan / nation.mean_income_yuan,
        "file": c.file_months.astype(jnp.float32),
        "traces": c.spend_traced_yuan.astype(jnp.float32) / nation.mean_income_yuan,
    }


def _remembered(left: TileCount, slipped: TileBool, p: View) -> TileFloat:
    """Months for which a slip still counts: the full term after a slip, one fewer in each month without (float32)."""
    return jnp.where(slipped, p.slip_months, jnp.maximum(left.astype(jnp.float32) - 1.0, 0.0))


def _flag_worth(flag: TileBool, weights: list[Scalar]) -> TileFloat:
    """The weight of a feature with two bins: absent, present."""
    absent, present = weights
    return jnp.where(flag, present, absent)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Look up everybody's bins in the scorecard."""
    offset, factor = scale(p)
    weights = {name: [nation.scorecard_weights[FIRST[name] + k] for k in range(n)] for name, n in FEATURES.items()}
    rightly = jnp.asarray(sum(c[f"rec_{act}"].astype(jnp.int32) for act in SLIPS)) > 0
    wrongly = jnp.asarray(sum(c[f"wrong_{act}"].astype(jnp.int32) for act in SLIPS)) > 0
    slips = _remembered(c.slip_months, rightly | wrongly, p)
    true_slips = _remembered(c.true_slip_months, rightly, p)
    numbers: dict[str, TileInt] = {}
    worth: dict[str, TileFloat] = {}
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
