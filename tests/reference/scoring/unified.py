"""Unified: the single Citizen Score, into which the other families are folded."""


def unified(citizen, p, on):
    """The sum of six parts, and of a seventh that keeps it on the scale."""
    c = citizen
    part = {
        "start": p["start"],
        "finance": 0.0,
        "conduct": 0.0,
        "conformity": p["weight_conformity"] * c["score_conformity"],
        "friends": c["score_friends"],
        "court": p["listed_points"] if c["is_listed"] else 0.0,
    }
    wrong = p["weight_conformity"] * c["conformity_wrong"] + c["friends_wrong"]
    if c["is_listed_wrongly"]:
        wrong += p["listed_points"]
    if c["score_factors"] > 0:
        credit = c["factors_history"] + c["factors_capacity"] + c["factors_behaviour"] + c["factors_identity"]
        part["finance"] = p["weight_finance"] * (credit - p["finance_neutral"])
        wrong += p["weight_finance"] * c["factors_wrong"]
    if "scoring.scorecard" in on:
        part["finance"] += p["weight_scorecard"] * (c["score_scorecard"] - p["scorecard_neutral"])
        wrong += p["weight_scorecard"] * c["scorecard_wrong"]
    if c["score_points"] > 0:
        ledger = c["points_finance"] + c["points_civility"] + c["points_law"] + c["points_merit"]
        part["conduct"] = p["weight_conduct"] * ledger
        wrong += p["weight_conduct"] * c["points_wrong"]
    raw = sum(part.values())
    score = min(max(raw, p["low"]), p["high"])
    part["bounds"] = score - raw
    out = {f"unified_{name}": amount for name, amount in part.items()}
    out |= {"unified_wrong": wrong, "score_unified": score}
    return out if c["is_person"] else dict.fromkeys(out, 0.0)
