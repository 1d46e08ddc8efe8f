"""A run gives what was asked, keeps it whole, and survives whatever interrupts it with the same bits."""

import json
import os
import shutil
import signal

import numpy as np
import pandas as pd
import pytest

from xinyong.engine.progress import Silent
from xinyong.errors import BadFolder, BadInput, BadRequest, BadScenario
from xinyong.measures.registry import MEASURES
from xinyong.results.recorder import Recorder
from xinyong.results.run_folder import Draft
from xinyong.results.run_result import load
from xinyong.runs import execute
from xinyong.runs.interrupted import Interrupted
from xinyong.runs.run import run
from xinyong.scenario.scenario import Scenario
from xinyong.society.random_streams import replicate_seed

from .conftest import SMALL


class StopsAfter(Silent):
    """Presses Ctrl-C, as a person would, when so many months are over."""

    def __init__(self, months):
        self.left = months

    def month(self, done, month):
        self.left -= 1
        if self.left == 0:
            signal.raise_signal(signal.SIGINT)


def test_every_month_measure_and_replicate_is_in_the_series(small):
    series = small.series
    assert series["month"].nunique() == 6
    assert set(series["measure"].unique()) == set(MEASURES)
    assert sorted(series["replicate"].unique()) == [0, 1]
    assert not series.duplicated(["replicate", "month", "measure", "group"]).any()


def test_the_cohort_is_followed_every_month_in_every_replicate(small):
    assert len(small.cohort) == 2 * 6 * 5
    assert small.cohort.groupby(["replicate", "month"])["citizen"].nunique().eq(5).all()


def test_the_manifest_says_what_was_run(small):
    manifest = small.manifest
    assert (manifest["population"], manifest["seed"], manifest["replicates"]) == (600, 1, 2)
    assert manifest["window"] == {"from": "2015-01", "until": "2015-06"}
    assert manifest["status"] == "done"
    assert manifest["citizen_months"] == 600 * 6 * 2
    assert manifest["people_per_citizen"] * 600 == pytest.approx(manifest["population_represented"])
    assert len(manifest["series_hash"]) == len(manifest["scenario_hash"]) == 64


def test_a_replicate_is_the_run_of_the_seed_that_is_derived_for_it(small):
    second = run("documented", **SMALL, seed=replicate_seed(1, 1))
    here = small.series[small.series["replicate"] == 1]["value"].to_numpy()
    np.testing.assert_array_equal(here, second.series["value"].to_numpy())


def test_the_kept_scenario_gives_the_same_bits(small):
    again = run(small.path / "scenario.toml", cohort=0, replicates=2)
    assert again.manifest["series_hash"] == small.manifest["series_hash"]


def test_what_is_written_is_what_is_returned(small):
    kept = load(small.path)
    pd.testing.assert_frame_equal(kept.series, small.series)
    pd.testing.assert_frame_equal(kept.cohort, small.cohort)


def test_an_interrupted_run_resumes_with_the_same_bits(small, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(Interrupted) as interruption:
        run(
            "documented", **SMALL, replicates=2, out=out, checkpoint_months=2, progress=StopsAfter(9)
        )  # in the third month of the second replicate
    assert interruption.value.folder == out
    with pytest.raises(BadInput, match="resume="):
        load(out)
    finished = run(resume=out)
    assert finished.manifest["series_hash"] == small.manifest["series_hash"]
    pd.testing.assert_frame_equal(load(out).cohort, small.cohort)
    assert sorted(os.listdir(out)) == ["cohort.parquet", "manifest.json", "scenario.toml", "series.parquet"]


def test_an_interruption_before_anything_was_kept_leaves_nothing(tmp_path):
    with pytest.raises(Interrupted) as interruption:
        run("documented", **SMALL, out=tmp_path / "out", checkpoint_months=0, progress=StopsAfter(1))
    assert interruption.value.folder is None
    assert os.listdir(tmp_path) == []


def _once(monkeypatch, owner, name, *, before):
    """Let something happen before the first call of a function, and then nothing any more."""
    real, calls = getattr(owner, name), []

    def altered(*args, **kwargs):
        calls.append(1)
        if len(calls) == 1:
            before()
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, altered)


def _ctrl_c():
    signal.raise_signal(signal.SIGINT)


def test_when_the_last_file_cannot_be_written_the_run_can_be_resumed(small, tmp_path, monkeypatch):
    def full(draft, name, table):
        if name == "cohort.parquet":
            raise BadFolder(name, received="No space left on device", accepted="room", remedy="Free some space.")
        real(draft, name, table)

    real, out = Draft.write_table, tmp_path / "out"
    monkeypatch.setattr(Draft, "write_table", full)
    with pytest.raises(BadFolder, match="No space left"):
        run("documented", **SMALL, replicates=2, out=out, checkpoint_months=2)
    monkeypatch.setattr(Draft, "write_table", real)
    assert run(resume=out).manifest["series_hash"] == small.manifest["series_hash"]
    assert sorted(os.listdir(out)) == ["cohort.parquet", "manifest.json", "scenario.toml", "series.parquet"]


