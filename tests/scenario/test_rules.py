import pytest
from pydantic import ValidationError

from xinyong.scenario.months import parse_month
from xinyong.scenario.parameter_value import Sourced
from xinyong.scenario.rules import SOURCED_FIELDS, Rule, Trigger
from xinyong.vocabulary.scores import GRADES

BAN = {
    "id": "no-flights",
    "kind": "stick",
    "trigger": {"listed": "court_list"},
    "effect": "bars_flights",
    "size": 1.0,
    "gravity": 3,
    "context": "travel",
    "from": "2013-10",
    "until": "2020-12",
    "source": "T6",
    "label": "documented",
}


def test_grades_run_from_the_best_to_the_worst():
    assert GRADES == ("AAA", "AA", "A", "B", "C", "D")


def test_a_rule_holds_in_its_months_both_included():
    rule = Rule(**BAN)
    assert not rule.is_dated_in(parse_month("2013-09"))
    assert rule.is_dated_in(parse_month("2013-10"))
    assert rule.is_dated_in(parse_month("2020-12"))
    assert not rule.is_dated_in(parse_month("2021-01"))
    unbounded = Rule(**{k: v for k, v in BAN.items() if k not in ("from", "until")})
    assert unbounded.is_dated_in(0)


def test_a_rule_survives_its_table():
    rule = Rule(**BAN, exempt=["official"], latency_months=2, automation=0.5)
    assert Rule(**rule.as_table()) == rule
    assert rule.as_table()["from"]["value"] == "2013-10"
    assert rule.content()["from"] == "2013-10"
    assert not {"source", "label", "meaning"} & set(rule.content())


def test_a_field_has_a_source_of_its_own_and_is_an_assumption_without_one():
    rule = Rule(**(BAN | {"size": {"value": 0.5, "source": "2a-travel", "label": "documented", "note": "half"}}))
    assert (rule.size, rule.source, rule.label) == (0.5, "T6", "documented")
    assert rule.origin("size") == Sourced(source="2a-travel", label="documented", note="half")
    assert rule.origin("trigger") == Sourced(source="T6", label="documented")
    for name in ("context", "gravity", "from", "until", "automation", "latency_months", "exempt"):
        assert rule.origin(name) == Sourced(source="assumption", label="hypothetical")
    assert rule.as_table()["size"] == {"value": 0.5, "source": "2a-travel", "label": "documented", "note": "half"}


def test_the_fields_of_a_rule_without_a_source_are_the_users():
    rule = Rule(**{key: value for key, value in BAN.items() if key not in ("source", "label")})
    assert {rule.origin(name).source for name in SOURCED_FIELDS} == {"user"}


def test_any_field_may_be_a_table_and_alters_nothing():
    plain = Rule(**BAN, exempt=["official"], latency_months=2, automation=0.5)
    stated = {name: {"value": plain.content()[name], "source": "5", "label": "essay"} for name in SOURCED_FIELDS}
    rule = Rule(**(BAN | stated))
    assert rule.content() == plain.content()
    assert rule != plain
    assert {rule.origin(name).label for name in SOURCED_FIELDS} == {"essay"}
    assert Rule(**rule.as_table()) == rule


def test_the_schema_of_a_field_is_a_value_or_a_table():
    plain, table = Rule.model_json_schema()["properties"]["size"]["anyOf"]
    assert (plain["minimum"], plain["maximum"]) == (0, 1)
    assert table["properties"]["value"] == plain
    assert set(table["properties"]) == {"value", "source", "label", "note"}


@pytest.mark.parametrize(
    ("trigger", "kind", "needs", "text"),
    [
        ({"score_below": {"score": "points", "at": 850}}, "score_below", "points", "points score below 850"),
        (
            {"score_above": {"score": "factors", "at": 700}},
            "score_above",
            "factors",
            "factors score above 700",
        ),
        ({"grade_at_most": {"grade": "C"}}, "grade_at_most", "points", "grade C or worse"),
        ({"grade_at_least": {"grade": "AAA"}}, "grade_at_least", "points", "grade AAA or better"),
        ({"listed": "court_list"}, "listed", "court_list", "on the court list"),
    ],
)
def test_a_trigger_says_what_it_needs(trigger, kind, needs, text):
    found = Trigger(**trigger)
    assert (found.kind, found.needs, str(found)) == (kind, needs, text)


@pytest.mark.parametrize("trigger", [{}, {"listed": "court_list", "grade_at_most": {"grade": "C"}}])
def test_a_trigger_is_exactly_one_condition(trigger):
    with pytest.raises(ValidationError, match="exactly one"):
        Trigger(**trigger)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "No Flights"},
        {"kind": "whip"},
        {"size": 1.5},
        {"size": True},
        {"size": float("nan")},
        {"gravity": 11},
        {"context": "sports"},
        {"from": "2021-01"},
        {"from": 2013},
        {"automation": -0.1},
        {"latency_months": 25},
        {"latency_months": 1.5},
        {"exempt": ["king"]},
        {"exempt": ["official", "official"]},
        {"source": "T99"},
        {"size": {"value": 1.0, "source": "T99"}},
        {"size": {"value": 1.0, "label": "true"}},
        {"size": {"source": "T6"}},
        {"size": {"value": None}},
        {"trigger": {"source": "T6"}},
        {"effect": {"value": "bars_flights"}},
        {"on": 1},
        {"effect": "eases_visa"},
        {"kind": "carrot"},
        {"colour": "red"},
        {"trigger": {"score_below": {"score": "points", "at": -1}}},
        {"trigger": {"listed": "police"}},
    ],
)
def test_a_bad_rule_is_refused(change):
    with pytest.raises(ValidationError):
        Rule(**(BAN | change))
