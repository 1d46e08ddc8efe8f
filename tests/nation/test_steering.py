"""Governance, the planner, the media and the secret: what follows from a scenario and a date."""

import numpy as np
import pytest

from xinyong.nation import Nation
from xinyong.nation.governance import (
    COUPLINGS,
    carried_out,
    coupled,
    coupling_of,
    couplings,
    credit_score,
    watching_numbers,
)
from xinyong.nation.policy_calendar import credit_target, growth_trend
from xinyong.nation.true_weights import true_weights
from xinyong.scenario.scenario import Scenario
from xinyong.world import World

MONTH = 12 * 2018
ESSAY, DOCUMENTED, CORPORATE = (Scenario.load(name) for name in ("essay", "documented", "corporate"))


def test_a_coupling_cuts_keeps_and_completes():
    assert [coupled(0.3, coupling) for coupling in (0.0, 0.5, 1.0, 1.5, 2.0)] == pytest.approx([0, 0.15, 0.3, 0.65, 1])


def test_mixed_governance_changes_nothing():
    assert couplings(DOCUMENTED, MONTH) == dict.fromkeys(COUPLINGS, 1.0)
    assert carried_out(DOCUMENTED, DOCUMENTED.rules, MONTH).tolist() == [
        np.float32(rule.automation) for rule in DOCUMENTED.rules
    ]
    numbers = watching_numbers(DOCUMENTED, MONTH)
    assert numbers["integration_firms"] == numbers["integration"]


def test_a_rule_passes_a_coupling_only_where_judge_and_executor_differ():
    of = {rule.id: coupling_of(rule) for rule in DOCUMENTED.rules}
    assert of["t2-rent"] == of["t7-hospitality"] == "lists_to_firms"  # the court's list, and landlords and hotels
    assert of["k3-visa"] == of["k5-hospital"] == "scores_to_state"  # a firm's score, and consulates and hospitals
    assert of["t6-flights"] == of["t1-subsidies"] == of["k1-platform-loan"] == ""


@pytest.mark.parametrize(("form", "more"), [("state-central", True), ("corporate", False)])
def test_governance_binds_or_parts_state_and_firms(form, more):
    governed = DOCUMENTED.set("nation.governance", form)
    usual, now = (watching_numbers(s, MONTH)["integration_firms"] for s in (DOCUMENTED, governed))
    assert (now > usual) == more
    before, after = (
        dict(zip((r.id for r in s.rules), carried_out(s, s.rules, MONTH), strict=True)) for s in (DOCUMENTED, governed)
    )
    assert (after["t2-rent"] > before["t2-rent"]) == more
    assert (after["k3-visa"] >= before["k3-visa"]) == more
    assert after["t6-flights"] == before["t6-flights"]
    inputs = World(governed).inputs(Nation.start(governed, 1000, MONTH), 1)
    assert inputs.numbers["watching"]["integration_firms"] == np.float32(now)


def test_governance_says_whose_score_lenders_look_at():
    ledger = DOCUMENTED.set("nation.governance", "state-central")
    assert [credit_score(s) for s in (DOCUMENTED, ledger, CORPORATE, ESSAY)] == [
        "factors",
        "points",
        "bureau",
        "unified",
    ]
    assert credit_score(ESSAY.set("nation.governance", "corporate")) == "factors"
    assert credit_score(Scenario.load("no-system")) == ""


def test_the_planner_asks_for_more_when_growth_falls_behind_its_trend():
    assert credit_target(ESSAY, 12 * 2012) == 1.0  # growth is what it was
    first, later = (credit_target(ESSAY, month) for month in (12 * 2013, 12 * 2016))
    assert 1.0 < later < first  # a slowdown that lasts becomes the trend
    missing = 0.093 - 0.07
    assert first == pytest.approx(1.0 + ESSAY.nation.credit_reaction.at(0) * missing)
    assert credit_target(DOCUMENTED, 12 * 2013) == 1.0  # nobody asks


def test_the_trend_is_a_mean_of_the_years_before():
    growth = [{"from": "2000-01", "value": 0.10}, {"from": "2010-07", "value": 0.04}]
    scenario = DOCUMENTED.with_changes({"nation.growth": growth, "nation.trend_years": 1})
    assert growth_trend(scenario, 12 * 2011) == pytest.approx(0.07)


def test_what_the_planner_asks_can_be_too_much():
    eager = ESSAY.with_changes({"nation.credit_reaction": 100, "nation.credit_target_most": 1.3})
    assert credit_target(eager, 12 * 2013) == 1.3


def test_the_secret_holds_the_tariff_times_the_chance_to_be_seen():
    watching, factors = (DOCUMENTED.section(name).numbers(MONTH) for name in ("watching", "scoring.factors"))
    seen = watching["bills_coverage"] * watching["bills_sensitivity"] * watching["integration_bills"]
    weights = true_weights(DOCUMENTED, MONTH)
    assert weights["late"] == pytest.approx(-factors["slip_points"] * seen)
    assert weights["words"] == 0  # nobody scores words on the record
    step, spent = 1e-4, watching["cashless"]
    part = [traced / (traced + factors["traced_half"]) for traced in (spent, spent * (1 + step))]
    slope = (part[1] - part[0]) / step  # of a mean income, wholly online
    span = factors["high"] - factors["low"]
    assert weights["spending"] == pytest.approx(span * 0.2 * factors["update"] * slope, rel=1e-3)


def test_in_the_essay_words_and_friends_count():
    weights = true_weights(ESSAY, MONTH)
    assert weights["late"] < 0 < weights["words"]
    assert weights["friends"] == pytest.approx(10 * ESSAY.scoring.friends.weight.at(MONTH))
    assert not any(true_weights(Scenario.load("no-system"), MONTH).values())


def test_parts_come_back_from_a_checkpoint():
    nation = Nation.start(ESSAY, 1000, MONTH)
    assert Nation.from_json(ESSAY, nation.to_json()) == nation
