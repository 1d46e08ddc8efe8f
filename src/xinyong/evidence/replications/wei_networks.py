"""Wei et al. 2016: where like befriends like, friends' signals say something about oneself, for scores to lean on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from scipy.stats import binom, chi2

from ...society.columns import BLOCK
from ...society.ties import LAYERS, partners
from ..finding import Curve, Curves
from ..single_tile import begin, live
from .replication import Found, Replication, Setup, target

Values = NDArray[np.float64]

PEOPLE: Final = 2 * BLOCK
ERROR: Final = 0.1
"""Chance that a signal is wrong."""
ACROSS: Final = 0.5
"""Chance that people of different types become friends once they meet; those of one type always do."""
MEETINGS: Final = (0, 1, 3, 4, 6)
"""Layers of the society's ties in which people meet: no three of them close a circle by construction."""
MOST: Final = 4
"""Friends of whom the score makes all that can be made: more would need a weight above 1."""
NEUTRAL: Final = 650.0
POINTS: Final = 100.0
"""What one's own signal adds to a score or takes from it."""

OWN: Final = float(logit(1.0 - ERROR))
FRIEND: Final = float(np.log(((1.0 - ERROR) + ERROR * ACROSS) / (ERROR + (1.0 - ERROR) * ACROSS)))
"""What one's own signal, and a friend's, add to the log-odds of being of the high type."""

_SIGNALS: Final[Mapping[str, Any]] = {
    "scoring.headline": "unified",
    "scoring.friends.neutral": NEUTRAL,
    "scoring.friends.most": 1000,
    "scoring.unified.start": NEUTRAL,
    "scoring.unified.weight_conformity": 1.0,
}


