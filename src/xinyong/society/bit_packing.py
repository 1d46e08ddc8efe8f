"""Bit packing: small columns of a month share one 32-bit integer, called a word.

On CPUs the compiler computes each output of a mechanism in a separate loop, which repeats all shared work, mainly
random draws. A dozen two-bit counts are therefore passed on as one word: computed in one loop, stored in four bytes,
and extracted by a shift where one of them is read. Mechanisms see columns only.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import jax.numpy as jnp

from ..array_types import TileBits, TileValue
from ..vocabulary import ACT_CHANNELS, ACTS, BELIEFS, FILE_CHANNELS
from .columns import COLUMNS, Column

_BITS = 32


@dataclass(frozen=True)
class Field:
    """Position of a column in its word: the bits below it and its own bits. Its values are 0 .. 2**bits - 1."""

    column: str
    shift: int
    bits: int


def _word(columns: Iterable[tuple[str, int]]) -> tuple[Field, ...]:
    fields: list[Field] = []
    shift = 0
    for column, bits in columns:
        if COLUMNS[column].kind != "month" or COLUMNS[column].dtype not in {"bool", "uint8"} or COLUMNS[column].fill:
            raise ValueError(f"{column}: only small columns of a month with fill value 0 fit into a word")
        fields.append(Field(column, shift, bits))
        shift += bits
    if shift > _BITS:
        names = ", ".join(field.column for field in fields)
        raise ValueError(f"society.bit_packing.WORDS: {names} need {shift} bits, and a word has {_BITS}")
    return tuple(fields)


def _record_bits(act: str) -> int:
    """Three bits for an act whose records of several months can come at once, two for the others."""
    return 3 if ACT_CHANNELS[ACTS[act].channel].is_slow else 2


def _wrong_bits(act: str) -> int:
    """Three bits where mixed-up or late wrong records add to those of the month, two for the others."""
    errors = ACTS[act].errors
    return 3 if "astray" in errors or (errors and _record_bits(act) == 3) else 2


WORDS: dict[str, tuple[Field, ...]] = {
    "word_travel": _word(
        [(name, 2) for name in ("flights_wanted", "flights_blocked", "rail_wanted", "rail_blocked")]
        + [("visa_eased", 1), ("school_barred", 1), ("rent_refused", 1)]
    ),
    "word_acts": _word((f"act_{act}", 2) for act in ACTS),
    "word_records": _word((f"rec_{act}", _record_bits(act)) for act in ACTS),
    "word_wrong": _word((f"wrong_{act}", _wrong_bits(act)) for act in ACTS),
    "word_mistakes": _word(
        [("n_false_alarms", 4), ("n_mixed_up", 4), ("n_false_reports", 2), ("n_duplicates", 4), ("is_joined", 1)]
    ),
    "word_entries": _word(
        [(f"event_{channel}", 1) for channel in FILE_CHANNELS]
        + [(f"{kind}_{channel}", 2) for kind in ("entry", "wrong_entry") for channel in FILE_CHANNELS]
        + [("has_hidden_ties", 1)]
    ),
    "word_court": _word([("is_newly_listed", 1), ("is_restored", 1), ("restored_by", 3), ("is_let_off", 1)]),
    "word_beliefs": _word([(f"knows_{b}", 1) for b in BELIEFS] + [(f"off_{b}", 7) for b in BELIEFS]),
    "word_market": _word((name, 1) for name in ("is_firm_newly_listed", "is_firm_restored")),
    "word_firms": _word((name, 8) for name in ("firms_has", "firms_good", "firms_bad")),
    "word_rules": _word(
        [(name, 6) for name in ("n_sticks", "n_carrots", "n_wrongful", "n_collateral", "n_spared")]
        + [("is_review_won", 1)]
    ),
    "word_redress": _word([("is_notified", 1), ("is_appellant", 1), ("appeal_result", 2)]),
    "word_credit": _word(
        (f"is_{what}", 1)
        for what in ("applicant", "approved", "default", "evicted", "judged", "withholding", "escaping", "punished")
    ),
    "word_couples": _word((name, 1) for name in ("is_new_couple", "is_separated", "match_won", "match_lost")),
    "word_leaks": _word((name, 1) for name in ("is_sold", "is_sold_wrongly", "is_harassed", "is_defrauded")),
    "word_answers": _word(
        [
            ("says_approve", 1),
            ("says_disapprove", 1),
            ("ties_cut", 4),
            ("ties_made", 4),
            ("distress", 7),
            ("speaks_from", 7),
        ]
    ),
}
"""Every word by name, with its fields. One mechanism writes all columns of a word."""

PACKED: dict[str, tuple[str, Field]] = {f.column: (word, f) for word, fields in WORDS.items() for f in fields}
"""For each packed column, its word and its position."""


def stored_names(columns: Iterable[str]) -> tuple[str, ...]:
    """Names under which columns are stored: their own or that of their word, each once."""
    return tuple(dict.fromkeys(PACKED[column][0] if column in PACKED else column for column in columns))


def partners(columns: Iterable[str]) -> tuple[str, ...]:
    """The other columns of the words that some columns belong to."""
    names = tuple(columns)
    words = dict.fromkeys(PACKED[name][0] for name in names if name in PACKED)
    return tuple(field.column for word in words for field in WORDS[word] if field.column not in names)


def is_stored(columns: Container[str], column: str) -> bool:
    """Whether a column is present, under its own name or in its word."""
    return column in columns or (column in PACKED and PACKED[column][0] in columns)


def packed(columns: Mapping[str, TileValue]) -> dict[str, TileValue]:
    """Columns as they are stored, with packed ones combined into their words (uint32).

    Raises
    ------
    KeyError
        If some columns of a word are missing.
    """
    words = {PACKED[name][0] for name in columns if name in PACKED}
    rest = {name: column for name, column in columns.items() if name not in PACKED}
    return rest | {word: _join(word, columns) for word in WORDS if word in words}


def unpacked(columns: Mapping[str, TileValue]) -> dict[str, TileValue]:
    """Columns by their own names and dtypes, extracted from words."""
    found = {name: column for name, column in columns.items() if name not in WORDS}
    for word in (word for word in WORDS if word in columns):
        found |= {field.column: extract(columns[word], field) for field in WORDS[word]}
    return found


def fill_column(name: str, shape: tuple[int, ...], columns: Mapping[str, Column] = COLUMNS) -> TileValue:
    """A column or word that nobody wrote; all months share the array."""
    return _full(0, "uint32", shape) if name in WORDS else _full(columns[name].fill, columns[name].dtype, shape)


@functools.cache
def _full(value: float, dtype: str, shape: tuple[int, ...]) -> TileValue:
    return jnp.full(shape, value, dtype)


def extract(word: TileBits, field: Field) -> TileValue:
    """Extract one column from its word, in its own dtype."""
    value = (word >> jnp.uint32(field.shift)) & jnp.uint32((1 << field.bits) - 1)
    return value.astype(COLUMNS[field.column].dtype)


def _join(word: str, columns: Mapping[str, TileValue]) -> TileBits:
    # counts saturate at the largest value of their field, so they cannot overflow into the next
    parts = (
        jnp.minimum(columns[f.column].astype(jnp.uint32), jnp.uint32((1 << f.bits) - 1)) << jnp.uint32(f.shift)
        for f in WORDS[word]
    )
    joined = next(parts)
    for part in parts:
        joined = joined | part
    return joined
