"""A run is kept and read back without loss; whatever is wrong with its folder is said in one message."""

import importlib.util
import json
import math
import os
import random
import shutil

import numpy as np
import pandas as pd
import pytest

import xinyong as xy
from xinyong.errors import BadFolder, BadRequest
from xinyong.results import run_result
from xinyong.results.run_folder import Draft
from xinyong.results.run_result import explain, load
from xinyong.results.schema import series_from_frame, series_hash
from xinyong.society.columns import COLUMNS
from xinyong.vocabulary.scores import ALL_SCORES, parts_of

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
    with pytest.raises(BadFolder, match="resume="):
        load(kept.path)


def test_a_changed_scenario_is_noticed(kept):
    path = kept.path / "scenario.toml"
    path.write_text(path.read_text().replace("population = 500", "population = 501"))
    with pytest.raises(BadFolder, match="Undo the change"):
        load(kept.path)


OF_ALL_FIRMS = {"firms_mean", "firms_spread"}
RARE = {"unified_bounds", "points_law", "scorecard_bounds"}
"""Parts that may be 0 for all of so few people in three months."""
WINDOW = {"from_": "2015-01", "until": "2015-03"}


@pytest.fixture(scope="module")
def followed():
    on = {
        **{f"scoring.{score}.on": True for score in ALL_SCORES},
        "scoring.points.coverage": 0.6,
        "scoring.points.high": 1001,
        "scoring.firms.used": "mean",
        "scoring.friends.most": 5,
        "scoring.court_list.mistake": 0.01,
    }
    return xy.run("essay", population=3000, changes=on, cohort=60, **WINDOW)


@pytest.mark.parametrize("score", ALL_SCORES)
def test_the_parts_sum_to_the_score_exactly_and_rounding_is_next_to_nothing(followed, score):
    seen = set()
    for _, citizen in followed.cohort.iterrows():
        explained = explain(citizen, score)
        assert math.fsum(explained["points"]) == citizen[f"score_{score}"]
        assert explained["part"].iloc[-1] == "rounding"
        assert abs(explained["points"].iloc[-1]) < 1e-3
        seen.update(explained["part"][explained["points"] != 0])
    assert seen >= set(parts_of(score)) - RARE


def test_parts_are_all_columns_in_points_that_begin_like_the_score_but_its_account():
    for score in ALL_SCORES:
        named = {name for name in COLUMNS if name.startswith(f"{score}_") and COLUMNS[name].unit == "points"}
        assert set(parts_of(score)) == named - {f"{score}_wrong"} - OF_ALL_FIRMS


def test_a_run_explains_the_headline_score_of_a_month(followed):
    citizen = int(followed.cohort["citizen"].iloc[0])
    explained = followed.explain(citizen, "2015-02")
    rows = followed.cohort
    row = rows[(rows["citizen"] == citizen) & (rows["month"] == "2015-02-01")].iloc[0]
    assert list(explained["part"]) == [*(f"unified_{part}" for part in ALL_SCORES["unified"].parts), "rounding"]
    assert math.fsum(explained["points"]) == row["score_unified"]
    assert explained["meaning"].str.len().min() > 0


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"month": "2015-13"}, "month: received 2015-13; accepted: a month such as '2016-03'"),
        ({"month": "2019-01"}, "month: received 2019-01; accepted: a month of the cohort"),
        ({"citizen": -1}, "citizen: received -1; accepted: a citizen of the cohort"),
        ({"replicate": 3}, "replicate: received 3; accepted: a replicate of the cohort"),
        ({"score": "unifed"}, "score: received unifed; .* Did you mean 'unified'?"),
    ],
)
def test_what_cannot_be_explained_is_refused(followed, asked, message):
    usual = {"citizen": int(followed.cohort["citizen"].iloc[0]), "month": "2015-01"}
    with pytest.raises(BadRequest, match=message):
        followed.explain(**(usual | asked))


def test_a_score_that_is_off_is_refused(followed):
    without = xy.run("documented", population=500, cohort=5, **WINDOW)
    citizen = int(without.cohort["citizen"].iloc[0])
    with pytest.raises(BadRequest, match=r"score: received unified; accepted: .* changes={'scoring.unified.on': True}"):
        without.explain(citizen, "2015-01", score="unified")


def test_columns_that_lack_a_part_are_refused():
    with pytest.raises(BadRequest, match="columns without bureau_start"):
        explain({"score_bureau": 700.0}, "bureau")


@pytest.mark.parametrize("name", ["series.parquet", "cohort.parquet"])
def test_a_table_with_one_bit_flipped_is_never_read_as_if_whole(kept, tmp_path, name):
    content = (kept.path / name).read_bytes()
    rng = random.Random(name)
    for trial in range(25):
        copy = tmp_path / str(trial)
        shutil.copytree(kept.path, copy)
        flipped = bytearray(content)
        flipped[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        (copy / name).write_bytes(flipped)
        with pytest.raises(BadFolder, match=name):
            load(copy)


def test_a_table_with_more_rows_than_the_manifest_implies_is_refused_unread(kept, monkeypatch):
    monkeypatch.setattr(run_result, "MOST_ROWS_A_MONTH", 3)
    with pytest.raises(BadFolder, match="by the manifest"):
        load(kept.path)


def test_a_folder_whose_manifest_notes_no_files_still_loads(kept, tmp_path):
    shutil.copytree(kept.path, tmp_path / "old")
    manifest = json.loads((tmp_path / "old" / "manifest.json").read_text())
    del manifest["files"]
    (tmp_path / "old" / "manifest.json").write_text(json.dumps(manifest))
    assert load(tmp_path / "old").series.equals(kept.series)
