"""A score is explained by parts that sum to it, for every citizen who was followed."""

import math

import pytest

import xinyong as xy
from xinyong.errors import BadRequest
from xinyong.results.score_explanation import explain
from xinyong.society.columns import COLUMNS
from xinyong.vocabulary.scores import ALL_SCORES, parts_of

OF_ALL_FIRMS = {"firms_mean", "firms_spread"}
RARE = {"unified_bounds", "points_law", "scorecard_bounds"}
"""Parts that may be 0 for all of so few people in three months."""
WINDOW = {"from_": "2015-01", "until": "2015-03"}


@pytest.fixture(scope="module")
def followed():
    on = {
        **{f"scoring.{score}.on": True for score in ALL_SCORES},
        "scoring.points.coverage": 0.6,
        "scoring.points.high": 1001,
        "scoring.firms.used": "mean",
        "scoring.friends.most": 5,
        "scoring.court_list.mistake": 0.01,
    }
    return xy.run("essay", population=3000, changes=on, cohort=60, **WINDOW)


@pytest.mark.parametrize("score", ALL_SCORES)
def test_the_parts_sum_to_the_score_exactly_and_rounding_is_next_to_nothing(followed, score):
    seen = set()
    for _, citizen in followed.cohort.iterrows():
        explained = explain(citizen, score)
        assert math.fsum(explained["points"]) == citizen[f"score_{score}"]
        assert explained["part"].iloc[-1] == "rounding"
        assert abs(explained["points"].iloc[-1]) < 1e-3
        seen.update(explained["part"][explained["points"] != 0])
    assert seen >= set(parts_of(score)) - RARE


def test_parts_are_all_columns_in_points_that_begin_like_the_score_but_its_account():
    for score in ALL_SCORES:
        named = {name for name in COLUMNS if name.startswith(f"{score}_") and COLUMNS[name].unit == "points"}
        assert set(parts_of(score)) == named - {f"{score}_wrong"} - OF_ALL_FIRMS


def test_a_run_explains_the_headline_score_of_a_month(followed):
    citizen = int(followed.cohort["citizen"].iloc[0])
    explained = followed.explain(citizen, "2015-02")
    rows = followed.cohort
    row = rows[(rows["citizen"] == citizen) & (rows["month"] == "2015-02-01")].iloc[0]
    assert list(explained["part"]) == [*(f"unified_{part}" for part in ALL_SCORES["unified"].parts), "rounding"]
    assert math.fsum(explained["points"]) == row["score_unified"]
    assert explained["meaning"].str.len().min() > 0


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"month": "2015-13"}, "month: received 2015-13; accepted: a month such as '2016-03'"),
        ({"month": "2019-01"}, "month: received 2019-01; accepted: a month of the cohort"),
        ({"citizen": -1}, "citizen: received -1; accepted: a citizen of the cohort"),
        ({"replicate": 3}, "replicate: received 3; accepted: a replicate of the cohort"),
        ({"score": "unifed"}, "score: received unifed; .* Did you mean 'unified'?"),
    ],
)
def test_what_cannot_be_explained_is_refused(followed, asked, message):
    usual = {"citizen": int(followed.cohort["citizen"].iloc[0]), "month": "2015-01"}
    with pytest.raises(BadRequest, match=message):
        followed.explain(**(usual | asked))


def test_a_score_that_is_off_is_refused(followed):
    without = xy.run("documented", population=500, cohort=5, **WINDOW)
    citizen = int(without.cohort["citizen"].iloc[0])
    with pytest.raises(BadRequest, match=r"score: received unified; accepted: .* --set scoring.unified.on=true"):
        without.explain(citizen, "2015-01", score="unified")


def test_columns_that_lack_a_part_are_refused():
    with pytest.raises(BadRequest, match="columns without bureau_start"):
        explain({"score_bureau": 700.0}, "bureau")
