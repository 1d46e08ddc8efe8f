"""New loans: who applies, what lenders grant and at what price; a part of lending.

Consumer loans depend on the score if there is one, and on recorded payments if there is no credit file. Refused
applicants may find an informal lender. People in trade borrow for business, and others to buy a home. Decisions that
depend only on the start of the month are made here before anything is paid.

A lender gets back everything from people who pay and a part from those who default. It breaks even at a rate that
depends only on the default probability. A margin is added, up to the legal ceiling. Rows D2, D11, D15, D16, D18, D19,
K1, K2, T9.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax.numpy as jnp

from ...array_types import Scalar, TileBool, TileFloat, TileInt
from ..mechanism import Stream, View, age_years, works_as, yuan

TRADES = ("manager", "service", "farmer")
"""Occupations that do business of their own."""


def break_even(funding: Scalar, chance: TileFloat, loss: Scalar) -> TileFloat:
    """The yearly rate at which a lender earns exactly its cost of funds.

    Of a yuan lent, 1 + rate is owed after a year; with the chance of failing, the share `loss` of that is not paid:
    (1 + rate)(1 - chance·loss) = 1 + funding. At 8 %, 60 % and 3 % of funding it is 8.1933 %.
    """
    lost = chance * loss
    return (funding + lost) / (1.0 - lost)


def capped(p: View, kind: str) -> Scalar:
    """The yearly rate of a kind of loan, at most the ceiling in force (facts 2f)."""
    return jnp.minimum(p[f"rate_{kind}"], p.rate_ceiling)


def is_thin(c: View, p: View) -> TileBool:
    """Who has a credit file that is too short to judge (D19)."""
    return c.file_months < p.thin_months


def lean(c: View, p: View, credit_score: str) -> TileFloat:
    """Points above the neutral score, in hundreds; 0 for people without the score that lenders use."""
    if not credit_score:
        return jnp.zeros_like(c.payment_record)
    score = c[f"score_{credit_score}"]
    return jnp.where(score > 0, (score - p.score_neutral) / 100.0, 0.0)


def risk(c: View, p: View, credit_score: str) -> TileFloat:
    """The probability of failure within a year that a lender expects (D16)."""
    by_score = jnp.maximum(1.0 - p.risk_score * lean(c, p, credit_score), 0.0)
    seen = by_score * (1.0 + p.risk_record * (1.0 - c.payment_record))
    return jnp.minimum(p.risk_usual * seen * jnp.where(is_thin(c, p), p.risk_thin, 1.0), p.risk_most)


def consumer_price(c: View, p: View, credit_score: str) -> tuple[TileFloat, TileBool]:
    """The yearly rate of consumer loans, and whether a loan at the ceiling would pay for the lender."""
    even = break_even(p.funding_rate, risk(c, p, credit_score), p.loss_given_default)
    asked = p.rate_consumer + p.pricing * (even + p.margin - p.rate_consumer)
    # a lender who does not price by risk does not refuse by it either
    pays = (p.pricing <= 0.0) | (even <= p.rate_ceiling)
    return jnp.minimum(asked, p.rate_ceiling), pays


def usury_rate(p: View) -> Scalar:
    """The yearly rate of informal lenders, who get only a part of what lies above the legal limit (facts 2f; D13)."""
    lawful = jnp.minimum(p.informal_rate, p.informal_void)
    return lawful + p.informal_reach * (p.informal_rate - lawful)


def interest(loans: Mapping[str, TileFloat], consumer_rate: TileFloat, p: View) -> dict[str, TileFloat]:
    """A month's interest on loans by kind (float32)."""
    rates = {kind: consumer_rate if kind == "consumer" else capped(p, kind) for kind in loans}
    return {kind: debt * rates[kind] / 12.0 for kind, debt in loans.items()}


def readiness(nation: View, p: View) -> Scalar:
    """How readily lenders lend over their normal level: by habit, by capital, and by what the state asks (P19)."""
    return p.supply * nation.credit_supply * nation.credit_target


def _traced(c: View) -> TileFloat:
    """Share of one's spending that left a trace; cash leaves none (V19)."""
    return c.spend_traced_yuan.astype(jnp.float32) / jnp.maximum(c.spend_yuan, 1).astype(jnp.float32)


def sound(c: View, p: View) -> TileBool:
    """Who owes nothing that is overdue, and has kept a good record."""
    return (c.arrears_months == 0) & (c.debt_judged_yuan == 0) & (c.payment_record >= p.record_least)


