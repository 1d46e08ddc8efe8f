"""Livelihood: work, income, spending and travel of one citizen in one month."""

import math

from xinyong.vocabulary import OCCUPATIONS

from .age import age_years
from .random_streams import falls
from .whole_yuan import yuan

DRAWS = (
    "layoff", "rehire", "expulsion", "admission", "transitory", "flights", "flights_refused", "rail",
    "rail_refused", "visa", "illness", "moves",
)  # fmt: skip

CAN_BE_LAID_OFF = ("farmer", "worker", "service", "professional", "manager", "official")
CAN_STAND_STILL = ("farmer", "worker", "service", "manager")
CAN_BE_BARRED = ("professional", "manager", "official")


def livelihood(citizen, nation, p, stream, on):
    """One month; returns the columns that change."""
    c = citizen
    occupation = OCCUPATIONS[c["occupation"]]
    is_jobless = _is_jobless(c, occupation, p, stream)
    in_party = _in_party(c, p, stream)
    is_hit = falls(stream.lasting("furlough"), p["furlough"])
    stands_still = occupation in CAN_STAND_STILL and is_hit
    level = _level(nation, p, on)
    earned, lost = _earnings(c, occupation, level, p, stream, is_jobless or stands_still, in_party)
    support, withheld = _support(c, nation, p, is_jobless)
    income = yuan(earned + support)

    is_of_age = p["school_age_from"] <= age_years(c, nation) < p["school_age_until"]
    pays_school = is_of_age and c["quintile"] >= p["school_quintile"] - 1
    spend, luxury, vice = _spending(c, nation, p, income, pays_school, on)
    spend = yuan(spend)
    saved = min(yuan(earned * p["transit"] * c["eases_transit"]), spend) if c["is_urban"] else 0
    extra_rent = 0
    if c["is_urban"] and c["home_yuan"] == 0:
        surcharge = yuan(earned * p["rent"] * p["rent_surcharge"] * c["bars_rent"])
        extra_rent = min(surcharge, c["cash_yuan"] + income - spend + saved)

    needs_care = c["is_person"] and stream.chance("illness", p["illness"])
    wait = p["wait_days"] * (1.0 - p["wait_saved"] * c["eases_hospital"])
    return {
        "is_jobless": is_jobless and c["is_person"],
        "in_party": in_party and c["is_person"],
        "income_yuan": income,
        "earned_yuan": income,
        "income_year_yuan": c["income_year_yuan"] + (income - c["income_year_yuan"]) / 12.0,
        "cash_yuan": c["cash_yuan"] + income - (spend - saved + extra_rent),
        "home_yuan": yuan(c["home_yuan"] * (1.0 + p["home_price_growth"] / 12.0)),
        "spend_yuan": spend - saved + extra_rent,
        "luxury_yuan": yuan(luxury),
        "vice_yuan": yuan(vice),
        "subsidy_yuan": yuan(support),
        "subsidy_lost_yuan": yuan(withheld),
        "income_lost_yuan": yuan(lost),
        "rent_extra_yuan": extra_rent,
        "transit_saved_yuan": saved,
        "deposit_waived_yuan": yuan(earned * p["deposits"] * c["eases_deposit"]),
        "rent_refused": c["is_urban"] and c["home_yuan"] == 0 and stream.chance("moves", p["moving"] * c["bars_rent"]),
        "school_barred": pays_school and c["bars_school"] > 0,
        "wait_days": wait if needs_care else 0.0,
        **_travel(c, p, stream),
    }


def _is_jobless(c, occupation, p, stream):
    """The employed lose work by occupation; the jobless find it, unless employers look at a list (T2)."""
    if c["is_jobless"]:
        return not stream.chance("rehire", p["rehire"] * (1.0 - c["bars_jobs"]))
    if occupation not in CAN_BE_LAID_OFF:
        return False
    return stream.chance("layoff", p[f"layoff_{occupation}"] * p["layoff_multiplier"])


def _in_party(c, p, stream):
    """Members are expelled by rule only (T11); the loyal are admitted, but nobody a second time."""
    if c["in_party"]:
        return not stream.chance("expulsion", c["bars_party"] * p["expulsion"])
    if c["is_member"]:
        return False
    return stream.chance("admission", p["admission"] * max(c["disposition"], 0.0) * (1.0 - c["bars_party"]))


