"""A made-up crowd: people in states that a world rarely or never leads to, so that every branch is taken.

Each column is drawn by its unit and type, with a share of people at its end. Nobody needs to be likely, but money is
of the size of incomes, ties are mutual, a place shares its rank, and padding has nothing, as the mechanisms rely on.
"""

import zlib

import numpy as np

from xinyong.model import BUILT_IN
from xinyong.society.columns import BLOCK, Column
from xinyong.vocabulary import EDUCATIONS, OCCUPATIONS

from .couples import DISTRICT
from .ties import LAYERS, possible_friend

PLACE = 128

EXTREMES = {
    # every channel looks at most of life, and errs and mixes people up
    **{f"watching.{name}_coverage": 0.8 for name in ("bills", "cameras", "platforms", "posts", "courts", "discipline")},
    **{f"watching.{name}_sensitivity": 0.8 for name in ("bills", "cameras", "platforms", "posts", "courts")},
    "watching.neighbours_coverage": 0.5,
    "watching.neighbours_rural": 3.0,
    "watching.neighbours_sensitivity": 0.7,
    "watching.integration": 0.8,
    **{
        f"watching.{act}_false_alarm": 0.6
        for act in ("late_bill", "jaywalk", "no_show", "cheat", "criticism", "petition", "breach", "fraud")
    },
    "watching.mistaken": 0.3,
    # records wait, come twice, and are made up; places are joined, and errors hit some groups oftener
    **{
        f"watching.{channel}_delay": 1.0
        for channel in ("bills", "cameras", "platforms", "posts", "registers", "neighbours", "courts", "discipline")
    },
    # files are kept of much of life, and err; entries wait
    **{
        f"watching.{part}_{what}": value
        for part in ("payments", "friends", "bank", "travel", "hospitals")
        for what, value in (("sensitivity", 0.8), ("false_alarm", 0.5), ("delay", 1.5))
    },
    **{f"watching.{part}_coverage": 0.8 for part in ("friends", "bank", "travel", "hospitals")},
    "watching.cashless": 0.9,
    "watching.bank_memory": 7,
    **{f"watching.{error}_{group}": 0.7 for error in ("false_alarm", "mistaken") for group in ("rural", "old")},
    "watching.mistaken_women": 1.4,
    "watching.duplicated": 0.3,
    "watching.overheard": 0.6,
    "watching.merged": 0.2,
    "watching.neighbours_loyal": 0.8,
    "watching.neighbours_grudge": 0.6,
    "watching.false_report": 0.3,
    "watching.cash_blind": 0.7,
    "watching.joined": 0.5,
    "watching.joined_integration": 0.95,
    **{f"watching.weight_{part}": 0.1 for part in ("friends", "bank", "travel", "hospitals", "talk")},
    **{f"conduct.{act}": 0.3 for act in ("late_bill", "jaywalk", "no_show", "cheat", "petition", "breach", "fraud")},
    "conduct.misconduct": 0.5,
    # scores reach the ends of their scales
    "scoring.points.coverage": 0.6,
    "scoring.points.high": 1015,
    "scoring.factors.slip_points": 60,
    "scoring.conformity.criticism_points": -25,
    "scoring.court_list.listing": 0.3,
    "scoring.court_list.mistake": 0.03,
    "scoring.court_list.capacity": 30,
    "scoring.court_list.appeal": 0.5,
    "scoring.court_list.term_months": 48,
    "scoring.court_list.repair": 0.3,
    "scoring.dishonest_firms.listing": 0.1,
    "scoring.dishonest_firms.mistake": 0.05,
    "scoring.dishonest_firms.for_breach": 0.3,
    "scoring.dishonest_firms.term_months": 100,
    "scoring.dishonest_firms.repair": 0.4,
    "scoring.dishonest_firms.repair_months": 20,
    "scoring.red_list.coverage": 0.7,
    "scoring.red_list.entry": 0.5,
    "scoring.ledger_repair.right": 1,
    "scoring.ledger_repair.minor_least": 2,
    "scoring.ledger_repair.minor_most": 90,
    "scoring.ledger_repair.general_least": 30,
    "scoring.ledger_repair.general_most": 120,
    "scoring.ledger_repair.serious_least": 60,
    "scoring.ledger_repair.serious_most": 200,
    "scoring.ledger_repair.applies": 0.5,
    "consequences.term_months": 90,
    "consequences.review": 0.8,
    "redress.notice_months": 3,
    "livelihood.moving": 0.5,
    "scoring.firms.used": "best",
    # rents take what is left, every step of a debt is common
    "livelihood.rent": 1.0,
    "livelihood.rent_surcharge": 2.0,
    "lending.forgetting": 0.3,
    "lending.settle": 0.4,
    "lending.informal_loss": 0.2,
    "lending.flight": 0.2,
    "lending.fine": 0.4,
    "lending.punish": 0.3,
    "lending.temptation": 2.0,
    "lending.village_shaming": 0.5,
    "lending.rate_ceiling": 0.16,
    "livelihood.furlough": 0.3,
    "lending.home_desire": 1.0,
    "lending.burden_most": 2.0,
    "lending.business_desire": 0.1,
    # sizes whose usual values are alike, or 1, are made different
    "initialization.home_cover": 2.0,
    "initialization.registry_step": 0.5,
    "initialization.slips_end": 1.6,
    "livelihood.subsidy_fifths": 2,
    "livelihood.school_quintile": 3,
    "livelihood.need_base": 0.7,
    "livelihood.travel_slope": 0.5,
    "conduct.careless_most": 1.7,
    "conduct.broke_months": 0.8,
    "conduct.cheat_age_end": 70,
    "conduct.volunteer_base": 0.6,
    "watching.integration_official": 0.9,
    "scoring.scorecard.low": 600,
    "scoring.scorecard.high": 700,
    "scoring.factors.arrears_worst_months": 4,
    "scoring.factors.judged_left": 0.4,
    "scoring.factors.capacity_income_half": 0.8,
    "scoring.factors.capacity_home": 0.2,
    "scoring.factors.burden_half_months": 9,
    "scoring.factors.identity_settled": 0.3,
    "scoring.factors.settled_age": 20,
    "lending.default_months": 5,
    "lending.forgetting_careless": 1.3,
    "lending.business_slope": 0.6,
    "lending.home_age_from": 25,
    "lending.home_age_until": 60,
    "lending.home_pull_base": 0.4,
    "lending.home_pull_most": 1.2,
    "lending.informal_pays_most": 0.3,
    "livelihood.drift": 0.6,
    "livelihood.drift_spending": 0.3,
    "adapting.words_drift": 0.5,
    "adapting.innocents_risk": 0.8,
    "adapting.gain_impartial": 1.5,
    "adapting.impartial_schooling": -0.4,
    "adapting.loss_information": 2.0,
    "nation.informed": 0.4,
    "nation.media_framing": 0.7,
    "nation.roll_out_towns": 0.3,
    "nation.roll_out_provinces": 0.5,
    "nation.governance": "state-central",
    "nation.state_central_traces_to_state": 1.5,
    "nation.state_central_scores_to_state": 0.6,
    "scoring.score_beliefs.most": 40,
    "scoring.friends.most": 40,
    "scoring.friends.echo": 0.4,
    "scoring.friends.against_own": 0.6,
    "survey.asked": 0.6,
    "survey.netizens_only": 0.5,
    "survey.items": 3,
    "survey.liars": 0.5,
    "adapting.carrots_felt": 2,
    "adapting.sticks_felt": 3,
    "adapting.gradient_age_centre": 50,
    # ties to the stained are cut for certain
    "adapting.churn": 0.2,
    # couples form and separate at every meeting; files are sold everywhere, and used
    "matching.near": 0.4,
    "matching.meeting": 1.0,
    "matching.same_sex": 0.7,
    "matching.age_gap": 0.3,
    "matching.education_gap": 0.2,
    "matching.place_gap": 0.3,
    "matching.seeking_until": 90,
    "initialization.couple_from": 19,
    "matching.shows_score": 0.7,
    "matching.score_gap": 0.4,
    "matching.dating_pull": 4.0,
    "matching.separation": 0.2,
    "leaking.price_yuan": 500,
    "leaking.orders": 0.8,
    "leaking.corrupt": 0.3,
    "leaking.wrong_id": 0.4,
    "leaking.useful_months": 30,
    "leaking.harassment": 0.4,
    "leaking.fraud": 0.5,
    "leaking.fraud_takes": 1.0,
    "adapting.meeting": 0.2,
}

