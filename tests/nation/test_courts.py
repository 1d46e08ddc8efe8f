"""Courts and appeals, where only so many cases can be decided in a month."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.nation.counted import Counted
from xinyong.nation.courts import PENDING, UNLISTED, Appeals, Courts
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2018
SCENARIO = Scenario.load("documented").with_changes(
    {"scoring.court_list.listing": 0.1, "scoring.court_list.mistake": 0.001}
)


def counted(**sums):
    return Courts.start(SCENARIO, MONTH).advance(SCENARIO, MONTH, SimpleNamespace(total=sums.__getitem__))


@pytest.mark.parametrize(("capacity", "pace"), [(10, 1.0), (2.8, 1.0), (1.4, 0.5), (0.28, 0.1), (0, 0.0)])
def test_beyond_what_courts_can_list_debtors_wait(capacity, pace):
    courts = counted(people=10_000, unlisted_debtors=190, is_listed=810)
    assert courts == Courts(190, 9_000, 10_000) == Courts.from_json(courts.to_json())
    signals = courts.signals(SCENARIO.set("scoring.court_list.capacity", capacity), MONTH)
    assert signals == {"court_pace": pytest.approx(pace)}


@pytest.mark.parametrize("debtors", [0, 1, 5_000, 10_000])
@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_by_default_there_is_room_for_everybody(debtors, chance):
    courts = counted(people=10_000, unlisted_debtors=debtors, is_listed=0)
    certain = SCENARIO.with_changes({"scoring.court_list.listing": chance, "scoring.court_list.mistake": chance})
    assert courts.signals(certain, MONTH) == {"court_pace": 1.0}


def test_who_has_not_counted_yet_keeps_pace():
    none = SCENARIO.set("scoring.court_list.capacity", 0)
    assert Courts.start(none, MONTH).signals(none, MONTH) == {"court_pace": 1.0}


@pytest.mark.parametrize(
    ("state", "could_be_listed"),
    [({}, True), ({"debt_judged_yuan": 0}, False), ({"is_listed": True}, False), ({"pardoned_months": 2}, False)],
)
def test_courts_could_list_whoever_owes_is_not_listed_and_not_pardoned(state, could_be_listed):
    usual = {"debt_judged_yuan": 900, "is_listed": False, "pardoned_months": 0}
    citizen = {name: np.asarray(value) for name, value in (usual | state).items()}
    assert UNLISTED.of(SimpleNamespace(**citizen)) == could_be_listed


def test_without_a_list_there_are_no_courts():
    assert Courts.is_on(SCENARIO)
    assert not Courts.is_on(Scenario.load("no-system"))


# --- appeals ------------------------------------------------------------------------------------------------


def test_an_appeal_is_pending_from_the_month_in_which_it_is_filed():
    assert [bool(PENDING.of(SimpleNamespace(appeal_months=np.asarray(k)))) for k in (0, 1, 7)] == [False, True, True]


@pytest.mark.parametrize(("pending", "pace"), [(10, 1.0), (80, 1.0), (160, 0.5), (800, 0.1)])
def test_beyond_what_can_be_decided_appeals_wait_longer(pending, pace):
    scenario = Scenario.load("documented").with_changes(
        {"redress.on": True, "redress.capacity": 2.0, "redress.appeal_months": 3}
    )
    pile = Appeals.start(scenario, MONTH)
    assert pile.signals(scenario, MONTH) == {"appeals_pace": 1.0}
    pile = pile.advance(scenario, MONTH, Counted({"people": 10_000, "appeals_pending": pending}))
    assert pile == Appeals(pending, 10_000) == Appeals.from_json(pile.to_json())
    assert pile.signals(scenario, MONTH)["appeals_pace"] == pytest.approx(pace)


def test_without_a_procedure_there_is_no_pile():
    scenario = Scenario.load("documented")
    assert not Appeals.is_on(scenario)
    assert Appeals.is_on(scenario.set("redress.on", True))
