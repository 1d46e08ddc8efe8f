"""Sums: what is added up from the citizens at a month's end. One declaration a sum.

Everything is a whole number, so that sums are exact, and the same however the citizens are divided into
tiles. What is not whole is first counted in small steps (`Sum.step`): a score in eighths of a point, approval
in thousandths.

`CELL_SUMS` are kept by crossed cell (see `groups`) and can be read for any group; `WHOLE_SUMS` for everybody
only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp

from ..society.bit_packing import FIELDS
from ..society.columns import APPROVES_FROM, COLUMNS, DISAPPROVES_BELOW
from ..vocabulary import ACTS, DEBTS, debt_columns

Array = Any

TRUTH, BYTE, WHOLE_NUMBER, WIDE = 1, 255, (1 << 31) - 1, (1 << 33)
"""Largest sizes of what one citizen can add: of a bool, a uint8, an int32, a wealth."""
_MOST = {"bool": TRUTH, "uint8": BYTE, "int32": WHOLE_NUMBER}

THOUSANDTH = 1.0 / 1000.0
HUNDREDTH = 1.0 / 100.0
EIGHTH = 1.0 / 8.0
SCORE_TOP = 2047.875
"""Scores above this (and below 0) count as this (as 0): the scales in use end far below it."""
LOG_INCOME_TOP = 16_000
"""The logarithm of nine million yuan a month, in thousandths."""
SCORE_CENTRE = 640
"""Points taken off before products of scores are added, which keeps them small and alters no correlation."""
_DETRIMENT_TOP = 320.0  # 32 rules of gravity 10


@dataclass(frozen=True)
class Sum:
    """One sum.

    Attributes
    ----------
    name
        A column's name where it is simply that column.
    of
        Takes the view of the citizens and gives whole numbers (bool or integer array).
    most
        The largest size of what one citizen adds.
    step
        What one unit of the sum is worth.
    is_signed
        Whether citizens may add less than zero.
    """

    name: str
    of: Callable[[Any], Array]
    most: int
    step: float = 1.0
    is_signed: bool = False


def _most(column: str) -> int:
    """The largest size that a column can hold where it is carried: in its own dtype or in its field of a word."""
    return (1 << FIELDS[column][1].bits) - 1 if column in FIELDS else _MOST[COLUMNS[column].dtype]


def _column(name: str) -> Sum:
    return Sum(name, lambda c: c[name], _most(name), is_signed=COLUMNS[name].dtype == "int32")


def _wide(name: str, of: Callable[[Any], Array], step: float = 1.0, *, most: int = WHOLE_NUMBER) -> Sum:
    return Sum(name, of, most, step, is_signed=True)


def _fraction(name: str, *, top: float = 1.0, step: float = THOUSANDTH) -> Sum:
    """A float column between 0 and `top`, in steps."""
    most = round(top / step)
    return Sum(name, lambda c: steps(c[name], step, most), most, step)


def _acts(name: str, prefix: str) -> Sum:
    """What the columns of all kinds of acts with a prefix come to."""
    columns = [f"{prefix}_{act}" for act in ACTS]
    return Sum(name, lambda c: sum(c[column].astype(jnp.int32) for column in columns), sum(map(_most, columns)))


def steps(values: Array, step: float, most: int) -> Array:
    """A float column as a whole number of steps (int32), to the nearest, within 0 .. most."""
    return jnp.clip(jnp.floor(values * jnp.float32(1.0 / step) + jnp.float32(0.5)), 0, most).astype(jnp.int32)


def wealth_yuan(c: Any) -> Array:
    """Cash and home less all debts (float64: exact)."""
    wealth = c.cash_yuan.astype(jnp.float64) + c.home_yuan.astype(jnp.float64)
    for debt in debt_columns(DEBTS):
        wealth = wealth - c[debt].astype(jnp.float64)
    return wealth


def is_borrower(c: Any) -> Array:
    """Owes a formal lender (judged debts aside), or has just stopped through default."""
    return (c.debt_mortgage_yuan > 0) | (c.debt_consumer_yuan > 0) | (c.debt_business_yuan > 0) | c.is_default


def is_unlisted_debtor(c: Any) -> Array:
    """Owes under a court's order, and is neither on its list nor pardoned: whom courts could list next month."""
    return (c.debt_judged_yuan > 0) & ~c.is_listed & (c.pardoned_months == 0)