LAST_YUAN = {"lending.cash_floor": 0.0}
"""People pay their debts down to the last yuan, so that rounding could overdraw them."""

OPTIONS = {
    "livelihood.money_circuit.on": True,
    "livelihood.money_circuit.purchases": 1500.0,
    "adapting.assimilation.on": True,
    "adapting.assimilation.bias": 0.8,
    "adapting.assimilation.own": 0.4,
}
"""What no preset has, and alters a mechanism where it is on."""

ROUNDS = {
    "lending.monthly_loans.on": True,
    "lending.monthly_loans.policy": "opportunity",
    "lending.monthly_loans.response": 0.6,
    "lending.monthly_loans.expected": 0.3,
    "scoring.scorecard.low": 350,
    "scoring.scorecard.high": 950,
    "scoring.scorecard.start_odds": 2,
}
"""Loans in rounds take the place of household credit, and a scorecard announces something of everybody."""

LIMITED = {"consequences.purpose_least": 0.3}
"""Sticks stay in the context that caused them."""

FIXED_NUMBERS = {"province": 31, "education": len(EDUCATIONS), "occupation": len(OCCUPATIONS), "quintile": 5}
AT_THE_END = 0.3
"""Share of people who hold the lowest amount of a column: no debt, no rule, never online."""


def made_up_crowd(population: int, mean_income_yuan: float, month: int, seed: int) -> dict[str, np.ndarray]:
    """Fixed and state columns of a block, flat; citizens from `population` on are padding."""
    # columns are drawn by their names, so that a new one alters no other
    of_column = {name: np.random.default_rng([seed, zlib.crc32(name.encode())]) for name in BUILT_IN.kept}
    crowd = {name: _column(BUILT_IN.columns[name], of_column[name]) for name in of_column}
    rng = np.random.default_rng(seed)
    crowd["is_person"] = np.arange(BLOCK) < population
    crowd["is_urban"], crowd["province"] = _of_the_place(crowd["is_urban"]), _of_the_place(crowd["province"])
    crowd["roll_out_rank"] = _of_the_place(rng.random(BLOCK))
    crowd["birth_month"] = month - 1900 * 12 - rng.integers(18 * 12, 95 * 12, BLOCK)
    crowd["permanent_income"] = rng.lognormal(-0.4, 0.9, BLOCK)
    income = mean_income_yuan * crowd["permanent_income"] * rng.uniform(0.5, 1.5, BLOCK)
    crowd["income_year_yuan"] = income
    for name, months in {"income_yuan": 2, "cash_yuan": 30, "home_yuan": 60, "debt_due_yuan": 1}.items():
        crowd[name] = _money(income, months, rng)
    for kind, months in {"mortgage": 40, "consumer": 15, "business": 30, "informal": 6, "judged": 50}.items():
        crowd[f"debt_{kind}_yuan"] = _money(income, months, rng)
    crowd["arrears_months"] = _or_end(rng.integers(0, 7, BLOCK), rng)
    crowd["arrears_unfiled"] = np.minimum(crowd["arrears_unfiled"] % 3, crowd["arrears_months"])
    crowd["payment_record"] = rng.uniform(0.5, 1.0, BLOCK)
    crowd["record_unfiled"], crowd["record_misfiled"] = (
        0.4 * crowd[f"record_{what}"] for what in ("unfiled", "misfiled")
    )
    crowd["is_listed_wrongly"] &= crowd["is_listed"]
    crowd["is_firm_listed_wrongly"] &= crowd["firm_months"] > 0
    crowd["is_exposed_wrongly"] &= crowd["exposed_months"] > 0
    crowd["followed_cell"] %= 1 + 4096  # no more cells than there are
    crowd["followed_band"] %= 1 + 25
    crowd["audited"] %= 1 + 4 * 25
    crowd["followed_months"] = _or_end(rng.integers(0, 13, BLOCK), rng)
    crowd["followed_behind"] = np.where(rng.random(BLOCK) < AT_THE_END, 255, rng.integers(0, 4, BLOCK))
    crowd["filed_debt_yuan"] = sum(crowd[f"debt_{kind}_yuan"] for kind in ("mortgage", "consumer", "business"))
    crowd["filed_debt_yuan"] += rng.integers(-1, 2, BLOCK)
    _sum_up_scores(crowd, rng)
    crowd["approval"] = rng.uniform(0.0, 10.0, BLOCK)
    crowd["ties"] = _mutual_ties(crowd["is_person"], rng)
    crowd["partner"] = _couples(crowd["is_person"], rng)
    return {
        name: np.where(crowd["is_person"], column, 0).astype(BUILT_IN.columns[name].dtype)
        for name, column in crowd.items()
    }


