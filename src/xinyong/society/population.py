"""The population: every fixed column of a citizen, as a pure function of (seed, citizen number).

No citizen is a real person. A citizen is a number; its columns are drawn from published shares (`margins`), a fitted
income distribution (`income`) and random numbers. Because a citizen depends on its number only, any range of the
population can be drawn alone, in any order, on any machine.

A place is 128 consecutive citizens of one province, all in a town or all in the country, with similar incomes.
A low-discrepancy sequence assigns places (multiples of the golden section for province and area, and of the root of
two for affluence, from a random start). Even a thousand citizens therefore have about the right urban share. Within
each eight places the order is random: otherwise the masks of the ties, which connect places at fixed distances, would
connect similar places by construction.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike
from numpy.typing import NDArray

from ..array_types import AnyArray, Key, TileBool, TileFloat, TileInt, TileValue
from ..errors import BadScenario
from ..scenario.sections.society import Society
from ..vocabulary import AGE_BANDS
from .columns import COLUMNS, FIXED, PLACE
from .income import INCOME_NUMBERS, TABLE_END, TABLE_SIZE, income_table
from .margins import PROVINCES, categories, joint
from .random_streams import Stream, gauss, stream_key, threefry2x32
from .traits import OPT_IN_NUMBERS, TRAITS, facts_about, opt_in_by_birth

DEALT_TOGETHER = 8
"""Places whose order in the sequence is shuffled together."""

STRIDE = PLACE * DEALT_TOGETHER
"""A range of citizens that is drawn alone starts and ends at multiples of this number."""

PERSON_DRAWS = ("order", "slot", "age", "income", "opts_in", *TRAITS)
AGE_YEARS = tuple(itertools.pairwise((*AGE_BANDS.values(), 96)))
"""First age and the one after the last, in years, of each age band at the start of a run."""

_DRAW_NUMBERS = ("income_place_sorting", "income_chance", "old_age_mean_months", *OPT_IN_NUMBERS)
# compiled as constants, like `urban_share`: this is faster than passing them as arguments
_TRAIT_NUMBERS = tuple(number for trait in TRAITS.values() for number in trait.numbers)
_STEPS = (np.uint32(2654435769), np.uint32(1779033704))  # 2**32 times 0.618... and times 0.414...
_START, _SHUFFLE = np.uint32(0xFFFFFFFF), np.uint32(1)  # counters; no draw of a place is numbered so high
_SLOT_BITS = 18  # cells are looked up in a table of 2**18 equal slots


@dataclass(frozen=True)
class DrawTables:
    """Look-up tables of the draw, on the host. Cells are ordered by income: even one place has all kinds of people."""

    cell_of_slot: NDArray[np.uint16]
    """uint16 (2, slots): the cell in each slot, by area."""
    category: dict[str, NDArray[np.uint8]]
    """By axis, uint8 (PEOPLE_CELLS,)."""
    index: NDArray[np.float32]
    log_income: NDArray[np.float32]
    cutoffs: NDArray[np.float32]
    """All three as in `income.IncomeTable`, but float32."""
    generation: float
    """Log odds of opting in for people born just before 1990 (see `traits.opt_in_by_birth`)."""


def draw(society: Society, *, seed: int, start: int, count: int, population: int, month: int) -> dict[str, TileValue]:
    """Draw the fixed columns of the citizens `start` .. `start + count`.

    Parameters
    ----------
    society
        The Society section; its numbers are read at `month`.
    seed
        The run's seed.
    start, count
        A range of citizen numbers; both are multiples of `STRIDE`.
    population
        Number of citizens. Higher numbers are padding: all columns 0 and `is_person` False.
    month
        First month of the run, at which ages are drawn.

    Returns
    -------
    Columns by name, each flat (count,), in the types of `columns.COLUMNS`.

    Raises
    ------
    ValueError
        If the range does not consist of whole strides.
    BadScenario
        If no population can have the requested shares.
    """
    if start % STRIDE or count % STRIDE:
        raise ValueError(f"start and count must be multiples of {STRIDE}: received {start} and {count}")
    numbers = society.numbers(month)
    tables = tables_for(numbers, month)
    given = {
        "people": stream_key(seed, "people", 0),
        "places": stream_key(seed, "places", 0),
        "start": np.uint32(start),
        "population": np.uint32(population),
        "cell_of_slot": jnp.asarray(tables.cell_of_slot),
        "category": {axis: jnp.asarray(of) for axis, of in tables.category.items()},
        "index": jnp.asarray(tables.index),
        "log_income": jnp.asarray(tables.log_income),
        "cutoffs": jnp.asarray(tables.cutoffs),
        "generation": np.float32(tables.generation),
        "numbers": {name: np.float32(numbers[name]) for name in _DRAW_NUMBERS},
        "month": np.int32(month),
    }
    traits = tuple((name, float(numbers[name])) for name in _TRAIT_NUMBERS)
    columns = _draw(given, count=count, urban_share=float(numbers["urban_share"]), traits=traits)
    return {name: columns[name] for name in FIXED}


def tables_for(numbers: Mapping[str, float], month: int) -> DrawTables:
    """The look-up tables for a Society section's numbers and a first month."""
    names = (*INCOME_NUMBERS, "opt_in_share", "old_age_mean_months", *OPT_IN_NUMBERS)
    return _tables(tuple((name, float(numbers[name])) for name in names), month)


