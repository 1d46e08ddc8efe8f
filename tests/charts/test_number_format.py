"""Numbers are written as a reader would say them, and never with more digits than they mean."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinyong.charts.number_format import LEAST_CASES, UNDEFINED, amount, cases, changes, magnitude, number, short, times

FINITE = st.floats(-1e13, 1e13)
UNITS = ("share", "index", "people", "yuan/month", "share a year")


def plain(text):
    return text.replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0312, "share", "3.1 %"),
        (0.0, "share", "0 %"),
        (1.0, "share", "100 %"),
        (0.0004, "share a year", "0.040 %"),
        (0.468, "index", "0.468"),
        (-0.25, "correlation", "-0.250"),
        (14.5e6, "people", "14.5 m people"),
        (87_079, "people", "87,079 people"),
        (3_205.4, "yuan/month", "3,205 yuan a month"),
        (1.2e13, "yuan", "12.0 tn yuan"),
        (0.8, "rules", "0.80 rules"),
    ],
)
def test_an_amount_is_said_with_its_unit(value, unit, words):
    assert plain(amount(value, unit)) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        (0, "none simulated"),
        (5, "5 simulated: too few"),
        (LEAST_CASES - 1, "9 simulated: too few"),
        (LEAST_CASES, "10 simulated"),
        (1204, "1,204 simulated"),
    ],
)
def test_few_simulated_cases_are_marked(found, words):
    assert plain(cases(found)) == words


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_is_undefined_is_said_to_be(value):
    assert amount(value, "share") == UNDEFINED


@pytest.mark.parametrize(
    ("values", "unit", "words"),
    [
        ((0.0312, 0.0304, 0.0320), "share", ("+3.12 points", "+3.04 to +3.20 points")),
        ((-0.0045, -0.0060, -0.0030), "share", ("-0.45 points", "-0.60 to -0.30 points")),
        ((0.00005, 0.00003, 0.00007), "index", ("+0.000050", "+0.000030 to +0.000070")),
        ((388_500, -652_000, 1_430_000), "sanctions", ("+0.39 m", "-0.65 to +1.43 m")),
        ((0.0, 0.0, 0.0), "people", ("0", "0 to 0")),
        ((0.026, 0.0003, 0.0517), "share", ("+2.60 points", "+0.03 to +5.17 points")),
        ((0.0312, math.nan, math.nan), "share", ("+3.12 points", "")),
        ((math.nan, math.nan, math.nan), "share", (UNDEFINED, "")),
    ],
)
def test_a_difference_and_its_interval_share_their_digits(values, unit, words):
    assert tuple(plain(text) for text in changes(*values, unit)) == words


@given(FINITE, st.sampled_from(UNITS))
def test_nothing_is_shown_as_minus_zero(value, unit):
    shown = plain(number(value, unit))
    assert not shown.startswith("-0 ")
    assert shown.startswith("-") <= (value < 0)


@given(FINITE, st.floats(0, 1e12), st.sampled_from(UNITS))
def test_the_sign_of_a_difference_is_that_of_its_value(difference, half, unit):
    shown, interval = changes(difference, difference - half, difference + half, unit)
    assert shown[0] == "+" if difference > 0 and any(d in shown for d in "123456789") else shown[0] != "+"
    assert " to " in interval


def test_millions_are_told_as_such():
    assert magnitude(999) == (1.0, "")
    assert magnitude(2.5e6) == (1e6, "\u00a0m")


@pytest.mark.parametrize(
    ("ratio", "words"), [(1.0, "× 1.00"), (13.4, "× 13.4"), (0.041, "× 0.041"), (math.nan, UNDEFINED)]
)
def test_a_ratio_keeps_its_meaningful_digits(ratio, words):
    assert plain(times(ratio)) == words


def test_a_long_name_is_cut():
    assert short("documented", 16) == "documented"
    assert short("a-very-long-scenario-name", 10) == "a-very-lo…"


def test_thousands_of_people_are_told_in_the_digits_that_mean_something():
    assert [plain(part) for part in changes(90_332, -298_335, 478_999, "sanctions")] == [
        "+90,000",
        "-300,000 to +480,000",
    ]
    assert plain(changes(0.0, -84_149, 84_149, "people")[1]) == "-84,000 to +84,000"
