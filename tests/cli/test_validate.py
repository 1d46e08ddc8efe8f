"""`xinyong validate` prints every check with its verdict, and fails if one is missed."""

import json

import pytest
from typer.testing import CliRunner

from tests.evidence.test_record import worlds
from xinyong.cli import app
from xinyong.evidence import record
from xinyong.evidence.record import CHECKS, Validation


def xinyong(*words):
    return CliRunner().invoke(app, ["validate", *words])


@pytest.fixture
def runs(monkeypatch):
    """Validations out of fabricated courses, altered as asked."""

    def put(altered):
        def made(*, population, seed, progress):
            return Validation(population, seed, tuple(check.judge(worlds(altered=altered)) for check in CHECKS))

        monkeypatch.setattr(record, "validate", made)

    return put


def test_all_that_is_met_ends_well_and_writes_a_page(runs, tmp_path):
    runs(lambda value: value)
    result = xinyong("--population", "3_000", "--out", str(tmp_path / "new"))
    assert result.exit_code == 0, result.output
    assert f"{len(CHECKS)} of {len(CHECKS)} checks are met" in result.stdout
    assert "not expressed" in result.stdout
    assert "--population 3_000" in (tmp_path / "new" / "validation.html").read_text(encoding="utf-8")


def test_one_that_is_missed_ends_with_exit_code_1(runs):
    runs(lambda value: 2.0 * value)
    result = xinyong("--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert not found["is_passed"]
    assert found["population"] == 98_304
    assert "NOT MET" in xinyong().stdout
    assert (xinyong("--quiet").exit_code, xinyong("--quiet").output) == (1, "")


def test_bad_input_is_refused(tmp_path):
    taken = tmp_path / "file"
    taken.write_text("mine")
    assert xinyong("--out", str(taken)).exit_code == 2
    result = xinyong("--population", "10", "--out", str(tmp_path / "new"))
    assert result.exit_code == 2
    assert "accepted: a whole number of citizens from 2000" in result.stderr
    assert not (tmp_path / "new").exists()


def test_help_says_that_some_are_known_to_fail():
    assert "some are known to be" in " ".join(xinyong("--help").stdout.split())
