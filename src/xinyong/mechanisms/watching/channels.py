"""Channels: where each looks, how much of it each notices, and how much of that reaches the centre.

A channel records acts (`ACT_CHANNELS`) or facts in files (`FILE_CHANNELS`): purchases, ties, missed payments, travel,
hospital visits. Coverage differs by date, by urban and rural area, by province if cameras follow incidents, and between
joined and other places. Rows P3, F7, F9, F10, V1-V4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jax.numpy as jnp

from ...array_types import Number, PlaceArray, Scalar, TileBool, TileFloat, TileInt, TileValue
from ...scenario.governance import watching_numbers
from ...scenario.parameter_value import Setting
from ...scenario.scenario import Scenario
from ...scenario.sections.watching import Watching
from ...society.columns import PLACE
from ...society.random_streams import materialize
from ...vocabulary import ACT_CHANNELS, CHANNELS, FILE_CHANNELS, LIFE
from ..mechanism import Stream, View

FACES: tuple[str, ...] = ("cameras",)
"""Channels that identify people by their faces."""

UNEQUAL: tuple[str, ...] = tuple(
    f"{error}_{group}" for error in ("false_alarm", "mistaken") for group in ("rural", "old", "women")
)
"""Parameters: how much more often members of a group are recorded falsely, or mistaken for somebody else."""


@dataclass(frozen=True)
class WatchShape:
    """The parts of watching that are compiled: those that a scenario leaves neutral at all dates are left out.

    Attributes
    ----------
    late
        Channels with a reporting delay.
    life
        Parts of a life with a weight.
    unequal
        Parameters that make errors more common for some people than for others.
    is_joined, is_following, is_told, is_overheard, is_doubled, is_cash_blind
        Whether places are joined into one network; cameras follow recorded incidents; reports depend on the neighbour,
        who can also invent them; neighbours also see what other channels see; acts are entered twice; cash hides acts.
    """

    late: tuple[str, ...] = ()
    life: tuple[str, ...] = tuple(LIFE)
    unequal: tuple[str, ...] = ()
    is_joined: bool = False
    is_following: bool = False
    is_told: bool = False
    is_overheard: bool = False
    is_doubled: bool = False
    is_cash_blind: bool = False


def shape(section: Watching, until: int) -> WatchShape:
    """The fixed part of a scenario's section, for a run until this month: later values change no bit of it."""

    def moves(name: str, neutral: float = 0.0) -> bool:
        held: Setting = getattr(section, name)
        return any(value != neutral for value in held.until(until))

    is_overheard = moves("overheard")
    return WatchShape(
        late=tuple(channel for channel in CHANNELS if moves(f"{channel}_delay")),
        life=tuple(part for part in LIFE if moves(f"weight_{part}")),
        unequal=tuple(name for name in UNEQUAL if moves(name, 1.0)),
        is_joined=moves("joined"),
        is_following=section.cameras.on.value,
        is_told=any(moves(name) for name in ("neighbours_loyal", "neighbours_grudge", "false_report")),
        is_overheard=is_overheard,
        is_doubled=is_overheard or moves("duplicated"),
        is_cash_blind=moves("cash_blind"),
    )


