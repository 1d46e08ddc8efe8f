"""Figures on record are held against the same month, and judged only where they count the same thing."""

import math

import pandas as pd
import pytest

from tests.charts.fabricated import comparison, one_run
from xinyong.charts import world_views
from xinyong.charts.published_ratios import beside, draw_ratios, points_for, sources_of, verdict


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (1.0, "within 15 %"),
        (0.85, "within 15 %"),
        (1.2, "within a factor of two"),
        (0.5, "within a factor of two"),
        (0.49, "less than half the record"),
        (2.1, "more than twice the record"),
        (math.nan, "not defined"),
    ],
)
def test_a_ratio_has_a_verdict(ratio, words):
    assert verdict(ratio) == words


def test_points_lie_within_the_window_and_name_their_facts():
    courses = [(side, side.monthly("gini_income")) for side in world_views(one_run())]
    points = points_for("gini_income", courses)
    assert list(points["month"].dt.strftime("%Y-%m")) == ["2013-12", "2015-12"]
    assert sources_of(points) == " On record: facts 2g."
    assert sources_of(points.iloc[:0]) == ""


def test_only_worlds_that_claim_to_be_documented_are_held_against_the_record():
    assert set(beside(world_views(comparison()))["world"]) == {"B documented"}


def test_rows_run_by_measure_and_month():
    table = beside(world_views(comparison()))
    assert table["measure"].drop_duplicates().is_unique
    for _, part in table.groupby("measure"):
        assert part["month"].is_monotonic_increasing
        assert part.index[-1] - part.index[0] == len(part) - 1


def test_what_counts_something_else_is_not_judged():
    table = beside(world_views(comparison()))
    others = table[~table["is_comparable"]]
    assert len(others)
    assert set(others["verdict"]) == {"not the same count"}


def test_ratios_beyond_the_axis_are_arrows():
    rows = {
        "name": ["Listings", "Listings", "Gini"],
        "month": pd.to_datetime(["2014-03-01", "2015-12-01", "2015-12-01"]),
        "world": ["documented"] * 3,
        "ratio": [20.0, 0.01, 1.0],
    }
    spec = draw_ratios(pd.DataFrame(rows), world_views(one_run()), width=530).to_dict()
    dots = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    shapes = [row["shape"] for row in spec["datasets"][dots["data"]["name"]]]
    assert shapes == ["triangle-right", "triangle-left", "circle"]
