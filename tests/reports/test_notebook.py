"""Charts in a notebook go by a measure or a picture of the report; the most useful one comes without a name."""

import pytest

from tests.charts.fabricated import fabricated, one_run, three_worlds
from xinyong.charts import THEMES
from xinyong.errors import BadRequest
from xinyong.measures.registry import MEASURES

TITLES = {plan.id: plan.title for theme in THEMES for plan in theme.plans}


def title(chart):
    return chart.to_dict()["title"]["text"]


def test_the_first_chart_shows_who_is_affected():
    assert title(three_worlds().plot()) == TITLES["sanctioned-groups"]


@pytest.mark.parametrize(
    ("name", "by_group", "expected"),
    [
        ("gini_income", False, TITLES["gini-income"]),
        ("share_sanctioned", True, TITLES["sanctioned-groups"]),
        ("share_sanctioned", False, TITLES["sanctioned-share"]),
        ("income_share_q1", False, MEASURES["income_share_q1"].name),
        ("gini_wealth", True, MEASURES["gini_wealth"].name),
        ("dissent", False, TITLES["dissent"]),
    ],
)
def test_a_measure_or_picture_is_drawn_by_its_name(name, by_group, expected):
    assert title(three_worlds().plot(name, by_group=by_group)) == expected
    assert title(one_run().plot(name, by_group=by_group)) == expected


def test_dots_say_which_world_they_are():
    legend = three_worlds().plot("share_sanctioned", by_group=True).to_dict()["title"]["subtitle"][-1]
    assert legend == "● A no-system   ■ B documented   ▲ C essay"


def test_the_title_has_room_above_the_plot():
    spec = three_worlds().plot("gini_income").to_dict()
    assert spec["padding"]["top"] > 15 * len(spec["title"]["subtitle"]) + 30
    assert all(len(line) <= 640 // 6 for line in spec["title"]["subtitle"])


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(BadRequest, match="Did you mean 'gini_income'"):
        one_run().plot("gini_incom")


def test_what_is_defined_nowhere_is_refused():
    with pytest.raises(BadRequest, match="a measure that is defined"):
        fabricated("no-system", level=0.0).plot("mean_score")
