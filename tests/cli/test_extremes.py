"""`xinyong extremes` holds the model against its limits, and its exit code says whether they are met."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from xinyong.cli import app
from xinyong.evidence.limits import EXTREMES, Limit, run_cases

ONE = ["--case", "no-force", "--population", "2_000"]


def xinyong(*words):
    return CliRunner().invoke(app, list(words))


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Two months are enough to look at the command; the limits themselves are tested in tests/science."""
    monkeypatch.setitem(run_cases.WINDOW, "from", "2018-11")


def test_it_prints_a_table_and_writes_a_page(tmp_path, monkeypatch):
    # two months are too few to list anybody among so few people
    sure = replace(EXTREMES[4], limits=EXTREMES[4].limits[1:])
    monkeypatch.setattr(run_cases, "EXTREMES", (sure,))
    result = xinyong("extremes", *ONE, "--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    assert "no-force " in result.stdout
    assert "6 of 6 limits in 1 extreme cases are met." in result.stdout
    assert (tmp_path / "new" / "extremes.html").read_text(encoding="utf-8").count("<section") == 2


@pytest.mark.slow
def test_a_limit_that_is_not_met_ends_with_exit_code_1(monkeypatch):
    wrong = replace(EXTREMES[4], limits=(Limit("share_of_life_recorded", 0.99, "wrong on purpose"),))
    monkeypatch.setattr(run_cases, "EXTREMES", (wrong,))
    result = xinyong("extremes", *ONE, "--json")
    assert result.exit_code == 1
    (case,) = json.loads(result.stdout)
    assert case["id"] == "no-force"
    assert not case["is_met"]
    assert case["limits"][0]["expected"] == 0.99
    assert not case["limits"][0]["is_met"]
    quiet = xinyong("extremes", *ONE, "--quiet")
    assert (quiet.exit_code, quiet.output) == (1, "")


def test_an_unknown_case_or_a_file_for_a_folder_is_refused(tmp_path):
    result = xinyong("extremes", "--case", "no-froce")
    assert result.exit_code == 2
    assert "no-force" in result.stderr
    result = xinyong("extremes", "--population", "600")
    assert result.exit_code == 2
    assert "accepted: a whole number of citizens from 2000 to" in result.stderr
    taken = tmp_path / "file"
    taken.write_text("mine")
    result = xinyong("extremes", *ONE, "--out", str(taken))
    assert result.exit_code == 2
    assert "accepted: a folder" in result.stderr
    assert taken.read_text() == "mine"