def test_ctrl_c_while_results_are_written_waits_for_them_and_says_that_they_are_there(small, tmp_path, monkeypatch):
    _once(monkeypatch, execute, "write_run", before=_ctrl_c)
    out = tmp_path / "out"
    with pytest.raises(Interrupted) as interruption:
        run("documented", **SMALL, replicates=2, out=out)
    assert interruption.value.is_done
    assert load(interruption.value.folder).manifest["series_hash"] == small.manifest["series_hash"]


@pytest.mark.parametrize("replicates", [1, 2])
def test_ctrl_c_between_the_last_month_and_the_results_loses_nothing(tmp_path, monkeypatch, replicates):
    _once(monkeypatch, Recorder, "series", before=_ctrl_c)
    out = tmp_path / "out"
    with pytest.raises(Interrupted) as interruption:
        run("documented", **SMALL, replicates=replicates, out=out)
    assert not interruption.value.is_done
    assert interruption.value.folder == out
    expected = run("documented", **SMALL, replicates=replicates)
    assert run(resume=out).manifest["series_hash"] == expected.manifest["series_hash"]


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """The folder of a run of two replicates, stopped in the fourth month of the second."""
    out = tmp_path_factory.mktemp("stopped") / "out"
    with pytest.raises(Interrupted):
        run("documented", **SMALL, replicates=2, out=out, checkpoint_months=1, progress=StopsAfter(10))
    return out


@pytest.fixture
def interrupted(stopped, tmp_path):
    """A copy of it, to be altered."""
    return shutil.copytree(stopped, tmp_path / "out")


def _content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_damaged_checkpoint_is_named_and_nothing_is_lost(interrupted, small):
    before, latest = sorted((interrupted / "checkpoints" / "replicate-1").iterdir())
    latest.write_bytes(latest.read_bytes()[:-50])
    kept = _content(interrupted)
    with pytest.raises(BadInput, match="damaged") as refusal:
        run(resume=interrupted)
    assert refusal.value.where == str(latest)
    assert ".partial" not in str(refusal.value)
    assert os.listdir(interrupted.parent) == ["out"]
    assert _content(interrupted) == kept
    assert f"delete it: the run then continues from {before.stem}" in str(refusal.value)
    latest.unlink()
    assert run(resume=interrupted).manifest["series_hash"] == small.manifest["series_hash"]


def test_without_its_checkpoints_a_replicate_is_simulated_again(interrupted, small):
    for checkpoint in (interrupted / "checkpoints" / "replicate-1").iterdir():
        checkpoint.unlink()
    assert run(resume=interrupted).manifest["series_hash"] == small.manifest["series_hash"]


def test_the_damaged_table_of_a_replicate_is_named_and_can_be_deleted(interrupted, small):
    part = interrupted / "parts" / "0.series.parquet"
    part.write_bytes(part.read_bytes()[:100])
    kept = _content(interrupted)
    with pytest.raises(BadInput, match=f"Delete {part}"):
        run(resume=interrupted)
    assert _content(interrupted) == kept
    part.unlink()
    assert run(resume=interrupted).manifest["series_hash"] == small.manifest["series_hash"]


@pytest.mark.parametrize(
    ("name", "content"), [("manifest.json", "{"), ("scenario.toml", "seed = "), ("scenario.toml", "seed = 3")]
)
def test_a_run_that_cannot_be_resumed_stays_as_it_was(interrupted, name, content):
    (interrupted / name).write_text(content)
    kept = _content(interrupted)
    with pytest.raises(BadInput, match=name.replace(".", r"\.")) as refusal:
        run(resume=interrupted)
    assert ".partial" not in str(refusal.value)
    assert _content(interrupted) == kept
    assert os.listdir(interrupted.parent) == ["out"]


def test_only_the_version_that_began_a_run_resumes_it(interrupted):
    path = interrupted / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": "0.0.1"}))
    with pytest.raises(BadInput, match=r"a run of xinyong 0\.0\.1"):
        run(resume=interrupted)


