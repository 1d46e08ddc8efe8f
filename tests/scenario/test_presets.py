import re
from importlib import resources
from pathlib import Path

import pytest

from xinyong.scenario.load import presets
from xinyong.scenario.parameter_rows import parameters
from xinyong.scenario.parameter_value import Setting
from xinyong.scenario.provenance import FACTS
from xinyong.scenario.scenario import Scenario
from xinyong.vocabulary.scores import SCORES

PRESETS = Path(str(resources.files("xinyong.scenario"))) / "presets"
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


def given_values(scenario):
    """Path, value, source and label of every number, dated row, rule and field of a rule."""
    for path, _, held in scenario.walk():
        for one in held.points if isinstance(held, Setting) else [held]:
            yield path, one.value, one.source, one.label
    for row in parameters(scenario):
        if row["path"].startswith("rules."):
            yield row["path"], row["value"], row["source"], row["label"]


def cited(source):
    return [FACTS[name.strip()] for name in source.split(",") if name.strip() in FACTS]


@pytest.mark.parametrize("name", ALL)
def test_no_documented_number_rests_on_unverified_rows_alone(name):
    for path, value, source, label in given_values(ALL[name]):
        is_number = isinstance(value, float | int) and not isinstance(value, bool)
        if label == "documented" and is_number:
            assert any(fact.documents for fact in cited(source)), (path, value, source)
        elif label == "documented":  # a switch or a rule may rest on a whole section, on disputes, or on a part
            assert any(fact.documents or fact.check not in UNFIT for fact in cited(source)), (path, source)


UNFIT = ("U", "D", "C", "not checked", "not checkable", "not found", "contradicted", "interpretation")


@pytest.mark.parametrize("name", ALL)
def test_what_is_the_essays_names_a_row_of_the_essay(name):
    for path, _, source, label in given_values(ALL[name]):
        if label == "essay":
            assert any(fact.id[0] in "PDFSKTWVBO" for fact in cited(source)), path


@pytest.mark.parametrize(
    ("path", "value", "row"),
    [
        ("scoring.points.start", 1000, "2d-start"),
        ("scoring.points.late_bill_points", -20, "2d-tariff"),
        ("scoring.points.arrears_points", -10, "2d-tariff"),
        ("scoring.points.breach_points", -20, "2d-tariff"),
        ("scoring.points.fraud_points", -30, "2d-tariff"),
        ("scoring.points.listing_points", -50, "2d-tariff"),
        ("scoring.points.jaywalk_points", -5, "2d-press"),
        ("scoring.factors.low", 350, "2c-range"),
        ("scoring.factors.high", 950, "2c-range"),
        ("lending.rate_ceiling", 0.24, "2f-ceilings"),
        ("lending.rate_ceiling", 0.154, "2f-ceilings"),
        ("initialization.debt_to_income", 1.12, "2f-debt"),
        ("livelihood.rail_year", 1.64, "2g-rail"),
        ("rules.t6-flights.size", 1.0, "2a-travel"),
    ],
)
def test_a_well_known_number_is_called_documented(path, value, row):
    found = [(source, label) for p, v, source, label in given_values(ALL["documented"]) if (p, v) == (path, value)]
    assert any(row in source and label == "documented" for source, label in found)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("consequences.grade_a", 960),
        ("scoring.factors.weight_history", 0.35),
        ("lending.rate_consumer", 0.146),
        ("lending.mark_months", 60),
        ("livelihood.flights_year", 0.47),
        ("society.urban_share", 0.639),
        ("scoring.court_list.removal", 0.9),
    ],
)
def test_an_unverified_or_unofficial_number_is_called_hypothetical(path, value):
    (label,) = [label for p, v, _, label in given_values(ALL["documented"]) if (p, v) == (path, value)]
    assert label == "hypothetical"


@pytest.mark.parametrize("row", [*(f"K{i}" for i in range(1, 7)), *(f"T{i}" for i in range(1, 13))])
@pytest.mark.parametrize("name", ["essay", "documented"])
def test_every_carrot_and_stick_of_the_facts_is_a_rule_of_both_presets(name, row):
    named = [fact.id for rule in ALL[name].rules for fact in cited(rule.source)]
    assert row in named


def test_the_labels_are_the_names():
    assert ALL["essay"].label == "essay"
    assert ALL["documented"].label == "documented"


def test_without_a_system_nothing_is_recorded_scored_or_punished():
    assert ALL["no-system"].on == {
        *("livelihood", "conduct", "lending", "lending.loan_performance", "matching", "adapting", "survey")
    }
    assert not ALL["no-system"].rules


def test_the_essay_has_one_score_and_the_record_has_a_list():
    assert "scoring.unified" in ALL["essay"].on
    assert "scoring.unified" not in ALL["documented"].on
    assert {"scoring.court_list", "scoring.factors", "scoring.points"} <= ALL["documented"].on


def test_eight_firms_score_in_the_essay_and_none_was_licensed_on_record():
    assert "scoring.firms" in ALL["essay"].on
    switch = ALL["documented"].scoring.firms.on
    assert not switch.value
    assert switch.label == "documented"
    assert "licensed" in switch.note


def test_windows_are_those_of_the_record():
    assert str(ALL["essay"].to_toml()).find('from = "2007-01"\nuntil = "2020-12"') > 0
    assert str(ALL["documented"].to_toml()).find('from = "2013-01"\nuntil = "2024-12"') > 0


def test_rights_are_the_record_with_a_procedure_and_a_purpose():
    rights, record = ALL["rights"], ALL["documented"]
    assert rights.on == record.on | {"redress"}
    assert [rule.id for rule in rights.rules] == [rule.id for rule in record.rules]
    assert rights.scoring.factors.weight_connections.at(0) == 0
    p = rights.consequences.numbers(0)
    assert min(p["purpose_least"], p["term_months"], p["review"]) > 0


def test_sharp_eyes_are_the_record_with_everything_joined():
    eyes, record = ALL["sharp-eyes"], ALL["documented"]
    assert eyes.on == record.on
    assert eyes.rules == record.rules
    last = eyes.watching.numbers(12 * 2020 + 11)
    assert last["joined"] == last["integration"] == last["integration_bills"] == 1


def test_in_the_corporate_world_the_state_keeps_no_list_and_no_score():
    scores = {name for name in ALL["corporate"].on if name.startswith("scoring.")}
    assert scores == {
        f"scoring.{name}" for name in ("factors", "firms", "bureau", "scorecard", "scorecard_training", "score_beliefs")
    }
    assert all(not r.trigger.listed and SCORES[r.trigger.needs].made_by == "firms" for r in ALL["corporate"].rules)
    assert ALL["corporate"].lending.score.value == ALL["corporate"].scoring.headline.value == "bureau"


@pytest.mark.parametrize("name", ALL)
def test_every_world_says_where_it_differs_from_the_record(name):
    words = ALL[name].description.replace("\n", " ")
    assert "differs from the public record" in words
    assert len(words) > 200


@pytest.mark.parametrize("name", ["corporate", "rights", "sharp-eyes"])
def test_a_hypothetical_world_opens_with_what_it_is_and_where_it_differs(name):
    first, *_ = re.split(r"^\[", (PRESETS / f"{name}.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert "differs from the public record" in first.replace("\n", " ")
    assert "assumptions" in first
    assert ALL[name].label == "hypothetical"
