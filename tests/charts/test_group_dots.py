"""Who bears it: values by group at the end, in words, with a mark for each world."""

import pytest

from tests.charts.fabricated import GROUPS, comparison, one_run
from xinyong.charts import world_views
from xinyong.charts.group_dots import draw_groups, ends, group_words, latest
from xinyong.charts.picture import group_table


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("all", "everyone"),
        ("quintile=1", "1 (poorest)"),
        ("quintile=3", "3"),
        ("age=18-29", "18–29"),
        ("occupation=out-of-work", "out-of-work"),
    ],
)
def test_a_group_is_said_in_words(group, words):
    assert group_words(group) == words


def test_the_end_is_the_last_month_for_every_world_and_group():
    table = ends(world_views(comparison()), "share_sanctioned")
    assert len(table) == 2 * len(GROUPS)
    assert set(table["month"].astype(str)) == {"2019-12-01"}
    assert table["family"].iloc[0] == "all"


def test_an_undefined_measure_has_no_rows_for_that_world():
    assert set(ends(world_views(comparison()), "mean_score")["world_index"]) == {1}


def test_each_world_has_its_shape():
    worlds = world_views(comparison())
    spec = draw_groups(worlds, ends(worlds, "share_sanctioned"), unit="share", from_zero=True, width=530).to_dict()
    shapes = [layer["mark"]["shape"] for layer in spec["layer"] if layer["mark"]["type"] == "point"]
    assert shapes == ["circle", "square"]


def test_the_twin_has_a_row_a_group():
    worlds = world_views(comparison())
    table = group_table(worlds, ends(worlds, "share_sanctioned"), "share")
    assert list(table["Group"])[:2] == ["Everyone", "Area: rural"]
    assert table.columns[0] == "Group"
    assert len(table) == len(GROUPS)


def test_numbers_of_people_have_their_simulated_cases_by_group():
    worlds = world_views(comparison())
    rows = ends(worlds, "listings_cumulative")
    table = group_table(worlds, rows, "people", measure="listings_cumulative")
    for place, world in enumerate(worlds):
        each, replicates = world.run.manifest["people_per_citizen"], world.run.manifest["replicates"]
        found = [round(value / each * replicates) for value in rows[rows["world_index"] == place]["value"]]
        words = [f"{n:,} simulated" + (": too few" if n < 10 else "") if n else "none simulated" for n in found]
        assert [cell.replace("\u00a0", " ") for cell in table[f"{world.called}, cases"]] == words
    plain = group_table(worlds, ends(worlds, "share_sanctioned"), "share", measure="share_sanctioned")
    assert not any(column.endswith("cases") for column in plain.columns)


def test_several_measures_stand_beside_each_other_each_in_its_last_month():
    (side,) = world_views(one_run())
    parts = {"Head": {"gini_income": "income", "no_such_measure": "nothing"}, "Other": {"share_listed": "listed"}}
    table = latest([side], parts)
    assert list(table["words"]) == ["income", "listed"]
    assert list(table["family"]) == ["Head", "Other"]
    assert table["value"][0] == side.monthly("gini_income")["value"].iloc[-1]