def test_a_disk_that_is_full_leaves_a_run_that_can_be_resumed(interrupted, small, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("xinyong.results.run_folder.pq.write_table", full)
        with pytest.raises(BadInput, match="No space left") as refusal:
            run(resume=interrupted)
    assert ".partial" not in str(refusal.value)
    assert run(resume=interrupted).manifest["series_hash"] == small.manifest["series_hash"]


def test_a_fork_into_the_same_scenario_gives_the_same_bits(small):
    forked = run("documented", **SMALL, replicates=2, fork=(small.path, "2015-02"))
    assert forked.manifest["series_hash"] == small.manifest["series_hash"]
    assert forked.manifest["fork"]["month"] == "2015-02"


def test_a_fork_into_another_scenario_shares_the_past_and_departs_from_it(small):
    forked = run("no-system", **SMALL, replicates=2, fork=(small.path, "2015-04"))
    both = forked.series.merge(small.series, on=["replicate", "month", "measure", "group"], suffixes=("", "_origin"))
    is_same = (both["value"] == both["value_origin"]) | (both["value"].isna() & both["value_origin"].isna())
    shared = both["month"] <= "2015-04-01"
    assert is_same[shared].all()
    assert not is_same[~shared].all()
    assert len(forked.cohort) == len(small.cohort)


def test_a_fork_begins_where_its_past_begins_whatever_the_scenario_says(small):
    mine = Scenario.load("no-system").with_changes({"window.from": "2015-05", "window.until": "2015-06"})
    forked = run(mine, population=600, cohort=5, replicates=2, fork=(small.path, "2015-04"))
    assert forked.manifest["window"] == {"from": "2015-01", "until": "2015-06"}
    same = run("no-system", **SMALL, replicates=2, fork=(small.path, "2015-04"))
    assert forked.manifest["series_hash"] == same.manifest["series_hash"]
    with pytest.raises(BadRequest, match="a month up to 2015-03"):
        run(mine, population=600, cohort=5, replicates=2, fork=(small.path, "2015-02"))


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"fork": ("RUN", "2015-13")}, "fork"),
        ({"fork": ("RUN", "2015-03")}, "2015-02, 2015-04"),
        ({"fork": ("RUN", "2015-02"), "cohort": 6}, "cohort"),
        ({"fork": ("RUN", "2015-02"), "replicates": 3}, "replicates"),
        ({"fork": ("RUN", "2015-02"), "seed": 7}, "seed=1"),
        ({"fork": ("RUN", "2015-02"), "population": 700}, "population=600"),
        ({"fork": ("RUN", "2015-02"), "from_": "2015-02"}, "Leave the first month out"),
    ],
)
def test_an_impossible_fork_is_refused(small, asked, named):
    fork = (small.path, asked["fork"][1])
    with pytest.raises(BadInput, match=named):
        run("documented", **{**SMALL, **asked, "fork": fork})


@pytest.mark.parametrize(
    "asked",
    [
        {"population": 0},
        {"population": -5},
        {"population": 1.5},
        {"from_": "2016-01", "until": "2015-01"},
        {"from_": "soon"},
        {"seed": -1},
        {"changes": {"watching.onn": True}},
        {"scenario": "documentd"},
    ],
)
def test_a_bad_scenario_is_refused_before_anything_is_written(asked, tmp_path):
    with pytest.raises(BadScenario):
        run(**{**SMALL, **asked}, out=tmp_path / "out")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"replicates": 0},
        {"replicates": True},
        {"cohort": -1},
        {"checkpoint_months": 1.5},
        {"checkpoint_months": 0, "keep_checkpoints": True},
        {"workers": 0},
        {"tile": 1000},
    ],
)
def test_a_bad_argument_is_refused_and_nothing_is_left(asked, tmp_path):
    with pytest.raises(BadRequest):
        run("no-system", **{**SMALL, **asked}, out=tmp_path / "out")
    assert os.listdir(tmp_path) == []


@pytest.mark.slow
def test_an_explicit_network_takes_the_place_of_the_drawn_ties():
    ring = np.stack([np.arange(600), (np.arange(600) + 1) % 600], axis=1)
    found = run("no-system", **SMALL, network=ring)
    assert found.manifest["network"]["pairs"] == 600
    degree = found.series.query("measure == 'mean_degree' and group == 'all'")["value"]
    assert degree.iloc[0] <= 2


def test_changes_are_part_of_the_scenario_that_is_kept(tmp_path):
    found = run("documented", **SMALL, changes={"watching.posts_coverage": 0.9})
    assert found.scenario.watching.posts_coverage.at(found.scenario.window.from_) == 0.9
    assert found.scenario.hash != Scenario.load("documented").hash


def test_a_fork_that_switches_mechanisms_on_has_their_columns_absent_before(tmp_path):
    past = {"checkpoint_months": 3, "keep_checkpoints": True, "out": tmp_path / "past"}
    run("no-system", **SMALL, **past)
    forked = run("documented", **SMALL, fork=(tmp_path / "past", "2015-03"))
    months = forked.cohort.groupby("month")
    assert (months["life_recorded"].max().iloc[:3] == 0).all()
    assert months["life_recorded"].max().iloc[-1] > 0


@pytest.mark.slow
def test_a_network_run_is_resumed_with_its_network_only(tmp_path):
    ring = np.stack([np.arange(600), (np.arange(600) + 1) % 600], axis=1)
    with pytest.raises(Interrupted):
        run(
            "no-system",
            **SMALL,
            network=ring,
            out=tmp_path / "out",
            checkpoint_months=1,
            progress=StopsAfter(2),
        )
    with pytest.raises(BadRequest, match="the network of the run"):
        run(resume=tmp_path / "out")
    assert run(resume=tmp_path / "out", network=ring).manifest["status"] == "done"


def test_a_checkpoint_without_results_is_refused():
    with pytest.raises(BadInput, match="a checkpoint without"):
        Recorder(people_per_citizen=1.0, on=frozenset()).restore({}, where="somewhere")
