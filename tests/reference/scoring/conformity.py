"""Conformity: points for what one citizen is recorded to have said and bought."""


def conformity(citizen, nation, p):
    """Old months fade, the new month is added, and each part stays within its bounds."""
    c = citizen
    if not c["is_person"]:
        columns = ("conformity_expression", "conformity_consumption", "conformity_wrong", "score_conformity")
        return dict.fromkeys(columns, 0.0)
    kept = 1.0 - p["forgetting"]
    said = p["praise_points"] * c["rec_praise"]
    said += p["criticism_points"] * (c["rec_criticism"] + c["wrong_criticism"])
    # of what was bought, the centre knows the share of spending that left a trace
    traced = c["spend_traced_yuan"] / max(c["spend_yuan"], 1)
    bought = p["luxury_points"] * c["luxury_yuan"] / nation["mean_income_yuan"] * traced
    bought += p["vice_points"] * c["vice_yuan"] / nation["mean_income_yuan"] * traced
    bought += p["gym_points"] * c["rec_gym"]
    expression = _bounded(kept * c["conformity_expression"] + said, p["most"])
    consumption = _bounded(kept * c["conformity_consumption"] + bought, p["most"])
    return {
        "conformity_expression": expression,
        "conformity_consumption": consumption,
        "conformity_wrong": kept * c["conformity_wrong"] + p["criticism_points"] * c["wrong_criticism"],
        "score_conformity": expression + consumption,
    }


def _bounded(points, most):
    return min(max(points, -most), most)
