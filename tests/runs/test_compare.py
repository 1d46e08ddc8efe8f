"""Compared worlds share their people and their random numbers, and a difference says how sure it is."""

import json
import os
import shutil

import numpy as np
import pytest

from xinyong.errors import BadFolder, BadInput, BadRequest, BadScenario
from xinyong.runs.compare import compare, is_comparison, load, load_comparison
from xinyong.runs.comparison import Comparison, unique_names
from xinyong.runs.interrupted import Interrupted
from xinyong.runs.run import run
from xinyong.scenario.scenario import Scenario

from .conftest import SMALL
from .test_run import StopsAfter

NO_LENDING = {"lending.on": False}


def windows(first, last, *, preset="no-system"):
    return Scenario.load(preset).with_changes({"window": {"from": first, "until": last}})


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    return compare("no-system", "documented", **SMALL, replicates=2, out=tmp_path_factory.mktemp("twins") / "out")


def test_both_worlds_have_the_same_people(twins):
    who = ["is_urban", "birth_month", "permanent_income", "disposition"]
    np.testing.assert_array_equal(twins.baseline.cohort[who].to_numpy(), twins["documented"].cohort[who].to_numpy())


def test_swapped_worlds_give_exact_negatives_in_the_window_that_both_share():
    some, other = windows("2012-11", "2013-02"), windows("2013-01", "2013-04", preset="documented")
    tables = {}
    for place, worlds in enumerate(((some, other), (other, some))):
        found = compare(*worlds, population=500, cohort=0, replicates=2)
        assert all(world.manifest["window"] == {"from": "2013-01", "until": "2013-02"} for world in found)
        tables[place] = found.headline().dropna(subset="difference").set_index("measure")
    assert len(tables[0]) > 10
    assert (tables[0]["difference"] == -tables[1]["difference"]).all()
    assert (tables[0]["low"].fillna(9) == -tables[1]["high"].fillna(-9)).all()


def test_the_difference_is_that_from_the_baseline(twins):
    rows = twins.headline().set_index(["measure", "world"]).loc["share_of_life_recorded"]
    base, other = rows.loc["no-system"], rows.loc["documented"]
    assert base["value"] == 0
    assert np.isnan(base["difference"])
    assert not base["is_clear"]
    assert other["difference"] == pytest.approx(other["value"])
    assert other["is_clear"]


def test_the_differences_of_the_scenarios_are_data(twins):
    (found,) = twins.differences.values()
    assert "watching.on" in {d.path for d in found}
    assert not any(d.is_frame for d in found)


def test_the_series_of_all_worlds_are_one_frame(twins):
    table = twins.frame()
    assert list(table["world"].cat.categories) == ["no-system", "documented"]
    one = table[table["world"] == "documented"].drop(columns="world").reset_index(drop=True)
    assert one["value"].equals(twins["documented"].series["value"])


