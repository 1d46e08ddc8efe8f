"""Watching: how right each channel is, how much it sees, and where the cameras stand (V1-V4, S6; facts 2h)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..counting.bit_sums import columns_of
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..nation.camera_allocation import AREAS, PROVINCES, CameraAllocation, by_stratum
from ..vocabulary import ACTS, CHANNELS, FILE_CHANNELS, LIFE
from ._central import FIELDS
from .measure import Measure, measure

_UNDEFINED = float("nan")
_KINDS = {"acts": "event", "records": "entry", "wrong_records": "wrong_entry"}
"""What of an entry in a file corresponds to a table of acts."""


def _of_channel(now: Count, table: str, channel: str) -> float:
    """The month's sum of a table of acts over those that a channel sees first, or what of entries corresponds to it."""
    if channel in FILE_CHANNELS:
        entered = now.table("entries")
        place = columns_of(FIELDS["entries"]).index(f"{_KINDS[table]}_{channel}")
        return float(entered[place]) if entered.size else 0.0
    found = now.table(table)
    return float(sum(found[k] for k, act in enumerate(ACTS) if ACTS[act].channel == channel)) if found.size else 0.0


def _ratio(above: float, below: float) -> float:
    return float(ratio(np.float64(above), np.float64(below)))


def _ppv(channel: str) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        true = _of_channel(now, "records", channel)
        return _ratio(true, true + _of_channel(now, "wrong_records", channel))

    return compute


def _sensitivity(channel: str) -> Callable[[Count], float]:
    return lambda now: _ratio(_of_channel(now, "records", channel), _of_channel(now, "acts", channel))


def _records(channel: str) -> Callable[[Count], float]:
    return lambda now: now.weight * sum(_of_channel(now, table, channel) for table in ("records", "wrong_records"))


def _of_all(id_: str, unit: str, source: str, definition: str, compute: Callable[[Count], float]) -> Measure:
    return Measure(id_, unit, definition, source, "hypothetical", "all", compute)


def _what(channel: str, records: str, entries: str) -> str:
    """A definition for channels of acts, and for those of files, in each of which a name stands for what they note."""
    return (entries if channel in FILE_CHANNELS else records).format(CHANNELS[channel].records)


PPV: tuple[Measure, ...] = tuple(
    _of_all(
        f"ppv_{channel}",
        "share",
        CHANNELS[channel].row or "assumption",
        _what(
            channel,
            "True records, of all that reached the centre this month of acts that {} first; undefined without any.",
            "True entries, of all that reached the centre this month of {}; undefined without any.",
        ),
        _ppv(channel),
    )
    for channel in CHANNELS
)
SENSITIVITY: tuple[Measure, ...] = tuple(
    _of_all(
        f"sensitivity_{channel}",
        "share",
        CHANNELS[channel].row or "P3",
        _what(
            channel,
            "True records that reached the centre this month over acts of the month, for acts that {} first; "
            "undefined without acts. Where records wait, those that arrive are not of the acts of the month.",
            "True entries that reached the centre this month of {}, over what was so; undefined where nothing was. "
            "Where entries wait, those that arrive are not of what is so in the month.",
        ),
        _sensitivity(channel),
    )
    for channel in CHANNELS
)
RECORDS: tuple[Measure, ...] = tuple(
    _of_all(
        f"records_{channel}",
        "records",
        "P3",
        _what(
            channel,
            "Records, true and wrong, that reached the centre this month of acts that {} first, for the people "
            "represented.",
            "Entries, true and wrong, that reached the centre this month of {}, for the people represented.",
        ),
        _records(channel),
    )
    for channel in CHANNELS
)


def _life(part: str) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        watchers: CameraAllocation | None = now.parts.get("camera_allocation")
        return watchers.life[[*LIFE].index(part)] if watchers is not None and watchers.life else _UNDEFINED

    return compute


