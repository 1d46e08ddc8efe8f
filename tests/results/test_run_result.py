"""A run is kept and read back without loss; whatever is wrong with its folder is said in one message."""

import importlib.util
import json
import os

import numpy as np
import pandas as pd
import pytest

from xinyong.errors import BadFolder, BadRequest
from xinyong.results.atomic_folder import Draft
from xinyong.results.run_result import load
from xinyong.results.schema import series_from_frame, series_hash

from .fabricated import run


@pytest.fixture
def kept(tmp_path):
    return run().save(tmp_path / "kept")


def test_what_is_saved_is_what_is_loaded(kept):
    again = load(kept.path)
    pd.testing.assert_frame_equal(again.series, kept.series)
    pd.testing.assert_frame_equal(again.cohort, kept.cohort)
    assert again.scenario == kept.scenario
    assert again.manifest == kept.manifest
    assert series_hash(series_from_frame(again.series)) == kept.manifest["series_hash"]


def test_a_run_folder_holds_the_documented_files(kept):
    assert sorted(os.listdir(kept.path)) == [
        "cohort.parquet",
        "manifest.json",
        "scenario.toml",
        "series.parquet",
    ]
    assert os.listdir(kept.path.parent) == ["kept"]


def test_a_run_says_in_one_line_what_it_is():
    assert repr(run()) == ("Run('no-system', population=500, seed=1, from='2013-01', until='2013-02', replicates=2)")


def test_the_labelled_array_holds_every_value_of_the_series():
    made = run()
    data = made.to_xarray()
    assert dict(data.sizes) == {"replicate": 2, "measure": 2, "group": 2, "month": 2}
    one = data["value"].sel(replicate=1, measure="gini_income", group="all", month="2013-02-01")
    assert float(one) == pytest.approx(0.41)
    assert np.isnan(data["value"].sel(measure="mean_score")).all()
    assert int(data["n"].sel(group="area=urban").max()) == 320
    assert data.attrs["scenario"] == "no-system"


def test_without_xarray_a_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadRequest, match=r"without xarray; .*pip install 'xinyong\[xarray\]'"):
        run().to_xarray()


def test_one_measure_has_a_row_a_month_and_a_column_a_replicate():
    frame = run().measure("gini_income")
    assert frame.shape == (2, 2)
    assert frame.loc["2013-02-01", 1] == pytest.approx(0.41)


@pytest.mark.parametrize(
    ("name", "group", "near"), [("gini_incom", "all", "gini_income"), ("gini_income", "urban", "area")]
)
def test_a_measure_or_group_that_is_not_there_is_refused_with_the_nearest(name, group, near):
    with pytest.raises(BadRequest, match=near):
        run().measure(name, group=group)


def test_a_folder_that_is_not_empty_is_never_overwritten(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("four years")
    with pytest.raises(BadFolder, match="nothing was overwritten"):
        run().save(tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "four years"
    assert os.listdir(tmp_path) == ["mine"]


def test_an_empty_folder_may_be_written(tmp_path):
    (tmp_path / "empty").mkdir()
    assert load(run().save(tmp_path / "empty").path).manifest["status"] == "done"


def test_a_file_in_the_place_is_refused(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(BadFolder, match="a file"):
        Draft.begin(tmp_path / "taken")


def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadFolder, match="can be written"):
        Draft.begin(tmp_path / "file" / "deep" / "out")
    assert os.listdir(tmp_path) == ["file"]


def test_two_runs_cannot_write_to_the_same_place(tmp_path):
    Draft.begin(tmp_path / "out")
    with pytest.raises(BadFolder, match="unfinished"):
        Draft.begin(tmp_path / "out")


def test_a_discarded_draft_leaves_nothing_not_even_its_parents(tmp_path):
    Draft.begin(tmp_path / "a" / "b" / "out").discard()
    assert os.listdir(tmp_path) == []


def test_an_interrupted_run_can_be_taken_up_under_its_name_or_its_partial_name(tmp_path):
    draft = Draft.begin(tmp_path / "out")
    draft.write_json("manifest.json", {**run().manifest, "status": "interrupted"})
    assert Draft.reopen(tmp_path / "out").path == draft.path
    draft.publish()
    assert Draft.reopen(tmp_path / "out").path == draft.path
    assert not (tmp_path / "out").exists()


def test_a_finished_run_cannot_be_resumed(kept):
    with pytest.raises(BadFolder, match="nothing to resume"):
        Draft.reopen(kept.path)


@pytest.mark.parametrize("name", ["series.parquet", "cohort.parquet"])
def test_a_truncated_table_is_named(kept, name):
    whole = (kept.path / name).read_bytes()
    (kept.path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadFolder, match=f"{name}.*damaged"):
        load(kept.path)


def test_a_missing_table_is_named(kept):
    (kept.path / "series.parquet").unlink()
    with pytest.raises(BadFolder, match=r"series\.parquet.*no such file"):
        load(kept.path)


def test_a_table_with_other_columns_is_refused(kept):
    (kept.path / "cohort.parquet").rename(kept.path / "series.parquet")
    with pytest.raises(BadFolder, match="accepted: columns month"):
        load(kept.path)


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    with pytest.raises(BadFolder, match=r"no manifest\.json"):
        load(tmp_path)


@pytest.mark.parametrize("content", ["{", '"words"', "{}"])
def test_a_damaged_manifest_is_refused(kept, content):
    (kept.path / "manifest.json").write_text(content)
    with pytest.raises(BadFolder, match=r"manifest\.json"):
        load(kept.path)


def _rewrite(kept, **changes):
    path = kept.path / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_folder_of_another_format_is_refused_with_the_version_that_wrote_it(kept):
    _rewrite(kept, format=99, version="7.0")
    with pytest.raises(BadFolder, match=r"format 99 \(written by xinyong 7\.0\)"):
        load(kept.path)


def test_an_interrupted_run_says_how_to_finish_it(kept):
    _rewrite(kept, status="interrupted")
    with pytest.raises(BadFolder, match="--resume"):
        load(kept.path)


def test_a_changed_scenario_is_noticed(kept):
    path = kept.path / "scenario.toml"
    path.write_text(path.read_text().replace("population = 500", "population = 501"))
    with pytest.raises(BadFolder, match="Undo the change"):
        load(kept.path)
