"""The planner: what it asks of lenders by date."""

import pytest

from xinyong.nation.policy_calendar import credit_target, growth_trend
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
