"""Every picture has its words, its numbers and its drawing, from one definition."""

import dataclasses
import re
from dataclasses import replace

import pytest

from tests.charts.fabricated import comparison, one_run
from xinyong.charts import THEMES, picture, pictures, world_views
from xinyong.measures.registry import MEASURES

PLANS = [plan for theme in THEMES for plan in theme.plans]


def test_every_planned_measure_is_one():
    assert {measure for plan in PLANS for measure in plan.measures} <= set(MEASURES)


def test_ids_are_unique():
    ids = [plan.id for plan in PLANS] + [theme.id for theme in THEMES]
    assert len(set(ids)) == len(ids)


@pytest.fixture(scope="module")
def drawn():
    return pictures(comparison())


def test_each_has_title_unit_population_and_source(drawn):
    assert set(drawn) == {plan.id for plan in PLANS}
    for one in drawn.values():
        assert one.title
        assert "100,000 synthetic adults, each standing for 11,000 people" in one.subtitle
        assert "Xinyong 0.1.0, " in one.source
        assert "seed 1, 3 replicates" in one.source
        assert len(one.frame())
        assert len(one.table)


def test_labels_of_results_are_always_shown(drawn):
    for one in drawn.values():
        assert "B documented (documented)" in one.source


def test_a_world_without_the_score_is_said_to_be_missing(drawn):
    assert drawn["score"].source.endswith("Not defined in A no-system.")
    assert list(drawn["score"].table.columns) == ["Month", "B documented", "B documented, range", "On record"]


def test_the_key_names_only_worlds_that_are_drawn(drawn):
    assert drawn["gini-score"].undefined_in == ("A no-system",)
    assert drawn["gini-income"].undefined_in == ()


def test_a_picture_of_nothing_but_zeros_is_still(drawn):
    moving = drawn["collateral"]
    assert not moving.is_still
    zero = moving.data.assign(value=0.0, low=0.0, high=0.0)
    assert replace(moving, data=zero).is_still


def test_a_measure_that_is_defined_nowhere_has_no_picture():
    only_a = world_views(comparison())[:1]
    plan = next(plan for plan in PLANS if plan.id == "score")
    assert picture(plan, only_a) is None


@pytest.mark.parametrize("plan_id", ["listings", "sanctioned-groups", "approval"])
@pytest.mark.parametrize("width", [300, 530])
def test_a_picture_is_drawn_at_the_width_asked(drawn, plan_id, width):
    svg = drawn[plan_id].svg(width)
    natural = float(re.search(r'<svg [^>]*width="([\d.]+)"', svg)[1])
    assert natural == pytest.approx(width, rel=0.1)
    assert "Infinity" not in svg
    assert "NaN" not in svg


def test_ends_of_lines_are_labelled(drawn):
    svg = drawn["listings"].svg(530)
    assert ">A no-system<" in svg
    assert ">B documented<" in svg


def test_a_notebook_gets_the_words_too(drawn):
    spec = drawn["listings"].plot().to_dict()
    assert spec["title"]["text"] == "Entries on the court list"
    assert any(line.startswith("Simulated: Xinyong") for line in spec["title"]["subtitle"])
    assert spec["config"]["background"] == "white"


def test_one_run_is_called_one_run():
    for one in pictures(one_run()).values():
        assert "one run" in one.source
        assert "band" not in one.key


def test_the_twin_of_lines_holds_the_record(drawn):
    table = drawn["listings"].table
    row = table[table["Month"] == "2019-07"].iloc[0]
    assert row["On record"] == "14.5\u00a0m"
    assert set(table["Month"]) >= {"2013-01", "2013-12", "2019-12"}


def test_groups_are_left_out_where_the_last_month_has_no_value():
    run = one_run()
    plan = next(plan for plan in PLANS if plan.kind == "groups")
    ended = (run.series["measure"] == plan.measures[0]) & (run.series["month"] == run.series["month"].max())
    series = run.series.assign(value=run.series["value"].mask(ended))
    assert picture(plan, world_views(run)) is not None
    assert picture(plan, world_views(dataclasses.replace(run, series=series))) is None


def test_lines_of_people_say_on_how_many_simulated_cases_they_end(drawn):
    counts = {plan.id for plan in PLANS if plan.kind == "lines" and MEASURES[plan.measures[0]].unit == "people"}
    assert counts
    for plan_id in counts:
        assert re.search(r"The last value: A .*simulated.*; B .*simulated", drawn[plan_id].source)
    shares = {plan.id for plan in PLANS if MEASURES[plan.measures[0]].unit == "share"}
    assert not any(
        "simulated:" in drawn[plan_id].source or "The last value" in drawn[plan_id].source for plan_id in shares
    )
