"""Which way rules push: stricter, milder, later or not enforced, on the same people with the same past and luck."""

from typing import Any

import numpy as np
import pytest

from xinyong.vocabulary import OCCUPATIONS

from .conftest import PEOPLE
from .laboratory import SimulatedMonths, begin, simulate_months, with_rules


def under_rules(pasts, past: str, change, months: int = 6) -> SimulatedMonths:
    scenario, simulated = pasts[past]
    return simulate_months(with_rules(scenario, change), simulated.end, months=months)


def as_it_is(rule) -> dict[str, Any]:
    return {}


def test_higher_thresholds_of_sticks_sanction_more(pasts):
    def stricter(rule):
        below = rule.trigger.score_below
        return {"trigger": {"score_below": {"score": below.score, "at": below.at + 60}}} if below else {}

    usual, strict = under_rules(pasts, "essay", as_it_is), under_rules(pasts, "essay", stricter)
    for name in ("share_sanctioned", "sticks_per_person", "flights_blocked_cumulative"):
        assert strict.measure(name) > usual.measure(name), name
    assert strict.measure("approval_private") < usual.measure("approval_private")


def test_higher_thresholds_of_carrots_reward_fewer(pasts):
    def dearer(rule):
        above = rule.trigger.score_above
        return {"trigger": {"score_above": {"score": above.score, "at": above.at + 100}}} if above else {}

    usual, dear = under_rules(pasts, "essay", as_it_is), under_rules(pasts, "essay", dearer)
    assert dear.measure("carrots_per_person") < usual.measure("carrots_per_person")


@pytest.mark.parametrize("past", ["essay", "documented"])
def test_what_is_not_enforced_touches_nobody(pasts, past):
    idle = under_rules(pasts, past, lambda rule: {"automation": 0.0}, months=1)
    for name in ("n_sticks", "n_carrots", "is_sanctioned", "n_wrongful", "n_collateral", "detriment"):
        assert idle.total(name) == 0, name
    assert not idle.people("in_force").any()
    # tickets of a month are refused by the rules of the month before
    later = simulate_months(idle.world.scenario, idle.end, months=2)
    for name in ("flights_blocked", "rail_blocked", "subsidy_lost_yuan", "rent_extra_yuan", "visa_eased"):
        assert later.total(name) == 0, name


def test_half_enforced_is_between(pasts):
    shares = [
        under_rules(pasts, "essay", lambda rule, a=a: {"automation": a}, months=2).measure("share_sanctioned")
        for a in (0.0, 0.5, 1.0)
    ]
    assert 0 == shares[0] < shares[1] < shares[2]


def test_rules_that_start_late_touch_fewer_of_those_newly_low(essay):
    slow = with_rules(essay, lambda rule: {"latency_months": 24})
    quick = with_rules(essay, lambda rule: {"latency_months": 0})
    soon, late = (
        simulate_months(s, begin(s, people=PEOPLE), months=4).measure("sticks_per_person") for s in (quick, slow)
    )
    assert late < soon


def test_milder_rules_do_less(pasts):
    mild = under_rules(pasts, "essay", lambda rule: {"size": 0.2}, months=3)
    harsh = under_rules(pasts, "essay", lambda rule: {"size": 1.0}, months=3)
    for name in ("subsidy_lost_yuan", "rent_extra_yuan", "flights_blocked", "transit_saved_yuan"):
        assert mild.total(name) < harsh.total(name), name


def test_the_listed_lose_friends_where_they_are_shunned(pasts):
    scenario, past = pasts["indebted"]
    listed = past.people("is_listed")
    assert listed.sum() > 40
    degree = {}
    for shunning in (0.0, 80.0):
        simulated = simulate_months(scenario.set("adapting.shunning", shunning), past.end, months=6)
        degree[shunning] = np.bitwise_count(simulated.people("ties")[listed]).mean()
    assert degree[80.0] < degree[0.0] - 0.1


@pytest.mark.slow
def test_scoring_words_silences_critics(essay):
    heard, scored = (
        simulate_months(s, begin(s, people=PEOPLE), months=12)
        for s in (essay.set("scoring.conformity.on", False), essay)
    )
    assert scored.measure("criticism_per_person_month") < heard.measure("criticism_per_person_month")
    assert scored.measure("voice_mean") > heard.measure("voice_mean")
    assert scored.measure("expression_gap") > heard.measure("expression_gap")


@pytest.mark.slow
def test_the_powerful_are_spared_where_rules_exempt_them(pasts):
    exempt = under_rules(pasts, "essay", lambda rule: {"exempt": ["official", "member"]}, months=2)
    everybody = under_rules(pasts, "essay", as_it_is, months=2)
    for simulated, is_spared in ((exempt, True), (everybody, False)):
        spared = simulated.people("in_party") | (simulated.people("occupation") == OCCUPATIONS.index("official"))
        assert (simulated.people("n_sticks")[spared].sum() == 0) == is_spared
    assert exempt.measure("share_sanctioned") < everybody.measure("share_sanctioned")
