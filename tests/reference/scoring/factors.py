"""Factors: one citizen's commercial score of five dimensions."""

import math

from ..age import age_years
from .payment_history import paying

SCORED_PARTS = ("history", "capacity", "behaviour", "identity", "connections")


def factors(citizen, friends, nation, p):
    """Each part moves towards what its dimension is worth; then recorded slips cost behaviour.

    A second account of the sum of parts is kept as if nothing had ever been recorded or entered falsely; the difference
    is what wrong records did.
    """
    c = citizen
    takes_part = (c["opts_in"] or p["compulsory"] > 0.5) and c["online"] >= p["online_least"]
    if not (takes_part and c["is_person"]):
        return dict.fromkeys(("factors_start", "factors_wrong", "score_factors"), 0.0) | {
            f"factors_{name}": 0.0 for name in SCORED_PARTS
        }
    memory = 1.0 - p["update"] if c["score_factors"] > 0 else 0.0  # a first score has no past
    whole = sum(p[f"weight_{name}"] for name in SCORED_PARTS)
    part, worth = {}, {}
    for name, value in dimensions(c, friends, nation, p, rightly=False).items():
        worth[name] = (p["high"] - p["low"]) * p[f"weight_{name}"] / whole * value
        part[name] = memory * c[f"factors_{name}"] + (1.0 - memory) * worth[name]
    # there is no room below the lower end of the scale
    least = -sum(part[name] for name in SCORED_PARTS if name != "behaviour")
    slips = c["rec_late_bill"] + c["rec_no_show"] + c["rec_cheat"]
    wrong_slips = c["wrong_late_bill"] + c["wrong_no_show"] + c["wrong_cheat"]
    part["behaviour"] = max(part["behaviour"] - p["slip_points"] * (slips + wrong_slips), least)
    rightly = dimensions(c, friends, nation, p, rightly=True)
    true_worth = sum((p["high"] - p["low"]) * p[f"weight_{name}"] / whole * value for name, value in rightly.items())
    true_before = sum(c[f"factors_{name}"] for name in SCORED_PARTS) - c["factors_wrong"]
    true_sum = max(memory * true_before + (1.0 - memory) * true_worth - p["slip_points"] * slips, 0.0)
    return {
        "factors_start": p["low"],
        **{f"factors_{name}": amount for name, amount in part.items()},
        "factors_wrong": sum(part.values()) - true_sum,
        "score_factors": p["low"] + sum(part.values()),
    }


def dimensions(c, friends, nation, p, *, rightly):
    """The five dimensions, each from 0 (worst) to 1 (best); without wrong entries, if `rightly`."""
    income, mean_income = c["income_year_yuan"], nation["mean_income_yuan"]
    depth = 1.0 - math.exp(-c["file_months"] / p["file_depth_months"])
    history = min(p["history_base"] + p["history_depth"] * depth, 1.0) * paying(c, p, rightly=rightly)
    if c["debt_judged_yuan"] > 0:
        history = history * p["judged_left"]  # the registry shows judgments

    relative = income / mean_income
    debt = c["debt_mortgage_yuan"] + c["debt_consumer_yuan"] + c["debt_business_yuan"]
    burden = debt / (debt + p["burden_half_months"] * max(income, 1.0))
    owns_home = c["home_yuan"] > 0
    capacity = p["capacity_income"] * relative / (relative + p["capacity_income_half"])
    capacity += p["capacity_home"] * owns_home + p["capacity_unburdened"] * (1.0 - burden)

    traced = c["spend_traced_yuan"] / mean_income
    behaviour = traced / (traced + p["traced_half"])

    settled = min(max((age_years(c, nation) - p["settled_age"]) / p["settled_years"], 0.0), 1.0)
    has_work = not c["is_jobless"]
    identity = p["identity_schooling"] * c["education"] / 3.0 + p["identity_settled"] * settled
    identity += p["identity_online"] * c["online"] + p["identity_work"] * has_work

    # friends without a score, and ties that neither end shows, say nothing about anybody
    known = [f for f in friends if not (f["has_hidden_ties"] and c["has_hidden_ties"])]
    scores = [f["score_factors"] for f in known if f["score_factors"] > 0]
    connections = p["no_friends"]
    if scores:
        connections = (sum(scores) / len(scores) - p["low"]) / (p["high"] - p["low"])
    return {
        "history": history,
        "capacity": min(capacity, 1.0),
        "behaviour": behaviour,
        "identity": min(identity, 1.0),
        "connections": min(max(connections, 0.0), 1.0),
    }
