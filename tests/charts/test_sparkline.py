"""A line as small as a word shows both worlds on one scale, and leaves the numbers to the table."""

import re

from tests.charts.fabricated import comparison
from xinyong.charts import world_views
from xinyong.charts.sparkline import HEIGHT, WIDTH, sparkline


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
