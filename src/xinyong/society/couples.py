"""Couples: who can meet whom, and who is together.

A citizen's partner is at position i XOR `partner` of the block, and the partner has the same offset. A couple is
therefore mutual by construction, and nobody can have two partners; 0 means single. A single meets one citizen a month,
at i XOR m. The offset m is drawn for a whole district (16 places, 2,048 citizens) and month, so meetings are mutual
too. The draw of a pair uses its lower number as counter. Both partners compute joint decisions from the same public
profiles, with identical bits.

A citizen's public profile fits in one word, because one word is quickly gathered from another citizen: `profile_word`
packs it and `Profile` reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

from ..array_types import Key, TileBits, TileBool, TileCount, TileFloat, TileInt, TileValue
from .columns import PLACE
from .random_streams import falls, materialize, threefry2x32

DISTRICT = 16 * PLACE
"""Citizens among whom couples form: the low eleven bits of a citizen number."""

MEETING_DRAW, PAIR_DRAW, FIRST_ROUND_DRAW = 64, 65, 128
"""Draw numbers of a district, of a pair, and of the initial rounds, above a mechanism's own draws."""

_ELSEWHERE = DISTRICT // PLACE - 1
_FIRST_ROUNDS = PLACE - 1
_EARLIEST_BIRTH = -20 * 12  # months since 1900; twelve bits reach to 2221
_LOG_STEPS = 1024.0
_LOG_TOP = 16.0 - 1.0 / _LOG_STEPS


def profile_word(
    *,
    is_free: TileBool,
    is_stained: TileBool,
    is_female: TileBool,
    is_urban: TileBool,
    education: TileCount,
    birth_month: TileValue,
    income_yuan: TileValue,
) -> TileBits:
    """Pack the public profile of each citizen into one word (uint32); income as a logarithm in steps of 1/1024."""
    log_income = jnp.clip(jnp.log(jnp.maximum(income_yuan, 1.0)), 0.0, _LOG_TOP)
    fields = (
        ((birth_month.astype(jnp.int32) - _EARLIEST_BIRTH), 20),
        ((log_income * _LOG_STEPS + 0.5), 6),
        (education, 4),
        (is_urban, 3),
        (is_female, 2),
        (is_stained, 1),
        (is_free, 0),
    )
    word = jnp.zeros(is_free.shape, jnp.uint32)
    for field, place in fields:
        word = word | (field.astype(jnp.int32).astype(jnp.uint32) << jnp.uint32(place))
    return word


@dataclass(frozen=True)
class Profile:
    """Public profiles, read from the words of `profile_word`."""

    word: TileBits

    def _bits(self, place: int, width: int) -> TileInt:
        return ((self.word >> jnp.uint32(place)) & jnp.uint32((1 << width) - 1)).astype(jnp.int32)

    @property
    def is_free(self) -> TileBool:
        """Whether they can form a couple (bool)."""
        return self._bits(0, 1) > 0

    @property
    def stain(self) -> TileFloat:
        """1 for people who are listed or named in public, else 0 (float32)."""
        return self._bits(1, 1).astype(jnp.float32)

    @property
    def is_female(self) -> TileBool:
        """Whether the person is a woman (bool)."""
        return self._bits(2, 1) > 0

    @property
    def is_urban(self) -> TileBool:
        """Whether the person lives in a town (bool)."""
        return self._bits(3, 1) > 0

    @property
    def education(self) -> TileInt:
        """int32, 0 to 3."""
        return self._bits(4, 2)

    @property
    def log_income(self) -> TileFloat:
        """float32."""
        return self._bits(6, 14).astype(jnp.float32) / jnp.float32(_LOG_STEPS)

    @property
    def birth_month(self) -> TileInt:
        """int32, months since 1900."""
        return self._bits(20, 12) + jnp.int32(_EARLIEST_BIRTH)


