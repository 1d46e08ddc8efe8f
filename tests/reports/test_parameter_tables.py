"""Differences are listed value by value, old and new; only what is switched on is listed as an assumption."""

from xinyong.reports.parameter_tables import CHANGE_GROUPS, NOTHING, effective, grouped, in_use, shown
from xinyong.scenario.parameter_rows import difference
from xinyong.scenario.scenario import Scenario


def test_values_are_told_as_words():
    assert shown(True) == "on"
    assert shown(False) == "off"
    assert shown(None) == NOTHING
    assert shown(0.35) == "0.35"
    assert shown("linear") == "linear"


def test_every_difference_is_told_once_and_in_order():
    a, b = Scenario.load("no-system"), Scenario.load("essay")
    found = grouped(difference(a, b), a, b)
    assert [group for group in CHANGE_GROUPS if group in found] == list(found)
    assert sum(map(len, found.values())) == len(difference(a, b))
    assert all(shown(change.old) == NOTHING for change in found["Sanctions"])


def test_a_single_change_is_told_with_its_source():
    a = Scenario.load("documented")
    path, held = next((path, held) for path, declared, held in a.walk() if path == "watching.on")
    assert held.plain is True
    b = a.with_changes({path: False})
    ((group, (change,)),) = grouped(difference(a, b), a, b).items()
    assert group == "Mechanisms and switches"
    assert (change.path, shown(change.old), shown(change.new), change.source) == (path, "on", "off", "user")


def test_parts_of_what_is_off_in_both_worlds_are_no_difference():
    a, b = Scenario.load("no-system"), Scenario.load("documented")
    dropped = {one.path for one in difference(a, b)} - {one.path for one in effective(difference(a, b), a, b)}
    assert "scoring.unified.on" in dropped  # on in A and off in B, but A has no scoring at all
    assert all((path.removesuffix(".on") in a.on) == (path.removesuffix(".on") in b.on) for path in dropped)
    assert {"scoring.on", "watching.on"} <= {one.path for one in effective(difference(a, b), a, b)}


def test_another_window_is_no_other_system():
    a = Scenario.load("documented")
    b = a.with_changes({"seed": 7})
    assert list(grouped(difference(a, b), a, b)) == ["Period, population and random seed"]


def test_what_is_off_is_not_listed():
    found = in_use(Scenario.load("no-system"))
    assert "watching" not in found.sections
    assert "rules" not in found.sections
    assert {"society", "livelihood", "lending"} <= set(found.sections)


def test_labels_add_up():
    found = in_use(Scenario.load("documented"))
    values = [value for section in found.sections.values() for value in section]
    assert found.total == len(values)
    assert found.counts["documented"] == sum(value["label"] == "documented" for value in values)
    paths = [value["path"] for value in found.sections["rules"]]
    assert [path for path in paths if path.count(".") == 1] == [
        f"rules.{r.id}" for r in Scenario.load("documented").rules
    ]


def test_a_section_tells_its_labels():
    words = in_use(Scenario.load("documented")).words("rules")
    assert words.startswith(f"{len(in_use(Scenario.load('documented')).sections['rules'])} (")
    assert "documented" in words


def test_scores_that_are_off_are_not_listed():
    assert "scoring.unified" not in in_use(Scenario.load("documented")).sections
    assert "scoring.points" in in_use(Scenario.load("documented")).sections
