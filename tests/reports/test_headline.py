"""A headline says what differs, how sure that is, and never more than the replicates allow."""

from tests.charts.fabricated import comparison, one_run, three_worlds
from xinyong.charts import world_views
from xinyong.measures.registry import MEASURES
from xinyong.reports.headline import lines
from xinyong.runs.headline import CARDS, HEADLINES, LEDGER


def test_every_headline_measure_exists():
    assert set(LEDGER) <= set(MEASURES)
    assert set(CARDS) <= set(LEDGER)
    assert set(HEADLINES) <= set(LEDGER)


def test_two_worlds_have_values_difference_and_interval():
    found = {line.measure: line.cells for line in lines(world_views(comparison()))}
    baseline, other = found["share_sanctioned"]
    assert other.value.endswith("%")
    assert other.difference.startswith("+")
    assert " to " in other.interval
    assert other.verdict.words == "higher in B"
    assert not baseline.difference + baseline.interval + baseline.verdict.words
    assert found["mean_score"][1].verdict.words == "not defined"


def test_each_of_three_worlds_is_told_apart_from_the_baseline():
    for line in lines(world_views(three_worlds())):
        assert len(line.cells) == 3
    found = {line.measure: line.cells for line in lines(world_views(three_worlds()))}
    assert [cell.verdict.words for cell in found["share_sanctioned"]] == ["", "higher in B", "higher in C"]


def test_one_run_says_so_and_has_no_interval():
    for line in lines(world_views(one_run())):
        (cell,) = line.cells
        assert cell.verdict.words == "one run"
        assert not cell.interval
        assert not cell.difference


def test_a_run_of_several_replicates_has_intervals_that_respect_zero():
    (b,) = world_views(comparison().worlds[1])
    found = {line.measure: line.cells[0] for line in lines((b,))}
    assert all(cell.interval for cell in found.values())
    assert not found["wrongful_sanctions"].interval.startswith("\u2212")
