"""Permanent income, as a ratio to the national mean of adults.

For towns and for the country separately, log income is a broken line in a Gaussian score (one slope for each quarter
of the scale between `KNOTS`), with a Pareto tail for the richest few per cent. The rural mean is the urban mean divided
by the published ratio (2g). The Gaussian score is the exact normal score of a latent index: effects of schooling,
occupation, Party, sex and age, plus the place, plus chance (a Gaussian copula).

One lognormal cannot match the published figures together (2g). Two straight lines with Pareto tails reach a Gini of
0.455 at most if every quintile share stays within 1.5 points. The slopes of the broken line are therefore fitted to a
Gini of 0.467 and the five quintile shares of facts 2g. The published ratios of mean to median are narrower than these
quintiles allow, and are not matched.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri

from ..scenario.sections.society import Society
from .margins import AXES, categories, joint

Floats = NDArray[np.float64]

INCOME_NUMBERS = (
    "urban_share",
    "party_share",
    "offline_share",
    "urban_rural_ratio",
    *(name for name in Society.declared() if name.startswith("income_")),
)
"""Numbers of the Society section that the distribution of income depends on."""

KNOTS = (-0.84, 0.0, 0.84)
"""Normal scores at which the slope of log income changes: the fifth, half and four fifths of an area.

They are fixed; the slopes between them are parameters.
"""

EFFECTS: dict[str, tuple[str, ...]] = {
    axis: tuple(f"income_of_{name.replace('-', '_').replace('+', '_plus')}" for name in AXES[axis])
    for axis in ("education", "occupation", "party", "sex", "age")
}
"""By axis, the parameter with each category's effect on the latent index (on the scale of `income_chance`)."""

TABLE_SIZE = 4096
TABLE_END = 6.0
"""Tables over the latent index range from -TABLE_END to TABLE_END in equal steps."""


@dataclass(frozen=True)
class IncomeTable:
    """Look-up tables for `population.draw`, by area (0 rural, 1 urban)."""

    log_income: Floats
    """float64 (2, TABLE_SIZE): log of permanent income at each value of the latent index."""
    index: Floats
    """float64 (PEOPLE_CELLS,): mean of the latent index of each cell."""
    cutoffs: Floats
    """float64 (4,): permanent income at the borders of the national quintiles."""


@dataclass(frozen=True)
class IncomeShape:
    """Figures of the exact national distribution; `cutoffs` are the borders of the quintiles."""

    gini: float
    quintile_shares: Floats
    top_tenth_share: float
    urban_rural_ratio: float
    cutoffs: Floats


def log_quantile(
    score: Floats, *, slopes: tuple[float, ...], tail_exponent: float, tail_share: float, richest_share: float
) -> Floats:
    """Log income at a normal score, up to a constant: a broken line, then a Pareto tail for the richest.

    Incomes above the upper share `richest_share` are set to its lower end.
    """
    score = np.minimum(score, -ndtri(richest_share))
    start = np.asarray(-ndtri(tail_share), np.float64)
    tail = _broken_line(start, slopes) - (log_ndtr(-score) - np.log(tail_share)) / tail_exponent
    return np.where(score < start, _broken_line(score, slopes), tail)


def _broken_line(score: Floats, slopes: tuple[float, ...]) -> Floats:
    """A continuous line through 0 at the middle knot, with one slope between each two of `KNOTS`."""
    edges = (-np.inf, *KNOTS, np.inf)
    line = np.zeros_like(score)
    for slope, low, high in zip(slopes, edges[:-1], edges[1:], strict=True):
        # the length of this segment between 0 and the score
        line += slope * (np.clip(score, low, high) - np.clip(0.0, low, high))
    return line


def income_table(numbers: Mapping[str, float]) -> IncomeTable:
    """The tables for a Society section's numbers (`INCOME_NUMBERS` names them)."""
    return _table(tuple(sorted((name, float(numbers[name])) for name in INCOME_NUMBERS)))


