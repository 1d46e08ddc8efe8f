"""Words carry columns from mechanism to mechanism without altering them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinyong.mechanisms import ORDER
from xinyong.society.bit_packing import PACKED, WORDS, is_stored, packed, stored_names, unpacked
from xinyong.society.columns import COLUMNS

MOST = {column: (1 << field.bits) - 1 for column, (_, field) in PACKED.items()}


@st.composite
def columns_of_a_word(draw):
    word = draw(st.sampled_from(sorted(WORDS)))
    names = [field.column for field in WORDS[word]]
    rows = draw(st.lists(st.tuples(*(st.integers(0, MOST[name]) for name in names)), min_size=1, max_size=20))
    return word, {n: np.asarray([r[k] for r in rows], COLUMNS[n].dtype) for k, n in enumerate(names)}


@given(columns_of_a_word())
def test_what_goes_in_comes_out(given_columns):
    word, columns = given_columns
    carried_columns = packed(columns)
    assert set(carried_columns) == {word}
    back = unpacked(carried_columns)
    assert set(back) == set(columns)
    for name, column in columns.items():
        assert np.asarray(back[name]).dtype == column.dtype
        assert np.array_equal(back[name], column), name


def test_a_count_too_large_stops_at_what_its_field_holds_and_touches_no_other():
    columns = {field.column: np.zeros(1, COLUMNS[field.column].dtype) for field in WORDS["word_acts"]}
    columns["act_gym"] = np.asarray([200], np.uint8)
    back = unpacked(packed(columns))
    assert int(back["act_gym"][0]) == MOST["act_gym"]
    assert all(int(back[name][0]) == 0 for name in columns if name != "act_gym")


def test_fields_do_not_overlap_and_fit_into_a_word():
    for word, fields in WORDS.items():
        bits = [bit for f in fields for bit in range(f.shift, f.shift + f.bits)]
        assert len(bits) == len(set(bits)), word
        assert max(bits) < 32, word


def test_columns_outside_words_pass_through_and_names_come_once():
    cash = np.arange(3)
    assert packed({"cash_yuan": cash})["cash_yuan"] is cash
    assert stored_names(["act_gym", "cash_yuan", "act_praise"]) == ("word_acts", "cash_yuan")
    assert is_stored({"word_acts": cash}, "act_gym")
    assert is_stored({"act_gym": cash}, "act_gym")
    assert not is_stored({"word_acts": cash}, "is_default")


def test_half_a_word_is_refused():
    with pytest.raises(KeyError):
        packed({"act_gym": np.zeros(1, np.uint8)})


def test_one_mechanism_writes_all_columns_of_a_word_or_another_in_its_place():
    for word, fields in WORDS.items():
        writers = [m for m in ORDER if any(f.column in m.writes for f in fields)]
        assert len({m.replaces or m.name for m in writers}) == 1, word
        assert all({f.column for f in fields} <= set(m.writes) for m in writers), word
