"""Lending: households borrow, pay, fall behind and default; every yuan leaves one account and enters another.

There are three formal debts (mortgage, consumer, small business) and an informal one at usurious rates for refused
applicants. What a household pays is what lenders receive, and the nation's books check the sum each month.
"""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp

from ...array_types import TileBool, TileFloat, TileInt, TileValue
from ...scenario.governance import credit_score
from ...society.random_streams import materialize
from ...vocabulary import DEBTS, LOANS, debt_columns
from ...vocabulary.scores import SCORES
from ..mechanism import Mechanism, Stream, System, Ties, View, yuan
from .collections import pay_informal, puts_off, settle, withholds
from .new_loans import (
    applies,
    approves,
    business_loan,
    consumer_loan,
    consumer_price,
    home_price,
    interest,
    usury_rate,
    wants_business,
    wants_home,
)

_DECISIONS = (
    "withholds", "skips", "tries", "is_sued", "is_lent_to", "applies_broke", "applies_otherwise", "finds_usurer",
    "wants_business", "wants_home", "is_lost", "wants_away", "is_fined", "is_punished", "is_filed",
)  # fmt: skip
"""Yes-or-no decisions of the month, from its opening state and random draws; a bit each."""


class Payment(NamedTuple):
    """What is paid this month on loans, and what unpaid interest adds to them, in whole yuan."""

    interest: TileInt
    principal: dict[str, TileInt]  # by kind of loan
    capitalised: dict[str, TileInt]


class Household(NamedTuple):
    """What a citizen has and owes in the course of the month, in whole yuan."""

    cash: TileInt
    home: TileInt
    loans: dict[str, TileInt]  # by kind of loan
    informal: TileInt
    judged: TileInt


class Default(NamedTuple):
    """The debts of people who default this month, in whole yuan."""

    written_off: TileInt
    covered: TileInt  # of the mortgage, by the home
    surplus: TileInt  # worth of the home beyond it
    judged: TileInt
    loses_home: TileBool  # bool


def _owes(c: View) -> TileBool:
    """Who owes anything on a loan."""
    return jnp.asarray(sum(c[debt] for debt in debt_columns(LOANS))) > 0


def _decisions(c: View, nation: View, p: View, stream: Stream, system: System) -> dict[str, TileBool]:
    """All yes-or-no decisions, drawn in one pass and packed into one word."""
    pressed = jnp.where(c.n_sticks > 0, p.pressure, 0.0) + p.shame_pressure * c.shames
    if "redress" in system.on:  # where people may not know of a rule, it presses only those who do
        pressed = jnp.where(c.is_told, pressed, 0.0)
    applies_broke, applies_otherwise = applies(c, p, stream)
    reported = nation.registry_pull * jnp.where(_owes(c), 1.0, p.registry_idle)
    decisions = (
        withholds(c, nation, p),
        puts_off(c, p, stream),
        stream.chance("settles", p.settle * (1.0 + pressed)),
        stream.chance("sued", p.sued),
        approves(c, nation, p, stream, system.shape),
        applies_broke,
        applies_otherwise,
        stream.chance("usurer", p.informal_access),
        wants_business(c, nation, p, stream),
        wants_home(c, nation, p, stream),
        stream.chance("flees", p.informal_loss),
        stream.chance("escapes", p.flight),
        stream.chance("fined", p.fine),
        stream.chance("punished", p.punish),
        c.is_person & (c.file_months == 0) & stream.chance("filed", reported),
    )
    word = sum(is_so.astype(jnp.uint32) << jnp.uint32(bit) for bit, is_so in enumerate(decisions))
    word = materialize(word, stream.citizen)
    return {name: (word >> jnp.uint32(bit)) & jnp.uint32(1) > 0 for bit, name in enumerate(_DECISIONS)}


