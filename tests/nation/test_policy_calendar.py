"""Policy by date: what the planner asks of lenders, and what acts really add to the score."""

import pytest

from xinyong.nation.policy_calendar import credit_target, growth_trend, true_weights
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2018
ESSAY, DOCUMENTED = (Scenario.load(name) for name in ("essay", "documented"))


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


def test_a_true_weight_is_the_tariff_times_the_chance_to_be_recorded():
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
