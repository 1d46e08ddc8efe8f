"""Packing sums into words loses nothing, even when every citizen adds the most."""

from __future__ import annotations

import itertools

import jax.numpy as jnp
import numpy as np

from xinyong.counting.packed_sums import bits_of, pack, plan, unpack
from xinyong.counting.sums import Sum
from xinyong.measures.registry import COUNTED
from xinyong.society.columns import BLOCK

LANES = plan(COUNTED.cell_sums)


def test_fields_of_a_word_do_not_overlap():
    for word in range(1 + max(lane.word for lane in LANES)):
        fields = sorted((lane.shift, lane.shift + lane.bits, lane.is_signed) for lane in LANES if lane.word == word)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(fields))
        assert fields[-1][1] <= (64 if fields[-1][2] else 63)
        assert not any(signed for *_, signed in fields[:-1])


def test_a_block_of_extremes_comes_back_whole():
    for sign in (1, -1):
        most = [s.most * (sign if s.is_signed else 1) for s in COUNTED.cell_sums]
        words = pack([jnp.full(BLOCK, m, jnp.int64) for m in most], LANES)
        found = np.asarray(unpack(jnp.stack([word.sum() for word in words])[:, None], LANES))[:, 0]
        assert found.tolist() == [m * BLOCK for m in most]


def test_a_sum_that_may_be_negative_gets_a_bit_for_its_sign():
    plain = Sum("a", lambda c: c.a, 7)
    signed = Sum("b", lambda c: c.b, 7, is_signed=True)
    assert bits_of(signed) == bits_of(plain) + 1
