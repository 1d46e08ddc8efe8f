"""Friends' gap: the gap between two groups that remains when friends' scores are part of everybody's score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...society.network import network_ties
from ..finding import Curve, curves
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 16_384
FRIENDS: Final = 20
MONTHS: Final = 24
"""In the last month no score changes by a step of single precision: the distance to go shrinks by w each month."""
WEIGHT: Final = 0.4
IN_GROUP: Final = 0.8
WEIGHTS: Final = (0.2, WEIGHT)
SHARES: Final = (0.5, 0.6, 0.7, IN_GROUP, 0.9, 1.0)
GAP: Final = 100.0
SPREAD: Final = 20.0
"""Standard deviation of own scores within a group, in points."""

_WHOLE_SCORES: Final = {
    "scoring.headline": "unified",
    "scoring.friends.echo": 1.0,
    "scoring.friends.against_own": 1.0,
    "scoring.friends.most": 1000,
    "scoring.unified.weight_conformity": 1.0,
}


def left(weight: float, share: Any) -> Any:
    """Gap between scores divided by the gap between own scores, at the fixed point."""
    return (1.0 - weight) / (1.0 - weight * (2.0 * np.asarray(share) - 1.0))


def network(in_group: float, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """A network in which everybody has exactly this share of friends in their own group, and a mask of the first group.

    People are on a ring where the two groups alternate: even steps lead to one's own group, odd steps to the other.
    Positions are random.
    """
    inside = round(in_group * FRIENDS / 2)
    steps = [2 * k + 2 for k in range(inside)] + [2 * k + 1 for k in range(FRIENDS // 2 - inside)]
    ring = np.arange(PEOPLE)
    who = rng.permutation(PEOPLE)
    edges = np.concatenate([np.stack([who, who[(ring + step) % PEOPLE]], axis=1) for step in steps])
    is_first = np.zeros(PEOPLE, bool)
    is_first[who[::2]] = True
    return edges, is_first


def _ratio(setup: Setup, weight: float, in_group: float, changes: Mapping[str, Any]) -> float:
    """Gap between the groups' mean scores divided by that between their mean own scores, in the last month."""
    rng = np.random.default_rng(setup.seed)
    edges, is_first = network(in_group, rng)
    asked = {**_WHOLE_SCORES, "scoring.friends.weight": weight, **changes}
    on, ties = ("scoring.friends", "scoring.unified"), network_ties(edges, population=PEOPLE)
    state = setup.begin(on=on, changes=asked, people=PEOPLE, ties=ties).with_columns(
        # the rest of a score besides friends: here it is one component
        score_conformity=np.where(is_first, GAP / 2, -GAP / 2) + rng.normal(0.0, SPREAD, PEOPLE)
    )
    simulated = state.simulate_months(months=MONTHS)
    whole = simulated.people("score_unified").astype(np.float64)
    own = whole - simulated.people("unified_friends")
    return _gap(whole, is_first) / _gap(own, is_first)


def _gap(values: NDArray[np.float64], is_first: NDArray[np.bool_]) -> float:
    return float(values[is_first].mean() - values[~is_first].mean())


def run(setup: Setup) -> Found:
    """Measure the remaining gap for several in-group shares and two weights, and once without the echo."""
    found = {weight: [_ratio(setup, weight, share, {}) for share in SHARES] for weight in WEIGHTS}
    no_echo = _ratio(setup, WEIGHT, IN_GROUP, {"scoring.friends.echo": 0.0})
    fine = np.linspace(SHARES[0], SHARES[-1], 60)
    series = [
        curve
        for weight in WEIGHTS
        for curve in (
            Curve(f"closed form, w = {weight}", fine, left(weight, fine)),
            Curve(f"simulated, w = {weight}", SHARES, found[weight], "points"),
        )
    ]
    values = {
        "ratio": found[WEIGHT][SHARES.index(IN_GROUP)],
        "ratio-even": found[WEIGHT][0],
        "ratio-apart": found[WEIGHT][-1],
        "ratio-no-echo": no_echo,
    }
    picture = curves(
        "Remaining score gap between two groups",
        "share of friends in one’s own group",
        "gap of scores divided by gap of own scores",
        *series,
    )
    return Found(values, picture)


_STEPS = "single precision: a score near 650 has steps of 0.00006 points, and gaps are at least 50 points"

REPLICATION = Replication(
    name="friends-gap",
    title="Friends’ scores and the gap between two groups",
    source="Closed form of the fixed point; averaging on networks as in DeGroot (1974), Journal of the American "
    "Statistical Association 69, and Friedkin and Johnsen (1990), Journal of Mathematical Sociology 15",
    published="If score = (1 − w) own + w mean of friends’ scores and everybody has a share h of friends in their own "
    "group, the gap between the groups’ mean scores is (1 − w)/(1 − w(2h − 1)) times the gap between their own "
    "scores: 0.7895 at w = 0.4 and h = 0.8.",
    setting="16,384 people on a network with 20 friends each, exactly a share h of them in one’s own group; own "
    "scores also vary within groups. Friends’ whole scores count (scoring.friends.echo = 1), relative to one’s own "
    "score (scoring.friends.against_own = 1), month after month until scores settle.",
    targets=(
        target("ratio", "Remaining gap, w = 0.4, h = 0.8", float(left(WEIGHT, IN_GROUP)), 1e-5, _STEPS),
        target("ratio-even", "Remaining gap, w = 0.4, h = 0.5", float(left(WEIGHT, 0.5)), 1e-5, _STEPS),
        target("ratio-apart", "Remaining gap, w = 0.4, h = 1", 1.0, 1e-5, _STEPS),
        target("ratio-no-echo", "Remaining gap if only friends’ own scores count, 1 − 2w(1 − h)",
               1.0 - 2.0 * WEIGHT * (1.0 - IN_GROUP), 1e-5, _STEPS),
    ),
    wrong={"scoring.friends.echo": 0.5},
    run=run,
)  # fmt: skip
