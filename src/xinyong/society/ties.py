"""Ties: which citizens can be friends, and which of these ties are alive.

No edge list is stored. In layer k the possible friend of the citizen at position i of a block is at i XOR m. A tie is
therefore mutual by construction, and a citizen's ties are the eight bits of one byte. The mask m depends on bits of i
that it does not flip (its *context*). The layer is thus an involution without fixed points, and the graph is connected;
a few constant masks would split it into many small pieces.

===== ======= ============================================================= ================
layer reach   mask flips                                                    context bits
===== ======= ============================================================= ================
0, 1  place   bits 0-5                                                      6, 12, 13
2     place   mask 0 XOR mask 1: with 0 and 1 it closes circles of four     6, 12, 13
3     place   bits 1-6, always bit 6                                        0, 7, 8
4     distant bits 1-6 and 9-13, always one of bits 12 and 13               0, 7, 8
5     distant mask 3 XOR mask 4: closes triangles with 3 and 4              0, 7, 8
6     distant bits 0-5 and 7-11, always one of bits 7 and 8                 6, 12, 13
7     distant mask 6 XOR mask 0: closes triangles with 0 and 6              6, 12, 13
===== ======= ============================================================= ================

The low seven bits number the citizens of one place (see `society.population`). Masks are the same in every block and
every run. They are an assumption about the shape of friendship, not an observation. `society.population_check`
measures the resulting degree, clustering and assortativity.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from ..array_types import AnyArray, Key, TileBits, TileBool, TileCount, TileFloat, TileValue
from ..scenario.sections.society import Society
from .columns import BLOCK
from .random_streams import falls, threefry2x32

LAYERS = 8
"""Possible friends of one citizen."""

_CONTEXT_OF_CIRCLE = (6, 12, 13)
_CONTEXT_OF_BRIDGE = (0, 7, 8)
_MASK_KEY = (np.uint32(0x78696E79), np.uint32(0x6F6E6721))  # "xiny", "ong!": constants without hidden choice
_FIRST_REVISION_DRAW = 16

TIE_NUMBERS = tuple(name for name in Society.declared() if name.startswith("tie_"))
"""Numbers of the Society section that say how friendships form (all assumptions)."""


@runtime_checkable
class Ties(Protocol):
    """A network of ties. `alive` is opaque to callers: they store it in the column ``ties`` and pass it back."""

    def degree(self, alive: Array) -> TileFloat:
        """Living ties of each citizen: float32 of shape (blocks, BLOCK)."""

    def total(self, alive: Array, values: TileValue) -> TileFloat:
        """Sum of `values` (blocks, BLOCK) over a citizen's living ties: float32 of the same shape."""

    def known(self, alive: Array, values: TileValue, is_hidden: TileBool) -> tuple[TileFloat, TileFloat]:
        """Number and sum of the values above 0 among friends, over ties that at least one end shows.

        Parameters
        ----------
        alive
            Living ties.
        values
            Numbers of 0 or more (blocks, BLOCK).
        is_hidden
            Who hides their ties (bool). A tie is known if one of its ends shows it.

        Returns
        -------
        Two float32 columns.
        """

    def initial(self, key: Key, citizen: AnyArray, columns: Mapping[str, AnyArray]) -> Array:
        """Ties at the start: `alive`, drawn for each pair from the traits of both people.

        Parameters
        ----------
        key
            The stream's key (`random_streams.stream_key`).
        citizen
            uint32 citizen numbers (blocks, BLOCK).
        columns
            Fixed columns by name: ``is_person, birth_month, education, permanent_income, is_urban``.
        """

    def revise(
        self, alive: Array, key: Key, citizen: TileBits, *, wary: TileValue, repels: TileValue, welcomes: TileValue
    ) -> tuple[Array, TileCount, TileCount]:
        """Cut and make ties; both ends reach the same decision.

        Parameters
        ----------
        alive
            Living ties before.
        key, citizen
            The stream's key and uint32 citizen numbers; the draw is counted by (lower number of the pair,
            layer).
        wary, repels, welcomes
            Columns of non-negative numbers. A living tie is cut with probability
            ``1 - (1 - wary_i repels_j)(1 - wary_j repels_i)``, each product at most 1. A possible tie that is not
            alive is made with probability ``welcomes_i welcomes_j``. Padding must have `welcomes` 0.

        Returns
        -------
        alive, n_cut, n_made
            Living ties after, and ties cut and made by citizen (uint8, (blocks, BLOCK)).
        """


