import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.engine.tiles import DEFAULT_TILE, MOST_CITIZENS, choose_cohort, choose_workers, follow, gather, lay_tiles
from xinyong.errors import BadRequest
from xinyong.society.columns import BLOCK, COLUMNS


@given(st.integers(1, 2_000_000_000), st.one_of(st.none(), st.integers(1, 100)), st.integers(1, 64))
def test_tiles_hold_everybody_and_waste_less_than_a_block_each(population, tile_blocks, workers):
    tiling = lay_tiles(population, tile=tile_blocks and tile_blocks * BLOCK, workers=workers)
    assert (tiling.blocks - 1) * BLOCK < population <= tiling.blocks * BLOCK
    held = tiling.n_tiles * tiling.blocks_per_tile
    assert tiling.blocks <= held < tiling.blocks + tiling.n_tiles
    assert tiling.tile <= (tile_blocks * BLOCK if tile_blocks else DEFAULT_TILE)
    last = tiling.n_tiles - 1
    assert tiling.start(last) == tiling.first_block(last) * BLOCK
    assert tiling.start(last) + tiling.tile == held * BLOCK


def test_by_default_every_worker_has_a_tile_if_there_are_enough_blocks():
    assert lay_tiles(100_000, workers=2).n_tiles == 2
    assert lay_tiles(1_000_000, workers=2).n_tiles % 2 == 0
    assert lay_tiles(10, workers=8).n_tiles == 1


def test_a_million_people_make_four_equal_tiles():
    tiling = lay_tiles(1_000_000, workers=2)
    assert (tiling.n_tiles, tiling.tile) == (4, DEFAULT_TILE)


@pytest.mark.parametrize("population", [0, -5, MOST_CITIZENS + 1, 1.5, True, "many"])
def test_a_population_that_cannot_be_is_refused(population):
    with pytest.raises(BadRequest, match=r"population: received .* whole number of citizens from 1"):
        lay_tiles(population)


@pytest.mark.parametrize("tile", [0, 1, BLOCK - 1, -BLOCK, 2.5, "big"])
def test_a_tile_out_of_range_is_refused(tile):
    with pytest.raises(BadRequest, match="tile: received"):
        lay_tiles(1000, tile=tile)


def test_a_tile_that_cuts_a_block_is_refused_with_the_nearest_that_does_not():
    with pytest.raises(BadRequest, match="Use 32768"):
        lay_tiles(1000, tile=2 * BLOCK + 100)


@pytest.mark.parametrize("workers", [0, -1, 2.5, True, 5000])
def test_workers_out_of_range_are_refused(workers):
    with pytest.raises(BadRequest, match="workers: received"):
        choose_workers(workers)
    with pytest.raises(BadRequest, match="workers: received"):
        lay_tiles(1000, workers=workers)


def test_one_worker_for_each_processor_unless_asked():
    assert choose_workers(None) == os.cpu_count()
    assert choose_workers(3) == 3


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
