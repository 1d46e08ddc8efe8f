"""A headline says what differs, how sure that is, and never more than the replicates allow."""

import math

import pytest

from tests.charts.fabricated import comparison, one_run
from xinyong.charts import world_views
from xinyong.measures.registry import MEASURES
from xinyong.report.headline import CARDS, LEDGER, lines, verdict


@pytest.mark.parametrize(
    ("difference", "low", "high", "replicates", "words", "is_clear"),
    [
        (0.2, 0.1, 0.3, 4, "higher in B", True),
        (-0.2, -0.3, -0.1, 4, "lower in B", True),
        (0.001, 0.0005, 0.0015, 4, "higher in B, by under 1\u00a0%", True),
        (0.1, -0.1, 0.3, 4, "no clear difference", False),
        (0.0, 0.0, 0.0, 4, "the same in both", False),
        (0.2, math.nan, math.nan, 1, "one run: noise unknown", False),
        (math.nan, math.nan, math.nan, 4, "not defined", False),
    ],
)
def test_a_verdict_follows_the_interval(difference, low, high, replicates, words, is_clear):
    found = verdict(difference, low, high, base=0.5, replicates=replicates)
    assert (found.words, found.is_clear) == (words, is_clear)


def test_every_headline_measure_exists():
    assert set(LEDGER) <= set(MEASURES)
    assert set(CARDS) <= set(LEDGER)


def test_two_worlds_have_values_difference_and_interval():
    found = {line.measure: line for line in lines(world_views(comparison()))}
    line = found["share_sanctioned"]
    assert line.values[1].endswith("%")
    assert line.difference.startswith("+")
    assert " to " in line.interval
    assert line.verdict.words == "higher in B"
    assert found["mean_score"].verdict.words == "not defined"


def test_one_run_says_so_and_has_no_interval():
    for line in lines(world_views(one_run())):
        assert line.verdict.words == "one run"
        assert not line.interval
        assert not line.difference


def test_a_run_of_several_replicates_has_intervals_that_respect_zero():
    (b,) = world_views(comparison().b)
    found = {line.measure: line for line in lines((b,))}
    assert all(line.interval for line in found.values())
    assert not found["wrongful_sanctions"].interval.startswith("\u2212")
