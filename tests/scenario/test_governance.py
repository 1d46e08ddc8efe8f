"""Governance: couplings between firms, state and lenders."""

import numpy as np
import pytest

from xinyong.nation import Nation
from xinyong.scenario.governance import (
    COUPLINGS,
    carried_out,
    coupled,
    coupling_of,
    couplings,
    credit_score,
    watching_numbers,
)
from xinyong.scenario.scenario import Scenario
from xinyong.world import World

MONTH = 12 * 2018
ESSAY, DOCUMENTED, CORPORATE = (Scenario.load(name) for name in ("essay", "documented", "corporate"))


def test_a_coupling_cuts_keeps_and_completes():
    assert [coupled(0.3, coupling) for coupling in (0.0, 0.5, 1.0, 1.5, 2.0)] == pytest.approx([0, 0.15, 0.3, 0.65, 1])


def test_mixed_governance_changes_nothing():
    assert couplings(DOCUMENTED, MONTH) == dict.fromkeys(COUPLINGS, 1.0)
    assert carried_out(DOCUMENTED, DOCUMENTED.rules, MONTH).tolist() == [
        np.float32(rule.automation) for rule in DOCUMENTED.rules
    ]
    numbers = watching_numbers(DOCUMENTED, MONTH)
    assert numbers["integration_firms"] == numbers["integration"]


def test_a_rule_passes_a_coupling_only_where_judge_and_executor_differ():
    of = {rule.id: coupling_of(rule) for rule in DOCUMENTED.rules}
    assert of["t2-rent"] == of["t7-hospitality"] == "lists_to_firms"  # the court list, and landlords and hotels
    assert of["k3-visa"] == of["k5-hospital"] == "scores_to_state"  # a firm's score, and consulates and hospitals
    assert of["t6-flights"] == of["t1-subsidies"] == of["k1-platform-loan"] == ""


@pytest.mark.parametrize(("form", "more"), [("state-central", True), ("corporate", False)])
def test_governance_binds_or_parts_state_and_firms(form, more):
    governed = DOCUMENTED.set("nation.governance", form)
    usual, now = (watching_numbers(s, MONTH)["integration_firms"] for s in (DOCUMENTED, governed))
    assert (now > usual) == more
    before, after = (
        dict(zip((r.id for r in s.rules), carried_out(s, s.rules, MONTH), strict=True)) for s in (DOCUMENTED, governed)
    )
    assert (after["t2-rent"] > before["t2-rent"]) == more
    assert (after["k3-visa"] >= before["k3-visa"]) == more
    assert after["t6-flights"] == before["t6-flights"]
    inputs = World(governed).inputs(Nation.start(governed, 1000, MONTH), 1)
    assert inputs.numbers["watching"]["integration_firms"] == np.float32(now)


def test_governance_says_whose_score_lenders_look_at():
    ledger = DOCUMENTED.set("nation.governance", "state-central")
    assert [credit_score(s) for s in (DOCUMENTED, ledger, CORPORATE, ESSAY)] == [
        "factors",
        "points",
        "bureau",
        "unified",
    ]
    assert credit_score(ESSAY.set("nation.governance", "corporate")) == "factors"
    assert credit_score(Scenario.load("no-system")) == ""
