"""A headline says what differs, how sure that is, and never more than the replicates allow."""

from tests.charts.fabricated import comparison, fabricated, one_run, three_worlds
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


def test_numbers_of_people_say_on_how_many_simulated_cases_they_rest():
    """56,458 wrongful sanctions were five cases in one replicate of three."""
    run = fabricated("documented", level=1)
    each = run.manifest["people_per_citizen"]
    is_last = (run.series["measure"] == "wrongful_sanctions") & (run.series["group"] == "all")
    run.series.loc[is_last, "value"] = 0.0
    run.series.loc[is_last & (run.series["replicate"] == 1), "value"] = 5 * each
    found = {line.measure: line.cells[0] for line in lines(world_views(run))}
    assert found["wrongful_sanctions"].cases == "5\u00a0simulated: too\u00a0few"
    assert found["wrongful_sanctions"].amount.endswith("sanctions (5\u00a0simulated: too\u00a0few)")
    assert found["listings_cumulative"].cases.endswith("simulated")
    for name in ("share_sanctioned", "gini_income", "interest_transferred_yuan"):
        assert not found[name].cases
        assert found[name].amount == found[name].value


def test_both_worlds_of_a_comparison_say_it():
    found = {line.measure: line.cells for line in lines(world_views(comparison()))}
    assert all("simulated" in cell.amount for cell in found["wrongful_sanctions"])
    table = comparison().headline().set_index(["measure", "world"])
    assert table["cases"].notna().equals(table["unit"].isin(["people", "sanctions", "tickets"]))