def chance_to_cut(wary: Array, repels: Array, wary_friend: Array, repels_friend: Array) -> Array:
    """Probability that a living tie is cut; the same bits from both ends."""
    mine, theirs = jnp.minimum(wary * repels_friend, 1.0), jnp.minimum(wary_friend * repels, 1.0)
    return 1.0 - (1.0 - mine) * (1.0 - theirs)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class LayeredTies:
    """Eight layers of possible ties inside each block, one bit of a byte each."""

    partner: Array
    """int32 (LAYERS, BLOCK): the position of the possible friend in each layer."""
    habits: dict[str, Array]
    """Log odds and slopes of `TIE_NUMBERS`, as float32 scalars by name."""

    def friend(self, values: AnyArray, layer: int) -> TileValue:
        """Values of the possible friends in one layer, same shape and type as `values`."""
        moved: Array = jnp.asarray(values).at[:, self.partner[layer]].get(mode="promise_in_bounds", unique_indices=True)
        return moved

    def degree(self, alive: TileCount) -> TileFloat:
        """Living ties of each citizen: float32 (blocks, BLOCK)."""
        return jax.lax.population_count(alive).astype(jnp.float32)

    def total(self, alive: TileCount, values: TileValue) -> TileFloat:
        """Sum of `values` over living ties, added in layer order: float32 (blocks, BLOCK)."""
        values = jnp.asarray(values).astype(jnp.float32)
        total = jnp.zeros(alive.shape, jnp.float32)
        for layer in range(LAYERS):
            total = total + jnp.where(_bit(alive, layer), self.friend(values, layer), jnp.float32(0.0))
        return total

    def known(self, alive: TileCount, values: TileValue, is_hidden: TileBool) -> tuple[TileFloat, TileFloat]:
        """Number and sum of the values above 0 over ties that an end shows; see `Ties.known`."""
        values = jnp.asarray(values).astype(jnp.float32)
        # one gather for each layer: values of people who hide their ties have a negative sign
        signed = jnp.where(is_hidden, -values, values)
        number = total = jnp.zeros(alive.shape, jnp.float32)
        for layer in range(LAYERS):
            found = jnp.where(_bit(alive, layer), self.friend(signed, layer), jnp.float32(0.0))
            found = jnp.where(is_hidden, jnp.maximum(found, 0.0), jnp.abs(found))
            number, total = number + jnp.where(found > 0, 1.0, 0.0), total + found
        return number, total

    def initial(self, key: Key, citizen: AnyArray, columns: Mapping[str, AnyArray]) -> TileCount:
        """Ties at the start (uint8 bits), more likely between people of similar age, schooling and income."""
        traits = _tie_traits(columns)
        is_person = jnp.asarray(columns["is_person"])
        sociability = _sociability(key, citizen)
        alive = jnp.zeros(citizen.shape, jnp.uint8)
        for layer in range(LAYERS):
            gaps = {name: jnp.abs(self.friend(x, layer) - x) for name, x in traits.items()}
            odds = self.habits["tie_log_odds"] + self.habits["tie_sociability"] * (
                sociability + self.friend(sociability, layer)
            )
            for name, gap in gaps.items():
                odds = odds - self.habits[name] * gap
            both = is_person & self.friend(is_person, layer)
            exists = both & falls(self._pair_draw(key, citizen, layer, layer), jax.nn.sigmoid(odds))
            alive = alive | (exists.astype(jnp.uint8) << jnp.uint8(layer))
        return alive

    def revise(
        self, alive: TileCount, key: Key, citizen: TileBits, *, wary: TileValue, repels: TileValue, welcomes: TileValue
    ) -> tuple[TileCount, TileCount, TileCount]:
        """Cut and make ties (see `Ties.revise`)."""
        wary, repels, welcomes = (jnp.asarray(x).astype(jnp.float32) for x in (wary, repels, welcomes))
        revised = jnp.zeros(alive.shape, jnp.uint8)
        for layer in range(LAYERS):
            cut = chance_to_cut(wary, repels, self.friend(wary, layer), self.friend(repels, layer))
            made = welcomes * self.friend(welcomes, layer)
            is_alive = _bit(alive, layer)
            drawn = self._pair_draw(key, citizen, layer, _FIRST_REVISION_DRAW + layer)
            changes = falls(drawn, jnp.where(is_alive, cut, made))
            revised = revised | ((is_alive ^ changes).astype(jnp.uint8) << jnp.uint8(layer))
        n_cut = jax.lax.population_count(alive & ~revised)
        n_made = jax.lax.population_count(revised & ~alive)
        return revised, n_cut, n_made

    def pairs(self, alive: TileCount) -> NDArray[np.int64]:
        """Living ties as rows (i, j) with i < j, numbered from the first citizen of `alive`: int64 (n, 2)."""
        bits = np.asarray(alive)
        first = np.arange(bits.size, dtype=np.int64).reshape(bits.shape)
        found = []
        for layer, partner in enumerate(np.asarray(self.partner)):
            other = first[:, partner]
            here = ((bits >> layer) & 1).astype(bool) & (first < other)
            found.append(np.stack([first[here], other[here]], axis=1))
        return np.concatenate(found)

    def _pair_draw(self, key: Key, citizen: AnyArray, layer: int, draw: int) -> TileBits:
        # computed, not gathered: with a gather the compiler would draw one citizen at a time
        first = citizen - jnp.arange(BLOCK, dtype=jnp.uint32)
        friend = first + self.partner[layer].astype(jnp.uint32)
        lower = jnp.minimum(citizen, friend)
        return threefry2x32(key, (lower, jnp.uint32(draw)))[0]


