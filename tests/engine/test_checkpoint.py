import json
import os
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from xinyong.engine.checkpoint import (
    CHECKPOINT_FORMAT,
    Checkpoint,
    CheckpointPlan,
    Past,
    at,
    available,
    latest,
    usual_months,
    write,
)
from xinyong.errors import BadFolder
from xinyong.society.columns import BLOCK

MAY = 12 * 2013 + 4
PAST = Past("1", "abc", 7, 40_000, MAY - 4, MAY, {"urban_share": 0.5}, ["livelihood"], ["no-flights"], "")


def tiles(blocks_per_tile: int) -> list[dict]:
    """Four blocks of some columns, of which three hold people."""
    number = np.arange(4 * BLOCK).reshape(4, BLOCK)
    columns = {
        "is_person": number < 40_000,
        "cash_yuan": (number * 7).astype(np.int32),
        "approval": (number / 9).astype(np.float32),
        "is_jobless": number % 3 == 0,
        "in_force": (number * 977).astype(np.uint32),
    }
    cut = range(0, 4, blocks_per_tile)
    return [{name: c[b : b + blocks_per_tile] for name, c in columns.items()} for b in cut]


def keep(plan: CheckpointPlan, past: Past = PAST, blocks_per_tile: int = 2, **also):
    with ThreadPoolExecutor(2) as pool:
        content = [{**tile, **also} for tile in tiles(blocks_per_tile)]
        return write(plan, past, {"month": past.month + 1}, content, blocks=3, pool=pool)


@pytest.mark.parametrize("blocks_per_tile", [1, 2, 4])
def test_a_checkpoint_gives_back_what_was_kept(tmp_path, blocks_per_tile):
    extra = {"rows": np.arange(6.0).reshape(2, 3), "note": {"a": [1, None, "ü"]}}
    path = keep(CheckpointPlan(tmp_path, extra=lambda: extra), blocks_per_tile=blocks_per_tile)
    assert path == tmp_path / "2013-05.checkpoint"
    found = Checkpoint.open(tmp_path)
    assert found.past == PAST
    assert found.nation == {"month": MAY + 1}
    assert found.extra["note"] == extra["note"]
    assert (found.extra["rows"] == extra["rows"]).all()
    whole = tiles(4)[0]
    for numbers in ([0, 1, 2], [2], [0, 1]):
        blocks = found.blocks(numbers)
        assert sorted(blocks) == ["approval", "cash_yuan", "in_force", "is_jobless"]
        for name, column in blocks.items():
            assert column.dtype == whole[name].dtype
            assert (column == whole[name][numbers]).all()


def test_columns_that_are_not_kept_by_citizen_are_kept_whole(tmp_path):
    alive = np.arange(1000) % 3 == 0
    found = Checkpoint.open(keep(CheckpointPlan(tmp_path), blocks_per_tile=4, ties=alive))
    assert (found.whole()["ties"] == alive).all()
    assert "ties" not in found.blocks([0])


def test_the_same_state_makes_the_same_file_whatever_the_tiles(tmp_path):
    parts = []
    for blocks_per_tile in (1, 4):
        path = keep(CheckpointPlan(tmp_path / str(blocks_per_tile)), blocks_per_tile=blocks_per_tile)
        with zipfile.ZipFile(path) as archive:
            parts.append({name: archive.read(name) for name in archive.namelist()})
    assert parts[0] == parts[1]


def test_only_the_two_latest_stay_unless_all_are_wanted(tmp_path):
    for month in (MAY, MAY + 1, MAY + 2):
        keep(CheckpointPlan(tmp_path / "last"), replace(PAST, month=month))
        keep(CheckpointPlan(tmp_path / "all", is_keeping_all=True), replace(PAST, month=month))
    assert available(tmp_path / "last") == (MAY + 1, MAY + 2)
    assert available(tmp_path / "all") == (MAY, MAY + 1, MAY + 2)
    assert latest(tmp_path / "all").name == "2013-07.checkpoint"


