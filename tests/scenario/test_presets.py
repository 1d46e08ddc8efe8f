import pytest

from xinyong.scenario.catalogue import parameters
from xinyong.scenario.load import presets
from xinyong.scenario.scenario import Scenario

ALL = {name: Scenario.load(name) for name in presets()}


@pytest.mark.parametrize("name", ALL)
def test_a_preset_says_what_it_is(name):
    scenario = ALL[name]
    assert scenario.name == name
    assert scenario.title != name
    assert scenario.description


@pytest.mark.parametrize("name", ALL)
def test_every_value_of_a_preset_has_a_source_a_label_and_a_meaning(name):
    for row in parameters(ALL[name]):
        assert "user" not in row["source"], row["path"]
        assert row["label"] in ("essay", "documented", "hypothetical")
        assert row["meaning"], row["path"]
        if row["source"] == "assumption":
            assert row["label"] != "documented", row["path"]


@pytest.mark.parametrize("row", [*(f"K{i}" for i in range(1, 7)), *(f"T{i}" for i in range(1, 13))])
@pytest.mark.parametrize("name", ["essay", "documented"])
def test_every_carrot_and_stick_of_the_facts_is_a_rule_of_both_presets(name, row):
    cited = [source.strip() for rule in ALL[name].rules for source in rule.source.split(",")]
    assert row in cited


def test_the_labels_are_the_names():
    assert ALL["essay"].label == "essay"
    assert ALL["documented"].label == "documented"


def test_without_a_system_nothing_is_recorded_scored_or_punished():
    assert ALL["no-system"].on == {"livelihood", "conduct", "lending", "adapting"}
    assert not ALL["no-system"].rules


def test_the_essay_has_one_score_and_the_record_has_a_list():
    assert "scoring.unified" in ALL["essay"].on
    assert "scoring.unified" not in ALL["documented"].on
    assert {"scoring.court", "scoring.factors", "scoring.points"} <= ALL["documented"].on


def test_windows_are_those_of_the_record():
    assert str(ALL["essay"].to_toml()).find('from = "2007-01"\nuntil = "2020-12"') > 0
    assert str(ALL["documented"].to_toml()).find('from = "2013-01"\nuntil = "2024-12"') > 0
