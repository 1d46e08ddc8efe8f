"""Curves can be distinguished without colour, their titles fit, and their numbers stand in a table."""

import re

import pytest

from tests.evidence.fabricated import PICTURE
from xinyong.charts.curves import FEW, curves_picture, draw_curves, styles
from xinyong.evidence.finding import Curve, Curves

PIC = curves_picture(PICTURE, name="figure-x", source="Nobody (1900)")


def test_lines_differ_in_dash_and_points_in_shape():
    found = styles([Curve(str(k), [0], [0], kind) for k in range(4) for kind in ("line", "points")])
    assert len({str(one.mark.get("strokeDash")) for one in found if one.is_line}) == 4
    assert len({one.mark["shape"] for one in found if not one.is_line}) == 4


def test_pairs_share_a_colour_and_others_do_not():
    pairs = styles([Curve("law", [0], [0]), Curve("here", [0], [0], "points")])
    assert len({one.colour for one in pairs}) == 1
    assert len({one.colour for one in styles(PICTURE.curves)}) == 3


@pytest.mark.parametrize("width", [300, 412, 640])
def test_it_is_as_wide_as_asked_and_no_text_is_longer(width):
    spec = draw_curves(PICTURE, width=width).to_dict()
    assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == width
    words = re.findall(r">([^<]+)</text>", PIC.svg(width))
    assert max(map(len, words)) * 6.2 <= width
    assert {"law", "here", "0"} <= set(words)
    assert "right alarms, share of all alarms" in " ".join(words)


def test_what_is_not_a_number_is_not_drawn():
    assert len(PIC.frame()) == 6
    assert "NaN" not in PIC.svg(300)


def test_a_picture_without_a_point_is_drawn_too():
    empty = Curves("Nothing", "x", "y", (Curve("none", [float("nan")], [1.0]),))
    assert "<svg" in curves_picture(empty, name="e", source="").svg(300)


def test_the_table_holds_all_of_short_curves_and_the_ends_of_long_ones():
    assert list(PIC.table["Curve"]).count("law") == 3
    long = Curves("Long", "x", "y", (Curve("line", list(range(1000)), [-k for k in range(1000)]),))
    table = curves_picture(long, name="l", source="").table
    assert len(table) == FEW
    assert tuple(table.iloc[-1]) == ("line", "999", "−999")


def test_it_plots_in_a_notebook():
    assert PIC.plot().to_dict()["title"]["text"] == "Alarms that are right"
