"""Watching: how accurate each channel is, how much it records, and where cameras are (V1-V4, S6, P3; facts 2h)."""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.packed_sums import columns_of_word
from ..counting.sums import Sum, fraction, most_of, totals
from ..counting.tables import CountTable, word_sums
from ..nation.camera_allocation import AREAS, PROVINCES, WATCHED, CameraAllocation, by_stratum
from ..vocabulary import ACTS, CHANNELS, FILE_CHANNELS, LIFE
from .measure import measure, measure_for_each

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
TABLES: tuple[CountTable, ...] = (
    *(word_sums(name, word, needs="rec_late_bill") for name, word in WORD_TABLES.items()),
    WATCHED,
)


def _ratio(above: float, below: float) -> float:
    return float(ratio(np.float64(above), np.float64(below)))


def _of_column(now: Count, table: str, column: str) -> float:
    return float(now.table(table)[columns_of_word(WORD_TABLES[table]).index(column)])


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

_FILE_COLUMNS = {"acts": "event", "records": "entry", "wrong_records": "wrong_entry"}
"""The columns of a channel of files that correspond to a table of acts."""


def _of_channel(now: Count, table: str, channel: str) -> float:
    """The month's sum of a table of acts over those that a channel is first to record, or of entries likewise."""
    if channel in FILE_CHANNELS:
        return _of_column(now, "entries", f"{_FILE_COLUMNS[table]}_{channel}")
    found = now.table(table)
    return float(sum(found[k] for k, act in enumerate(ACTS) if ACTS[act].channel == channel))


_of_a_channel = functools.partial(measure_for_each, groups="all", label="hypothetical")
_CHANNEL = "channel, row, what, What, by, cases, earlier"
_EACH_CHANNEL = [
    (channel, about.row, "entries", "Entries", f"of {about.records}", "true cases; undefined without any", "")
    if channel in FILE_CHANNELS
    else (
        channel,
        about.row,
        "records",
        "Records",
        f"by {channel}",
        f"acts that {channel} can be first to record; undefined without such acts",
        "acts of ",
    )
    for channel, about in CHANNELS.items()
]
"""Channels with the fact about each, and with what definitions say: of files in other words than of acts."""


@_of_a_channel(
    "ppv_{channel}",
    "share",
    f"{_CHANNEL}, source",
    [(*case, case[1] or "assumption") for case in _EACH_CHANNEL],
    source="{source}",
    short="True, of records by {channel}",
)
def ppv(now: Count, channel: str) -> float:
    """True {what}, of all {what} {by} that reached the centre this month; undefined without any."""
    true = _of_channel(now, "records", channel)
    return _ratio(true, true + _of_channel(now, "wrong_records", channel))


@_of_a_channel(
    "sensitivity_{channel}",
    "share",
    f"{_CHANNEL}, source",
    [(*case, case[1] or "P3") for case in _EACH_CHANNEL],
    source="{source}",
    short="Acts recorded by {channel}",
)
def sensitivity(now: Count, channel: str) -> float:
    """True {what} {by} that reached the centre this month, divided by the {cases}.

    If there is a delay, the {what} are about {earlier}earlier months.
    """
    return _ratio(_of_channel(now, "records", channel), _of_channel(now, "acts", channel))


@_of_a_channel("records_{channel}", "records", _CHANNEL, _EACH_CHANNEL, source="P3", short="Records by {channel}")
def records(now: Count, channel: str) -> float:
    """{What} {by}, true and wrong, that reached the centre this month, scaled to the nation."""
    return now.weight * sum(_of_channel(now, table, channel) for table in ("records", "wrong_records"))


@_of_a_channel(
    "life_recorded_{part}",
    "share",
    "part, what",
    [(part, about.meaning) for part, about in LIFE.items()],
    source="V3",
    definition="Share of {what} that reached the centre this month, on average over people with average neighbours."
    " Its weight in the share of life recorded does not matter here; undefined where nothing is watched.",
)
def life_recorded(now: Count, part: str) -> float:
    """How much of a part of life is recorded."""
    allocation = now.part(CameraAllocation)
    return allocation.life[[*LIFE].index(part)] if allocation is not None and allocation.life else _UNDEFINED


@_of_a_channel(
    "{id_}",
    "records",
    "id_, source, what, column",
    (
        ("false_alarms", "S6", "Records about people who did nothing, entries in files included,", "n_false_alarms"),
        ("mixed_up_records", "2h", "Records about the wrong person, entries in files included,", "n_mixed_up"),
        ("false_reports", "V4", "Reports that neighbours made up", "n_false_reports"),
        ("duplicate_records", "assumption", "Second records of one act", "n_duplicates"),
    ),
    source="{source}",
)
def recording_errors(now: Count, column: str) -> float:
    """{what} this month, scaled to the nation."""
    return now.weight * _of_column(now, "recording_errors", column)


# --- places and cameras ---------------------------------------------------------------------------------------


@measure("share", source="V2", label="hypothetical", groups="all")
def share_joined(now: Count) -> float:
    """People in places that are joined into one network of watching (V2), of all people."""
    found = by_stratum(now.table(WATCHED.name))["people"].reshape(2, -1).sum(axis=1)
    return _ratio(found[1], found.sum())


def _cameras(now: Count) -> tuple[Values, Values]:
    """Cameras and people by province, as shares of all; empty where cameras do not move."""
    allocation = now.part(CameraAllocation)
    people = by_stratum(now.table(WATCHED.name))["people"]
    if allocation is None or not allocation.cameras or not people.any():
        return np.zeros(0), np.zeros(0)
    people = people.reshape(2, PROVINCES, AREAS).sum(axis=(0, 2))
    return np.asarray(allocation.cameras).reshape(PROVINCES, AREAS).sum(axis=1), people / people.sum()


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
    allocation = now.part(CameraAllocation)
    if allocation is None or not allocation.cameras:
        return _UNDEFINED
    return float(np.asarray(allocation.cameras).reshape(PROVINCES, AREAS)[:, 1].sum())