def of_place(values: TileValue) -> PlaceArray:
    """One value for each place, of a column (blocks, BLOCK) that is the same for a whole place."""
    blocks, size = values.shape
    return values.reshape(blocks, size // PLACE, PLACE)[:, :, 0]


def to_all(values: PlaceArray) -> TileValue:
    """The value of a place for each of its citizens: (blocks, places) to (blocks, BLOCK)."""
    blocks, places = values.shape
    return jnp.broadcast_to(values[:, :, None], (blocks, places, PLACE)).reshape(blocks, places * PLACE)


def stratum(province: TileValue, is_urban: TileValue) -> TileInt:
    """The stratum, villages or towns of a province: 2 · province, plus 1 for towns (int32)."""
    return province.astype(jnp.int32) * 2 + is_urban.astype(jnp.int32)


def camera_density(c: View, nation: View, p: View, stream: Stream, shape: WatchShape) -> TileFloat:
    """Density of cameras in each citizen's place, relative to a town before any camera moves (float32)."""
    before = jnp.where(c.is_urban, 1.0, p.cameras_rural)
    if not shape.is_following:
        return before
    of_stratum = jnp.asarray(nation.camera_density).reshape(-1)
    moved = of_stratum[stratum(of_place(c.province), of_place(c.is_urban))]
    return before * to_all(materialize(moved, stream.citizen))


def reach(c: View, p: View, *, density: Number, is_joined: TileBool | None) -> dict[str, Number]:
    """The probability that an act is recorded at the centre, by channel (float32, 0..1).

    Parameters
    ----------
    c, p
        Views of the citizens (``is_urban``) and of the parameters.
    density
        See `camera_density`.
    is_joined
        Who lives in a place joined to one network; None without a network.
    """

    def where_joined(factor: Scalar) -> Number | float:
        return 1.0 if is_joined is None else jnp.where(is_joined, factor, 1.0)

    hearsay = p.neighbours_coverage * jnp.where(c.is_urban, 1.0, p.neighbours_rural) * where_joined(p.joined_neighbours)
    covered = {name: p[f"{name}_coverage"] for name in ACT_CHANNELS} | {
        "cameras": jnp.clip(p.cameras_coverage * density * where_joined(p.joined_cameras), 0.0, 1.0),
        "neighbours": jnp.clip(hearsay, 0.0, 1.0),
    }
    return {
        name: covered[name] * p[f"{name}_sensitivity"] * integration(p, channel.integration, is_joined)
        for name, channel in ACT_CHANNELS.items()
    }


def integration(p: View, name: str, is_joined: TileBool | None) -> Number:
    """Share of records that reach the centre: a larger share from a place joined to one network."""
    elsewhere = p[name]
    return (
        elsewhere
        if is_joined is None
        else jnp.where(is_joined, jnp.maximum(elsewhere, p.joined_integration), elsewhere)
    )


def share_recorded(scenario: Scenario, month: int, channel: str) -> float:
    """The share of the acts in a channel's life that reach the centre, in a place outside any network; 0 if off."""
    if "watching" not in scenario.on:
        return 0.0
    p = watching_numbers(scenario, month)
    return p[f"{channel}_coverage"] * p[f"{channel}_sensitivity"] * p[CHANNELS[channel].integration]


def reach_of_files(
    p: View, *, online: Number, has_file: Number, is_urban: TileBool, is_joined: TileBool | None
) -> dict[str, Callable[[], Number]]:
    """Functions for the probability that a fact is entered at the centre, by channel of files (float32, 0..1).

    All are linear in `online` and `has_file`, so the mean over people follows from the means of these two.

    Parameters
    ----------
    p
        Parameters.
    online
        Share of life online.
    has_file
        Whether the bank registry knows a person, or the share of people that it knows.
    is_urban, is_joined
        As in `reach`.
    """
    covered: dict[str, Callable[[], Number]] = {
        "payments": lambda: p.cashless * online,
        "friends": lambda: p.friends_coverage * online,
        "bank": lambda: p.bank_coverage * has_file,
        "travel": lambda: p.travel_coverage,
        "hospitals": lambda: p.hospitals_coverage * jnp.where(is_urban, 1.0, p.hospitals_rural),
    }

    def probability(part: str) -> Callable[[], Number]:
        share = FILE_CHANNELS[part].integration
        return lambda: covered[part]() * p[f"{part}_sensitivity"] * integration(p, share, is_joined)

    return {part: probability(part) for part in FILE_CHANNELS}


def life(
    seen: dict[str, Number], files: dict[str, Callable[[], Number]], *, online: Number
) -> dict[str, Callable[[], Number]]:
    """Functions for the recorded share of each part of a life (float32, 0..1).

    Parameters
    ----------
    seen, files
        The results of `reach` and `reach_of_files`.
    online
        Share of life online.
    """

    def recorded(channel: str) -> Callable[[], Number]:
        return lambda: seen[channel] * online if CHANNELS[channel].is_online else seen[channel]

    channels = {part: about.channel for part, about in LIFE.items()}
    return {part: files[name] if name in files else recorded(name) for part, name in channels.items()}
