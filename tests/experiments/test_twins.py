"""Twin worlds share their people and their luck, and the report of a difference says how sure it is."""

import os

import numpy as np
import pytest

from xinyong.errors import BadFolder, BadScenario
from xinyong.experiments.run import Interrupted
from xinyong.experiments.twins import compare, is_comparison, load_comparison
from xinyong.scenario.scenario import Scenario

from .conftest import SMALL
from .test_run import StopsAfter


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    return compare("no-system", "documented", **SMALL, replicates=2, out=tmp_path_factory.mktemp("twins") / "out")


def test_both_worlds_have_the_same_people(twins):
    who = ["is_urban", "birth_month", "permanent_income", "disposition"]
    np.testing.assert_array_equal(twins.a.cohort[who].to_numpy(), twins.b.cohort[who].to_numpy())


def test_both_worlds_have_the_same_frame():
    mine = Scenario.load("no-system").with_changes({"seed": 9, "window.until": "2013-02"})
    found = compare(mine, "documented", population=500, cohort=0, replicates=1)
    assert found.b.manifest["seed"] == 9
    for key in ("population", "seed", "window"):
        assert found.a.manifest[key] == found.b.manifest[key]


def test_a_world_beside_itself_does_not_differ():
    table = compare("no-system", "no-system", **SMALL, replicates=2).headline()
    assert (table["difference"].dropna() == 0).all()
    assert not table["is_clear"].any()


def test_the_difference_is_b_less_a(twins):
    row = twins.headline().set_index("measure").loc["share_of_life_recorded"]
    assert row["a"] == 0
    assert row["difference"] == pytest.approx(row["b"])
    assert row["is_clear"]


def test_the_differences_of_the_scenarios_are_data(twins):
    assert "watching.on" in {d.path for d in twins.differences}
    assert not any(d.is_frame for d in twins.differences)


def test_a_comparison_is_kept_and_read_back(twins):
    assert sorted(os.listdir(twins.path)) == ["a", "b", "comparison.json"]
    assert is_comparison(twins.path)
    again = load_comparison(twins.path)
    assert again.headline().equals(twins.headline())


def test_a_single_run_is_no_comparison(small):
    assert not is_comparison(small.path)
    with pytest.raises(BadFolder, match=r"comparison\.json"):
        load_comparison(small.path)


def test_a_bad_second_scenario_leaves_nothing(tmp_path):
    with pytest.raises(BadScenario, match="Did you mean 'essay'"):
        compare("no-system", "esay", **SMALL, out=tmp_path / "out")
    assert os.listdir(tmp_path) == []


def test_an_interrupted_comparison_leaves_nothing(tmp_path):
    with pytest.raises(Interrupted) as interruption:
        compare("no-system", "documented", **SMALL, replicates=2, out=tmp_path / "out", progress=StopsAfter(8))
    assert interruption.value.folder is None
    assert os.listdir(tmp_path) == []
