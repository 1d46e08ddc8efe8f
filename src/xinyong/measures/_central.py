"""For now: everything that is counted, on its way to the themes that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jax.numpy as jnp

from ..counting import audit_tables as audits
from ..counting import firm_tables as firms
from ..counting import mobility_memory
from ..counting import opinion_tables as opinion
from ..counting.bins import COARSE, coarse, score_bin, wealth_yuan
from ..counting.citizens import LOG_INCOME_TOP, SCORE_TOP, centred
from ..counting.collection_ladder import RUNGS, is_borrower, rung
from ..counting.couple_tables import INCOME_BINS, SCORE_BINS, SCORE_COLUMNS, income_pair, score_pair
from ..counting.declared import Declared, declared
from ..counting.groups import CELLS as CROSSED
from ..counting.status_table import STATUS_TABLE
from ..counting.sums import (
    BYTE,
    EIGHTH,
    HUNDREDTH,
    PEOPLE,
    THOUSANDTH,
    TRUTH,
    WHOLE_NUMBER,
    WIDE,
    Sum,
    columns,
    fraction,
    most_of,
    signed,
    steps,
)
from ..counting.tables import Table, histogram, joint, word_sums
from ..mechanisms.redress import CASES
from ..nation import nation
from ..nation.lender_books import THIN_FILE
from ..society.columns import APPROVES_FROM, DISAPPROVES_BELOW
from ..vocabulary import ACTS, BELIEFS, DEBTS, debt_columns

Array = Any
_DETRIMENT_TOP = 320.0  # 32 rules of gravity 10


def _acts(name: str, prefix: str) -> Sum:
    """What the columns of all kinds of acts with a prefix come to."""
    names = [f"{prefix}_{act}" for act in ACTS]
    return Sum(name, lambda c: sum(c[column].astype(jnp.int32) for column in names), sum(map(most_of, names)))


def _scored(c: Any, values: Array) -> Array:
    return jnp.where(c.has_score, values, 0)


CELL_SUMS: tuple[Sum, ...] = (
    PEOPLE,
    # means
    *columns("income_yuan"),
    signed("income_year_yuan", lambda c: jnp.floor(c.income_year_yuan + jnp.float32(0.5)).astype(jnp.int32)),
    *columns("spend_yuan"),
    signed("wealth_yuan", lambda c: wealth_yuan(c).astype(jnp.int64), most=WIDE),
    *columns("is_jobless"),
    *columns("subsidy_lost_yuan"),
    *columns("income_lost_yuan"),
    *columns("rent_extra_yuan"),
    *columns("transit_saved_yuan"),
    # debt
    *columns(*debt_columns(DEBTS)),
    Sum("is_borrower", is_borrower, TRUTH),
    Sum("is_delinquent", lambda c: is_borrower(c) & (c.arrears_months > 0), TRUTH),
    Sum("late_consumer_yuan", lambda c: jnp.where(c.arrears_months > 0, c.debt_consumer_yuan, 0), WHOLE_NUMBER),
    Sum("is_informal_borrower", lambda c: c.debt_informal_yuan > 0, TRUTH),
    THIN_FILE,
    *columns("is_default", "is_evicted", "is_judged", "is_applicant", "is_approved"),
    *columns("interest_yuan"),
    *columns("interest_informal_yuan"),
    *columns("debt_due_yuan"),
    # liberty
    *columns("is_listed", "is_listed_wrongly", "is_newly_listed", "is_restored"),
    *columns("flights_wanted", "flights_blocked", "rail_wanted", "rail_blocked"),
    Sum("is_sanctioned", lambda c: c.n_sticks > 0, TRUTH),
    *columns("n_sticks", "n_carrots", "n_wrongful", "n_collateral", "visa_eased"),
    _acts("acts", "act"),
    _acts("records", "rec"),
    _acts("wrong_records", "wrong"),
    fraction("life_recorded"),
    fraction("perceived"),
    fraction("detriment", top=_DETRIMENT_TOP, step=HUNDREDTH),
    fraction("detriment_unrelated", top=_DETRIMENT_TOP, step=HUNDREDTH),
    # opinion
    fraction("approval", top=10.0),
    Sum("is_approving", lambda c: c.approval >= APPROVES_FROM, TRUTH),
    Sum("is_dissenting", lambda c: c.approval < DISAPPROVES_BELOW, TRUTH),
    *columns("says_approve"),
    *columns("says_disapprove"),
    Sum("distress", lambda c: c.distress, 100, HUNDREDTH),
    Sum("voice_raised", lambda c: steps(c.voice + 1.0, THOUSANDTH, 2000), 2000, THOUSANDTH),
    *columns("act_praise"),
    *columns("act_criticism"),
    # score
    Sum("has_score", lambda c: c.has_score, TRUTH),
    Sum("score", lambda c: _scored(c, c.score_eighths), round(SCORE_TOP / EIGHTH), EIGHTH),
    signed("score_centred_squared", lambda c: centred(c) * centred(c), EIGHTH**2),
    Sum("score_wrong", lambda c: _scored(c, c.score_wrong_eighths), round(SCORE_TOP / EIGHTH), EIGHTH),
    Sum("log_income", lambda c: _scored(c, c.log_income), LOG_INCOME_TOP, THOUSANDTH),
    signed("log_income_squared", lambda c: _scored(c, c.log_income * c.log_income), THOUSANDTH**2),
    signed("score_centred_log_income", lambda c: centred(c) * c.log_income, EIGHTH * THOUSANDTH),
    # ties
    signed("degree", lambda c: c.degree),
    Sum("is_isolated", lambda c: c.degree == 0, TRUTH),
    *columns("ties_cut"),
    *columns("ties_made"),
    # couples
    Sum("is_coupled", lambda c: c.partner > 0, TRUTH),
    *columns("is_new_couple", "match_won", "match_lost"),
    # leaks
    fraction("dossier"),
    Sum("is_exposed", lambda c: c.exposed_months > 0, TRUTH),
    Sum("exposures", lambda c: c.is_sold | c.is_sold_wrongly, TRUTH),
    Sum("harms", lambda c: c.is_harassed | c.is_defrauded, TRUTH),
)
"""Kept by crossed cell, in the order of `Tally.cells`."""

_WAIT_TOP = 10_000


def _waits(name: str, of: Callable[[Any], Array]) -> Sum:
    return Sum(name, lambda c: jnp.where(of(c), steps(c.wait_days, HUNDREDTH, _WAIT_TOP), 0), _WAIT_TOP, HUNDREDTH)


WHOLE_SUMS: tuple[Sum, ...] = (
    *columns("deposit_waived_yuan", "dossier_price_yuan", "spend_traced_yuan"),
    Sum("cared_with_carrot", lambda c: (c.wait_days > 0) & (c.eases_hospital > 0), TRUTH),
    Sum("cared_without_carrot", lambda c: (c.wait_days > 0) & (c.eases_hospital <= 0), TRUTH),
    _waits("wait_days_with_carrot", lambda c: c.eases_hospital > 0),
    _waits("wait_days_without_carrot", lambda c: c.eases_hospital <= 0),
    *columns("is_withholding", "is_escaping", "is_punished"),
    *columns("is_separated", "is_sold_wrongly", "is_defrauded"),
    Sum("friends_of_shamed", lambda c: jnp.where(c.shames > 0, c.degree, 0), BYTE),
    Sum("harmed_wrongly", lambda c: (c.is_harassed | c.is_defrauded) & c.is_exposed_wrongly, TRUTH),
    # over both ends of every living tie between people who have a score
    signed("tie_ends", lambda c: _scored(c, c.scored_friends)),
    signed("tie_score", lambda c: c.scored_friends * centred(c), EIGHTH),
    signed("tie_score_squared", lambda c: c.scored_friends * jnp.square(centred(c).astype(jnp.int64)), EIGHTH**2),
    signed("tie_score_product", lambda c: centred(c).astype(jnp.int64) * c.friends_score, EIGHTH**2),
)
"""Kept for everybody only, in the order of `Tally.whole`."""

_FIRMS: tuple[Table, ...] = (
    histogram("firms_held", firms.BY_NUMBER, needs="firms_has", place=firms.by_number, every=12),
    histogram(
        "firms_contradicted",
        firms.BY_CELL,
        needs="firms_has",
        place=firms.by_cell,
        amount=firms.contradicted,
        every=12,
    ),
    histogram("firms_spread", firms.BY_CELL, needs="firms_has", place=firms.by_cell, amount=firms.spread, every=12),
    *(
        histogram(name, size, needs="firms_has", place=place, amount=both, every=12)
        for name, size, place, both in firms.BESIDE
    ),
)

_OPINION: tuple[Table, ...] = (
    histogram("beliefs", opinion.BY_SIGN, needs="knows_late", place=opinion.signs, amount=opinion.is_told, every=12),
    *(
        histogram(f"off_{b}", CROSSED, needs="knows_late", place=opinion.cell, amount=opinion.off(b), every=12)
        for b in BELIEFS
    ),
    histogram("thresholds", opinion.BY_THRESHOLD, needs="speaks_from", place=opinion.threshold, every=12),
    histogram("survey_told", opinion.TOLD, needs="survey_bits", place=opinion.told, amount=opinion.is_asked, every=12),
    *(
        histogram(
            f"survey_list_{what}",
            opinion.LISTED,
            needs="survey_bits",
            place=opinion.listed(what),
            amount=opinion.is_asked,
            every=12,
        )
        for what in ("approval", "fear")
    ),
    histogram(
        "survey_support", opinion.BY_ARM, needs="survey_bits", place=opinion.support, amount=opinion.is_asked, every=12
    ),
)

_MOVES: tuple[Table, ...] = tuple(
    histogram(
        f"{what}_since_{when}",
        mobility_memory.BINS**2,
        needs=f"{when}_{what}_bin",
        place=mobility_memory.moved(when, what),
        amount=mobility_memory.has_both(when, what),
        every=12,
        is_wide=True,
    )
    for when in mobility_memory.HORIZONS
    for what in mobility_memory.QUANTITIES
)
_WIDE: dict[str, Any] = {"every": 12, "is_wide": True}
_AUDITS: tuple[Table, ...] = (
    histogram(
        "audit", audits.BY_OUTCOME, needs="followed_event", place=audits.outcome, amount=audits.is_audited, **_WIDE
    ),
    histogram("spells_running", 2 * audits.LENGTHS, needs="n_sticks", place=audits.running, **_WIDE),
    histogram(
        "spells_completed",
        2 * audits.LENGTHS,
        needs="n_sticks",
        place=audits.completed,
        amount=audits.has_completed,
        **_WIDE,
    ),
    histogram("sticks", CROSSED * audits.STICKS, needs="is_person", place=audits.sticks, **_WIDE),
    joint("overlap", audits.OVERLAP, needs="is_person", **_WIDE),
    joint("dissent", audits.DISSENT, needs="ties_cut", **_WIDE),
    histogram("conduct", len(audits.CONDUCT) * audits.GRAVITIES, needs="n_sticks", place=audits.proportion, **_WIDE),
    histogram(
        "conduct_detriment",
        len(audits.CONDUCT),
        needs="n_sticks",
        place=audits.gravity_of_conduct,
        amount=audits.detriment,
        **_WIDE,
    ),
)


def _by_score(name: str) -> Table:
    def amount(c: Any) -> Array:
        return _scored(c, c[name].astype(jnp.int32))

    return histogram(
        f"{name}_by_score",
        COARSE,
        needs="is_person",
        place=lambda c: coarse(score_bin(c.score_eighths)),
        amount=amount,
    )


FIELDS: dict[str, str] = {
    "acts": "word_acts",
    "records": "word_records",
    "wrong_records": "word_wrong",
    "mistakes": "word_mistakes",
    "entries": "word_entries",
}
"""Tables that hold the sum of each column of a word, with the word."""

TABLES: tuple[Table, ...] = (
    joint("held", STATUS_TABLE, needs="is_person"),
    joint("cases", CASES, needs="appeal_result"),
    *_FIRMS,
    *_OPINION,
    *_MOVES,
    *_AUDITS,
    histogram(
        "couples_income",
        INCOME_BINS * INCOME_BINS,
        needs="is_new_couple",
        place=income_pair,
        amount=lambda c: c.partner > 0,
        every=12,
    ),
    histogram(
        "couples_score",
        SCORE_BINS * SCORE_COLUMNS,
        needs="is_new_couple",
        place=score_pair,
        amount=lambda c: c.has_score,
        every=12,
    ),
    histogram("ladder", len(RUNGS), needs="is_default", place=rung, every=12),
    *(word_sums(name, word, needs="rec_late_bill") for name, word in FIELDS.items()),
    _by_score("degree"),
    _by_score("ties_cut"),
)

COUNTED: Declared = declared(
    (*CELL_SUMS, *(replace(s, is_by_group=False) for s in WHOLE_SUMS), *nation.SUMS), (*TABLES, *nation.TABLES)
)