def test_a_damaged_checkpoint_says_what_to_do(tmp_path):
    first = keep(CheckpointPlan(tmp_path))
    second = keep(CheckpointPlan(tmp_path), replace(PAST, month=MAY + 1))
    second.write_bytes(b"")
    with pytest.raises(BadFolder, match="delete it: the run then continues from 2013-05"):
        Checkpoint.open(tmp_path)
    second.unlink()
    first.write_bytes(b"")
    with pytest.raises(BadFolder, match="delete it: this replicate is then simulated again"):
        Checkpoint.open(tmp_path)


def test_other_files_are_not_taken_for_checkpoints(tmp_path):
    (tmp_path / "notes.checkpoint").write_text("")
    assert available(tmp_path) == ()
    assert available(tmp_path / "missing") == ()


def test_a_month_that_was_not_kept_is_refused_with_those_that_were(tmp_path):
    keep(CheckpointPlan(tmp_path))
    with pytest.raises(BadFolder, match=r"received 2014-01; accepted: .* 2013-05"):
        at(tmp_path, 12 * 2014)
    with pytest.raises(BadFolder, match="a folder without checkpoints"):
        latest(tmp_path / "missing")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_checkpoint_is_refused(tmp_path, share):
    path = keep(CheckpointPlan(tmp_path))
    os.truncate(path, int(path.stat().st_size * share))
    with pytest.raises(BadFolder, match=r"2013-05.checkpoint: received a damaged file"):
        Checkpoint.open(path)


def test_a_flipped_byte_anywhere_is_noticed(tmp_path):
    path = keep(CheckpointPlan(tmp_path))
    content = path.read_bytes()
    whole = Checkpoint.open(path).blocks([0, 1, 2])
    rng = np.random.default_rng(5)
    for place in rng.integers(0, len(content), 60):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        try:
            found = Checkpoint.open(path)
            blocks = found.blocks([0, 1, 2])
        except BadFolder:
            continue
        # a byte that means nothing, such as a file's date in the archive
        assert found.past == PAST
        assert all((blocks[name] == column).all() for name, column in whole.items())


def test_a_checkpoint_that_is_no_archive_or_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "2013-05.checkpoint"
    path.write_text("hello")
    with pytest.raises(BadFolder, match="damaged file"):
        Checkpoint.open(path)
    for about in ("[]", "{}", json.dumps({"format": CHECKPOINT_FORMAT, "past": {}}), "not json"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("about.json", about)
        with pytest.raises(BadFolder, match="damaged file"):
            Checkpoint.open(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("about.json", json.dumps({"format": 99}))
    with pytest.raises(BadFolder, match="checkpoint of format 99"):
        Checkpoint.open(path)
    with pytest.raises(BadFolder, match="damaged file"):
        Checkpoint.open(tmp_path / "2013-06.checkpoint")


def test_a_checkpoint_without_one_of_its_blocks_is_refused(tmp_path):
    path = keep(CheckpointPlan(tmp_path))
    shorter = tmp_path / "2013-06.checkpoint"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(shorter, "w") as archive:
        for name in whole.namelist():
            if name != "block/000001":
                archive.writestr(name, whole.read(name))
    found = Checkpoint.open(shorter)
    with pytest.raises(BadFolder, match="damaged file"):
        found.blocks([0, 1])


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BadFolder, match="a folder that can be written"):
        keep(CheckpointPlan(tmp_path / "taken"))


def test_a_write_that_is_broken_off_leaves_the_checkpoint_before_it(tmp_path):
    keep(CheckpointPlan(tmp_path))

    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(CheckpointPlan(tmp_path, extra=interrupted), replace(PAST, month=MAY + 1))
    assert [p.name for p in tmp_path.iterdir()] == ["2013-05.checkpoint"]
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    ("population", "months"),
    [(1, 1_200), (100_000, 600), (1_000_000, 60), (2_600_000, 24), (5_000_000, 12), (10**9, 12)],
)
def test_unless_asked_otherwise_there_is_one_a_year_or_one_for_sixty_million_citizen_months(population, months):
    assert usual_months(population, is_keeping_all=False) == months
    assert usual_months(population, is_keeping_all=True) == 12
