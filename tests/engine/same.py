"""Comparing results to the last bit."""

import jax
import numpy as np

from xinyong.engine import MonthResult


def bits(result: MonthResult) -> tuple:
    """All that a month came to, as bytes."""
    tally = [np.asarray(part).tobytes() for part in jax.tree.leaves(result.tally)]
    cohort = {name: (column.dtype.str, column.tobytes()) for name, column in result.cohort.items()}
    return result.month, tally, cohort, result.nation.to_json()


def assert_same(some: list[MonthResult], others: list[MonthResult]) -> None:
    """Both went through the same months, with the same bits."""
    assert [r.month for r in some] == [r.month for r in others]
    for a, b in zip(some, others, strict=True):
        assert bits(a) == bits(b)
