"""Inequality of known distributions: the measures applied to incomes whose indices are known exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from scipy.special import erf, ndtri

from ...array_types import Values
from ..finding import Curve, curves
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 32_768
SPREADS: Final = (0.25, 0.5, 0.75, 1.0)
"""Standard deviations of log income."""
SPREAD: Final = 0.75
PARETO: Final = 3.0
AVERSION: Final = 0.5
"""Inequality aversion of the Atkinson index (`atkinson_income`)."""

_ALL_KEEP_THEIR_INCOME: Final = {
    "livelihood.transitory_sd": 0.0,
    "livelihood.layoff_multiplier": 0.0,
    "livelihood.furlough": 0.0,
    "livelihood.subsidy": 0.0,
    "nation.growth": 0.0,
}


def _lognormal(spread: float) -> Callable[[Values], Values]:
    return lambda rank: np.exp(spread * ndtri(rank) - spread**2 / 2.0)


def _exponential(rank: Values) -> Values:
    return -np.log1p(-rank)


def _pareto(rank: Values) -> Values:
    return np.asarray((1.0 - rank) ** (-1.0 / PARETO) * (PARETO - 1.0) / PARETO)


def _measured(setup: Setup, quantiles: Callable[[Values], Values], *measures: str) -> list[float]:
    """Measures of a society whose incomes are evenly spaced over a distribution with mean 1, in random order."""
    state = setup.begin(on=("livelihood",), changes=_ALL_KEEP_THEIR_INCOME, people=PEOPLE)
    # the middle of equal shares of the distribution: what is left is the error of the measure, not of sampling
    income = quantiles((np.random.default_rng(setup.seed).permutation(PEOPLE) + 0.5) / PEOPLE)
    mean = state.nation.mean_income_yuan
    simulated = state.with_columns(permanent_income=income, income_year_yuan=mean * income).simulate_months(months=1)
    return [simulated.measure(measure) for measure in measures]


def run(setup: Setup) -> Found:
    """Measure each distribution."""
    ginis = {spread: _measured(setup, _lognormal(spread), "gini_income")[0] for spread in SPREADS}
    theil, atkinson = _measured(setup, _lognormal(SPREAD), "theil_income", "atkinson_income")
    (exponential,) = _measured(setup, _exponential, "gini_income")
    (pareto,) = _measured(setup, _pareto, "gini_income")
    fine = np.linspace(0.05, 1.1, 50)
    values = {
        "gini-lognormal": ginis[SPREAD],
        "theil-lognormal": theil,
        "atkinson-lognormal": atkinson,
        "gini-exponential": exponential,
        "gini-pareto": pareto,
    }
    picture = curves(
        "Gini of lognormal incomes",
        "standard deviation of log income",
        "Gini",
        Curve("closed form", fine, erf(fine / 2.0)),
        Curve("simulated", list(ginis), list(ginis.values()), "points"),
    )
    return Found(values, picture)


_BINS = "incomes are counted in bins of 0.4 %, in whole yuan, for 32,768 people: the far tail has too few"

REPLICATION = Replication(
    name="inequality-closed-forms",
    title="Inequality of known distributions",
    source="Cowell (2011), Measuring Inequality, Oxford University Press; Kleiber and Kotz (2003), Wiley",
    published="Lognormal, standard deviation s of log income: Gini erf(s/2), Theil s²/2, Atkinson 1 − exp(−e s²/2). "
    "Exponential: Gini 1/2. Pareto with exponent a: Gini 1/(2a − 1).",
    setting="Everybody earns, and nothing else happens: permanent incomes are evenly spaced over the distribution, "
    "without shocks, lay-offs, support or growth, and are measured after a month.",
    targets=(
        target("gini-lognormal", "Gini, lognormal with s = 0.75", float(erf(SPREAD / 2.0)), 1e-3, _BINS, "published"),
        target("theil-lognormal", "Theil’s T, lognormal with s = 0.75", SPREAD**2 / 2.0, 3e-3, _BINS, "published"),
        target("atkinson-lognormal", "Atkinson with e = 1/2, lognormal with s = 0.75",
               float(1.0 - np.exp(-AVERSION * SPREAD**2 / 2.0)), 1e-3, _BINS, "published"),
        target("gini-exponential", "Gini, exponential", 0.5, 1e-3, _BINS, "published"),
        target("gini-pareto", "Gini, Pareto with a = 3", 1.0 / (2.0 * PARETO - 1.0), 2e-3, _BINS, "published"),
    ),
    wrong={"livelihood.transitory_sd": 1.0},
    run=run,
)  # fmt: skip