def layered_ties(numbers: Mapping[str, float] | None = None) -> LayeredTies:
    """The layered ties of a society, by the numbers of its section; the defaults if there are none."""
    numbers = Society().numbers(0) if numbers is None else numbers
    return LayeredTies(
        partner=jnp.asarray(partners()), habits={name: jnp.float32(numbers[name]) for name in TIE_NUMBERS}
    )


@functools.cache
def partners() -> NDArray[np.int32]:
    """The position of the possible friend in each layer: int32 (LAYERS, BLOCK), read-only."""
    position = np.arange(BLOCK, dtype=np.int32)
    masks = _masks()
    circle, bridge = _context(position, _CONTEXT_OF_CIRCLE), _context(position, _CONTEXT_OF_BRIDGE)
    of_layer = [circle, circle, circle, bridge, bridge, bridge, circle, circle]
    table = np.stack([position ^ masks[layer][of_layer[layer]] for layer in range(LAYERS)])
    table.setflags(write=False)
    return table


def _masks() -> NDArray[np.int32]:
    """The mask of each layer in each of its eight contexts: int32 (LAYERS, 8)."""
    counters = (np.arange(8, dtype=np.uint32)[None, :], np.arange(8, dtype=np.uint32)[:, None])
    with jax.ensure_compile_time_eval():
        a, b = (np.asarray(w).astype(np.int64) for w in threefry2x32(_MASK_KEY, counters))
    zero = 1 + a[0] % 63
    one = 1 + a[1] % 62
    one = np.where(one >= zero, one + 1, one)
    three = (1 << 6) | (a[3] & 0b0111110)
    four = ((1 + b[4] % 3) << 12) | (a[4] & 0b00111001111110)
    six = ((1 + b[6] % 3) << 7) | (a[6] & 0b00111000111111)
    return np.stack([zero, one, zero ^ one, three, four, three ^ four, six, six ^ zero]).astype(np.int32)


def _context(position: NDArray[np.int32], bits: tuple[int, ...]) -> NDArray[np.int32]:
    context = np.zeros_like(position)
    for place, bit in enumerate(bits):
        context |= ((position >> bit) & 1) << place
    return context


def _bit(alive: TileCount, layer: int) -> TileBool:
    return ((alive >> jnp.uint8(layer)) & jnp.uint8(1)).astype(bool)


def _tie_traits(columns: Mapping[str, AnyArray]) -> dict[str, TileFloat]:
    """Traits that affect friendship, by the name of their slope (decades, steps, e-folds of income, town or not)."""
    f32 = jnp.float32
    income = jnp.maximum(jnp.asarray(columns["permanent_income"], f32), f32(1e-3))
    return {
        "tie_age_gap": jnp.asarray(columns["birth_month"], f32) / f32(120.0),
        "tie_education_gap": jnp.asarray(columns["education"], f32),
        "tie_income_gap": jnp.log(income),
        "tie_urban_gap": jnp.asarray(columns["is_urban"], f32),
    }


def _sociability(key: Key, citizen: AnyArray) -> TileFloat:
    """How easily a citizen makes friends: roughly normal with variance 1, from the stream's own draw."""
    a, b = threefry2x32(key, (citizen, jnp.uint32(LAYERS)))
    halves = [(w >> jnp.uint32(s)) & jnp.uint32(0xFFFF) for w in (a, b) for s in (0, 16)]
    total = sum(h.astype(jnp.float32) for h in halves)
    return (total / jnp.float32(65536.0) - jnp.float32(2.0)) * jnp.float32(np.sqrt(3.0))
