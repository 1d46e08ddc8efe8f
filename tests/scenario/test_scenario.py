import json
import tomllib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.errors import LONGEST_MESSAGE, BadScenario
from xinyong.scenario.declaration import Number, OneOf
from xinyong.scenario.error_messages import parameter_paths
from xinyong.scenario.months import parse_month
from xinyong.scenario.rules import MOST_RULES, Rule
from xinyong.scenario.scenario import Scenario, Window

PRESETS = ("no-system", "essay", "documented")
BAN = {
    "id": "ban",
    "kind": "stick",
    "trigger": {"listed": "court_list"},
    "effect": "bars_flights",
    "size": 1.0,
    "context": "travel",
}


@cache
def preset(name):
    return Scenario.load(name)


def everything_on():
    """A bare scenario: every switch as the sections declare it."""
    return Scenario.from_table({"name": "bare", "rules": [BAN]})


@pytest.mark.parametrize("name", PRESETS)
def test_the_resolved_text_loads_to_an_equal_scenario_with_an_equal_hash(name, tmp_path):
    file = tmp_path / "scenario.toml"
    file.write_text(preset(name).to_toml(), encoding="utf-8")
    again = Scenario.load(file)
    assert again == preset(name)
    assert again.hash == preset(name).hash
    assert again.to_toml() == preset(name).to_toml()


def declared(scenario):
    return {path: what for path, what, _ in scenario.walk()}


def is_independent(path):
    """Whether a parameter is accepted over its whole range whatever the others are: the ends of a scale are not."""
    return not path.endswith((".low", ".high"))


def changes_of(what):
    if isinstance(what, Number):
        number = st.floats(what.low, what.high)
        months = st.lists(st.integers(1900, 2100), min_size=1, max_size=3, unique=True).map(sorted)
        rows = st.tuples(months, st.lists(number, min_size=3, max_size=3))
        dated = rows.map(lambda r: [{"from": f"{y}-07", "value": v} for y, v in zip(*r, strict=False)])
        return number | dated
    return st.sampled_from(what.options) if isinstance(what, OneOf) else st.booleans()


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_any_accepted_change_survives_writing_and_is_told_by_the_hash(data):
    scenario = preset("no-system")
    known = declared(scenario)
    path = data.draw(st.sampled_from(sorted(filter(is_independent, known))))
    changed = scenario.set(path, data.draw(changes_of(known[path])))
    assert Scenario.from_table(tomllib.loads(changed.to_toml())) == changed
    before = {p: held.plain for p, _, held in scenario.walk()}
    after = {p: held.plain for p, _, held in changed.walk()}
    assert (changed.hash == scenario.hash) == (before == after)
    assert {p for p in before if before[p] != after[p]} <= {path}


anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
)


@given(
    st.sampled_from([*sorted(parameter_paths(Scenario)), "window.from", "seed", "population", "rules", "name"]),
    anything,
)
@settings(deadline=None)
def test_whatever_is_set_gives_a_scenario_or_one_message(path, value):
    message = complaint(lambda: preset("documented").set(path, value))
    assert message is None or "accepted: " in message
    assert message is None or "pydantic" not in message


def complaint(action):
    """The message of the one error that a user may see, or None."""
    try:
        action()
    except BadScenario as error:
        return str(error)
    return None


def test_changing_a_scenario_leaves_it_as_it_was():
    scenario = preset("documented")
    before = scenario.to_toml()
    scenario.with_changes({"seed": 9, "rules": {scenario.rules[0].id: {"on": False}}})
    assert scenario.to_toml() == before


def test_the_hash_changes_with_whatever_alters_results_and_with_nothing_else():
    scenario = preset("documented")
    rule = scenario.rules[0].id
    for changes in (
        {"seed": 2},
        {"population": 7},
        {"window.until": "2023-12"},
        {"adapting.on": False},
        {f"rules.{rule}.on": False},
        {f"rules.{rule}.size": 0.123},
    ):
        assert scenario.with_changes(changes).hash != scenario.hash
    words = {
        "name": "other",
        "title": "Other",
        "description": "Other.",
        "label": "essay",
        f"rules.{rule}.meaning": "x",
        f"rules.{rule}.source": "5",
        f"rules.{rule}.size": {"value": scenario.rules[0].size, "source": "5", "label": "essay", "note": "x"},
    }
    assert scenario.with_changes(words).hash == scenario.hash
    assert len(scenario.hash) == 64