def decades_apart(one: Profile, other: Profile, man_older_years: ArrayLike) -> TileFloat:
    """Deviation of the pair's age gap from a man `man_older_years` older; for one sex, the age gap itself (float32)."""
    later = jnp.where(one.is_female, 1, -1) * (one.birth_month - other.birth_month)  # woman younger by months
    usual = jnp.where(one.is_female == other.is_female, 0.0, 12.0 * man_older_years)
    return jnp.abs(later.astype(jnp.float32) - usual) / 120.0


def steps_apart(one: Profile, other: Profile) -> TileFloat:
    """Steps of schooling between two people (float32)."""
    return jnp.abs(one.education - other.education).astype(jnp.float32)


def meeting_offset(key: Key, citizen: TileBits, near: ArrayLike) -> TileBits:
    """Offset (uint32) of the citizen whom each citizen meets this month, the same for a whole district.

    `near` is the chance that the people of a district meet within their places; otherwise they meet another place.
    """
    where, whom = threefry2x32(key, (citizen.reshape(-1, DISTRICT)[:, :1], jnp.uint32(MEETING_DRAW)))
    within = 1 + whom % jnp.uint32(PLACE - 1)
    beyond = jnp.uint32(PLACE) * (1 + (whom >> 8) % jnp.uint32(_ELSEWHERE)) + (whom >> 16) % jnp.uint32(PLACE)
    return _for_all(jnp.where(falls(where, near), within, beyond), citizen)


def _for_all(of_district: Array, citizen: TileBits) -> TileBits:
    """Values of each district, repeated for each of its citizens."""
    return jnp.broadcast_to(of_district, (of_district.shape[0], DISTRICT)).reshape(citizen.shape)


def values_at(values: TileValue, offset: TileValue) -> TileValue:
    """Values of the citizens at i XOR offset: a column (blocks, BLOCK)."""
    position = jnp.arange(values.shape[1], dtype=jnp.int32) ^ offset.astype(jnp.int32)
    moved: Array = jnp.take_along_axis(values, position, axis=1, mode="promise_in_bounds")
    return moved


def pair_bits(key: Key, citizen: TileBits, offset: TileValue, draw: ArrayLike = PAIR_DRAW) -> TileBits:
    """32 random bits of each pair, the same for both (uint32)."""
    lower = jnp.minimum(citizen, citizen ^ offset.astype(jnp.uint32))
    return threefry2x32(key, (lower, jnp.asarray(draw, jnp.uint32)))[0]


def first_couples(
    key: Key, citizen: TileBits, word: TileBits, chance: Callable[[Profile, Profile], TileFloat]
) -> TileValue:
    """Couples at the start, as the column ``partner`` (uint16): all pairs of a place meet in turn.

    Free pairs form a couple with a `chance`, which must have the same bits in either order; citizens who are not free
    by their `word` (see `profile_word`) stay single. Columns are (blocks, BLOCK).
    """
    drawn = threefry2x32(key, (citizen.reshape(-1, DISTRICT)[:, :1], jnp.uint32(MEETING_DRAW)))[0]
    start = _for_all(drawn % jnp.uint32(_FIRST_ROUNDS), citizen)

    def round_(number: Array, left: tuple[TileBits, TileBits]) -> tuple[TileBits, TileBits]:
        partner, word = left
        offset = 1 + (start + number.astype(jnp.uint32)) % jnp.uint32(_FIRST_ROUNDS)
        theirs = materialize(values_at(word, offset), citizen)
        one, other = Profile(word), Profile(theirs)
        bits = pair_bits(key, citizen, offset, number + FIRST_ROUND_DRAW)
        together = one.is_free & other.is_free & falls(bits, chance(one, other))
        return (jnp.where(together, offset, partner), jnp.where(together, word & ~jnp.uint32(1), word))

    left = (jnp.zeros(citizen.shape, jnp.uint32), word)
    partner: Array = jax.lax.fori_loop(0, _FIRST_ROUNDS, round_, left)[0].astype(jnp.uint16)
    return partner
