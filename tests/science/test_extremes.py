"""What the model comes to in extreme cases, one at a time, and that each verdict can fail."""

from dataclasses import replace

import numpy as np
import pytest

from xinyong.evidence.extreme_case import Limit
from xinyong.evidence.extremes import EXTREMES, extremes
from xinyong.evidence.run_series import RunSeries
from xinyong.measures.registry import MEASURES
from xinyong.scenario.scenario import Scenario

from .laboratory import begin, simulate_months

SHORT = {"from": "2018-09", "until": "2018-12"}
"""A December at the end, in which yearly measures are counted."""
PEOPLE = 4096
SLOW_TO_SHOW = {"restored_share", "restored_share_2"}
"""What needs years to come to its limit."""
RARE = {"wrongful_sanctions", "flights_blocked_cumulative", "income_lost_yuan_cumulative"}
"""What may be nothing in the usual world too, among so few people in so few months."""


def met_as_usual(case):
    """Limits that the usual world meets as well."""
    return {
        finding.id
        for finding in case.findings
        if finding.expected.is_met(finding.usual) and finding.expected.relation != "over"
    }


@pytest.fixture(scope="module")
def found():
    return {case.id: case for case in extremes(population=PEOPLE, window=SHORT).subjects}


@pytest.mark.slow
@pytest.mark.parametrize("case", EXTREMES)
def test_the_limit_of(found, case):
    for finding in found[case].findings:
        if finding.id not in SLOW_TO_SHOW:
            assert finding.verdict == "met", finding.to_dict()


@pytest.mark.slow
@pytest.mark.parametrize("case", EXTREMES)
def test_the_usual_world_fails_the_limits_of(found, case):
    # a verdict that the usual world would pass too says nothing about the extreme
    assert not met_as_usual(found[case]) - SLOW_TO_SHOW - RARE


@pytest.mark.slow
def test_a_wrong_limit_is_not_met(found):
    usual, extreme = (RunSeries(run) for run in found["no-force"].picture.worlds.values())
    wrong = Limit("share_listed", 0.0, "courts list as before").judge(extreme, usual)
    assert wrong.verdict == "not met"
    assert replace(found["no-force"], findings=(wrong,)).verdict == "not met"


def test_a_case_that_is_not_extreme_fails():
    half = replace(EXTREMES["all-seen"], changes={**EXTREMES["all-seen"].changes, "watching.cameras_coverage": 0.9})
    result = extremes([half], population=PEOPLE, window=SHORT)
    failed = {finding.id for finding in result.findings if finding.verdict != "met"}
    assert {"share_of_acts_recorded", "sensitivity_cameras"} <= failed
    assert "wrong_record_share" not in failed


@pytest.mark.slow
def test_without_friends_the_friends_part_of_every_score_is_nothing():
    scenario = EXTREMES["no-friends"].extreme(SHORT)
    simulated = simulate_months(scenario, begin(scenario, people=PEOPLE), months=2)
    assert not simulated.people("score_friends").any()
    assert not simulated.people("ties").any()


def test_everyone_equal_has_one_income():
    scenario = EXTREMES["all-equal"].extreme(SHORT)
    people = begin(scenario, people=PEOPLE).columns
    assert np.unique(np.asarray(people["permanent_income"])[np.asarray(people["is_person"])]).size == 1


def test_seeing_nothing_is_not_watching():
    """But for what scores learn of payments and of friends: where nobody keeps files, lenders and friends tell."""
    case = EXTREMES["nothing-seen"]
    apart = {f"scoring.factors.weight_{dimension}": 0.0 for dimension in ("history", "connections")}
    blind = case.extreme(SHORT).with_changes(apart)
    off = blind.set("watching.on", False)
    simulated, absent = (simulate_months(one, begin(one, people=PEOPLE), months=3) for one in (blind, off))
    for name in ("score_points", "in_force", "rec_jaywalk", "cash_yuan", "debt_consumer_yuan"):
        np.testing.assert_array_equal(simulated.people(name), absent.people(name))


def test_ids_are_unique_and_measures_exist():
    assert [case.id for case in EXTREMES.values()] == list(EXTREMES)
    for case in EXTREMES.values():
        ids = [(limit.measure, limit.question) for limit in case.limits]
        assert len(ids) == len(set(ids))
    assert {limit.measure for case in EXTREMES.values() for limit in case.limits} <= set(MEASURES)
    assert {case.shown for case in EXTREMES.values()} <= set(MEASURES)


@pytest.mark.parametrize("case", EXTREMES)
def test_what_is_changed_is_one_thing(case):
    usual, extreme = EXTREMES[case].usual(SHORT), EXTREMES[case].extreme(SHORT)
    assert usual != extreme
    assert isinstance(extreme, Scenario)
    assert usual.window == extreme.window
    assert usual.seed == extreme.seed


@pytest.mark.slow
def test_all_limits_are_met_at_full_size():
    result = extremes()
    assert [finding.to_dict() for finding in result.findings if finding.verdict != "met"] == []
    assert {finding for case in result.subjects for finding in met_as_usual(case)} == set()