def test_a_dated_value_and_a_constant_are_different_content():
    scenario = everything_on()
    path = next(p for p, what in declared(scenario).items() if isinstance(what, Number))
    low = declared(scenario)[path].low
    constant = scenario.set(path, low)
    dated = scenario.set(path, [{"from": "2000-01", "value": low}])
    assert constant.hash != dated.hash


def test_a_changed_scenario_is_hypothetical_unless_the_new_values_are_sourced_alike():
    scenario = preset("documented")
    path = "watching.cashless"
    assert scenario.set(path, 0.3).label == "hypothetical"
    assert scenario.set(path, {"value": 0.3, "source": "2e", "label": "documented"}).label == "documented"
    assert scenario.with_changes({path: 0.3, "label": "documented"}).label == "documented"
    assert (
        scenario.with_changes({"seed": 3, "population": 5, "window.until": "2020-12", "name": "x"}).label
        == "documented"
    )
    assert scenario.set(f"rules.{scenario.rules[0].id}.on", False).label == "hypothetical"


def test_mechanisms_that_are_on_are_named_and_parts_of_scoring_need_scoring():
    scenario = everything_on().with_changes({"rules.ban.on": False, "scoring.points.on": False})
    assert {"livelihood", "conduct", "watching", "consequences", "lending", "adapting"} <= scenario.on
    assert "scoring.court_list" in scenario.on
    assert "scoring.points" not in scenario.on
    assert not scenario.on & {"scoring", "society", "nation", "initialization"}
    off = scenario.set("scoring.on", False).on
    assert not [name for name in off if name.startswith("scoring")]


def test_a_section_is_found_by_the_name_of_its_mechanism():
    scenario = everything_on()
    assert scenario.section("scoring.points") is scenario.scoring.points
    assert scenario.section("lending") is scenario.lending
    with pytest.raises(KeyError):
        scenario.section("scoring.karma")


def test_the_window_counts_both_ends():
    window = Window(**{"from": "2013-01", "until": "2013-12"})
    assert window.from_ == parse_month("2013-01")
    assert len(window.months) == 12


def test_sections_and_rules_of_another_scenario_can_be_given():
    one, other = preset("no-system"), preset("documented")
    changed = one.with_changes({"watching": other.watching, "window": other.window, "scoring": other.scoring})
    changed = changed.with_changes({"consequences": other.consequences, "rules": other.rules})
    assert (changed.watching, changed.rules) == (other.watching, other.rules)


