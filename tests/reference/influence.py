"""Influence: whether one citizen's position spares them."""

from xinyong.vocabulary import OCCUPATIONS

from .random_streams import falls, persistent_draw


def influence(citizen, p):
    """The best position decides, by a lot that lasts as long as the citizen."""
    c = citizen
    shares = [p["member"]] if c["in_party"] else []
    if OCCUPATIONS[c["occupation"]] in ("official", "manager"):
        shares.append(p[OCCUPATIONS[c["occupation"]]])
    return {
        "is_spared": c["is_person"]
        and falls(persistent_draw(c["permanent_income"], "influence"), max(shares, default=0.0))
    }
