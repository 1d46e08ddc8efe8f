"""Friends: what friends add to one citizen's score, or take from it."""


def friends(citizen, friends, p, on):
    """The mean of friends' scores against neutral or one's own, and a charge for each friend on the court list.

    Friends count where one of both shows the tie; listed ones in months in which a tie to the list was entered.

    With a single score, friends' scores are those of the month before, without what these friends have from
    friends but for the echo. Without one, they are the commercial scores of this month.
    """
    if not citizen["is_person"]:
        return dict.fromkeys(
            ("friends_scores", "friends_listed", "friends_bounds", "friends_wrong", "score_friends"), 0.0
        )
    known = [f for f in friends if not (f["has_hidden_ties"] and citizen["has_hidden_ties"])]
    scored = [f for f in known if _own(f, on) > 0]
    entries = citizen["entry_friends"] if "watching" in on else 1
    truly_listed = p["listed_friend_points"] * entries * sum(f["is_listed"] for f in known)
    listed, scores = truly_listed + p["listed_friend_points"] * citizen["wrong_entry_friends"], 0.0
    if scored:
        mean = sum(_own(f, on) + p["echo"] * _echo(f, on) for f in scored) / len(scored)
        own = _own(citizen, on)
        own = own if own > 0 else p["neutral"]
        scores = p["weight"] * (mean - (1.0 - p["against_own"]) * p["neutral"] - p["against_own"] * own)
    part, rightly = (min(max(scores + points, -p["most"]), p["most"]) for points in (listed, truly_listed))
    return {
        "friends_scores": scores,
        "friends_listed": listed,
        "friends_bounds": part - (scores + listed),
        "friends_wrong": part - rightly,
        "score_friends": part,
    }


def _own(c, on):
    """What somebody's score is without friends."""
    return c["score_unified"] - c["unified_friends"] if "scoring.unified" in on else c["score_factors"]


def _echo(c, on):
    """What somebody has from friends: the commercial score has no such part."""
    return c["unified_friends"] if "scoring.unified" in on else 0.0
