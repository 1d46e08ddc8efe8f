"""Old names of keys: they still work, with a note; an older scenario has the same hash."""

import hashlib
import json
import subprocess
import sys

import pytest

from xinyong.errors import BadScenario, OldName
from xinyong.mechanisms import INITIALIZATION, ORDER
from xinyong.scenario.renamed_keys import OLD_KEYS, OLD_LISTS, former
from xinyong.scenario.scenario import Scenario

ESSAY = Scenario.load("essay")


def test_the_hash_is_that_of_the_old_names():
    """The same text as before keys were renamed, so runs of older versions have the same hash."""
    frame = {"window": [ESSAY.window.from_, ESSAY.window.until], "seed": ESSAY.seed, "population": ESSAY.population}
    rules = json.dumps([rule.content() for rule in ESSAY.rules])
    for old, new in OLD_LISTS.items():
        rules = rules.replace(f'"listed": "{new}"', f'"listed": "{old}"')
    content = {}
    for path, _, current in ESSAY.walk():
        old_path = path
        for old, new in OLD_KEYS.items():
            old_path = old_path if not path.startswith(f"{new}.") else f"{old}{path.removeprefix(new)}"
        content[old_path] = current.plain
    assert {"beginning.spread", "initialization.spread"} & set(content) == {"beginning.spread"}
    text = json.dumps([content, frame | {"rules": json.loads(rules)}], sort_keys=True, separators=(",", ":"))
    assert ESSAY.hash == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("old", "new"), OLD_KEYS.items())
def test_an_old_path_sets_the_new_parameter_and_says_so(old, new):
    name = next(name for name in ESSAY.section(new).numbers(0))
    value = ESSAY.section(new).declared()[name].high
    expected = ESSAY.set(f"{new}.{name}", value)
    with pytest.warns(OldName) as said:
        assert ESSAY.set(f"{old}.{name}", value) == expected
    assert [str(one.message) for one in said] == [f"{old} is now {new}"]


@pytest.fixture
def old_file(tmp_path):
    """The essay with the old names of all keys and lists."""
    text = ESSAY.to_toml()
    for old, new in OLD_KEYS.items():
        text = text.replace(f"[{new}]", f"[{old}]")
    for old, new in OLD_LISTS.items():
        text = text.replace(f'listed = "{new}"', f'listed = "{old}"')
    path = tmp_path / "old.toml"
    path.write_text(text)
    return path


NOTES = len(OLD_KEYS) + 2
"""Names that have a new one; the essay has no rule on a red list."""


def test_an_old_file_is_read_with_a_warning_for_each_name(old_file):
    with pytest.warns(OldName) as said:
        assert Scenario.load(old_file) == ESSAY
    texts = {str(one.message) for one in said}
    assert {"beginning is now initialization", "listed = 'court' is now 'court_list'"} <= texts
    assert len(texts) == NOTES


def test_the_command_line_says_each_new_name_once_and_nothing_else(old_file):
    command = [sys.executable, "-m", "xinyong", "scenarios", str(old_file), "--against", str(old_file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = done.stderr.splitlines()
    assert len(said) == len(set(said)) == NOTES
    assert all(" is now " in line for line in said)


def test_both_names_at_once_are_refused():
    with pytest.raises(BadScenario, match=r"both beginning and initialization; .* keep one"):
        ESSAY.with_changes({"beginning.spread": 0.1, "initialization.spread": 0.2})


def test_what_is_no_section_is_left_to_the_checks():
    with pytest.raises(BadScenario, match="scoring: received 3;"):
        ESSAY.with_changes({"scoring": 3})


def test_former_names_are_those_of_whole_parts_of_a_path():
    assert former("scoring.court_list.on") == "scoring.court.on"
    assert former("scoring.court_list_on") == "scoring.court_list_on"
    assert former("initialization.spread") == "beginning.spread"
    assert former("lending.score") == "lending.score"
    assert former("red_list") == "red"


def test_random_numbers_are_keyed_by_the_former_names():
    streams = {m.name: m.stream for m in (INITIALIZATION, *ORDER) if m.stream}
    assert streams == {name: former(name) for name in streams}
    with_draws = {m.name for m in (INITIALIZATION, *ORDER) if m.draws}
    assert set(streams) == with_draws & set(OLD_KEYS.values())
