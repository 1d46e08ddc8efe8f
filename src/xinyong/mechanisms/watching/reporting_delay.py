"""Reporting delay: records and entries that reach the centre months after the event.

Records of one kind and channel about a citizen are queued in two bits of a column. Each month every queued record
arrives with the probability that gives the channel's mean delay. At most three records of a kind can be queued, so acts
that happen every month are delayed by at most about three months. Rows V1-V4.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax.numpy as jnp

from ...array_types import TileCount, TileValue
from ...society.bit_packing import PACKED
from ...society.random_streams import materialize
from ...vocabulary import ACTS, FILE_CHANNELS, channel_of
from ..mechanism import Stream, View
from .channels import WatchShape
from .recording_errors import FALSE_ALARMS

Kind = tuple[str, str]

MOST = 3
"""Most records of one kind that can wait, in two bits each; any others arrive at once."""

WAITING: dict[str, tuple[Kind, ...]] = {
    "waiting_records": tuple(("rec", act) for act in ACTS),
    "waiting_errors": tuple(("wrong", act) for act in FALSE_ALARMS),
    "waiting_entries": tuple((kind, part) for kind in ("entry", "wrong_entry") for part in FILE_CHANNELS),
}
"""The kinds of records that wait in each column, two bits each, the first lowest."""

DRAWS: tuple[str, ...] = tuple(f"{column}_arrive" for column in WAITING)
"""One draw for all records in a column: those of one person are released together."""


def arriving(
    c: View, p: View, stream: Stream, fresh: Mapping[str, TileCount], column: str, shape: WatchShape
) -> dict[str, TileValue]:
    """Records that reach the centre this month, and records that still wait.

    Parameters
    ----------
    fresh
        Records made this month, by column (``rec_breach``, uint8). Records that cannot wait, or whose channel has no
        delay, arrive at once.
    column
        The column where they wait: a name of `WAITING`.

    Returns
    -------
    uint8 by the names of `fresh`, and uint32 under the name `column`.
    """
    before = c[column]
    late = {
        2 * place: (kind, what, channel_of(what))
        for place, (kind, what) in enumerate(WAITING[column])
        if channel_of(what) in shape.late
    }
    arrived, waiting = dict(fresh), jnp.zeros(c.is_person.shape, jnp.uint32)
    if not late:
        return {**arrived, column: waiting}

    def total(shift: int, name: str) -> TileCount:
        return ((before >> jnp.uint32(shift)) & jnp.uint32(MOST)).astype(jnp.uint8) + fresh[name]

    # drawn once, in two bits each, for records that arrive and records that still wait
    released = jnp.zeros(c.is_person.shape, jnp.uint32)
    for shift, (kind, what, channel) in late.items():
        held = jnp.minimum(total(shift, f"{kind}_{what}"), MOST)
        count = stream.thin(f"{column}_arrive", held, 1.0 / (1.0 + p[f"{channel}_delay"]), most=MOST)
        released = released | (count.astype(jnp.uint32) << jnp.uint32(shift))
    released = materialize(released, stream.citizen)
    for shift, (kind, what, _) in late.items():
        name = f"{kind}_{what}"
        at_once = jnp.maximum(total(shift, name), MOST) - MOST
        # no more records arrive in a month than their field can hold; the others still wait
        room = (1 << PACKED[name][1].bits) - 1 - at_once
        count = ((released >> jnp.uint32(shift)) & jnp.uint32(MOST)).astype(jnp.uint8)
        arrived[name] = at_once + jnp.minimum(count, room)
        waiting = waiting | ((total(shift, name) - arrived[name]).astype(jnp.uint32) << jnp.uint32(shift))
    return {**arrived, column: waiting}