def test_a_world_goes_by_its_name_and_the_nearest_is_named(twins):
    assert twins["documented"] is twins.others[0]
    with pytest.raises(BadRequest, match="Did you mean 'documented'"):
        twins["documentd"]


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three worlds, of which two have the same name."""
    out = tmp_path_factory.mktemp("three") / "out"
    frame = {"population": 300, "from_": "2015-01", "until": "2015-02", "cohort": 0}
    return compare("no-system", "documented", "documented", **frame, replicates=1, changes_c=NO_LENDING, out=out)


def test_three_worlds_are_compared_with_the_first(three):
    assert three.names == ("no-system", "documented", "documented-2")
    assert [world.path.name for world in three] == ["1-no-system", "2-documented", "3-documented-2"]
    assert len(three) == 3
    assert {d.path for d in three.differences["documented-2"]} - {
        d.path for d in three.differences["documented"]
    } == set(NO_LENDING)
    table = three.headline()
    assert list(table["world"].iloc[:3]) == list(three.names)
    assert table["difference"].isna().sum() >= table["measure"].nunique()


def test_a_kept_comparison_lists_its_worlds_in_order(three):
    content = json.loads((three.path / "comparison.json").read_text())
    assert [world["folder"] for world in content["worlds"]] == ["1-no-system", "2-documented", "3-documented-2"]
    assert load(three.path).headline().equals(three.headline())
    assert load(three.path / "1-no-system").manifest == three.baseline.manifest


def test_a_comparison_of_an_older_version_still_loads(three, tmp_path):
    for new, old in (("1-no-system", "a"), ("2-documented", "b")):
        shutil.copytree(three.path / new, tmp_path / old)
    older = {"format": 1, "version": "0.1.0", "a": "a", "b": "b", "status": "done"}
    (tmp_path / "comparison.json").write_text(json.dumps(older))
    assert load_comparison(tmp_path).names == ("no-system", "documented")


@pytest.mark.parametrize(
    "worlds",
    [[], [{"folder": "1-no-system"}], "ab", [{"folder": "../x"}, {"folder": "y"}], [{"folder": "x"}] * 2, [1, 2]],
)
def test_a_list_of_worlds_that_makes_no_sense_is_refused(tmp_path, worlds):
    (tmp_path / "comparison.json").write_text(json.dumps({"format": 1, "worlds": worlds}))
    with pytest.raises(BadFolder, match="received worlds"):
        load_comparison(tmp_path)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"changes_c": NO_LENDING}, "changes_c"),
        ({"changes_b": {"seed": 3}}, "which share window, seed and population"),
        ({"replicates": 0}, "replicates"),
    ],
)
def test_changes_that_fit_no_world_are_refused(asked, said):
    with pytest.raises(BadInput, match=said):
        compare("no-system", "documented", **SMALL, **asked)


def test_one_world_is_no_comparison(small):
    with pytest.raises(BadRequest, match="two or more"):
        compare("no-system")
    with pytest.raises(BadRequest, match="two or more"):
        Comparison((small,))


def test_names_are_told_apart():
    assert unique_names(["x", "x-2", "x", "y", "x"]) == ("x", "x-2", "x-3", "y", "x-4")


def test_a_comparison_is_kept_and_read_back(twins):
    assert sorted(os.listdir(twins.path)) == ["1-no-system", "2-documented", "comparison.json"]
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
    return [world.manifest[name] for world in comparison for name in ("series_hash", "cohort_hash")]


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
    with pytest.raises(BadFolder, match=r"xy\.compare\(resume="):
        load_comparison(out)
    finished = compare(resume=out)
    assert _hashes(finished) == _hashes(twins)
    assert finished.baseline.path == out / "1-no-system"
    assert sorted(os.listdir(out)) == ["1-no-system", "2-documented", "comparison.json"]
    assert _hashes(load_comparison(out)) == _hashes(twins)


@pytest.mark.slow
def test_a_comparison_may_be_interrupted_again_and_again(twins, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(Interrupted):
        compare("no-system", "documented", **SMALL, replicates=2, out=out, progress=StopsAfter(5))
    for _ in range(2):
        with pytest.raises(Interrupted) as interruption:
            compare(resume=out, progress=StopsAfter(7))
        assert interruption.value.folder == out
    assert _hashes(compare(resume=out)) == _hashes(twins)


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
    begun = interrupted / "2-documented"
    begun.rename(begun.with_name("2-documented.partial"))
    interrupted.rename(interrupted.with_name("out.partial"))
    with pytest.raises(BadFolder, match="unfinished"):
        compare("no-system", "documented", **SMALL, out=interrupted)
    assert compare(resume=interrupted)["documented"].manifest["status"] == "done"


@pytest.mark.parametrize(
    "name", ["comparison.json", "2-documented.toml", "1-no-system/series.parquet", "2-documented/manifest.json"]
)
def test_a_comparison_that_cannot_be_resumed_stays_as_it_was(interrupted, name):
    (interrupted / name).write_text("{")
    kept = {p: p.read_bytes() for p in interrupted.rglob("*.parquet")}
    with pytest.raises(BadInput, match=name.replace(".", r"\.")) as refusal:
        compare(resume=interrupted)
    assert ".partial" not in str(refusal.value)
    assert os.listdir(interrupted.parent) == ["out"]
    assert {p: p.read_bytes() for p in interrupted.rglob("*.parquet")} == kept


def test_what_is_no_interrupted_comparison_is_not_resumed(twins, small):
    with pytest.raises(BadFolder, match="a finished comparison"):
        compare(resume=twins.path)
    with pytest.raises(BadFolder, match="It holds a single run"):
        compare(resume=small.path)
    with pytest.raises(BadFolder, match="It contains a comparison"):
        run(resume=twins.path)
