"""Check of a drawn population: every target beside the sample, and the structure of its ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from ..array_types import HostArray
from ..errors import BadRequest
from ..scenario.scenario import Scenario
from .columns import BLOCK, FIXED, PLACE
from .margins import (
    FIFTHS,
    GINI,
    INCOME_ASSORTATIVITY,
    INCOME_QUINTILE_SHARES,
    JOINT_SHAPE,
    MEAN_OVER_MEDIAN,
    PROVINCES,
    TOP_TENTH_SHARE,
    Margin,
    margins,
    members,
)
from .population import AGE_YEARS, draw
from .random_streams import stream_key
from .ties import LayeredTies, layered_ties

Drawn = Mapping[str, HostArray]

BLOCKS_WITH_TIES = 4
"""Blocks in which ties are measured; every block has the same possible ties."""

_STANDARD_ERRORS = 4.0


@dataclass(frozen=True)
class MarginCheck:
    """One row of the check."""

    margin: str
    """Name of the share or statistic."""
    target: float | None
    """The published or assumed value; None if there is none."""
    sample: float
    """The value in the drawn population; NaN if it concerns nobody."""
    tolerance: float | None
    """Accepted distance from the target; None where the model is known to miss the target, or the target is only a
    prior."""
    source: str
    """Facts id of the target, or "assumption"."""

    @property
    def is_met(self) -> bool | None:
        """Whether the sample is within tolerance; None if there is no target or no tolerance."""
        if self.target is None or self.tolerance is None or np.isnan(self.sample):
            return None
        return bool(abs(self.sample - self.target) <= self.tolerance)


def check_population(scenario: Scenario, population: int, seed: int) -> list[dict[str, Any]]:
    """Draw a scenario's population and compare every target with the sample.

    Returns one dictionary for each row, with the fields of `MarginCheck` and ``is_met``.

    Raises
    ------
    BadRequest
        If the population is not positive.
    """
    if population < 1:
        raise BadRequest("population", received=population, accepted="a whole number from 1", remedy="Try 100000.")
    month = scenario.window.from_
    numbers = scenario.society.numbers(month)
    padded = -(-population // BLOCK) * BLOCK
    drawn = draw(scenario.society, seed=seed, start=0, count=padded, population=population, month=month)
    everyone = {name: np.asarray(drawn[name]) for name in FIXED}
    columns = {name: column[:population] for name, column in everyone.items()}
    rows = [
        *_shares(columns, numbers, month),
        *_provinces(columns),
        *_incomes(columns, numbers),
        *_tie_rows(everyone, numbers, seed),
    ]
    return [{**asdict(row), "is_met": row.is_met} for row in rows]


def _shares(columns: Drawn, numbers: Mapping[str, float], month: int) -> list[MarginCheck]:
    cell = cell_of(columns, month)
    wanted = margins(**{name: numbers[name] for name in ("urban_share", "party_share", "offline_share")})
    rows = [_share_row(margin, cell) for margin in wanted]
    online = columns["online"] > 0
    target = numbers["opt_in_share"]
    tolerance = _tolerance(target, int(online.sum()))
    return [*rows, MarginCheck("online: opt in", target, _mean(columns["opts_in"][online]), tolerance, "2c")]


def cell_of(columns: Drawn, month: int) -> NDArray[np.int64]:
    """Cell of each citizen in the joint distribution, with ages at `month`: int64 (n,)."""
    age_months = month - 12 * 1900 - columns["birth_month"].astype(np.int64)
    firsts = [12 * first for first, _ in AGE_YEARS[1:]]
    return np.ravel_multi_index(
        (
            columns["is_urban"].astype(int),
            columns["is_female"].astype(int),
            np.searchsorted(firsts, age_months, side="right"),
            columns["education"],
            columns["occupation"],
            columns["is_member"].astype(int),
            (columns["online"] == 0).astype(int),
        ),
        JOINT_SHAPE,
    )


def _share_row(margin: Margin, cell: NDArray[np.int64]) -> MarginCheck:
    among = members(margin.among)[cell]
    has = members(margin.has)[cell]
    places = cell.size // PLACE + 1
    n = places if "area" in margin.has and not margin.among else int(among.sum())
    return MarginCheck(margin.name, margin.share, _mean(has[among]), _tolerance(margin.share, n), margin.source)


def _provinces(columns: Drawn) -> list[MarginCheck]:
    weights = np.array([weight for _, weight, _ in PROVINCES])
    targets = weights / weights.sum()
    n = columns["province"].size
    found = np.bincount(columns["province"], minlength=len(PROVINCES)) / n
    return [
        MarginCheck(f"province: {name}", float(target), float(share), _tolerance(target, n // PLACE + 1), "assumption")
        for (name, _, _), target, share in zip(PROVINCES, targets, found, strict=True)
    ]


def _incomes(columns: Drawn, numbers: Mapping[str, float]) -> list[MarginCheck]:
    income = np.sort(columns["permanent_income"].astype(np.float64))
    n = income.size
    noise = 30.0 / np.sqrt(n)  # heavy tails: small samples often miss the richest
    received = np.r_[0.0, np.cumsum(income)] / income.sum()
    at = np.interp(np.arange(11) / 10, np.arange(n + 1) / n, received)
    urban = columns["is_urban"]
    by_area = {name: columns["permanent_income"][urban == is_in].astype(np.float64) for name, is_in in _AREAS}
    gini = 1.0 - float((received[1:] + received[:-1]).sum() / n)
    ratio = numbers["urban_rural_ratio"]
    rows = [MarginCheck("permanent income: Gini", GINI, gini, 0.03 + 0.03 * noise, "2g")]
    for k, (fifth, target) in enumerate(zip(FIFTHS, INCOME_QUINTILE_SHARES, strict=True)):
        share = float(at[2 * k + 2] - at[2 * k])
        rows.append(
            MarginCheck(f"permanent income: share of the {fifth} fifth", target, share, 0.015 + 0.03 * noise, "2g")
        )
    rows.append(
        MarginCheck(
            "permanent income: town over country", ratio, _ratio(by_area), 0.03 * ratio * (1 + 10 * noise), "2g"
        )
    )
    rows.append(MarginCheck("permanent income: share of top tenth", TOP_TENTH_SHARE, float(1 - at[9]), None, "2g"))
    for name, incomes in {"all": income, **by_area}.items():
        spread = float(incomes.mean() / np.median(incomes)) if incomes.size else float("nan")
        rows.append(
            MarginCheck(f"permanent income: mean over median, {name}", MEAN_OVER_MEDIAN[name], spread, None, "2g")
        )
    return rows


_AREAS = (("urban", True), ("rural", False))


def _ratio(by_area: Mapping[str, NDArray[np.float64]]) -> float:
    if not by_area["rural"].size or not by_area["urban"].size:
        return float("nan")
    return float(by_area["urban"].mean() / by_area["rural"].mean())


def _tie_rows(everyone: Drawn, numbers: Mapping[str, float], seed: int) -> list[MarginCheck]:
    count = min(everyone["is_person"].size, BLOCKS_WITH_TIES * BLOCK)
    columns = {name: column[:count].reshape(-1, BLOCK) for name, column in everyone.items()}
    ties: LayeredTies = layered_ties(numbers)
    citizen = np.arange(count, dtype=np.uint32).reshape(-1, BLOCK)
    alive = ties.initial(stream_key(seed, "ties", 0), citizen, columns)
    flat = {name: column.reshape(-1) for name, column in columns.items()}
    shape = tie_shape(ties.pairs(alive), flat["is_person"], flat)
    low, high = INCOME_ASSORTATIVITY
    targets = {"ties: assortativity by log income": ((low + high) / 2.0, (high - low) / 2.0, "2g")}
    rows = []
    for name, value in shape.items():
        target, tolerance, source = targets.get(name, (None, None, "assumption"))
        rows.append(MarginCheck(name, target, value, tolerance, source))
    return rows


def tie_shape(pairs: NDArray[np.int64], is_person: NDArray[np.bool_], columns: Drawn) -> dict[str, float]:
    """Structure of a network of ties, by name; only people count.

    Mean and standard deviation of the degree; transitivity (share of a person's pairs of friends who are friends);
    assortativity (correlation between friends) by log income, education and age; and the share of a block's people in
    its largest component (mean over blocks: ties do not leave a block).

    Parameters
    ----------
    pairs
        int64 (n, 2) living ties, each once.
    is_person, columns
        bool (citizens,), and flat columns ``permanent_income, education, birth_month``.
    """
    n = is_person.size
    one = np.ones(len(pairs))
    ends = (np.r_[pairs[:, 0], pairs[:, 1]], np.r_[pairs[:, 1], pairs[:, 0]])
    graph = coo_array((np.r_[one, one], ends), (n, n)).tocsr()
    degree = np.bincount(pairs.ravel(), minlength=n)
    triples = float((degree * (degree - 1.0)).sum())
    closed = float((graph @ graph).multiply(graph).sum())
    people_degree = degree[is_person]
    log_income = np.log(np.maximum(columns["permanent_income"], 1e-3))
    traits = {"log income": log_income, "education": columns["education"], "age": columns["birth_month"]}
    return {
        "ties: mean degree": _mean(people_degree),
        "ties: standard deviation of degree": float(people_degree.std()),
        "ties: transitivity": closed / triples if triples else float("nan"),
        **{f"ties: assortativity by {name}": _assortativity(pairs, x) for name, x in traits.items()},
        "ties: share in the largest component of a block": _largest_component(graph, is_person),
    }


def _assortativity(pairs: NDArray[np.int64], values: HostArray) -> float:
    """Pearson correlation between the two ends of a tie, each tie counted in both directions."""
    a, b = values[pairs[:, 0]].astype(np.float64), values[pairs[:, 1]].astype(np.float64)
    x, y = np.r_[a, b], np.r_[b, a]
    return float(np.corrcoef(x, y)[0, 1]) if x.size and x.std() > 0 else float("nan")


def _largest_component(graph: csr_array, is_person: NDArray[np.bool_]) -> float:
    _, component = connected_components(graph, directed=False)
    shares = []
    for start in range(0, is_person.size, BLOCK):
        here = component[start : start + BLOCK][is_person[start : start + BLOCK]]
        if here.size:
            shares.append(np.bincount(here).max() / here.size)
    return float(np.mean(shares))


def _mean(values: HostArray) -> float:
    return float(values.mean()) if values.size else float("nan")


def _tolerance(share: float, n: int) -> float:
    """Four standard errors of a share among n, plus 1 / n."""
    n = max(n, 1)
    return float(_STANDARD_ERRORS * np.sqrt(share * (1.0 - share) / n) + 1.0 / n)
