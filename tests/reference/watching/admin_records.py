"""Filing: what files hold of one citizen, rightly and wrongly, of parts of life in which no act is judged."""

from ..random_streams import falls
from .reporting_delay import arriving

PARTS = ("payments", "friends", "bank", "travel", "hospitals")
DRAWS = tuple(f"{part}_entry" for part in PARTS)
PASSED_ON = {
    "payments": "integration_firms",
    "friends": "integration_firms",
    "bank": "integration_official",
    "travel": "integration_official",
    "hospitals": "integration",
}


def filing(citizen, friends, double, friends_of_double, nation, p, stream, luck_of_double):
    """What is so, what is entered, and what that leaves in the bank registry."""
    own = [_noted(part, citizen, double, friends, nation, p, stream) for part in PARTS]
    of_double = [_noted(part, double, citizen, friends_of_double, nation, p, luck_of_double) for part in PARTS]
    out, waiting = {}, 0
    for part, mine, theirs in zip(PARTS, own, of_double, strict=True):
        out[f"event_{part}"] = mine["is_so"]
        for kind, fresh in (("entry", mine["true"]), ("wrong_entry", mine["false"] + theirs["astray"])):
            out[f"{kind}_{part}"], left = arriving(citizen, part, part, kind, fresh, p, stream)
            waiting |= left
    is_hidden = citizen["is_person"] and not _shows_ties(citizen, p, stream)
    out |= {"has_hidden_ties": bool(is_hidden), "waiting_entries": waiting}
    out |= _registry(citizen, out, p)
    counts = {f"n_{kind}": sum(noted[kind] for noted in own) for kind in ("false", "astray")}
    return out, counts


def _noted(part, citizen, double, friends, nation, p, stream):
    """What is entered from what is so of one citizen: rightly, about the double, or although it is not so."""
    is_so = is_event(part, citizen, friends)
    drawn, looked_at = stream.bits(f"{part}_entry"), reach(part, citizen, p)
    if not is_so:
        rate = p[f"{part}_false_alarm"] * looked_at * oftener("false_alarm", citizen, nation, p)
        false = citizen["is_person"] and falls(drawn, rate)
        return {"is_so": False, "true": 0, "astray": 0, "false": int(false)}
    chance = looked_at
    if part == "friends":  # it takes one such tie that an end shows
        listed = [friend for friend in friends if friend["is_listed"]]
        is_known = bool(listed) and any(_shows_ties(one, p, stream) for one in (citizen, *listed))
        chance = p["friends_sensitivity"] * passed_on("integration_firms", citizen, p) if is_known else 0.0
    strays = min(p["mistaken"] * oftener("mistaken", citizen, nation, p), 1.0) if double["is_person"] else 0.0
    is_right = falls(drawn, chance * (1.0 - strays))
    return {"is_so": True, "true": int(is_right), "astray": int(falls(drawn, chance) and not is_right), "false": 0}


def is_event(part, citizen, friends):
    """What is so."""
    if part == "payments":
        return citizen["vice_yuan"] > 0
    if part == "friends":
        return any(friend["is_listed"] for friend in friends)
    if part == "bank":
        return citizen["has_missed"]
    if part == "travel":
        return citizen["flights_wanted"] + citizen["rail_wanted"] > citizen["flights_blocked"] + citizen["rail_blocked"]
    return citizen["wait_days"] > 0


def reach(part, citizen, p):
    """How much of a part of life is covered, noticed and passed on to the centre."""
    covered = {
        "payments": p["cashless"] * citizen["online"],
        "friends": p["friends_coverage"] * citizen["online"],
        "bank": p["bank_coverage"] * (citizen["file_months"] > 0),
        "travel": p["travel_coverage"],
        "hospitals": p["hospitals_coverage"] * (1.0 if citizen["is_urban"] else p["hospitals_rural"]),
    }
    return covered[part] * p[f"{part}_sensitivity"] * passed_on(PASSED_ON[part], citizen, p)


def passed_on(integration, citizen, p):
    """Of what is noted, the share that reaches the centre."""
    is_joined = citizen["roll_out_rank"] < p["joined"]
    return max(p[integration], p["joined_integration"]) if is_joined else p[integration]


def oftener(error, citizen, nation, p):
    """How much oftener an error hits people like this one; nobody's face is looked at here."""
    times = 1.0 if citizen["is_urban"] else p[f"{error}_rural"]
    is_old = nation["month"] - 1900 * 12 - citizen["birth_month"] >= 60 * 12
    return times * p[f"{error}_old"] if is_old else times


def _shows_ties(citizen, p, stream):
    return falls(stream.lasting("shows ties", citizen=citizen["number"]), p["friends_coverage"] * citizen["online"])


def _registry(citizen, out, p):
    """The share of the record by which the registry and lenders differ, and the months behind that it lacks."""
    lacks = int(out["event_bank"]) - out["entry_bank"]
    months = p["bank_memory"]
    behind = citizen["arrears_unfiled"] + lacks
    return {
        "record_unfiled": min(max(citizen["record_unfiled"] + lacks / months, 0.0), 1.0),
        "record_misfiled": min(citizen["record_misfiled"] + out["wrong_entry_bank"] / months, 1.0),
        "arrears_unfiled": min(max(behind, 0), citizen["arrears_months"]),
    }
