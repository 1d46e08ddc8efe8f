import json
import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from xinyong.scenario.months import parse_month
from xinyong.scenario.parameter import Section, choice, parameter, switch
from xinyong.scenario.parameter_value import Choice, Setting, Switch


class Inner(Section):
    on: Switch = switch(False, meaning="whether it exists")


class Town(Section):
    on: Switch = switch(True, meaning="whether it exists", source="P3", label="essay")
    cameras: Setting = parameter(
        0.2, unit="share", low=0, high=1, meaning="cameras", source="2h, V1", label="documented"
    )
    wages: Setting = parameter(
        [("2010-01", 100.0), ("2012-01", 200, "P11", "essay")],
        unit="yuan/month",
        low=0,
        high=1e6,
        meaning="wages",
        source="assumption",
        between="linear",
    )
    rule: Choice = choice("state", "state", "firms", meaning="who decides", source="P16")
    inner: Inner = Inner()


def problem(**given):
    with pytest.raises(ValidationError) as caught:
        Town(**given)
    (error,) = caught.value.errors()
    return error["ctx"]


def test_defaults_carry_their_provenance():
    town = Town()
    assert (town.cameras.source, town.cameras.label) == ("2h, V1", "documented")
    assert [(p.source, p.label) for p in town.wages.points] == [
        ("assumption", "hypothetical"),
        ("P11", "essay"),
    ]
    assert town.on
    assert not town.inner.on
    assert town.rule.value == "state"


def test_numbers_of_a_month_are_the_settings_and_nothing_else():
    assert Town().numbers(parse_month("2011-01")) == {"cameras": 0.2, "wages": 150.0}


def test_a_section_is_on_if_it_has_a_switch_that_is_on():
    class Bare(Section):
        cameras: Setting = parameter(0.2, unit="share", low=0, high=1, meaning="cameras", source="2h")

    assert Town().is_on
    assert not Inner().is_on
    assert not Bare().is_on


def test_walking_names_every_parameter_by_its_path():
    assert [path for path, _, _ in Town().walk("town.")] == [
        "town.on",
        "town.cameras",
        "town.wages",
        "town.rule",
        "town.inner.on",
    ]


def test_a_section_never_changes():
    with pytest.raises(ValidationError, match="frozen"):
        Town().cameras = Town().cameras


def test_a_bare_value_is_the_users_unless_it_is_the_default():
    assert (Town(cameras=0.3).cameras.source, Town(cameras=0.3).cameras.label) == ("user", "hypothetical")
    assert Town(cameras=0.2) == Town()
    assert Town(on=False).on.source == "user"
    assert Town(on=True, rule="state") == Town()
    assert Town(rule="firms").rule.label == "hypothetical"


def test_a_table_says_where_a_value_comes_from():
    table = {"value": 0.4, "source": "2h", "label": "documented", "note": "forecast"}
    assert Town(cameras=table).cameras.as_toml() == table
    assert Town(on={**table, "value": False}).on.as_toml() == {**table, "value": False}
    assert Town(rule={**table, "value": "firms"}).rule.as_toml() == {**table, "value": "firms"}


def test_values_of_another_town_can_be_given():
    town = Town(cameras=0.3, wages=[{"from": "2001-01", "value": 3}], on=False, rule="firms")
    assert Town(cameras=town.cameras, wages=town.wages, on=town.on, rule=town.rule) == town


def test_numpy_numbers_are_numbers():
    assert Town(cameras=np.float32(0.5)).cameras.at(0) == 0.5
    assert Town(wages=np.int64(7)).wages.at(0) == 7.0


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, -0.1, 1.1])
def test_numbers_out_of_range_are_refused_with_the_range(value):
    assert problem(cameras=value)["accepted"] == "a number from 0 to 1 (share)"


