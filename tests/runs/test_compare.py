"""Twin worlds share their people and their luck, and the report of a difference says how sure it is."""

import os
import shutil

import numpy as np
import pytest

from xinyong.errors import BadFolder, BadInput, BadScenario
from xinyong.runs.compare import compare, is_comparison, load_comparison, resume_comparison
from xinyong.runs.run import Interrupted, resume
from xinyong.scenario.scenario import Scenario

from .conftest import SMALL
from .test_run import StopsAfter


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    return compare("no-system", "documented", **SMALL, replicates=2, out=tmp_path_factory.mktemp("twins") / "out")


def test_both_worlds_have_the_same_people(twins):
    who = ["is_urban", "birth_month", "permanent_income", "disposition"]
    np.testing.assert_array_equal(twins.a.cohort[who].to_numpy(), twins.b.cohort[who].to_numpy())


def test_both_worlds_have_the_same_frame():
    mine = Scenario.load("no-system").with_changes({"seed": 9, "window.until": "2013-02"})
    found = compare(mine, "documented", population=500, cohort=0, replicates=1)
    assert found.b.manifest["seed"] == 9
    for key in ("population", "seed", "window"):
        assert found.a.manifest[key] == found.b.manifest[key]


def test_a_world_beside_itself_does_not_differ():
    table = compare("no-system", "no-system", **SMALL, replicates=2).headline()
    assert (table["difference"].dropna() == 0).all()
    assert not table["is_clear"].any()


def test_the_difference_is_b_less_a(twins):
    row = twins.headline().set_index("measure").loc["share_of_life_recorded"]
    assert row["a"] == 0
    assert row["difference"] == pytest.approx(row["b"])
    assert row["is_clear"]


def test_the_differences_of_the_scenarios_are_data(twins):
    assert "watching.on" in {d.path for d in twins.differences}
    assert not any(d.is_frame for d in twins.differences)


def test_a_comparison_is_kept_and_read_back(twins):
    assert sorted(os.listdir(twins.path)) == ["a", "b", "comparison.json"]
    assert is_comparison(twins.path)
    again = load_comparison(twins.path)
    assert again.headline().equals(twins.headline())


def test_a_single_run_is_no_comparison(small):
    assert not is_comparison(small.path)
    with pytest.raises(BadFolder, match=r"comparison\.json"):
        load_comparison(small.path)


def test_a_bad_second_scenario_leaves_nothing(tmp_path):
    with pytest.raises(BadScenario, match="Did you mean 'essay'"):
        compare("no-system", "esay", **SMALL, out=tmp_path / "out")
    assert os.listdir(tmp_path) == []


def _hashes(comparison):
    return [world.manifest[name] for world in (comparison.a, comparison.b) for name in ("series_hash", "cohort_hash")]


@pytest.mark.parametrize(
    "months",
    [15, *(pytest.param(months, marks=pytest.mark.slow) for months in (3, 8, 12, 23))],
    ids=lambda months: f"after {months} months",
)
def test_an_interrupted_comparison_resumes_with_the_same_bits(twins, tmp_path, months):
    out = tmp_path / "out"
    with pytest.raises(Interrupted) as interruption:
        compare("no-system", "documented", **SMALL, replicates=2, out=out, progress=StopsAfter(months))
    assert (interruption.value.folder, interruption.value.command) == (out, "compare")
    with pytest.raises(BadFolder, match="xinyong compare --resume"):
        load_comparison(out)
    finished = resume_comparison(out)
    assert _hashes(finished) == _hashes(twins)
    assert finished.a.path == out / "a"
    assert sorted(os.listdir(out)) == ["a", "b", "comparison.json"]
    assert _hashes(load_comparison(out)) == _hashes(twins)


@pytest.mark.slow
def test_a_comparison_may_be_interrupted_again_and_again(twins, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(Interrupted):
        compare("no-system", "documented", **SMALL, replicates=2, out=out, progress=StopsAfter(5))
    for _ in range(2):
        with pytest.raises(Interrupted) as interruption:
            resume_comparison(out, progress=StopsAfter(7))
        assert interruption.value.folder == out
    assert _hashes(resume_comparison(out)) == _hashes(twins)


def test_a_comparison_without_checkpoints_leaves_nothing_in_its_first_replicate(tmp_path):
    with pytest.raises(Interrupted) as interruption:
        compare("no-system", "documented", **SMALL, out=tmp_path / "out", checkpoint_months=0, progress=StopsAfter(2))
    assert interruption.value.folder is None
    assert os.listdir(tmp_path) == []


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    out = tmp_path_factory.mktemp("stopped") / "out"
    with pytest.raises(Interrupted):
        compare("no-system", "documented", **SMALL, replicates=1, out=out, progress=StopsAfter(8))
    return out


@pytest.fixture
def interrupted(stopped, tmp_path):
    return shutil.copytree(stopped, tmp_path / "out")


def test_a_comparison_that_was_killed_outright_is_resumed_too(interrupted):
    begun = interrupted / "b"
    begun.rename(begun.with_name("b.partial"))
    interrupted.rename(interrupted.with_name("out.partial"))
    with pytest.raises(BadFolder, match="unfinished"):
        compare("no-system", "documented", **SMALL, out=interrupted)
    assert resume_comparison(interrupted).b.manifest["status"] == "done"


@pytest.mark.parametrize("name", ["comparison.json", "b.toml", "a/series.parquet", "b/manifest.json"])
def test_a_comparison_that_cannot_be_resumed_stays_as_it_was(interrupted, name):
    (interrupted / name).write_text("{")
    kept = {p: p.read_bytes() for p in interrupted.rglob("*.parquet")}
    with pytest.raises(BadInput, match=name.replace(".", r"\.")) as refusal:
        resume_comparison(interrupted)
    assert ".partial" not in str(refusal.value)
    assert os.listdir(interrupted.parent) == ["out"]
    assert {p: p.read_bytes() for p in interrupted.rglob("*.parquet")} == kept


def test_what_is_no_interrupted_comparison_is_not_resumed(twins, small):
    with pytest.raises(BadFolder, match="a finished comparison"):
        resume_comparison(twins.path)
    with pytest.raises(BadFolder, match="It holds a single run"):
        resume_comparison(small.path)
    with pytest.raises(BadFolder, match="It holds a comparison"):
        resume(twins.path)
