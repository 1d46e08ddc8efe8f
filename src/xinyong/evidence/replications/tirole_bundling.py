"""Tirole: a score that bundles politics with a prosocial record makes people care about what they would not."""

from __future__ import annotations

from typing import Final

import numpy as np

from ...society.columns import BLOCK
from ..finding import Curve, curves
from ..single_tile import SimulatedMonths, State
from .replication import Found, Replication, Setup, target

DRIFT: Final = 0.4
"""Shift of an opinion if the belief that praise pays grows without bound."""
HALF: Final = 1.0
POINTS: Final = 2.0
"""Points that a recorded post of praise adds to conformity, and a post of criticism subtracts."""
BUNDLED: Final = (0.1, 0.25, 0.5, 1.0, 2.0)
"""Weights of conformity in the one score."""
WEIGHT_CHECKED: Final = 0.5

_PARTS: Final = ("conduct", "watching", "scoring.factors", "scoring.conformity", "scoring.score_beliefs", "adapting")

_ONLY_WORDS_COUNT: Final = {
    "watching.posts_coverage": 1.0,
    "watching.posts_sensitivity": 1.0,
    "watching.integration": 1.0,
    "watching.criticism_false_alarm": 0.0,
    "watching.mistaken": 0.0,
    "watching.payments_false_alarm": 0.0,
    "scoring.conformity.praise_points": POINTS,
    "scoring.conformity.criticism_points": -POINTS,
    "scoring.conformity.gym_points": 0.0,
    "scoring.conformity.forgetting": 0.0,
    "scoring.unified.weight_finance": 0.0,
    "scoring.score_beliefs.rate": 0.0,
    "adapting.words_drift": DRIFT,
    "adapting.words_half": HALF,
    "adapting.susceptibility": 0.0,
    "adapting.voice_speed": 1.0,
}


def _month(setup: Setup, weight: float | None) -> tuple[State, SimulatedMonths]:
    """A month with people who know what a post of praise is worth; None keeps politics in a separate score."""
    one = () if weight is None else ("scoring.unified",)
    changes = {} if weight is None else {"scoring.unified.weight_conformity": weight}
    state = setup.begin(on=(*_PARTS, *one), changes={**_ONLY_WORDS_COUNT, **changes}, people=BLOCK)
    # dispositions from which no opinion reaches an end of the scale
    disposition = np.random.default_rng(setup.seed).uniform(-0.5, 0.5, BLOCK)
    worth = state.nation.signals()["true_words"]
    given = state.with_columns(disposition=disposition, voice=disposition, belief_words=worth)
    return given, given.simulate_months(months=1)


def _obtained(setup: Setup, weight: float | None) -> float:
    """Conformity obtained: the mean move of opinions towards praise."""
    given, simulated = _month(setup, weight)
    moved = simulated.people("voice").astype(np.float64) - given.people("disposition").astype(np.float64)
    return float(moved.mean())


def _worth(setup: Setup, weight: float) -> float:
    """Points that a post of praise (minus posts of criticism) added to the one score, by least squares over people."""
    _, simulated = _month(setup, weight)
    said = simulated.people("act_praise").astype(np.float64) - simulated.people("act_criticism").astype(np.float64)
    points = simulated.people("score_unified").astype(np.float64) - simulated.people("unified_start").astype(np.float64)
    return float((said * points).sum() / (said * said).sum())


def conformity(weight: float) -> float:
    """The move by the model's own rule, for a weight of politics in the score."""
    worth = weight * POINTS
    return DRIFT * worth / (worth + HALF)


def run(setup: Setup) -> Found:
    """Tell people one score, with several weights of politics, or two separate scores."""
    apart = _obtained(setup, None)
    obtained = {weight: _obtained(setup, weight) for weight in BUNDLED}
    fine = np.linspace(0.0, max(BUNDLED), 81).tolist()
    values = {
        "apart": apart,
        "bundled": obtained[WEIGHT_CHECKED],
        "furthest": max(abs(obtained[weight] - conformity(weight)) for weight in BUNDLED),
        "worth": _worth(setup, WEIGHT_CHECKED),
    }
    picture = curves(
        "Conformity obtained by a bundled score",
        "weight of conformity in the one score",
        "mean move of opinions towards praise (scale −1 to 1)",
        Curve("closed form", fine, [conformity(weight) for weight in fine]),
        Curve("one score", list(obtained), list(obtained.values()), "points"),
        Curve("two separate scores", [0.0], [apart], "points"),
    )
    return Found(values, picture)


_FLOAT = "opinions are float32: 6e-8 each"

REPLICATION = Replication(
    name="tirole-bundling",
    title="After Tirole: politics bundled with a prosocial record",
    source="Tirole (2021), Digital dystopia, American Economic Review 111",
    published="Bundling people’s political attitudes with information about their prosocial conduct makes them care "
    "about what they otherwise would not (abstract; we did not have the text). Derived here from this model’s own "
    "rule of expression: if the score that people are told includes conformity with a weight, opinions move by "
    "drift·w/(w + half), where w is that weight times the points of a post; with two separate scores they do not "
    "move. Not reproduced: why people care about the score (their image, and what others do with it), the state’s "
    "choice of what to bundle, the prosocial acts that people who refuse give up, the social graph, the strength of "
    "ties, welfare.",
    setting="People are told one score, or a prosocial score while conformity is scored separately. All posts are "
    "watched, and people are given the true belief; nobody is cautious or influenced by friends. What a post is worth "
    "is computed from what was posted, recorded and scored.",
    targets=(
        target("apart", "Conformity obtained by two separate scores", 0.0, 1e-7, _FLOAT),
        target("bundled", "Conformity obtained by one score, weight 0.5", 0.2, 1e-6, _FLOAT),
        target("furthest", "Largest distance from drift·w/(w + half), weights 0.1 to 2", 0.0, 1e-6, _FLOAT),
        target("worth", "Points that a post adds to one score, weight 0.5", 1.0, 1e-4,
               "scores of 650 in float32 are rounded to 6e-5", unit="points"),
    ),
    wrong={"adapting.words_half": 2.0},
    run=run,
)  # fmt: skip