@functools.lru_cache(maxsize=16)
def _tables(items: tuple[tuple[str, float], ...], month: int) -> DrawTables:
    numbers = dict(items)
    weights = joint(**{name: numbers[name] for name in ("urban_share", "party_share", "offline_share")})
    of = categories()
    income = income_table(numbers)
    return DrawTables(
        cell_of_slot=np.stack([_slots(np.where(of["area"] == a, weights, 0.0), income.index) for a in (0, 1)]),
        category={axis: category.astype(np.uint8) for axis, category in of.items()},
        index=income.index.astype(np.float32),
        log_income=income.log_income.astype(np.float32),
        cutoffs=income.cutoffs.astype(np.float32),
        generation=_generation(weights, of, numbers, month),
    )


def _slots(weights: NDArray[np.float64], index: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Cells in equal slots, in the order of their index; a cell has slots in proportion to its weight."""
    order = np.argsort(index, kind="stable")
    ends = np.cumsum(weights[order]) / weights.sum()
    middles = (np.arange(1 << _SLOT_BITS) + 0.5) / (1 << _SLOT_BITS)
    return order[np.searchsorted(ends, middles)].astype(np.uint16)


def _generation(
    weights: NDArray[np.float64], of: dict[str, NDArray[np.int64]], numbers: Mapping[str, float], month: int
) -> float:
    """The log odds, between -15 and 15, at which `opt_in_share` of the people online opt in."""
    share, old_age = numbers["opt_in_share"], np.float32(numbers["old_age_mean_months"])
    points = 4096
    band, u = np.divmod(np.arange(len(AGE_YEARS) * points), points)
    years = (month - _age_months(band, (u + np.float32(0.5)) / points, old_age, xp=np)) // 12
    of_band = np.bincount(of["age"], np.where(of["net"] == 0, weights, 0.0))
    year, which = np.unique(years, return_inverse=True)
    of_year = np.bincount(which, of_band[band]) / (of_band.sum() * points)
    candidates = np.linspace(-15.0, 15.0, 6001)
    means = opt_in_by_birth(year[None, :], candidates[:, None], numbers, xp=np) @ of_year
    if not means[0] <= share <= means[-1]:
        raise BadScenario(
            "society.opt_in_share",
            received=f"{share:g}",
            accepted=f"{means[0]:.3f} to {means[-1]:.3f} (people born from 1990 on have their own shares)",
            remedy="For a society without a commercial score, set scoring.factors.on = false.",
        )
    return float(np.interp(share, means, candidates))


@functools.partial(jax.jit, static_argnames=("count", "urban_share", "traits"))
def _draw(
    given: dict[str, Any], *, count: int, urban_share: float, traits: tuple[tuple[str, float], ...]
) -> dict[str, TileValue]:
    citizen = given["start"] + jnp.arange(count, dtype=jnp.uint32)
    stream = Stream(given["people"], citizen, PERSON_DRAWS)
    place = given["start"] // jnp.uint32(PLACE) + jnp.arange(count // PLACE, dtype=jnp.uint32)
    of_place = places(given["places"], place, urban_share=urban_share)
    province, is_urban, affluence = (jnp.repeat(x, PLACE, total_repeat_length=count) for x in of_place)

    cell = given["cell_of_slot"][is_urban.astype(jnp.int32), _slot(stream)]
    are = {axis: of[cell] for axis, of in given["category"].items()}
    numbers = given["numbers"]
    age_months = _age_months(are["age"], stream.unit("age"), numbers["old_age_mean_months"])
    permanent_income = _income(given, stream, cell, is_urban, affluence)
    columns: dict[str, TileValue] = {
        "is_person": citizen < given["population"],
        "province": province,
        "is_urban": is_urban,
        "is_female": are["sex"] == 1,
        "birth_month": given["month"] - age_months - 12 * 1900,
        "education": are["education"],
        "occupation": are["occupation"],
        "is_member": are["party"] == 1,
        "quintile": (permanent_income[:, None] > given["cutoffs"]).sum(axis=1),
        "permanent_income": permanent_income,
    }
    facts = facts_about(
        age_years=age_months.astype(jnp.float32) / jnp.float32(12.0),
        **{n: columns[n] for n in ("education", "permanent_income", "is_female", "is_member", "is_urban")},
    )
    for name, trait in TRAITS.items():
        columns[name] = trait.value(facts, are["occupation"].astype(jnp.int32), stream.gauss(name), dict(traits))
    is_online = are["net"] == 0
    columns["online"] = jnp.where(is_online, columns["online"], jnp.float32(0.0))
    birth_year = (given["month"] - age_months) // 12
    opt_in_chance = opt_in_by_birth(birth_year, given["generation"], numbers)
    columns["opts_in"] = is_online & stream.chance("opts_in", opt_in_chance)
    return {name: jnp.where(columns["is_person"], columns[name], 0).astype(COLUMNS[name].dtype) for name in FIXED}


@functools.lru_cache(maxsize=16)
def strata(urban_share: float) -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.bool_]]:
    """Borders, provinces and areas of the strata to which places are assigned.

    Returns
    -------
    ends
        uint32 (61,): upper borders of all strata but the last, as 32-bit shares.
    province, is_urban
        uint8 and bool (62,): what each stratum is. Towns come first, which makes the urban share most accurate.
    """
    weight = np.array([w for _, w, _ in PROVINCES])
    weight /= weight.sum()
    rural_odds = np.array([(1.0 - u) / u for _, _, u in PROVINCES])
    low, high = -20.0, 20.0
    for _ in range(80):  # one shift of log odds for all provinces that yields the national urban share
        middle = (low + high) / 2.0
        urban = 1.0 / (1.0 + rural_odds * np.exp(-middle))
        low, high = (middle, high) if (weight * urban).sum() < urban_share else (low, middle)
    ends = np.cumsum(np.concatenate([weight * urban, weight * (1.0 - urban)]))[:-1]
    province = np.tile(np.arange(len(PROVINCES), dtype=np.uint8), 2)
    return (ends * 2.0**32).astype(np.uint32), province, np.arange(2 * len(PROVINCES)) < len(PROVINCES)


def places(key: Key, place: Array, *, urban_share: float) -> tuple[Array, Array, Array]:
    """Draw province (uint8), area (bool) and affluence of places, each (n,).

    Affluence is float32, standard normal, and shifts the incomes of the place.

    Parameters
    ----------
    key
        Key of the stream ``places``.
    place
        uint32 (n,) consecutive place numbers, n and the first a multiple of `DEALT_TOGETHER`.
    urban_share
        Share of places in towns.
    """
    starts = threefry2x32(key, (_START, _START))
    order = ranks(threefry2x32(key, (place, _SHUFFLE))[0].reshape(-1, DEALT_TOGETHER)).reshape(-1)
    dealt = place - place % jnp.uint32(DEALT_TOGETHER) + order
    first, second = (start + step * dealt for start, step in zip(starts, _STEPS, strict=True))
    ends, province, is_urban = strata(urban_share)
    stratum = (jnp.asarray(ends) <= first[:, None]).sum(axis=1)
    return jnp.asarray(province)[stratum], jnp.asarray(is_urban)[stratum], gauss(second)


def ranks(words: Array) -> Array:
    """The rank of each random word within its row, 0 the smallest (uint32, the shape of `words`: (rows, n)).

    Position breaks ties between equal words, so the ranks of a row are always a permutation.
    """
    n = words.shape[-1]
    column = jnp.arange(n)
    smaller = words[:, None, :] < words[:, :, None]
    tied = (words[:, None, :] == words[:, :, None]) & (column[None, :] < column[:, None])
    return (smaller | tied).sum(axis=-1, dtype=jnp.uint32)


def _slot(stream: Stream) -> TileInt:
    """A slot for each citizen; the citizens of a place are spread evenly over all slots."""
    order = ranks(stream.bits("order").reshape(-1, PLACE)).reshape(-1)
    place_bits = PLACE.bit_length() - 1
    fine = stream.bits("slot") >> jnp.uint32(32 - _SLOT_BITS + place_bits)
    return ((order << jnp.uint32(_SLOT_BITS - place_bits)) | fine).astype(jnp.int32)


def _age_months(band: AnyArray, u: AnyArray, old_age_mean_months: ArrayLike, *, xp: ModuleType = jnp) -> AnyArray:
    """Age in months (int32) from a uniform number: uniform within a band, with decreasing density in the last band.

    Months past 60 are exponential and cut off at 96; `old_age_mean_months` is their mean without the cut.
    """
    first = xp.asarray([12 * a for a, _ in AGE_YEARS], xp.float32)[band]
    span = xp.asarray([12 * (b - a) for a, b in AGE_YEARS], xp.float32)[band]
    mean = xp.float32(old_age_mean_months)
    thinning = -mean * xp.log1p(-u * (xp.float32(1.0) - xp.exp(-span / mean)))
    months = xp.where(band == len(AGE_YEARS) - 1, thinning, u * span)
    return (first + xp.minimum(xp.floor(months), span - xp.float32(1.0))).astype(xp.int32)


def _income(
    given: dict[str, Any], stream: Stream, cell: TileValue, is_urban: TileBool, affluence: TileFloat
) -> TileFloat:
    """Permanent income: the latent index of a citizen, looked up in the table of the area."""
    numbers = given["numbers"]
    sorted_ = numbers["income_place_sorting"] * affluence
    index = given["index"][cell] + sorted_ + numbers["income_chance"] * stream.gauss("income")
    step = jnp.float32(2.0 * TABLE_END / (TABLE_SIZE - 1))
    position = jnp.clip((index + jnp.float32(TABLE_END)) / step, 0.0, TABLE_SIZE - 1.001)
    whole = position.astype(jnp.int32)
    part = position - whole.astype(jnp.float32)
    area = is_urban.astype(jnp.int32)
    low, high = given["log_income"][area, whole], given["log_income"][area, whole + 1]
    return jnp.exp(low + part * (high - low))
