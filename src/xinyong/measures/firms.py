"""The eight firms: how many have a score of somebody, and how far their scores disagree (facts 2e). In Decembers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import jax
import jax.numpy as jnp
import numpy as np

from ..array_types import TileWhole, Values
from ..counting.citizens import Citizens, OfCitizens
from ..counting.count import Count
from ..counting.distribution import rank_correlation, ratio
from ..counting.groups import CELLS
from ..counting.tables import CountTable, histogram
from ..society.columns import FIRM_BANDS
from ..vocabulary import FIRMS
from .measure import measure, measure_for_each

_NUMBERS = len(FIRMS) + 1
"""How many firms can have a score of one citizen: 0 to 8."""
_SPREAD_STEP = 1.0 / 8.0
"""What one unit of the table of standard deviations is worth, in points."""


def _bands(c: Citizens, firm: int) -> TileWhole:
    return (c.firms_bands >> jnp.uint32(4 * firm)).astype(jnp.int32) & (FIRM_BANDS - 1)


def _has(c: Citizens, firm: int) -> TileWhole:
    return (c.firms_has & jnp.uint8(1 << firm)) > 0


def _with_later(firm: int) -> CountTable:
    """People by later firm, band of the firm and band of the later one, among people whom both firms score."""
    later = range(firm + 1, len(FIRMS))

    def place(c: Citizens) -> TileWhole:
        own = _bands(c, firm) * FIRM_BANDS
        return jnp.stack([(k * FIRM_BANDS**2) + own + _bands(c, other) for k, other in enumerate(later)])

    def both(c: Citizens) -> TileWhole:
        return jnp.stack([_has(c, firm) & _has(c, other) for other in later])

    name, size = f"firms_beside_{FIRMS[firm]}", len(later) * FIRM_BANDS**2
    return histogram(name, size, needs="firms_has", place=place, amount=both, every=12)


def _by_cell(name: str, amount: OfCitizens) -> CountTable:
    return histogram(name, CELLS, needs="firms_has", place=lambda c: c.cell, amount=amount, every=12)


TABLES: tuple[CountTable, ...] = (
    histogram(
        "firms_held",
        CELLS * _NUMBERS,
        needs="firms_has",
        place=lambda c: c.cell * _NUMBERS + jax.lax.population_count(c.firms_has).astype(jnp.int32),
        every=12,
    ),
    _by_cell("firms_contradicted", lambda c: (c.firms_good > 0) & (c.firms_bad > 0)),
    _by_cell("firms_spread", lambda c: jnp.rint(c.firms_spread / _SPREAD_STEP).astype(jnp.int32)),
    *(_with_later(firm) for firm in range(len(FIRMS) - 1)),
)


def _of_several(now: Count, table: str) -> Values:
    """The mean of a table by cell over people whom at least two firms score."""
    return ratio(now.table_by_group(table)[:, 0], now.table_by_group("firms_held")[:, 2:].sum(axis=1))


@measure("firms", source="2e", label="essay")
def firms_per_person(now: Count) -> Values:
    """Number of firms that score a person, on average over all people. In December; undefined without firms."""
    people = now.table_by_group("firms_held")
    return ratio(people @ np.arange(_NUMBERS), people.sum(axis=1))


@measure("share", source="2e", label="essay")
def share_scored_by_firms(now: Count) -> Values:
    """People whom at least one firm scores, of all people. In December."""
    people = now.table_by_group("firms_held")
    return ratio(people[:, 1:].sum(axis=1), people.sum(axis=1))


@measure("share", source="S1", label="hypothetical")
def firms_contradiction_share(now: Count) -> Values:
    """People with a good score at one firm and a bad one at another, of those whom at least two firms score.

    In December.
    """
    return _of_several(now, "firms_contradicted")


@measure("points", source="S1", label="hypothetical")
def firms_spread_points(now: Count) -> Values:
    """Standard deviation of the firms' scores of one person, on average over people whom at least two firms score.

    In December.
    """
    return _of_several(now, "firms_spread") * _SPREAD_STEP


def pairs(now: Count) -> dict[tuple[str, str], float]:
    """Rank correlation of each pair of firms over the people whom both score."""
    found: dict[tuple[str, str], float] = {}
    for f, firm in enumerate(FIRMS[:-1]):
        joint = now.table(f"firms_beside_{firm}").reshape(-1, FIRM_BANDS, FIRM_BANDS)
        found |= {(firm, FIRMS[f + 1 + k]): rank_correlation(table) for k, table in enumerate(joint)}
    return found


def _over(values: Iterable[float], statistic: Callable[[list[float]], float | np.floating]) -> float:
    defined = [value for value in values if not np.isnan(value)]
    return float(statistic(defined)) if defined else float("nan")


@measure("correlation", source="S1", label="hypothetical", groups="all")
def firms_rank_correlation(now: Count) -> float:
    """Spearman's rank correlation of two firms' scores over the people whom both score, on average over pairs.

    Scores are ranked in sixteen bands, each a 24th of the scale; the two outer bands are open. This is within 0.03 of
    the ranking by whole points. In December.
    """
    return _over(now.once(pairs).values(), np.mean)


@measure_for_each(
    "firms_rank_correlation_{which}",
    "correlation",
    "which, statistic",
    (("least", min), ("most", max)),
    source="S1",
    label="hypothetical",
    groups="all",
)
def of_extreme_pairs(now: Count, statistic: Callable[[list[float]], float]) -> float:
    """As firms_rank_correlation, for the two firms that agree {which}."""
    return _over(now.once(pairs).values(), statistic)


@measure_for_each(
    "firms_rank_correlation_{firm}", "correlation", "firm", FIRMS, source="S1", label="hypothetical", groups="all"
)
def of_each_firm(now: Count, firm: str) -> float:
    """Rank correlation of the scores of the firm `{firm}` with each other firm's, on average over these."""
    return _over([value for pair, value in now.once(pairs).items() if firm in pair], np.mean)