@pytest.mark.parametrize("value", [True, "0.3", "30 %", "much", None, object(), b"1", np.bool_(True)])
def test_what_is_no_number_is_not_converted(value):
    assert problem(cameras=value)["accepted"].startswith("a number from 0 to 1")


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({"cameras": "30 %"}, "write 0.3"),
        ({"cameras": 30}, "write 0.3"),
        ({"cameras": "0.3"}, "Remove the quotes: 0.3."),
        ({"cameras": "many"}, "Write a number without quotes."),
        ({"cameras": True}, "for switches"),
        ({"wages": "300 USD"}, "The unit is fixed (yuan/month)"),
        ({"wages": -1}, "xy.facts()"),
        ({"on": 1}, "true or false"),
        ({"rule": "frims"}, "Did you mean 'firms'?"),
        ({"rule": 3}, "in quotes"),
        ({"cameras": {"value": 0.3, "sorce": "2h"}}, "Did you mean 'source'?"),
        ({"cameras": {"source": "2h"}}, "Add value."),
        ({"cameras": {"value": 0.3, "source": "2hh"}}, "Did you mean '2h'"),
        ({"cameras": {"value": 0.3, "source": 2}}, "in quotes"),
        ({"cameras": {"value": 0.3, "label": "esay"}}, "Did you mean 'essay'?"),
        ({"cameras": {"value": 0.3, "label": 1}}, "in quotes"),
        ({"cameras": {"value": 0.3, "note": 1}}, "in quotes"),
        ({"wages": []}, "at least one"),
        ({"wages": [1.0]}, "Write for instance"),
        ({"wages": [{"from": "2010", "value": 1}]}, "four digits"),
        ({"wages": [{"from": date(2010, 3, 1), "value": 1}]}, "'2010-03', in quotes"),
        ({"wages": [{"from": 2010, "value": 1}]}, "in quotes"),
        ({"wages": [{"from": "2010-01"}]}, "Add value."),
    ],
)
def test_a_refusal_says_what_to_do(given, remedy):
    assert remedy in problem(**given)["remedy"]


@pytest.mark.parametrize("second", ["2010-01", "2009-12"])
def test_dated_values_stand_in_the_order_of_their_months(second):
    context = problem(wages=[{"from": "2010-01", "value": 1}, {"from": second, "value": 2}])
    assert context["path"] == (1, "from")
    assert context["received"] == second


@pytest.mark.parametrize(
    "arguments", [{"default": 2.0}, {"source": "Z9"}, {"default": [("2010-01", 0.1), ("2009-01", 0.2)]}]
)
def test_a_declaration_that_contradicts_itself_is_a_bug(arguments):
    good = {"default": 0.5, "unit": "share", "low": 0, "high": 1, "meaning": "cameras", "source": "2h"}
    with pytest.raises(PydanticCustomError):
        parameter(**(good | arguments))


def test_a_choice_holds_its_default():
    with pytest.raises(PydanticCustomError):
        choice("king", "state", "firms", meaning="who decides")


def test_the_schema_tells_unit_and_range_and_all_forms():
    schema = Town.model_json_schema()["properties"]
    assert schema["cameras"]["unit"] == "share"
    number, table, dated = schema["cameras"]["anyOf"]
    assert number == {"type": "number", "minimum": 0, "maximum": 1}
    assert table["required"] == ["value"]
    assert dated["items"]["required"] == ["from", "value"]
    assert schema["on"]["default"]["value"] is True
    assert schema["rule"]["anyOf"][0] == {"enum": ["state", "firms"]}
    json.dumps(schema)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "from", "source", "label", "note", "x"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@given(anything, st.sampled_from(["on", "cameras", "wages", "rule"]))
def test_whatever_is_given_is_held_or_refused_with_a_reason(value, name):
    try:
        held = getattr(Town(**{name: value}), name)
    except ValidationError as error:
        for one in error.errors():
            assert one["ctx"]["accepted"]
            assert one["ctx"]["remedy"]
    else:
        assert Town(**{name: held.as_toml()}) == Town(**{name: value})
