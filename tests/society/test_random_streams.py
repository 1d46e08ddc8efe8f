"""Luck is the published Threefry, is uniform, and depends on nothing but who, what and when."""

import zlib

import numpy as np
import pytest
from scipy import stats

from xinyong.errors import BadMechanism
from xinyong.society.columns import PLACE
from xinyong.society.random_streams import (
    Stream,
    falls,
    gauss,
    lasting_key,
    replicate_seed,
    stream_key,
    threefry2x32,
    threshold,
    unit,
)

ONES = 0xFFFFFFFF
CITIZENS = np.arange(1 << 16, dtype=np.uint32)


@pytest.mark.parametrize(
    ("rounds", "key", "counter", "words"),
    [
        (13, (0, 0), (0, 0), (0x9D1C5EC6, 0x8BD50731)),
        (13, (ONES, ONES), (ONES, ONES), (0xFD36D048, 0x2D17272C)),
        (13, (0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xBA3E4725, 0xF27D669E)),
        (20, (0, 0), (0, 0), (0x6B200159, 0x99BA4EFE)),
        (20, (ONES, ONES), (ONES, ONES), (0x1CB996FC, 0xBB002BE7)),
        (20, (0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xC4923A9C, 0x483DF7A0)),
    ],
)
def test_threefry_gives_the_published_known_answers(rounds, key, counter, words):
    got = threefry2x32(tuple(np.uint32(k) for k in key), tuple(np.uint32(c) for c in counter), rounds)
    assert tuple(int(w) for w in got) == words


def test_stream_keys_differ_by_seed_mechanism_and_month():
    keys = {
        stream_key(seed, name, month)
        for seed in (1, 2, 1 << 40)
        for name in ("conduct", "watching")
        for month in range(24120, 24180)
    }
    assert len(keys) == 3 * 2 * 60


@pytest.mark.parametrize("draw", ["a", "b", "c"])
def test_every_draw_is_uniform(draw):
    stream = Stream(stream_key(1, "test", 24156), CITIZENS, ("a", "b", "c"))
    bits = np.asarray(stream.bits(draw))
    for shift in (24, 12, 0):
        counts = np.bincount((bits >> shift) & 0xFF, minlength=256)
        assert stats.chisquare(counts).pvalue > 1e-4


def test_draws_citizens_months_and_seeds_are_uncorrelated():
    names = ("a", "b", "c", "d")
    first = Stream(stream_key(1, "test", 24156), CITIZENS, names)
    next_month = Stream(stream_key(1, "test", 24157), CITIZENS, names)
    other_seed = Stream(stream_key(2, "test", 24156), CITIZENS, names)
    columns = [np.asarray(stream.unit(n)) for stream in (first, next_month, other_seed) for n in names]
    columns.append(np.roll(columns[0], 1))
    table = np.corrcoef(np.stack(columns)) - np.eye(len(columns))
    assert np.abs(table).max() < 5.0 / np.sqrt(CITIZENS.size)


def test_a_citizen_has_the_same_luck_in_any_company():
    alone = Stream(stream_key(7, "test", 24156), CITIZENS[100:101], ("a", "b"))
    among = Stream(stream_key(7, "test", 24156), CITIZENS, ("a", "b"))
    for name in ("a", "b"):
        assert int(alone.bits(name)[0]) == int(among.bits(name)[100])


def test_a_draw_added_at_the_end_moves_no_other():
    few = Stream((np.uint32(1), np.uint32(2)), CITIZENS, ("a", "b"))
    more = Stream((np.uint32(1), np.uint32(2)), CITIZENS, ("a", "b", "c"))
    assert np.array_equal(few.bits("b"), more.bits("b"))


def test_an_undeclared_draw_is_refused():
    with pytest.raises(BadMechanism, match=r"a use of .b., which is not declared; accepted: a"):
        Stream((np.uint32(1), np.uint32(2)), CITIZENS, ("a",)).bits("b")


def test_thresholds_are_exact_at_the_ends_and_close_between():
    assert int(threshold(0.0)) == 0
    assert int(threshold(1.0)) == (1 << 31) - 128
    assert int(threshold(0.5)) == 1 << 30
    every = np.array([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF], np.uint32)
    assert np.asarray(falls(every, 1.0)).all()
    assert not np.asarray(falls(every, 0.0)).any()
    stream = Stream(stream_key(3, "test", 24156), CITIZENS, ("a",))
    happens = np.asarray(stream.chance("a", 0.1)).mean()
    assert happens == pytest.approx(0.1, abs=4 * np.sqrt(0.09 / CITIZENS.size))


