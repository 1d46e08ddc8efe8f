"""The reference's own luck, against published answers and against what its draws should come to."""

import math

import pytest

from .random_streams import WORD, Stream, stream_key, threefry2x32

ONES = WORD - 1


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
def test_threefry_gives_the_published_answers(rounds, key, counter, words):
    assert threefry2x32(key, counter, rounds) == words


def test_counts_are_poisson_and_survivors_binomial():
    people = [Stream(stream_key(1, "test", 0), citizen, ("acts", "seen")) for citizen in range(4000)]
    counts = [stream.count("acts", 0.6, most=3) for stream in people]
    for n, chance in enumerate([math.exp(-0.6), 0.6 * math.exp(-0.6), 0.18 * math.exp(-0.6)]):
        assert counts.count(n) / 4000 == pytest.approx(chance, abs=4 * math.sqrt(chance / 4000))
    survivors = [stream.thin("seen", 2, 0.3) for stream in people]
    for n, chance in enumerate([0.49, 0.42, 0.09]):
        assert survivors.count(n) / 4000 == pytest.approx(chance, abs=4 * math.sqrt(chance / 4000))


def test_certain_things_happen_and_impossible_ones_do_not():
    people = [Stream(stream_key(2, "test", 0), citizen, ("it",)) for citizen in range(1000)]
    assert all(stream.chance("it", 1.0) and not stream.chance("it", 0.0) for stream in people)
    assert all(stream.thin("it", 3, 1.0) == 3 and stream.thin("it", 3, 0.0) == 0 for stream in people)
    assert all(stream.count("it", 0.0, most=3) == 0 for stream in people)
