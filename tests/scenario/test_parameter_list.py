import json

from xinyong.scenario.error_messages import parameter_paths
from xinyong.scenario.parameter_list import parameters
from xinyong.scenario.rule_provenance import FIELDS
from xinyong.scenario.scenario import Scenario

SCENARIO = Scenario.load("documented")
ROWS = {row["path"]: row for row in parameters(SCENARIO)}


def test_every_parameter_every_rule_and_every_field_of_a_rule_has_a_row():
    rules = [path for rule in SCENARIO.rules for path in rule_paths(rule)]
    assert list(ROWS) == [*parameter_paths_in_order(), *rules]


def rule_paths(rule):
    path, content = f"rules.{rule.id}", rule.content()
    return [path, *(f"{path}.{name}" for name in FIELDS if name in content)]


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
