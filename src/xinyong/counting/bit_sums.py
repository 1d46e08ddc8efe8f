"""Bit sums: the sum of each column of a packed word, over everybody at once.

The bits of a word are counted where they stand, four at a time in the bytes of 32-bit sums. That costs a fraction of
adding up the columns one by one. A column's sum follows from the sums of its bits. Where all columns have two bits at
even positions, pairs of bits are counted instead.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
from jax import Array

from ..society.bit_packing import WORDS, Field

_Sums = tuple[Array, ...]

_BYTE, _BYTES = 8, 4
_LANES, _ROWS = 256, 64
"""Citizens who are added up side by side, and one after another: so few that no byte overflows, at three each."""


def columns_of(word: str) -> tuple[str, ...]:
    """The columns of a word in the order of their sums."""
    return tuple(field.column for field in WORDS[word])


def field_sums(citizens: Any, word: str) -> Array:
    """Sums of the columns of a word over everybody: int64, in the order of `columns_of`.

    Parameters
    ----------
    citizens
        The view of the citizens (see `citizens.Citizens`), in whole places.
    word
        Its name; where citizens carry its columns by their own names, those are added up.
    """
    is_person, carried = citizens.is_person, citizens.word(word)
    if carried is None:
        return jnp.stack([jnp.sum(jnp.where(is_person, citizens[n], 0), dtype=jnp.int64) for n in columns_of(word)])
    fields = WORDS[word]
    grain = 2 if all(f.bits == 2 and f.shift % 2 == 0 for f in fields) else 1
    digits = _digit_sums(jnp.where(is_person, carried, 0).reshape(-1, _ROWS, _LANES), grain)
    return jnp.stack([_of_field(f, digits, grain) for f in fields])


def _of_field(field: Field, digits: list[Array], grain: int) -> Array:
    return jnp.asarray(sum(digits[(field.shift + bit) // grain] << bit for bit in range(0, field.bits, grain)))


def _digit_sums(words: Array, grain: int) -> list[Array]:
    """The sum over all words of each digit of so many bits, the lowest first (int64)."""
    mask = sum(((1 << grain) - 1) << (_BYTE * byte) for byte in range(_BYTES))
    places = range(0, _BYTE, grain)

    def add(sofar: _Sums, rows: Array) -> tuple[_Sums, None]:
        after = []
        for place, low in zip(places, range(0, len(sofar), 2), strict=True):
            bytes_ = jnp.sum((rows >> jnp.uint32(place)) & jnp.uint32(mask), axis=0, dtype=jnp.uint32)
            # byte sums are carried on in halves of 32 bits: the first and third here, the others there
            after += [sofar[low] + (bytes_ & jnp.uint32(0x00FF00FF)), sofar[low + 1] + (bytes_ >> 8 & 0x00FF00FF)]
        return tuple(after), None

    totals = [jnp.zeros((), jnp.int64)] * (_BYTE * _BYTES // grain)
    at_a_time = 65535 // 255  # chunks of which the halves hold the sum
    for first in range(0, words.shape[0], at_a_time):
        start = tuple(jnp.zeros(_LANES, jnp.uint32) for _ in range(2 * len(places)))
        sums, _ = jax.lax.scan(add, start, words[first : first + at_a_time])
        for number, pair in enumerate(sums):
            place, is_odd = divmod(number, 2)
            for half in (0, 1):
                digit = (2 * half + is_odd) * len(places) + place
                part = (pair >> jnp.uint32(16 * half)) & jnp.uint32(0xFFFF)
                totals[digit] = totals[digit] + jnp.sum(part, dtype=jnp.int64)
    return totals
