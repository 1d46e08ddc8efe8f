"""Red: one citizen's months on a red list."""

from ..random_streams import falls

DRAWS = ("entry",)


def red_list(citizen, p, stream):
    """A new term for a good deed, nothing for the stained, and a month less for all others."""
    c = citizen
    if c["is_listed"] or c["firm_months"] > 0 or c["arrears_months"] > 0:
        return {"red_months": 0}
    has_list = falls(stream.lasting_of_place("red list"), p["coverage"])
    if c["is_person"] and has_list and c["rec_volunteer"] > 0 and stream.chance("entry", p["entry"]):
        return {"red_months": round(p["term_months"])}
    return {"red_months": max(c["red_months"] - 1, 0)}