def _scored(c: Any, values: Array) -> Array:
    return jnp.where(c.has_score, values, 0)


def centred(c: Any) -> Array:
    """The score in eighths of a point from `SCORE_CENTRE`, 0 for people without one (int32)."""
    return _scored(c, c.score_eighths - jnp.int32(8 * SCORE_CENTRE))


CELL_SUMS: tuple[Sum, ...] = (
    Sum("people", lambda c: c.is_person, TRUTH),
    # means
    _column("income_yuan"),
    _wide("income_year_yuan", lambda c: jnp.floor(c.income_year_yuan + jnp.float32(0.5)).astype(jnp.int32)),
    _column("spend_yuan"),
    _wide("wealth_yuan", lambda c: wealth_yuan(c).astype(jnp.int64), most=WIDE),
    _column("is_jobless"),
    _column("subsidy_lost_yuan"),
    _column("income_lost_yuan"),
    _column("rent_extra_yuan"),
    _column("transit_saved_yuan"),
    # debt
    *map(_column, debt_columns(DEBTS)),
    Sum("is_borrower", is_borrower, TRUTH),
    Sum("is_delinquent", lambda c: is_borrower(c) & (c.arrears_months > 0), TRUTH),
    Sum("late_consumer_yuan", lambda c: jnp.where(c.arrears_months > 0, c.debt_consumer_yuan, 0), WHOLE_NUMBER),
    Sum("is_informal_borrower", lambda c: c.debt_informal_yuan > 0, TRUTH),
    Sum("is_thin_file", lambda c: c.file_months == 0, TRUTH),
    *(_column(name) for name in ("is_default", "is_evicted", "is_judged", "is_applicant", "is_approved")),
    _column("interest_yuan"),
    _column("interest_informal_yuan"),
    _column("debt_due_yuan"),
    # liberty
    *(_column(name) for name in ("is_listed", "is_listed_wrongly", "is_newly_listed", "is_restored")),
    *(_column(name) for name in ("flights_wanted", "flights_blocked", "rail_wanted", "rail_blocked")),
    Sum("is_sanctioned", lambda c: c.n_sticks > 0, TRUTH),
    *(_column(name) for name in ("n_sticks", "n_carrots", "n_wrongful", "n_collateral", "visa_eased")),
    _acts("acts", "act"),
    _acts("records", "rec"),
    _acts("wrong_records", "wrong"),
    _fraction("life_recorded"),
    _fraction("perceived"),
    _fraction("detriment", top=_DETRIMENT_TOP, step=HUNDREDTH),
    _fraction("detriment_unrelated", top=_DETRIMENT_TOP, step=HUNDREDTH),
    # opinion
    _fraction("approval", top=10.0),
    Sum("is_approving", lambda c: c.approval >= APPROVES_FROM, TRUTH),
    Sum("is_dissenting", lambda c: c.approval < DISAPPROVES_BELOW, TRUTH),
    _column("says_approve"),
    _column("says_disapprove"),
    Sum("distress", lambda c: c.distress, 100, HUNDREDTH),
    Sum("voice_raised", lambda c: steps(c.voice + 1.0, THOUSANDTH, 2000), 2000, THOUSANDTH),
    _column("act_praise"),
    _column("act_criticism"),
    # score
    Sum("has_score", lambda c: c.has_score, TRUTH),
    Sum("score", lambda c: _scored(c, c.score_eighths), round(SCORE_TOP / EIGHTH), EIGHTH),
    _wide("score_centred_squared", lambda c: centred(c) * centred(c), EIGHTH**2),
    Sum("score_wrong", lambda c: _scored(c, c.score_wrong_eighths), round(SCORE_TOP / EIGHTH), EIGHTH),
    Sum("log_income", lambda c: _scored(c, c.log_income), LOG_INCOME_TOP, THOUSANDTH),
    _wide("log_income_squared", lambda c: _scored(c, c.log_income * c.log_income), THOUSANDTH**2),
    _wide("score_centred_log_income", lambda c: centred(c) * c.log_income, EIGHTH * THOUSANDTH),
    # ties
    _wide("degree", lambda c: c.degree),
    Sum("is_isolated", lambda c: c.degree == 0, TRUTH),
    _column("ties_cut"),
    _column("ties_made"),
    # couples
    Sum("is_coupled", lambda c: c.partner > 0, TRUTH),
    *(_column(name) for name in ("is_new_couple", "match_won", "match_lost")),
    # leaks
    _fraction("dossier"),
    Sum("is_exposed", lambda c: c.exposed_months > 0, TRUTH),
    Sum("exposures", lambda c: c.is_sold | c.is_sold_wrongly, TRUTH),
    Sum("harms", lambda c: c.is_harassed | c.is_defrauded, TRUTH),
)
"""Kept by crossed cell, in the order of `Tally.cells`."""