LIFE_RECORDED: tuple[Measure, ...] = tuple(
    _of_all(
        f"life_recorded_{part}",
        "share",
        "V3",
        f"Share of {what} that reached the centre this month, on average over people, whether or not it has a weight "
        "in the share of life recorded, and whoever the neighbours are; undefined where nothing is watched.",
        _life(part),
    )
    for part, what in LIFE.items()
)


def _mistakes(column: str) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        found = now.table("mistakes")
        return now.weight * float(found[columns_of(FIELDS["mistakes"]).index(column)]) if found.size else 0.0

    return compute


MISTAKES: tuple[Measure, ...] = tuple(
    _of_all(id_, "records", source, f"{what} noted this month, for the people represented.", _mistakes(column))
    for id_, source, what, column in (
        ("false_alarms", "S6", "Records about people who did nothing, entries in files included,", "n_false_alarms"),
        ("mixed_up_records", "2h", "Records that landed on somebody else, entries in files included,", "n_mixed_up"),
        ("false_reports", "V4", "Reports that neighbours made up", "n_false_reports"),
        ("duplicate_records", "assumption", "Second records of one act", "n_duplicates"),
    )
)


@measure("records", source="S6", label="hypothetical")
def wrong_records_per_1000(now: Count) -> Values:
    """Wrong records of acts that reached the centre this month, for 1,000 people: not done, or entered twice."""
    return 1000.0 * now.mean("wrong_records")


@measure("share", source="F7", label="essay", groups="all", needs="livelihood")
def share_of_spending_traced(now: Count) -> float:
    """Spending of the month that left a trace, of all spending; the rest was paid in cash."""
    return float(ratio(now.total("spend_traced_yuan"), now.total("spend_yuan")))


@measure("share", source="V2", label="hypothetical", groups="all")
def share_joined(now: Count) -> float:
    """People in places that are joined into one network of watching (V2), of all people."""
    found = by_stratum(now.table("watched"))["people"].reshape(2, -1).sum(axis=1)
    return _ratio(found[1], found.sum())


def _cameras(now: Count) -> tuple[Values, Values]:
    """Cameras and people by province, as shares of all; empty where cameras do not move."""
    watchers: Any = now.parts.get("camera_allocation")
    people = by_stratum(now.table("watched"))["people"]
    if watchers is None or not watchers.cameras or not people.any():
        return np.zeros(0), np.zeros(0)
    people = people.reshape(2, PROVINCES, AREAS).sum(axis=(0, 2))
    return np.asarray(watchers.cameras).reshape(PROVINCES, AREAS).sum(axis=1), people / people.sum()


@measure("index", source="V1", label="hypothetical", groups="all")
def gini_cameras(now: Count) -> float:
    """Gini of cameras a head between provinces, 0 when all have as many; undefined where cameras are not moved."""
    cameras, people = _cameras(now)
    if not cameras.size:
        return _UNDEFINED
    lived = people > 0
    order = np.argsort(cameras[lived] / people[lived], kind="stable")
    people, cameras = people[lived][order], np.cumsum(cameras[lived][order])
    before = np.concatenate([[0.0], cameras[:-1]])
    return float(1.0 - np.sum(people * (before + cameras)))


@measure("share", source="V1", label="hypothetical", groups="all")
def camera_share_top3(now: Count) -> float:
    """Share of all cameras that stand in the three provinces with most of them; undefined where they are not moved."""
    cameras, _ = _cameras(now)
    return float(np.sort(cameras)[-3:].sum()) if cameras.size else _UNDEFINED


@measure("share", source="V1", label="hypothetical", groups="all")
def camera_share_towns(now: Count) -> float:
    """Share of all cameras that stand in towns after the month; undefined where they are not moved."""
    watchers: Any = now.parts.get("camera_allocation")
    if watchers is None or not watchers.cameras:
        return _UNDEFINED
    return float(np.asarray(watchers.cameras).reshape(PROVINCES, AREAS)[:, 1].sum())
