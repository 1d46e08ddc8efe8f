"""Redress: how one citizen is notified, appeals and wins."""

from .random_streams import falls

DRAWS = ("notice", "discovery", "appeal", "decision", "success")


def redress(citizen, nation, p, stream):
    """Notice, appeal and decision in one month; a month passes between learning of it and appealing."""
    c = citizen
    something = c["is_listed"] or c["firm_months"] > 0 or c["n_sticks"] > 0
    wrong = c["is_listed_wrongly"] or c["is_firm_listed_wrongly"] or c["n_wrongful"] > 0
    learns = False
    if something and not c["is_told"]:
        is_told_here = falls(stream.lasting_of_place("notice"), p["notice"])
        learns = is_told_here and stream.chance("notice", 1.0 / (1.0 + p["notice_months"]))
        learns = learns or stream.chance("discovery", p["discovery"])
    access = p["access"] + p["access_schooling"] * c["education"] / 3 + p["access_means"] * c["quintile"] / 4
    access = min(access, 1.0)
    files = False
    result, pending = 0, 0
    if something and c["appeal_months"] == 0:
        files = c["is_told"] and stream.chance("appeal", (p["appeal_wrong"] if wrong else p["appeal_right"]) * access)
        pending = 1 if files else 0
    elif something:
        pending = min(c["appeal_months"] + 1, 255)
        if stream.chance("decision", nation["appeals_pace"] / (1.0 + p["appeal_months"])):
            merits = p["success_wrong"] if wrong else p["success_right"]
            result = 2 if stream.chance("success", min(merits * (1.0 + p["success_access"] * access), 1.0)) else 1
            pending = 0
    corrected, pardoned = max(c["corrected_months"] - 1, 0), max(c["pardoned_months"] - 1, 0)
    if result == 2 and not wrong:
        pardoned = round(p["pardon_months"])
    if c["is_review_won"] or (result == 2 and wrong):
        corrected = round(p["correction_months"])
    return {
        "is_told": something and (c["is_told"] or learns),
        "appeal_months": pending,
        "corrected_months": corrected,
        "pardoned_months": pardoned,
        "is_notified": learns,
        "is_appellant": files,
        "appeal_result": result,
    }
