"""Beginning: savings, homes and debts with which people enter the first month."""

from .money import yuan

DRAWS = ("home", "mortgage", "consumer", "business", "file", "file_length", "slips", "place", "judged")
MEAN_INCOME_OF_QUINTILE = (0.23, 0.48, 0.765, 1.195, 2.335)  # over the national mean (facts 2g)
CITIZENS_OF_PLACE = 128


def beginning(citizen, nation, p, luck, luck_of_place):
    """The opening state of one citizen; `luck_of_place` is that of the first citizen of the place."""
    is_person = citizen["is_person"]
    income = nation["mean_income_yuan"] * citizen["permanent_income"]
    area = "urban" if citizen["is_urban"] else "rural"

    debts = {kind: _debt(kind, citizen, income, p, luck) for kind in ("mortgage", "consumer", "business")}
    owns = luck.chance("home", p[f"home_{area}"]) or debts["mortgage"] > 0
    worth = yuan(p[f"home_months_{area}"] * income)
    worth = max(worth, yuan(1.4 * debts["mortgage"]))  # no home is worth less than what is owed on it

    savings_months = p["cash_low"] + p["cash_high"] * citizen["prudence"] * citizen["prudence"]
    is_registered = luck.chance("file", p["registry"] * (0.4 + 0.3 * citizen["quintile"]))
    has_file = is_registered or sum(debts.values()) > 0
    is_judged = luck.chance("judged", p["judged"])  # ordered to pay before the run begins
    slips = p["slips"] * (1.2 - citizen["prudence"]) * luck.unit("slips")
    approval = p["approval"] + p["approval_slope"] * citizen["disposition"]
    return {
        "roll_out_rank": luck_of_place.unit("place") if is_person else 0.0,
        "is_jobless": False,
        "in_party": citizen["is_member"],
        "income_yuan": yuan(income) if is_person else 0,
        "income_year_yuan": income if is_person else 0.0,
        "cash_yuan": yuan(savings_months * income) if is_person else 0,
        "home_yuan": worth if owns and is_person else 0,
        **{f"debt_{kind}_yuan": debt for kind, debt in debts.items()},
        "debt_judged_yuan": yuan(p["judged_months"] * income) if is_judged and is_person else 0,
        "file_months": int(1.0 + 60.0 * luck.unit("file_length")) if has_file and is_person else 0,
        "payment_record": 1.0 - slips if is_person else 0.0,
        "voice": citizen["disposition"] if is_person else 0.0,
        "approval": min(max(approval, 0.0), 10.0) if is_person else 0.0,
    }


def _debt(kind, citizen, income, p, luck):
    """What a citizen owes of one kind: holders owe the same number of monthly incomes.

    That number makes the nation's debt over its yearly income the documented one, whoever holds it.
    """
    # the more debt there is, the more people hold it
    chances = [min(1.0, p[f"{kind}_q{q}"] * p["debt_to_income"]) for q in (1, 2, 3, 4, 5)]
    income_of_holders = sum(
        chance * (0.2 * mean) for chance, mean in zip(chances, MEAN_INCOME_OF_QUINTILE, strict=True)
    )
    months = 12.0 * p["debt_to_income"] * p[f"{kind}_share"] / max(income_of_holders, 1e-6)
    holds = luck.chance(kind, chances[citizen["quintile"]])
    return yuan(months * income) if holds and citizen["is_person"] else 0
