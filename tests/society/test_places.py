"""Places are dealt evenly, so that even few of them look like the nation."""

import jax
import numpy as np
import pytest

from xinyong.society.margins import PROVINCES
from xinyong.society.places import places, ranks, strata
from xinyong.society.random_streams import stream_key

deal = jax.jit(places, static_argnames="urban_share")


def dealt(n, seed, first=0):
    place = np.arange(first, first + n, dtype=np.uint32)
    return [np.asarray(x) for x in deal(stream_key(seed, "places", 0), place, urban_share=0.639)]


@pytest.mark.parametrize("seed", range(5))
def test_few_places_already_have_about_the_share_of_town(seed):
    _, urban, affluence = dealt(800, seed)
    assert urban[:8].mean() == pytest.approx(0.639, abs=0.15)
    assert urban.mean() == pytest.approx(0.639, abs=0.01)
    assert affluence.mean() == pytest.approx(0.0, abs=0.02)
    assert affluence.std() == pytest.approx(1.0, abs=0.03)


def test_provinces_have_their_weight():
    province, _, _ = dealt(1 << 14, 1)
    weights = np.array([w for _, w, _ in PROVINCES])
    found = np.bincount(province, minlength=31) / province.size
    assert found == pytest.approx(weights / weights.sum(), abs=0.001)


def test_strata_have_the_national_share_of_town():
    ends, province, is_urban = strata(0.639)
    assert (np.diff(ends.astype(np.int64)) > 0).all()
    assert ends[is_urban.sum() - 1] / 2.0**32 == pytest.approx(0.639, abs=1e-8)
    assert sorted(province[is_urban]) == list(range(31))


def test_a_place_does_not_depend_on_which_others_are_drawn():
    whole, part = dealt(64, 3), dealt(8, 3, first=24)
    for a, b in zip(whole, part, strict=True):
        assert np.array_equal(a[24:32], b)


def test_ranks_are_permutations_even_with_equal_words():
    words = np.array([[5, 1, 3, 1], [7, 7, 7, 7]], np.uint32)
    assert ranks(words).tolist() == [[3, 0, 2, 1], [0, 1, 2, 3]]


def test_distant_places_are_not_alike_by_construction():
    _, urban, _ = dealt(1 << 14, 1)
    number = np.arange(urban.size)
    likeness = [np.corrcoef(urban, urban[number ^ mask])[0, 1] for mask in range(1, 64)]
    assert abs(np.mean(likeness)) < 0.03
    assert np.abs(likeness).max() < 0.3