def _principal(c: View, p: View, loans: dict[str, TileFloat]) -> dict[str, TileFloat]:
    """Principal due this month by kind: a share of the debt, at least the smallest instalment."""
    least = p.instalment_least * c.income_year_yuan
    return {kind: jnp.minimum(debt, jnp.maximum(debt / p[f"term_{kind}"], least)) for kind, debt in loans.items()}


def _pay(c: View, p: View, stream: Stream, rate: TileFloat, refuses: TileBool) -> tuple[Payment, TileBool]:
    """Pay the instalments from cash: interest first, then principal in proportion. Also returns who falls short."""
    loans = {kind: c[f"debt_{kind}_yuan"].astype(jnp.float32) for kind in LOANS}
    charged = interest(loans, rate, p)
    principal = _principal(c, p, loans)
    owed = sum(charged.values())
    due = owed + sum(principal.values())
    cash = jnp.maximum(c.cash_yuan, 0).astype(jnp.float32)
    budget = jnp.where(refuses, 0.0, jnp.maximum(cash - p.cash_floor * c.income_yuan.astype(jnp.float32), 0.0))
    share = jnp.where(due > 0, jnp.minimum(1.0, budget / jnp.maximum(due, 1.0)), 0.0)
    share = materialize(share, stream.citizen)
    # whole yuan, and never more than there is: rounding must not overdraw
    purse = jnp.maximum(c.cash_yuan, 0)
    paid = jnp.minimum(yuan(jnp.minimum(owed, share * due)), purse)
    purse = purse - paid
    left = jnp.maximum(share * due - owed, 0.0) / jnp.maximum(due - owed, 1.0)
    repaid = {}
    for kind, part in principal.items():
        repaid[kind] = jnp.minimum(jnp.minimum(yuan(part * left), c[f"debt_{kind}_yuan"]), purse)
        purse = purse - repaid[kind]
    # unpaid interest and its fee are added to the debt
    unpaid = jnp.maximum(owed - share * due, 0.0) / jnp.maximum(owed, 1.0) * (p.capitalises + p.late_fee)
    grown = {kind: yuan(part * unpaid) for kind, part in charged.items()}
    # a payment is short if it misses the sum by more than rounding
    short = (due >= 1.0) & (share < 0.999)
    return Payment(paid, repaid, grown), short


def _after_paying(c: View, paid: Payment) -> Household:
    """What is left after the instalments, with unpaid interest added."""
    return Household(
        cash=c.cash_yuan - paid.interest - sum(paid.principal.values()),
        home=c.home_yuan,
        loans={kind: c[f"debt_{kind}_yuan"] - paid.principal[kind] + paid.capitalised[kind] for kind in LOANS},
        informal=c.debt_informal_yuan,
        judged=c.debt_judged_yuan,
    )


def _arrears(c: View, short: TileBool, owed: TileBool) -> TileInt:
    """Each short payment adds a month of arrears, and each full one removes a month."""
    behind = c.arrears_months.astype(jnp.int32)
    # the column ends at 255
    arrears = jnp.where(short, jnp.minimum(behind + 1, 255), jnp.maximum(behind - 1, 0))
    return jnp.where(owed, arrears, 0)


def _default(has: Household, defaults: TileBool, is_sued: TileBool) -> tuple[Household, Default]:
    """Close the loans of people who default: unsecured ones by a court or a write-off, the mortgage by the home."""
    mortgage = has.loans["mortgage"]
    unsecured = jnp.where(defaults, sum(debt for kind, debt in has.loans.items() if kind != "mortgage"), 0)
    judged = jnp.where(is_sued, unsecured, 0)
    # a home worth more than the debt leaves a surplus that is paid out; a gap is written off
    loses_home = defaults & (mortgage > 0)
    covered = jnp.where(loses_home, jnp.minimum(mortgage, has.home), 0)
    surplus = jnp.where(loses_home, jnp.maximum(has.home - mortgage, 0), 0)
    written_off = unsecured - judged + jnp.where(loses_home, mortgage - covered, 0)
    left = has._replace(
        cash=has.cash + surplus,
        home=jnp.where(loses_home, 0, has.home),
        loans={kind: jnp.where(defaults, 0, debt) for kind, debt in has.loans.items()},
    )
    return left, Default(written_off, covered, surplus, judged, loses_home)


