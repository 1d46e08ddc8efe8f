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
        # nobody leaves while a debt stands, unless the term is over; a mistake ends by appeal
        way_out = "appeal" if c["is_listed_wrongly"] else "removal"
        expires = 0 < p["term_months"] <= c["listed_months"]
        leaves = expires or (not owes and luck.chance(way_out, p[way_out]))
    is_listed = (c["is_listed"] and not leaves) or enters or mistaken
    return {
        "is_listed": is_listed,
        # a mistake becomes right once a court orders payment
        "is_listed_wrongly": (c["is_listed_wrongly"] and not leaves and not owes) or mistaken,
        "listed_months": min(c["listed_months"] + 1, 255) if is_listed else 0,
        "is_newly_listed": enters or mistaken,
        "is_restored": leaves,
    }
