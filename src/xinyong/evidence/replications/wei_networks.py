"""Wei et al. 2016: where similar people become friends, friends' signals are informative and a score can use them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from scipy.stats import binom, chi2

from ...array_types import Values
from ...society.columns import BLOCK
from ...society.ties import LAYERS, partners
from ..finding import Curve, curves
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 2 * BLOCK
ERROR: Final = 0.1
"""Probability that a signal is wrong."""
ACROSS: Final = 0.5
"""Probability that people of different types who meet become friends; people of one type always do."""
MEETINGS: Final = (0, 1, 3, 4, 6)
"""Layers of the society's ties in which people meet; no three of them form a triangle by construction."""
MOST: Final = 4
"""Most friends whose signals the score can use fully; more would need a weight above 1."""
NEUTRAL: Final = 650.0
POINTS: Final = 100.0
"""Points that one's own signal adds to a score or subtracts from it."""

OWN: Final = float(logit(1.0 - ERROR))
FRIEND: Final = float(np.log(((1.0 - ERROR) + ERROR * ACROSS) / (ERROR + (1.0 - ERROR) * ACROSS)))
"""What one's own signal, and a friend's signal, add to the log-odds of the high type."""

_SIGNALS: Final = {
    "scoring.headline": "unified",
    "scoring.friends.neutral": NEUTRAL,
    "scoring.friends.most": 1000,
    "scoring.unified.start": NEUTRAL,
    "scoring.unified.weight_conformity": 1.0,
}


def befriended(is_high: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Which possible ties exist (bit k for layer k): all between people of one type, some between the types."""
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
    """Log-odds implied by the score, and whether the person is of the high type, of people with this number of friends.

    With 0 friends it is everybody, and friends have no weight.
    """
    rng = np.random.default_rng(setup.seed)
    is_high = rng.random(PEOPLE) < 0.5
    signal = np.where(is_high ^ (rng.random(PEOPLE) < ERROR), POINTS, -POINTS)
    ties = befriended(is_high, rng)
    changes = {**_SIGNALS, "scoring.friends.weight": friends * FRIEND / OWN}
    state = setup.begin(on=("scoring.friends", "scoring.unified"), changes=changes, people=PEOPLE)
    # friends' scores are those of the month before
    score = (
        state.with_columns(score_conformity=signal, ties=ties)
        .simulate_months(months=2)
        .people("score_unified")
        .astype(np.float64)
    )
    who = np.bitwise_count(ties) == friends if friends else np.ones(PEOPLE, bool)
    return (score[who] - NEUTRAL) / POINTS * OWN, is_high[who]


def misses(friends: int) -> tuple[Values, Values]:
    """Squared errors (1 − p)² of the posterior of the high type and their probabilities; the low type is symmetric."""
    same = 1.0 / (1.0 + ACROSS)
    right = same * (1.0 - ERROR) + (1.0 - same) * ERROR
    number = np.arange(friends + 1)
    odds = np.concatenate([own * OWN + (2 * number - friends) * FRIEND for own in (1.0, -1.0)])
    of_friends = binom.pmf(number, friends, right)
    return expit(-odds) ** 2, np.concatenate([chance * of_friends for chance in (1.0 - ERROR, ERROR)])


def doubt(friends: int) -> float:
    """Mean squared error of the posterior from one's own signal and those of this number of friends."""
    squares, chances = misses(friends)
    return float(squares @ chances)


def _by_odds(odds: Values, is_high: NDArray[np.bool_]) -> tuple[Values, Values, NDArray[np.int64]]:
    """Each log-odds that occurs, the share of the high type there, and the number of people."""
    told, at = np.unique(np.round(odds, 3), return_inverse=True)
    count = np.bincount(at)
    return told, np.bincount(at, weights=is_high) / count, count


def run(setup: Setup) -> Found:
    """Score people without friends' signals, with three and with four, and compare the scores with the true types."""
    found = {friends: _scored(setup, friends) for friends in (0, 3, MOST)}
    unknown = {k: float(np.mean((is_high - expit(odds)) ** 2)) for k, (odds, is_high) in found.items()}
    odds, share, count = _by_odds(*found[MOST])
    off = float((count * (share - expit(odds)) ** 2 / (expit(odds) * expit(-odds))).sum())
    fine = np.linspace(odds[0], odds[-1], 60)
    values = {"doubt-alone": unknown[0], "doubt-three": unknown[3], "doubt-four": unknown[MOST], "calibration": off}
    picture = curves(
        "Probability of the high type by score",
        "score (as log-odds)",
        "share of people of the high type",
        Curve("posterior", fine, expit(fine)),
        Curve("people with four friends", odds, share, "points"),
    )
    return Found(values, picture)


def _four_errors(friends: int) -> float:
    """Four standard errors of the mean squared error among people with this number of friends."""
    squares, chances = misses(friends)
    share = binom.pmf(friends, len(MEETINGS), (1.0 + ACROSS) / 2.0) if friends else 1.0
    return 4.0 * float(np.sqrt((squares**2 @ chances - doubt(friends) ** 2) / (PEOPLE * share)))


_CELLS: Final = 2 * (MOST + 1)
_ERRORS = "four standard errors, given the people who have this number of friends"

REPLICATION = Replication(
    name="wei-networks",
    title="Scores from friends’ signals",
    source="Wei, Yildirim, Van den Bulte and Dellarocas (2016), Credit Scoring with Social Network Data, Marketing "
    "Science 35",
    published="There are two types, and signals err with probability ε. Ties between people of different types are p₁ "
    "< 1 times as likely as ties within a type. Then each friend’s signal moves the log-odds of one’s own type by "
    "log[((1 − ε) + εp₁)/(ε + (1 − ε)p₁)], and one’s own signal by log[(1 − ε)/ε]. The form is the paper’s, which we "
    "know from quotations of its lemmas; the numbers follow from it and are ours. Not reproduced: ties that are "
    "chosen to improve the score, effort, and observed types with noise.",
    setting="ε = 0.1, p₁ = 0.5. People meet in five layers of the society’s own ties, and whether they become friends "
    "depends on their types. The score adds its weight times the mean of friends’ own scores. This is exact for one "
    "number of friends at a time, so three and four friends have a run each.",
    targets=(
        target("doubt-alone", "Squared error of the predicted probability, own signal only", doubt(0), _four_errors(0),
               "four standard errors of 32,768 people"),
        target("doubt-three", "Squared error with three friends", doubt(3), _four_errors(3), _ERRORS),
        target("doubt-four", "Squared error with four friends", doubt(MOST), _four_errors(MOST), _ERRORS),
        target("calibration", f"With four friends: χ² of the high type in {_CELLS} groups by score",
               float(chi2.ppf(0.999, _CELLS)), 0.0, "χ² with this many degrees of freedom exceeds it once in a "
               "thousand times", "closed form", "under"),
    ),
    wrong={"scoring.friends.weight": 0.2},
    run=run,
)  # fmt: skip