def _due(c: View, p: View, has: Household, rate: TileFloat) -> TileInt:
    """Interest and principal due next month on loans (whole yuan)."""
    loans = {kind: debt.astype(jnp.float32) for kind, debt in has.loans.items()}
    return yuan(jnp.asarray(sum(_principal(c, p, loans).values()) + sum(interest(loans, rate, p).values())))


def _record(c: View, p: View, short: TileBool, owed: TileBool, defaults: TileBool) -> TileFloat:
    """Each month's payment moves the record, a default marks it, and marks fade without debt."""
    good = jnp.where(short, 0.0, 1.0)
    drift = jnp.where(owed, (good - c.payment_record) / p.record_months, (1.0 - c.payment_record) / p.mark_months)
    record = (c.payment_record + drift) * jnp.where(defaults, 1.0 - p.default_mark, 1.0)
    return jnp.where(c.is_person, record, c.payment_record)


def _departures(c: View, p: View, owed: TileBool, defaults: TileBool) -> dict[str, TileFloat]:
    """The bank registry's differences from the record fade as fast as the record (see `watching.admin_records`)."""
    kept = jnp.where(owed, 1.0 - 1.0 / p.record_months, 1.0 - 1.0 / p.mark_months)
    kept = kept * jnp.where(defaults, 1.0 - p.default_mark, 1.0)
    return {name: c[name] * kept for name in ("record_unfiled", "record_misfiled")}


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """One month of debt: people pay, fall behind, default, are sued, and borrow again."""
    decided = _decisions(c, nation, p, stream, system)
    rate, _ = consumer_price(c, p, system.shape)
    rate = materialize(rate, stream.citizen)
    owed = _owes(c)
    paid, short = _pay(c, p, stream, rate, decided["withholds"] | decided["skips"])
    arrears = _arrears(c, short, owed)
    defaults = arrears >= p.default_months
    has, default = _default(_after_paying(c, paid), defaults, decided["is_sued"])
    has = has._replace(cash=materialize(has.cash, stream.citizen))

    settled = settle(c, p, has.cash, decided["tries"], decided["is_fined"], decided["wants_away"])
    has = has._replace(
        cash=has.cash - settled.paid - settled.fine,
        loans=has.loans | {"consumer": has.loans["consumer"] + settled.rescheduled},
        judged=has.judged - settled.paid - settled.rescheduled + default.judged,
    )
    usury, repaid_informal, lost = pay_informal(c, p, usury_rate(p), has.cash, decided["is_lost"])
    has = has._replace(
        cash=materialize(has.cash - usury - repaid_informal, stream.citizen),
        informal=has.informal - repaid_informal - lost,
    )

    # new loans, given the cash that is left; formal lenders refuse people who defaulted this month
    fresh = ~defaults
    broke = has.cash.astype(jnp.float32) < p.distress_months * jnp.maximum(c.income_year_yuan, 1.0)
    is_applicant = jnp.where(broke, decided["applies_broke"], decided["applies_otherwise"])
    consumer, informal = consumer_loan(
        c, nation, p, has.cash, broke, is_applicant & decided["is_lent_to"], is_applicant & decided["finds_usurer"]
    )
    consumer = jnp.where(fresh, consumer, 0)
    business = jnp.where(fresh & decided["wants_business"], business_loan(c, p), 0)
    down, loan = home_price(c, p)
    buys = fresh & decided["wants_home"] & (down <= has.cash)
    mortgage, price = (jnp.where(buys, amount, 0) for amount in (loan, down + loan))
    new = {"mortgage": mortgage, "consumer": consumer, "business": business}
    has = has._replace(
        cash=has.cash + sum(new.values()) + informal - price,
        home=has.home + price,
        loans=materialize({kind: debt + new[kind] for kind, debt in has.loans.items()}, stream.citizen),
        informal=has.informal + informal,
    )
    months = jnp.where(
        sum(has.loans.values()) > 0, jnp.minimum(c.file_months.astype(jnp.int32) + 1, 255), c.file_months
    )
    return {
        "cash_yuan": has.cash,
        "home_yuan": has.home,
        **{f"debt_{kind}_yuan": debt for kind, debt in has.loans.items()},
        "debt_informal_yuan": has.informal,
        "debt_judged_yuan": has.judged,
        "has_fled": (c.has_fled | settled.escapes) & (has.judged > 0),
        "debt_due_yuan": _due(c, p, has, rate),
        "has_missed": short,
        "arrears_months": jnp.where(defaults, 0, arrears),
        "file_months": jnp.where(c.file_months > 0, months, decided["is_filed"]),
        "payment_record": _record(c, p, short, owed, defaults),
        **_departures(c, p, owed, defaults),
        "interest_yuan": paid.interest,
        "interest_informal_yuan": usury,
        "interest_capitalised_yuan": jnp.asarray(sum(paid.capitalised.values())),
        "repaid_yuan": sum(paid.principal.values()) + settled.paid,
        "repaid_informal_yuan": repaid_informal,
        "lent_yuan": jnp.asarray(sum(new.values())),
        "lent_informal_yuan": informal,
        "home_bought_yuan": price,
        "home_sold_yuan": default.surplus,
        "written_off_yuan": default.written_off,
        "written_off_informal_yuan": lost,
        "foreclosed_yuan": default.covered,
        "fine_yuan": settled.fine,
        "is_applicant": is_applicant & fresh,
        "is_approved": consumer > 0,
        "is_default": defaults,
        "is_evicted": default.loses_home,
        "is_judged": default.judged > 0,
        "is_withholding": owed & decided["withholds"],
        "is_escaping": settled.escapes,
        "is_punished": settled.refuses & decided["is_punished"],
    }


