"""Repair of the city's ledger: which points are deleted, and the account of wrong records beside them."""

import jax.numpy as jnp
import numpy as np
import pytest

from xinyong.mechanisms import System
from xinyong.mechanisms.scoring.points import LEDGER_REPAIR
from xinyong.society.columns import COLUMNS
from xinyong.society.random_streams import Stream
from xinyong.society.ties import layered_ties

OLD = {
    f"{tier}_{bound}": months
    for tier in ("minor", "general", "serious")
    for bound, months in (("least", 0), ("most", 6))
}
RIGHT = OLD | {"right": 1.0, "applies": 0.0}


def after_a_month(**state):
    """What is written for one person, whose deductions of six months and more are deleted."""
    states = dict.fromkeys(LEDGER_REPAIR.reads, 0) | {"is_person": True} | state
    columns = {name: jnp.full((1, 1), value, COLUMNS[name].dtype) for name, value in states.items()}
    numbers = {name: np.float32(value) for name, value in RIGHT.items()}
    stream = Stream((jnp.uint32(1), jnp.uint32(2)), jnp.zeros((1, 1), jnp.uint32), LEDGER_REPAIR.draws)
    written = LEDGER_REPAIR.run(columns, {}, numbers, stream, layered_ties(), System(on=frozenset()))
    return {name: value[0, 0].item() for name, value in written.items()}


def test_old_deductions_are_deleted_with_their_share_of_the_wrong_ones():
    after = after_a_month(points_civility=-30, points_finance=-10, minor_months=6, points_wrong=-20)
    assert (after["points_civility"], after["points_finance"], after["points_wrong"]) == (0, -10, -5)
    assert after["minor_months"] == 0


@pytest.mark.parametrize("wrong", [-20.0, 0.0, 64.0])
def test_positive_points_are_no_deductions(wrong):
    """Field case 19: a tariff that rewards jaywalking made the account of wrong records grow to -62,720,000."""
    held = {"points_civility": 80, "points_finance": -10, "minor_months": 6, "points_wrong": wrong}
    after = after_a_month(**held)
    assert (after["points_civility"], after["points_finance"], after["points_wrong"]) == (80, -10, wrong)
    struck = after_a_month(**held | {"general_months": 6})
    assert (struck["points_civility"], struck["points_finance"], struck["points_wrong"]) == (80, 0, 0)
    alone = after_a_month(points_civility=80, minor_months=6, points_wrong=wrong)
    assert (alone["points_civility"], alone["points_wrong"]) == (80, wrong)
