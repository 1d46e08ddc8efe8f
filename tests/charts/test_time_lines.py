"""Lines are labelled at their ends, and labels never lie on each other."""

from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.fabricated import comparison
from xinyong.charts import world_views
from xinyong.charts.time_lines import draw_lines, spread

NO_POINTS = pd.DataFrame(columns=["month", "year", "value", "source"])


@given(st.lists(st.floats(-50, 350), min_size=1, max_size=4))
def test_labels_keep_apart_and_stay_inside(wanted):
    placed = spread(wanted, apart=30, low=0, high=300)
    ordered = sorted(placed)
    assert all(b - a >= 30 - 1e-9 for a, b in pairwise(ordered))
    assert all(-1e-9 <= place <= 300 + 1e-9 for place in placed)


@given(st.floats(20, 120), st.floats(20, 120))
def test_labels_keep_their_order(first, second):
    placed = spread([first, second], apart=30, low=0, high=300)
    assert (placed[0] <= placed[1]) == (first <= second)


def drawn(points, width):
    courses = [(side, side.monthly("listings_cumulative")) for side in world_views(comparison())]
    return draw_lines(courses, points, unit="people", from_zero=True, width=width).to_dict()


def marks(spec):
    return [layer["mark"] for layer in spec["layer"]]


def test_each_world_has_its_line_and_band():
    found = marks(drawn(NO_POINTS, 530))
    lines = [mark for mark in found if mark["type"] == "line"]
    assert [line["color"] for line in lines] == ["#0072b2", "#d55e00"]
    assert "strokeDash" not in lines[0]
    assert lines[1]["strokeDash"] == [6, 3]
    assert sum(mark["type"] == "area" for mark in found) == 2


def test_figures_on_record_are_diamonds_and_on_the_axis():
    points = pd.DataFrame({"month": [pd.Timestamp("2019-07-01")], "year": [2019.5], "value": [9e7], "source": ["2a"]})
    spec = drawn(points, 530)
    assert [mark["shape"] for mark in marks(spec) if mark["type"] == "point"] == ["diamond"]
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1] >= 9e7


def test_a_narrow_picture_is_as_wide_as_asked():
    for width in (300, 530):
        spec = drawn(NO_POINTS, width)
        assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == width
