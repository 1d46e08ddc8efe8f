"""Places: 128 consecutive citizens of one province, all in a town or all in the country, with similar incomes.

A low-discrepancy sequence assigns places (multiples of the golden section for province and area, and of the root of
two for affluence, from a random start). Even a thousand citizens therefore have about the right urban share. Within
each eight places the order is random: otherwise the masks of the ties, which connect places at fixed distances, would
connect similar places by construction.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from .margins import PROVINCES
from .random_streams import gauss, threefry2x32

DEALT_TOGETHER = 8
"""Places whose order in the sequence is shuffled together."""

_STEPS = (np.uint32(2654435769), np.uint32(1779033704))  # 2**32 times 0.618... and times 0.414...
_START, _SHUFFLE = np.uint32(0xFFFFFFFF), np.uint32(1)  # counters; no draw of a place is numbered so high


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


def places(key: tuple[Array, Array], place: Array, *, urban_share: float) -> tuple[Array, Array, Array]:
    """Draw province, area and affluence of places.

    Parameters
    ----------
    key
        Key of the stream ``places``.
    place
        uint32 (n,) consecutive place numbers, n and the first a multiple of `DEALT_TOGETHER`.
    urban_share
        Share of places in towns.

    Returns
    -------
    province, is_urban, affluence
        uint8, bool and float32 (n,); affluence is standard normal and shifts the incomes of the place.
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
