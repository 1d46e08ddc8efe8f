"""Lending: households borrow, pay, fall behind and default, and every yuan leaves one account and enters another.

Three formal debts (mortgage, consumer, small business) and one informal at usurious rates for those turned away. What a
household pays is what lenders receive; the nation's books check the sum each month. Rows D2-D4, D7, D11, D16, D19-D22,
K1, K2, T9, F10.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import jax.numpy as jnp

from ..society.columns import OCCUPATIONS
from ..society.luck import Luck, once
from ..society.ties import Ties
from .beginning import KINDS
from .mechanism import Mechanism, System, View
from .money import yuan

Array = Any

_MANAGER, _SERVICE, _FARMER = (OCCUPATIONS.index(name) for name in ("manager", "service", "farmer"))
DEFAULT_AFTER = 6
"""Months in arrears after which a loan counts as defaulted (facts 2f: card debt over six months)."""


class Payment(NamedTuple):
    """What is paid this month on formal debt, in whole yuan: interest and principal by kind of debt."""

    interest: Array
    mortgage: Array
    consumer: Array
    business: Array
    short: Array  # bool: less was paid than was due


def _rates(p: View) -> tuple[Array, Array, Array]:
    """Yearly rates by kind, none above the ceiling in force (facts 2f)."""
    return tuple(jnp.minimum(p[f"rate_{kind}"], p.rate_ceiling) for kind in KINDS)  # type: ignore[return-value]


def _principal(c: View, p: View, debts: tuple[Array, ...]) -> list[Array]:
    """Principal due this month by kind: a share of the debt, and no less than the smallest instalment."""
    least = p.instalment_least * c.income_year_yuan
    terms = (p.term_mortgage, p.term_consumer, p.term_business)
    return [jnp.minimum(debt, jnp.maximum(debt / term, least)) for debt, term in zip(debts, terms, strict=True)]


def _pay(c: View, p: View, luck: Luck) -> Payment:
    """Pay the month's instalments out of cash: interest first, then principal in proportion."""
    rates = _rates(p)
    debts = tuple(c[f"debt_{kind}_yuan"].astype(jnp.float32) for kind in KINDS)
    interest = sum(debt * rate / 12.0 for debt, rate in zip(debts, rates, strict=True))
    principal = _principal(c, p, debts)
    due = interest + sum(principal)
    cash = jnp.maximum(c.cash_yuan, 0).astype(jnp.float32)
    # some who could pay forget to, or put it off
    forgets = luck.chance("forgets", p.forgetting * (1.5 - c.prudence))
    budget = jnp.where(forgets, 0.0, jnp.maximum(cash - p.cash_floor * c.income_yuan.astype(jnp.float32), 0.0))
    share = jnp.where(due > 0, jnp.minimum(1.0, budget / jnp.maximum(due, 1.0)), 0.0)
    # whole yuan, and never more of them than there are: rounding must not overdraw
    purse = jnp.maximum(c.cash_yuan, 0)
    paid_interest = jnp.minimum(yuan(jnp.minimum(interest, share * due)), purse)
    purse = purse - paid_interest
    left = jnp.maximum(share * due - interest, 0.0) / jnp.maximum(due - interest, 1.0)
    parts = []
    for part, kind in zip(principal, KINDS, strict=True):
        parts.append(jnp.minimum(jnp.minimum(yuan(part * left), c[f"debt_{kind}_yuan"]), purse))
        purse = purse - parts[-1]
    mortgage, consumer, business = parts
    return Payment(paid_interest, mortgage, consumer, business, short=(due >= 1.0) & (share < 0.999))


def _settle(c: View, p: View, luck: Luck, cash: Array) -> tuple[Array, Array]:
    """What debtors under a court order pay, and what becomes an ordinary loan again (whole yuan).

    Pressed by rules and shame, some set out to settle: they hand over what they have and agree on instalments for the
    rest, if the creditor believes that their income can carry them.
    """
    pressed = jnp.where(c.n_sticks > 0, p.pressure, 0.0) + p.shame_pressure * c.shames
    tries = (c.debt_judged_yuan > 0) & luck.chance("settles", p.settle * (1.0 + pressed))
    spare = jnp.maximum(cash - yuan(p.cash_floor * c.income_yuan.astype(jnp.float32)), 0)
    paid = jnp.minimum(c.debt_judged_yuan, spare)
    rest = c.debt_judged_yuan - paid
    agreed = tries & (rest.astype(jnp.float32) <= p.settle_income_months * c.income_year_yuan)
    return jnp.where(agreed, paid, 0), jnp.where(agreed, rest, 0)


