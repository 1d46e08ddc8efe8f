"""Watching: acts become records, with gaps, delays, false alarms and mistaken identity.

Each act is seen by one channel first, and some acts also by neighbours. A channel covers a share of life by date and
place, notices a share of what it covers, and passes on to the centre the share that is integrated, at once or months
later. Wrong records are stored separately from true ones, so every sanction can be traced to the true record or the
error behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax.numpy as jnp

from ...array_types import Number, TileBool, TileCount, TileFloat, TileValue
from ...scenario.governance import watching_numbers
from ...society.random_streams import materialize
from ...vocabulary import ACTS
from ..conduct import most_a_month
from ..mechanism import Mechanism, Stream, System, Ties, View
from . import admin_records, recording_errors, reporting_delay
from .channels import (
    WatchShape,
    camera_density,
    integration,
    life,
    reach,
    reach_of_files,
    shape,
)
from .recording_errors import (
    FALSE_ALARMS,
    MISTAKEN,
    NEXT_DOOR,
    SLANDERED,
    TWICE,
    double,
    kind_of,
    swapped,
    total_of,
)


def _readiness(c: View, p: View) -> TileFloat:
    """How readily the neighbour next door reports: more so if loyal, or of another opinion (float32, 1 is usual)."""
    neighbour = swapped(c.voice, NEXT_DOOR)
    loyalty, grudge = jnp.maximum(neighbour, 0.0), 0.5 * jnp.abs(neighbour - c.voice)
    is_there = swapped(c.is_person, NEXT_DOOR)
    return jnp.where(is_there, 1.0 + p.neighbours_loyal * loyalty + p.neighbours_grudge * grudge, 0.0)


def _chances(
    c: View, p: View, seen: Mapping[str, Number], shape: WatchShape
) -> tuple[dict[str, Number], dict[str, Number]]:
    """By act, the probability that it is recorded, and that a recorded act was seen twice (float32)."""
    chance = {act: seen[ACTS[act].channel] for act in ACTS}
    for act in [name for name, act in ACTS.items() if act.is_paid and shape.is_cash_blind]:
        in_cash = 1.0 - p.cashless * c.online
        chance[act] = chance[act] * (1.0 - p.cash_blind * in_cash)
    twice: dict[str, Number] = {}
    for act in [name for name, act in ACTS.items() if act.is_overheard and shape.is_overheard]:
        first, second = chance[act], p.overheard * seen["neighbours"]
        chance[act] = first + second - first * second
        twice[act] = first * second / jnp.maximum(chance[act], 1e-9)
    return chance, twice


def _share_recorded(
    c: View, p: View, seen: dict[str, Number], is_joined: TileBool | None, shape: WatchShape
) -> TileFloat:
    """Recorded share of the month's life: an average over its parts with the weights of the scenario."""
    if not shape.life:
        return jnp.zeros(c.is_person.shape, jnp.float32)
    has_file = (c.file_months > 0).astype(jnp.float32)
    files = reach_of_files(p, online=c.online, has_file=has_file, is_urban=c.is_urban, is_joined=is_joined)
    parts = life(seen, files, online=c.online)
    total = sum(p[f"weight_{part}"] for part in shape.life)
    recorded = sum(p[f"weight_{part}"] * parts[part]() for part in shape.life)
    return recorded / jnp.maximum(total, 1e-9)