LENDING = Mechanism(
    name="lending",
    reads=(
        "is_person", "is_urban", "birth_month", "occupation", "permanent_income", "prudence", "conscientiousness",
        "income_yuan", "income_year_yuan", "cash_yuan", "home_yuan", *debt_columns(DEBTS), "debt_due_yuan",
        "arrears_months",
        "file_months", "payment_record", "record_unfiled", "record_misfiled", "has_fled",
        *(f"score_{name}" for name in SCORES), "n_sticks", "shames",
        "is_told", "bars_building", "bars_credit", "eases_platform_credit", "eases_credit", "spend_yuan",
        "spend_traced_yuan",
    ),
    writes=(
        "cash_yuan", "home_yuan", *debt_columns(DEBTS), "has_fled", "debt_due_yuan", "has_missed", "arrears_months",
        "file_months", "payment_record", "record_unfiled", "record_misfiled",
        "interest_yuan", "interest_informal_yuan", "interest_capitalised_yuan",
        "repaid_yuan", "repaid_informal_yuan", "lent_yuan", "lent_informal_yuan", "home_bought_yuan", "home_sold_yuan",
        "written_off_yuan", "written_off_informal_yuan", "foreclosed_yuan", "fine_yuan", "is_applicant", "is_approved",
        "is_default", "is_evicted", "is_judged", "is_withholding", "is_escaping", "is_punished",
    ),
    signals=("month", "force", "credit_supply", "credit_target", "registry_pull"),
    draws=(
        "forgets", "settles", "sued", "grant", "on_sight", "desire", "usurer", "business", "home", "flees", "escapes",
        "fined", "punished", "filed",
    ),
    rows=(
        "D2", "D3", "D4", "D6", "D7", "D11", "D16", "D18", "D19", "D21", "D22", "K1", "K2", "P19", "T9", "W4",
    ),
    depends_on=("redress",),
    shape=credit_score,
    step=step,
)  # fmt: skip