def _approves(c: View, p: View, luck: Luck, system: System) -> tuple[Array, Array]:
    """Whether a consumer loan is granted, and the limit in months of income (D16, D19)."""
    thin = c.file_months < p.thin_months
    platform = c.eases_platform_credit > 0
    known = ~thin | platform | (c.eases_credit > 0)
    sound = (c.arrears_months == 0) & (c.debt_judged_yuan == 0) & (c.payment_record >= p.record_least)
    score = c.score_unified if "scoring.unified" in system.on else c.score_factors
    # where a score exists the lender leans on it: higher odds above its neutral point, lower below (D2)
    lean = jnp.where(score > 0, p.score_lean * (score - p.score_neutral) / 100.0, 0.0)
    granted = luck.chance("grant", jnp.clip(p.grant * p.supply * (1.0 + lean), 0.0, 1.0))
    # a thin file is not a closed door: banks lend to some on sight of a payslip
    on_sight = luck.chance("on_sight", p.thin_grant * p.supply)
    months = p.limit_months * p.supply * (1.0 + p.platform_limit * c.eases_platform_credit + c.eases_credit)
    return sound & granted & (known | on_sight), months


def _consumer_loan(c: View, p: View, luck: Luck, system: System, cash: Array) -> dict[str, Array]:
    """Demand for a consumer loan, the lender's answer, and the informal lender's for those turned away."""
    income = jnp.maximum(c.income_year_yuan, 1.0)
    adult = c.is_person & (c.income_year_yuan > 0)
    broke = cash.astype(jnp.float32) < p.distress_months * income
    # the prudent save up for what others buy on credit
    desire = p.desire * jnp.maximum(0.0, 1.0 - c.prudence / jnp.maximum(p.desire_ends, 0.01))
    applies = adult & luck.chance("desire", jnp.where(broke, p.desire_broke, desire))
    granted, months = _approves(c, p, luck, system)
    room = jnp.maximum(months * income - c.debt_consumer_yuan.astype(jnp.float32), 0.0)
    lent = jnp.where(applies & granted, yuan(jnp.minimum(p.loan_months * income, room)), 0)
    lent = jnp.where(lent >= p.loan_least, lent, 0)
    refused = applies & (lent == 0)
    usurer = refused & broke & luck.chance("usurer", p.informal_access)
    informal_room = jnp.maximum(p.informal_limit_months * income - c.debt_informal_yuan.astype(jnp.float32), 0.0)
    lent_informal = jnp.where(usurer, yuan(jnp.minimum(p.informal_months * income, informal_room)), 0)
    return {"applies": applies, "lent": lent, "lent_informal": lent_informal}


def _business_loan(c: View, p: View, luck: Luck) -> Array:
    """Loans to people who work for themselves (whole yuan)."""
    trades = (c.occupation == _MANAGER) | (c.occupation == _SERVICE) | (c.occupation == _FARMER)
    wants = (
        c.is_person & trades & luck.chance("business", p.business_desire * p.supply * (0.5 + 0.5 * c.permanent_income))
    )
    sound = (c.arrears_months == 0) & (c.debt_judged_yuan == 0)
    new = (c.debt_business_yuan == 0) & wants & sound
    return jnp.where(new, yuan(p.business_months * jnp.maximum(c.income_year_yuan, 0.0)), 0)


