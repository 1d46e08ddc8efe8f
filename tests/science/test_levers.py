"""Every lever, alone, changes something that is measured."""

import numpy as np
import pytest

from xinyong.scenario.scenario import Scenario
from xinyong.vocabulary import LEVERS

from .laboratory import simulate_months

MOVES = {
    "bars_flights": ("flights_blocked_cumulative", +1),
    "bars_rail": ("rail_blocked_cumulative", +1),
    "bars_hospitality": ("mean_spending_yuan_month", -1),
    "bars_school": ("children_barred", +1),
    "bars_building": ("new_loans_yuan_month", -1),
    "bars_profession": ("income_lost_yuan_cumulative", +1),
    "bars_party": ("income_lost_yuan_cumulative", +1),
    "bars_subsidy": ("subsidy_lost_yuan_cumulative", +1),
    "bars_rent": ("rents_refused_cumulative", +1),
    "bars_jobs": ("share_jobless", +1),
    "bars_credit": ("loan_approval_rate", -1),
    "shames": ("friends_of_the_shamed", +1),
    "eases_platform_credit": ("loan_approval_rate", +1),
    "eases_credit": ("new_loans_yuan_month", +1),
    "eases_visa": ("visas_eased_cumulative", +1),
    "eases_transit": ("transit_saved_yuan_cumulative", +1),
    "eases_hospital": ("wait_days_with_carrot", -1),
    "eases_dating": ("matches_cumulative", +1),
    "eases_deposit": ("deposits_waived_yuan_cumulative", +1),
}
"""A measure that each lever moves, and which way."""

MONTHS = 4


def _rule(lever: str) -> dict[str, object]:
    """A rule for everybody with a commercial score, which is not in force yet."""
    trigger = {"score_above": {"score": "factors", "at": 1.0}}
    name = lever.replace("_", "-")
    usual = {"size": 1.0, "context": "credit", "from": "2099-01"}
    return {"id": name, "kind": LEVERS[lever].kind, "trigger": trigger, "effect": lever, **usual}


@pytest.fixture(scope="module")
def idle(documented: Scenario) -> Scenario:
    """The documented system with one rule for each lever instead of its own, none in force."""
    return Scenario.from_table(documented.as_table() | {"rules": [_rule(lever) for lever in LEVERS]})


@pytest.fixture(scope="module")
def without(idle, documented_past):
    return simulate_months(idle, documented_past.end, months=MONTHS)


def test_every_lever_is_tried():
    assert list(MOVES) == list(LEVERS)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_alone_moves_a_measure(idle, without, documented_past, lever):
    alone = idle.with_changes({"rules": [{"id": lever.replace("_", "-"), "from": "2010-01"}]})
    simulated = simulate_months(alone, documented_past.end, months=MONTHS)
    measure, way = MOVES[lever]
    before, after = without.measure(measure), simulated.measure(measure)
    if measure == "wait_days_with_carrot":  # nobody had it before: compare with those who wait without
        before = without.measure("wait_days_without_carrot")
    assert np.sign(after - before) == way, (measure, before, after)
