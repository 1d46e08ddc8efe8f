"""Watching: what one citizen did becomes what is recorded of that citizen, rightly and wrongly."""

from xinyong.society.columns import ACTS

CHANNEL = {
    "late_bill": "bills",
    "jaywalk": "cameras",
    "no_show": "platforms",
    "cheat": "platforms",
    "gym": "platforms",
    "volunteer": "registers",
    "praise": "posts",
    "criticism": "posts",
    "petition": "neighbours",
    "breach": "courts",
    "fraud": "courts",
    "misconduct": "discipline",
}
OF_ONLINE_LIFE = ("platforms", "posts")  # these channels see nothing else of a life
CAN_BE_FALSE = ("late_bill", "jaywalk", "no_show", "cheat", "criticism", "petition", "breach", "fraud")
CAN_GO_ASTRAY = ("late_bill", "jaywalk", "breach")
DRAWS = (
    *(f"{act}_seen" for act in ACTS),
    *(f"{act}_false" for act in CAN_BE_FALSE),
    *(f"{act}_astray" for act in CAN_GO_ASTRAY),
)


def number_of_double(number):
    """Whom one is mistaken for: a neighbour of the same place, who is mistaken for oneself."""
    return number ^ 64


def watching(citizen, double, p, luck, luck_of_double):
    """Records of the month; `double` is the citizen with whom this one can be confused."""
    out = {}
    for act in ACTS:
        recorded, astray = _records(act, citizen, double, p, luck)
        _, received = _records(act, double, citizen, p, luck_of_double)
        out[f"rec_{act}"] = recorded - astray
        out[f"wrong_{act}"] = _false_alarm(act, citizen, p, luck) + received
    spend = float(citizen["spend_yuan"])
    out["spend_traced_yuan"] = round(float(spend * p["cashless"] * citizen["online"]))
    out["life_recorded"] = _life_recorded(citizen, p) if citizen["is_person"] else 0.0
    return out


def chance_recorded(channel, citizen, p):
    """The chance that an act is covered, noticed and passed on to the centre."""
    covered = p[f"{channel}_coverage"]
    if channel == "cameras" and not citizen["is_urban"]:
        covered = covered * p["cameras_rural"]
    if channel == "neighbours" and not citizen["is_urban"]:
        covered = covered * p["neighbours_rural"]
    covered = min(covered, 1.0)
    if channel == "bills":
        passed_on = p["integration_bills"]
    else:  # what is official already needs no passing on
        passed_on = 1.0 if channel in ("registers", "courts", "discipline") else p["integration"]
    return covered * p[f"{channel}_sensitivity"] * passed_on


def _records(act, citizen, double, p, luck):
    """True records of one citizen's acts: how many there are, and how many of them land on the double."""
    n = luck.thin(f"{act}_seen", citizen[f"act_{act}"], chance_recorded(CHANNEL[act], citizen, p))
    if act in CAN_GO_ASTRAY and double["is_person"]:
        return n, luck.thin(f"{act}_astray", n, p["mistaken"])
    return n, 0


def _false_alarm(act, citizen, p, luck):
    """A record of what somebody did not do this month, at most one.

    The parameter is the rate for a life that is seen as a whole; a channel errs as rarely as it looks. Cameras
    take women for somebody else more often than men (facts 2h).
    """
    if act not in CAN_BE_FALSE or not citizen["is_person"] or citizen[f"act_{act}"] > 0:
        return 0
    channel = CHANNEL[act]
    seen = chance_recorded(channel, citizen, p) * (citizen["online"] if channel in OF_ONLINE_LIFE else 1.0)
    rate = p[f"{act}_false_alarm"] * seen
    if channel == "cameras" and citizen["is_female"]:
        rate = rate * p["false_alarm_women"]
    return int(luck.chance(f"{act}_false", rate))


def _life_recorded(citizen, p):
    """Share of the month's life that was recorded: a mean over the parts of a life, with weights."""
    online = citizen["online"]
    recorded = {
        "payments": p["cashless"] * online * p["integration"],
        "public": chance_recorded("cameras", citizen, p),
        "platforms": chance_recorded("platforms", citizen, p) * online,
        "posts": chance_recorded("posts", citizen, p) * online,
        "dealings": chance_recorded("bills", citizen, p),
    }
    weight = {part: p[f"weight_{part}"] for part in recorded}
    return sum(weight[part] * recorded[part] for part in recorded) / sum(weight.values())
