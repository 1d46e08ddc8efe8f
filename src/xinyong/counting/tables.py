"""Tables: how many citizens, or how much of something, fall in each bin of a quantity of their own.

A sum is one number a cell; a table is a histogram over everybody that some mechanism or measure needs whole: the
rows a lender learns from, the incidents of each province, who is good for which firm. Tables are counted only where
the column they need was written, so that a mechanism that is off costs nothing. All are whole numbers, and so exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp

from ..mechanisms.lending.monthly_loans import GRADES, GROUPS
from ..mechanisms.redress import CASES
from ..mechanisms.scoring.scorecard_cells import CELLS
from ..mechanisms.scoring.scorecard_training import KINDS
from ..society.bit_packing import holds
from ..vocabulary import BELIEFS
from . import audit_tables as audits
from . import firm_tables as firms
from . import mobility_memory
from . import opinion_tables as opinion
from .collection_ladder import RUNGS, rung
from .couple_tables import INCOME_BINS, SCORE_BINS, SCORE_COLUMNS, income_pair, score_pair
from .groups import CELLS as CROSSED
from .status_table import STATUS_TABLE

Array = Any


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name
        Its name in `tally.Tally.tables`.
    size
        Bins.
    needs
        A column of the month that must have been written for the table to be counted.
    place
        Takes the view of the citizens and gives everybody's bin (int32, 0 .. size - 1).
    amount
        Takes the view and gives what everybody adds (whole numbers); one each, if it is left out.
    every
        Months between two counts: 12 counts in December only, and the table is zero in other months.
    is_wide
        Whether the tallies of other months leave it out: to add up so many zeros would cost more than to count.
    """

    name: str
    size: int
    needs: str
    place: Callable[[Any], Array]
    amount: Callable[[Any], Array] = lambda c: c.is_person
    every: int = 1
    is_wide: bool = False


_FIRMS: tuple[Table, ...] = (
    Table("firms_held", firms.BY_NUMBER, "firms_has", firms.by_number, every=12),
    Table("firms_contradicted", firms.BY_CELL, "firms_has", firms.by_cell, firms.contradicted, every=12),
    Table("firms_spread", firms.BY_CELL, "firms_has", firms.by_cell, firms.spread, every=12),
    *(Table(name, size, "firms_has", place, both, every=12) for name, size, place, both in firms.BESIDE),
)

_OPINION: tuple[Table, ...] = (
    Table("beliefs", opinion.BY_SIGN, "knows_late", opinion.signs, opinion.is_told, every=12),
    *(Table(f"off_{b}", CROSSED, "knows_late", opinion.cell, opinion.off(b), every=12) for b in BELIEFS),
    Table("thresholds", opinion.BY_THRESHOLD, "speaks_from", opinion.threshold, every=12),
    Table("survey_told", opinion.TOLD, "survey_bits", opinion.told, opinion.is_asked, every=12),
    *(
        Table(f"survey_list_{what}", opinion.LISTED, "survey_bits", opinion.listed(what), opinion.is_asked, every=12)
        for what in ("approval", "fear")
    ),
    Table("survey_support", opinion.BY_ARM, "survey_bits", opinion.support, opinion.is_asked, every=12),
)

_MOVES: tuple[Table, ...] = tuple(
    Table(
        f"{what}_since_{when}",
        mobility_memory.BINS**2,
        f"{when}_{what}_bin",
        mobility_memory.moved(when, what),
        mobility_memory.has_both(when, what),
        every=12,
        is_wide=True,
    )
    for when in mobility_memory.HORIZONS
    for what in mobility_memory.QUANTITIES
)
_AUDITS: tuple[Table, ...] = (
    Table("audit", audits.BY_OUTCOME, "followed_event", audits.outcome, audits.is_audited, every=12, is_wide=True),
    Table("spells_running", 2 * audits.LENGTHS, "n_sticks", audits.running, every=12, is_wide=True),
    Table(
        "spells_completed",
        2 * audits.LENGTHS,
        "n_sticks",
        audits.completed,
        audits.has_completed,
        every=12,
        is_wide=True,
    ),
    Table("sticks", CROSSED * audits.STICKS, "is_person", audits.sticks, every=12, is_wide=True),
    Table("overlap", audits.OVERLAP.size, "is_person", audits.OVERLAP.place, every=12, is_wide=True),
    Table("dissent", audits.DISSENT.size, "ties_cut", audits.DISSENT.place, every=12, is_wide=True),
    Table("conduct", len(audits.CONDUCT) * audits.GRAVITIES, "n_sticks", audits.proportion, every=12, is_wide=True),
    Table(
        "conduct_detriment",
        len(audits.CONDUCT),
        "n_sticks",
        audits.gravity_of_conduct,
        audits.detriment,
        every=12,
        is_wide=True,
    ),
)

TABLES: tuple[Table, ...] = (
    Table("held", STATUS_TABLE.size, "is_person", STATUS_TABLE.place),
    Table("cases", CASES.size, "appeal_result", CASES.place),
    *_FIRMS,
    *_OPINION,
    *_MOVES,
    *_AUDITS,
    Table("couples_income", INCOME_BINS * INCOME_BINS, "is_new_couple", income_pair, lambda c: c.partner > 0, every=12),
    Table("couples_score", SCORE_BINS * SCORE_COLUMNS, "is_new_couple", score_pair, lambda c: c.has_score, every=12),
    Table("ladder", len(RUNGS), "is_default", rung, every=12),
    Table(
        "rounds",
        len(GROUPS) * GRADES,
        "round_place",
        lambda c: jnp.maximum(c.round_place.astype(jnp.int32) - 1, 0),
        lambda c: c.round_place > 0,
    ),
    Table(
        "training",
        len(KINDS) * CELLS,
        "training_row",
        lambda c: jnp.maximum(c.training_row.astype(jnp.int32) - 1, 0),
        lambda c: c.training_row > 0,
    ),
)

CYCLE = math.lcm(*(table.every for table in TABLES))
"""Months after which the same tables are due again."""


def due(columns: Container[str], month: int) -> tuple[Table, ...]:
    """The tables that are counted in a month and whose columns were written."""
    return tuple(t for t in TABLES if (month + 1) % t.every == 0 and holds(columns, t.needs))


def empty(columns: Container[str], month: int) -> tuple[Table, ...]:
    """The tables whose columns were written and that are nevertheless zero in a month, the wide ones left out."""
    return tuple(t for t in TABLES if (month + 1) % t.every and not t.is_wide and holds(columns, t.needs))


def counted(table: Table, c: Any) -> Array:
    """One table of the citizens of a view of flat columns: int64 (size,)."""
    amount = jnp.where(c.is_person, table.amount(c), 0).astype(jnp.int64)
    return jnp.zeros(table.size, jnp.int64).at[table.place(c)].add(amount, mode="promise_in_bounds")
