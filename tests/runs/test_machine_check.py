"""The doctor tells what it found, and notices what is wrong."""

import numpy as np
import pytest

from xinyong.runs import machine_check as room
from xinyong.runs.machine_check import doctor


@pytest.mark.slow
def test_a_machine_in_order_passes_every_check():
    found = {row["check"]: row for row in doctor()}
    assert all(row["is_well"] for row in found.values())
    assert "the same bits twice" in found["tiny run"]["finding"]
    assert {"python", "jax", "cores", "memory", "devices", "random numbers"} <= set(found)


def test_wrong_known_answers_are_noticed(monkeypatch):
    key, counter, _ = room.KNOWN_ANSWERS[0]
    monkeypatch.setattr(room, "KNOWN_ANSWERS", ((key, counter, (1, 2)),))
    assert not room._known_answers().is_well


def test_a_run_that_does_not_repeat_itself_is_noticed():
    answers = iter("ab")
    assert not room._timed("tiny run", lambda: next(answers)).is_well


def test_known_answers_are_words_of_32_bits():
    assert all(0 <= word < 2**32 for known in room.KNOWN_ANSWERS for pair in known for word in np.ravel(pair))
