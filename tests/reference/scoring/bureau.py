"""Bureau: one citizen's score from what lenders report."""

import math

from .payment_history import paying


def bureau(citizen, p):
    """Four dimensions between the ends of the scale, for people who have a file."""
    c = citizen
    debt = c["debt_mortgage_yuan"] + c["debt_consumer_yuan"] + c["debt_business_yuan"]
    fresh = 1.0 if debt > c["filed_debt_yuan"] else c["fresh_credit"] * (1.0 - 1.0 / p["fresh_months"])
    left = p["judged_left"] if c["debt_judged_yuan"] > 0 else 1.0
    as_entered, rightly = (left * paying(c, p, rightly=rightly) for rightly in (False, True))
    value = {
        "payment": as_entered,
        "owed": 1.0 - debt / (debt + p["owed_half_months"] * max(c["income_year_yuan"], 1.0)),
        "length": 1.0 - math.exp(-c["file_months"] / p["length_months"]),
        "new": 1.0 - fresh,
    }
    whole = sum(p[f"weight_{name}"] for name in value)
    out = {f"bureau_{name}": (p["high"] - p["low"]) * p[f"weight_{name}"] / whole * v for name, v in value.items()}
    out["bureau_start"] = p["low"]
    out["score_bureau"] = sum(out.values())
    out["bureau_wrong"] = (p["high"] - p["low"]) * p["weight_payment"] / whole * (as_entered - rightly)
    if not (c["is_person"] and c["file_months"] > 0):
        out = dict.fromkeys(out, 0.0)
    return out | {"filed_debt_yuan": debt, "fresh_credit": fresh if c["is_person"] else 0.0}
