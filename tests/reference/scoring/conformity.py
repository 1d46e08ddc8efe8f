"""Conformity: points for what one citizen is recorded to have said and bought."""


def conformity(citizen, nation, p):
    """Old months fade, the new month is added, and each part stays within its bounds.

    A second account of each part is kept as if nothing had ever been recorded or entered falsely; the differences are
    what wrong records did.
    """
    c = citizen
    if not c["is_person"]:
        columns = ("conformity_expression", "conformity_consumption", "conformity_wrong", "consumption_wrong")
        return dict.fromkeys((*columns, "score_conformity"), 0.0)
    kept = 1.0 - p["forgetting"]
    said = p["praise_points"] * c["rec_praise"] + p["criticism_points"] * c["rec_criticism"]
    said_falsely = p["criticism_points"] * c["wrong_criticism"]
    # of what was bought, the centre knows the share of spending that left a trace
    traced = c["spend_traced_yuan"] / max(c["spend_yuan"], 1)
    bought = p["luxury_points"] * c["luxury_yuan"] / nation["mean_income_yuan"] * traced
    bought += p["vice_points"] * c["vice_yuan"] / nation["mean_income_yuan"] * traced
    bought += p["gym_points"] * c["rec_gym"]
    expression = _bounded(kept * c["conformity_expression"] + (said + said_falsely), p["most"])
    true_before = c["conformity_expression"] - (c["conformity_wrong"] - c["consumption_wrong"])
    true_expression = _bounded(kept * true_before + said, p["most"])
    misbooked = p["vice_points"] * p["misbooked"] * c["wrong_entry_payments"]
    consumption = _bounded(kept * c["conformity_consumption"] + (bought + misbooked), p["most"])
    true_before = c["conformity_consumption"] - c["consumption_wrong"]
    true_consumption = _bounded(kept * true_before + bought, p["most"])
    return {
        "conformity_expression": expression,
        "conformity_consumption": consumption,
        "conformity_wrong": expression - true_expression + consumption - true_consumption,
        "consumption_wrong": consumption - true_consumption,
        "score_conformity": expression + consumption,
    }


def _bounded(points, most):
    return min(max(points, -most), most)
