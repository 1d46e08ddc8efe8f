"""`xinyong replicate` prints every target, writes a page, refuses bad input, and fails if a target is missed."""

import json

import pytest
from typer.testing import CliRunner

from tests.evidence.fabricated import GOOD, SKIPPED
from xinyong import replicate
from xinyong.cli import app
from xinyong.errors import BadFolder, BadRequest, BadScenario
from xinyong.evidence import replications


def xinyong(*words):
    return CliRunner().invoke(app, ["replicate", *words])


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """Two replications that cost nothing."""
    monkeypatch.setattr(replications, "REPLICATIONS", (GOOD, SKIPPED))


def refused(*words):
    result = xinyong(*words)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    return result.stderr


def test_it_prints_targets_and_what_was_skipped_and_writes_a_page(tmp_path):
    result = xinyong("--out", str(tmp_path / "new"), "--seed", "3")
    assert result.exit_code == 0, result.output
    assert "right alarms at <1 %>" in result.stdout
    assert "over 20,000" in result.stdout
    assert "SKIPPED" in result.stdout
    assert "2 of 2 targets in 1 replication are met. Skipped: needs-tables." in result.stdout
    assert "needs-tables  2 of 2" in result.stderr
    page = (tmp_path / "new" / "replications.html").read_text(encoding="utf-8")
    assert "xinyong replicate --seed 3" in page


def test_a_changed_number_turns_the_verdict_and_the_exit_code():
    result = xinyong("good-law", "--set", "livelihood.subsidy=0.4", "--json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert found["verdict"] == "not reproduced"
    assert [one["is_met"] for one in found["targets"]] == [False, True]
    quiet = xinyong("good-law", "--set", "livelihood.subsidy=0.4", "--quiet")
    assert (quiet.exit_code, quiet.output) == (1, "")


def test_what_is_skipped_fails_nothing_and_is_not_passed(tmp_path):
    result = xinyong("needs-tables", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["verdict"] == "skipped"
    assert "0 of 0 targets" in xinyong("needs-tables").stdout
    assert json.loads(xinyong("needs-tables", "--data", str(tmp_path), "--json").stdout)[0]["verdict"] == "reproduced"


def test_it_lists_without_running():
    assert "Title of good-law" in xinyong("--list").stdout
    assert [row["replication"] for row in json.loads(xinyong("--list", "--json").stdout)] == [
        "good-law",
        "needs-tables",
    ]


def test_bad_input_is_refused_with_nothing_written(tmp_path):
    taken, new = tmp_path / "file", tmp_path / "new"
    taken.write_text("mine")
    assert "Did you mean 'good-law'?" in refused("good-lwa", "--out", str(new))
    assert "accepted: a folder of tables" in refused("--data", str(tmp_path / "nowhere"), "--out", str(new))
    assert "received a file" in refused("--data", str(taken), "--out", str(new))
    assert "livelihood.subsidy" in refused("--set", "livelihood.subsidy=99", "--out", str(new))
    assert "--seed" in refused("--seed", "x", "--out", str(new))
    assert "accepted: a folder" in refused("--out", str(taken))
    assert not new.exists()
    assert taken.read_text() == "mine"


def test_it_is_asked_for_from_python():
    told = []
    (found,) = replicate("good-law", changes={"livelihood.subsidy": 0.505}, progress=told.append)
    assert found.is_reproduced
    assert told == [GOOD]
    assert [outcome.is_skipped for outcome in replicate()] == [False, True]
    for wrong, error in (
        ({"names": "bad"}, BadRequest),
        ({"seed": -1}, BadRequest),
        ({"data": "/nowhere"}, BadFolder),
        ({"changes": {"foo": 1}}, BadScenario),
    ):
        with pytest.raises(error):
            replicate(**wrong)
