"""Friends: what friends add to one citizen's score, or take from it."""


def friends_part(citizen, friends, p, mechanisms_on):
    """The mean of friends' own scores against neutral, and a charge for each friend on the court's list.

    With a single score, friends' scores are those of the month before, without what these friends have from
    friends. Without one, they are the commercial scores of this month.
    """
    if not citizen["is_person"]:
        return {"score_friends": 0.0}
    if "scoring.unified" in mechanisms_on:
        own = [f["score_unified"] - f["unified_friends"] for f in friends]
    else:
        own = [f["score_factors"] for f in friends]
    scored = [score for score in own if score > 0]
    part = p["listed_friend_points"] * sum(f["is_listed"] for f in friends)
    if scored:
        part += p["weight"] * (sum(scored) / len(scored) - p["neutral"])
    return {"score_friends": min(max(part, -p["most"]), p["most"])}
