"""Watching: how accurate each channel is, how much it records, and where cameras are (V1-V4, S6, P3; facts 2h)."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.packed_sums import columns_of
from ..counting.sums import Sum, fraction, most_of, totals
from ..counting.tables import Table, word_sums
from ..nation.camera_allocation import AREAS, PROVINCES, WATCHED, CameraAllocation, by_stratum
from ..vocabulary import ACTS, CHANNELS, FILE_CHANNELS, LIFE
from .measure import Measure, measure

_UNDEFINED = float("nan")


def _over_acts(name: str, prefix: str) -> Sum:
    """The sum of the columns of all acts with a prefix."""
    columns = [f"{prefix}_{act}" for act in ACTS]
    most = sum(most_of(column) for column in columns)
    return Sum(name, lambda c: jnp.asarray(sum(c[column].astype(jnp.int32) for column in columns)), most)


WORD_TABLES: dict[str, str] = {
    "acts": "word_acts",
    "records": "word_records",
    "wrong_records": "word_wrong",
    "recording_errors": "word_mistakes",
    "entries": "word_entries",
}
"""Tables of the sums of all columns of a packed word, with the word."""

SUMS: tuple[Sum, ...] = (
    _over_acts("acts", "act"),
    _over_acts("records", "rec"),
    _over_acts("wrong_records", "wrong"),
    fraction("life_recorded"),
    fraction("perceived"),
    *totals("spend_traced_yuan", "spend_yuan"),
)
TABLES: tuple[Table, ...] = (
    *(word_sums(name, word, needs="rec_late_bill") for name, word in WORD_TABLES.items()),
    WATCHED,
)


def _ratio(above: float, below: float) -> float:
    return float(ratio(np.float64(above), np.float64(below)))


def _of_column(now: Count, table: str, column: str) -> float:
    return float(now.table(table)[columns_of(WORD_TABLES[table]).index(column)])


# --- how much is recorded -------------------------------------------------------------------------------------


@measure("share", source="P3", label="essay", short="Share of life recorded")
def share_of_life_recorded(now: Count) -> Values:
    """Share of the month's life that was recorded, on average over people."""
    return now.mean("life_recorded")


@measure("share", source="V3", label="essay", needs="adapting")
def share_of_acts_believed_recorded(now: Count) -> Values:
    """Share of their acts that people believe to be recorded, on average over people."""
    return now.mean("perceived")


@measure("share", source="P3", label="essay", short="Acts on record")
def share_of_acts_recorded(now: Count) -> Values:
    """True records of the month, of all acts that a scoring system may record."""
    return ratio(now.sum("records"), now.sum("acts"))


@measure("share", source="S6", label="essay", short="Wrong, of all records")
def wrong_record_share(now: Count) -> Values:
    """Wrong records (of acts that did not happen, and second records of one act), of all records of the month."""
    return ratio(now.sum("wrong_records"), now.sum("wrong_records", "records"))


@measure("records", source="S6", label="hypothetical", short="Wrong records, for 1,000 people")
def wrong_records_per_1000(now: Count) -> Values:
    """Wrong records that reached the centre this month, per 1,000 people: no such act, or a second record of one."""
    return 1000.0 * now.mean("wrong_records")


@measure("share", source="F7", label="essay", groups="all", needs="livelihood")
def share_of_spending_traced(now: Count) -> float:
    """Spending of the month that left a trace, of all spending; the rest was paid in cash."""
    return float(ratio(now.total("spend_traced_yuan"), now.total("spend_yuan")))


# --- each channel ---------------------------------------------------------------------------------------------

_KINDS = {"acts": "event", "records": "entry", "wrong_records": "wrong_entry"}
"""The columns of a channel of files that correspond to a table of acts."""


def _of_channel(now: Count, table: str, channel: str) -> float:
    """The month's sum of a table of acts over those that a channel is first to record, or of entries likewise."""
    if channel in FILE_CHANNELS:
        return _of_column(now, "entries", f"{_KINDS[table]}_{channel}")
    found = now.table(table)
    return float(sum(found[k] for k, act in enumerate(ACTS) if ACTS[act].channel == channel))


def _ppv(channel: str) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        true = _of_channel(now, "records", channel)
        return _ratio(true, true + _of_channel(now, "wrong_records", channel))

    return compute


def _sensitivity(channel: str) -> Callable[[Count], float]:
    return lambda now: _ratio(_of_channel(now, "records", channel), _of_channel(now, "acts", channel))


def _records(channel: str) -> Callable[[Count], float]:
    return lambda now: now.weight * sum(_of_channel(now, table, channel) for table in ("records", "wrong_records"))


def _hypothetical(
    id_: str, unit: str, definition: str, compute: Callable[[Count], float], source: str, short: str = ""
) -> Measure:
    return Measure(id_, unit, definition, compute, source=source, label="hypothetical", groups="all", short=short)


