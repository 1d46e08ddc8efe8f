import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from xinyong.errors import BadScenario
from xinyong.scenario.months import FIRST_MONTH, parse_month
from xinyong.scenario.scenario import Scenario
from xinyong.scenario.toml import merged, merged_rules, nested, value_toml

words = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    words | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), inner),
    max_leaves=8,
)


@given(values)
def test_what_is_written_is_what_python_reads(value):
    assert tomllib.loads(f"value = {value_toml(value)}")["value"] == value


def test_what_a_scenario_does_not_hold_is_not_written():
    with pytest.raises(TypeError, match="NoneType"):
        value_toml(None)


BAN = {
    "id": "ban",
    "kind": "stick",
    "trigger": {"listed": "court_list"},
    "size": 1.0,
    "source": "T6",
    "label": "documented",
}


def test_key_paths_become_nested_tables():
    assert nested({"a.b.c": 1, "a.b.d": 2, "e": 3}) == {"a": {"b": {"c": 1, "d": 2}}, "e": 3}
    assert nested({"a": {"b": 1}, "a.c": 2}) == {"a": {"b": 1, "c": 2}}
    assert nested({"a.b": 1, "a": {"c": 2}}) == {"a": {"b": 1, "c": 2}}
    given = {"a": {"b": {"c": 1}}}
    assert nested({**given, "a.b.d": 2}) == {"a": {"b": {"c": 1, "d": 2}}}
    assert given == {"a": {"b": {"c": 1}}}


@pytest.mark.parametrize(
    "changes", [{"a": 1, "a.b": 2}, {"a.b": 2, "a": 1}, {"a.b": 1, "a": {"b": 1}}, {"a": [], "a.b": 1}]
)
def test_a_change_that_would_overwrite_another_is_refused(changes):
    with pytest.raises(PydanticCustomError) as caught:
        nested(changes)
    assert "two changes of a" in caught.value.context["received"]


def test_sections_are_merged_key_by_key_and_values_whole():
    parent = {
        "watching": {
            "on": {"value": True, "source": "P3"},
            "bills_coverage": {"value": 0.2, "source": "2h", "note": "n"},
        }
    }
    child = {"watching": {"bills_coverage": {"value": 0.3}}}
    table = merged(parent, child, Scenario)
    assert table == {"watching": {"on": {"value": True, "source": "P3"}, "bills_coverage": {"value": 0.3}}}


def test_the_same_plain_value_keeps_its_provenance():
    held = {"value": 1.0, "source": "2h"}
    assert merged({"seed": held}, {"seed": 1}, Scenario)["seed"] == held
    assert merged({"seed": held}, {"seed": True}, Scenario)["seed"] is True
    assert merged({"seed": held}, {"seed": 2}, Scenario)["seed"] == 2


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("lending.supply", [("2016-01", 0.5)]),  # constant in the preset
        ("watching.cashless", [("2016-01", 0.5)]),  # dated, joined by straight lines
        ("watching.cashless", [("2000-01", 0.0), ("2016-01", 0.5)]),
        ("scoring.points.forgetting", [("2016-01", 0.5), ("2018-01", 0.25)]),
    ],
)
@pytest.mark.parametrize("name", ["documented", "essay"])
def test_months_before_the_first_date_keep_their_values(name, path, rows):
    """Field case 10: `lending.supply` from 2016 on changed 2013 too."""
    scenario = Scenario.load(name)
    given = [{"from": month, "value": value} for month, value in rows]
    changed = scenario.set(path, given)
    section, _, parameter = path.rpartition(".")
    old, new = (getattr(s.section(section), parameter) for s in (scenario, changed))
    first = parse_month(rows[0][0])
    assert [new.at(m) for m in range(FIRST_MONTH, first)] == pytest.approx(
        [old.at(m) for m in range(FIRST_MONTH, first)], 1e-15
    )
    assert [new.at(parse_month(month)) for month, _ in rows] == [value for _, value in rows]
    assert new.points[0].source == old.points[0].source
    again = tomllib.loads(changed.to_toml())
    assert Scenario.from_table(again) == changed
    assert scenario.set(path, new.as_toml()).hash == changed.hash  # a complete list stays as it is


