"""Livelihood: people earn, lose and find work, spend by need, means and taste, and travel.

Income follows permanent income, national growth, a transitory shock and work. What rules take away (jobs, professions,
subsidies, rents, tickets) is recorded as a loss with its cause.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import Scalar, TileBool, TileFloat, TileValue
from ..society.random_streams import Stream, materialize
from ..society.ties import Ties
from ..vocabulary import FORMAL_DEBTS, debt_columns
from .mechanism import Mechanism, System, View, age_years, works_as, yuan

_BARRED_FROM = ("professional", "manager", "official")  # T10: management, finance, law, civil service
_FORMAL = debt_columns(FORMAL_DEBTS)
_HALTED = ("farmer", "worker", "service", "manager")
_LAID_OFF = ("farmer", "worker", "service", "professional", "manager", "official")


def _work(c: View, p: View, stream: Stream) -> TileBool:
    """Who is out of a job this month."""
    hazard = sum(jnp.where(works_as(c, name), p[f"layoff_{name}"], 0.0) for name in _LAID_OFF)
    loses = stream.chance("layoff", hazard * p.layoff_multiplier)
    finds = stream.chance("rehire", p.rehire * (1.0 - c.bars_jobs))
    return jnp.where(c.is_jobless, ~finds, loses)


def _is_furloughed(c: View, p: View, stream: Stream) -> TileBool:
    """Who keeps a job but cannot work this month, because a shock has closed shops, sites and markets.

    The draw lasts for the whole run, so people who cannot work in April could not work since February.
    """
    return works_as(c, *_HALTED) & stream.lasting_chance("furlough", p.furlough)


def _party(c: View, p: View, stream: Stream) -> TileBool:
    """Who is a Party member now: expulsion by rule, admission of the loyal."""
    stays = ~stream.chance("expulsion", c.bars_party * p.expulsion)
    joins = stream.chance("admission", p.admission * jnp.maximum(c.disposition, 0.0) * (1.0 - c.bars_party))
    return jnp.where(c.in_party, stays, joins & ~c.is_member)


def _level(nation: View, p: View, system: System) -> Scalar:
    """Usual disposable income of somebody with a mean permanent income: by the growth path, or what spending pays."""
    if "livelihood.money_circuit" in system.on:
        return nation.money_circuit_pay * (1.0 - p.money_circuit_tax)
    return nation.mean_income_yuan


def _income(
    c: View, nation: View, p: View, stream: Stream, system: System, is_jobless: TileBool, in_party: TileBool
) -> tuple[TileFloat, ...]:
    """Disposable income, and what rules took from it (yuan a month, float32)."""
    sd = p.transitory_sd
    shock = jnp.exp(sd * stream.gauss("transitory") - 0.5 * sd * sd)
    usual = _level(nation, p, system) * c.permanent_income * shock
    lost = jnp.where(works_as(c, *_BARRED_FROM), c.bars_profession * p.profession_premium, 0.0)
    lost = lost + jnp.where(c.is_member & ~in_party, p.party_premium, 0.0)
    lost = jnp.minimum(lost, 1.0)
    working = usual * (1.0 - lost)
    earned = jnp.where(is_jobless, p.replacement * usual, working)
    return earned, jnp.where(is_jobless, 0.0, usual * lost)


def _support(c: View, nation: View, p: View, is_jobless: TileBool) -> tuple[TileFloat, TileFloat]:
    """State support received and withheld (yuan a month, float32)."""
    entitled = jnp.where(
        c.is_person & ((c.quintile < p.subsidy_fifths) | is_jobless), p.subsidy * nation.mean_income_yuan, 0.0
    )
    withheld = entitled * c.bars_subsidy
    return entitled - withheld, withheld


def _pays_school(c: View, nation: View, p: View) -> TileBool:
    """Who has children in a fee-paying school: the better-off of middle age."""
    age = age_years(c.birth_month, nation)
    of_age = (age >= p.school_age_from) & (age < p.school_age_until)
    return of_age & (c.quintile >= p.school_quintile - 1.0)


def _usual_spending(c: View, p: View, free: TileFloat, income: TileFloat, system: System) -> TileFloat:
    """What people would spend if nothing kept them from it: a buffer-stock rule, or shares of income and money."""
    if "livelihood.money_circuit" in system.on:
        return p.money_circuit_from_income * free + p.money_circuit_from_money * c.cash_yuan.astype(jnp.float32)
    buffer = (p.buffer_low + p.buffer_high * c.prudence * c.prudence) * income
    gap = c.cash_yuan.astype(jnp.float32) - buffer
    return free + jnp.where(gap > 0, gap * p.buffer_drawdown, jnp.maximum(gap * p.buffer_build, -p.saving_most * free))


def _spending(
    c: View, nation: View, p: View, income: TileFloat, due: TileFloat, school: TileBool, system: System
) -> tuple[TileFloat, TileFloat, TileFloat]:
    """Spending and its luxury and vice parts: needs first, then a buffer-stock rule (yuan a month, float32)."""
    need = p.need * nation.mean_income_yuan * jnp.minimum(1.0, p.need_base + c.permanent_income)
    free = jnp.maximum(income - due, 0.0)
    # what rules forbid is not spent: hotels and restaurants (T7), fee-paying schools (T8)
    allowed = 1.0 - p.hospitality * c.bars_hospitality - jnp.where(school, p.school_fee * c.bars_school, 0.0)
    # who believes that it pays spends more, and on what is thought well of (S4, V15)
    pays = c.belief_spending / (jnp.abs(c.belief_spending) + p.drift_half)
    allowed = allowed * (1.0 + p.drift_spending * jnp.maximum(pays, 0.0))
    taste = jnp.clip(c.taste + p.drift * pays, -1.0, 1.0)
    wanted = jnp.maximum(need, _usual_spending(c, p, free, income, system) * allowed)
    spend = jnp.minimum(wanted, jnp.maximum(c.cash_yuan.astype(jnp.float32) + income, 0.0))
    beyond = jnp.maximum(spend - need, 0.0)
    luxury = beyond * p.luxury * jnp.maximum(taste, 0.0)
    vice = beyond * p.vice * jnp.maximum(-taste, 0.0) * (1.0 - p.vice_caution * c.caution)
    return spend, luxury, vice


def _travel(c: View, p: View, stream: Stream) -> dict[str, TileValue]:
    """Tickets that people tried to buy, and those that a rule refused (T3, T6)."""
    means = jnp.where(c.is_person, p.travel_base + p.travel_slope * c.permanent_income, 0.0)
    given_up = jnp.exp(-p.rail_giving_up * c.listed_months.astype(jnp.float32))
    flights = p.flights_year / 12.0 * means * (1.0 + c.bars_flights * (p.flight_attempts - 1.0))
    rail = p.rail_year / 12.0 * means * (1.0 + c.bars_rail * (p.rail_attempts * given_up - 1.0))
    flights_wanted = stream.count("flights", flights)
    rail_wanted = stream.count("rail", rail)
    return {
        "flights_wanted": flights_wanted,
        "flights_blocked": stream.thin("flights_refused", flights_wanted, c.bars_flights),
        "rail_wanted": rail_wanted,
        "rail_blocked": stream.thin("rail_refused", rail_wanted, c.bars_rail),
        "visa_eased": stream.chance("visa", p.visa_year / 12.0 * means * c.eases_visa),
    }


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """One month of work, spending and travel."""
    is_jobless, in_party = materialize((_work(c, p, stream), _party(c, p, stream)), stream.citizen)
    earned, lost = _income(c, nation, p, stream, system, is_jobless | _is_furloughed(c, p, stream), in_party)
    support, withheld = _support(c, nation, p, is_jobless)
    rents = c.is_urban & (c.home_yuan == 0)
    rent_extra = jnp.where(rents, earned * p.rent * p.rent_surcharge * c.bars_rent, 0.0)
    fares = jnp.where(c.is_urban, earned * p.transit * c.eases_transit, 0.0)
    income_yuan = materialize(yuan(earned + support), stream.citizen)
    school = _pays_school(c, nation, p)
    spend, luxury, vice = _spending(
        c, nation, p, income_yuan.astype(jnp.float32), c.debt_due_yuan.astype(jnp.float32), school, system
    )
    # extra rent comes out of cash; saved fares stay in the purse
    spend, luxury, vice = materialize((spend, luxury, vice), stream.citizen)
    spend_yuan = yuan(spend)
    saved_yuan = jnp.minimum(yuan(fares), spend_yuan)
    rent_extra_yuan = jnp.minimum(yuan(rent_extra), c.cash_yuan + income_yuan - spend_yuan + saved_yuan)
    needs_care = c.is_person & stream.chance("illness", p.illness)
    cash = c.cash_yuan + income_yuan - spend_yuan + saved_yuan - rent_extra_yuan
    home = yuan(c.home_yuan.astype(jnp.float32) * (1.0 + p.home_price_growth / 12.0))
    return {
        "is_jobless": is_jobless & c.is_person,
        "in_party": in_party & c.is_person,
        "income_yuan": income_yuan,
        "earned_yuan": income_yuan,
        "income_year_yuan": c.income_year_yuan + (income_yuan.astype(jnp.float32) - c.income_year_yuan) / 12.0,
        "cash_yuan": cash,
        "home_yuan": jnp.where(c.home_yuan > 0, home, 0),
        "spend_yuan": spend_yuan - saved_yuan + rent_extra_yuan,
        "luxury_yuan": yuan(luxury),
        "vice_yuan": yuan(vice),
        "subsidy_yuan": yuan(support),
        "subsidy_lost_yuan": yuan(withheld),
        "income_lost_yuan": yuan(lost),
        "rent_extra_yuan": rent_extra_yuan,
        "transit_saved_yuan": saved_yuan,
        "deposit_waived_yuan": yuan(earned * p.deposits * c.eases_deposit),
        "school_barred": school & (c.bars_school > 0),
        "rent_refused": rents & stream.chance("moves", p.moving * c.bars_rent),
        "wait_days": jnp.where(needs_care, p.wait_days * (1.0 - p.wait_saved * c.eases_hospital), 0.0),
        **_travel(c, p, stream),
    }


def note_stocks(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Note what people own and owe before anything happens."""
    return {
        "opening_cash_yuan": c.cash_yuan,
        "opening_debt_yuan": jnp.asarray(sum(c[name] for name in _FORMAL)),
        "opening_informal_yuan": c.debt_informal_yuan,
    }


