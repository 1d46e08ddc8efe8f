"""The scorecard's learner: it remembers how borrowers have paid, and trains the scorecard at regular intervals.

It sees the month's training table, which adds up over tiles, so it learns exactly what it would learn from the rows.
Before the first training the weights are those of the scenario.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.tables import CountTable, histogram
from ..mechanisms.lending.loan_performance import KINDS
from ..mechanisms.scoring.scorecard import FEATURES, FIRST, SCORECARD_CELLS, WEIGHTS, design
from ..scenario.scenario import Scenario
from .part import Counted, Part, Signal

Counts = tuple[int, ...]

ROWS = len(KINDS) * SCORECARD_CELLS
TRAINING = histogram(
    "training",
    ROWS,
    needs="training_row",
    place=lambda c: jnp.maximum(c.training_row.astype(jnp.int32) - 1, 0),
    amount=lambda c: c.training_row > 0,
)
"""People by kind of event and cell of the scorecard."""
_STEPS, _ENOUGH = 100, 1e-10
_NOTHING: Counts = (0,) * ROWS


@functools.cache
def cells() -> Values:
    """The design of the scorecard (see `cells.design`)."""
    return design()


def starting_weights(scenario: Scenario, month: int) -> Values:
    """The weights before any training: even steps around zero from the lowest bin of each feature to the highest."""
    p = scenario.scoring.scorecard.numbers(month)
    weights = np.zeros(WEIGHTS)
    weights[0] = np.log(p["start_odds"])
    for name, bins in FEATURES.items():
        weights[FIRST[name] : FIRST[name] + bins] = p[f"start_{name}"] * (np.arange(bins) / (bins - 1) - 0.5)
    return weights


def by_kind(counts: Counts) -> dict[str, Values]:
    """A training table as people by cell, for each of `KINDS`."""
    return dict(zip(KINDS, np.asarray(counts, np.float64).reshape(len(KINDS), SCORECARD_CELLS), strict=True))


@dataclass(frozen=True)
class ScorecardLearner(Part):
    """What the lender knows about its borrowers: how they paid, and the weights that it learned from them.

    Attributes
    ----------
    month
        The month just past.
    begun
        The month in which the present interval between trainings began.
    weights
        Weights of the scorecard from the next month on.
    in_use
        Weights of the scorecard in the month just past.
    intervals
        The training table of each interval that is remembered, the present one last.
    learned_from
        Borrowers by cell from whom `in_use` was learned; empty before the first training.
    taught
        The same for `weights`.
    trained
        The month at the end of which the weights were learned; None before the first training.
    """

    month: int
    begun: int
    weights: tuple[float, ...]
    in_use: tuple[float, ...]
    intervals: tuple[Counts, ...] = (_NOTHING,)
    learned_from: Counts = ()
    taught: Counts = ()
    trained: int | None = None

    NAME: ClassVar[str] = "scorecard"
    ROWS: ClassVar[tuple[str, ...]] = ("D16", "D18")
    FOR: ClassVar[str] = "scoring.scorecard"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"scorecard_weights": np.zeros(WEIGHTS, np.float32)}
    TABLES: ClassVar[tuple[CountTable, ...]] = (TRAINING,)

    @functools.cached_property
    def seen(self) -> dict[str, Values]:
        """People of the present interval, by kind and cell."""
        return by_kind(self.intervals[-1])

    @functools.cached_property
    def risk(self) -> Values:
        """The chance of default that the scorecard of the month just past gives each cell."""
        return chance_of_bad(cells(), np.asarray(self.in_use))

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> ScorecardLearner:
        """A lender without any experience."""
        weights = tuple(starting_weights(scenario, month).tolist())
        return cls(month=month - 1, begun=month, weights=weights, in_use=weights)

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The scorecard: its intercept, then the weights of all bins."""
        return {"scorecard_weights": self._weights(scenario, month).astype(np.float32)}

    def _weights(self, scenario: Scenario, month: int) -> Values:
        return starting_weights(scenario, month) if self.trained is None else np.asarray(self.weights)

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> ScorecardLearner:
        """Add the month's table to what is remembered, and train if it is time to."""
        used = tuple(self._weights(scenario, month).tolist())
        is_training = "scoring.scorecard_training" in scenario.on
        added = counted.table(TRAINING.name) if is_training else np.zeros(ROWS, np.int64)
        *past, present = (*self.intervals, _NOTHING) if self.trained == month - 1 else self.intervals
        present = tuple((np.asarray(present, np.int64) + added).tolist())
        after = replace(
            self, month=month, weights=used, in_use=used, intervals=(*past, present), learned_from=self.taught
        )
        return after._taught(scenario, month) if is_training else after

    def _taught(self, scenario: Scenario, month: int) -> ScorecardLearner:
        """The lender after a training, if one is due and enough people have paid and defaulted."""
        p = scenario.scoring.scorecard_training.numbers(month)
        kept = self.intervals[-int(p["windows"]) :]
        seen = by_kind(tuple(np.sum(np.asarray(kept, np.int64), axis=0).tolist()))
        paid, failed = seen["paid"], seen["failed"]
        is_due = month + 1 - self.begun >= p["every_months"]
        if not is_due or min(paid.sum(), failed.sum()) < p["failed_least"]:
            return self
        weights = fitted(cells(), paid, failed, ridge=p["ridge"])
        # a bin with hardly anybody teaches nothing and keeps its starting weight
        inhabitants = np.einsum("cw,c->w", cells(), paid + failed)
        is_unknown = inhabitants < p["bin_least"]
        is_unknown[0] = False  # the intercept is about everybody
        weights = np.where(is_unknown, starting_weights(scenario, month), weights)
        return replace(
            self,
            begun=month + 1,
            weights=tuple(weights.tolist()),
            intervals=kept,
            taught=tuple((paid + failed).astype(np.int64).tolist()),
            trained=month,
        )


def fitted(design: Values, good: Values, bad: Values, *, ridge: float) -> Values:
    """The weights that make the table likeliest, less ``ridge / 2`` times the sum of squared weights.

    Logistic regression needs only how many good and bad there are in each cell. Newton's method on the penalised
    log-likelihood, in double precision. The sums run over cells in a fixed order, so that the same table gives the same
    bits whatever the number of threads.

    Parameters
    ----------
    design
        The factor of each weight in each cell, (cells, weights); the first column belongs to the intercept, which
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