def _once(counts: Mapping[str, TileCount], stream: Stream) -> dict[str, TileCount]:
    """The same counts of up to three, computed once and packed into a word, two bits each (uint8)."""
    shifts = {act: jnp.uint32(2 * place) for place, act in enumerate(counts)}
    word = jnp.zeros(stream.citizen.shape, jnp.uint32)
    for act, shift in shifts.items():
        word = word | (counts[act].astype(jnp.uint32) << shift)
    word = materialize(word, stream.citizen)
    return {act: ((word >> shift) & jnp.uint32(3)).astype(jnp.uint8) for act, shift in shifts.items()}


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Record the month's acts, correctly and wrongly."""
    shape: WatchShape = system.shape
    is_joined = c.roll_out_rank < p.joined if shape.is_joined else None
    readiness = materialize(_readiness(c, p), stream.citizen) if shape.is_told else 1.0
    density = camera_density(c, nation, p, stream, shape)
    seen = reach(c, p, density=density, is_joined=is_joined)
    whole = integration(p, "integration", is_joined)
    told = seen | {"neighbours": jnp.minimum(seen["neighbours"] * readiness, whole)} if shape.is_told else seen
    chance, seen_twice = _chances(c, p, told, shape)
    noticed = _once(
        {act: stream.thin(f"{act}_seen", c[f"act_{act}"], chance[act], most=most_a_month(act)) for act in ACTS}, stream
    )
    slander = p.false_report * readiness * whole
    drawn = recording_errors.draw(
        c, nation, p, stream, shape=shape, noticed=noticed, seen=told, slander=slander, seen_twice=seen_twice
    )
    made = materialize(drawn, stream.citizen)  # by the citizen they start from; misattributed records end with another
    received = double(made)

    true = {f"rec_{act}": noticed[act] - kind_of(made, "astray", act) for act in ACTS}
    wrong = {
        f"wrong_{act}": kind_of(made, "false", act)
        + kind_of(made, "slander", act)
        + kind_of(made, "twice", act)
        + kind_of(received, "astray", act)
        for act in ACTS
    }
    files, n_false_entries, n_stray_entries = admin_records.entries(
        c, nation, p, stream, ties, shape=shape, is_joined=is_joined
    )
    return {
        **reporting_delay.arriving(c, p, stream, true, "waiting_records", shape),
        **reporting_delay.arriving(c, p, stream, wrong, "waiting_errors", shape),
        **files,
        "n_false_alarms": total_of(made, "false") + n_false_entries,
        "n_false_reports": total_of(made, "slander"),
        "n_duplicates": total_of(made, "twice"),
        "n_mixed_up": total_of(made, "astray") + n_stray_entries,
        "is_joined": jnp.zeros(c.is_person.shape, bool) if is_joined is None else c.is_person & is_joined,
        "spend_traced_yuan": jnp.rint(c.spend_yuan.astype(jnp.float32) * p.cashless * c.online),
        "life_recorded": jnp.where(c.is_person, _share_recorded(c, p, seen, is_joined, shape), 0.0),
    }


WATCHING = Mechanism(
    name="watching",
    reads=(
        "is_person", "is_urban", "is_female", "birth_month", "province", "roll_out_rank", "online", "spend_yuan",
        "file_months", "voice", "waiting_records", "waiting_errors", *(f"act_{act}" for act in ACTS),
        *admin_records.READS,
    ),
    writes=(
        *(f"rec_{act}" for act in ACTS), *(f"wrong_{act}" for act in ACTS), "waiting_records", "waiting_errors",
        "n_false_alarms", "n_false_reports", "n_duplicates", "n_mixed_up", "is_joined", "spend_traced_yuan",
        "life_recorded", *admin_records.WRITES,
    ),
    signals=("month", "camera_density"),
    draws=(
        *(f"{act}_seen" for act in ACTS),
        *(f"{act}_false" for act in FALSE_ALARMS),
        *(f"{act}_astray" for act in MISTAKEN),
        *(f"{act}_slander" for act in SLANDERED),
        *(f"{act}_twice" for act in TWICE),
        *reporting_delay.DRAWS,
        *admin_records.DRAWS,
    ),
    rows=("P3", "P4", "P6", "F4", "F6", "F7", "F9", "F10", "S3", "S5", "S6", "S11", "V1", "V2", "V3", "V4"),
    derived_numbers=watching_numbers,
    shape=lambda scenario: shape(scenario.watching, scenario.window.until),
    step=step,
)  # fmt: skip
