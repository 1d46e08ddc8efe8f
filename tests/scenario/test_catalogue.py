import json

from xinyong.scenario.catalogue import parameters
from xinyong.scenario.explain import parameter_paths
from xinyong.scenario.scenario import Scenario

SCENARIO = Scenario.load("documented")
ROWS = {row["path"]: row for row in parameters(SCENARIO)}


def test_every_parameter_and_every_rule_has_a_row():
    rules = [f"rules.{rule.id}" for rule in SCENARIO.rules]
    assert list(ROWS) == [*parameter_paths_in_order(), *rules]


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
