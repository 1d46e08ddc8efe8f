"""The scorecard: its predictions and what happens, whom it sees and whom it does not, and how old it is.

All measures are about the interval since the last training, and so out of sample: nobody who is judged by the scorecard
was in its training data. They are undefined without a scorecard, or as long as no observation has closed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from ..array_types import Values
from ..counting.count import Count
from ..counting.distribution import ratio
from ..nation.scorecard_learner import ScorecardLearner
from .measure import measure as declare

measure = functools.partial(declare, source="D16", label="hypothetical", groups="all", needs="lending")

RISK_BANDS = 10
_NOBODY = 0.5


def auc(bad: Values, good: Values, risk: Values) -> float:
    """The chance that somebody bad has a higher risk than somebody good, ties counting half; NaN without either.

    Parameters
    ----------
    bad, good
        People by cell.
    risk
        What orders the cells.
    """
    _, place = np.unique(risk, return_inverse=True)
    worse, better = np.bincount(place, bad), np.bincount(place, good)
    below = np.cumsum(better) - better
    return float(ratio((worse * (below + 0.5 * better)).sum(), bad.sum() * good.sum()))


def ks(bad: Values, good: Values, risk: Values) -> float:
    """The largest difference between the shares of the bad and of the good up to any risk (Kolmogorov-Smirnov)."""
    if not (bad.sum() and good.sum()):
        return float("nan")
    _, place = np.unique(risk, return_inverse=True)
    worse, better = (np.cumsum(np.bincount(place, people)) / people.sum() for people in (bad, good))
    return float(np.abs(worse - better).max())


def psi(then: Values, now: Values, risk: Values) -> float:
    """Population stability: the shift between two populations over ten bands of risk with equal shares of the first.

    A band without anybody counts as half a person.
    """
    if not (then.sum() and now.sum()):
        return float("nan")
    order = np.argsort(risk, kind="stable")
    middle = (np.cumsum(then[order]) - 0.5 * then[order]) / then.sum()
    band = np.minimum(middle * RISK_BANDS, RISK_BANDS - 1).astype(np.int64)
    old, new = (np.maximum(np.bincount(band, people[order], RISK_BANDS), _NOBODY) for people in (then, now))
    old, new = old / old.sum(), new / new.sum()
    return float(((new - old) * np.log(new / old)).sum())


def _of_learner(compute: Callable[[ScorecardLearner], float]) -> Callable[[Count], float]:
    """A function of what the learner knows after the month; NaN without a learner."""

    @functools.wraps(compute)
    def found(now: Count) -> float:
        learner = now.part(ScorecardLearner)
        return float("nan") if learner is None else compute(learner)

    return found


def _everybody(seen: dict[str, Values]) -> tuple[Values, Values]:
    """Applicants who defaulted and who paid, the refused on paper among them."""
    return seen["failed"] + seen["refused_failed"], seen["paid"] + seen["refused_paid"]


@measure("share")
@_of_learner
def scorecard_failure_predicted(learner: ScorecardLearner) -> float:
    """Predicted default rate: mean chance of default by the scorecard, over borrowers outside its training data.

    They are those whose observation closed since the last training, with the score that they had when they applied.
    """
    seen, risk = learner.seen, learner.risk
    people = seen["failed"] + seen["paid"]
    return float(ratio((people * risk).sum(), people.sum()))


@measure("share")
@_of_learner
def scorecard_failure_observed(learner: ScorecardLearner) -> float:
    """Actual default rate of the same borrowers: those who fell behind by `bad_months` or defaulted, of all."""
    seen = learner.seen
    return float(ratio(seen["failed"].sum(), (seen["failed"] + seen["paid"]).sum()))


@measure("share")
@_of_learner
def scorecard_failure_predicted_applicants(learner: ScorecardLearner) -> float:
    """As scorecard_failure_predicted, over borrowers and refused applicants who found no loan in that time."""
    seen, risk = learner.seen, learner.risk
    failed, paid = _everybody(seen)
    return float(ratio(((failed + paid) * risk).sum(), (failed + paid).sum()))


@measure("share")
@_of_learner
def scorecard_failure_applicants(learner: ScorecardLearner) -> float:
    """Borrowers who defaulted, and refused applicants who would have, of all of both.

    A refused applicant is followed on paper: a month with arrears, or with less cash than the refused instalment and
    food cost, puts them a month behind, and each other month takes one off.
    """
    failed, paid = _everybody(learner.seen)
    return float(ratio(failed.sum(), (failed + paid).sum()))


@measure("ratio")
@_of_learner
def scorecard_blindness(learner: ScorecardLearner) -> float:
    """Default rate of all applicants (the refused on paper) divided by the rate that the scorecard predicts for them.

    Above 1, a scorecard that learned from borrowers only is too optimistic about the refused (selective labels).
    """
    seen, risk = learner.seen, learner.risk
    failed, paid = _everybody(seen)
    return float(ratio(failed.sum(), ((failed + paid) * risk).sum()))


@measure("index")
@_of_learner
def scorecard_gini(learner: ScorecardLearner) -> float:
    """Twice the area under the ROC curve of the same borrowers, minus 1.

    It is 1 if the scorecard ranks all who default below all who pay, and 0 if it cannot tell them apart.
    """
    seen, risk = learner.seen, learner.risk
    return 2.0 * auc(seen["failed"], seen["paid"], risk) - 1.0


@measure("index")
@_of_learner
def scorecard_gini_applicants(learner: ScorecardLearner) -> float:
    """As scorecard_gini, over borrowers and refused applicants."""
    seen, risk = learner.seen, learner.risk
    return 2.0 * auc(*_everybody(seen), risk) - 1.0


@measure("index")
@_of_learner
def scorecard_ks(learner: ScorecardLearner) -> float:
    """Largest difference between the shares of defaulting and of paying borrowers up to any score."""
    seen, risk = learner.seen, learner.risk
    return ks(seen["failed"], seen["paid"], risk)


@measure("index")
@_of_learner
def scorecard_drift(learner: ScorecardLearner) -> float:
    """Population stability index between the borrowers of the training data and the borrowers since the training.

    It compares their shares in ten bands of the score. Undefined before the first training.
    """
    if not learner.learned_from:
        return float("nan")
    seen, risk = learner.seen, learner.risk
    return psi(np.asarray(learner.learned_from, np.float64), seen["lent"], risk)


@measure("months")
@_of_learner
def scorecard_age_months(learner: ScorecardLearner) -> float:
    """Months since the last training; 0 in the month at the end of which one happens, undefined before the first."""
    return float("nan") if learner.trained is None else float(learner.month - learner.trained)