def _about(channel: str, acts: str, files: str) -> str:
    """A definition for a channel of acts or of files."""
    return files.format(CHANNELS[channel].records) if channel in FILE_CHANNELS else acts.format(channel)


PPV: tuple[Measure, ...] = tuple(
    _hypothetical(
        f"ppv_{channel}",
        "share",
        _about(
            channel,
            "True records, of all records by {} that reached the centre this month; undefined without any.",
            "True entries, of all entries of {} that reached the centre this month; undefined without any.",
        ),
        _ppv(channel),
        about.row or "assumption",
        f"True, of records by {channel}",
    )
    for channel, about in CHANNELS.items()
)
SENSITIVITY: tuple[Measure, ...] = tuple(
    _hypothetical(
        f"sensitivity_{channel}",
        "share",
        _about(
            channel,
            "True records by {0} that reached the centre this month, divided by the acts that {0} can be first to "
            "record; undefined without such acts. If there is a delay, the records are about acts of earlier months.",
            "True entries of {0} that reached the centre this month, divided by the true cases; undefined "
            "without any. If there is a delay, the entries are about earlier months.",
        ),
        _sensitivity(channel),
        about.row or "P3",
        f"Acts recorded by {channel}",
    )
    for channel, about in CHANNELS.items()
)
RECORDS: tuple[Measure, ...] = tuple(
    _hypothetical(
        f"records_{channel}",
        "records",
        _about(
            channel,
            "Records by {}, true and wrong, that reached the centre this month, scaled to the nation.",
            "Entries of {}, true and wrong, that reached the centre this month, scaled to the nation.",
        ),
        _records(channel),
        "P3",
        f"Records by {channel}",
    )
    for channel in CHANNELS
)


def _life(part: str) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        watchers = now.part(CameraAllocation)
        return watchers.life[[*LIFE].index(part)] if watchers is not None and watchers.life else _UNDEFINED

    return compute


LIFE_RECORDED: tuple[Measure, ...] = tuple(
    _hypothetical(
        f"life_recorded_{part}",
        "share",
        f"Share of {what} that reached the centre this month, on average over people with average neighbours. "
        "Its weight in the share of life recorded does not matter here; undefined where nothing is watched.",
        _life(part),
        "V3",
    )
    for part, what in LIFE.items()
)


def _errors(column: str) -> Callable[[Count], float]:
    return lambda now: now.weight * _of_column(now, "recording_errors", column)


RECORDING_ERRORS: tuple[Measure, ...] = tuple(
    _hypothetical(id_, "records", f"{what} this month, scaled to the nation.", _errors(column), source)
    for id_, source, what, column in (
        ("false_alarms", "S6", "Records about people who did nothing, entries in files included,", "n_false_alarms"),
        ("mixed_up_records", "2h", "Records about the wrong person, entries in files included,", "n_mixed_up"),
        ("false_reports", "V4", "Reports that neighbours made up", "n_false_reports"),
        ("duplicate_records", "assumption", "Second records of one act", "n_duplicates"),
    )
)


# --- places and cameras ---------------------------------------------------------------------------------------


@measure("share", source="V2", label="hypothetical", groups="all")
def share_joined(now: Count) -> float:
    """People in places that are joined into one network of watching (V2), of all people."""
    found = by_stratum(now.table(WATCHED.name))["people"].reshape(2, -1).sum(axis=1)
    return _ratio(found[1], found.sum())


def _cameras(now: Count) -> tuple[Values, Values]:
    """Cameras and people by province, as shares of all; empty where cameras do not move."""
    watchers = now.part(CameraAllocation)
    people = by_stratum(now.table(WATCHED.name))["people"]
    if watchers is None or not watchers.cameras or not people.any():
        return np.zeros(0), np.zeros(0)
    people = people.reshape(2, PROVINCES, AREAS).sum(axis=(0, 2))
    return np.asarray(watchers.cameras).reshape(PROVINCES, AREAS).sum(axis=1), people / people.sum()


@measure("index", source="V1", label="hypothetical", groups="all")
def gini_cameras(now: Count) -> float:
    """Gini index of cameras per person between provinces, 0 if all are equal; undefined where cameras do not move."""
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
    """Share of all cameras that are in the three provinces with most of them; undefined where cameras do not move."""
    cameras, _ = _cameras(now)
    return float(np.sort(cameras)[-3:].sum()) if cameras.size else _UNDEFINED


@measure("share", source="V1", label="hypothetical", groups="all")
def camera_share_towns(now: Count) -> float:
    """Share of all cameras that are in towns after the month; undefined where cameras do not move."""
    watchers = now.part(CameraAllocation)
    if watchers is None or not watchers.cameras:
        return _UNDEFINED
    return float(np.asarray(watchers.cameras).reshape(PROVINCES, AREAS)[:, 1].sum())