MESSAGES = [
    (
        {"watching.cashlesss": 0.3},
        "watching.cashlesss: received an unknown key 'cashlesss'",
        "Did you mean 'cashless'",
    ),
    ({"cashless": 0.3}, "cashless: received", "Did you mean 'watching.cashless'?"),
    ({"watchin": {"on": True}}, "watchin: received", "Did you mean 'watching'"),
    ({"": 3}, "scenario: received", "Known:"),
    ({"watching": 3}, "watching: received 3", "a table"),
    ({"watching.on": "yes"}, "watching.on: received 'yes' (text)", "true or false"),
    ({"watching.cashless": 1.5}, "watching.cashless: received 1.5", "a number from 0 to 1 (share)"),
    (
        {"watching.cashless": [{"from": "2013-1", "value": 0}]},
        "watching.cashless[1].from: received '2013-1'",
        "four digits",
    ),
    ({"population": 0}, "population: received 0", "1 or more"),
    ({"population": -5}, "population: received -5", "1 or more"),
    ({"population": 1000.5}, "population: received 1000.5", "a whole number"),
    ({"population": 1e300}, "population: received 1e+300", "2000000000"),
    ({"rules.t6-flights.latency_months": 3.5}, "latency_months: received 3.5", "a whole number"),
    ({"rules.t6-flights.latency_months": True}, "latency_months: received True", "a whole number"),
    ({"window": 2013, "window.from": "2014-01"}, "window: received two changes of window: 2013 and", "one value"),
    ({"window.from": "2014-01", "window": {"from": "2014-02"}}, "window.from: received two changes", "one value"),
    # field case 30: the nearest name was 'scoring.factors.no_friends'
    ({"friends.weight": 1}, "friends: received an unknown key", "Did you mean 'scoring.friends.weight'?"),
    ({"friends": {"weight": {"value": 1, "source": "S11"}}}, "friends: received", "'scoring.friends.weight'"),
    ({"freinds.weigth": 1}, "freinds: received an unknown key", "Did you mean 'scoring.friends.weight'?"),
    ({"friends.on": False}, "friends: received an unknown key", "Did you mean 'scoring.friends.on'?"),
    ({"friends": False}, "friends: received an unknown key", "Did you mean 'scoring.friends'?"),
    (
        {"scoring.listing_points": 1},
        "scoring.listing_points: received",
        "Did you mean 'scoring.points.listing_points'?",
    ),
    ({"t6-flights.size": 0.5}, "t6-flights: received an unknown key", "Did you mean 'rules.t6-flights'?"),
    ({"population": "1000"}, "population: received '1000' (text)", "a whole number"),
    ({"population": 10**5000}, "population: received a number too long to print", "2000000000"),
    ({"seed": -1}, "seed: received -1", "0 or more"),
    ({"seed": True}, "seed: received True", "a whole number"),
    ({"window.until": "2001-01"}, "window.until: received '2001-01'", "reversed"),
    ({"window.from": "1066-10"}, "window.from: received '1066-10'", "from 1990-01 to 2100-12"),
    ({"window.begin": "2001-01"}, "window.begin: received", "from, until"),
    ({"name": "A B"}, "name: received 'A B'", "small letters"),
    ({"title": ""}, "title: received", "at least one letter"),
    ({"label": "esay"}, "label: received 'esay'", "Did you mean 'essay'?"),
    ({"description": 3}, "description: received 3", "text in quotes"),
    ({"rules.t6-flight.on": False}, "rules.t6-flight: received an unknown rule", "Did you mean 't6-flights'"),
    ({"rules.t6-flights.siz": 1}, "rules.t6-flights.siz: received an unknown key", "Did you mean 'size'?"),
    ({"rules.t6-flights.size": 3}, "rules.t6-flights.size: received 3", "1.0 or less"),
    ({"rules.t6-flights.size": "1"}, "rules.t6-flights.size: received '1' (text)", "a number"),
    (
        {"rules.t6-flights.size.valu": 1},
        "rules.t6-flights.size: received an unknown key 'valu'",
        "Did you mean 'value'",
    ),
    ({"rules.t6-flights.size.source": "T6"}, "rules.t6-flights.size: received {'source': 'T6'}", "Add value."),
    (
        {"rules.t6-flights.size": {"value": 3, "source": "T6"}},
        "rules.t6-flights.size: received 3",
        "strength of the effect",
    ),
    (
        {"rules.t6-flights.size": {"value": 1, "source": "T66"}},
        "rules.t6-flights.size.source: received 'T66'",
        "Did you mean",
    ),
    (
        {"rules.t6-flights.from": {"value": "2013-1", "label": "essay"}},
        "rules.t6-flights.from: received '2013-1'",
        "four digits",
    ),
    (
        {"rules.t6-flights.trigger": {"value": {"listd": "court_list"}, "source": "5"}},
        "rules.t6-flights.trigger.listd: received an unknown key",
        "Did you mean 'listed'?",
    ),
    ({"rules.t6-flights.exempt": 3}, "rules.t6-flights.exempt: received 3", "a list"),
    (
        {"rules.t6-flights.exempt": ["oficial"]},
        "rules.t6-flights.exempt[1]: received 'oficial'",
        "Did you mean 'official'",
    ),
    ({"rules.new": {"kind": "stick"}}, "rules.new.trigger: received nothing", "Add trigger. (3 more"),
    (
        {"rules.t6-flights.until": "2001-01"},
        "rules.t6-flights.until: received '2001-01'",
        "where the rule begins",
    ),
    ({"scoring.court_list.on": False}, "received a rule that needs scoring.court_list", "scoring.court_list.on = true"),
    ({"scoring.on": False}, "switched off", "Set scoring.on = true"),
    ({"watching.cashless": "x" * 500}, "watching.cashless: received 'xxx", "xxx...; accepted"),
]


