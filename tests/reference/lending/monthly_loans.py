"""Rounds: one small loan to one citizen, and what it does to the payment record."""

import math

DRAWS = ("granted", "repays")
RECORD_GRADES = 1001


def monthly_loans(citizen, nation, p, stream):
    """Whether one is lent to, repays or fails, and where the record stands afterwards."""
    c, record = citizen, citizen["payment_record"]
    group = 1 if c["is_urban"] else 0
    grade = _grade(record)
    chance = float(nation["monthly_loans_repay"][group][grade]) - p["response"] * _above_even(c, nation)
    chance = min(max(chance, 0.0), 1.0)
    lent = c["is_person"] and stream.chance("granted", nation["monthly_loans_grant"][group][grade])
    repaid = stream.chance("repays", chance)
    if lent:
        good = (1.0 - p["expected"]) * repaid + p["expected"] * chance
        record = min(max(record + good * p["up"] - (1.0 - good) * p["down"], 0.0), 1.0)
    return {
        "payment_record": record,
        "is_applicant": c["is_person"],
        "is_approved": lent,
        "is_default": lent and not repaid,
        **dict.fromkeys(("is_evicted", "is_judged", "is_withholding", "is_escaping", "is_punished"), False),
        "round_place": 1 + group * RECORD_GRADES + _grade(record) if c["is_person"] else 0,
    }


def _grade(record):
    return math.floor(record * (RECORD_GRADES - 1) + 0.5)


def _above_even(c, nation):
    """What the scorecard announces, over one half."""
    if c["score_scorecard"] <= 0:
        return 0.0
    odds = math.exp((c["score_scorecard"] - nation["monthly_loans_even_points"]) / nation["monthly_loans_odds_points"])
    return 1.0 / (1.0 + odds) - 0.5