def _home_purchase(c: View, nation: View, p: View, luck: Luck, cash: Array) -> tuple[Array, Array]:
    """Price paid and mortgage taken by those who buy a home this month (whole yuan); T9 stands in the way."""
    age_years = (nation.month - 1900.0 * 12.0 - c.birth_month.astype(jnp.float32)) / 12.0
    of_age = (age_years >= 22.0) & (age_years <= 55.0)
    pull = jnp.where(c.is_urban, 1.0, p.home_rural) * jnp.minimum(1.5, 0.3 + 0.7 * c.permanent_income)
    hazard = p.home_desire * pull * p.supply * (1.0 - c.bars_building)
    wants = c.is_person & of_age & luck.chance("home", hazard)
    price = p.home_price_months * jnp.maximum(c.income_year_yuan, 0.0)
    down = yuan(price * (1.0 - p.loan_to_value))
    loan = yuan(price) - down
    rate, _, _ = _rates(p)
    burden = (c.debt_due_yuan + loan * (rate / 12.0 + 1.0 / p.term_mortgage)) <= p.burden_most * c.income_year_yuan
    sound = (c.arrears_months == 0) & (c.debt_judged_yuan == 0) & (c.payment_record >= p.record_least)
    little = c.debt_mortgage_yuan.astype(jnp.float32) <= p.second_home_months * c.income_year_yuan
    buys = wants & little & (down <= cash) & burden & sound & (down > 0)
    return jnp.where(buys, down + loan, 0), jnp.where(buys, loan, 0)