def income_shape(numbers: Mapping[str, float]) -> IncomeShape:
    """Figures of the exact national distribution behind the tables."""
    p, width = _fine_shares()
    areas = [np.exp(_log_incomes(numbers, ndtri(p), area)) for area in (0, 1)]
    urban = numbers["urban_share"]
    income = np.concatenate(areas)
    weight = np.concatenate([width * (1.0 - urban), width * urban])
    order = np.argsort(income)
    income, weight = income[order], weight[order]
    below, received = np.cumsum(weight), np.cumsum(income * weight)
    total = received[-1]
    fifths = np.interp(np.linspace(0, 1, 6), np.r_[0, below], np.r_[0, received]) / total
    means = [float((x * width).sum()) for x in areas]
    return IncomeShape(
        gini=float(1.0 - np.sum(weight * (2.0 * received - income * weight)) / total),
        quintile_shares=np.diff(fifths),
        top_tenth_share=float(1.0 - np.interp(0.9, below, received) / total),
        urban_rural_ratio=means[1] / means[0],
        cutoffs=np.interp([0.2, 0.4, 0.6, 0.8], below, income),
    )


@functools.lru_cache(maxsize=16)
def _table(items: tuple[tuple[str, float], ...]) -> IncomeTable:
    numbers = dict(items)
    of = categories()
    index = np.zeros(next(iter(of.values())).shape)
    for axis, effects in EFFECTS.items():
        index += np.array([numbers[name] for name in effects])[of[axis]]
    grid = np.linspace(-TABLE_END, TABLE_END, TABLE_SIZE)
    weights = joint(**{name: numbers[name] for name in ("urban_share", "party_share", "offline_share")})
    sd = float(np.hypot(numbers["income_chance"], numbers["income_place_sorting"]))
    rows = []
    for area in (0, 1):
        score = _normal_score(grid, index, np.where(of["area"] == area, weights, 0.0), sd)
        rows.append(_log_incomes(numbers, score, area))
    return IncomeTable(np.stack(rows), index, income_shape(numbers).cutoffs)


def _normal_score(grid: Floats, index: Floats, weights: Floats, sd: float) -> Floats:
    """The normal score of a mixture of normals at each grid point; its distribution is normal exactly."""
    means, which = np.unique(np.round(index, 12), return_inverse=True)
    mixture = np.bincount(which, weights) / weights.sum()
    below = ndtr((grid[:, None] - means) / sd) @ mixture
    above = ndtr((means - grid[:, None]) / sd) @ mixture
    tiny = np.finfo(float).tiny
    score = np.where(below < 0.5, ndtri(np.maximum(below, tiny)), -ndtri(np.maximum(above, tiny)))
    return np.asarray(score, np.float64)


def _log_incomes(numbers: Mapping[str, float], score: Floats, area: int) -> Floats:
    """Log permanent income in an area at each normal score, the national mean being 1."""
    name = "urban" if area else "rural"
    line = functools.partial(
        log_quantile,
        slopes=tuple(numbers[f"income_slope_{name}_{k}"] for k in (1, 2, 3, 4)),
        tail_exponent=numbers[f"income_tail_exponent_{name}"],
        tail_share=numbers["income_tail_share"],
        richest_share=numbers["income_richest_share"],
    )
    p, width = _fine_shares()
    raw_mean = float((np.exp(line(ndtri(p))) * width).sum())
    urban, ratio = numbers["urban_share"], numbers["urban_rural_ratio"]
    rural_mean = 1.0 / (urban * ratio + 1.0 - urban)
    mean = rural_mean * (ratio if area else 1.0)
    return np.asarray(line(score) + np.log(mean / raw_mean), np.float64)


@functools.cache
def _fine_shares() -> tuple[Floats, Floats]:
    """Midpoints and widths of slices of the population, finer and finer towards the richest."""
    edges = np.r_[np.linspace(0.0, 0.99, 20001), 1.0 - np.geomspace(0.01, 1e-9, 4001)[1:], 1.0]
    return (edges[1:] + edges[:-1]) / 2.0, np.diff(edges)
