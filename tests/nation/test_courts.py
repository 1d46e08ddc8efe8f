"""Courts that can list only so many."""

from types import SimpleNamespace

import numpy as np
import pytest

from xinyong.counting.sums import SUMS
from xinyong.nation.courts import Courts
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2018
SCENARIO = Scenario.load("documented").with_changes({"scoring.court.listing": 0.1, "scoring.court.mistake": 0.001})


def counted(**sums):
    return Courts.start(SCENARIO, MONTH).advance(SCENARIO, MONTH, SimpleNamespace(total=sums.__getitem__))


@pytest.mark.parametrize(("capacity", "pace"), [(10, 1.0), (2.8, 1.0), (1.4, 0.5), (0.28, 0.1), (0, 0.0)])
def test_beyond_what_courts_can_list_debtors_wait(capacity, pace):
    courts = counted(people=10_000, unlisted_debtors=190, is_listed=810)
    assert courts == Courts(190, 9_000, 10_000) == Courts.from_json(courts.to_json())
    told = courts.signals(SCENARIO.set("scoring.court.capacity", capacity), MONTH)
    assert told == {"court_pace": pytest.approx(pace)}


@pytest.mark.parametrize("debtors", [0, 1, 5_000, 10_000])
@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_by_default_there_is_room_for_everybody(debtors, chance):
    courts = counted(people=10_000, unlisted_debtors=debtors, is_listed=0)
    certain = SCENARIO.with_changes({"scoring.court.listing": chance, "scoring.court.mistake": chance})
    assert courts.signals(certain, MONTH) == {"court_pace": 1.0}


def test_who_has_not_counted_yet_keeps_pace():
    none = SCENARIO.set("scoring.court.capacity", 0)
    assert Courts.start(none, MONTH).signals(none, MONTH) == {"court_pace": 1.0}


@pytest.mark.parametrize(
    ("state", "could_be_listed"),
    [({}, True), ({"debt_judged_yuan": 0}, False), ({"is_listed": True}, False), ({"pardoned_months": 2}, False)],
)
def test_courts_could_list_whoever_owes_is_not_listed_and_not_pardoned(state, could_be_listed):
    usual = {"debt_judged_yuan": 900, "is_listed": False, "pardoned_months": 0}
    citizen = {name: np.asarray(value) for name, value in (usual | state).items()}
    assert SUMS["unlisted_debtors"].of(SimpleNamespace(**citizen)) == could_be_listed


def test_without_a_list_there_are_no_courts():
    assert Courts.is_on(SCENARIO)
    assert not Courts.is_on(Scenario.load("no-system"))