def _informal(c: View, p: View, luck: Luck, cash: Array) -> tuple[Array, Array, Array]:
    """Interest, principal and write-off on informal debt (whole yuan)."""
    debt = c.debt_informal_yuan.astype(jnp.float32)
    interest = yuan(jnp.minimum(debt * p.informal_rate / 12.0, jnp.maximum(cash, 0).astype(jnp.float32)))
    left = jnp.maximum(cash - interest, 0)
    principal = jnp.minimum(yuan(debt / p.informal_term), jnp.minimum(left // 2, c.debt_informal_yuan))
    flees = luck.chance("flees", p.informal_loss)
    lost = jnp.where(flees, c.debt_informal_yuan - principal, 0)
    return interest, principal, lost


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """One month of debt: pay, fall behind, default, be judged, and borrow anew."""
    paid = once(_pay(c, p, luck), luck.citizen)
    cash = c.cash_yuan - paid.interest - paid.mortgage - paid.consumer - paid.business
    mortgage = c.debt_mortgage_yuan - paid.mortgage
    consumer = c.debt_consumer_yuan - paid.consumer
    business = c.debt_business_yuan - paid.business
    owed_before = (c.debt_mortgage_yuan + c.debt_consumer_yuan + c.debt_business_yuan) > 0
    # each payment that falls short puts one a month further behind, each full one works a month off
    behind = c.arrears_months.astype(jnp.int32)
    arrears = jnp.where(paid.short, jnp.minimum(behind + 1, 255), jnp.maximum(behind - 1, 0))
    arrears = jnp.where(owed_before, arrears, 0)

    defaults = arrears >= DEFAULT_AFTER
    unsecured = jnp.where(defaults, consumer + business, 0)
    sued = defaults & luck.chance("sued", p.sued)
    judged_new = jnp.where(sued, unsecured, 0)
    written_off = unsecured - judged_new
    consumer, business = jnp.where(defaults, 0, consumer), jnp.where(defaults, 0, business)
    # the home settles the mortgage: what it is worth beyond the debt is paid out, what it lacks is written off
    loses_home = defaults & (mortgage > 0)
    covered = jnp.where(loses_home, jnp.minimum(mortgage, c.home_yuan), 0)
    surplus = jnp.where(loses_home, jnp.maximum(c.home_yuan - mortgage, 0), 0)
    written_off = written_off + jnp.where(loses_home, mortgage - covered, 0)
    mortgage = jnp.where(loses_home, 0, mortgage)
    home = jnp.where(loses_home, 0, c.home_yuan)
    cash = cash + surplus
    arrears = jnp.where(defaults, 0, arrears)

    judged_paid, rescheduled = once(_settle(c, p, luck, cash), luck.citizen)
    judged = c.debt_judged_yuan - judged_paid - rescheduled + judged_new
    consumer = consumer + rescheduled
    cash = cash - judged_paid

    interest_informal, repaid_informal, lost_informal = _informal(c, p, luck, cash)
    cash = cash - interest_informal - repaid_informal
    informal = c.debt_informal_yuan - repaid_informal - lost_informal

    cash = once(cash, luck.citizen)
    loan = once(_consumer_loan(c, p, luck, system, cash), luck.citizen)
    fresh = ~defaults
    lent_consumer = jnp.where(fresh, loan["lent"], 0)
    lent_business = jnp.where(fresh, _business_loan(c, p, luck), 0)
    bought, lent_mortgage = once(_home_purchase(c, nation, p, luck, cash), luck.citizen)
    bought, lent_mortgage = jnp.where(fresh, bought, 0), jnp.where(fresh, lent_mortgage, 0)
    cash = cash + lent_consumer + lent_business + lent_mortgage + loan["lent_informal"] - bought
    mortgage, consumer, business = mortgage + lent_mortgage, consumer + lent_consumer, business + lent_business

    rates = _rates(p)
    debts = tuple(debt.astype(jnp.float32) for debt in (mortgage, consumer, business))
    due = sum(_principal(c, p, debts)) + sum(debt * rate / 12.0 for debt, rate in zip(debts, rates, strict=True))
    on_file = (mortgage + consumer + business) > 0
    good = jnp.where(paid.short, 0.0, 1.0)
    # debtors write their record month by month, a default marks it, and without debt old marks fade
    drift = jnp.where(
        owed_before, (good - c.payment_record) / p.record_months, (1.0 - c.payment_record) / p.mark_months
    )
    record = (c.payment_record + drift) * jnp.where(defaults, 1.0 - p.default_mark, 1.0)
    record = jnp.where(c.is_person, record, c.payment_record)
    return {
        "cash_yuan": cash,
        "home_yuan": home + bought,
        "debt_mortgage_yuan": mortgage,
        "debt_consumer_yuan": consumer,
        "debt_business_yuan": business,
        "debt_informal_yuan": informal + loan["lent_informal"],
        "debt_judged_yuan": judged,
        "debt_due_yuan": yuan(due),
        "arrears_months": arrears,
        "file_months": jnp.where(on_file, jnp.minimum(c.file_months.astype(jnp.int32) + 1, 255), c.file_months),
        "payment_record": record,
        "interest_yuan": paid.interest,
        "interest_informal_yuan": interest_informal,
        "repaid_yuan": paid.mortgage + paid.consumer + paid.business + judged_paid,
        "repaid_informal_yuan": repaid_informal,
        "lent_yuan": lent_consumer + lent_business + lent_mortgage,
        "lent_informal_yuan": loan["lent_informal"],
        "home_bought_yuan": bought,
        "home_sold_yuan": surplus,
        "written_off_yuan": written_off,
        "written_off_informal_yuan": lost_informal,
        "foreclosed_yuan": covered,
        "is_applicant": loan["applies"] & fresh,
        "is_approved": (lent_consumer > 0),
        "is_default": defaults,
        "is_evicted": loses_home,
        "is_judged": judged_new > 0,
    }


LENDING = Mechanism(
    name="lending",
    reads=(
        "is_person", "is_urban", "birth_month", "occupation", "permanent_income", "prudence",
        "income_yuan", "income_year_yuan", "cash_yuan", "home_yuan", "debt_mortgage_yuan", "debt_consumer_yuan",
        "debt_business_yuan", "debt_informal_yuan", "debt_judged_yuan", "debt_due_yuan", "arrears_months",
        "file_months", "payment_record", "score_factors", "score_unified", "n_sticks", "shames", "bars_building",
        "eases_platform_credit", "eases_credit",
    ),
    writes=(
        "cash_yuan", "home_yuan", "debt_mortgage_yuan", "debt_consumer_yuan", "debt_business_yuan",
        "debt_informal_yuan", "debt_judged_yuan", "debt_due_yuan", "arrears_months", "file_months",
        "payment_record", "interest_yuan", "interest_informal_yuan", "repaid_yuan", "repaid_informal_yuan",
        "lent_yuan", "lent_informal_yuan", "home_bought_yuan", "home_sold_yuan", "written_off_yuan",
        "written_off_informal_yuan", "foreclosed_yuan", "is_applicant", "is_approved", "is_default", "is_evicted",
        "is_judged",
    ),
    signals=("month",),
    draws=(
        "forgets", "settles", "sued", "grant", "on_sight", "desire", "usurer", "business", "home", "flees",
    ),
    rows=("D2", "D3", "D4", "D7", "D11", "D16", "D19", "D21", "D22", "K1", "K2", "T9"),
    step=step,
)  # fmt: skip
