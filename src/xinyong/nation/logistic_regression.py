"""Logistic regression from a table: how many good and bad there are in each cell is all that it needs.

Newton's method on the penalised log-likelihood, in double precision. The sums run over cells in a fixed order, so that
the same table gives the same bits whatever the number of threads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

_STEPS, _ENOUGH = 100, 1e-10


def fitted(design: Values, good: Values, bad: Values, *, ridge: float) -> Values:
    """The weights that make the table likeliest, less ``ridge / 2`` times the sum of squared weights.

    Parameters
    ----------
    design
        What stands beside each weight in each cell, (cells, weights); the first column belongs to the intercept, which
        is not penalised.
    good, bad
        People of each kind in each cell, (cells,); there must be some of either.
    ridge
        The penalty, above zero; scikit-learn's ``C`` is its inverse.

    Returns
    -------
    float64 (weights,): what each adds to the logarithm of the odds of being good.
    """
    inhabited = (good + bad) > 0
    x, good, bad = design[inhabited], good[inhabited], bad[inhabited]
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 0.0
    weights = np.zeros(x.shape[1])
    weights[0] = np.log(good.sum() / bad.sum())
    value = _loss(x, good, bad, penalty, weights)
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-_times(x, weights)))
        people = good + bad
        slope = _times(x.T, people * chance - good) + penalty * weights
        if np.abs(slope).max() <= _ENOUGH * people.sum():
            break
        bend = np.einsum("ci,c,cj->ij", x, people * chance * (1.0 - chance), x) + np.diag(penalty)
        move = np.linalg.solve(bend, slope)
        length = 1.0
        # a step that overshoots is halved
        while (after := _loss(x, good, bad, penalty, weights - length * move)) > value and length > 1e-6:
            length /= 2.0
        weights, value = weights - length * move, after
    return weights


def chance_of_bad(design: Values, weights: Values) -> Values:
    """The chance of being bad that the weights give each cell."""
    return np.asarray(1.0 / (1.0 + np.exp(_times(design, weights))))


def _times(x: Values, weights: Values) -> Values:
    return np.asarray(np.einsum("ij,j->i", x, weights))


def _loss(x: Values, good: Values, bad: Values, penalty: Values, weights: Values) -> float:
    odds = _times(x, weights)
    missed = good * np.logaddexp(0.0, -odds) + bad * np.logaddexp(0.0, odds)
    return float(missed.sum() + 0.5 * (penalty * weights**2).sum())
