"""Court: entering and leaving the list of judgment defaulters."""

DRAWS = ("listing", "mistake", "removal", "appeal")


def court(citizen, p, luck):
    """Whether one citizen is on the list after this month."""
    c = citizen
    owes = c["debt_judged_yuan"] > 0
    enters = mistaken = leaves = False
    if not c["is_listed"]:
        enters = owes and luck.chance("listing", p["listing"])
        mistaken = c["is_person"] and not owes and luck.chance("mistake", p["mistake"])
    else:
        expires = 0 < p["term_months"] <= c["listed_months"]
        if not c["is_listed_wrongly"]:
            leaves = expires or (not owes and luck.chance("removal", p["removal"]))
        elif not owes:  # a mistake that has become right is looked at again next month, as any other listing
            leaves = expires or luck.chance("appeal", p["appeal"])
    is_listed = (c["is_listed"] and not leaves) or enters or mistaken
    return {
        "is_listed": is_listed,
        # a mistake becomes right once a court orders payment
        "is_listed_wrongly": (c["is_listed_wrongly"] and not leaves and not owes) or mistaken,
        "listed_months": min(c["listed_months"] + 1, 255) if is_listed else 0,
        "is_newly_listed": enters or mistaken,
        "is_restored": leaves,
    }
