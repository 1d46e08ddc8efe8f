"""Who joins first: cities in the record, and whole provinces where everything is joined."""

from __future__ import annotations

import numpy as np
import pytest

from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK
from xinyong.society.margins import PROVINCES

from .laboratory import begin, simulate_months

SHARES = np.asarray([people for _, people, _ in PROVINCES]) / sum(people for _, people, _ in PROVINCES)
WAVES = {"2017": 0.1, "2018": 0.4, "2019": 0.7}
"""The coverage of the network at the end of a year."""


def opening(name, blocks=12):
    return begin(Scenario.load(name), people=blocks * BLOCK)


@pytest.fixture(scope="module")
def record():
    return opening("documented", blocks=40)


@pytest.mark.parametrize("month", [12 * 2014, 12 * 2018 + 11, 12 * 2021 + 11])
def test_in_the_record_ledgers_reach_towns_before_any_village_and_as_many_places_as_are_said(record, month):
    coverage = Scenario.load("documented").scoring.points.numbers(month)["coverage"]
    has_ledger = record.people("roll_out_rank") < coverage
    assert record.people("is_urban")[has_ledger].all()
    places = has_ledger[::128]
    # three standard errors of a share of places drawn one by one
    assert abs(places.mean() - coverage) < 3 * np.sqrt(coverage * (1 - coverage) / places.size)


def test_ranks_are_uniform_over_places_whoever_goes_first(record):
    for columns in (record, opening("sharp-eyes", blocks=40)):
        places = np.sort(columns.people("roll_out_rank")[::128])
        assert np.abs(places - (np.arange(places.size) + 0.5) / places.size).max() < 0.05
        assert 0 <= places[0] <= places[-1] < 1


@pytest.mark.slow
def test_in_the_record_scores_of_ledgers_are_scores_of_townspeople():
    scenario = Scenario.load("documented").with_changes({"window": {"from": "2019-01", "until": "2019-12"}})
    simulated = simulate_months(scenario, begin(scenario, people=4 * BLOCK), months=1)
    is_scored = simulated.people("score_points") > 0
    assert is_scored.sum() > 1000
    assert simulated.people("is_urban")[is_scored].all()
    spread = scenario.set("nation.roll_out_towns", 0.0)
    simulated = simulate_months(spread, begin(spread, people=4 * BLOCK), months=1)
    assert not simulated.people("is_urban")[simulated.people("score_points") > 0].all()


def joined_of_provinces(scenario, year):
    """Share of each province's people who are joined at the end of a year, NaN where nobody lives."""
    scenario = scenario.with_changes({"window": {"from": f"{year}-12", "until": f"{year}-12"}})
    simulated = simulate_months(scenario, begin(scenario, people=6 * BLOCK), months=1)
    province = simulated.people("province")
    people = np.bincount(province, minlength=len(PROVINCES))
    with np.errstate(invalid="ignore"):
        return np.bincount(province, simulated.people("is_joined"), len(PROVINCES)) / people


@pytest.mark.slow
def test_sharp_eyes_open_province_after_province():
    eyes = Scenario.load("sharp-eyes")
    years = {year: joined_of_provinces(eyes, year) for year in WAVES}
    before = np.zeros(len(PROVINCES))
    for year, coverage in WAVES.items():
        share = years[year]
        there = ~np.isnan(share)
        assert (share >= before)[there].all()
        before = share
        # nearly everybody or nearly nobody, but in the few provinces where the wave stands
        assert ((share < 0.1) | (share > 0.9))[there].mean() > 0.7, year
        assert (share[there] > 0.9).any()
        assert (share[there] < 0.1).any()
        assert (share * SHARES)[there].sum() == pytest.approx(coverage, abs=0.06)


@pytest.mark.slow
def test_without_waves_every_province_is_joined_in_part():
    alone = Scenario.load("sharp-eyes").set("nation.roll_out_provinces", 0.0)
    share = joined_of_provinces(alone, "2018")
    is_big = SHARES > 0.03
    assert ((share > 0.1) & (share < 0.9))[is_big].all()


def test_places_of_a_province_have_ranks_of_their_own():
    """Else all of a province would draw the same lot in what is carried out place by place."""
    state = opening("sharp-eyes")
    ranks = state.people("roll_out_rank")[::128]
    assert np.unique(ranks).size > 0.99 * ranks.size