def test_unit_is_open_and_gauss_is_standard_normal():
    ends = np.array([0, 0xFFFFFFFF], np.uint32)
    assert 0.0 < float(unit(ends)[0]) < float(unit(ends)[1]) < 1.0
    assert np.isfinite(np.asarray(gauss(ends))).all()
    stream = Stream(stream_key(4, "test", 24156), CITIZENS, ("a",))
    assert stats.kstest(np.asarray(stream.gauss("a"), np.float64), "norm").pvalue > 1e-3


@pytest.mark.parametrize("rate", [0.02, 0.3])
def test_counts_are_poisson(rate):
    stream = Stream(stream_key(5, "test", 24156), CITIZENS, ("a",))
    found = np.bincount(np.asarray(stream.count("a", rate)), minlength=4)
    chances = stats.poisson.pmf(np.arange(4), rate)
    chances[3] = 1.0 - chances[:3].sum()
    assert stats.chisquare(found[:3], chances[:3] / chances[:3].sum() * found[:3].sum()).pvalue > 1e-4


@pytest.mark.parametrize("seed", [0, 1, 2**32 + 5, 2**64 - 1])
def test_the_key_of_a_stream_is_threefry_of_seed_name_and_month(seed):
    key = (np.uint32(seed & 0xFFFFFFFF), np.uint32(seed >> 32))
    words = threefry2x32(key, (np.uint32(zlib.crc32(b"lending")), np.uint32(24156)))
    assert stream_key(seed, "lending", 24156) == tuple(int(word) for word in words)


def test_the_impossible_never_happens():
    # a citizen whose draw lies above the largest threshold below certainty
    stream = Stream(stream_key(1, "conduct", 12 * 2018), np.array([6184461], np.uint32), ("a",))
    assert int(stream.count("a", 0.0)[0]) == 0
    assert int(stream.thin("a", np.array([1], np.uint8), 0.0)[0]) == 0


def test_a_lasting_draw_depends_on_seed_purpose_and_citizen_alone():
    block = np.arange(2 * PLACE, dtype=np.uint32).reshape(1, -1)

    def stream(seed, mechanism, month):
        return Stream(stream_key(seed, mechanism, month), block, ("a",), lasting=lasting_key(seed))

    here, elsewhere, other = stream(1, "conduct", 24156), stream(1, "lending", 24200), stream(2, "conduct", 24156)
    assert np.array_equal(here.lasting("x"), elsewhere.lasting("x"))
    assert (here.lasting("x") != here.lasting("y")).mean() > 0.99
    assert (here.lasting("x") != other.lasting("x")).mean() > 0.99
    assert (here.lasting("x") != here.bits("a")).mean() > 0.99


def test_a_place_shares_a_lasting_draw_and_places_differ():
    citizen = np.arange(512 * PLACE, dtype=np.uint32).reshape(4, -1)
    stream = Stream(stream_key(1, "test", 24156), citizen, (), lasting=lasting_key(1))
    places = np.asarray(stream.lasting_place_chance("x", 0.3)).reshape(-1, PLACE)
    assert (places == places[:, :1]).all()
    assert places[:, 0].mean() == pytest.approx(0.3, abs=4.5 * np.sqrt(0.21 / 512))
    both = np.asarray(stream.lasting_place_chances([("x", 0.3), ("y", 1.0), ("z", 0.0)])).reshape(-1)
    assert np.array_equal(both & 1, places.reshape(-1))
    assert (both >> 1 == 1).all()


def test_a_lasting_draw_without_its_key_is_refused():
    with pytest.raises(ValueError, match="lasting="):
        Stream(stream_key(1, "test", 24156), CITIZENS, ()).lasting("x")


def test_replicates_of_neighbouring_seeds_share_no_seed():
    seeds = [replicate_seed(seed, replicate) for seed in range(50) for replicate in range(50)]
    assert len(set(seeds)) == len(seeds)
    assert all(0 <= seed < 2**63 for seed in seeds)
    assert [replicate_seed(seed, 0) for seed in range(50)] == list(range(50))
