"""Market: whether one citizen's firm is on the list of dishonest firms."""

from xinyong.vocabulary import OCCUPATIONS

from ..random_streams import falls

DRAWS = ("entry", "leaving")


def dishonest_firms(citizen, p, stream, on):
    """One month of the firm that a citizen owns or answers for."""
    c = citizen
    true_cause = c["rec_breach"] + c["rec_fraud"] > 0 or (c["is_newly_listed"] and not c["is_listed_wrongly"])
    false_cause = c["wrong_breach"] + c["wrong_fraud"] > 0 or (c["is_newly_listed"] and c["is_listed_wrongly"])
    enters = wrongly = leaves = False
    if c["firm_months"] > 0:
        leaves = _leaves(c, p, stream, on, is_mended=not (true_cause or false_cause or c["arrears_months"] > 0))
    elif _has_a_firm(c, p, stream) and not c["is_spared"] and c["pardoned_months"] == 0:
        rightful = p["listing"] + (p["for_breach"] if true_cause else 0.0)
        any_cause = rightful + p["mistake"] + (p["for_breach"] if false_cause else 0.0)
        enters = stream.chance("entry", any_cause)
        wrongly = enters and not stream.chance("entry", rightful)
    stays = c["firm_months"] > 0 and not leaves
    return {
        "firm_months": min(c["firm_months"] + 1, 255) if stays or enters else 0,
        "is_firm_listed_wrongly": (stays and c["is_firm_listed_wrongly"]) or wrongly,
        "is_firm_newly_listed": enters,
        "is_firm_restored": leaves,
    }


def _has_a_firm(c, p, stream):
    runs_one = OCCUPATIONS[c["occupation"]] == "manager" and falls(stream.lasting("owner of a firm"), p["owners"])
    return c["is_person"] and (runs_one or c["debt_business_yuan"] > 0)


def _leaves(c, p, stream, on, *, is_mended):
    if 0 < p["term_months"] <= c["firm_months"]:
        return True
    chance = p["repair"] if is_mended and c["firm_months"] >= p["repair_months"] else 0.0
    if "redress" in on:
        if c["pardoned_months"] > 0 or (c["is_firm_listed_wrongly"] and c["corrected_months"] > 0):
            return True
    elif c["is_firm_listed_wrongly"]:
        chance = max(chance, p["appeal"])
    return stream.chance("leaving", chance)
