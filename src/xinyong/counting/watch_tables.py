"""Tables of watching: by kind of act what was done and recorded, and by villages and towns who lives where.

A stratum is the villages or the towns of a province; strata of places that are joined into one network come after the
others. Since a place lies in one stratum, its citizens are added up before they are put into bins, which is cheap.
Row V1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax.numpy as jnp

from ..mechanisms.watching.channels import stratum
from ..nation.camera_allocation import STRATA
from ..society.bit_packing import WORDS
from ..society.places import PLACE
from .bit_sums import field_sums
from .sums import THOUSANDTH, steps

Array = Any

NEEDS = "rec_late_bill"
"""A column that is written where anything is watched."""

FIELDS: dict[str, str] = {
    "acts": "word_acts",
    "records": "word_records",
    "wrong_records": "word_wrong",
    "mistakes": "word_mistakes",
    "entries": "word_entries",
}
"""Tables that hold the sum of each column of a word (see `fields`), with the word."""

BY_STRATUM: tuple[str, ...] = ("watched_people", "watched_files", "incidents", "watched_online")
"""Tables by stratum: people, those with a credit file, what cameras recorded, and thousandths of life online."""

NAMES: tuple[str, ...] = (*FIELDS, *BY_STRATUM)

READS: tuple[str, ...] = (
    "is_person", "province", "is_urban", "file_months", "online", "is_joined",
    *(field.column for word in FIELDS.values() for field in WORDS[word]),
)  # fmt: skip
"""The columns that are read."""

SIZE = 2 * STRATA
_BITS = 10
"""Bits for people and for files side by side; what cameras recorded of a place goes on top."""


def count_watching(c: Any, columns: Mapping[str, Array]) -> dict[str, Array]:
    """All tables of watching: int64 by name.

    Parameters
    ----------
    c
        View of the citizens, flat columns in whole places.
    columns
        The columns by name, or the words that carry them.
    """
    by_field = {name: field_sums(columns, word) for name, word in FIELDS.items()}
    return by_field | _by_stratum(c)


def _by_stratum(c: Any) -> dict[str, Array]:
    is_person = c.is_person.astype(jnp.int32)
    recorded = is_person * (c.rec_jaywalk.astype(jnp.int32) + c.wrong_jaywalk.astype(jnp.int32))
    has_file = (c.is_person & (c.file_months > 0)).astype(jnp.int32)
    packed = _of_places(is_person | has_file << _BITS | recorded << (2 * _BITS))
    mask = (1 << _BITS) - 1
    amounts = (packed & mask, packed >> _BITS & mask, packed >> (2 * _BITS))
    online = _of_places(jnp.where(c.is_person, steps(c.online, THOUSANDTH, 1000), 0))
    place = stratum(c.province[::PLACE], c.is_urban[::PLACE]) + STRATA * c.is_joined[::PLACE].astype(jnp.int32)
    nobody = jnp.zeros(SIZE, jnp.int64)
    return {
        name: nobody.at[place].add(amount.astype(jnp.int64), mode="promise_in_bounds")
        for name, amount in zip(BY_STRATUM, (*amounts, online), strict=True)
    }


def _of_places(values: Array) -> Array:
    return jnp.sum(values.reshape(-1, PLACE), axis=1, dtype=jnp.int32)
