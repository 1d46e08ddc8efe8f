"""Watching: what one citizen did becomes what is recorded of that citizen, rightly and wrongly."""

from xinyong.vocabulary import ACTS

from . import admin_records, reporting_delay

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
OFFICIAL = ("registers", "courts", "discipline")
OF_ONLINE_LIFE = ("platforms", "posts")  # these channels see nothing else of a life
CAN_BE_FALSE = ("late_bill", "jaywalk", "no_show", "cheat", "criticism", "petition", "breach", "fraud")
CAN_GO_ASTRAY = ("late_bill", "jaywalk", "breach")
CAN_BE_INVENTED = ("criticism", "petition")
CAN_BE_DOUBLED = ("late_bill", "jaywalk", "criticism", "breach")
CAN_BE_OVERHEARD = ("jaywalk", "criticism")
CAN_BE_PAID = ("no_show", "gym")
DRAWS = (
    *(f"{act}_seen" for act in ACTS),
    *(f"{act}_false" for act in CAN_BE_FALSE),
    *(f"{act}_astray" for act in CAN_GO_ASTRAY),
    *(f"{act}_slander" for act in CAN_BE_INVENTED),
    *(f"{act}_twice" for act in CAN_BE_DOUBLED),
    *reporting_delay.DRAWS,
    *admin_records.DRAWS,
)


def number_of_double(number):
    """Whom one is mistaken for: somebody of the same place, who is mistaken for oneself."""
    return number ^ 64


def number_of_neighbour(number):
    """Who lives next door, and sees and hears one."""
    return number ^ 32


def watching(person, friends_of, nation, p, number, luck_of):
    """Records of the month.

    `person`, `friends_of` and `luck_of` give any citizen by number, that citizen's friends, and luck.
    """
    citizen, stream = person(number), luck_of(number)
    other = number_of_double(number)
    out = {"spend_traced_yuan": round(float(float(citizen["spend_yuan"]) * p["cashless"] * citizen["online"]))}
    out["life_recorded"] = _life_recorded(citizen, nation, p) if citizen["is_person"] else 0.0
    out["is_joined"] = bool(citizen["is_person"] and _is_joined(citizen, p))
    counts = {"n_false_alarms": 0, "n_mixed_up": 0, "n_false_reports": 0, "n_duplicates": 0}
    late = {"waiting_records": 0, "waiting_errors": 0}
    for act in ACTS:
        own = _noted(act, person, nation, p, number, stream)
        of_double = _noted(act, person, nation, p, other, luck_of(other))
        wrong = own["false"] + own["invented"] + own["again"] + of_double["astray"]
        for kind, fresh in (("rec", own["true"]), ("wrong", wrong)):
            arriving, left = reporting_delay.arriving(citizen, act, CHANNEL[act], kind, fresh, p, stream)
            out[f"{kind}_{act}"] = arriving
            late["waiting_records" if kind == "rec" else "waiting_errors"] |= left
        counts["n_false_alarms"] += own["false"]
        counts["n_mixed_up"] += own["astray"]
        counts["n_false_reports"] += own["invented"]
        counts["n_duplicates"] += own["again"]
    people = citizen, friends_of(number), person(other), friends_of(other)
    entries, of_files = admin_records.filing(*people, nation, p, stream, luck_of(other))
    counts["n_false_alarms"] += of_files["n_false"]
    counts["n_mixed_up"] += of_files["n_astray"]
    return out | counts | late | entries


def _noted(act, person, nation, p, number, stream):
    """What is noted of one citizen's acts: rightly, astray, and what never happened."""
    citizen, double = person(number), person(number_of_double(number))
    neighbour = person(number_of_neighbour(number))
    materialize, twice = _chances(act, citizen, neighbour, nation, p)
    recorded = stream.thin(f"{act}_seen", citizen[f"act_{act}"], materialize)
    astray = 0
    if act in CAN_GO_ASTRAY and double["is_person"]:
        share = p["mistaken"] * _oftener("mistaken", CHANNEL[act], citizen, nation, p)
        astray = stream.thin(f"{act}_astray", recorded, share)
    true = recorded - astray
    again = 0
    if act in CAN_BE_DOUBLED:
        entered_twice = 1.0 - (1.0 - p["duplicated"]) * (1.0 - twice)
        again = stream.thin(f"{act}_twice", true, entered_twice * (1.0 - p["merged"]))
    false, invented = _about_the_idle(act, citizen, neighbour, nation, p, stream)
    return {"true": true, "astray": astray, "again": again, "false": false, "invented": invented}


