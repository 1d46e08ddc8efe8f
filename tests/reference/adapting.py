"""Adapting: what one citizen comes to believe, say and think, and whom that citizen still knows."""

import math

from xinyong.society.columns import APPROVES_FROM, DISAPPROVES_BELOW

from .age import age_years
from .ties import friends_of, is_alive, pair_changes

DRAWS = ("bends", "claims")


def adapting(citizen, possible_friends, nation, p, stream, on):
    """One month; `possible_friends` are the eight of `ties.possible_friends`, tied or not."""
    c = citizen
    friends = friends_of(c, possible_friends)
    perceived = _perceived(c, nation, p)
    caution = _caution(c, friends, nation, p, perceived)
    approval = _approval(c, nation, p, on)
    says_approve, says_disapprove = _answers(approval, caution, p, stream)
    distress = _distress(c, p)
    speaks_from = _speaks_from(p, distress, approval, caution)
    ties, n_cut, n_made = _ties(c, possible_friends, p, stream, on)
    is_person = c["is_person"]
    return {
        "perceived": perceived if is_person else 0.0,
        "caution": caution if is_person else 0.0,
        "voice": _voice(c, friends, p, caution, on) if is_person else 0.0,
        "approval": approval if is_person else 0.0,
        "says_approve": says_approve and is_person,
        "says_disapprove": says_disapprove and is_person,
        "ties": ties,
        "ties_cut": n_cut,
        "ties_made": n_made,
        "distress": _percent(distress) if is_person else 0,
        "speaks_from": _percent(speaks_from) if is_person else 0,
    }


def _toward(old, target, speed):
    """A share `speed` of the way in a month."""
    return old + speed * (target - old)


def _perceived(c, nation, p):
    """Belief about being recorded: drawn to a part of the truth, and higher once a rule has touched one.

    The truth is what an act adds, as far as people see that they may be recorded without any.
    """
    adds = max(c["life_recorded"] - p["innocents_risk"] * nation["innocents_recorded"], 0.0)
    perceived = _toward(c["perceived"], adds * p["awareness"], p["learning"])
    return max(perceived, p["perceived_touched"]) if c["n_sticks"] > 0 else perceived


def _caution(c, friends, nation, p, perceived):
    """Fear is force x belief x stake; one's own sticks are the whole stake, friends' sticks a part of it."""
    share_of_friends = sum(f["n_sticks"] > 0 for f in friends) / max(len(friends), 1)
    touched = 1.0 if c["n_sticks"] > 0 else share_of_friends
    stake = p["stake_base"] + (1.0 - p["stake_base"]) * touched
    return _toward(c["caution"], nation["speech_force"] * perceived * stake, p["caution_speed"])


def _voice(c, friends, p, caution, on):
    """Public expression: one's own anchor against the mean of friends' voices (Friedkin and Johnsen)."""
    own = c["disposition"]
    if own < 0:
        own = own * (1.0 - caution)  # fear silences criticism
    pays = c["belief_words"] / (abs(c["belief_words"]) + p["words_half"])
    # and turns into praise, of which there is more where it was found to pay
    anchor = min(max(own + p["praise_pull"] * caution + p["words_drift"] * pays, -1.0), 1.0)
    target = anchor
    if friends:
        heard = _heard(c, friends, p, on)
        target = (1.0 - p["susceptibility"]) * anchor + p["susceptibility"] * heard
    return min(max(_toward(c["voice"], target, p["voice_speed"]), -1.0), 1.0)


def _heard(c, friends, p, on):
    """The mean of friends' voices, or, with biased assimilation, one in which voices like one's own weigh more."""
    if "adapting.assimilation" not in on:
        return sum(f["voice"] for f in friends) / len(friends)
    own = (1.0 + c["voice"]) / 2.0
    for_it = own ** p["assimilation_bias"] * sum((1.0 + f["voice"]) / 2.0 for f in friends)
    against = (1.0 - own) ** p["assimilation_bias"] * sum((1.0 - f["voice"]) / 2.0 for f in friends)
    weight = p["assimilation_own"] + for_it + against
    return 2.0 * (p["assimilation_own"] * own + for_it) / weight - 1.0 if weight > 0 else c["voice"]


