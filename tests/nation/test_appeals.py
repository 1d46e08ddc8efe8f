"""The pile of appeals."""

import numpy as np
import pytest

from xinyong.mechanisms.redress import CASES
from xinyong.nation.appeals import Appeals
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2018


class Counted:
    """A tally with so many people and pending appeals."""

    def __init__(self, people, pending):
        table = np.zeros(CASES.size, np.int64)
        states = np.unravel_index(np.arange(CASES.size), [digit.values for digit in CASES.digits])
        is_pending = states[[digit.name for digit in CASES.digits].index("pending")] == 1
        table[np.flatnonzero(is_pending)[:3]] = (pending - 2, 1, 1)
        table[np.flatnonzero(~is_pending)[0]] = people - pending
        self.tables, self._people = {"cases": table}, people

    def total(self, name):
        return {"people": self._people}[name]


@pytest.mark.parametrize(("pending", "pace"), [(10, 1.0), (80, 1.0), (160, 0.5), (800, 0.1)])
def test_beyond_what_can_be_decided_appeals_wait_longer(pending, pace):
    scenario = Scenario.load("documented").with_changes(
        {"redress.on": True, "redress.capacity": 2.0, "redress.appeal_months": 3}
    )
    pile = Appeals.start(scenario, MONTH)
    assert pile.signals(scenario, MONTH) == {"appeals_pace": 1.0}
    pile = pile.advance(scenario, MONTH, Counted(10_000, pending))
    assert pile == Appeals(pending, 10_000) == Appeals.from_json(pile.to_json())
    assert pile.signals(scenario, MONTH)["appeals_pace"] == pytest.approx(pace)


def test_without_a_procedure_there_is_no_pile():
    scenario = Scenario.load("documented")
    assert not Appeals.is_on(scenario)
    assert Appeals.is_on(scenario.set("redress.on", True))
