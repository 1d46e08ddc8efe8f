"""What the model comes to in extreme cases, one at a time, and that each verdict can fail."""

import math
from dataclasses import replace

import numpy as np
import pytest

from xinyong.errors import BadRequest
from xinyong.evidence.limits import EXTREMES, Limit, extremes, named
from xinyong.measures.registry import MEASURES
from xinyong.scenario.scenario import Scenario

from .laboratory import begin, live

SHORT = {"from": "2018-09", "until": "2018-12"}
"""A December at the end, in which yearly measures are counted."""
PEOPLE = 4096
CASES = {case.id: case for case in EXTREMES}
SLOW_TO_SHOW = {"restored_share"}
"""What needs years to come to its limit."""
RARE = {"wrongful_sanctions", "flights_blocked_cumulative", "income_lost_yuan_cumulative"}
"""What may be nothing in the usual world too, among so few people in so few months."""


def met_as_usual(finding):
    """Measures whose limit the usual world meets as well."""
    return {
        verdict.limit.measure
        for verdict in finding.verdicts
        if replace(verdict, obtained=verdict.usual).is_met and verdict.limit.relation == "equal"
    }


@pytest.fixture(scope="module")
def findings():
    return {finding.case.id: finding for finding in extremes(population=PEOPLE, window=SHORT)}


@pytest.fixture(scope="module")
def no_force():
    (finding,) = extremes(cases=named(["no-force"]), population=PEOPLE, window=SHORT)
    return finding


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_limit_of(findings, case):
    for verdict in findings[case].verdicts:
        if verdict.limit.measure not in SLOW_TO_SHOW:
            assert verdict.is_met, verdict.to_dict()


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_usual_world_fails_the_limits_of(findings, case):
    # a verdict that the usual world would pass too says nothing about the extreme
    assert not met_as_usual(findings[case]) - SLOW_TO_SHOW - RARE


@pytest.mark.slow
def test_a_wrong_limit_is_not_met(no_force):
    finding = no_force
    wrong = Limit("share_listed", 0.0, "courts list as before")
    seen, usual = finding.seen
    assert not wrong.judge(seen, usual).is_met
    assert not replace(finding, verdicts=(wrong.judge(seen, usual),)).is_met


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limit", "obtained", "is_met"),
    [
        (Limit("share_listed", 0.5, "", tolerance=0.1), 0.61, False),
        (Limit("share_listed", 0.5, "", tolerance=0.1), 0.59, True),
        (Limit("share_listed", 0.5, ""), 0.5 + 2e-6, False),
        (Limit("share_listed", 1e9, ""), 1e9 + 100, True),
        (Limit("share_listed", 1e9, ""), 1e9 + 10_000, False),
        (Limit("share_listed", math.nan, ""), 0.0, False),
        (Limit("share_listed", math.nan, ""), math.nan, True),
        (Limit("share_listed", 0.0, ""), math.nan, False),
        (Limit("share_listed", 0.0, "", relation="over"), 0.0, False),
        (Limit("share_listed", 0.0, "", relation="over"), 1e-9, True),
    ],
)
def test_a_verdict(no_force, limit, obtained, is_met):
    verdict = replace(no_force.verdicts[0], limit=limit, expected=limit.is_, tolerance=limit.tolerance)
    assert replace(verdict, obtained=obtained).is_met is is_met


def test_a_case_that_is_not_extreme_fails():
    half = replace(CASES["all-seen"], changes={**CASES["all-seen"].changes, "watching.cameras_coverage": 0.9})
    (finding,) = extremes(cases=[half], population=PEOPLE, window=SHORT)
    failed = {verdict.limit.measure for verdict in finding.verdicts if not verdict.is_met}
    assert {"share_of_acts_recorded", "sensitivity_cameras"} <= failed
    assert "wrong_record_share" not in failed


@pytest.mark.slow
def test_without_friends_the_friends_part_of_every_score_is_nothing():
    scenario = CASES["no-friends"].extreme(SHORT)
    lived = live(scenario, begin(scenario, people=PEOPLE), months=2)
    assert not lived.people("score_friends").any()
    assert not lived.people("ties").any()


def test_everyone_equal_has_one_income():
    scenario = CASES["all-equal"].extreme(SHORT)
    people = begin(scenario, people=PEOPLE).columns
    assert np.unique(np.asarray(people["permanent_income"])[np.asarray(people["is_person"])]).size == 1


def test_seeing_nothing_is_not_watching():
    """But for what scores learn of payments and of friends: where nobody keeps files, lenders and friends tell."""
    case = CASES["nothing-seen"]
    apart = {f"scoring.factors.weight_{dimension}": 0.0 for dimension in ("history", "connections")}
    blind = case.extreme(SHORT).with_changes(apart)
    off = blind.set("watching.on", False)
    lived, absent = (live(one, begin(one, people=PEOPLE), months=3) for one in (blind, off))
    for name in ("score_points", "in_force", "rec_jaywalk", "cash_yuan", "debt_consumer_yuan"):
        np.testing.assert_array_equal(lived.people(name), absent.people(name))


def test_ids_are_unique_and_measures_exist():
    assert len(CASES) == len(EXTREMES)
    assert {limit.measure for case in EXTREMES for limit in case.limits} <= set(MEASURES)
    assert {case.shown for case in EXTREMES} <= set(MEASURES)


@pytest.mark.parametrize("case", CASES)
def test_what_is_changed_is_one_thing(case):
    usual, extreme = CASES[case].usual(SHORT), CASES[case].extreme(SHORT)
    assert usual != extreme
    assert isinstance(extreme, Scenario)
    assert usual.window == extreme.window
    assert usual.seed == extreme.seed


def test_an_unknown_case_is_refused_by_name():
    with pytest.raises(BadRequest, match=r"--case: received no-freinds; .*no-friends"):
        named(["no-freinds"])


@pytest.mark.slow
def test_all_limits_are_met_at_full_size():
    found = extremes()
    assert [v.to_dict() for finding in found for v in finding.verdicts if not v.is_met] == []
    assert {measure for finding in found for measure in met_as_usual(finding)} == set()
