"""Beginning: savings, homes and debts with which people enter the first month."""

import math

import numpy as np

from xinyong.society.margins import PROVINCES
from xinyong.vocabulary import OCCUPATIONS

from .age import age_years
from .couples import decades_apart, log_income
from .couples import first_couples as couples_of_district
from .random_streams import threefry2x32
from .whole_yuan import yuan

DRAWS = (
    "home", "mortgage", "consumer", "business", "file", "file_length", "slips", "place", "judged", "couple", "wave",
    "mortgage_left", "consumer_left", "business_left",
)  # fmt: skip
CITIZENS_OF_PLACE = 128
CITIZENS_OF_BLOCK = 16384
KINDS = ("mortgage", "consumer", "business")
TRADES = ("manager", "service", "farmer")
PARTS = 1024  # of one, in which sums over a block are taken
WAVE_OF_PROVINCE = 2**16


def initialization(citizen, nation, p, stream, luck_of_place, months_owed):
    """The opening state of one citizen; `luck_of_place` is that of the first citizen of the place.

    `months_owed` is what `lay_out` gave for the citizen's block.
    """
    is_person = citizen["is_person"]
    income = nation["mean_income_yuan"] * citizen["permanent_income"]
    area = "urban" if citizen["is_urban"] else "rural"

    debts = {kind: _debt(kind, citizen, income, nation, p, stream, months_owed[kind]) for kind in KINDS}
    owns = stream.chance("home", p[f"home_{area}"]) or debts["mortgage"] > 0
    worth = yuan(p[f"home_months_{area}"] * income)
    worth = max(worth, yuan(p["home_cover"] * debts["mortgage"]))  # no home is worth less than what is owed on it

    savings_months = p["cash_low"] + p["cash_high"] * citizen["prudence"] * citizen["prudence"]
    is_registered = stream.chance(
        "file", p["registry"] * (p["registry_base"] + p["registry_step"] * citizen["quintile"])
    )
    has_file = is_registered  # whoever lent may not have reported it
    is_judged = stream.chance("judged", p["judged"])  # ordered to pay before the run begins
    slips = p["slips"] * (p["slips_end"] - citizen["prudence"]) * stream.unit("slips")
    approval = p["approval"] + p["approval_slope"] * citizen["disposition"]
    return {
        "roll_out_rank": _place_rank(citizen, nation, luck_of_place) if is_person else 0.0,
        "is_jobless": False,
        "in_party": citizen["is_member"],
        "income_yuan": yuan(income) if is_person else 0,
        "income_year_yuan": income if is_person else 0.0,
        "cash_yuan": yuan(savings_months * income) if is_person else 0,
        "home_yuan": worth if owns and is_person else 0,
        **{f"debt_{kind}_yuan": debt for kind, debt in debts.items()},
        "debt_judged_yuan": yuan(p["judged_months"] * income) if is_judged and is_person else 0,
        "file_months": int(1.0 + p["file_months_most"] * stream.unit("file_length")) if has_file and is_person else 0,
        "payment_record": 1.0 - slips if is_person else 0.0,
        "voice": citizen["disposition"] if is_person else 0.0,
        "approval": min(max(approval, 0.0), 10.0) if is_person else 0.0,
    }


def lay_out(people, nation, p):
    """Who of a block may owe what: by kind, the mean likelihood and the months of income that holders owe.

    Those months make the block's debt over its yearly income the documented one, whoever holds it.
    """
    people = [person for person in people if person["is_person"]]
    found = {}
    for kind in KINDS:
        usual = sum(in_parts(_likelihood(kind, person, nation, p)) for person in people) / PARTS / max(len(people), 1)
        income = sum(in_parts(person["permanent_income"]) for person in people) / PARTS
        of_holders = 0.0
        for person in people:
            of_holders += in_parts(_chance_to_owe(kind, person, nation, p, usual) * person["permanent_income"]) / PARTS
        months = 12.0 * p["debt_to_income"] * p[f"{kind}_share"] * income / max(of_holders, 1e-6)
        found[kind] = (usual, months)
    return found


def in_parts(amount):
    """An amount in whole 1024ths."""
    return round(float(np.float32(amount) * np.float32(PARTS)))