@pytest.mark.parametrize(("changes", "place", "help"), MESSAGES, ids=[next(iter(m[0])) for m in MESSAGES])
def test_a_message_names_the_place_the_value_and_the_remedy(changes, place, help):
    with pytest.raises(BadScenario) as caught:
        preset("documented").with_changes(changes)
    message = str(caught.value)
    assert place in message
    assert help in message
    assert "\n" not in message
    assert len(message) < 1000


def test_whole_floats_are_whole_numbers():
    """Field case 29: `rules.t6-flights.latency_months=3.0` was refused."""
    whole = {"population": 1000, "seed": 3, "rules.t6-flights.latency_months": 3}
    scenario = preset("documented").with_changes({path: float(number) for path, number in whole.items()})
    assert scenario.hash == preset("documented").with_changes(whole).hash
    assert isinstance(scenario.population, int)
    rule = next(rule for rule in scenario.rules if rule.id == "t6-flights")
    assert isinstance(rule.latency_months, int)


LONG = "x" * 5000


@pytest.mark.parametrize(
    "changes",
    [
        {LONG: 1},
        {f"watching.{LONG}": 1},
        {"name": LONG},
        {"label": LONG},
        {"population": 10**5000},
        {"watching.cashless": [LONG] * 100},
        {"scoring.headline": LONG},
        {f"rules.{LONG}": {"on": False}},
        {"rules": [{"id": LONG}]},
        {"rules.t6-flights.source": LONG},
        {"window": {"from": LONG}, "window.from": LONG},
        {"scoring.points.on": False, "scoring.court_list.on": False, "scoring.dishonest_firms.on": False},
    ],
)
def test_no_message_is_longer_than_about_a_thousand_letters(changes):
    """One had 5,000."""
    message = complaint(lambda: preset("documented").with_changes(changes))
    assert message is not None
    assert len(message) <= LONGEST_MESSAGE


def test_a_rule_that_is_off_or_has_no_consequences_needs_no_score():
    scenario = everything_on()
    with pytest.raises(BadScenario, match=r"rules\.ban"):
        scenario.set("scoring.court_list.on", False)
    assert not scenario.with_changes({"scoring.court_list.on": False, "rules.ban.on": False}).rules[0].on
    assert not scenario.with_changes({"scoring.on": False, "consequences.on": False}).consequences.on


def test_there_is_a_bit_for_every_rule():
    rules = [{**BAN, "id": f"ban-{i}"} for i in range(MOST_RULES)]
    assert len(Scenario.from_table({"rules": rules}).rules) == MOST_RULES
    with pytest.raises(BadScenario, match="at most 32 of them"):
        Scenario.from_table({"rules": [*rules, BAN]})


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(BadScenario, match="unique ids"):
        Scenario.from_table({"rules": [BAN, BAN]})
    with pytest.raises(ValueError, match="unique ids"):
        Scenario(rules=(Rule(**BAN), Rule(**BAN)))


def test_the_schema_knows_every_parameter_and_is_json():
    schema = Scenario.json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert {"extends", "window", "seed", "rules", "watching"} <= set(schema["properties"])
    town = schema["$defs"]["Watching"]["properties"]["cashless"]
    assert town["unit"] == "share"
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("score", ["points", "factors", "unified"])
def test_the_ends_of_a_scale_may_not_be_reversed(score):
    scale = preset("essay").section(f"scoring.{score}")
    with pytest.raises(BadScenario, match=rf"scoring\.{score}\.low.*upper end"):
        preset("essay").set(f"scoring.{score}.low", scale.high.at(0))
