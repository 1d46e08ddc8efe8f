"""Consequences: which rules are in force for one citizen, and why."""

import struct
import zlib

from xinyong.society.columns import LEVERS, OCCUPATIONS

from .luck import WORD, falls

DRAWS = ("processed",)
FLOOR_OF_GRADE = {"AAA": "grade_aaa", "AA": "grade_aa", "A": "grade_a", "B": "grade_b", "C": "grade_c"}
NEXT_BETTER = {"D": "C", "C": "B", "B": "A", "A": "AA", "AA": "AAA"}


def consequences(citizen, nation, p, luck, rules):
    """The rules in force after this month, what they amount to, and which are wrongful or collateral."""
    c = citizen
    in_force = 0
    kept = dict.fromkeys(LEVERS, 1.0)  # what rules leave of each freedom or price
    n_sticks = n_carrots = n_wrongful = n_collateral = 0
    detriment = unrelated = 0.0
    for number, rule in enumerate(rules):
        fires, fires_without_errors, fires_without_friends, related = _reasons(rule, c, p)
        if not (fires and c["is_person"] and _is_dated(rule, nation) and not _is_exempt(rule, c)):
            continue
        if not _is_enforced(rule, c):
            continue
        already = c["in_force"] >> number & 1
        # a latency of n months is a chance of 1 / (1 + n) each month, so n months on average; one draw serves
        # all rules, because whoever handles the file handles all of it, and rules of a longer latency later
        if not already and not luck.chance("processed", 1.0 / (1.0 + rule.latency_months)):
            continue
        in_force += 1 << number
        kept[rule.effect] *= 1.0 - rule.size
        if rule.kind == "carrot":
            n_carrots += 1
            continue
        n_sticks += 1
        n_wrongful += not fires_without_errors
        n_collateral += not fires_without_friends
        detriment += rule.gravity
        unrelated += rule.gravity * (1.0 - related)
    return {
        "in_force": in_force,
        **{lever: 1.0 - share for lever, share in kept.items()},
        "n_sticks": n_sticks,
        "n_carrots": n_carrots,
        "n_wrongful": n_wrongful,
        "n_collateral": n_collateral,
        "detriment": detriment,
        "detriment_unrelated": unrelated,
    }


def _reasons(rule, c, p):
    """Whether a rule fires, would without errors, would without friends; and its related share.

    Related is the share of the cause that lies in the part of life which the rule touches.
    """
    if rule.trigger.listed:
        is_listed = c["is_listed"]
        rightly = is_listed and not c["is_listed_wrongly"]
        return is_listed, rightly, is_listed, 1.0 if rule.context == "credit" else 0.0
    actual, without_errors, without_friends, shortfall = _standing(rule.trigger.needs, c, p)
    if actual <= 0:
        return False, False, False, 0.0
    meets = [_meets(rule.trigger, score, p) for score in (actual, without_errors, without_friends)]
    return *meets, shortfall.get(rule.context, 0.0)


def _standing(score, c, p):
    """A score as it is, without what wrong records did, without what friends did; and its shortfall."""
    if score == "unified":
        raw = c["score_unified"] - c["unified_bounds"]
        rest = c["unified_conduct"] + c["unified_friends"] + c["unified_court"]
        shortfall = _shortfall(credit=c["unified_finance"], politics=c["unified_conformity"], rest=rest)
        return c["score_unified"], raw - c["unified_wrong"], raw - c["unified_friends"], shortfall
    if score == "points":
        raw = c["score_points"] - c["points_bounds"]
        rest = c["points_civility"] + c["points_law"]
        shortfall = _shortfall(credit=c["points_finance"], politics=0.0, rest=rest)
        return c["score_points"], raw - c["points_wrong"], raw, shortfall
    raw = c["score_factors"]
    credit = c["factors_history"] + c["factors_capacity"] - p["credit_neutral"]
    rest = c["factors_behaviour"] + c["factors_identity"] + c["factors_connections"] - p["rest_neutral"]
    without_friends = raw - c["factors_connections"] + p["connections_neutral"]
    return raw, raw - c["factors_wrong"], without_friends, _shortfall(credit=credit, politics=0.0, rest=rest)


def _shortfall(*, credit, politics, rest):
    """Shares of what is below neutral that lie in credit and in politics."""
    below = {"credit": max(-credit, 0.0), "politics": max(-politics, 0.0), "rest": max(-rest, 0.0)}
    total = max(sum(below.values()), 1e-6)
    return {"credit": below["credit"] / total, "politics": below["politics"] / total}


def _meets(trigger, score, p):
    """Whether a score meets a trigger. A bound is neither below nor above; a grade reaches from floor to floor."""
    if trigger.score_below:
        return score < trigger.score_below.at
    if trigger.score_above:
        return score > trigger.score_above.at
    if trigger.grade_at_least:
        grade = trigger.grade_at_least.grade
        return grade == "D" or score >= p[FLOOR_OF_GRADE[grade]]
    grade = trigger.grade_at_most.grade
    return grade == "AAA" or score < p[FLOOR_OF_GRADE[NEXT_BETTER[grade]]]


def _is_dated(rule, nation):
    starts = rule.from_ is None or rule.from_ <= nation["month"]
    ends = rule.until is not None and nation["month"] > rule.until
    return starts and not ends


def _is_exempt(rule, c):
    """W3: rules may spare officials, managers or Party members."""
    groups = {OCCUPATIONS[c["occupation"]]} | ({"member"} if c["in_party"] else set())
    return bool(groups & set(rule.exempt))


def _is_enforced(rule, c):
    """A share `automation` of places carries a rule out; each place casts a lot of its own for each rule."""
    return falls(_lot(c["roll_out_rank"], rule.id), rule.automation)


def _lot(rank, rule_id):
    """32 bits from the bits of a place's rank and the rule's name: they are XORed, and hashed by lowbias32."""
    (bits,) = struct.unpack("<I", struct.pack("<f", rank))
    bits ^= zlib.crc32(rule_id.encode())
    bits = (bits ^ (bits >> 16)) * 0x7FEB352D % WORD
    bits = (bits ^ (bits >> 15)) * 0x846CA68B % WORD
    return bits ^ (bits >> 16)