def _likelihood(kind, citizen, nation, p):
    """How much likelier than others a citizen is to owe something of a kind."""
    if kind == "mortgage":
        is_of_age = p["mortgage_age_from"] <= age_years(citizen, nation) < p["mortgage_age_until"]
        below = (citizen["prudence"] - p["mortgage_prudent"]) / max(p["mortgage_prudent"] - p["consumer_ends"], 0.01)
        saves_up = min(max(1.0 + below, p["mortgage_careless"]), 1.0)
        saves_up = saves_up if citizen["is_urban"] else saves_up * p["mortgage_rural"]
        return saves_up if is_of_age else saves_up * p["mortgage_others"]
    if kind == "consumer":
        return max(0.0, 1.0 - citizen["prudence"] / p["consumer_ends"])
    return 1.0 if OCCUPATIONS[citizen["occupation"]] in TRADES else p["business_others"]


def _chance_to_owe(kind, citizen, nation, p, usual):
    # the more debt there is, the more people hold it
    of_quintile = p[f"{kind}_q{citizen['quintile'] + 1}"] * p["debt_to_income"]
    return min(1.0, of_quintile * _likelihood(kind, citizen, nation, p) / max(usual, 1e-6))


def _debt(kind, citizen, income, nation, p, stream, of_block):
    """What a citizen owes of one kind: holders owe so many monthly incomes, some few, others nearly twice as many."""
    usual, months = of_block
    months *= 1.0 + p["spread"] * (2.0 * stream.unit(f"{kind}_left") - 1.0)
    holds = stream.chance(kind, _chance_to_owe(kind, citizen, nation, p, usual))
    return yuan(months * income) if holds and citizen["is_person"] else 0


def first_couples(people, first, nation, p, lucks):
    """Offsets of the partners of those of a district who are in a couple at the start, by number."""
    wishing = {number: one for number, one in people.items() if _wishes(one, nation, p, lucks[number])}

    def chance(one, other):
        if one["is_female"] == other["is_female"]:
            return 0.0
        apart = p["couple_age_gap"] * decades_apart(one, other, p["couple_man_older_years"])
        apart += p["couple_education_gap"] * abs(one["education"] - other["education"])
        incomes = [log_income(nation["mean_income_yuan"] * person["permanent_income"]) for person in (one, other)]
        return math.exp(-(apart + p["couple_income_gap"] * abs(incomes[0] - incomes[1])))

    return couples_of_district(wishing, first, next(iter(lucks.values())).key, chance)


def _wishes(citizen, nation, p, stream):
    """Most people of middle age wish to be in a couple, fewer of the young and of the old."""
    age = age_years(citizen, nation)
    grown = min(max((age - p["couple_from"]) / p["couple_span"], 0.0), 1.0)
    widowed = min(max((age - p["widowed_from"]) / p["widowed_span"], 0.0), 1.0)
    chance = p["couple_most"] * grown * (1.0 - p["widowed_most"] * widowed)
    return citizen["is_person"] and stream.chance("couple", chance)


def _place_rank(citizen, nation, luck_of_place):
    """When a place joins: on its own or with its province, and towns some ranks earlier than villages."""
    rank = luck_of_place.unit("place")
    if luck_of_place.unit("wave") < nation["roll_out_provinces"]:
        rank = _rank_in_waves(citizen["province"], rank, luck_of_place.key)
    towns, ahead = nation["towns_share"], nation["roll_out_towns"]
    if citizen["is_urban"]:  # the share of people who now stand before a town at this rank
        return towns * rank + (1.0 - towns) * max(rank - ahead, 0.0)
    return towns * min(rank + ahead, 1.0) + (1.0 - towns) * rank


def _rank_in_waves(province, rank, key):
    """Provinces one after the other in the order of their lots: all who live in those before, and the rank in this."""
    people = [weight for _, weight, _ in PROVINCES]
    lots = [threefry2x32(key, (number, WAVE_OF_PROVINCE))[0] for number in range(len(people))]
    before = sum(weight for weight, lot in zip(people, lots, strict=True) if lot < lots[province])
    return (before + people[province] * rank) / sum(people)
