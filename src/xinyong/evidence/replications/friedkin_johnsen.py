"""Friedkin and Johnsen: the opinions on which a network settles if everybody keeps an anchor, or nobody does."""

from __future__ import annotations

from typing import Final, cast

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix, diags, identity
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import cg

from ...array_types import Values
from ...society.columns import BLOCK
from ...society.ties import LayeredTies
from ..finding import Curve, curves
from ..single_tile import State
from .replication import Found, Replication, Setup, target

SUSCEPTIBLE: Final = 0.6
WITH_ANCHORS: Final = 32
WITHOUT: Final = 250
"""Months after which opinions are compared; DeGroot's averaging takes longer to align distant people."""
PEOPLE_DRAWN: Final = 250

_ONLY_FRIENDS: Final = {
    "adapting.churn": 0.0,
    "adapting.meeting": 0.0,
    "adapting.shunning": 0.0,
    "adapting.praise_pull": 0.0,
    "adapting.voice_speed": 1.0,
}


def averaging(state: State) -> csr_matrix[np.float64]:
    """The matrix that averages over each person's friends; a zero row for a person without friends."""
    ties = cast(LayeredTies, state.ties)
    pairs, people = ties.pairs(state.columns["ties"]), len(state.people("ties"))
    ends = (np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]]))
    tied = coo_matrix((np.ones(len(ends[0])), ends), shape=(people, people)).tocsr()
    friends = np.asarray(tied.sum(axis=1)).ravel()
    return csr_matrix(diags(1.0 / np.maximum(friends, 1.0)) @ tied)


def at_rest(weights: csr_matrix[np.float64], anchors: Values) -> Values:
    """The limit (I - L W)^-1 (I - L) x0; a person without friends has no susceptibility."""
    friends = np.diff(weights.indptr)
    susceptible, size = np.where(friends > 0, SUSCEPTIBLE, 0.0), np.maximum(friends, 1.0)
    # multiplied by the number of friends, the system is symmetric and positive definite for every network
    system = diags(size) @ (identity(len(anchors)) - diags(susceptible) @ weights)
    found, failed = cg(system, size * (1.0 - susceptible) * anchors, rtol=1e-12, atol=0.0)
    if failed:
        raise ArithmeticError("the closed form of Friedkin and Johnsen was not found")
    return np.asarray(found)


def consensus(weights: csr_matrix[np.float64], voices: Values) -> Values:
    """DeGroot's limit: in each connected component the mean of voices, weighted by the number of friends."""
    friends = np.diff(weights.indptr)
    _, component = connected_components(weights, directed=False)
    heard = np.maximum(
        friends, np.bincount(component)[component] == 1
    )  # a person without friends hears only themselves
    weighted = np.bincount(component, heard * voices) / np.bincount(component, heard)
    return np.asarray(weighted[component])


def _opening(setup: Setup, susceptible: float) -> tuple[State, csr_matrix[np.float64], Values]:
    """The society with given opinions, higher for people with many friends, and the averaging matrix."""
    changes = {**_ONLY_FRIENDS, "adapting.susceptibility": susceptible}
    state = setup.begin(on=("adapting",), changes=changes, people=BLOCK)
    weights = averaging(state)
    drawn = np.random.default_rng(setup.seed).uniform(-0.6, 0.6, BLOCK)
    voices = (drawn + 0.05 * np.diff(weights.indptr)).astype(np.float32)
    return state.with_columns(disposition=voices, voice=voices), weights, voices.astype(np.float64)


def run(setup: Setup) -> Found:
    """Simulate until opinions settle, with anchors and without, and compare with the limits."""
    state, weights, anchors = _opening(setup, SUSCEPTIBLE)
    voices = state.simulate_months(months=WITH_ANCHORS).people("voice")
    limits = at_rest(weights, anchors)
    state, weights, began = _opening(setup, 1.0)
    agreed = state.simulate_months(months=WITHOUT).people("voice")
    common = consensus(weights, began)
    some = np.linspace(0, BLOCK - 1, PEOPLE_DRAWN, dtype=int)
    ends = [float(limits[some].min()), float(limits[some].max())]
    values = {
        "furthest-with-anchors": float(np.abs(voices - limits).max()),
        "furthest-without": float(np.abs(agreed - common).max()),
        "above-plain-mean": float(np.median(agreed) - began.mean()),
    }
    picture = curves(
        "Opinions after they have settled",
        "opinion by the closed form (−1 critical to 1 praising)",
        "opinion in this society",
        Curve("closed form", ends, ends),
        Curve(f"{PEOPLE_DRAWN} people, after {WITH_ANCHORS} months", limits[some], voices[some],
              "points"),
    )  # fmt: skip
    return Found(values, picture)


REPLICATION = Replication(
    name="friedkin-johnsen",
    title="Opinions among friends, with anchors",
    source="Friedkin and Johnsen (1990), Social influence and opinions, Journal of Mathematical Sociology 15; DeGroot "
    "(1974), Reaching a consensus, Journal of the American Statistical Association 69",
    published="With susceptibility L and averaging over friends W, opinions that start at x0 converge to (I − L W)⁻¹ "
    "(I − L) x0. Without anchors (DeGroot) each connected component of the network agrees on the mean weighted by the "
    "number of friends.",
    setting="Only friends influence people: ties do not change, nobody is cautious, and an opinion adjusts fully "
    "within a month. Anchors and first opinions are given at random, higher for people with many friends. The limits "
    "are computed on this society’s own ties with scipy.",
    targets=(
        target("furthest-with-anchors", "Largest distance of an opinion from the limit, L = 0.6", 0.0, 2e-6,
               "an opinion is a float32 near 1: about ten roundings of 6e-8 a month, of which 1/(1 − L) months’ "
               "worth remain, and 0.6 to the power of 32 of the start (8e-8)", "published"),
        target("furthest-without", "Largest distance of an opinion from the consensus, L = 1", 0.0, 2e-5,
               "without anchors, roundings of 6e-8 add up over 250 months (1.5e-5); the second eigenvalue of these "
               "ties (0.970) leaves 5e-4 of the differences between distant people, which are about 0.01 on average",
               "published"),
        target("above-plain-mean", "Consensus minus plain mean: people with many friends count more", 0.01, 0.0,
               "the plain mean would be wrong by several hundredths, far above rounding", "closed form", "over"),
    ),
    wrong={"adapting.meeting": 0.015},
    run=run,
)  # fmt: skip
