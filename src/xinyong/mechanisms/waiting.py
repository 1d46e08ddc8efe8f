"""Waiting: records and entries on their way to the centre, which they can reach months after what they are about.

What one channel wrote of one kind about a citizen waits in two bits of a column. Each month every waiting record
arrives with the same chance, so that it waits for the channel's delay on average. Rows V1-V4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax.numpy as jnp

from ..society.columns import ACTS, FILED
from ..society.luck import Luck
from ..society.words import FIELDS
from .channels import CHANNEL, WatchShape
from .mechanism import View
from .mistakes import FALSE_ALARMS

Array = Any
Kind = tuple[str, str]

MOST = 3
"""Records of one kind that can wait; the two bits that each has hold no more, and the rest arrive at once."""

WAITING: dict[str, tuple[Kind, ...]] = {
    "waiting_records": tuple(("rec", act) for act in ACTS),
    "waiting_errors": tuple(("wrong", act) for act in FALSE_ALARMS),
    "waiting_entries": (*(("entry", part) for part in FILED), *(("wrong_entry", part) for part in FILED)),
}
"""What can wait in each column, two bits each, the first lowest."""

DRAWS: tuple[str, ...] = tuple(f"{what}_{kind}_arrives" for kinds in WAITING.values() for kind, what in kinds)


def arriving(
    c: View, p: View, luck: Luck, fresh: Mapping[str, Array], column: str, shape: WatchShape
) -> dict[str, Array]:
    """What reaches the centre this month, and what waits on.

    Parameters
    ----------
    fresh
        What was written this month, by the column of what arrives (``rec_breach``, uint8); what cannot wait, or is
        written by a channel without delay, arrives at once.
    column
        Where it waits: a name of `WAITING`.

    Returns
    -------
    uint8 by the names of `fresh`, and uint32 as `column`.
    """
    arrived = dict(fresh)
    waiting = jnp.zeros(c.is_person.shape, jnp.uint32)
    for place, (kind, what) in enumerate(WAITING[column]):
        channel, name, shift = CHANNEL.get(what, what), f"{kind}_{what}", jnp.uint32(2 * place)
        if channel not in shape.late:
            continue
        total = ((c[column] >> shift) & jnp.uint32(MOST)).astype(jnp.uint8) + fresh[name]
        held = jnp.minimum(total, MOST)
        at_once = total - held
        released = luck.thin(f"{what}_{kind}_arrives", held, 1.0 / (1.0 + p[f"{channel}_delay"]), most=MOST)
        # no more arrive in a month than their field can tell; the rest wait on
        room = (1 << FIELDS[name][1].bits) - 1 - at_once
        arrived[name] = at_once + jnp.minimum(released, room)
        waiting = waiting | ((total - arrived[name]).astype(jnp.uint32) << shift)
    return {**arrived, column: waiting}
