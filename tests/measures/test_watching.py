"""Tables of watching against sums that are taken column by column, and cameras between provinces."""

from dataclasses import replace

import numpy as np
import pytest

from tests.measures.crowd import MONTH, crowd, nobody, tally_of
from xinyong.counting.citizens import Citizens
from xinyong.counting.count import Count
from xinyong.counting.packed_sums import columns_of_word, field_sums
from xinyong.measures.registry import MEASURES
from xinyong.measures.watching import WORD_TABLES
from xinyong.nation.camera_allocation import AREAS, BY_STRATUM, PROVINCES, STRATA, CameraAllocation, by_stratum
from xinyong.society.bit_packing import WORDS, packed
from xinyong.society.columns import BLOCK, PLACE


def people():
    """A crowd whose small columns fill their fields, and whose places lie in one province each."""
    columns = crowd(2, seed=3)
    rng = np.random.default_rng(4)
    for word in WORD_TABLES.values():
        for f in WORDS[word]:
            columns[f.column] = rng.integers(0, 1 << f.bits, (2, BLOCK)).astype(columns[f.column].dtype)
    for name, most in (("province", PROVINCES), ("is_urban", 2), ("is_joined", 2)):
        of_place = rng.integers(0, most, 2 * BLOCK // PLACE)
        columns[name] = np.repeat(of_place, PLACE).reshape(2, BLOCK).astype(columns[name].dtype)
    columns["rec_jaywalk"] = np.minimum(columns["rec_jaywalk"], 3)
    return columns


@pytest.mark.parametrize("word", WORD_TABLES.values())
def test_sums_of_a_word_are_those_of_its_columns(word):
    columns = people()
    expected = [int(columns[n][columns["is_person"]].astype(int).sum()) for n in columns_of_word(word)]
    assert field_sums(Citizens(columns), word).tolist() == expected
    assert field_sums(Citizens(packed(columns)), word).tolist() == expected


def test_strata_are_counted_person_by_person():
    columns = people()
    found = by_stratum(tally_of(columns, month=MONTH, score=None).table("watched"))
    c = {name: column[columns["is_person"]].astype(np.int64) for name, column in columns.items() if name != "online"}
    online = np.floor(columns["online"][columns["is_person"]] * np.float32(1000.0) + np.float32(0.5))
    stratum = c["province"] * AREAS + c["is_urban"] + STRATA * c["is_joined"]
    amounts = {
        "people": np.ones(len(stratum)),
        "files": c["file_months"] > 0,
        "online": online,
        "incidents": c["rec_jaywalk"] + c["wrong_jaywalk"],
    }
    for name, amount in amounts.items():
        assert found[name].tolist() == np.bincount(stratum, amount, 2 * STRATA).tolist(), name


def with_cameras(cameras: np.ndarray, simulated: np.ndarray) -> Count:
    """A count of people by province, all in towns, and cameras there."""
    watched = np.zeros((len(BY_STRATUM), 2, PROVINCES, AREAS), np.int64)
    watched[BY_STRATUM.index("people"), 0, :, 1] = simulated
    tally = replace(nobody(), tables={"watched": watched.ravel()})
    shares = np.stack([np.zeros(PROVINCES), cameras / cameras.sum()], axis=1).ravel()
    cameras = CameraAllocation(cameras=tuple(shares.tolist()))
    return Count(tally, tally, weight=1.0, on=(), parts={"camera_allocation": cameras})


def test_the_gini_of_cameras_is_that_of_cameras_a_head():
    rng = np.random.default_rng(5)
    simulated, cameras = rng.integers(1, 50, PROVINCES), rng.integers(0, 20, PROVINCES).astype(float)
    found = with_cameras(cameras, simulated)
    a_head = np.repeat(cameras / simulated, simulated)
    gaps = np.abs(a_head[:, None] - a_head[None, :]).mean() / (2 * a_head.mean())
    assert MEASURES["gini_cameras"].values(found)[0] == pytest.approx(gaps)
    top = np.sort(cameras)[-3:].sum() / cameras.sum()
    assert MEASURES["camera_share_top3"].values(found)[0] == pytest.approx(top)
    assert MEASURES["camera_share_towns"].values(found)[0] == pytest.approx(1.0)
    assert MEASURES["gini_cameras"].values(with_cameras(simulated.astype(float), simulated))[0] == pytest.approx(0.0)
