"""A made-up crowd: people in states that a world rarely or never leads to, so that every branch is taken.

Each column is drawn by its unit and type, with a share of people at its end. Nobody needs to be likely, but money is
of the size of incomes, ties are mutual, a place shares its rank, and padding has nothing, as the mechanisms rely on.
"""

import numpy as np

from xinyong.society.columns import BLOCK, COLUMNS, EDUCATIONS, FIXED, OCCUPATIONS, STATE, Column

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
    **{f"conduct.{act}": 0.3 for act in ("late_bill", "jaywalk", "no_show", "cheat", "petition", "breach", "fraud")},
    "conduct.misconduct": 0.5,
    # scores reach the ends of their scales
    "scoring.points.coverage": 0.6,
    "scoring.points.high": 1015,
    "scoring.factors.slip_points": 60,
    "scoring.conformity.criticism_points": -25,
    "scoring.court.listing": 0.3,
    "scoring.court.mistake": 0.03,
    "scoring.court.appeal": 0.5,
    "scoring.court.term_months": 48,
    # rents take what is left, every step of a debt is common
    "livelihood.rent": 1.0,
    "livelihood.rent_surcharge": 2.0,
    "lending.forgetting": 0.3,
    "lending.settle": 0.4,
    "lending.informal_loss": 0.2,
    "lending.home_desire": 1.0,
    "lending.burden_most": 2.0,
    "lending.business_desire": 0.1,
    # ties to the stained are cut for certain
    "adapting.churn": 0.2,
    "adapting.meeting": 0.2,
}

LAST_YUAN = {"lending.cash_floor": 0.0}
"""People pay their debts down to the last yuan, so that rounding could overdraw them."""

FIXED_NUMBERS = {"province": 31, "education": len(EDUCATIONS), "occupation": len(OCCUPATIONS), "quintile": 5}
AT_THE_END = 0.3
"""Share of people who hold the lowest amount of a column: no debt, no rule, never online."""


def made_up_crowd(population: int, mean_income_yuan: float, month: int, seed: int) -> dict[str, np.ndarray]:
    """Fixed and state columns of a block, flat; citizens from `population` on are padding."""
    rng = np.random.default_rng(seed)
    crowd = {name: _column(COLUMNS[name], rng) for name in (*FIXED, *STATE)}
    crowd["is_person"] = np.arange(BLOCK) < population
    crowd["is_urban"] = _of_the_place(crowd["is_urban"])
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
    crowd["payment_record"] = rng.uniform(0.5, 1.0, BLOCK)
    crowd["is_listed_wrongly"] &= crowd["is_listed"]
    _sum_up_scores(crowd, rng)
    crowd["approval"] = rng.uniform(0.0, 10.0, BLOCK)
    crowd["ties"] = _mutual_ties(crowd["is_person"], rng)
    return {name: np.where(crowd["is_person"], column, 0).astype(COLUMNS[name].dtype) for name, column in crowd.items()}


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
