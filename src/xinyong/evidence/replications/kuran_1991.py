"""Kuran: a small change in the spread of people's thresholds turns silence into protest by nearly all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from scipy.special import ndtri

from ...society.columns import BLOCK, DISAPPROVES_BELOW
from ..finding import Curve, curves
from .replication import Found, Replication, Setup, target

MEAN: Final = 0.25
JUMP: Final = 0.1222
BEFORE: Final = 0.062
"""Spread and share at which a normal distribution with this mean touches the diagonal, with slope 1."""
SPREADS: Final = tuple(np.round(np.arange(0.05, 0.2001, 0.005), 3).tolist())
_WITHIN: Final = 1e-4
_PROTEST: Final = 0.5
"""Precision with which the jump is located, and the share that separates its two sides."""

_THRESHOLDS_ARE_GIVEN: Final = {
    # speaks_from = 1 - dissent; dissent follows from approval, which nothing changes
    "window": {"from": "2013-12", "until": "2013-12"},
    "adapting.speaking_cost": 1.0,
    "adapting.grievance_dissent": 1.0,
    "adapting.grievance_distress": 0.0,
    "adapting.approval_speed": 0.0,
}

Speaking = Callable[[float], float]


def _speaking(setup: Setup) -> Speaking:
    """A function from the spread of thresholds to the share that speaks out in the end."""
    state = setup.begin(on=("adapting",), changes=_THRESHOLDS_ARE_GIVEN, people=BLOCK)
    ranks = (np.random.default_rng(setup.seed).permutation(BLOCK) + 0.5) / BLOCK

    def speaking(spread: float) -> float:
        thresholds = MEAN + spread * ndtri(ranks)
        given = state.with_columns(approval=DISAPPROVES_BELOW * np.clip(thresholds, 0.0, 1.0))
        return given.simulate_months(months=1).measure("unrest_index")

    return speaking


def _jump(speaking: Speaking, low: float, high: float) -> tuple[float, float]:
    """The spread at which nearly all begin to speak, and the share that speaks just below it."""
    while high - low > _WITHIN:
        middle = (low + high) / 2.0
        low, high = (low, middle) if speaking(middle) > _PROTEST else (middle, high)
    return high, speaking(low)


def run(setup: Setup) -> Found:
    """Compute the share that speaks out for several spreads of thresholds, and locate the jump."""
    speaking = _speaking(setup)
    jump, before = _jump(speaking, 0.08, 0.2)
    values = {"jump": jump, "before": before, "after": speaking(jump + 0.001)}
    picture = curves(
        "Share of people who speak out in the end",
        "standard deviation of thresholds (shares of people)",
        "share of people who speak out",
        Curve("exact, normal thresholds", SPREADS, [_limit(spread) for spread in SPREADS]),
        Curve("this society", SPREADS, [speaking(spread) for spread in SPREADS], "points"),
    )
    return Found(values, picture)


def _limit(spread: float) -> float:
    """The smallest share at which just this share is willing to speak out."""
    shares = np.linspace(0.0, 1.0, 200_001)
    lowest = np.flatnonzero(MEAN + spread * ndtri(shares) >= shares)
    return float(shares[lowest[0]])


_PERCENT = (
    "thresholds and the share that people observe are whole per cents: together they can shift a decision by up to one "
    "per cent, and with thresholds of mean 0.26 the jump is at 0.1290"
)

REPLICATION = Replication(
    name="kuran-1991",
    title="The spark that turns silence into protest",
    source="Kuran (1991), Now out of never, World Politics 44; the numbers are Granovetter’s (1978), Threshold models "
    "of collective behavior, American Journal of Sociology 83",
    published="With normal thresholds around 0.25, few people speak out until the standard deviation passes 0.122, "
    "and nearly all speak out above it. Granovetter gives 12.2 and 6 of 100 people; 0.1222 and 0.062 are the exact "
    "point at which the normal distribution touches the diagonal. His 100 people are 16,384 here.",
    setting="Approval is given so that the model’s own formula makes the thresholds: with one unit of speaking cost "
    "and of dissent, a person speaks out from the share approval/4 on. Nothing else happens. Thresholds below 0 or "
    "above 1 count as 0 and 1.",
    targets=(
        target("jump", "Standard deviation of thresholds at the jump of unrest_index", JUMP, 0.0069, _PERCENT,
               "published"),
        target("before", "Share speaking out just below the jump", BEFORE, 0.015,
               "thresholds are rounded by half a per cent, and the share that people observe is rounded down by up "
               "to one", "published"),
        target("after", "Share speaking out just above the jump: nearly all", 0.95, 0.0,
               "we take “nearly all” as 95 %", "published", "over"),
    ),
    wrong={"adapting.grievance_dissent": 0.8},
    run=run,
)  # fmt: skip
