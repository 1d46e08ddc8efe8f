"""Axes have round ticks that cover the values, and do not make a trend of noise."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xinyong.charts.axes import LEAST_SPAN, axis, grid_rows, tick_label, year_ticks
from xinyong.charts.colours import GRID, INK

UNITS = st.sampled_from(("share", "index", "people", "yuan"))


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), UNITS, st.booleans())
def test_ticks_cover_the_values(low, span, unit, from_zero):
    found = axis(low, low + span, unit=unit, from_zero=from_zero)
    first, last = found.domain
    slack = 1e-6 * max(abs(first), abs(last), 1e-3)
    assert first - slack <= low
    assert low + span <= last + slack
    assert len(found.ticks) == len(set(found.ticks)) >= 2
    assert not from_zero or first <= 0 <= last


@given(st.floats(1e-3, 1e9), UNITS)
def test_an_axis_without_zero_is_not_zoomed_into_noise(value, unit):
    first, last = axis(value, value * 1.0001, unit=unit, from_zero=False).domain
    assert last - first >= 0.99 * LEAST_SPAN * value


@given(st.floats(0, 1e9), st.floats(1e-6, 1e9))
def test_labels_of_ticks_differ(low, span):
    assume(span > 1e-3 * low)
    labels = axis(low, low + span, unit="people", from_zero=False).labels
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("tick", "unit", "step", "most", "label"),
    [
        (0.0, "share", 0.01, 0.05, "0"),
        (0.025, "share", 0.025, 0.1, "2.5\u00a0%"),
        (500_000, "people", 500_000, 2_500_000, "0.5\u00a0m"),
        (2_000_000, "people", 500_000, 2_500_000, "2.0\u00a0m"),
        (-0.2, "correlation", 0.2, 0.4, "\u22120.2"),
        (25_000, "people", 25_000, 125_000, "25,000"),
    ],
)
def test_a_tick_has_the_decimals_of_its_step(tick, unit, step, most, label):
    assert tick_label(tick, unit, step=step, most=most) == label


def test_only_the_line_of_zero_is_dark():
    rows = grid_rows(axis(-1.0, 1.0, unit="correlation", from_zero=True))
    assert set(rows.loc[rows["tick"] == 0, "colour"]) == {INK}
    assert set(rows.loc[rows["tick"] != 0, "colour"]) == {GRID}


@given(st.integers(1990, 2050), st.integers(0, 60), st.integers(180, 900))
def test_years_fit_below_the_plot(first, years, width):
    ticks = year_ticks(first, first + years, width=width)
    assert 1 <= len(ticks) <= max(2, width // 44)
    assert ticks["year"].between(first, first + years).all()


def test_a_short_window_is_told_in_months():
    assert list(year_ticks(2015.0, 2015 + 5 / 12, width=300)["label"]) == ["2015-01", "2015-03", "2015-05"]