def approves(c: View, nation: View, p: View, stream: Stream, credit_score: str) -> TileBool:
    """Who would be given a consumer loan (D2, D16, D19)."""
    supply = readiness(nation, p)
    known = ~is_thin(c, p) | (c.eases_platform_credit > 0) | (c.eases_credit > 0)
    # where a score exists the lender leans on it: higher odds above its neutral point, lower below (D2)
    # however ready it is to lend: beyond certainty, readiness does not make up for a score
    odds = jnp.minimum(p.grant * supply, 1.0) * (1.0 + p.score_lean * lean(c, p, credit_score))
    granted = stream.chance("grant", jnp.clip(odds, 0.0, 1.0))
    # a thin file is not a closed door: some are lent to on sight of a payslip, more if their payments left a trace
    on_sight = stream.chance("on_sight", p.thin_grant * supply * (1.0 + p.trace_grant * _traced(c)))
    _, pays = consumer_price(c, p, credit_score)
    return sound(c, p) & granted & (known | on_sight) & pays


def applies(c: View, p: View, stream: Stream) -> tuple[TileBool, TileBool]:
    """Who applies for a consumer loan if out of cash, and who does otherwise: the prudent save up."""
    adult = c.is_person & (c.income_year_yuan > 0)
    desire = p.desire * jnp.maximum(0.0, 1.0 - c.prudence / jnp.maximum(p.desire_ends, 0.01))
    return adult & stream.chance("desire", p.desire_broke), adult & stream.chance("desire", desire)


def consumer_limit(c: View, nation: View, p: View) -> TileFloat:
    """Most consumer debt that a lender allows, in months of income; less where there is little to go by."""
    thin = jnp.minimum(p.thin_limit + p.trace_limit * _traced(c), 1.0)
    months = p.limit_months * readiness(nation, p) * jnp.where(is_thin(c, p), thin, 1.0)
    return months * (1.0 + p.platform_limit * c.eases_platform_credit + c.eases_credit) * (1.0 - c.bars_credit)


def consumer_loan(
    c: View, nation: View, p: View, cash: TileInt, broke: TileBool, is_lent_to: TileBool, finds_usurer: TileBool
) -> tuple[TileInt, TileInt]:
    """What is lent by formal lenders, and by informal ones to the broke who were turned away (whole yuan)."""
    income = jnp.maximum(c.income_year_yuan, 1.0)
    room = jnp.maximum(consumer_limit(c, nation, p) * income - c.debt_consumer_yuan.astype(jnp.float32), 0.0)
    lent = jnp.where(is_lent_to, yuan(jnp.minimum(p.loan_months * income, room)), 0)
    lent = jnp.where(lent >= p.loan_least, lent, 0)
    informal_room = jnp.maximum(p.informal_limit_months * income - c.debt_informal_yuan.astype(jnp.float32), 0.0)
    informal = yuan(jnp.minimum(p.informal_months * income, informal_room))
    return lent, jnp.where((lent == 0) & broke & finds_usurer, informal, 0)


def wants_business(c: View, nation: View, p: View, stream: Stream) -> TileBool:
    """Who works for oneself, asks for a business loan and is given it."""
    pull = p.business_base + p.business_slope * c.permanent_income
    wants = stream.chance("business", p.business_desire * readiness(nation, p) * pull * (1.0 - c.bars_credit))
    may = (c.debt_business_yuan == 0) & (c.arrears_months == 0) & (c.debt_judged_yuan == 0)
    return c.is_person & works_as(c, *TRADES) & wants & may


def business_loan(c: View, p: View) -> TileInt:
    """A business loan (whole yuan)."""
    return yuan(p.business_months * jnp.maximum(c.income_year_yuan, 0.0))


def home_price(c: View, p: View) -> tuple[TileInt, TileInt]:
    """Down payment and mortgage of a home that one would buy (whole yuan)."""
    price = p.home_price_months * jnp.maximum(c.income_year_yuan, 0.0)
    down = yuan(price * (1.0 - p.loan_to_value))
    return down, yuan(price) - down


def wants_home(c: View, nation: View, p: View, stream: Stream) -> TileBool:
    """Who wants a home and would be given the mortgage; T9 stands in the way."""
    age = age_years(c.birth_month, nation)
    of_age = (age >= p.home_age_from) & (age <= p.home_age_until)
    means = jnp.minimum(p.home_pull_most, p.home_pull_base + p.home_pull_slope * c.permanent_income)
    pull = jnp.where(c.is_urban, 1.0, p.home_rural) * means
    wants = stream.chance("home", p.home_desire * pull * readiness(nation, p) * (1.0 - c.bars_building))
    down, loan = home_price(c, p)
    instalment = loan * (capped(p, "mortgage") / 12.0 + 1.0 / p.term_mortgage)
    affordable = (c.debt_due_yuan + instalment) <= p.burden_most * c.income_year_yuan
    little = c.debt_mortgage_yuan.astype(jnp.float32) <= p.second_home_months * c.income_year_yuan
    return c.is_person & of_age & wants & affordable & sound(c, p) & little & (down > 0)
