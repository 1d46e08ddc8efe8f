"""Ensign et al. 2018: cameras that move to where incidents were recorded behave like a Pólya urn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from scipy.stats import beta, betabinom, kstwo

from ...array_types import Values
from ...nation.camera_allocation import AREAS, PROVINCES, STRATA
from ...society.columns import PLACE
from ...society.random_streams import replicate_seed
from ..finding import Curve, Curves, curves
from ..single_tile import SimulatedMonths, State, begin
from .replication import WINDOW, Found, Replication, Setup, target

PLACES: Final = 4
"""Places in the towns and in the villages of each province; all strata have equally many people."""
IN_STRATUM: Final = PLACES * PLACE
PEOPLE: Final = STRATA * IN_STRATUM

TOWNS: Final = 2.0
VILLAGES: Final = 1.0
"""Incidents on record before the first month, in each province: balls in the urn."""
RUNS: Final = 6
MONTHS: Final = 81
A_MONTH: Final = 14.0
"""Incidents recorded per month in the whole nation: about one for two provinces, so that few urns gain more than one
ball at a time."""

RATIO: Final = 4.0
"""Rate of incidents in towns divided by that in villages, where the two differ."""
LONG: Final = 121
EARLY: Final = 12

ONE_CHANNEL: Final = {
    "conduct.careless_most": 1.5,
    "conduct.jaywalk_rural": 1.0,
    "watching.integration": 1.0,
    "watching.cameras_rural": 1.0,
    "watching.cameras_sensitivity": 1.0,
    "watching.jaywalk_false_alarm": 0.0,
    "watching.mistaken": 0.0,
    "watching.cameras.every_months": 1,
    "watching.cameras.floor": 0.0,
    "watching.cameras.prior_towns": 1000.0 * TOWNS / IN_STRATUM,
    "watching.cameras.prior_villages": 1000.0 * VILLAGES / IN_STRATUM,
}


def after_a_month(acts: float) -> list[dict[str, Any]]:
    """Acts per month from the second month on; in the first, cameras are still where people are, so nobody acts."""
    return [{"from": WINDOW["from"], "value": 0.0}, {"from": "2013-02", "value": acts}]


_COVERAGE: Final = 1.0 / STRATA
"""With all cameras in one stratum they would see everything there; coverage cannot be higher."""
_BY_PROVINCE: Final = {
    **ONE_CHANNEL,
    "conduct.jaywalk": after_a_month(A_MONTH / (PEOPLE * _COVERAGE)),
    "watching.cameras_coverage": _COVERAGE,
}
_BY_AREA: Final = {
    **ONE_CHANNEL,
    "conduct.jaywalk": after_a_month(0.4),
    "conduct.jaywalk_rural": 1.0 / RATIO,
    "watching.cameras_coverage": 0.5,
    "watching.cameras.among": "area",
}


def in_equal_places(state: State) -> State:
    """The same people, spread equally over the towns and villages of all provinces."""
    place = np.arange(PEOPLE) // PLACE
    is_urban = place // PLACES % AREAS == 1
    return state.with_columns(province=place // (AREAS * PLACES), is_urban=is_urban, conscientiousness=0.5)


def simulate(setup: Setup, changes: Mapping[str, Any], *, months: int, seed: int) -> SimulatedMonths:
    """Simulate months in which cameras move to where incidents were recorded."""
    scenario = setup.scenario(on=("conduct", "watching", "watching.cameras"), changes=changes)
    return in_equal_places(begin(scenario, people=PEOPLE, seed=seed)).simulate_months(months=months)


def by_province(parts: Mapping[str, Any], what: str) -> Values:
    """A field of the camera allocation, for villages and towns of each province: (provinces, 2)."""
    return np.asarray(getattr(parts["camera_allocation"], what)).reshape(PROVINCES, AREAS)


def share_of_towns(simulated: SimulatedMonths) -> Values:
    """Share of cameras in towns, month by month."""
    return np.array([by_province(parts, "cameras")[:, 1].sum() for parts in simulated.parts])


def _urns(setup: Setup) -> tuple[Values, Values]:
    """Incidents recorded in the towns of each province and in the whole province: 31 urns per run."""
    runs = [simulate(setup, _BY_PROVINCE, months=MONTHS, seed=replicate_seed(setup.seed, k)) for k in range(RUNS)]
    found = np.concatenate([by_province(run.parts[-1], "incidents") for run in runs])
    return found[:, 1], found.sum(axis=1)


def ranks(towns: Values, all_found: Values, rng: np.random.Generator) -> Values:
    """Rank of each count in its Beta-binomial distribution: uniform if it follows it; ties are broken at random."""
    below = betabinom.cdf(towns - 1, all_found, TOWNS, VILLAGES)
    return np.asarray(below + rng.random(towns.size) * betabinom.pmf(towns, all_found, TOWNS, VILLAGES))


def distance(uniform: Values) -> float:
    """Kolmogorov distance between the distribution of some numbers and the uniform one."""
    steps = np.arange(uniform.size + 1) / uniform.size
    ordered = np.sort(uniform)
    return float(max((steps[1:] - ordered).max(), (ordered - steps[:-1]).max()))


def run(setup: Setup) -> Found:
    """Run equal rates by province, then unequal rates between towns and villages, weighted by surprise or not."""
    towns, found = _urns(setup)
    share = (TOWNS + towns) / (TOWNS + VILLAGES + found)
    # after n draws an urn has reached the fraction n/(n + balls at first) of its final variance
    spread = np.mean((share - _MEAN) ** 2) / np.mean(found / (found + TOWNS + VILLAGES))
    runaway = simulate(setup, _BY_AREA, months=LONG, seed=setup.seed)
    unequal = share_of_towns(runaway)
    surprised = {**_BY_AREA, "watching.cameras.surprise": True}
    surprise = share_of_towns(simulate(setup, surprised, months=LONG, seed=setup.seed))
    return Found(
        values={
            "mean": float(share.mean()),
            "variance": float(spread),
            "distance": distance(ranks(towns, found, np.random.default_rng(setup.seed))),
            "unequal": float(unequal[-1]),
            "speed": _speed(runaway),
            "surprise": float(surprise[-1]),
        },
        picture=_picture(share, unequal, surprise),
    )


def _speed(simulated: SimulatedMonths) -> float:
    """Exponent with which the share of villages falls as incidents add up."""
    left = 1.0 - share_of_towns(simulated)
    total = [by_province(parts, "incidents").sum() + PROVINCES * (TOWNS + VILLAGES) for parts in simulated.parts]
    return float(np.log(left[-1] / left[EARLY]) / np.log(total[-1] / total[EARLY]))


def _picture(share: Values, unequal: Values, surprise: Values) -> Curves:
    """Sorted shares after equal rates, the quantiles of their limit, and the two paths after unequal rates."""
    rank = (np.arange(share.size) + 0.5) / share.size
    fine = np.linspace(0.005, 0.995, 100)
    months = np.arange(1, LONG + 1) / LONG
    shown = slice(3, None, 4)
    return curves(
        "Share of cameras in towns",
        "equal rates: rank of a province (0 to 1); other curves: time (1 is 120 months)",
        "share of cameras in towns",
        Curve("equal rates: Beta(2, 1)", fine, beta.ppf(fine, TOWNS, VILLAGES)),
        Curve("equal rates, provinces", rank[shown], np.sort(share)[shown], "points"),
        Curve("rates 4 to 1", months[shown], unequal[shown], "points"),
        Curve("rates 4 to 1, weighted by 1 − own share", months[shown], surprise[shown], "points"),
        Curve("λ_A/(λ_A + λ_B)", [0.0, 1.0], [RATIO / (RATIO + 1.0)] * 2),
    )


_URNS: Final = PROVINCES * RUNS
_MEAN: Final = TOWNS / (TOWNS + VILLAGES)
_VARIANCE: Final = float(beta.var(TOWNS, VILLAGES))
_FOURTH: Final = float(beta.expect(lambda share: (share - _MEAN) ** 4, args=(TOWNS, VILLAGES)))

REPLICATION = Replication(
    name="ensign-2018",
    title="Cameras go where incidents were recorded",
    source="Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian (2018), Runaway Feedback Loops in "
    "Predictive Policing, Proceedings of Machine Learning Research 81",
    published="Two regions are an urn. With equal rates the share of one region tends to a Beta(n_A, n_B) variable, "
    "where n_A and n_B are the incidents on record at first. With unequal rates the share of one region goes to 1. If "
    "an incident is counted only with probability 1 − own share, the share goes to λ_A/(λ_A + λ_B). This is from the "
    "text; the authors’ code was not used.",
    setting="The towns and villages of each of 31 provinces are one urn, with 2 and 1 incidents on record at first, "
    "in 6 runs. All strata have equally many people, and cameras move each month. With unequal rates the urn is all "
    "towns against all villages, and hundreds of incidents are added at once each month. Incidents have the weight 1 "
    "− own share instead of being dropped at random.",
    targets=(
        target("mean", "Equal rates: mean share of towns", _MEAN, 4.0 * float(np.sqrt(_VARIANCE / _URNS)),
               f"four standard errors of {_URNS} urns", "published"),
        target("variance", "Equal rates: variance of the share, extrapolated to endless urns", _VARIANCE,
               4.0 * float(np.sqrt((_FOURTH - _VARIANCE**2) / _URNS)),
               f"four standard errors of {_URNS} urns; drawing two balls at once lowers it by 0.3 %", "published"),
        target("distance", "Equal rates: Kolmogorov distance from BetaBinomial(n; 2, 1)", 0.0,
               float(kstwo.ppf(0.999, _URNS)), f"{_URNS} draws from that distribution exceed it once in a thousand "
               f"times", "published"),
        target("unequal", "Rates 4 to 1: share of towns after 120 months", 0.99, 0.0,
               "the gap to 1 falls with incidents to the power −3/4, to 0.003 by then", "published", "over"),
        target("speed", "Rates 4 to 1: that exponent, λ_B/λ_A − 1", 1.0 / RATIO - 1.0, 0.04,
               "four times 0.009 for chance, and 0.005 for months instead of single incidents; both from separately "
               "simulated urns"),
        target("surprise", "Rates 4 to 1, weighted by 1 − own share: share of towns", RATIO / (RATIO + 1.0), 0.0034,
               "four standard errors of about 150,000 weighted incidents", "published"),
    ),
    wrong={"watching.cameras.feedback": 0.5},
    run=run,
)  # fmt: skip
