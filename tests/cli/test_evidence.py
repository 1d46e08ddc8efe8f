"""`replicate`, `validate` and `extremes` print every finding, write a page, and fail if one is not met."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from tests.evidence.fabricated import GOOD, SKIPPED, validated
from xinyong.cli import app
from xinyong.evidence import extremes, validate
from xinyong.evidence.extreme_case import Limit
from xinyong.evidence.extremes import EXTREMES

NO_FORCE = EXTREMES["no-force"]
ONE = ["extremes", "--case", NO_FORCE.id, "--population", "2_000"]
COMMANDS = ("replicate", "validate", "extremes")


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """Two replications that cost nothing, two months of extreme cases; the real ones are tested elsewhere."""
    monkeypatch.setattr("xinyong.evidence.replicate.REPLICATIONS", {one.name: one for one in (GOOD, SKIPPED)})
    short = {"from": "2018-11", "until": "2018-12"}
    monkeypatch.setattr(extremes.extremes, "__kwdefaults__", {**extremes.extremes.__kwdefaults__, "window": short})


@pytest.fixture
def checks(monkeypatch):
    """Validations out of made-up worlds, altered as asked."""

    def put(altered):
        def made(*, population, seed, progress):
            return validated(altered, population=population)

        monkeypatch.setattr(validate, "validate", made)

    return put


def limits(monkeypatch, *wanted):
    monkeypatch.setattr(extremes, "EXTREMES", {"no-force": replace(NO_FORCE, limits=wanted)})


def xinyong(*words):
    return CliRunner().invoke(app, list(words))


def refused(*words):
    result = xinyong(*words)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    return result.stderr


def page_of(folder):
    (page,) = folder.iterdir()
    return page.name, page.read_text(encoding="utf-8")


def test_replicate_prints_targets_and_what_was_skipped_and_writes_a_page(tmp_path):
    result = xinyong("replicate", "--out", str(tmp_path / "new"), "--seed", "3")
    assert result.exit_code == 0, result.output
    assert "right alarms at <1 %>" in result.stdout
    assert "over 20,000" in result.stdout
    assert "SKIPPED" in result.stdout
    assert "Nobody (1900), Nowhere" in result.stdout
    assert "2 of 2 findings are met. Not judged: 2 skipped (needs-tables)." in result.stdout
    assert "2 replications\n2 of 2 replications in" in result.stderr
    name, page = page_of(tmp_path / "new")
    assert name == "replications.html"
    assert "xinyong replicate --seed 3" in page


def test_a_changed_number_turns_the_verdict_and_the_exit_code():
    changed = ("replicate", "good-law", "--set", "livelihood.subsidy=0.4")
    result = xinyong(*changed, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert not found["is_passed"]
    (subject,) = found["subjects"]
    assert [one["verdict"] for one in subject["findings"]] == ["not met", "met"]
    assert "NOT MET" in xinyong(*changed).stdout
    quiet = xinyong(*changed, "--quiet")
    assert (quiet.exit_code, quiet.output) == (1, "")


def test_what_is_skipped_fails_nothing_and_is_not_met(tmp_path):
    result = xinyong("replicate", "needs-tables", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["subjects"][0]["verdict"] == "skipped"
    plain = xinyong("replicate", "needs-tables").stdout
    assert "0 of 0 findings" in plain
    assert "Skipped: data not present" in plain
    found = json.loads(xinyong("replicate", "needs-tables", "--data", str(tmp_path), "--json").stdout)
    assert found["subjects"][0]["verdict"] == "met"


def test_replicate_lists_without_running():
    assert "Title of good-law" in xinyong("replicate", "--list").stdout
    rows = json.loads(xinyong("replicate", "--list", "--json").stdout)
    assert [row["replication"] for row in rows] == ["good-law", "needs-tables"]


def test_validate_ends_well_if_all_is_met_and_writes_a_page(checks, tmp_path):
    checks(lambda value: value)
    result = xinyong("validate", "--population", "3_000", "--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    assert "51 of 51 findings are met. Not judged: 9 not expressed." in result.stdout
    name, page = page_of(tmp_path / "new")
    assert name == "validation.html"
    assert "--population 3000" in page


def test_validate_ends_with_1_if_a_check_is_missed(checks):
    checks(lambda value: 2.0 * value)
    result = xinyong("validate", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert not found["is_passed"]
    assert found["settings"]["population"] == 98_304
    printed = xinyong("validate").stdout
    assert "NOT MET" in printed
    assert "Cumulative entries into the court list, 2018-12, 2019-07: Simulated entries keep the pace" in printed
    assert (xinyong("validate", "--quiet").exit_code, xinyong("validate", "--quiet").output) == (1, "")


def test_help_says_that_some_checks_are_expected_to_fail():
    assert "some are expected" in " ".join(xinyong("validate", "--help").stdout.split())


def test_extremes_prints_a_table_and_writes_a_page(tmp_path, monkeypatch):
    limits(monkeypatch, *NO_FORCE.limits[1:])  # two months are too few to list anybody among so few people
    result = xinyong(*ONE, "--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    assert f"no-force: {NO_FORCE.title}" in result.stdout
    assert "usual world" in result.stdout
    assert "6 of 6 findings are met." in result.stdout
    name, page = page_of(tmp_path / "new")
    assert name == "extremes.html"
    assert page.count("<section") == 2


@pytest.mark.slow
def test_extremes_ends_with_1_if_a_limit_is_not_met(monkeypatch):
    limits(monkeypatch, Limit("share_of_life_recorded", 0.99, "wrong on purpose"))
    result = xinyong(*ONE, "--json")
    assert result.exit_code == 1
    (case,) = json.loads(result.stdout)["subjects"]
    assert (case["id"], case["verdict"]) == ("no-force", "not met")
    assert case["findings"][0]["expected"]["value"] == 0.99
    quiet = xinyong(*ONE, "--quiet")
    assert (quiet.exit_code, quiet.output) == (1, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_for_a_folder_is_refused(command, tmp_path):
    taken = tmp_path / "file"
    taken.write_text("mine")
    assert "accepted: a folder" in refused(command, "--out", str(taken))
    assert taken.read_text() == "mine"


@pytest.mark.parametrize("command", COMMANDS[1:])
def test_a_small_population_is_refused(command, tmp_path):
    asked = refused(command, "--population", "600", "--out", str(tmp_path / "new"))
    assert "accepted: a whole number of citizens from 2000 to" in asked
    assert not (tmp_path / "new").exists()


def test_bad_input_is_refused_with_nothing_written(tmp_path):
    taken, new = tmp_path / "file", tmp_path / "new"
    taken.write_text("mine")
    assert "Did you mean 'good-law'?" in refused("replicate", "good-lwa", "--out", str(new))
    assert "accepted: a folder of tables" in refused("replicate", "--data", str(tmp_path / "no"), "--out", str(new))
    assert "received a file" in refused("replicate", "--data", str(taken), "--out", str(new))
    assert "livelihood.subsidy" in refused("replicate", "--set", "livelihood.subsidy=99", "--out", str(new))
    assert "--seed" in refused("replicate", "--seed", "x", "--out", str(new))
    assert "no-force" in refused("extremes", "--case", "no-froce", "--out", str(new))
    assert not new.exists()
