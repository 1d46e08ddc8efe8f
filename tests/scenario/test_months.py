import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinyong.scenario.months import format_month, parse_month


def test_a_month_is_twelve_times_the_year_and_the_months_before_it():
    assert parse_month("2013-10") == 12 * 2013 + 9
    assert format_month(12 * 2013 + 9) == "2013-10"


@given(st.integers(0, 12 * 10_000 - 1))
def test_writing_and_reading_are_inverse(month):
    assert parse_month(format_month(month)) == month


@pytest.mark.parametrize(
    "text",
    ["2013", "2013-1", "2013-00", "2013-13", "13-10", "2013/10", "2013-10-01", " 2013-10", "٢٠١٣-10", ""],
)
def test_anything_else_is_no_month(text):
    with pytest.raises(ValueError, match="is not a month"):
        parse_month(text)


@pytest.mark.parametrize("month", [-1, 120_000])
def test_years_have_four_digits(month):
    with pytest.raises(ValueError, match="outside the years"):
        format_month(month)
