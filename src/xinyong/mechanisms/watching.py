"""Watching: what was done becomes what is recorded, with gaps, false alarms and people taken for somebody else.

Each act is seen by one channel. A channel covers a share of life by date and place, notices a share of what it covers,
and passes on to the centre the share that is integrated. Wrong records are kept apart from true ones, so that every
sanction can be traced to the truth or error behind it. Rows P3, P4, F9, S3, S6, V1-V4.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ..society.columns import ACTS, BLOCK
from ..society.luck import Luck, once
from ..society.ties import Ties
from .conduct import most_a_month
from .mechanism import Mechanism, System, View

Array = Any

CHANNEL: dict[str, str] = {
    "late_bill": "bills",
    "jaywalk": "cameras",
    "no_show": "platforms",
    "cheat": "platforms",
    "gym": "platforms",
    "volunteer": "registers",
    "praise": "posts",
    "criticism": "posts",
    "petition": "neighbours",
    "breach": "courts",
    "fraud": "courts",
    "misconduct": "discipline",
}
"""Which channel sees which act."""

CHANNELS: tuple[str, ...] = tuple(dict.fromkeys(CHANNEL.values()))

ONLINE: tuple[str, ...] = ("platforms", "posts")
"""Channels that see only what people do online."""

FALSE_ALARMS: tuple[str, ...] = ("late_bill", "jaywalk", "no_show", "cheat", "criticism", "petition", "breach", "fraud")
"""Acts that can be recorded of people who committed none."""

MISTAKEN: tuple[str, ...] = ("late_bill", "jaywalk", "breach")
"""Acts whose records can land on somebody else: a face, a namesake, a mixed-up file."""

DOUBLE = 64
"""A record that goes astray lands on the citizen whose number differs by this mask: one of the same place."""


def double(values: Array) -> Array:
    """What citizen i XOR DOUBLE has, for each citizen i of a tile (blocks, BLOCK): each is the other's double."""
    pairs = values.reshape(values.shape[0], BLOCK // (2 * DOUBLE), 2, DOUBLE)
    return pairs[:, :, ::-1, :].reshape(values.shape)


def reach(c: View, p: View) -> dict[str, Array]:
    """The chance that an act is recorded at the centre, by channel (float32, 0..1)."""
    place = jnp.where(c.is_urban, 1.0, p.cameras_rural)
    covered = {
        "bills": p.bills_coverage,
        "cameras": jnp.clip(p.cameras_coverage * place, 0.0, 1.0),
        "platforms": p.platforms_coverage,
        "posts": p.posts_coverage,
        "neighbours": jnp.clip(p.neighbours_coverage * jnp.where(c.is_urban, 1.0, p.neighbours_rural), 0.0, 1.0),
        "registers": p.registers_coverage,
        "courts": p.courts_coverage,
        "discipline": p.discipline_coverage,
    }
    whole = {
        "bills": p.integration_bills,
        "cameras": p.integration,
        "platforms": p.integration,
        "posts": p.integration,
        "neighbours": p.integration,
        "registers": 1.0,
        "courts": 1.0,
        "discipline": 1.0,
    }
    return {name: covered[name] * p[f"{name}_sensitivity"] * whole[name] for name in CHANNELS}


def _share_recorded(c: View, p: View, seen: dict[str, Array]) -> Array:
    """Share of the month's life that was recorded: an average over channels with the weights of the scenario."""
    payments = p.cashless * c.online * p.integration
    parts = (
        (p.weight_payments, payments),
        (p.weight_public, seen["cameras"]),
        (p.weight_platforms, seen["platforms"] * c.online),
        (p.weight_posts, seen["posts"] * c.online),
        (p.weight_dealings, seen["bills"]),
    )
    total = sum(weight for weight, _ in parts)
    return sum(weight * value for weight, value in parts) / total


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """Record the month's acts, rightly and wrongly."""
    seen = reach(c, p)
    blurred = jnp.where(c.is_female, p.false_alarm_women, 1.0)  # faces only: so it was measured
    out: dict[str, Array] = {}
    for act in ACTS:
        record = luck.thin(f"{act}_seen", c[f"act_{act}"], seen[CHANNEL[act]], most=most_a_month(act))
        wrong = jnp.zeros(record.shape, jnp.uint8)
        if act in FALSE_ALARMS:
            # a channel errs where it looks: about people in its reach who did nothing
            looked_at = seen[CHANNEL[act]] * (c.online if CHANNEL[act] in ONLINE else 1.0)
            idle = c.is_person & (c[f"act_{act}"] == 0)
            rate = jnp.where(
                idle, p[f"{act}_false_alarm"] * looked_at * (blurred if CHANNEL[act] == "cameras" else 1.0), 0.0
            )
            wrong = luck.chance(f"{act}_false", rate).astype(jnp.uint8)
        if act in MISTAKEN:
            astray = once(luck.thin(f"{act}_astray", record, p.mistaken, most=most_a_month(act)), luck.citizen)
            # a double that is padding cannot be blamed: the record then stays where it belongs
            astray = jnp.where(double(c.is_person), astray, 0)
            record = record - astray
            wrong = wrong + double(astray)
        out[f"rec_{act}"] = record
        out[f"wrong_{act}"] = wrong
    out["spend_traced_yuan"] = jnp.rint(c.spend_yuan.astype(jnp.float32) * p.cashless * c.online)
    out["life_recorded"] = jnp.where(c.is_person, _share_recorded(c, p, seen), 0.0)
    return out


WATCHING = Mechanism(
    name="watching",
    reads=("is_person", "is_urban", "is_female", "online", "spend_yuan", *(f"act_{act}" for act in ACTS)),
    writes=(
        *(f"rec_{act}" for act in ACTS),
        *(f"wrong_{act}" for act in ACTS),
        "spend_traced_yuan",
        "life_recorded",
    ),
    draws=(
        *(f"{act}_seen" for act in ACTS),
        *(f"{act}_false" for act in FALSE_ALARMS),
        *(f"{act}_astray" for act in MISTAKEN),
    ),
    rows=("P3", "P4", "P6", "F6", "F7", "F9", "F10", "S3", "V1", "V2", "V3", "V4"),
    step=step,
)
