"""Counter-based random numbers: a citizen's draw depends only on the seed, the citizen, its purpose and the month.

Threefry-2x32 with 13 rounds (Salmon, Moraes, Dror and Shaw, 2011) is written in array operations, because compilers
fuse it and anybody can check it against the published known answers. A stream has the key (seed, mechanism, month)
and the counter (citizen, draw). Switching a rule off therefore changes nobody else's draws, and a citizen has the same
draws in two worlds with different rules.

A draw that lasts (who always hides their ties, which places enforce a rule) has the key (seed, "lasting") and the
counter (citizen or place, purpose). Nothing that a scenario can change enters it: no trait, rank or order of rules.

Decisions compare 31-bit integers, never floats.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from ..array_types import Key, TileBits, TileBool, TileCount, TileFloat
from ..errors import BadMechanism, Description
from .columns import PLACE

Tree = TypeVar("Tree")
"""An array, or a tuple, named tuple or dictionary of arrays."""

_PARITY = 0x1BD11BDA  # the key-schedule constant of the Threefish family
ROUNDS = 13
"""Rounds of the generator: the lowest number with published answers (13, 20, 32); 20 rounds take a sixth longer."""
_ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))
_WORD = 0xFFFFFFFF
_MOST_SEED = (1 << 63) - 1
_TWO_31 = 2147483648.0
_MOST_BELOW_TWO_31 = 2147483520.0  # the largest float32 below 2**31


def threefry2x32(key: Key, counter: Key, rounds: int = ROUNDS) -> tuple[Array, Array]:
    """Two 32-bit words for every counter: Threefry-2x32.

    Parameters
    ----------
    key, counter
        Pairs of uint32 arrays (or scalars) that broadcast against each other.
    rounds
        13, 20 and 32 have published answers.

    Returns
    -------
    Two uint32 arrays of the broadcast shape, uniform on 0 .. 2**32 - 1.
    """
    u32 = jnp.uint32
    k0, k1 = jnp.asarray(key[0], u32), jnp.asarray(key[1], u32)
    keys = (k0, k1, k0 ^ k1 ^ u32(_PARITY))
    x0 = jnp.asarray(counter[0], u32) + keys[0]
    x1 = jnp.asarray(counter[1], u32) + keys[1]
    for done in range(1, rounds + 1):
        r = _rotation(done)
        x0 = x0 + x1
        x1 = ((x1 << u32(r)) | (x1 >> u32(32 - r))) ^ x0
        if done % 4 == 0:
            block = done // 4
            x0 = x0 + keys[block % 3]
            x1 = x1 + keys[(block + 1) % 3] + u32(block)
    return x0, x1


def _rotation(done: int) -> int:
    """Number of bits by which round number `done` rotates a word."""
    return _ROTATIONS[(done - 1) // 4 % 2][(done - 1) % 4]


def stream_key(seed: int, mechanism: str, month: int) -> tuple[np.uint32, np.uint32]:
    """The key of one mechanism's draws in one month.

    Parameters
    ----------
    seed
        Any non-negative integer below 2**64.
    mechanism
        The stream's name; its CRC-32 enters the key, so adding a mechanism moves no other stream.
    month
        Months since year 0 (``12 * year + month - 1``), or any other non-negative epoch number.
    """
    key = (seed & _WORD, (seed >> 32) & _WORD)
    word0, word1 = _threefry_of_integers(key, (zlib.crc32(mechanism.encode()), month & _WORD))
    return np.uint32(word0), np.uint32(word1)


def lasting_key(seed: int) -> tuple[np.uint32, np.uint32]:
    """The key of the draws that last."""
    return stream_key(seed, "lasting", 0)


def replicate_seed(seed: int, replicate: int) -> int:
    """The seed of replicate number `replicate` of a run: the run's own for number 0, and otherwise a hash of both.

    Runs with neighbouring seeds therefore share no replicate.
    """
    if replicate == 0:
        return seed
    word0, word1 = stream_key(seed, "replicate", replicate)
    return (int(word0) << 32 | int(word1)) & _MOST_SEED


def _threefry_of_integers(key: tuple[int, int], counter: tuple[int, int]) -> tuple[int, int]:
    """`threefry2x32` for a single counter in Python integers: a run needs only a dozen keys a month."""
    keys = (*key, key[0] ^ key[1] ^ _PARITY)
    x0, x1 = (counter[0] + keys[0]) & _WORD, (counter[1] + keys[1]) & _WORD
    for done in range(1, ROUNDS + 1):
        r = _rotation(done)
        x0 = (x0 + x1) & _WORD
        x1 = ((x1 << r | x1 >> (32 - r)) & _WORD) ^ x0
        if done % 4 == 0:
            block = done // 4
            x0 = (x0 + keys[block % 3]) & _WORD
            x1 = (x1 + keys[(block + 1) % 3] + block) & _WORD
    return x0, x1


def threshold(probability: ArrayLike) -> Array:
    """The 31-bit integer below which a draw falls with the given probability (int32).

    31 bits, because processors convert floats to signed integers at full width, and to unsigned ones by detours.
    """
    p = jnp.clip(jnp.asarray(probability, jnp.float32), 0.0, 1.0)
    return jnp.minimum(p * jnp.float32(_TWO_31), jnp.float32(_MOST_BELOW_TWO_31)).astype(jnp.int32)


def falls(bits: TileBits, probability: ArrayLike) -> Array:
    """Whether an event of this probability happens, decided by the top 31 of 32 random bits (bool).

    Probability 0 never happens and 1 always does.
    """
    p = jnp.asarray(probability, jnp.float32)
    return (_top(bits) < threshold(p)) | (p >= 1.0)


def _exceeds(bits: Array, below: Array) -> Array:
    """Whether a draw of 31 bits exceeds a cumulative probability (uint8); no draw exceeds probability 1."""
    return ((bits >= threshold(below)) & (below < 1.0)).astype(jnp.uint8)


def _top(bits: Array) -> Array:
    """The top 31 bits as a non-negative int32."""
    return (bits >> jnp.uint32(1)).astype(jnp.int32)


def unit(bits: Array) -> Array:
    """Uniform float32 in the open interval (0, 1) from 32 random bits: the top 23 bits, centred."""
    return (bits >> jnp.uint32(9)).astype(jnp.float32) * jnp.float32(2.0**-23) + jnp.float32(2.0**-24)


def gauss(bits: Array) -> Array:
    """A standard normal float32 from 32 random bits, by inversion."""
    u = unit(bits)
    return jnp.float32(np.sqrt(2.0)) * jax.lax.erf_inv(2.0 * u - 1.0)


class Stream:
    """The named draws of one mechanism for one tile of citizens in one month.

    Draws are named, and the declared order of the names is their number: adding one at the end moves none.
    Two names share one Threefry call (its two output words), so names are cheap.
    """

    def __init__(self, key: Key, citizen: Array, draws: tuple[str, ...], *, lasting: Key | None = None) -> None:
        self._key = key
        self._lasting = lasting
        self._citizen = citizen
        self._number: Mapping[str, int] = {name: i for i, name in enumerate(draws)}
        self._words: dict[int, tuple[Array, Array]] = {}

    @property
    def key(self) -> Key:
        """The stream's key, with which ties draw for an unordered pair."""
        return self._key

    @property
    def citizen(self) -> TileBits:
        """uint32 citizen numbers, in the tile's shape."""
        return self._citizen

    def bits(self, draw: str) -> TileBits:
        """32 random bits a citizen (uint32, the tile's shape) for a declared draw.

        Raises
        ------
        BadMechanism
            If the draw is not declared.
        """
        if draw not in self._number:
            received = Description(f"a use of {draw!r}, which is not declared")
            known = ", ".join(self._number) or "nothing"
            raise BadMechanism("draws", received=received, accepted=known, remedy="Declare it in the mechanism.")
        number = self._number[draw]
        pair = number // 2
        if pair not in self._words:
            self._words[pair] = threefry2x32(self._key, (self._citizen, jnp.uint32(pair)))
        return self._words[pair][number % 2]

    def lasting(self, purpose: str) -> TileBits:
        """32 random bits a citizen that are the same in every month, mechanism and scenario, for a purpose."""
        return self._for_good(purpose, self._citizen)

    def lasting_chance(self, purpose: str, probability: ArrayLike) -> TileBool:
        """Boolean: whether each citizen belongs to a share of people that stays the same over time."""
        return falls(self.lasting(purpose), probability)

    def lasting_place_chance(self, purpose: str, probability: ArrayLike) -> TileBool:
        """Boolean: whether each citizen's place belongs to a share of places that stays the same over time."""
        return self.lasting_place_chances([(purpose, probability)]) > 0

    def lasting_place_chances(self, chances: Sequence[tuple[str, ArrayLike]]) -> TileBits:
        """`lasting_place_chance` for several purposes, as the bits of one word for each citizen (uint32).

        Parameters
        ----------
        chances
            At most 32 pairs of a purpose and a probability (scalars). Pair number k decides bit k.
        """
        blocks, size = self._citizen.shape
        place = self._citizen.reshape(blocks, size // PLACE, PLACE)[:, :, 0] // jnp.uint32(PLACE)
        word = jnp.zeros(place.shape, jnp.uint32)
        for k, (purpose, probability) in enumerate(chances):
            happens = falls(self._for_good(f"place: {purpose}", place), probability)
            word = word | jnp.where(happens, jnp.uint32(1 << k), jnp.uint32(0))
        word = materialize(word, self._citizen)
        return jnp.broadcast_to(word[:, :, None], (blocks, size // PLACE, PLACE)).reshape(blocks, size)

    def _for_good(self, purpose: str, number: Array) -> Array:
        if self._lasting is None:
            raise ValueError(f"stream: a lasting draw ({purpose!r}) needs the key of the lasting draws; pass lasting=")
        return threefry2x32(self._lasting, (number, jnp.uint32(zlib.crc32(purpose.encode()))))[0]

    def chance(self, draw: str, probability: ArrayLike) -> TileBool:
        """Boolean: whether an event of this probability happens to each citizen."""
        return falls(self.bits(draw), probability)

    def unit(self, draw: str) -> TileFloat:
        """Uniform float32 in (0, 1)."""
        return unit(self.bits(draw))

    def gauss(self, draw: str) -> TileFloat:
        """Standard normal float32."""
        return gauss(self.bits(draw))

    def count(self, draw: str, rate: ArrayLike, *, most: int = 3) -> TileCount:
        """A Poisson count of this rate, cut off at `most` (uint8), by inversion on 31 bits.

        Rates are per month and small: at rate 0.5 a cut at 3 loses 0.2 % of the mass, which goes to `most`.
        """
        bits = _top(self.bits(draw))
        rate = jnp.asarray(rate, jnp.float32)
        term = jnp.exp(-rate)
        below = term
        n = jnp.zeros(bits.shape, jnp.uint8)
        for k in range(1, most + 1):
            n = n + _exceeds(bits, below)
            term = term * rate / jnp.float32(k)
            below = below + term
        return n

    def thin(self, draw: str, n: Array, share: ArrayLike, *, most: int = 3) -> TileCount:
        """How many of `n` events survive when each does with probability `share` (uint8; n at most `most`).

        Binomial by inversion on 31 bits: exact up to the resolution of the threshold.
        """
        bits = _top(self.bits(draw))
        q = jnp.clip(jnp.asarray(share, jnp.float32), 0.0, 1.0)
        lost = 1.0 - q
        survivors = jnp.zeros(bits.shape, jnp.uint8)
        for size in range(1, most + 1):
            below = jnp.zeros((), jnp.float32)
            kept = jnp.zeros(bits.shape, jnp.uint8)
            for k in range(size):
                ways = jnp.float32(math.comb(size, k))
                below = below + ways * _power(q, k) * _power(lost, size - k)
                kept = kept + _exceeds(bits, below)
            survivors = jnp.where(n == size, kept, survivors)
        return survivors


def materialize(values: Tree, citizen: Array) -> Tree:
    """The same values, computed once instead of by every reader.

    On CPUs the compiler copies shared work into every output and fuses a permutation with its input, so that every
    reader repeats the same draws, one citizen at a time. It cannot optimise across a branch. The values therefore pass
    through a branch that is always taken: no citizen has the number 2**32 - 1.

    Parameters
    ----------
    values
        An array, or a tuple or dictionary of arrays.
    citizen
        uint32 citizen numbers of the tile.
    """
    if not any(isinstance(leaf, jax.core.Tracer) for leaf in jax.tree.leaves((values, citizen))):
        return values  # nothing is being compiled
    is_real = citizen.reshape(-1)[0] != jnp.uint32(0xFFFFFFFF)
    kept: Tree = jax.lax.cond(is_real, lambda v: v, lambda v: jax.tree.map(jnp.zeros_like, v), values)
    return kept


def _power(base: Array, exponent: int) -> Array:
    """An integer power by repeated multiplication: the same bits on every machine, unlike a library's pow."""
    result = jnp.ones((), jnp.float32)
    for _ in range(exponent):
        result = result * base
    return result
