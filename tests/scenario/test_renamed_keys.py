"""Old names of keys: they still work, with a note; an older scenario has the same hash."""

import pytest

from xinyong.errors import BadScenario
from xinyong.mechanisms import INITIALIZATION, ORDER
from xinyong.scenario import renamed_keys
from xinyong.scenario.renamed_keys import KEYS, LISTS, former
from xinyong.scenario.scenario import Scenario

ESSAY = Scenario.load("essay")
HASH_BEFORE = "ba0abc5fdbc9d3dbb759dba2d0d794d8574ec7b0574d4877630ac41603eb6ccb"
"""The hash of the essay before keys were renamed."""


@pytest.fixture(autouse=True)
def said_nothing_yet():
    renamed_keys.note.cache_clear()


def test_the_hash_is_what_it_was():
    assert ESSAY.hash == HASH_BEFORE


@pytest.mark.parametrize(("old", "new"), KEYS.items())
def test_an_old_path_sets_the_new_parameter_and_says_so_once(capsys, old, new):
    name = next(name for name in ESSAY.section(new).numbers(0))
    value = ESSAY.section(new).declared()[name].high
    expected = ESSAY.set(f"{new}.{name}", value)
    assert ESSAY.set(f"{old}.{name}", value) == ESSAY.set(f"{old}.{name}", value) == expected
    assert capsys.readouterr().err == f"{old} is now {new}\n"


def test_an_old_file_is_read(tmp_path, capsys):
    text = ESSAY.to_toml()
    for old, new in KEYS.items():
        text = text.replace(f"[{new}]", f"[{old}]")
    for old, new in LISTS.items():
        text = text.replace(f'listed = "{new}"', f'listed = "{old}"')
    path = tmp_path / "old.toml"
    path.write_text(text)
    assert Scenario.load(path) == ESSAY
    said = capsys.readouterr().err.splitlines()
    assert "beginning is now initialization" in said
    assert "listed = 'court' is now 'court_list'" in said
    assert len(said) == len(KEYS) + 2  # the essay has no rule on a red list


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
    assert set(streams) == with_draws & set(KEYS.values())