OPENING_STOCKS = Mechanism(
    name="opening_stocks",
    reads=("cash_yuan", *_FORMAL, "debt_informal_yuan"),
    writes=("opening_cash_yuan", "opening_debt_yuan", "opening_informal_yuan"),
    rows=("D22",),
    has_section=False,
    meaning="cash and debts at the start of the month are stored for the national accounts to check (D22).",
    step=note_stocks,
)

LIVELIHOOD = Mechanism(
    name="livelihood",
    reads=(
        "is_person", "is_urban", "birth_month", "occupation", "is_member", "quintile", "permanent_income", "prudence",
        "taste", "disposition", "is_jobless", "in_party", "income_year_yuan", "cash_yuan", "home_yuan", "debt_due_yuan",
        "listed_months", "caution", "bars_flights", "bars_rail", "bars_hospitality", "bars_school", "bars_profession",
        "bars_party", "bars_subsidy", "bars_rent", "bars_jobs", "eases_visa", "eases_transit", "eases_hospital",
        "eases_deposit", "belief_spending",
    ),
    writes=(
        "is_jobless", "in_party", "income_yuan", "earned_yuan", "income_year_yuan", "cash_yuan", "home_yuan",
        "spend_yuan", "luxury_yuan", "vice_yuan", "subsidy_yuan", "subsidy_lost_yuan", "income_lost_yuan",
        "rent_extra_yuan", "transit_saved_yuan", "wait_days", "flights_wanted", "flights_blocked", "rail_wanted",
        "rail_blocked", "visa_eased", "school_barred", "rent_refused", "deposit_waived_yuan",
    ),
    signals=("month", "mean_income_yuan", "money_circuit_pay"),
    draws=(
        "layoff", "rehire", "expulsion", "admission", "transitory", "flights", "flights_refused", "rail",
        "rail_refused", "visa", "illness", "moves",
    ),
    rows=("P10", "P11", "S4", "K3", "K4", "K5", "T1", "T2", "T3", "T6", "T7", "T8", "T10", "T11"),
    depends_on=("livelihood.money_circuit",),
    step=step,
)  # fmt: skip
