"""Survey: what one citizen tells a survey in a December."""

import math

from xinyong.society.columns import APPROVES_FROM

DRAWS = ("asked", "listed_more", "arm", "approval_list", "approval_lies", "fear_list", "fear_lies", "admits")
LAYOUT = (
    ("asked", 1), ("listed_more", 1), ("arm", 2), ("count_approval", 3), ("count_fear", 3), ("approves", 1),
    ("fears", 1), ("says_fear", 1), ("support", 4),
)  # fmt: skip
NOTHING, REPRESSION, BALANCE = range(3)


def survey(citizen, nation, p, stream):
    """One month; answers side by side in one number, the first lowest."""
    c = citizen
    is_december = int(nation["month"]) % 12 == 11
    chance = p["asked"] if c["online"] > 0 else p["asked"] * (1.0 - p["netizens_only"])
    if not (is_december and c["is_person"] and stream.chance("asked", chance)):
        return {"survey_bits": 0}
    approves, fears = c["approval"] >= APPROVES_FROM, c["caution"] >= p["fears_from"]
    listed_more = stream.chance("listed_more", 0.5)
    arm = _arm(p, stream)
    answers = {
        "asked": 1,
        "listed_more": listed_more,
        "arm": arm,
        "count_approval": _count_approval(p, stream, listed_more, approves),
        "count_fear": _count_fear(p, stream, listed_more, fears),
        "approves": approves,
        "fears": fears,
        "says_fear": fears and stream.chance("admits", p["admits_fear"]),
        "support": _support(c, p, arm),
    }
    bits = place = 0
    for name, size in LAYOUT:
        bits |= int(answers[name]) << place
        place += size
    return {"survey_bits": bits}


def _arm(p, stream):
    """The news that one reads before the questions."""
    drawn = stream.unit("arm")
    if drawn < p["told_repression"]:
        return REPRESSION
    return BALANCE if drawn < p["told_repression"] + p["told_balance"] else NOTHING


def _count_approval(p, stream, listed_more, approves):
    """Statements that are true; a critic with none to hide behind may claim one."""
    harmless = stream.thin("approval_list", int(p["items"]), p["item_true"])
    if not listed_more:
        return harmless
    count = harmless + approves
    return 1 if count == 0 and stream.chance("approval_lies", p["liars"]) else count


def _count_fear(p, stream, listed_more, fears):
    """Statements that are true; somebody for whom all of them are may leave one out."""
    harmless = stream.thin("fear_list", int(p["items"]), p["item_true"])
    if not listed_more:
        return harmless
    count = harmless + fears
    return count - 1 if count > int(p["items"]) and stream.chance("fear_lies", p["liars"]) else count


def _support(c, p, arm):
    """Support in whole points, after the news."""
    news = max(1.0 + p["news_slope"] * (p["news_usual"] - c["perceived"]), 0.0)
    support = c["approval"]
    if arm == REPRESSION:
        support = support * (1.0 - p["repression_drop"] * news)
    if arm == BALANCE:
        support = support - p["balance_drop"] * news
    return min(max(math.floor(support + 0.5), 0), 10)
