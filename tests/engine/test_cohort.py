import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.engine.cohort import choose_cohort, follow, gather
from xinyong.society.columns import BLOCK, COLUMNS


@settings(deadline=None, max_examples=50)
@given(st.sampled_from([0, 1, 3, 1000]), st.integers(1000, 4_000_000_000), st.integers(0, 2**63))
def test_a_cohort_has_one_citizen_from_each_stretch(size, population, seed):
    cohort = choose_cohort(size, population=population, seed=seed)
    edges = np.arange(size + 1, dtype=object) * population // max(size, 1)
    assert len(cohort) == size
    assert all(low <= c < high for low, c, high in zip(edges[:-1], cohort, edges[1:], strict=True))


def test_everybody_is_followed_when_there_are_few():
    assert choose_cohort(1000, population=7, seed=1).tolist() == list(range(7))


def test_cohorts_depend_on_the_seed_alone():
    a, b, c = (choose_cohort(100, population=10**6, seed=s) for s in (1, 1, 2))
    assert (a == b).all()
    assert (a != c).any()


@pytest.mark.parametrize("blocks", [1, 2, 4])
def test_following_gives_the_same_whatever_the_tiles(blocks):
    number = np.arange(4 * BLOCK, dtype=np.int32).reshape(4, BLOCK)
    columns = {"is_person": number < 60_000, "cash_yuan": number * 3, "ties": np.zeros(17, bool)}
    cohort = choose_cohort(50, population=60_000, seed=3)
    parts = []
    for b in range(0, 4, blocks):
        tile = {n: c if n == "ties" else c[b : b + blocks] for n, c in columns.items()}
        parts.append(follow(tile, cohort, start=b * BLOCK))
    together = gather(parts)
    assert set(together) == {"citizen", *COLUMNS} - {"ties"}
    assert (together["payment_record"] == COLUMNS["payment_record"].fill).all()
    assert (together["citizen"] == cohort).all()
    assert (together["cash_yuan"] == 3 * cohort).all()


def test_nobody_followed_gives_nothing():
    none = choose_cohort(0, population=100, seed=1)
    columns = {"is_person": np.ones((1, BLOCK), bool)}
    assert follow(columns, none, start=0) == {}
    assert gather([{}, {}]) == {}
