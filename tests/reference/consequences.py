"""Consequences: which rules are in force for one citizen, and why."""

from xinyong.vocabulary import LEVERS, OCCUPATIONS

from .random_streams import falls

DRAWS = ("processed", "review")
FLOOR_OF_GRADE = {"AAA": "grade_aaa", "AA": "grade_aa", "A": "grade_a", "B": "grade_b", "C": "grade_c"}
NEXT_BETTER = {"D": "C", "C": "B", "B": "A", "A": "AA", "AA": "AAA"}


def consequences(citizen, nation, p, stream, rules):
    """The rules in force after this month, what they amount to, and which are wrongful or collateral."""
    c = citizen
    in_force = 0
    kept = dict.fromkeys(LEVERS, 1.0)  # what rules leave of each freedom or price
    n_sticks = n_carrots = n_wrongful = n_collateral = n_spared = 0
    detriment = unrelated = 0.0
    has_cause = is_review_won = False
    lapsed = 0 < p["term_months"] <= c["stick_months"] or c["pardoned_months"] > 0
    for number, rule in enumerate(rules):
        is_stick = rule.kind == "stick"
        fires, fires_without_errors, fires_without_friends, related = _reasons(rule, c, p)
        if not (fires and c["is_person"] and _is_dated(rule, nation) and _is_enforced(rule, number, p, stream)):
            continue
        if is_stick and related < p["purpose_least"]:
            continue
        if _is_exempt(rule, c) or (is_stick and c["is_spared"]):
            n_spared += is_stick
            continue
        has_cause = has_cause or is_stick
        if is_stick and lapsed:
            continue
        already = c["in_force"] >> number & 1
        # a latency of n months is a chance of 1 / (1 + n) each month, so n months on average; one draw serves
        # all rules, because whoever handles the file handles all of it, and rules of a longer latency later
        if not already and not stream.chance("processed", 1.0 / (1.0 + rule.latency_months)):
            continue
        # who looks before a stick falls may see that it would not without errors
        is_slip = is_stick and not already and not fires_without_errors
        if is_slip and stream.chance("review", p["review"] * p["review_finds"]):
            is_review_won = True
            continue
        in_force += 1 << number
        kept[rule.effect] *= 1.0 - rule.size
        if not is_stick:
            n_carrots += 1
            continue
        n_sticks += 1
        n_wrongful += not fires_without_errors
        n_collateral += not fires_without_friends
        detriment += rule.gravity
        unrelated += rule.gravity * (1.0 - related)
    is_over = c["stick_months"] > 0 and not has_cause
    return {
        "in_force": in_force,
        "stick_months": min(c["stick_months"] + 1, 255) if has_cause else 0,
        "spells_ended": min(c["spells_ended"] + is_over, 255),
        "last_spell_months": c["stick_months"] if is_over else c["last_spell_months"],
        "sanctioned_months": c["sanctioned_months"] + (n_sticks > 0),
        "past_sanctions": c["past_sanctions"] | (n_wrongful > 0) | (n_collateral > 0) << 1,
        **{lever: 1.0 - share for lever, share in kept.items()},
        "n_sticks": n_sticks,
        "n_carrots": n_carrots,
        "n_wrongful": n_wrongful,
        "n_collateral": n_collateral,
        "n_spared": n_spared,
        "is_review_won": is_review_won,
        "detriment": detriment,
        "detriment_unrelated": unrelated,
    }


def _reasons(rule, c, p):
    """Whether a rule fires, would without errors, would without friends; and its related share.

    Related is the share of the cause that lies in the part of life which the rule touches. What has been found
    wrong is no longer held against anybody.
    """
    corrected = c["corrected_months"] > 0
    if rule.trigger.listed:
        is_on, wrongly, contexts = {
            "court_list": (c["is_listed"], c["is_listed_wrongly"], ("credit",)),
            "dishonest_firms": (c["firm_months"] > 0, c["is_firm_listed_wrongly"], ("credit", "work")),
            "red_list": (c["red_months"] > 0, False, ()),
        }[rule.trigger.listed]
        counts = is_on and not (corrected and wrongly)
        return counts, is_on and not wrongly, counts, 1.0 if rule.context in contexts else 0.0
    actual, without_errors, without_friends, shortfall = _standing(rule.trigger.needs, c, p)
    if actual <= 0:
        return False, False, False, 0.0
    seen = without_errors if corrected else actual
    meets = [_meets(rule.trigger, score, p) for score in (seen, without_errors, without_friends)]
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


def _is_enforced(rule, number, p, stream):
    """A share of places carries a rule out: its automation, as governance lets it."""
    purpose = f"rule: {rule.effect}, {rule.context}, {rule.random_key}"
    return falls(stream.lasting_of_place(purpose), p["rules"]["automation"][number])
