import json

from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.scenario.error_messages import parameter_paths
from xinyong.scenario.parameter_rows import difference, parameters
from xinyong.scenario.rules import SOURCED_FIELDS
from xinyong.scenario.scenario import Scenario

ESSAY, DOCUMENTED = Scenario.load("essay"), Scenario.load("documented")


def test_a_scenario_does_not_differ_from_itself_nor_from_a_renamed_copy():
    assert difference(ESSAY, ESSAY) == ()
    assert difference(ESSAY, ESSAY.with_changes({"name": "copy", "title": "A copy", "label": "hypothetical"})) == ()


def test_a_changed_value_is_shown_with_unit_source_and_label():
    changed = DOCUMENTED.set("watching.cashless", {"value": 0.5, "source": "F7", "label": "essay"})
    (row,) = difference(DOCUMENTED, changed)
    assert (row.path, row.new, row.unit) == ("watching.cashless", 0.5, "share")
    assert (row.source, row.label) == ("F7", "essay")
    assert "from 2017-06" in str(row.old)
    assert row.meaning
    assert not row.is_frame


def test_window_seed_and_population_are_the_frame():
    changed = DOCUMENTED.with_changes({"window.until": "2019-12", "seed": 2, "population": 5})
    rows = difference(DOCUMENTED, changed)
    assert [(r.path, r.new) for r in rows] == [("window.until", "2019-12"), ("seed", 2), ("population", 5)]
    assert all(row.is_frame for row in rows)


def test_rules_are_compared_by_their_ids():
    rule = DOCUMENTED.rules[0]
    (row,) = difference(DOCUMENTED, DOCUMENTED.set(f"rules.{rule.id}.on", False))
    assert (row.path, row.old, row.new) == (f"rules.{rule.id}.on", True, False)
    assert (row.source, row.label) == ("user", "hypothetical")
    (row,) = difference(DOCUMENTED, DOCUMENTED.set(f"rules.{rule.id}.latency_months", 9))
    assert (row.old, row.new, row.unit) == (rule.latency_months, 9, "months")
    assert (row.source, row.label) == ("user", "hypothetical")
    given = {"value": 9, "source": "5", "label": "documented"}
    (row,) = difference(DOCUMENTED, DOCUMENTED.set(f"rules.{rule.id}.latency_months", given))
    assert (row.new, row.source, row.label) == (9, "5", "documented")
    same = {"value": rule.latency_months, "source": "5", "label": "documented"}
    assert difference(DOCUMENTED, DOCUMENTED.set(f"rules.{rule.id}.latency_months", same)) == ()
    trigger = {"listed": "court_list"}
    (row,) = difference(DOCUMENTED, DOCUMENTED.set(f"rules.{rule.id}.trigger", trigger))
    assert (row.old, row.new) == (str(rule.trigger), "on the court list")
    (row,) = difference(DOCUMENTED, DOCUMENTED.set(f"rules.{rule.id}.exempt", ["official", "member"]))
    assert row.new == "official, member"
    fewer = DOCUMENTED.model_copy(update={"rules": DOCUMENTED.rules[1:]})
    (row,) = difference(DOCUMENTED, fewer)
    assert (row.path, row.new) == (f"rules.{rule.id}", None)
    assert rule.effect in str(row.old)
    (row,) = difference(fewer, DOCUMENTED)
    assert row.old is None
    assert (row.source, row.label) == (rule.source, rule.label)


@given(st.permutations([ESSAY, DOCUMENTED, Scenario.load("no-system")]))
@settings(deadline=None)
def test_the_other_way_round_old_and_new_change_places(scenarios):
    a, b, _ = scenarios
    there = {row.path: (row.old, row.new) for row in difference(a, b)}
    back = {row.path: (row.new, row.old) for row in difference(b, a)}
    assert there == back
    assert there


SCENARIO = Scenario.load("documented")
ROWS = {row["path"]: row for row in parameters(SCENARIO)}


def test_every_parameter_every_rule_and_every_field_of_a_rule_has_a_row():
    rules = [path for rule in SCENARIO.rules for path in rule_paths(rule)]
    assert list(ROWS) == [*parameter_paths_in_order(), *rules]


def rule_paths(rule):
    path, content = f"rules.{rule.id}", rule.content()
    return [path, *(f"{path}.{name}" for name in SOURCED_FIELDS if name in content)]


def test_the_size_of_a_documented_rule_is_an_assumption():
    rule, size = ROWS["rules.t7-hospitality"], ROWS["rules.t7-hospitality.size"]
    assert (rule["source"], rule["label"]) == ("T7", "documented")
    assert (size["value"], size["low"], size["high"], size["unit"]) == (0.6, 0, 1, "share")
    assert (size["source"], size["label"]) == ("assumption", "hypothetical")
    assert ROWS["rules.t7-hospitality.exempt"]["value"] == "nobody"
    flights = ROWS["rules.t6-flights.size"]
    assert (flights["label"], flights["note"]) == ("documented", "no flights at all")


def parameter_paths_in_order():
    assert set(parameter_paths(Scenario)) == {path for path, _, _ in SCENARIO.walk()}
    return [path for path, _, _ in SCENARIO.walk()]


def test_a_row_has_value_unit_range_meaning_and_provenance():
    row = ROWS["watching.cashless"]
    assert (row["unit"], row["low"], row["high"]) == ("share", 0, 1)
    assert set(row) == {"path", "value", "unit", "low", "high", "meaning", "source", "label", "note"}
    assert ROWS["watching.on"]["value"] is True
    assert ROWS["watching.on"]["low"] is None


def test_the_rows_are_json():
    assert json.loads(json.dumps(list(ROWS.values()))) == list(ROWS.values())
