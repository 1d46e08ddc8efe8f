"""Meetings and couples are mutual, stay in their district, and are drawn alike from both ends."""

import jax.numpy as jnp
import numpy as np
import pytest

from xinyong.society.columns import BLOCK, PLACE
from xinyong.society.couples import (
    DISTRICT,
    Profile,
    decades_apart,
    first_couples,
    meeting_offset,
    pair_bits,
    profile_word,
    steps_apart,
    values_at,
)
from xinyong.society.random_streams import stream_key

CITIZEN = np.arange(2 * BLOCK, dtype=np.uint32).reshape(2, BLOCK)
KEY = stream_key(3, "matching", 12 * 2016)


def people(seed=1):
    """What citizens who wish for a partner, or do not, have to show."""
    rng = np.random.default_rng(seed)
    return {
        "is_free": rng.random(CITIZEN.shape) < 0.8,
        "is_stained": rng.random(CITIZEN.shape) < 0.1,
        "is_female": rng.random(CITIZEN.shape) < 0.5,
        "is_urban": rng.random(CITIZEN.shape) < 0.6,
        "education": rng.integers(0, 4, CITIZEN.shape).astype(np.uint8),
        "birth_month": rng.integers(-200, 1800, CITIZEN.shape).astype(np.int16),
        "income_yuan": rng.lognormal(7.5, 2.0, CITIZEN.shape).astype(np.float32),
    }


def word(columns):
    return profile_word(**{name: jnp.asarray(column) for name, column in columns.items()})


@pytest.mark.parametrize("near", [0.0, 0.5, 1.0])
def test_whom_one_meets_meets_oneself_in_the_same_district(near):
    offset = np.asarray(meeting_offset(KEY, CITIZEN, near)).astype(np.int64)
    other = CITIZEN ^ offset
    assert (offset > 0).all()
    assert (other // DISTRICT == CITIZEN // DISTRICT).all()
    assert np.array_equal(offset.ravel()[other.ravel()], offset.ravel())
    if near in (0.0, 1.0):
        assert ((other // PLACE == CITIZEN // PLACE) == (near == 1.0)).all()


def test_each_month_and_district_has_meetings_of_its_own():
    months = [meeting_offset(stream_key(3, "matching", month), CITIZEN, 0.5) for month in range(40)]
    offsets = np.stack([np.asarray(m).reshape(-1, DISTRICT)[:, 0] for m in months])
    assert len(np.unique(offsets)) > 0.5 * offsets.size
    is_near = offsets < PLACE
    assert 0.4 < is_near.mean() < 0.6


def test_tiles_meet_alike():
    whole = np.asarray(meeting_offset(KEY, CITIZEN, 0.5))
    assert np.array_equal(whole[1:], meeting_offset(KEY, CITIZEN[1:], 0.5))


def test_a_pair_has_one_draw():
    offset = meeting_offset(KEY, CITIZEN, 0.5)
    bits = pair_bits(KEY, CITIZEN, offset)
    assert np.array_equal(bits, values_at(bits, offset))
    assert len(np.unique(bits)) > 0.499 * bits.size


def test_what_is_shown_is_seen():
    columns = people()
    seen = Profile(word(columns))
    for name in ("is_female", "is_urban", "education", "birth_month", "is_free"):
        assert np.array_equal(getattr(seen, name), columns[name]), name
    assert np.array_equal(seen.stain, columns["is_stained"])
    income = np.clip(np.log(np.maximum(columns["income_yuan"], 1)), 0, 16)
    assert np.abs(np.asarray(seen.log_income) - income).max() < 1 / 1024


def test_gaps_are_the_same_from_both_ends():
    offset = meeting_offset(KEY, CITIZEN, 0.5)
    mine = word(people())
    one, other = Profile(mine), Profile(values_at(mine, offset))
    for gap in (decades_apart(one, other, 2.0), steps_apart(one, other)):
        assert np.array_equal(gap, values_at(gap, offset))
        assert float(jnp.min(gap)) == 0


def test_a_man_two_years_older_is_no_gap():
    both = {name: column[:, :2] for name, column in people().items()}
    both |= {"is_female": np.array([[True, False]] * 2), "birth_month": np.array([[600, 576]] * 2, np.int16)}
    seen = word(both)
    gap = decades_apart(Profile(seen), Profile(seen[:, ::-1]), 2.0)
    assert np.array_equal(gap, np.zeros((2, 2)))
    two_women = word(both | {"is_female": np.ones((2, 2), bool)})
    assert np.allclose(decades_apart(Profile(two_women), Profile(two_women[:, ::-1]), 2.0), 0.2)


@pytest.fixture(scope="module")
def together():
    def chance(one, other):
        return jnp.where(one.is_female == other.is_female, 0.0, jnp.exp(-4.0 * decades_apart(one, other, 2.0)))

    return np.asarray(first_couples(KEY, CITIZEN, word(people()), chance)).astype(np.int64)


def test_first_couples_are_mutual_of_one_place_and_suit_each_other(together):
    columns = people()
    has = together > 0
    other = CITIZEN ^ together
    assert np.array_equal(together.ravel()[other.ravel()][has.ravel()], together[has])
    assert (other // PLACE == CITIZEN // PLACE).all()
    assert (columns["is_female"].ravel()[other[has]] != columns["is_female"][has]).all()
    assert columns["is_free"][has].all()
    gap = np.abs(columns["birth_month"].ravel()[other[has]].astype(int) - columns["birth_month"][has])
    assert gap.mean() < 0.5 * np.abs(np.subtract(*np.split(columns["birth_month"].ravel().astype(int), 2))).mean()


def test_most_who_wish_for_a_partner_have_one_at_the_start(together):
    assert (together > 0).sum() > 0.5 * people()["is_free"].sum()
