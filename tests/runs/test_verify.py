"""Verifying runs the scenario again, and tells a changed file from a changed machine."""

import json
import shutil

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from xinyong.errors import BadFolder
from xinyong.results.schema import series_from_frame, series_hash
from xinyong.runs.compare import compare
from xinyong.runs.run import run
from xinyong.runs.verify import verify

from .conftest import SMALL

TINY = {**SMALL, "until": "2015-04"}


@pytest.fixture
def copy(small, tmp_path):
    return shutil.copytree(small.path, tmp_path / "copy")


@pytest.fixture(scope="module")
def family(tmp_path_factory):
    """A run, its fork, and the fork of the fork, beside each other."""
    place = tmp_path_factory.mktemp("family")
    kept = {"checkpoint_months": 1, "keep_checkpoints": True}
    run("no-system", **TINY, **kept, out=place / "first")
    run("documented", **TINY, **kept, out=place / "second", fork=(place / "first", "2015-01"))
    run("no-system", **TINY, out=place / "third", fork=(place / "second", "2015-02"))
    return place


def _rewrite_manifest(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def _rewrite_series(folder, *, scale, is_named):
    table = pq.read_table(folder / "series.parquet").to_pandas()
    table.loc[table["measure"] == "gini_income", "value"] *= scale
    changed = series_from_frame(table)
    pq.write_table(changed, folder / "series.parquet")
    if is_named:
        _rewrite_manifest(folder, series_hash=series_hash(changed))


def test_a_run_verifies_with_any_tile_and_workers(small):
    verdict = verify(small.path, workers=2, tile=1 << 15)
    assert verdict.is_same
    assert [file.name for file in verdict.files] == ["series.parquet", "cohort.parquet"]
    assert all(file.diff.rows_differing == 0 for file in verdict.files)
    assert verdict.sentence.count("the same bits") == 2


def test_a_changed_series_is_noticed_and_what_changed_is_named(copy):
    _rewrite_series(copy, scale=1.5, is_named=False)
    verdict = verify(copy)
    assert not verdict.is_same
    assert verdict.files[0].diff.names == ("gini_income",)
    (rows,) = verdict.plot().to_dict()["datasets"].values()
    assert [(row["name"], row["is_same"], row["same"] < 1) for row in rows] == [
        ("series.parquet", False, True), ("cohort.parquet", True, False),
    ]  # fmt: skip
    assert "series.parquet was changed" in verdict.sentence
    assert "from 2015-01 on, in gini_income" in verdict.sentence
    assert "cohort.parquet" not in verdict.sentence


def test_other_results_are_measured(copy):
    _rewrite_series(copy, scale=2.0, is_named=True)
    verdict = verify(copy)
    assert not verdict.is_same
    assert verdict.files[0].diff.largest_relative_gap == pytest.approx(0.5)
    assert "series.parquet was changed" not in verdict.sentence
    assert "rows differ" in verdict.sentence
    assert "environment is the same" in verdict.sentence


@pytest.mark.parametrize("column", ["income_yuan", "is_urban", "approval"])
def test_one_changed_number_of_one_citizen_is_noticed_and_named(copy, column):
    table = pq.read_table(copy / "cohort.parquet")
    values = table[column].to_numpy().copy()
    values[-1] = (
        ~values[-1]
        if values.dtype == bool
        else np.nextafter(values[-1], np.inf, dtype=values.dtype)
        if values.dtype.kind == "f"
        else values[-1] + 1
    )
    place = table.schema.get_field_index(column)
    changed = table.set_column(place, table.schema.field(column), pa.array(values))
    pq.write_table(changed, copy / "cohort.parquet")
    verdict = verify(copy)
    series, cohort = verdict.files
    assert series.is_same
    assert not verdict.is_same
    assert (cohort.diff.rows_differing, cohort.diff.names) == (1, (column,))
    assert "cohort.parquet was changed" in verdict.sentence


@pytest.mark.slow
def test_missing_and_doubled_citizens_are_noticed(copy):
    table = pq.read_table(copy / "cohort.parquet")
    for changed in (table.slice(1), pa.concat_tables([table, table.slice(3, 1)])):
        pq.write_table(changed, copy / "cohort.parquet")
        assert verify(copy).files[1].diff.rows_differing == 1


def test_the_order_of_rows_does_not_matter(copy):
    for name in ("series.parquet", "cohort.parquet"):
        table = pq.read_table(copy / name)
        pq.write_table(table.take(pa.array(np.arange(table.num_rows)[::-1])), copy / name)
    assert verify(copy).is_same


def test_a_changed_manifest_is_noticed_and_the_key_is_named(copy):
    _rewrite_manifest(copy, population=601, cohort_hash="0" * 64)
    verdict = verify(copy)
    assert not verdict.is_same
    assert verdict.manifest == {"population": [601, 600]}
    assert "population 601, but it is 600" in verdict.sentence
    assert "names another hash for cohort.parquet" in verdict.sentence


def test_a_run_kept_before_cohorts_had_a_hash_is_verified_all_the_same(copy):
    manifest = json.loads((copy / "manifest.json").read_text())
    del manifest["cohort_hash"]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    assert verify(copy).is_same


def test_a_cohort_with_an_unknown_column_is_refused(copy):
    table = pq.read_table(copy / "cohort.parquet")
    pq.write_table(table.append_column("name", pa.array(["x"] * table.num_rows)), copy / "cohort.parquet")
    with pytest.raises(BadFolder, match="columns name"):
        verify(copy)


@pytest.mark.slow
def test_both_worlds_of_a_comparison_are_verified(tmp_path):
    compare("no-system", "documented", **TINY, replicates=1, out=tmp_path / "out")
    verdict = verify(tmp_path / "out")
    assert verdict.is_same
    assert verify(tmp_path / "out" / "2-documented").is_same
    _rewrite_series(tmp_path / "out" / "2-documented", scale=1.5, is_named=False)
    verdict = verify(tmp_path / "out")
    assert [verdict.is_same, *(world.is_same for world in verdict.worlds.values())] == [False, True, False]
    assert "documented: Not verified" in verdict.sentence
    assert verdict.to_dict()["worlds"]["documented"]["files"]["series.parquet"]["names"] == ("gini_income",)
    (rows,) = verdict.plot().to_dict()["datasets"].values()
    assert "documented, series.parquet" in {row["name"] for row in rows if not row["is_same"]}


def test_a_fork_is_verified_from_the_checkpoints_beside_it(family):
    verdict = verify(family / "second")
    assert verdict.is_same
    assert "checkpoints of first" in verdict.sentence


def test_a_fork_remembers_its_past_wherever_it_goes(family, tmp_path):
    alone = shutil.copytree(family / "third", tmp_path / "third")
    assert sorted(p.name for p in (alone / "past").iterdir()) == ["1.toml", "2.toml"]
    verdict = verify(alone)
    assert verdict.is_same
    assert "simulated again" in verdict.sentence


def test_a_fork_beside_a_damaged_parent_is_verified_all_the_same(family, tmp_path):
    shutil.copytree(family, tmp_path / "copy")
    for checkpoint in (tmp_path / "copy" / "first").rglob("*.checkpoint"):
        checkpoint.write_bytes(b"")
    assert "simulated again" in verify(tmp_path / "copy" / "second").sentence


def test_a_changed_fork_is_not_verified(family, tmp_path):
    alone = shutil.copytree(family / "second", tmp_path / "second")
    _rewrite_series(alone, scale=1.5, is_named=True)
    assert not verify(alone).is_same


def test_a_past_that_is_lost_or_changed_is_said(family, tmp_path):
    alone = shutil.copytree(family / "second", tmp_path / "second")
    past = alone / "past" / "1.toml"
    past.write_text(past.read_text().replace("seed = 1", "seed = 2", 1))
    with pytest.raises(BadFolder, match="Undo the change"):
        verify(alone)
    past.unlink()
    with pytest.raises(BadFolder, match=r"past/1\.toml: received no such file"):
        verify(alone)


@pytest.mark.slow
def test_a_run_on_an_explicit_network_is_verified_with_it_only(tmp_path):
    ring = np.stack([np.arange(600), (np.arange(600) + 1) % 600], axis=1)
    run("no-system", **TINY, network=ring, out=tmp_path / "out")
    assert verify(tmp_path / "out", network=ring).is_same
    with pytest.raises(BadFolder, match="which its folder does not hold"):
        verify(tmp_path / "out")
    with pytest.raises(BadFolder, match="another network"):
        verify(tmp_path / "out", network=ring[:-1])