_IN_CELLS = frozenset(s.name for s in CELL_SUMS)
_NOBODY_ASKS = frozenset({"home_yuan", "luxury_yuan", "vice_yuan", "subsidy_yuan"})
"""Amounts that no book and no measure needs the sum of."""
_WAIT_TOP = 10_000


def _waits(name: str, of: Callable[[Any], Array]) -> Sum:
    return Sum(name, lambda c: jnp.where(of(c), steps(c.wait_days, HUNDREDTH, _WAIT_TOP), 0), _WAIT_TOP, HUNDREDTH)


WHOLE_SUMS: tuple[Sum, ...] = (
    *(
        _column(c.name)
        for c in COLUMNS.values()
        if c.unit.startswith("yuan") and c.dtype == "int32" and c.name not in _IN_CELLS | _NOBODY_ASKS
    ),
    Sum("cared_with_carrot", lambda c: (c.wait_days > 0) & (c.eases_hospital > 0), TRUTH),
    Sum("cared_without_carrot", lambda c: (c.wait_days > 0) & (c.eases_hospital <= 0), TRUTH),
    _waits("wait_days_with_carrot", lambda c: c.eases_hospital > 0),
    _waits("wait_days_without_carrot", lambda c: c.eases_hospital <= 0),
    *(_column(name) for name in ("is_withholding", "is_escaping", "is_punished")),
    Sum("unlisted_debtors", is_unlisted_debtor, TRUTH),
    *(_column(name) for name in ("is_separated", "is_sold_wrongly", "is_defrauded")),
    Sum("friends_of_shamed", lambda c: jnp.where(c.shames > 0, c.degree, 0), BYTE),
    Sum("harmed_wrongly", lambda c: (c.is_harassed | c.is_defrauded) & c.is_exposed_wrongly, TRUTH),
    # over both ends of every living tie between people who have a score
    _wide("tie_ends", lambda c: _scored(c, c.scored_friends)),
    _wide("tie_score", lambda c: c.scored_friends * centred(c), EIGHTH),
    _wide("tie_score_squared", lambda c: c.scored_friends * jnp.square(centred(c).astype(jnp.int64)), EIGHTH**2),
    _wide("tie_score_product", lambda c: centred(c).astype(jnp.int64) * c.friends_score, EIGHTH**2),
)
"""Kept for everybody only, in the order of `Tally.whole`."""

SUMS: dict[str, Sum] = {s.name: s for s in (*CELL_SUMS, *WHOLE_SUMS)}
"""Every sum by name."""
