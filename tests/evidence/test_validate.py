"""Checks of the whole model: each can be met and missed, and its arithmetic is that of numbers made by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from tests.evidence.fabricated import Fabricated, worlds
from xinyong.evidence import published_check as by
from xinyong.evidence.published_check import PublishedCheck, Worlds
from xinyong.evidence.validate import CHECKS, TITLES
from xinyong.measures.registry import MEASURES
from xinyong.scenario.provenance import FACTS

JUDGED = [check for check in CHECKS if check.reading is not None]
named = pytest.mark.parametrize("check", JUDGED, ids=lambda check: f"{check.target} {check.finding.id}")


@named
def test_the_record_itself_meets_it(check: PublishedCheck):
    assert check.judge(worlds()).verdict == "met"


WRONG = (lambda v: 2.0 * v, lambda v: 0.5 * v, lambda v: v**3, lambda v: 1.0 / v)
"""Twice too much, half as much, bent upwards, bent down: each check must notice one of them."""


@named
def test_it_can_be_missed(check: PublishedCheck):
    assert "not met" in {check.judge(worlds(altered=wrong)).verdict for wrong in WRONG}


@named
def test_an_undefined_value_misses_it(check: PublishedCheck):
    assert check.judge(worlds(altered=lambda value: math.nan)).verdict == "not met"


@named
def test_it_reads_the_measures_that_it_names_and_cites_facts(check: PublishedCheck):
    found = worlds()
    check.judge(found)
    asked = {measure for course in (found.from_2008, found.from_2013, found.shamed) for measure in course.asked}
    assert asked == set(check.finding.measures) <= set(MEASURES)
    assert check.finding.source in FACTS
    assert check.target in FACTS
    assert check.finding.expected.why
    assert check.finding.reliability in "ABCDU"


def test_every_target_from_v5_to_v15_is_checked_or_has_its_reason():
    known = {check.target for check in CHECKS}
    assert {f"V{k}" for k in range(5, 16)} <= known == set(TITLES)
    gaps = [check for check in CHECKS if check.reading is None]
    assert len(gaps) == 9
    assert all(gap.finding.reason and gap.finding.source in FACTS for gap in gaps)
    assert {gap.judge(worlds()).verdict for gap in gaps} == {"not expressed"}


def test_ids_are_unique():
    ids = [(check.target, check.finding.id) for check in CHECKS]
    assert len(ids) == len(set(ids))


def test_too_few_citizens_are_no_verdict():
    first = replace(CHECKS[0], counted=20_000)
    assert first.judge(worlds()).verdict == "too few citizens"
    assert first.judge(worlds(people_per_citizen=100.0)).verdict == "met"


class Table:
    """A series out of a table."""

    people_per_citizen, adults = 1000.0, 1e6

    def __init__(self, values):
        self.values = values

    def at(self, measure, month, group="all"):
        return self.values[measure, month]


def of(**values):
    """The same table as every world: ``x_2018_12=3`` is measure x in December 2018."""
    table = Table({(name[:-8], name[-7:].replace("_", "-")): value for name, value in values.items()})
    return Worlds(table, table, table)


def test_the_arithmetic_of_rates():
    assert by.pace("x", ("2017-12", "2018-04"), ("2019-03", "2019-07"), "").compute(
        of(x_2017_12=1.0, x_2018_04=3.0, x_2019_03=10.0, x_2019_07=16.0)
    ) == pytest.approx(3.0)
    assert by.pace("x", ("2017-12", "2018-02"), ("2018-12", "2019-12"), "").compute(
        of(x_2017_12=0.0, x_2018_02=2.0, x_2018_12=0.0, x_2019_12=24.0)
    ) == pytest.approx(2.0)
    assert (
        by.entries_per_1000(2023).compute(of(listings_cumulative_2022_12=500.0, listings_cumulative_2023_12=3000.0))
        == 2.5
    )
    years = of(restored_cumulative_2022_12=100.0, restored_cumulative_2023_12=400.0, share_listed_2023_12=0.001)
    assert by.exits(2023).compute(years) == pytest.approx(0.3)
    flows = of(
        restored_cumulative_2023_12=1.0, restored_cumulative_2024_12=5.0,
        listings_cumulative_2023_12=2.0, listings_cumulative_2024_12=3.0,
    )  # fmt: skip
    outflow = by.in_year("restored_cumulative", 2024) - by.in_year("listings_cumulative", 2024)
    assert (outflow.compute(flows), outflow.when) == (3.0, "2024")


def test_the_arithmetic_of_survey_and_debt():
    answers = of(survey_support_2018_12=8.0, survey_support_told_repression_2018_12=6.0)
    told, untold = (by.level(name, "2018-12") for name in ("survey_support_told_repression", "survey_support"))
    assert (1.0 - told / untold).compute(answers) == 0.25
    balanced = of(survey_supporting_2018_12=0.5, survey_supporting_told_balance_2018_12=0.2)
    untold, told = (by.level(name, "2018-12") for name in ("survey_supporting", "survey_supporting_told_balance"))
    assert (untold - told).compute(balanced) == pytest.approx(0.3)
    owed = of(**{f"debt_share_q{k}_2017_12": share for k, share in enumerate((0.1, 0.15, 0.35, 0.3, 0.6), start=1)})
    assert by.debt_of_fifths("2017-12").compute(owed) == pytest.approx(-0.05)


def test_the_shock_is_the_worst_month_over_the_december_before():
    rates = {f"late_2020_{m:02d}": 0.01 * (3 if m == 2 else 1) for m in range(1, 13)}
    assert by.shock("late", 2020).compute(of(late_2019_12=0.02, **rates)) == pytest.approx(1.5)


def test_shaming_is_what_is_gone_of_late_payment():
    halved = Worlds(Fabricated(), Fabricated(), Fabricated(late_in_villages=0.076))
    assert by.shamed(2018).compute(halved) == pytest.approx(0.5)
