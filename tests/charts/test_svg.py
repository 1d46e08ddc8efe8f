"""An SVG in a page names no host, runs no script, and shares no id with its neighbours."""

import re

import altair as alt
import pandas as pd
import pytest
import vl_convert

from tests.charts.fabricated import comparison
from xinyong.charts import world_views
from xinyong.charts.svg import HEIGHT, LOOK, WIDTH, quickly, sparkline, svg


@pytest.fixture(scope="module")
def chart():
    data = pd.DataFrame({"x": [0, 1, 2], "y": [0.471, 0.478, 0.4635], "word": ["0.47135", "b", "c"]})
    base = alt.Chart(data, width=200, height=100)
    line = base.mark_line(clip=True).encode(x="x:Q", y="y:Q")
    return line + base.mark_text().encode(x="x:Q", y="y:Q", text="word:N")


def test_it_names_no_host_and_holds_no_style_or_script(chart):
    drawn = svg(chart, name="one", label="A chart")
    assert not re.search(r"https?:|//|<script|<style|style=|class=", drawn)


def test_ids_begin_with_the_name(chart):
    first, second = svg(chart, name="one", label=""), svg(chart, name="two", label="")
    ids = [re.findall(r'\bid="([^"]+)"', drawn) for drawn in (first, second)]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])
    assert all(f"url(#{one})" in first for one in ids[0])


def test_words_keep_their_digits(chart):
    assert ">0.47135<" in svg(chart, name="one", label="")


def test_it_is_an_image_with_a_label(chart):
    assert svg(chart, name="one", label='less < "more" & all').startswith(
        '<svg role="img" aria-label="less &lt; &quot;more&quot; &amp; all"'
    )


def test_drawn_quickly_it_is_the_same(chart):
    checked = {**chart.to_dict(), "config": LOOK}
    with quickly():
        unchecked = {**chart.to_dict(validate=False), "config": LOOK}
    assert "datasets" in checked
    assert "datasets" not in unchecked
    # the renderer numbers what it clips from its start on
    drawn = [re.sub(r"(?:clip|gradient_)\d+", "", vl_convert.vegalite_to_svg(one)) for one in (checked, unchecked)]
    assert drawn[0] == drawn[1]


def drawn(measure):
    return sparkline([(side, side.monthly(measure)) for side in world_views(comparison()) if side.has(measure)])


def test_each_world_has_its_line_within_the_frame():
    a, b = re.findall(r'd="M([^"]*)"', drawn("share_sanctioned"))
    for line in (a, b):
        points = [tuple(map(float, point.split(","))) for point in line.split("L")]
        assert len(points) > 40
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
        assert [x for x, _ in points] == sorted(x for x, _ in points)
        assert points[-1][0] == WIDTH - 4


def test_more_is_higher():
    _, b = re.findall(r'd="M([^"]*)"', drawn("share_sanctioned"))
    heights = [float(point.split(",")[1]) for point in b.split("L")]
    assert heights[-1] < heights[0]


def test_a_constant_is_a_line_in_the_middle():
    side = world_views(comparison())[0]
    frame = side.monthly("share_sanctioned").assign(value=0.3)
    assert set(re.findall(r",([\d.]+)", sparkline([(side, frame)]).split('d="M')[1])) == {f"{HEIGHT / 2:.1f}"}


def test_it_is_hidden_from_readers_of_the_screen():
    assert 'aria-hidden="true"' in drawn("gini_score")
    assert drawn("gini_score").count("<path") == 1
