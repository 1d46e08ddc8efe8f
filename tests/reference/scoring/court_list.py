"""Court: entering and leaving the list of judgment defaulters."""

DRAWS = ("listing", "mistake", "removal", "appeal")
COMPLIANCE, REPAIR, EXPIRY, APPEAL = 1, 2, 3, 4


def court_list(citizen, nation, p, stream, on):
    """Whether one citizen is on the list after this month."""
    c = citizen
    owes = c["debt_judged_yuan"] > 0
    enters = mistaken = let_off = False
    way = 0
    pace = nation["court_pace"]  # courts with too much to do get to some of it only
    if not c["is_listed"]:
        is_due = owes and c["pardoned_months"] == 0 and stream.chance("listing", p["listing"] * pace)
        enters, let_off = is_due and not c["is_spared"], is_due and c["is_spared"]
        mistaken = c["is_person"] and not owes and not c["is_spared"] and stream.chance("mistake", p["mistake"] * pace)
    else:
        way = _way_off(c, p, stream, on, owes=owes)
    is_listed = (c["is_listed"] and not way) or enters or mistaken
    return {
        "is_listed": is_listed,
        # a mistake becomes right once a court orders payment
        "is_listed_wrongly": (c["is_listed_wrongly"] and not way and not owes) or mistaken,
        "listed_months": min(c["listed_months"] + 1, 255) if is_listed else 0,
        "is_newly_listed": enters or mistaken,
        "is_restored": way > 0,
        "restored_by": way,
        "is_let_off": let_off,
    }


def _way_off(c, p, stream, on, *, owes):
    """How a listing ends this month, 0 if it does not; if several ways are open, the first of these."""
    by_mistake = c["is_listed_wrongly"] and not owes
    if "redress" in on:
        if c["pardoned_months"] > 0 or (by_mistake and c["corrected_months"] > 0):
            return APPEAL
    elif by_mistake and stream.chance("appeal", p["appeal"]):
        return APPEAL
    if owes and c["listed_months"] >= p["repair_months"] and c["arrears_months"] == 0:
        if stream.chance("removal", p["repair"]):
            return REPAIR
    elif not owes and not c["is_listed_wrongly"] and stream.chance("removal", p["removal"]):
        return COMPLIANCE
    return EXPIRY if 0 < p["term_months"] <= c["listed_months"] else 0
