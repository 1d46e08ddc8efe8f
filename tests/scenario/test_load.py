import os

import pytest

from xinyong.errors import BadScenario
from xinyong.scenario.load import assignment, load, presets


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
    assert (scenario.name, scenario.seed) == ("mein-w-rterbuch", 3)
    write("漢字.toml", "seed = 3\n")
    assert load("漢字.toml").name == "scenario"


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
