"""Checks of the whole model: each can be met and missed, and its arithmetic is that of numbers made by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from xinyong.errors import BadRequest
from xinyong.evidence.record import CHECKS, UNEXPRESSED, Band, Check, Validation, Worlds, validate
from xinyong.evidence.record import estimators as by
from xinyong.measures.published_figures import RECORD
from xinyong.measures.registry import MEASURES
from xinyong.scenario.facts import FACTS
from xinyong.scenario.months import format_month

named = pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.target} {check.what} {check.when}")

ON_RECORD = {(figure.measure, format_month(figure.month)): figure.value for figure in RECORD}
STOCK = 8_542_322
MADE = {
    ("listings_cumulative", "2022-12"): 30e6,
    ("listings_cumulative", "2023-12"): 33.1e6,
    ("listings_cumulative", "2024-12"): 35.6e6,
    ("restored_cumulative", "2022-12"): 10e6,
    ("restored_cumulative", "2023-12"): 10e6 + 0.26 * STOCK,
    ("restored_cumulative", "2024-12"): 10e6 + 0.56 * STOCK,
    **{("debt_share_top_two_quintiles", f"{year}-12"): 0.8 for year in range(2008, 2018)},
    **{(f"debt_share_q{k}", "2017-12"): 0.05 * k for k in range(1, 6)},
    **{("delinquency_rate_by_balance", f"2020-{month:02d}"): 0.02 for month in range(1, 13)},
    ("survey_gap", "2018-12"): 0.14,
    ("survey_fear_direct", "2018-12"): 0.08,
    ("survey_fear_list", "2018-12"): 0.40,
    ("survey_support", "2018-12"): 7.5,
    ("survey_support_told_repression", "2018-12"): 6.6,
    ("survey_supporting", "2018-12"): 0.53,
    ("survey_supporting_told_balance", "2018-12"): 0.29,
}
"""What the record does not hold as a measure of one month."""


@dataclass
class Fabricated:
    """A course whose values are those on record, altered by what is asked for."""

    late_in_villages: float = 0.152
    altered: Callable[[float], float] = lambda value: value
    people_per_citizen: float = 1000.0
    adults: float = 1.11e9
    asked: list[str] = field(default_factory=list)

    def at(self, measure: str, month: str, group: str = "all") -> float:
        self.asked.append(measure)
        return self.altered(self._value(measure, month, group))

    def _value(self, measure: str, month: str, group: str) -> float:
        if measure == "delinquency_rate" and group == "area=rural":
            return self.late_in_villages
        if group != "all":
            return 0.9 if group in ("quintile=5", "age=60+", "area=urban") else 0.7
        if (measure, month) in MADE and (measure, month) != ("delinquency_rate_by_balance", "2020-05"):
            return MADE[measure, month]
        return ON_RECORD[measure, month]


def worlds(**shape) -> Worlds:
    return Worlds(Fabricated(**shape), Fabricated(**shape), Fabricated(late_in_villages=0.096, **shape))


@named
def test_the_record_itself_meets_it(check: Check):
    assert check.judge(worlds()).state == "met"


WRONG = (lambda v: 2.0 * v, lambda v: 0.5 * v, lambda v: v**3, lambda v: 1.0 / v)
"""Twice too much, half as much, bent upwards, bent down: each check must notice one of them."""


@named
def test_it_can_be_missed(check: Check):
    assert "not met" in {check.judge(worlds(altered=wrong)).state for wrong in WRONG}


@named
def test_an_undefined_value_misses_it(check: Check):
    assert check.judge(worlds(altered=lambda value: math.nan)).state == "not met"


@named
def test_it_reads_the_measures_that_it_names_and_cites_facts(check: Check):
    found = worlds()
    check.judge(found)
    asked = {measure for course in (found.from_2008, found.from_2013, found.shamed) for measure in course.asked}
    assert asked == set(check.measures) <= set(MEASURES)
    assert check.source in FACTS
    assert check.target in FACTS
    assert check.why
    assert check.reliability in "ABCDU"


def test_every_target_from_v5_to_v15_is_checked_or_has_its_reason():
    known = {one.target for one in (*CHECKS, *UNEXPRESSED)}
    assert {f"V{k}" for k in range(5, 16)} <= known
    assert all(one.why and one.source in FACTS for one in UNEXPRESSED)


def test_too_few_citizens_are_no_verdict():
    first = replace(CHECKS[0], counted=20_000)
    assert first.judge(worlds()).state == "too few"
    assert first.judge(worlds(people_per_citizen=100.0)).state == "met"


@pytest.mark.parametrize(
    ("band", "inside", "outside"),
    [
        (Band(1.0, 2.0), (1.0, 2.0), (0.99, 2.01, math.nan)),
        (Band(low=0.0), (1e-9,), (0.0, -1.0, math.nan)),
        (Band(high=1.0), (0.5,), (1.0, math.nan)),
    ],
)
def test_a_band_holds_its_ends_unless_it_is_a_direction(band, inside, outside):
    assert all(map(band.holds, inside))
    assert not any(map(band.holds, outside))


class Table:
    """A course out of a table."""

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
    assert by.pace("x", "2017-12/2018-04", "2019-03/2019-07")(
        of(x_2017_12=1.0, x_2018_04=3.0, x_2019_03=10.0, x_2019_07=16.0)
    ) == pytest.approx(3.0)
    assert by.pace("x", "2017-12/2018-02", "2018-12/2019-12")(
        of(x_2017_12=0.0, x_2018_02=2.0, x_2018_12=0.0, x_2019_12=24.0)
    ) == pytest.approx(2.0)
    assert by.entry(2023)(of(listings_cumulative_2022_12=500.0, listings_cumulative_2023_12=3000.0)) == 2.5
    years = of(restored_cumulative_2022_12=100.0, restored_cumulative_2023_12=400.0, share_listed_2023_12=0.001)
    assert by.exits(2023)(years) == pytest.approx(0.3)
    flows = of(
        restored_cumulative_2023_12=1.0, restored_cumulative_2024_12=5.0,
        listings_cumulative_2023_12=2.0, listings_cumulative_2024_12=3.0,
    )  # fmt: skip
    assert by.net_outflow(2024)(flows) == 3.0


def test_the_arithmetic_of_survey_and_debt():
    told = of(survey_support_2018_12=8.0, survey_support_told_repression_2018_12=6.0)
    assert by.repression("2018-12")(told) == 0.25
    balanced = of(survey_supporting_2018_12=0.5, survey_supporting_told_balance_2018_12=0.2)
    assert by.told_balance("2018-12")(balanced) == pytest.approx(0.3)
    owed = of(**{f"debt_share_q{k}_2017_12": share for k, share in enumerate((0.1, 0.15, 0.35, 0.3, 0.6), start=1)})
    assert by.debt_of_fifths("2017-12")(owed) == pytest.approx(-0.05)


def test_the_shock_is_the_worst_month_over_the_december_before():
    rates = {f"late_2020_{m:02d}": 0.01 * (3 if m == 2 else 1) for m in range(1, 13)}
    assert by.shock("late", 2020)(of(late_2019_12=0.02, **rates)) == pytest.approx(1.5)


def test_shaming_is_what_is_gone_of_late_payment():
    assert by.shamed(2018)(Worlds(Fabricated(), Fabricated(), Fabricated(late_in_villages=0.076))) == pytest.approx(0.5)


def test_one_check_that_is_missed_fails_the_whole_and_gaps_do_not():
    good = tuple(check.judge(worlds()) for check in CHECKS)
    assert Validation(1000, 1, good).is_passed
    bad = CHECKS[0].judge(worlds(altered=lambda value: 2.0 * value))
    found = Validation(1000, 1, (*good[1:], bad))
    assert not found.is_passed
    assert f"{len(CHECKS) - 1} of {len(CHECKS)} checks are met, 1 are not" in found.tally
    assert {row["state"] for row in found.to_dict()["checks"]} == {"met", "not met", "not expressed"}


def test_a_population_that_cannot_be_is_refused():
    with pytest.raises(BadRequest, match="2000"):
        validate(population=10)
