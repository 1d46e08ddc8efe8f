"""Five sentences say what was found, chosen by the same rule for every result."""

import dataclasses

import pytest

from tests.charts.fabricated import comparison, one_run, three_worlds
from xinyong.charts import world_views
from xinyong.measures.registry import THEMES
from xinyong.reports.key_findings import INEQUALITY, OF_ONE_RUN, PUNISHED, WRONGED, key_findings, share_words


def changed(world, measure, group, value):
    """A world in which a measure of a group has this value in all months and replicates."""
    series = world.run.series.copy()
    series.loc[(series["measure"] == measure) & (series["group"] == group), "value"] = value
    return dataclasses.replace(world, run=dataclasses.replace(world.run, series=series))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "nobody"),
        (0.0004, "one in 2,500"),
        (0.0034, "one in 300"),
        (0.026, "one in 40"),
        (0.07, "one in 14"),
        (0.13, "13 in 100"),
        (0.2, "one in five"),
        (0.5, "half"),
        (0.662, "two in three"),
        (0.798, "four in five"),
        (0.99, "almost everybody"),
        (1.0, "everybody"),
    ],
)
def test_a_share_in_words(share, words):
    assert share_words(share) == words


def test_every_share_in_words_is_near_the_share():
    for thousandth in range(1, 85):
        share = thousandth / 1000
        number = float(share_words(share).removeprefix("one in ").replace(",", ""))
        assert 1 / number == pytest.approx(share, rel=0.15)


@pytest.mark.parametrize("subject", [comparison, three_worlds])
def test_a_comparison_begins_with_the_punished_and_ends_with_inequality(subject):
    found = key_findings(world_views(subject()))
    ids = [one.measure for one in found]
    assert (*ids[:2], ids[-1]) == (PUNISHED, WRONGED, INEQUALITY)
    assert len(ids) == len(set(ids)) <= 5
    themes = [theme for theme, measures in THEMES.items() for m in measures if m.id in (PUNISHED, *ids[2:])]
    assert len(themes) == len(set(themes)) == len(ids) - 1
    for one in found:
        assert one.sentence.endswith(".")
        assert "3 replicates" in one.basis
        assert "simulated citizens" in one.basis
        assert all(world.name in one.sentence for world in world_views(subject()))


def test_a_run_shows_the_measures_that_are_named_for_it():
    assert [one.measure for one in key_findings(world_views(one_run()))] == [PUNISHED, WRONGED, *OF_ONE_RUN, INEQUALITY]


def test_the_punished_are_counted_by_income_in_words_and_numbers():
    base, other = world_views(comparison())
    for group, value in (("all", 0.241), ("quintile=1", 0.798), ("quintile=5", 0.026)):
        base, other = changed(base, PUNISHED, group, 0.0), changed(other, PUNISHED, group, value)
    sentence = key_findings((base, other))[0].sentence.replace("\u00a0", " ")
    assert sentence == (
        "In B documented, 24.1 % of all people are under a sanction: four in five of the poorest fifth (79.8 %) and "
        "one in 40 of the richest fifth (2.6 %). In A no-system, nobody is under a sanction."
    )


def test_inequality_that_hardly_moves_is_said_to():
    base, other = world_views(comparison())
    base, other = changed(base, INEQUALITY, "all", 0.468), changed(other, INEQUALITY, "all", 0.472)
    assert "hardly moves" in key_findings((base, other))[-1].sentence


def test_what_occurs_in_one_world_alone_comes_first():
    base, other = world_views(comparison())
    base, other = (changed(world, "evictions_cumulative", "all", 0.0) for world in (base, other))
    other = changed(other, "evictions_cumulative", "all", 7e5)
    assert "evictions_cumulative" in [one.measure for one in key_findings((base, other))]
