"""`xinyong audit` tells what `Run.fairness` does, and refuses what it cannot."""

import json

import pytest
from typer.testing import CliRunner

import xinyong as xy
from tests.cli.test_cli import refused
from xinyong.cli import app
from xinyong.results.run_folder import AUDIT_FILE, read_manifest
from xinyong.runs.verify import verify
from xinyong.society.random_streams import replicate_seed

SMALL = ["--population", "3000", "--from", "2012-12", "--until", "2014-01", "--cohort", "0", "--replicates", "2"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("audits") / "run"
    result = CliRunner().invoke(app, ["run", "essay", *SMALL, "--out", str(out), "--quiet"])
    assert result.exit_code == 0, result.output
    return out


def rows(folder, *words):
    result = CliRunner().invoke(app, ["audit", str(folder), *words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_it_tells_the_last_year_by_all_groups(folder):
    found = rows(folder)
    expected = xy.load(folder).fairness()
    expected = expected[expected["month"].dt.year == 2013]
    assert len(found) == len(expected) > 100
    assert {row["month"] for row in found} == {"2013-12"}
    values = [None if value != value else value for value in expected["value"]]
    assert [row["value"] for row in found] == values
    assert {row["replicate"] for row in found} == {0, 1}


def test_years_crossings_and_cuts(folder):
    found = rows(folder, "--by", "area,quintile", "--year", "2012")
    assert {row["month"] for row in found} == {"2012-12"}
    assert "area=rural,quintile=1" in {row["group"] for row in found}
    decided, cut = rows(folder, "--by", "sex"), rows(folder, "--by", "sex", "--cut", "650")
    assert decided != cut
    bands = rows(folder, "--by", "sex", "--calibration")
    assert all(row["score_to"] == row["score_from"] + 25 for row in bands)
    text = CliRunner().invoke(app, ["audit", str(folder), "--by", "sex"]).stdout
    assert "disparate_impact_ratio" in text


@pytest.mark.slow
def test_a_world_without_a_scorecard_is_audited_too(tmp_path):
    out = tmp_path / "run"
    words = ["run", "documented", "--population", "3000", "--from", "2014-01", "--until", "2015-12", "--cohort", "0"]
    assert CliRunner().invoke(app, [*words, "--out", str(out), "--quiet"]).exit_code == 0
    found = {(row["measure"], row["group"]): row for row in rows(out, "--by", "area")}
    assert 0 < found["error_rate", "area=rural"]["value"] < 1
    assert found["calibration_error", "area=rural"]["value"] is None
    bands = rows(out, "--by", "area", "--calibration")
    assert {row["predicted"] for row in bands} == {None}
    assert [row["group"] for row in bands if row["score_from"] is None] == ["area=rural", "area=urban"]
    assert "observed" in CliRunner().invoke(app, ["audit", str(out), "--by", "area", "--calibration"]).stdout


@pytest.mark.slow
def test_applications_of_the_years_are_those_of_the_months(folder):
    run = xy.load(folder)
    applications = run.audit[run.audit["what"] == "applications"].groupby("replicate")["n"].sum()
    for replicate in (0, 1):
        again = xy.run(run.scenario.with_changes({"seed": replicate_seed(run.scenario.seed, replicate)}), cohort=3000)
        people = again.cohort[again.cohort["month"].dt.year < 2014]
        assert applications[replicate] == people["is_applicant"].sum()


@pytest.mark.slow
def test_the_file_is_verified_with_the_rest(folder):
    verdict = verify(folder)
    assert verdict.is_same
    assert AUDIT_FILE in [file.name for file in verdict.files]
    assert read_manifest(folder)["audit_hash"]


def test_it_is_kept_by_saving(folder, tmp_path):
    run = xy.load(folder)
    again = xy.load(run.save(tmp_path / "copy").path)
    assert again.audit.astype(str).equals(run.audit.astype(str))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--by", "gender"], "by: received gender; accepted: one or more of area, quintile"),
        (["--cut", "much"], "--cut: received much; accepted: a whole number"),
        (["--cut", "610"], "cut: received 610; accepted: a score from 375 to 925 in steps of 25"),
        (["--cut", "600", "--calibration"], "cut: received together with calibration; accepted: one of the two"),
        (["--year", "2014"], "year: received 2014; accepted: one of 2012, 2013"),
    ],
)
def test_what_it_cannot_tell_is_refused(folder, words, message):
    assert message in refused("audit", str(folder), *words)


def test_a_run_without_a_december_has_no_audit(tmp_path):
    out = tmp_path / "short"
    words = ["run", "no-system", "--population", "300", "--from", "2015-01", "--until", "2015-02", "--out", str(out)]
    assert CliRunner().invoke(app, [*words, "--cohort", "0", "--quiet"]).exit_code == 0
    assert not (out / AUDIT_FILE).exists()
    assert read_manifest(out)["audit_hash"] is None
    assert "accepted: a run with a December" in refused("audit", str(out))