def _level(nation, p, on):
    """Income that follows growth, or what is left after tax of pay that follows spending (Godley and Lavoie)."""
    if "livelihood.money_circuit" in on:
        return nation["money_circuit_pay"] * (1.0 - p["money_circuit_tax"])
    return nation["mean_income_yuan"]


def _earnings(c, occupation, level, p, stream, is_jobless, in_party):
    """What is earned, and what rules took from it: barred professions (T10), lost membership (T11)."""
    sd = p["transitory_sd"]
    shock = math.exp(sd * stream.gauss("transitory") - 0.5 * sd**2)  # mean 1
    usual = level * c["permanent_income"] * shock
    if is_jobless:
        return p["replacement"] * usual, 0.0
    lost = 0.0
    if occupation in CAN_BE_BARRED:
        lost += c["bars_profession"] * p["profession_premium"]
    if c["is_member"] and not in_party:
        lost += p["party_premium"]
    lost = min(lost, 1.0)
    return usual * (1.0 - lost), usual * lost


def _support(c, nation, p, is_jobless):
    """State support of the poorest fifths and the jobless, received and withheld (T1)."""
    if not (c["is_person"] and (c["quintile"] < p["subsidy_fifths"] or is_jobless)):
        return 0.0, 0.0
    entitled = p["subsidy"] * nation["mean_income_yuan"]
    withheld = entitled * c["bars_subsidy"]
    return entitled - withheld, withheld


def _spending(c, nation, p, income, pays_school, on):
    """Needs first; then income after debts, corrected towards the savings that one aims at."""
    need = p["need"] * nation["mean_income_yuan"] * min(1.0, p["need_base"] + c["permanent_income"])
    free = max(income - c["debt_due_yuan"], 0.0)
    if "livelihood.money_circuit" in on:
        usual = p["money_circuit_from_income"] * free + p["money_circuit_from_money"] * c["cash_yuan"]
    else:
        aim = (p["buffer_low"] + p["buffer_high"] * c["prudence"] * c["prudence"]) * income
        above = c["cash_yuan"] - aim
        usual = free
        usual += above * p["buffer_drawdown"] if above > 0 else max(above * p["buffer_build"], -p["saving_most"] * free)
    # what a rule forbids is not spent: hotels and restaurants (T7), fee-paying schools (T8)
    allowed = 1.0 - p["hospitality"] * c["bars_hospitality"]
    if pays_school:
        allowed -= p["school_fee"] * c["bars_school"]
    # who has found that spending pays spends more, and more of it on luxury
    belief = c["belief_spending"]
    pays = belief / (abs(belief) + p["drift_half"])
    allowed *= 1.0 + p["drift_spending"] * max(pays, 0.0)
    taste = min(max(c["taste"] + p["drift"] * pays, -1.0), 1.0)
    spend = max(need, usual * allowed)
    spend = min(spend, max(c["cash_yuan"] + income, 0.0))
    beyond = max(spend - need, 0.0)
    luxury = beyond * p["luxury"] * max(taste, 0.0)
    vice = beyond * p["vice"] * max(-taste, 0.0) * (1.0 - p["vice_caution"] * c["caution"])
    return spend, luxury, vice


def _travel(c, p, stream):
    """Tickets wanted and refused (T6). The barred retry flights; of fast trains they give up in time."""
    means = p["travel_base"] + p["travel_slope"] * c["permanent_income"] if c["is_person"] else 0.0
    not_given_up = math.exp(-p["rail_giving_up"] * c["listed_months"])
    flights = p["flights_year"] / 12.0 * means * (1.0 + c["bars_flights"] * (p["flight_attempts"] - 1.0))
    rail = p["rail_year"] / 12.0 * means * (1.0 + c["bars_rail"] * (p["rail_attempts"] * not_given_up - 1.0))
    flights_wanted = stream.count("flights", flights, most=3)
    rail_wanted = stream.count("rail", rail, most=3)
    return {
        "flights_wanted": flights_wanted,
        "flights_blocked": stream.thin("flights_refused", flights_wanted, c["bars_flights"]),
        "rail_wanted": rail_wanted,
        "rail_blocked": stream.thin("rail_refused", rail_wanted, c["bars_rail"]),
        "visa_eased": stream.chance("visa", p["visa_year"] / 12.0 * means * c["eases_visa"]),
    }