def befriended(is_high: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Which of the possible ties are alive, bit k for layer k: all between people of one type, some of the others."""
    first = np.arange(PEOPLE).reshape(-1, BLOCK)
    alive = np.zeros(first.shape, np.uint8)
    for layer in range(LAYERS):
        drawn = rng.random(PEOPLE)
        if layer in MEETINGS:
            friend = first[:, partners()[layer]]
            welcome = drawn[np.minimum(first, friend)] < ACROSS  # the draw of a pair is the lower one's
            alive |= ((is_high[first] == is_high[friend]) | welcome).astype(np.uint8) << layer
    return alive.reshape(-1)


def _scored(setup: Setup, friends: int) -> tuple[Values, NDArray[np.bool_]]:
    """Of those with so many friends, the log-odds that the score tells and whether they really are of the high type.

    Without friends it is everybody, and friends have no weight.
    """
    rng = np.random.default_rng(setup.seed)
    is_high = rng.random(PEOPLE) < 0.5
    signal = np.where(is_high ^ (rng.random(PEOPLE) < ERROR), POINTS, -POINTS)
    ties = befriended(is_high, rng)
    changes = {**_SIGNALS, "scoring.friends.weight": friends * FRIEND / OWN}
    scenario = setup.scenario(on=("scoring.friends", "scoring.unified"), changes=changes)
    moment = begin(scenario, people=PEOPLE, seed=setup.seed).given(score_conformity=signal, ties=ties)
    # friends' scores are those of the month before
    score = live(scenario, moment, months=2, seed=setup.seed).people("score_unified").astype(np.float64)
    who = np.bitwise_count(ties) == friends if friends else np.ones(PEOPLE, bool)
    return (score[who] - NEUTRAL) / POINTS * OWN, is_high[who]


def misses(friends: int) -> tuple[Values, Values]:
    """Squared errors (1 − p)² of the posterior of the high type, and their chances; the low type is alike."""
    same = 1.0 / (1.0 + ACROSS)
    right = same * (1.0 - ERROR) + (1.0 - same) * ERROR
    number = np.arange(friends + 1)
    odds = np.concatenate([own * OWN + (2 * number - friends) * FRIEND for own in (1.0, -1.0)])
    of_friends = binom.pmf(number, friends, right)
    return expit(-odds) ** 2, np.concatenate([chance * of_friends for chance in (1.0 - ERROR, ERROR)])


def doubt(friends: int) -> float:
    """What so many friends' signals and one's own leave unknown: the mean squared error of the posterior."""
    squares, chances = misses(friends)
    return float(squares @ chances)


def _by_odds(odds: Values, is_high: NDArray[np.bool_]) -> tuple[Values, Values, NDArray[np.int64]]:
    """Each log-odds that occurs, the share of the high type there, and how many people."""
    told, at = np.unique(np.round(odds, 3), return_inverse=True)
    count = np.bincount(at)
    return told, np.bincount(at, weights=is_high) / count, count


def run(setup: Setup) -> Found:
    """Score people without friends' signals, with three and four, and compare what the score tells with the truth."""
    found = {friends: _scored(setup, friends) for friends in (0, 3, MOST)}
    unknown = {k: float(np.mean((is_high - expit(odds)) ** 2)) for k, (odds, is_high) in found.items()}
    odds, share, count = _by_odds(*found[MOST])
    off = float((count * (share - expit(odds)) ** 2 / (expit(odds) * expit(-odds))).sum())
    fine = np.linspace(odds[0], odds[-1], 60)
    return Found(
        values={"doubt-alone": unknown[0], "doubt-three": unknown[3], "doubt-four": unknown[MOST], "calibration": off},
        picture=Curves(
            "Chance of the high type, by what a score tells",
            "score, as log-odds",
            "people of the high type, share",
            (
                Curve("posterior", fine.tolist(), expit(fine).tolist()),
                Curve("people with four friends", odds.tolist(), share.tolist(), "points"),
            ),
        ),
    )


def _four_errors(friends: int) -> float:
    """Four standard errors of the mean squared error among those who have so many friends."""
    squares, chances = misses(friends)
    share = binom.pmf(friends, len(MEETINGS), (1.0 + ACROSS) / 2.0) if friends else 1.0
    return 4.0 * float(np.sqrt((squares**2 @ chances - doubt(friends) ** 2) / (PEOPLE * share)))


_CELLS: Final = 2 * (MOST + 1)
_ERRORS = "four standard errors of the people who have so many friends"

REPLICATION = Replication(
    name="wei-networks",
    title="Scores from friends’ signals",
    source="Wei, Yildirim, Van den Bulte and Dellarocas (2016), Credit Scoring with Social Network Data, Marketing "
    "Science 35",
    published="Two types, signals with error ε, ties between unlike people with chance p₁ < 1 of those between like "
    "ones: each friend’s signal moves the log-odds of one’s own type by log[((1 − ε) + εp₁)/(ε + (1 − ε)p₁)], one’s "
    "own by log[(1 − ε)/ε]. The form is the paper’s, which we know from quotations of its lemmas; the numbers follow "
    "from it, and are ours. Not reproduced: ties that are chosen for the score’s sake, effort, and observed types with "
    "noise.",
    setting="ε = 0.1, p₁ = 0.5. People meet in five layers of the society’s own ties, and part by type. The score "
    "adds its weight times the mean of friends’ own scores, which is exact for people with one number of friends at a "
    "time: three and four have a run each.",
    targets=(
        target(
            "doubt-alone", "squared error of the chance told, own signal alone", doubt(0), _four_errors(0),
            "four standard errors of 32,768 people", "closed form",
        ),
        target("doubt-three", "the same with three friends", doubt(3), _four_errors(3), _ERRORS, "closed form"),
        target("doubt-four", "the same with four friends", doubt(MOST), _four_errors(MOST), _ERRORS, "closed form"),
        target(
            "calibration", f"with four friends: χ² of the high type in {_CELLS} groups by score",
            float(chi2.ppf(0.999, _CELLS)), 0.0, "what χ² with so many degrees exceeds once in a thousand times",
            "closed form", "under",
        ),
    ),
    wrong={"scoring.friends.weight": 0.2},
    run=run,
)  # fmt: skip
