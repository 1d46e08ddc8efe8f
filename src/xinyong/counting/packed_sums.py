"""Packed sums: several small sums carried in one 64-bit integer, so that fewer integers are added into cells.

In one block of 2**14 citizens a bool adds up to at most 2**14 and an amount of yuan to less than 2**45: both fit into
one word side by side, and adding words adds both. Each sum gets a lane of as many bits as its largest possible value
needs, so it cannot run into the next lane. The topmost lane of a word may have a sign; the lanes below cannot be
negative. The plan depends on nothing but the order and the sizes of the sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jax import Array

from ..society.columns import BLOCK
from .sums import Sum

_WORD_BITS = 64


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


def pack(values: list[Array], lanes: tuple[Lane, ...]) -> list[Array]:
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
