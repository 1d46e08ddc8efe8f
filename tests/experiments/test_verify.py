"""Verifying runs the scenario again, and tells a changed file from a changed machine."""

import json
import shutil

import pyarrow.parquet as pq
import pytest

from xinyong.errors import BadFolder
from xinyong.experiments.run import run
from xinyong.experiments.verify import verify
from xinyong.results.schema import series_from_frame, series_hash

from .conftest import SMALL


@pytest.fixture
def copy(small, tmp_path):
    return shutil.copytree(small.path, tmp_path / "copy")


def _rewrite_series(folder, *, scale, is_named):
    table = pq.read_table(folder / "series.parquet").to_pandas()
    table.loc[table["measure"] == "gini_income", "value"] *= scale
    changed = series_from_frame(table)
    pq.write_table(changed, folder / "series.parquet")
    if is_named:
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({**manifest, "series_hash": series_hash(changed)}))


def test_a_run_verifies_with_any_tile_and_workers(small):
    verdict = verify(small.path, workers=2, tile=1 << 15)
    assert verdict.is_same
    assert verdict.rows_apart == 0
    assert "the same bits" in verdict.sentence


def test_a_changed_series_is_noticed(copy):
    _rewrite_series(copy, scale=1.5, is_named=False)
    verdict = verify(copy)
    assert not verdict.is_same
    assert "was changed" in verdict.sentence


def test_other_results_are_measured(copy):
    _rewrite_series(copy, scale=2.0, is_named=True)
    verdict = verify(copy)
    assert not verdict.is_same
    assert verdict.largest_relative_gap == pytest.approx(0.5)
    assert "values differ" in verdict.sentence
    assert "environment is the same" in verdict.sentence


def test_what_a_folder_does_not_determine_is_refused(small, tmp_path):
    run("documented", **SMALL, fork=(small.path, "2015-04"), out=tmp_path / "fork")
    with pytest.raises(BadFolder, match="another run's past"):
        verify(tmp_path / "fork")
