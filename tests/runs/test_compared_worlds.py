"""Which worlds are compared: one window, one population, no two the same, and the baseline without one thing."""

import pytest

from xinyong.errors import BadRequest
from xinyong.runs.compared_worlds import compared_worlds, less
from xinyong.scenario.parameter_rows import difference
from xinyong.scenario.scenario import Scenario

ESSAY = Scenario.load("essay")


def in_window(first, last, preset="no-system", **more):
    return Scenario.load(preset).with_changes({"window": {"from": first, "until": last}, **more})


def windows(worlds):
    return {tuple(world.window.as_words().values()) for world in worlds}


def test_worlds_run_in_the_months_that_all_of_them_share():
    worlds = in_window("2010-01", "2015-12"), in_window("2013-01", "2020-12", "documented")
    assert windows(compared_worlds(worlds)) == windows(compared_worlds(worlds[::-1])) == {("2013-01", "2015-12")}


def test_a_month_that_is_asked_for_holds_for_all_worlds():
    worlds = in_window("2010-01", "2015-12"), in_window("2013-01", "2020-12", "documented")
    assert windows(compared_worlds(worlds, from_="2012-01")) == {("2012-01", "2015-12")}
    assert windows(compared_worlds(worlds, from_="2012-01", until="2018-03")) == {("2012-01", "2018-03")}


def test_worlds_without_a_common_month_are_refused():
    with pytest.raises(BadRequest, match="share at least one month"):
        compared_worlds([in_window("2010-01", "2011-12"), in_window("2013-01", "2020-12", "documented")])


@pytest.mark.parametrize("name", ["population", "seed"])
def test_worlds_of_different_people_are_refused(name):
    with pytest.raises(BadRequest, match=f"one {name} for all worlds"):
        compared_worlds([ESSAY.set(name, 300), "documented"])
    compared_worlds([ESSAY.set(name, 300), "documented"], **{name: 300})


@pytest.mark.parametrize("changes", [None, {"scoring.friends.on": False}])
def test_worlds_that_are_the_same_are_refused(changes):
    with pytest.raises(BadRequest, match="which are the same"):
        compared_worlds(["essay", "essay"], changes=changes)
    with pytest.raises(BadRequest, match="changes_c="):
        compared_worlds(["no-system", "essay", ESSAY], changes=changes)


def test_one_world_is_no_comparison_but_one_without_a_part_of_it_is():
    with pytest.raises(BadRequest, match="without="):
        compared_worlds(["essay"])
    whole, rest = compared_worlds(["essay"], without=["friends"])
    assert whole.name == "essay"
    assert rest.name == "essay-without-friends"
    assert [d.path for d in difference(whole, rest)] == ["scoring.friends.on"]


@pytest.mark.parametrize(
    ("thing", "off"),
    [
        ("scoring.friends", {"scoring.friends.on"}),
        ("watching.cameras", {"watching.cameras.on"}),
        ("t6-flights", {"rules.t6-flights.on"}),
        ("t6", {"rules.t6-flights.on", "rules.t6-rail.on"}),
        ("travel", {"rules.k3-visa.on", "rules.k4-transit.on", "rules.t6-flights.on", "rules.t6-rail.on"}),
        ("bars_rail", {"rules.t6-rail.on"}),
        ("sticks", {f"rules.{rule.id}.on" for rule in ESSAY.rules if rule.kind == "stick"}),
    ],
)
def test_the_baseline_less_one_thing_differs_in_that_alone(thing, off):
    assert {d.path if d.path.endswith(".on") else f"{d.path}.on" for d in difference(ESSAY, less(ESSAY, thing))} == off


def test_rules_that_need_a_score_go_with_it():
    without = less(ESSAY, "court_list")
    assert not [rule.id for rule in without.rules if rule.on and rule.trigger.needs == "court_list"]
    assert [rule.id for rule in without.rules if rule.on]


def test_what_is_off_or_unknown_is_refused():
    with pytest.raises(BadRequest, match="Did you mean 'scoring\\.friends'"):
        less(ESSAY, "scoring.freinds")
    off = ESSAY.set("rules.t6-rail.on", False)
    with pytest.raises(BadRequest, match="off already"):
        less(off, "t6-rail")
