"""Recording errors: records of acts that did not happen, by kind of error, before they are written down.

There are four kinds: false alarms about people who did nothing, records about the wrong person, reports that a
neighbour made up, and second records of one act. All errors of a month are packed in one 32-bit word for each citizen,
at the person with whom they start. Rows S6, V1, V4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import jax
import jax.numpy as jnp

from ...array_types import Number, TileBits, TileCount, TileFloat, TileValue
from ...society.columns import BLOCK
from ...vocabulary import ACTS, AGE_BANDS, CHANNELS, Error, acts_with
from ..conduct import most_a_month
from ..mechanism import Stream, View
from .channels import FACES, WatchShape

FALSE_ALARMS, MISTAKEN, SLANDERED, TWICE = map(acts_with, get_args(Error))
"""Acts of which records can be about people who committed none, about the wrong person, invented, or doubled."""

DOUBLE = 64
"""A misattributed record goes to the citizen whose number differs by this mask, who lives in the same place."""

NEXT_DOOR = 32
"""A citizen and the neighbour whose number differs by this mask watch each other; they live in the same place."""

Kind = tuple[str, str]

_BITS: dict[Kind, int] = (
    {("false", act): 1 for act in FALSE_ALARMS}
    | {("slander", act): 1 for act in SLANDERED}
    | {("astray", act): 2 for act in MISTAKEN}
    | {("twice", act): 2 for act in TWICE}
)
_SHIFT: dict[Kind, int] = {kind: sum(list(_BITS.values())[:n]) for n, kind in enumerate(_BITS)}


def swapped(values: TileValue, mask: int) -> TileValue:
    """The value of citizen i XOR mask, for each citizen i of a tile (blocks, BLOCK); the mask is a power of two."""
    pairs = values.reshape(values.shape[0], BLOCK // (2 * mask), 2, mask)
    return pairs[:, :, ::-1, :].reshape(values.shape)


def double(values: TileValue) -> TileValue:
    """The value of citizen i XOR DOUBLE, for each citizen i of a tile (blocks, BLOCK)."""
    return swapped(values, DOUBLE)


def kind_of(word: TileBits, kind: str, act: str) -> TileCount:
    """Errors of one kind about one act (uint8), from the word; 0 for acts without this kind of error."""
    if (kind, act) not in _BITS:
        return jnp.zeros(word.shape, jnp.uint8)
    mask = (1 << _BITS[kind, act]) - 1
    return ((word >> jnp.uint32(_SHIFT[kind, act])) & jnp.uint32(mask)).astype(jnp.uint8)


def total_of(word: TileBits, kind: str) -> TileCount:
    """Errors of one kind about all acts (uint8)."""
    if kind in ("false", "slander"):  # one bit each
        mask = sum(1 << _SHIFT[k] for k in _BITS if k[0] == kind)
        return jax.lax.population_count(word & jnp.uint32(mask)).astype(jnp.uint8)
    counts = (kind_of(word, *k) for k in _BITS if k[0] == kind)
    total = next(counts)
    for count in counts:
        total = total + count
    return total


def group_factor(c: View, nation: View, p: View, shape: WatchShape, error: str, *, by_face: bool) -> TileFloat | float:
    """How much more often an error concerns people of each citizen's groups (float32); 1 if groups do not differ."""
    factor: TileFloat | float = 1.0
    if f"{error}_women" in shape.unequal and by_face:  # the measured difference is one of face recognition
        factor = jnp.where(c.is_female, p[f"{error}_women"], 1.0)
    if f"{error}_rural" in shape.unequal:
        factor = factor * jnp.where(c.is_urban, 1.0, p[f"{error}_rural"])
    if f"{error}_old" in shape.unequal:
        age_months = nation.month - 1900.0 * 12.0 - c.birth_month.astype(jnp.float32)
        factor = factor * jnp.where(age_months >= 12.0 * AGE_BANDS["60+"], p[f"{error}_old"], 1.0)
    return factor


def draw(
    c: View,
    nation: View,
    p: View,
    stream: Stream,
    *,
    shape: WatchShape,
    noticed: Mapping[str, TileCount],
    seen: Mapping[str, Number],
    slander: Number,
    seen_twice: Mapping[str, Number],
) -> TileBits:
    """All errors of a month (uint32), to be read with `kind_of`.

    Parameters
    ----------
    noticed
        True records of acts, before any is misattributed (uint8).
    seen
        The result of `channels.reach`.
    slander
        The probability that the neighbour invents a report about somebody who did nothing.
    seen_twice
        The probability that a second channel saw a recorded act, for acts that have one.
    """
    word = jnp.zeros(c.is_person.shape, jnp.uint32)

    def add(kind: str, act: str, count: TileValue) -> None:
        nonlocal word
        word = word | (count.astype(jnp.uint32) << jnp.uint32(_SHIFT[kind, act]))

    def factor(error: str, act: str) -> TileFloat | float:
        return group_factor(c, nation, p, shape, error, by_face=ACTS[act].channel in FACES)

    for act in FALSE_ALARMS:
        # a channel errs about people in its reach who did nothing
        looked_at = seen[ACTS[act].channel] * (c.online if CHANNELS[ACTS[act].channel].is_online else 1.0)
        is_idle = c.is_person & (c[f"act_{act}"] == 0)
        rate = p[f"{act}_false_alarm"] * looked_at * factor("false_alarm", act)
        add("false", act, stream.chance(f"{act}_false", jnp.where(is_idle, rate, 0.0)))
        if shape.is_told and act in SLANDERED:
            add("slander", act, stream.chance(f"{act}_slander", jnp.where(is_idle, slander, 0.0)))
    kept = dict(noticed)
    for act in MISTAKEN:
        strayed = stream.thin(
            f"{act}_astray", noticed[act], p.mistaken * factor("mistaken", act), most=most_a_month(act)
        )
        # if the double is padding, the record stays with its own citizen
        strayed = jnp.where(double(c.is_person), strayed, 0)
        kept[act] = noticed[act] - strayed
        add("astray", act, strayed)
    if shape.is_doubled:
        for act in TWICE:
            again = 1.0 - (1.0 - p.duplicated) * (1.0 - seen_twice.get(act, jnp.float32(0.0)))
            share = again * (1.0 - p.merged)
            add("twice", act, stream.thin(f"{act}_twice", kept[act], share, most=most_a_month(act)))
    return word
