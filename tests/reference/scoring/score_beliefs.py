"""Experience: what one citizen concludes from how the own score moved in a month."""

import math

BELIEFS = ("late", "spending", "words", "friends")
SCORES = ("unified", "factors", "points")


def score_beliefs(citizen, friends, nation, p, on):
    """One month; `friends` are the living ties."""
    c = citizen
    score = _told(c, on)
    moved = _moved(c, on)
    lived = _lived(c, friends, nation, p, on)
    beliefs = {b: c[f"belief_{b}"] for b in BELIEFS}
    anyway = c["score_trend"]
    if score > 0 and c["score_seen"] > 0:
        anyway = anyway + p["habit"] * (moved - anyway)
        surprise = moved - anyway - sum(beliefs[b] * lived[b] for b in BELIEFS)
        length = p["doubt"] + sum(lived[b] ** 2 for b in BELIEFS)
        for b in BELIEFS:
            beliefs[b] = beliefs[b] + p["rate"] * surprise / length * lived[b]
    answer = {"score_seen": score, "score_trend": anyway}
    for b in BELIEFS:
        belief, truth = min(max(beliefs[b], -p["most"]), p["most"]), nation[f"true_{b}"]
        answer[f"belief_{b}"] = belief
        answer[f"knows_{b}"] = score > 0 and _sign(belief, p) == _sign(truth, p)
        off = min(math.floor(abs(belief - truth) * 4 + 0.5), 127)
        answer[f"off_{b}"] = off if score > 0 else 0
    return answer


def _told(person, on):
    """The score that a person sees: of those that exist, the first of `SCORES`."""
    score = next(name for name in SCORES if f"scoring.{name}" in on)
    return person[f"score_{score}"] if person["is_person"] else 0.0


def _moved(person, on):
    """By how much the score moved; the first score that somebody sees did not move."""
    score = _told(person, on)
    return score - person["score_seen"] if score > 0 and person["score_seen"] > 0 else 0.0


def _lived(c, friends, nation, p, on):
    """What happened to a citizen that might have moved the score."""
    beyond = (c["spend_yuan"] - p["usual_spending"] * c["income_year_yuan"]) / nation["mean_income_yuan"]
    lived = {
        "late": c["act_late_bill"],
        "spending": min(max(beyond, -p["spending_most"]), p["spending_most"]) * c["online"],
        "words": c["act_praise"] - c["act_criticism"],
        "friends": 0.0,
    }
    if "scoring.friends" in on and friends:
        mean = sum(_moved(friend, on) for friend in friends) / len(friends)
        lived["friends"] = mean / 10.0
    return lived


def _sign(points, p):
    """A loss (-1), a gain (1), or too little to be felt (0)."""
    return int(points > p["felt"]) - int(points < -p["felt"])
