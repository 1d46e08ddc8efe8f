"""Administrative records: files with facts that are not acts, true and wrong; a part of watching.

Each month five channels can record something about a person: bought games, cheap liquor and the like; has a tie to
somebody on the court list; missed a payment; travelled; saw a doctor. A fact can be missed, recorded for another
person, or recorded late, and a fact that did not happen can be recorded. Rows S5, S11, V1-V4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import jax
import jax.numpy as jnp

from ...array_types import Number, TileBits, TileBool, TileCount, TileValue
from ...society.random_streams import Stream, falls, materialize
from ...society.ties import Ties
from ...vocabulary import FILE_CHANNELS
from ..mechanism import View
from .channels import WatchShape, integration, reach_of_files
from .recording_errors import double, group_factor
from .reporting_delay import arriving

EVENTS, ENTRIES, WRONG_ENTRIES = (
    tuple(f"{kind}_{part}" for part in FILE_CHANNELS) for kind in ("event", "entry", "wrong_entry")
)

READS: tuple[str, ...] = (
    "vice_yuan", "ties", "is_listed", "has_missed", "flights_wanted", "flights_blocked", "rail_wanted", "rail_blocked",
    "wait_days", "arrears_months", "waiting_entries", "record_unfiled", "record_misfiled",
    "arrears_unfiled",
)  # fmt: skip
WRITES: tuple[str, ...] = (
    *EVENTS, *ENTRIES, *WRONG_ENTRIES, "has_hidden_ties", "waiting_entries", "record_unfiled", "record_misfiled",
    "arrears_unfiled",
)  # fmt: skip
DRAWS: tuple[str, ...] = tuple(f"{part}_entry" for part in FILE_CHANNELS)

_FRIENDS = 1 << 12
"""More friends than anybody has: two counts fit side by side in a float32."""


def hides_ties(c: View, p: View, stream: Stream) -> TileBool:
    """Who hides their ties from platforms: always the same people, and fewer with more coverage (bool)."""
    return c.is_person & ~stream.lasting_chance("shows ties", p.friends_coverage * c.online)


def _listed_friends(c: View, stream: Stream, ties: Ties, is_hidden: TileBool) -> tuple[TileBool, TileBool]:
    """Who has friends on the court list, and who has such friends through a tie that one of the two shows (bool)."""
    counts = jnp.where(c.is_listed, jnp.where(is_hidden, 1.0, 1.0 + _FRIENDS), 0.0)
    both = materialize(ties.total(c.ties, materialize(counts, stream.citizen)), stream.citizen)
    return both > 0, (both >= _FRIENDS) | ((both > 0) & ~is_hidden)


def _drawn(
    c: View,
    nation: View,
    p: View,
    stream: Stream,
    *,
    shape: WatchShape,
    happened: Mapping[str, TileBool],
    chance: Mapping[str, Number],
    looked_at: Mapping[str, Callable[[], Number]],
) -> TileBits:
    """Three bits for each channel (uint32): the fact is true, it is entered, it is entered about somebody else.

    Parameters
    ----------
    happened
        Which facts are true (bool).
    chance
        The probability that a true fact is entered, about the right person or another.
    looked_at
        How much of a person's life a channel sees; it errs only about what it sees.
    """
    # if the double is padding, the entry stays with its own citizen
    oftener = group_factor(c, nation, p, shape, "mistaken", by_face=False)
    strays = jnp.where(double(c.is_person), jnp.minimum(p.mistaken * oftener, 1.0), 0.0)
    errs = group_factor(c, nation, p, shape, "false_alarm", by_face=False)
    word = jnp.zeros(c.is_person.shape, jnp.uint32)
    for place, part in enumerate(FILE_CHANNELS):
        bits, is_so = stream.bits(f"{part}_entry"), happened[part]
        falsely = jnp.where(c.is_person, p[f"{part}_false_alarm"] * looked_at[part]() * errs, 0.0)
        # one draw decides between the right file, another person's file, and none
        is_entered = falls(bits, jnp.where(is_so, chance[part] * (1.0 - strays), falsely))
        is_astray = is_so & ~is_entered & falls(bits, chance[part])
        for shift, bit in enumerate((is_so, is_entered, is_astray)):
            word = word | (bit.astype(jnp.uint32) << jnp.uint32(3 * place + shift))
    return word


def _bit(word: TileBits, part: str, shift: int) -> TileCount:
    return ((word >> jnp.uint32(3 * [*FILE_CHANNELS].index(part) + shift)) & jnp.uint32(1)).astype(jnp.uint8)


def _count(word: TileBits, shift: int) -> TileCount:
    """The number of channels with a bit set (uint8)."""
    mask = sum(1 << (3 * place + shift) for place in range(len(FILE_CHANNELS)))
    return jax.lax.population_count(word & jnp.uint32(mask)).astype(jnp.uint8)


def _registry(c: View, p: View, has_missed: TileCount, entered: TileCount, falsely: TileCount) -> dict[str, TileValue]:
    """How far the bank registry differs from what lenders know: missing entries, and wrong entries.

    A missed payment takes 1/memory of the record. The differences fade with the record itself, in `lending`, so that a
    missed payment that was never reported does not appear when it is forgotten.
    """
    lacking = has_missed.astype(jnp.float32) - entered.astype(jnp.float32)
    behind = c.arrears_unfiled.astype(jnp.int32) + has_missed.astype(jnp.int32) - entered.astype(jnp.int32)
    return {
        "record_unfiled": jnp.clip(c.record_unfiled + lacking / p.bank_memory, 0.0, 1.0),
        "record_misfiled": jnp.minimum(c.record_misfiled + falsely.astype(jnp.float32) / p.bank_memory, 1.0),
        # people without arrears have none in the registry either
        "arrears_unfiled": jnp.clip(behind, 0, c.arrears_months.astype(jnp.int32)),
    }


def entries(
    c: View, nation: View, p: View, stream: Stream, ties: Ties, *, shape: WatchShape, is_joined: TileBool | None
) -> tuple[dict[str, TileValue], TileCount, TileCount]:
    """The columns of files, and the numbers of false and of misattributed entries that start from a person (uint8).

    Parameters
    ----------
    is_joined
        As in `channels.reach`.
    """
    has_file = (c.file_months > 0).astype(jnp.float32)
    looked_at = reach_of_files(p, online=c.online, has_file=has_file, is_urban=c.is_urban, is_joined=is_joined)
    is_hidden = hides_ties(c, p, stream)
    has_listed, has_known_listed = _listed_friends(c, stream, ties, is_hidden)
    journeys = c.flights_wanted - c.flights_blocked + c.rail_wanted - c.rail_blocked
    happened = {
        "payments": c.vice_yuan > 0,
        "friends": has_listed,
        "bank": c.has_missed,
        "travel": journeys > 0,
        "hospitals": c.wait_days > 0,
    }
    passed_on = p.friends_sensitivity * integration(p, FILE_CHANNELS["friends"].integration, is_joined)
    chance = {part: looked_at[part]() for part in FILE_CHANNELS}
    chance["friends"] = jnp.where(has_known_listed, passed_on, 0.0)
    made = materialize(
        _drawn(c, nation, p, stream, shape=shape, happened=happened, chance=chance, looked_at=looked_at), stream.citizen
    )
    received = double(made)
    events = {part: _bit(made, part, 0) for part in FILE_CHANNELS}
    true = {part: events[part] & _bit(made, part, 1) for part in FILE_CHANNELS}
    false = {part: (1 - events[part]) & _bit(made, part, 1) for part in FILE_CHANNELS}
    fresh = {f"entry_{part}": true[part] for part in FILE_CHANNELS}
    fresh |= {f"wrong_entry_{part}": false[part] + _bit(received, part, 2) for part in FILE_CHANNELS}
    arrived = arriving(c, p, stream, fresh, "waiting_entries", shape)
    columns = {
        **{f"event_{part}": events[part] for part in FILE_CHANNELS},
        **arrived,
        "has_hidden_ties": is_hidden,
        **_registry(c, p, events["bank"], arrived["entry_bank"], arrived["wrong_entry_bank"]),
    }
    n_false = _count(made & ~(made << jnp.uint32(1)), 1)
    return columns, n_false, _count(made, 2)
