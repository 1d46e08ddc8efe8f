"""Scores that only predict repayment: the learned scorecard, its training, and the narrow bureau score."""

from __future__ import annotations

from functools import partial

from ..parameter import ScoreSection, Section, months, months_of_income, parameter, share, switch, weight
from ..parameter_value import Setting, Switch

# nothing below 1: a score of 0 stands for nobody's score
_points = partial(parameter, unit="points", low=1, high=3000)


def _edge(default: float, unit: str, what: str, *, high: float) -> Setting:
    return parameter(default, f"lower edge of the {what}", unit=unit, high=high)


def _start(default: float, what: str) -> Setting:
    meaning = f"log odds of paying in the highest bin of {what} minus the lowest, before training (even steps between)"
    return parameter(default, meaning, unit="log-odds", low=-10, high=10)


_RECORD = "share of payments"
_BURDEN = "share of income"
_TIMES = "times mean income"


class Scorecard(ScoreSection):
    """The lenders' learned scorecard: a logistic regression on binned features (D16-D18)."""

    on: Switch = switch(False, "whether lenders have a learned scorecard", "D16")

    low: Setting = _points(350, "lower end of the scale (as the commercial score, assumed)", "2c-range")
    high: Setting = _points(950, "upper end of the scale (as the commercial score, assumed)", "2c-range")
    target_points: Setting = _points(650, "points at the odds of `target_odds`")
    target_odds: Setting = parameter(60, "odds of paying at `target_points`", unit="to 1", low=0.01, high=10_000)
    double_points: Setting = _points(25, "points that double the odds of paying")
    payment_1: Setting = _edge(0.7, _RECORD, "second bin of the payment record", high=1)
    payment_2: Setting = _edge(0.85, _RECORD, "third bin of the payment record", high=1)
    payment_3: Setting = _edge(0.95, _RECORD, "highest bin of the payment record", high=1)
    burden_1: Setting = _edge(0.02, _BURDEN, "second bin of payments due", high=10)
    burden_2: Setting = _edge(0.2, _BURDEN, "third bin of payments due", high=10)
    burden_3: Setting = _edge(0.4, _BURDEN, "highest bin of payments due", high=10)
    income_1: Setting = _edge(0.3, _TIMES, "second bin of income", high=100)
    income_2: Setting = _edge(0.7, _TIMES, "third bin of income", high=100)
    income_3: Setting = _edge(1.5, _TIMES, "highest bin of income", high=100)
    file_1: Setting = _edge(3, "months", "second bin of the file's length", high=255)
    file_2: Setting = _edge(12, "months", "third bin of the file's length", high=255)
    file_3: Setting = _edge(36, "months", "highest bin of the file's length", high=255)
    traces_1: Setting = _edge(0.02, _TIMES, "second bin of spending that left a trace", high=100)
    traces_2: Setting = _edge(0.1, _TIMES, "third bin of spending that left a trace", high=100)
    traces_3: Setting = _edge(0.3, _TIMES, "highest bin of spending that left a trace", high=100)
    slip_months: Setting = months(
        12, "months for which a recorded late bill, no-show or cheat counts (D17; size assumed)", "D17", low=1, high=120
    )
    start_odds: Setting = parameter(
        20,
        "odds of paying midway between the lowest and highest bins, before any training",
        unit="to 1",
        low=0.01,
        high=10_000,
    )
    start_payment: Setting = _start(3.0, "the payment record")
    start_burden: Setting = _start(-1.5, "payments due")
    start_income: Setting = _start(1.0, "income")
    start_file: Setting = _start(0.5, "the file's length")
    start_traces: Setting = _start(0.5, "traced spending")
    start_slips: Setting = _start(-0.5, "recorded slips")
    start_court: Setting = _start(-2.0, "being on the court list")


class ScorecardTraining(Section):
    """How lenders train their scorecard: on the people they lent to, and on nobody else."""

    on: Switch = switch(
        False,
        "whether lenders retrain their scorecard during the run, on the applicants of lending.loan_performance",
        "D16",
    )

    every_months: Setting = months(12, "months between two trainings (see also failed_least)", low=1, high=120)
    windows: Setting = parameter(
        2,
        "number of latest intervals between trainings whose borrowers a training uses",
        unit="intervals",
        low=1,
        high=20,
    )
    failed_least: Setting = parameter(
        20,
        "smallest number of simulated borrowers who failed, and of those who paid, for a training to take place",
        unit="borrowers",
        low=1,
        high=1_000_000,
    )
    bin_least: Setting = parameter(
        20,
        "smallest number of simulated borrowers in a bin; below it the bin keeps its initial weight",
        unit="borrowers",
        high=1_000_000,
    )
    ridge: Setting = parameter(
        1.0,
        "penalty on squared weights (not the intercept): half of it is subtracted from the log-likelihood",
        unit="per squared log-odds",
        low=0.001,
        high=1_000_000,
    )


class Bureau(ScoreSection):
    """The narrow payment-history score, for comparison (P15)."""

    on: Switch = switch(False, "whether a bureau scores payment histories", "P15")

    low: Setting = _points(300, "lower end of the scale (size assumed)", "P15")
    high: Setting = _points(850, "upper end of the scale (size assumed)", "P15")
    weight_payment: Setting = weight(0.35, "weight of paying on time (size assumed)", "P15")
    weight_owed: Setting = weight(0.30, "weight of owing little (size assumed)", "P15")
    weight_length: Setting = weight(0.15, "weight of a long file (size assumed)", "P15")
    weight_new: Setting = weight(0.10, "weight of no new credit (size assumed)", "P15")
    arrears_worst_months: Setting = months(6, "arrears that reduce the payment part to zero", low=1, high=255)
    judged_left: Setting = share(0.5, "share of the payment part that remains with an open judgment")
    owed_half_months: Setting = months_of_income(12, "debt that halves the part for owing little", low=0.001)
    length_months: Setting = months(
        60, "length of file at which the length part reaches 63 % of its maximum", low=1, high=600
    )
    fresh_months: Setting = months(12, "months for which new credit counts", low=1, high=120)