def _approval(c, nation, p, on):
    """Private approval on 0..10: disposition, traits, own gains and losses, framing, growth, distress."""
    relative = c["income_year_yuan"] / nation["mean_income_yuan"]
    target = p["base"] + p["weight_disposition"] * c["disposition"]
    target += p["gradient_income"] * (relative / (relative + 1.0) - 0.5)
    target += p["gradient_education"] * (c["education"] / 3.0 - 0.5)
    target += p["gradient_age"] * min(
        max((age_years(c, nation) - p["gradient_age_centre"]) / p["gradient_age_span"], -1.0), 1.0
    )
    target += p["gradient_urban"] * (0.5 if c["is_urban"] else -0.5)
    target += p["gain_carrot"] * min(c["n_carrots"], p["carrots_felt"]) - p["loss_stick"] * min(
        c["n_sticks"], p["sticks_felt"]
    )
    target += p["framing"] * nation["media_framing"] - p["loss_information"] * nation["informed"]
    if any(name.startswith("scoring.") for name in on):
        target += p["gain_impartial"] * (_impartial(c, p) - 0.5)
    target += p["gain_growth"] * (nation["growth_year"] - p["growth_expected"])
    if c["is_jobless"] or c["arrears_months"] > 0:
        target -= p["loss_distress"]
    return min(max(_toward(c["approval"], target, p["approval_speed"]), 0.0), 10.0)


def _impartial(c, p):
    """Belief that scoring is impartial (O4)."""
    belief = p["impartial"] + p["impartial_schooling"] * (c["education"] / 3.0 - 0.5)
    if c["n_wrongful"] > 0 or c["n_collateral"] > 0:
        belief -= p["impartial_lost"]
    return min(max(belief, 0.0), 1.0)


def _distress(c, p):
    """The sum of what weighs on a person, at most 1 (D11)."""
    distress = 0.0
    if c["arrears_months"] > 0:
        distress += p["distress_arrears"]
    if c["is_jobless"]:
        distress += p["distress_jobless"]
    if c["is_evicted"]:
        distress += p["distress_evicted"]
    if c["debt_informal_yuan"] > 0:
        distress += p["distress_informal"]
    distress += p["distress_sticks"] * min(c["n_sticks"], p["sticks_felt"]) / max(p["sticks_felt"], 1.0)
    return min(distress, 1.0)


def _speaks_from(p, distress, approval, caution):
    """The smallest share s of others with which grievance outweighs (cost + caution) x (1 - s) (D12, Kuran)."""
    dissent = max(DISAPPROVES_BELOW - approval, 0.0) / DISAPPROVES_BELOW
    grievance = p["grievance_distress"] * distress + p["grievance_dissent"] * dissent
    cost = max(p["speaking_cost"] + caution, 0.001)
    return min(max(1.0 - grievance / cost, 0.0), 1.0)


def _percent(share):
    return math.floor(share * 100.0 + 0.5)


def _answers(approval, caution, p, stream):
    """What a survey hears: (says approve, says disapprove). Those who do not approve may hide it (Kuran)."""
    if approval >= APPROVES_FROM:
        return True, False
    hides = stream.chance("bends", p["falsification"] + (1.0 - p["falsification"]) * caution)
    if not hides:
        return False, approval < DISAPPROVES_BELOW
    return stream.chance("claims", p["claims_approval"]), False


def _ties(c, possible_friends, p, stream, on):
    """Cut and make ties. Both ends decide alike, since each pair has one chance and one draw."""
    ties = n_cut = n_made = 0
    for layer, friend in enumerate(possible_friends):
        alive = is_alive(c, layer)
        chance = _chance_to_cut(c, friend, p, on) if alive else _chance_to_make(c, friend, p, on)
        changes = pair_changes(stream.key, stream.citizen, layer, chance)
        n_cut += alive and changes
        n_made += changes and not alive
        ties += (alive != changes) << layer
    return ties, n_cut, n_made


def _chance_to_cut(one, other, p, on):
    """Either leaves the other at the rate of churn, and sooner if the other is stained: at most for certain."""
    leaves = [min(p["churn"] * (1.0 + p["shunning"] * _is_stained(x, p, on)), 1.0) for x in (one, other)]
    return 1.0 - (1.0 - leaves[0]) * (1.0 - leaves[1])


def _chance_to_make(one, other, p, on):
    """Both must be open, less so when stained."""
    openness = []
    for person in (one, other):
        open_ = math.sqrt(p["meeting"])
        open_ *= 1.0 - p["shame_pull"] * _is_stained(person, p, on)
        openness.append(min(max(open_, 0.0), 1.0) if person["is_person"] else 0.0)
    return openness[0] * openness[1]


def _is_stained(person, p, on):
    """Listed, named in public, or, where friends' scores enter the single score, of a low one (S12)."""
    if person["is_listed"] or person["shames"] > 0:
        return True
    friends_count = {"scoring.friends", "scoring.unified"} <= on
    return bool(friends_count and 0 < person["score_unified"] < p["shunned_below"])
