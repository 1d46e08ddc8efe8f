"""Packed sums: several small sums are added up in one integer, so that fewer integers are added.

Sums by cell are packed into 64-bit words. In one block of 2**14 citizens a bool adds up to at most 2**14 and an amount
of yuan to less than 2**45: both fit into one word side by side, and adding words adds both. Each sum gets a lane of as
many bits as its largest possible value needs, so it cannot run into the next lane. The topmost lane of a word may have
a sign; the lanes below cannot be negative. The plan depends on nothing but the order and the sizes of the sums.

Small columns of a month already share one packed word (see `society.bit_packing`). The bits of such a word are counted
where they stand, four at a time in the bytes of 32-bit sums, which costs a fraction of adding up the columns one by
one. A column's sum follows from the sums of its bits. Where all columns have two bits at even positions, pairs of bits
are counted instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from ..array_types import TileWhole
from ..society.bit_packing import WORDS, Field
from ..society.columns import BLOCK
from .citizens import Citizens
from .sums import Sum

_WORD_BITS = 64
_BYTE, _BYTES = 8, 4
_LANES, _ROWS = 256, 64
"""Citizens who are added up side by side, and one after another: so few that no byte overflows, at three each."""


@dataclass(frozen=True)
class Lane:
    """Where one sum stands: the number of its word, the bits below it, and its own bits."""

    word: int
    shift: int
    bits: int
    is_signed: bool


def bits_of(total: Sum) -> int:
    """Bits that the sum over one block may need, with one more for the sign where it may have one."""
    return (total.most * BLOCK).bit_length() + int(total.is_signed)


def plan(sums: tuple[Sum, ...]) -> tuple[Lane, ...]:
    """A lane for each sum, in their order: the widest go first, each into the first word that has room."""
    words: list[list[int]] = []
    for k in sorted(range(len(sums)), key=lambda k: -bits_of(sums[k])):
        home = next((word for word in words if _has_room(word, sums[k], sums)), None)
        if home is None:
            words.append([k])
        else:
            home.append(k)
    lanes: dict[int, Lane] = {}
    for number, word in enumerate(words):
        shift = 0
        for k in reversed(word):  # the first, and only it, may be signed: it goes on top
            lanes[k] = Lane(number, shift, bits_of(sums[k]), sums[k].is_signed)
            shift += bits_of(sums[k])
    return tuple(lanes[k] for k in range(len(sums)))


def _has_room(word: list[int], newcomer: Sum, sums: tuple[Sum, ...]) -> bool:
    used = sum(bits_of(sums[k]) for k in word)
    capacity = _WORD_BITS if sums[word[0]].is_signed else _WORD_BITS - 1
    return not newcomer.is_signed and used + bits_of(newcomer) <= capacity


def pack(values: list[TileWhole], lanes: tuple[Lane, ...]) -> list[Array]:
    """Words of each citizen.

    Parameters
    ----------
    values
        One whole-number array (BLOCK,) for each lane.

    Returns
    -------
    Each word as an int64 array (BLOCK,): side by side in one array, they would be scattered three times slower.
    """
    words: dict[int, Array] = {}
    for value, lane in zip(values, lanes, strict=True):
        field = value.astype(jnp.int64) << lane.shift if lane.shift else value.astype(jnp.int64)
        words[lane.word] = words[lane.word] + field if lane.word in words else field
    return [words[k] for k in sorted(words)]


def unpack(words: Array, lanes: tuple[Lane, ...]) -> Array:
    """The sums out of added words: int64 (words, n) to int64 (lanes, n)."""
    number = np.array([lane.word for lane in lanes])
    shift = jnp.asarray([[lane.shift] for lane in lanes], jnp.int64)
    mask = jnp.asarray([[-1 if lane.is_signed else (1 << lane.bits) - 1] for lane in lanes], jnp.int64)
    return (words[number] >> shift) & mask


def columns_of_word(word: str) -> tuple[str, ...]:
    """The columns of a word in the order of their sums."""
    return tuple(field.column for field in WORDS[word])


def field_sums(citizens: Citizens, word: str) -> Array:
    """Sums of the columns of a word over everybody: int64, in the order of `columns_of_word`.

    Parameters
    ----------
    citizens
        Flat columns, in whole places.
    word
        Its name; where citizens carry its columns by their own names, those are added up.
    """
    is_person, carried = citizens.is_person, citizens.word(word)
    if carried is None:
        return jnp.stack(
            [jnp.sum(jnp.where(is_person, citizens[n], 0), dtype=jnp.int64) for n in columns_of_word(word)]
        )
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

    def add(sofar: tuple[Array, ...], rows: Array) -> tuple[tuple[Array, ...], None]:
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