def _chances(act, citizen, neighbour, nation, p):
    """The chance that an act is recorded, and the chance that a recorded one was seen twice."""
    chance = chance_recorded(CHANNEL[act], citizen, neighbour, nation, p)
    if act in CAN_BE_PAID:
        in_cash = 1.0 - p["cashless"] * citizen["online"]
        chance = chance * (1.0 - p["cash_blind"] * in_cash)
    if act not in CAN_BE_OVERHEARD:
        return chance, 0.0
    heard = p["overheard"] * chance_recorded("neighbours", citizen, neighbour, nation, p)
    either = chance + heard - chance * heard
    return either, chance * heard / max(either, 1e-9)


def chance_recorded(channel, citizen, neighbour, nation, p):
    """The chance that an act is covered, noticed and passed on to the centre."""
    covered = p[f"{channel}_coverage"]
    joined = _is_joined(citizen, p)
    if channel == "cameras":
        if not citizen["is_urban"]:
            covered = covered * p["cameras_rural"]
        covered = covered * nation["camera_density"][citizen["province"]][int(citizen["is_urban"])]
        covered = covered * (p["joined_cameras"] if joined else 1.0)
    if channel == "neighbours":
        covered = covered * (1.0 if citizen["is_urban"] else p["neighbours_rural"])
        covered = covered * (p["joined_neighbours"] if joined else 1.0)
    noticed = min(covered, 1.0) * p[f"{channel}_sensitivity"]
    if channel == "neighbours":
        noticed = min(noticed * _readiness(citizen, neighbour, p), 1.0)
    if channel == "bills":
        return noticed * _passed_on("integration_bills", joined, p)
    if channel in OF_ONLINE_LIFE:  # firms' records: the state gets them as far as governance has it
        return noticed * _passed_on("integration_firms", joined, p)
    return noticed * _passed_on("integration_official" if channel in OFFICIAL else "integration", joined, p)


def _passed_on(integration, joined, p):
    return max(p[integration], p["joined_integration"]) if joined else p[integration]


def _is_joined(citizen, p):
    return citizen["roll_out_rank"] < p["joined"]


def _readiness(citizen, neighbour, p):
    """How ready the neighbour is to report: more so if full of praise, or of another mind."""
    if not neighbour["is_person"]:
        return 0.0
    loyal = max(neighbour["voice"], 0.0)
    grudge = abs(neighbour["voice"] - citizen["voice"]) / 2.0
    return 1.0 + p["neighbours_loyal"] * loyal + p["neighbours_grudge"] * grudge


def _about_the_idle(act, citizen, neighbour, nation, p, stream):
    """Records of what somebody did not do this month: by mistake, and by a neighbour's invention; one each at most.

    The parameter is the rate for a life that is seen as a whole; a channel errs as rarely as it looks.
    """
    if not citizen["is_person"] or citizen[f"act_{act}"] > 0:
        return 0, 0
    false = invented = 0
    if act in CAN_BE_FALSE:
        channel = CHANNEL[act]
        seen = chance_recorded(channel, citizen, neighbour, nation, p)
        seen = seen * (citizen["online"] if channel in OF_ONLINE_LIFE else 1.0)
        rate = p[f"{act}_false_alarm"] * seen * _oftener("false_alarm", channel, citizen, nation, p)
        false = int(stream.chance(f"{act}_false", rate))
    if act in CAN_BE_INVENTED:
        reports = p["false_report"] * _readiness(citizen, neighbour, p)
        reports = reports * _passed_on("integration", _is_joined(citizen, p), p)
        invented = int(stream.chance(f"{act}_slander", reports))
    return false, invented


def _oftener(error, channel, citizen, nation, p):
    """How much oftener people like this one are recorded falsely or mistaken; women by their faces alone (2h)."""
    times = 1.0
    if channel == "cameras" and citizen["is_female"]:
        times = times * p[f"{error}_women"]
    if not citizen["is_urban"]:
        times = times * p[f"{error}_rural"]
    if nation["month"] - 1900 * 12 - citizen["birth_month"] >= 60 * 12:
        times = times * p[f"{error}_old"]
    return times


def _life_recorded(citizen, nation, p):
    """Share of the month's life that was recorded: a mean over the parts of a life, with weights."""
    online = citizen["online"]
    nobody = {"is_person": True, "voice": 0.0}

    def seen(channel):
        return chance_recorded(channel, citizen | {"voice": 0.0}, nobody, nation, p)

    recorded = {
        **{part: admin_records.reach(part, citizen, p) for part in admin_records.PARTS},
        "public": seen("cameras"),
        "platforms": seen("platforms") * online,
        "posts": seen("posts") * online,
        "dealings": seen("bills"),
        "talk": seen("neighbours"),
    }
    weight = {part: p[f"weight_{part}"] for part in recorded}
    return sum(weight[part] * recorded[part] for part in recorded) / sum(weight.values())
