"""Published aggregates about the population, assumptions where none exist, and the joint distribution fitted to them.

No record of a person enters: only shares and means. Each names the fact (`scenario/facts.tsv`) that it comes from, or
the word *assumption*. Assumed values are rough recollections of orders of magnitude, unchecked, and must not be quoted
as data.

The joint distribution has one cell for each combination of categories in `AXES`. Iterative proportional fitting starts
from assumed odds ratios and scales the weights to one margin after another until all margins are met; it leaves odds
ratios that no margin constrains unchanged.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import BadScenario
from ..vocabulary import AGE_BANDS, AREAS, EDUCATIONS, MEMBERSHIPS, OCCUPATIONS, SEXES


@dataclass(frozen=True)
class Margin:
    """One share of adults that the population must match."""

    name: str
    """The printed name: the share, and among whom."""
    among: Mapping[str, tuple[str, ...]]
    """Categories of the denominator, by axis; empty for all adults."""
    has: Mapping[str, tuple[str, ...]]
    """Categories of the numerator, by axis."""
    share: float
    """The target, 0..1."""
    source: str
    """A facts id or "assumption"."""


AXES: dict[str, tuple[str, ...]] = {
    "area": AREAS,
    "sex": SEXES,
    "age": tuple(AGE_BANDS),
    "education": EDUCATIONS,
    "occupation": OCCUPATIONS,
    "party": MEMBERSHIPS,
    "net": ("online", "offline"),
}
"""Axes of the joint distribution, in the order of its index."""

EMPLOYED_SHARE = 0.70
"""Employed adults: 770 m employed (2g) over about 1,100 m adults (assumption)."""

OFFICIAL_SHARE = 0.0064
"""About 7 m civil servants (2g, unverified there) over about 1,100 m adults (assumption)."""

AGE_SHARES = {"18-29": 0.19, "30-44": 0.28, "45-59": 0.29, "60+": 0.24}
EDUCATION_SHARES = {"primary": 0.29, "middle": 0.38, "high": 0.16, "college": 0.17}
OCCUPATION_SHARES = {
    "farmer": 0.251 * EMPLOYED_SHARE,
    "worker": 0.275 * EMPLOYED_SHARE,
    "service": 0.474 * EMPLOYED_SHARE - 0.09 - 0.024 - OFFICIAL_SHARE,
    "professional": 0.09,
    "manager": 0.024,
    "official": OFFICIAL_SHARE,
    "retired": 0.16,
    "out-of-work": 1.0 - EMPLOYED_SHARE - 0.16,
}
"""Primary, secondary and tertiary employment of 2019 (2g); the tertiary sector is split by assumption."""

_OCCUPATION_SOURCE = {"farmer": "2g", "worker": "2g", "official": "2g"}


def margins(*, urban_share: float, party_share: float, offline_share: float) -> tuple[Margin, ...]:
    """Every share that the joint distribution must meet, given the three that a scenario can change."""

    def all_of(axis: str, shares: dict[str, float], sources: dict[str, str]) -> list[Margin]:
        return [
            Margin(f"{axis}: {name}", {}, {axis: (name,)}, share, sources.get(name, "assumption"))
            for name, share in shares.items()
        ]

    member, offline = {"party": ("member",)}, {"net": ("offline",)}
    return (
        Margin("urban", {}, {"area": ("urban",)}, urban_share, "2g"),
        Margin("women", {}, {"sex": ("female",)}, 0.49, "assumption"),
        *all_of("age", AGE_SHARES, {}),
        *all_of("education", EDUCATION_SHARES, {}),
        *all_of("occupation", OCCUPATION_SHARES, _OCCUPATION_SOURCE),
        Margin("Party members", {}, member, party_share, "2g"),
        Margin("Party members: women", member, {"sex": ("female",)}, 0.279, "2g"),
        Margin("Party members: college", member, {"education": ("college",)}, 0.547, "2g"),
        Margin("Party members: workers and farmers", member, {"occupation": ("worker", "farmer")}, 0.333, "2g"),
        Margin("offline", {}, offline, offline_share, "2e"),
        Margin("offline: aged 60 and over", offline, {"age": ("60+",)}, 0.46, "2e"),
        Margin("offline: rural", offline, {"area": ("rural",)}, 0.627, "2e"),
        Margin("farmers: rural", {"occupation": ("farmer",)}, {"area": ("rural",)}, 0.92, "assumption"),
        Margin("officials: Party members", {"occupation": ("official",)}, member, 0.90, "assumption"),
    )


ASSOCIATIONS: dict[tuple[str, str], tuple[tuple[float, ...], ...]] = {
    # rows: categories of the first axis; columns: categories of the second; relative odds (assumption)
    ("area", "age"): ((0.8, 0.9, 1.1, 1.3), (1.1, 1.1, 1.0, 0.8)),
    ("area", "education"): ((1.4, 1.2, 0.7, 0.45), (0.7, 0.9, 1.2, 1.5)),
    ("age", "education"): (
        (0.15, 1.0, 1.5, 2.5), (0.4, 1.3, 1.0, 1.5), (1.0, 1.3, 0.8, 0.5), (2.5, 0.8, 0.5, 0.2),
    ),
    ("sex", "education"): ((0.8, 1.05, 1.1, 1.0), (1.2, 0.95, 0.9, 1.0)),
    ("occupation", "area"): (
        (1.0, 0.1), (0.8, 1.0), (0.6, 1.0), (0.3, 1.0), (0.2, 1.0), (0.3, 1.0), (0.3, 1.0), (1.0, 1.0),
    ),
    ("occupation", "education"): (
        (1.5, 1.2, 0.4, 0.05), (0.8, 1.3, 1.0, 0.4), (0.4, 1.0, 1.3, 1.0), (0.02, 0.15, 0.6, 2.0),
        (0.1, 0.5, 1.0, 1.5), (0.02, 0.20, 0.8, 2.0), (1.0, 1.0, 1.0, 0.8), (1.2, 1.0, 0.8, 0.6),
    ),
    ("occupation", "age"): (
        (0.8, 1.2, 1.2, 0.8), (1.0, 1.2, 1.0, 0.1), (1.3, 1.3, 0.8, 0.1), (0.7, 1.2, 2.0, 0.3),
        (0.4, 1.2, 1.8, 0.3), (0.5, 1.2, 2.5, 0.05), (0.0, 0.0, 0.4, 4.0), (1.3, 0.6, 0.6, 1.2),
    ),
    ("occupation", "sex"): (
        (1.0, 1.0), (1.5, 0.6), (0.9, 1.1), (0.9, 1.1), (1.5, 0.6), (1.4, 0.6), (0.9, 1.1), (0.7, 1.4),
    ),
    ("party", "age"): ((1.0, 1.0, 1.0, 1.0), (0.6, 0.9, 1.1, 1.3)),
    ("party", "occupation"): (
        (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), (0.5, 0.5, 0.6, 1.5, 2.0, 20.0, 1.5, 0.3),
    ),
    ("net", "age"): ((1.0, 1.0, 1.0, 1.0), (0.03, 0.1, 0.5, 3.0)),
    ("net", "education"): ((1.0, 1.0, 1.0, 1.0), (3.0, 0.8, 0.3, 0.08)),
    ("net", "area"): ((1.0, 1.0), (2.0, 1.0)),
}  # fmt: skip
"""Associations between categories before fitting; the fitting keeps these odds ratios."""

PROVINCES: tuple[tuple[str, float, float], ...] = (
    ("Beijing", 21.9, 0.88), ("Tianjin", 13.9, 0.85), ("Hebei", 74.6, 0.60), ("Shanxi", 34.9, 0.63),
    ("Inner Mongolia", 24.0, 0.67), ("Liaoning", 42.6, 0.72), ("Jilin", 24.1, 0.63),
    ("Heilongjiang", 31.9, 0.66),
    ("Shanghai", 24.9, 0.89), ("Jiangsu", 84.7, 0.73), ("Zhejiang", 64.6, 0.72), ("Anhui", 61.0, 0.58),
    ("Fujian", 41.5, 0.69), ("Jiangxi", 45.2, 0.60), ("Shandong", 101.5, 0.63), ("Henan", 99.4, 0.55),
    ("Hubei", 57.8, 0.63), ("Hunan", 66.4, 0.59), ("Guangdong", 126.0, 0.74), ("Guangxi", 50.1, 0.54),
    ("Hainan", 10.1, 0.60), ("Chongqing", 32.1, 0.69), ("Sichuan", 83.7, 0.57), ("Guizhou", 38.6, 0.53),
    ("Yunnan", 47.2, 0.50), ("Tibet", 3.6, 0.36), ("Shaanxi", 39.5, 0.63), ("Gansu", 25.0, 0.52),
    ("Qinghai", 5.9, 0.60), ("Ningxia", 7.2, 0.65), ("Xinjiang", 25.9, 0.57),
)  # fmt: skip
"""Name, weight (millions of people) and urban share of 31 units (assumption: recollection of 2020)."""

FIFTHS = ("poorest", "second", "middle", "fourth", "richest")
INCOME_QUINTILE_SHARES = (0.046, 0.096, 0.153, 0.239, 0.467)
"""Fifths of the population by income, and their shares of disposable income, 2020 (2g)."""

GINI = 0.468
"""Income Gini of 2020 (2g)."""

MEAN_OVER_MEDIAN = {"all": 32189 / 27540, "urban": 42359 / 39244, "rural": 16021 / 14389}
"""Mean over median of disposable income: 2020 for all, 2019 by area (2g)."""

TOP_TENTH_SHARE = 0.41
"""Share of national income of the richest tenth, 2015 (2g); before tax, so not the same quantity."""

OPT_IN_YEARS = (1990, 1995)
"""Birth years from which the share that opts in to a commercial score is published (2c)."""

INCOME_ASSORTATIVITY = (0.2, 0.4)
"""Prior for the correlation of income between friends (2g, unverified there)."""

JOINT_SHAPE = tuple(len(names) for names in AXES.values())
PEOPLE_CELLS = int(np.prod(JOINT_SHAPE))
_MOST_ROUNDS = 2000
_CLOSE = 1e-10

Weights = NDArray[np.float64]


def categories() -> dict[str, NDArray[np.int64]]:
    """For each axis, the category of every cell: int64 (PEOPLE_CELLS,)."""
    return dict(zip(AXES, np.unravel_index(np.arange(PEOPLE_CELLS), JOINT_SHAPE), strict=True))


def members(where: Mapping[str, tuple[str, ...]]) -> NDArray[np.bool_]:
    """Cells that have all the named categories: bool (PEOPLE_CELLS,)."""
    of = categories()
    chosen = np.ones(PEOPLE_CELLS, bool)
    for axis, names in where.items():
        chosen &= np.isin(of[axis], [AXES[axis].index(name) for name in names])
    return chosen


def share(weights: Weights, margin: Margin) -> float:
    """The share of a margin under weights of the cells (PEOPLE_CELLS,)."""
    among = members(margin.among)
    return float(weights[among & members(margin.has)].sum() / weights[among].sum())


@functools.lru_cache(maxsize=16)
def joint(*, urban_share: float, party_share: float, offline_share: float) -> Weights:
    """Shares of adults by cell, float64 (PEOPLE_CELLS,); they sum to 1 and match every margin.

    Raises
    ------
    BadScenario
        If no population can have these shares together.
    """
    wanted = margins(urban_share=urban_share, party_share=party_share, offline_share=offline_share)
    weights = _odds()
    masks = [(m, members(m.among), members(m.has)) for m in wanted]
    for _ in range(_MOST_ROUNDS):
        worst = 0.0
        for margin, among, has in masks:
            worst = max(worst, _scale(weights, among & has, among & ~has, margin.share))
        if worst < _CLOSE:
            weights.setflags(write=False)
            return weights
    raise BadScenario(
        "society",
        received=f"urban_share={urban_share:g}, party_share={party_share:g}, offline_share={offline_share:g}",
        accepted="shares that one population can have at the same time",
        remedy="Move the shares closer to their defaults, which xy.facts() lists.",
    )


def _scale(weights: Weights, inside: NDArray[np.bool_], outside: NDArray[np.bool_], target: float) -> float:
    """Scale the cells inside and outside to the target share, in place; returns the absolute error before scaling."""
    a, b = weights[inside].sum(), weights[outside].sum()
    weights[inside] *= target * (a + b) / a
    weights[outside] *= (1.0 - target) * (a + b) / b
    return float(abs(a / (a + b) - target))


def _odds() -> Weights:
    of = categories()
    weights = np.ones(PEOPLE_CELLS)
    for (first, second), table in ASSOCIATIONS.items():
        weights *= np.asarray(table)[of[first], of[second]]
    return np.asarray(weights / weights.sum(), np.float64)
