"""Influence: whether one citizen's position spares them."""

from xinyong.vocabulary import OCCUPATIONS

from .random_streams import falls

DRAWS = ()


def influence(citizen, p, stream):
    """The best position decides, by a draw that lasts."""
    c = citizen
    shares = [p["member"]] if c["in_party"] else []
    if OCCUPATIONS[c["occupation"]] in ("official", "manager"):
        shares.append(p[OCCUPATIONS[c["occupation"]]])
    return {
        "is_spared": c["is_person"] and falls(stream.lasting("influence"), max(shares, default=0.0)),
    }
