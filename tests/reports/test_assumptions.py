"""Only what is switched on is listed as an assumption, and every value with its label."""

from xinyong.reports.assumptions import in_use
from xinyong.scenario.scenario import Scenario


def test_what_is_off_is_not_listed():
    found = in_use(Scenario.load("no-system"))
    assert "watching" not in found.sections
    assert "rules" not in found.sections
    assert {"society", "livelihood", "lending"} <= set(found.sections)


def test_labels_add_up():
    found = in_use(Scenario.load("documented"))
    values = [value for section in found.sections.values() for value in section]
    assert found.total == len(values)
    assert found.counts["documented"] == sum(value.label == "documented" for value in values)
    paths = [value.path for value in found.sections["rules"]]
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