def test_faults_in_dated_values_are_numbered_as_they_were_given():
    with pytest.raises(BadScenario, match=r"lending\.supply\[2\]\.from"):
        Scenario.load("documented").set(
            "lending.supply", [{"from": "2016-01", "value": 1}, {"from": "2015-01", "value": 1}]
        )


def test_neither_table_is_touched():
    parent, child = (
        {"watching": {"on": True}, "rules": [dict(BAN)]},
        {"watching": {"on": False}, "rules": {"ban": {"on": False}}},
    )
    merged(parent, child, Scenario)
    assert parent == {"watching": {"on": True}, "rules": [BAN]}
    assert child == {"watching": {"on": False}, "rules": {"ban": {"on": False}}}


def test_rules_are_changed_by_id_and_new_ones_follow():
    new = {**BAN, "id": "new"}
    for child in ([{"id": "ban", "on": False}, new], {"ban": {"on": False}, "new": new}):
        assert merged_rules([BAN], child) == [{**BAN, "on": False}, new]


def test_who_changes_a_field_of_a_rule_is_its_source_unless_they_say_otherwise():
    (changed,) = merged_rules([BAN], {"ban": {"size": 0.5}})
    assert changed == {**BAN, "size": {"value": 0.5, "source": "user", "label": "hypothetical"}}
    given = {"value": 0.5, "source": "2a", "label": "essay"}
    (said,) = merged_rules([BAN], {"ban": {"size": given}})
    assert said == {**BAN, "size": given}
    (same,) = merged_rules([{**BAN, "size": given}], {"ban": {"size": 0.5}})
    assert same == {**BAN, "size": given}


def test_who_makes_another_rule_of_one_is_its_source_unless_they_say_otherwise():
    trigger = {"grade_at_most": {"grade": "C"}}
    (changed,) = merged_rules([BAN], {"ban": {"trigger": trigger}})
    assert (changed["source"], changed["label"]) == ("user", "hypothetical")
    (said,) = merged_rules([BAN], {"ban": {"trigger": trigger, "source": "2d", "label": "essay"}})
    assert (said["source"], said["label"]) == ("2d", "essay")
    (given,) = merged_rules([BAN], {"ban": {"trigger": {"value": trigger, "source": "2d"}}})
    assert (given["source"], given["label"]) == ("T6", "documented")


@pytest.mark.parametrize(
    ("child", "message"),
    [
        (3, "tables"),
        ([3], "tables"),
        ({"ban": 3}, r"rules\.ban\.on = true or false"),
        ([{"on": False}], "an id in every rule"),
        ([{"id": "ban"}, {"id": "ban"}], "unique ids"),
        ({"bann": {"on": False}}, "Did you mean 'ban'"),
    ],
)
def test_what_is_no_rule_is_refused(child, message):
    with pytest.raises(PydanticCustomError, match=message):
        merged_rules([BAN], child)


def test_a_change_of_a_rule_where_there_are_none_is_refused():
    with pytest.raises(PydanticCustomError, match="no rules to change"):
        merged_rules([], {"ban": {"on": False}})


def test_a_change_of_a_bound_keeps_the_score_of_the_trigger():
    changed = Scenario.load("essay").set("rules.t6-flights.trigger.score_below.at", 450)
    (rule,) = [rule for rule in changed.rules if rule.id == "t6-flights"]
    assert str(rule.trigger) == "unified score below 450"


def test_a_change_to_another_condition_replaces_the_trigger():
    changed = Scenario.load("essay").set("rules.t6-flights.trigger", {"listed": "court_list"})
    (rule,) = [rule for rule in changed.rules if rule.id == "t6-flights"]
    assert rule.trigger.listed == "court_list"
    assert rule.trigger.score_below is None
