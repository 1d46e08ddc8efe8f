"""The population is a pure function of seed and number, meets its margins, and hangs together."""

import jax
import numpy as np
import pytest

from xinyong.errors import BadScenario
from xinyong.scenario.sections.society import Society
from xinyong.society.columns import BLOCK, COLUMNS, FIXED, PLACE
from xinyong.society.margins import PROVINCES, margins, members
from xinyong.society.population import STRIDE, draw, places, ranks, strata
from xinyong.society.population_check import cell_of
from xinyong.society.random_streams import stream_key

MONTH = 12 * 2013


def stretch(start, count, *, seed=1, population=10**6, society=None):
    drawn = draw(society or Society(), seed=seed, start=start, count=count, population=population, month=MONTH)
    return {name: np.asarray(column) for name, column in drawn.items()}


@pytest.fixture(scope="module")
def persons(people):
    return {name: column[people["is_person"]] for name, column in people.items()}


def test_every_fixed_column_comes_in_its_type(people):
    assert tuple(people) == FIXED
    for name, column in people.items():
        assert column.dtype == COLUMNS[name].dtype
        assert column.shape == (4 * BLOCK,)


def test_a_citizen_is_the_same_in_any_stretch(people):
    part = stretch(2 * STRIDE, STRIDE, population=65_000)
    for name in FIXED:
        assert np.array_equal(people[name][2 * STRIDE : 3 * STRIDE], part[name]), name


def test_a_citizen_is_the_same_in_a_larger_population():
    few, many = stretch(0, STRIDE, population=500), stretch(0, STRIDE, population=10**6)
    for name in FIXED:
        assert np.array_equal(few[name][:500], many[name][:500]), name


def test_another_seed_gives_other_people():
    one, two = stretch(0, STRIDE), stretch(0, STRIDE, seed=2)
    assert (one["birth_month"] != two["birth_month"]).mean() > 0.9


def test_padding_is_nobody_and_has_nothing(people):
    assert people["is_person"].sum() == 65_000
    assert people["is_person"][:65_000].all()
    for column in people.values():
        assert not column[65_000:].any()


def test_margins_are_met(persons):
    cell = cell_of(persons, MONTH)
    numbers = Society().numbers(MONTH)
    wanted = margins(**{n: numbers[n] for n in ("urban_share", "party_share", "offline_share")})
    for margin in wanted:
        among = members(margin.among)[cell]
        found = members(margin.has)[cell][among].mean()
        error = np.sqrt(margin.share * (1 - margin.share) / among.sum())
        assert found == pytest.approx(margin.share, abs=4 * error + 0.002), margin.name


def test_income_meets_quintiles_and_mean(persons):
    income = persons["permanent_income"].astype(np.float64)
    assert income.mean() == pytest.approx(1.0, abs=0.04)
    assert np.bincount(persons["quintile"]) / income.size == pytest.approx(np.full(5, 0.2), abs=0.01)
    means = [income[persons["quintile"] == q].mean() for q in range(5)]
    assert means == sorted(means)
    urban = persons["is_urban"]
    assert income[urban].mean() / income[~urban].mean() == pytest.approx(2.56, rel=0.06)


def test_traits_stay_in_their_ranges(persons):
    for name in ("prudence", "conscientiousness", "leisure", "online"):
        assert persons[name].min() >= 0
        assert persons[name].max() <= 1
    for name in ("taste", "disposition"):
        assert np.abs(persons[name]).max() <= 1
        assert persons[name].std() > 0.2


def test_adults_are_18_to_95(persons):
    age = (MONTH - 12 * 1900 - persons["birth_month"].astype(int)) // 12
    assert age.min() == 18
    assert 85 < age.max() <= 95


def test_a_place_shares_province_and_area(people):
    for name in ("province", "is_urban"):
        rows = people[name][: 64 * PLACE].reshape(64, PLACE)
        assert (rows == rows[:, :1]).all()


def test_people_hang_together(persons):
    def correlation(a, b):
        return np.corrcoef(persons[a].astype(float), persons[b].astype(float))[0, 1]

    assert correlation("education", "permanent_income") > 0.1
    assert correlation("is_member", "disposition") > 0.05
    assert correlation("birth_month", "online") > 0.4
    assert correlation("education", "prudence") > 0.1
    assert correlation("permanent_income", "taste") > 0.1


def test_opting_in_is_for_the_young_and_online(persons):
    online = persons["online"] > 0
    born = 1900 + persons["birth_month"].astype(int) // 12
    opts_in = persons["opts_in"]
    assert not opts_in[~online].any()
    assert opts_in[online].mean() == pytest.approx(0.58, abs=0.012)
    assert opts_in[online & (born >= 1990)].mean() == pytest.approx(0.96, abs=0.02)
    assert opts_in[online & (born < 1960)].mean() < 0.4


def test_parts_of_a_stride_are_refused():
    with pytest.raises(ValueError, match="multiples"):
        stretch(0, 100)


def test_an_impossible_opt_in_share_is_refused():
    with pytest.raises(BadScenario, match="opt_in_share"):
        stretch(0, STRIDE, society=Society(opt_in_share=0.0))


def test_a_more_urban_society_has_more_townspeople():
    urban = stretch(0, 8 * STRIDE, society=Society(urban_share=0.75))["is_urban"]
    assert urban.mean() == pytest.approx(0.75, abs=0.04)


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
