import os
import re

import pytest

from xinyong.errors import BadScenario
from xinyong.scenario.load import assignment, load, presets
from xinyong.scenario.months import parse_month


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a file into an empty folder that is the working folder."""
    monkeypatch.chdir(tmp_path)

    def write_file(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write_file


def test_the_presets_are_listed():
    assert {"no-system", "essay", "documented"} <= set(presets())


def test_a_file_extends_a_preset(write):
    write("mine.toml", 'extends = "documented"\n[watching]\ncashless = 0.25\n[rules.t6-flights]\nsize = 0.5\n')
    scenario, parent = load("mine.toml"), load("documented")
    assert (scenario.name, scenario.title) == ("mine", "Documented system, changed")
    assert scenario.label == "hypothetical"
    assert scenario.watching.cashless.at(0) == 0.25
    assert scenario.lending == parent.lending
    rules = {rule.id: rule for rule in scenario.rules}
    assert list(rules) == [rule.id for rule in parent.rules]
    flights, before = rules["t6-flights"], next(rule for rule in parent.rules if rule.id == "t6-flights")
    assert (flights.size, flights.origin("size").source) == (0.5, "user")
    assert (flights.source, flights.origin("trigger")) == (before.source, before.origin("trigger"))


def test_a_file_extends_a_file_beside_it(write, tmp_path):
    write("folder/base.toml", 'extends = "no-system"\ntitle = "Base"\nseed = 5\n')
    child = write("folder/child.toml", 'extends = "base.toml"\npopulation = 10\n')
    scenario = load(child)
    assert (scenario.seed, scenario.population, scenario.name) == (5, 10, "child")
    assert scenario.description == "Base with the changes of child.toml."


def test_a_file_may_stand_alone(write):
    write("Mein Wörterbuch.toml", "\ufeffseed = 3\n")
    scenario = load("Mein Wörterbuch.toml")
    assert scenario.seed == 3
    assert re.fullmatch("mein-w-rterbuch-[0-9a-f]{8}", scenario.name)


def test_files_whose_names_lose_letters_are_told_apart(write):
    """Field case 18: two files named in Chinese were both called "scenario"."""
    stems = ("信用", "城市", "信用-a", "城市-a", "___", "----", "x" * 80, "x" * 81, "été", "eté")
    for stem in stems:
        write(f"{stem}.toml", "seed = 3\n")
    names = [load(f"{stem}.toml").name for stem in stems]
    assert len(set(names)) == len(stems)
    assert all(name == load(f"{stem}.toml").name for name, stem in zip(names, stems, strict=True))
    assert re.fullmatch("scenario-[0-9a-f]{8}", names[0])
    assert re.fullmatch("a-[0-9a-f]{8}", names[2])
    write("My Town_2.toml", "seed = 3\n")
    assert load("My Town_2.toml").name == "my-town-2"


@pytest.mark.parametrize(
    "rules",
    [
        '[rules.t6-flights]\non = false\n[[rules]]\nid = "t6-rail"\non = false\n',
        '[[rules]]\nid = "t6-rail"\non = false\n[rules.t6-flights]\non = false\n',
    ],
)
def test_the_two_forms_of_rules_exclude_each_other(rules, write):
    """Field case 25: this was "text that is not TOML"."""
    write("both.toml", f'extends = "documented"\n{rules}')
    with pytest.raises(BadScenario) as caught:
        load("both.toml")
    message = str(caught.value)
    assert "both.toml: rules: received [[rules]] and [rules.some-id] in one file" in message
    assert "one of the two forms" in message


def test_rules_with_tables_of_their_own_are_one_form(write):
    rule = '[[rules]]\nid = "t6-flights"\n[rules.size]\nvalue = 0.5\nsource = "T6"\n'
    write("one.toml", f'extends = "documented"\n{rule}[[rules]]\nid = "t6-rail"\non = false\n')
    rules = {rule.id: rule for rule in load("one.toml").rules}
    assert (rules["t6-flights"].size, rules["t6-rail"].on) == (0.5, False)
    write("twice.toml", f"{rule}[[rules]]\nid = 'b'\n[window]\nfrom = '2013-01'\nfrom = '2014-01'\n")
    with pytest.raises(BadScenario, match="not TOML"):
        load("twice.toml")


def test_a_file_with_dated_values_keeps_the_earlier_ones_of_what_it_extends(write):
    """Field case 10, in files."""
    write("late.toml", 'extends = "documented"\n[lending]\nsupply = [{from = "2016-01", value = 0.5}]\n')
    supply, before = load("late.toml").lending.supply, load("documented").lending.supply
    assert supply.at(parse_month("2015-12")) == before.at(parse_month("2015-12"))
    assert supply.at(parse_month("2016-01")) == 0.5
    write("alone.toml", '[lending]\nsupply = [{from = "2016-01", value = 0.5}]\n')
    assert load("alone.toml").lending.supply.at(parse_month("2013-01")) == 0.5  # it extends nothing


def test_a_preset_wins_over_a_file_of_its_name_and_a_path_finds_the_file(write):
    write("essay", "seed = 3\n")
    assert load("essay").label == "essay"
    assert load("./essay").seed == 3


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("esay", "Did you mean 'essay'?"),
        ("esay.toml", "no such file"),
        ("folder/essay", "no such file"),
        (".", "Name a file in it."),
        ("x" * 5000, "Check the path."),
        (3, "Give a name"),
    ],
)
def test_what_cannot_be_found_is_said(name, remedy, write):
    with pytest.raises(BadScenario) as caught:
        load(name)
    assert remedy in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'name = "\xff"', "byte 0xff at position 8; accepted: UTF-8"),
        ("seed = 30 %", "not TOML"),
        ("seed = " + "9" * 5000, "not TOML"),
        ("seed = " + "[" * 100_000, "not TOML"),
        ("seed = 1\nseed = 2", "not TOML"),
        ("extends = 3", "bad.toml: extends: received 3"),
        ('extends = "documentd"', "bad.toml: extends: received documentd"),
        ('extends = "other.toml"', "bad.toml: extends: received other.toml"),
        ('extends = "bad.toml"', "a chain of extends without a loop"),
        ("[watching]\ncashless = 2015-10-01", "bad.toml: watching.cashless: received datetime.date"),
        (
            'extends = "documented"\n[[rules]]\nid = "t6-flight"\non = false',
            "bad.toml: rules.t6-flight: received",
        ),
        ("[[rules]]\non = false", "bad.toml: rules: received a rule without an id"),
        ("[window]\nfrom = 2013-01-01", "Write '2013-01', in quotes"),
    ],
)
def test_a_bad_file_is_named_with_the_place_in_it(text, message, write):
    write("bad.toml", text)
    with pytest.raises(BadScenario) as caught:
        load("bad.toml")
    assert "bad.toml" in str(caught.value)
    assert message in str(caught.value)


def test_a_circle_is_told_with_its_files(write):
    write("a.toml", 'extends = "b.toml"')
    write("b.toml", 'extends = "a.toml"')
    with pytest.raises(BadScenario, match=r"a\.toml -> .*b\.toml -> .*a\.toml"):
        load("a.toml")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_said(write):
    write("secret.toml", "seed = 3").chmod(0)
    with pytest.raises(BadScenario, match="Permission denied"):
        load("secret.toml")


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("watching.cashless=0.3", "watching.cashless", 0.3),
        (" lending.on = false ", "lending.on", False),
        ("scoring.headline=unified", "scoring.headline", "unified"),
        ('window.from="2013-01"', "window.from", "2013-01"),
        ("window.from=2013-01", "window.from", "2013-01"),
        ("a.b={value=1, source='2h'}", "a.b", {"value": 1, "source": "2h"}),
        ("a=" + "9" * 5000, "a", "9" * 5000),
    ],
)
def test_a_change_on_the_command_line_is_a_path_and_a_value(text, path, value):
    assert assignment(text) == (path, value)


@pytest.mark.parametrize("text", ["watching.cashless", "=3", "a=", ""])
def test_a_change_without_path_or_value_is_refused(text):
    with pytest.raises(BadScenario, match="path=value"):
        assignment(text)