def _column(column: Column, rng: np.random.Generator) -> np.ndarray:
    """Any state that a column can be in, by its type and unit."""
    if column.dtype == "bool":
        return rng.random(BLOCK) < AT_THE_END
    if column.unit in ("0..1", "-1..1"):
        low = -1.0 if column.unit == "-1..1" else 0.0
        return _or_end(rng.uniform(low, 1.0, BLOCK), rng)
    if column.unit == "points":
        return _or_end(rng.uniform(-100.0, 100.0, BLOCK), rng)
    if column.name in FIXED_NUMBERS:
        return rng.integers(0, FIXED_NUMBERS[column.name], BLOCK)
    if column.dtype.startswith("uint"):
        return _or_end(rng.integers(0, 2 ** min(8 * np.dtype(column.dtype).itemsize, 32), BLOCK), rng)
    return np.zeros(BLOCK)  # drawn below, by what the column is


def _or_end(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.where(rng.random(BLOCK) < AT_THE_END, 0, values)


def _money(income: np.ndarray, months: float, rng: np.random.Generator) -> np.ndarray:
    """Whole yuan of up to so many months of income; some have none."""
    return np.rint(_or_end(income * rng.uniform(0.0, months, BLOCK), rng))


def _of_the_place(values: np.ndarray) -> np.ndarray:
    """What the first citizen of a place has."""
    return np.repeat(values[::PLACE], PLACE)


def _sum_up_scores(crowd: dict[str, np.ndarray], rng: np.random.Generator) -> None:
    """Scores from parts of their usual size; wrong records only ever took points away."""
    for dimension, most in {"history": 200, "capacity": 140, "behaviour": 110, "identity": 80}.items():
        crowd[f"factors_{dimension}"] = rng.uniform(0.0, most, BLOCK)
    crowd["factors_behaviour"] -= 100.0 * (rng.random(BLOCK) < AT_THE_END)
    crowd["factors_connections"] = rng.uniform(0.0, 30.0, BLOCK)
    crowd["factors_start"] = np.full(BLOCK, 350.0)
    for score in ("points", "factors", "conformity", "unified"):
        crowd[f"{score}_wrong"] = -np.abs(crowd[f"{score}_wrong"])
    crowd["points_start"] = np.full(BLOCK, 1000.0)
    spotless = rng.random(BLOCK) < AT_THE_END
    for part in ("finance", "civility", "law", "merit", "wrong"):
        crowd[f"points_{part}"] = np.where(spotless, 0.0, np.rint(crowd[f"points_{part}"] / 5.0) * 5.0)
    crowd["unified_start"] = np.full(BLOCK, 650.0)
    scores = {
        "points": ("start", "finance", "civility", "law", "merit"),
        "factors": ("start", "history", "capacity", "behaviour", "identity", "connections"),
        "unified": ("start", "finance", "conduct", "conformity", "friends", "court"),
        "conformity": ("expression", "consumption"),
    }
    for score, parts in scores.items():
        crowd[f"score_{score}"] = sum(crowd[f"{score}_{part}"] for part in parts)
    for score in ("points", "factors"):  # some have none
        crowd[f"score_{score}"] = _or_end(crowd[f"score_{score}"], rng)
    crowd["points_bounds"] = crowd["unified_bounds"] = np.zeros(BLOCK)


def _mutual_ties(is_person: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Two in three of the possible ties between people."""
    ties = np.zeros(BLOCK, np.int64)
    for layer in range(LAYERS):
        friend = np.array([possible_friend(number, layer) for number in range(BLOCK)])
        drawn = rng.random(BLOCK)[np.minimum(np.arange(BLOCK), friend)] < 2 / 3
        ties |= (drawn & is_person & is_person[friend]).astype(np.int64) << layer
    return ties


def _couples(is_person: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """About half of the people, in couples at any distance within a district."""
    partner = np.zeros(BLOCK, np.int64)
    everybody = np.arange(BLOCK)
    for offset in rng.integers(1, DISTRICT, 40):
        other = everybody ^ offset
        drawn = rng.random(BLOCK)[np.minimum(everybody, other)] < 0.02
        free = is_person & (partner == 0)
        partner[drawn & free & free[other]] = offset
    return partner
