"""The court list: how a listing ends."""

import jax.numpy as jnp
import numpy as np
import pytest

from xinyong.mechanisms import System
from xinyong.mechanisms.scoring.court_list import COURT_LIST
from xinyong.society.columns import COLUMNS
from xinyong.society.random_streams import Stream
from xinyong.society.ties import layered_ties

NEVER = dict.fromkeys(("listing", "mistake", "appeal", "removal", "repair", "repair_months"), 0.0) | {
    "term_months": 24.0
}


def after_a_month(*, on=(), state=None, pace=1.0, **chances):
    """What is written for one person."""
    states = dict.fromkeys(COURT_LIST.reads, 0) | {"is_person": True} | (state or {})
    columns = {name: jnp.full((1, 1), value, COLUMNS[name].dtype) for name, value in states.items()}
    numbers = {name: np.float32(value) for name, value in (NEVER | chances).items()}
    stream = Stream((jnp.uint32(1), jnp.uint32(2)), jnp.zeros((1, 1), jnp.uint32), COURT_LIST.draws)
    signals = {"court_pace": np.float32(pace)}
    written = COURT_LIST.run(columns, signals, numbers, stream, layered_ties(), System(on=frozenset(on)))
    return {name: value[0, 0].item() for name, value in written.items()}


def is_listed_after(*, wrongly, owes, months, **chances):
    """Whether somebody who is on the list is still on it after a month."""
    listed = {"is_listed": True, "is_listed_wrongly": wrongly, "listed_months": months}
    return after_a_month(state=listed | {"debt_judged_yuan": 5000 if owes else 0}, **chances)["is_listed"]


@pytest.mark.parametrize("wrongly", [False, True])
@pytest.mark.parametrize("owes", [False, True])
def test_a_fixed_term_ends_every_listing_in_its_month(wrongly, owes):
    assert is_listed_after(wrongly=wrongly, owes=owes, months=23)
    assert not is_listed_after(wrongly=wrongly, owes=owes, months=24)
    assert is_listed_after(wrongly=wrongly, owes=owes, months=240, term_months=0)


@pytest.mark.parametrize(("wrongly", "way_out"), [(False, "removal"), (True, "appeal")])
def test_before_its_term_a_listing_ends_in_its_own_way_and_only_for_who_owes_nothing(wrongly, way_out):
    assert not is_listed_after(wrongly=wrongly, owes=False, months=5, **{way_out: 1.0})
    assert is_listed_after(wrongly=wrongly, owes=True, months=5, **{way_out: 1.0})
    other = {"removal": "appeal", "appeal": "removal"}[way_out]
    assert is_listed_after(wrongly=wrongly, owes=False, months=5, **{other: 1.0})


LISTED = {"is_listed": True, "listed_months": 5}
OWES = {"debt_judged_yuan": 5000}


@pytest.mark.parametrize(
    ("state", "chances", "way"),
    [
        (LISTED, {"removal": 1.0}, 1),
        (LISTED | OWES, {"repair": 1.0, "repair_months": 5.0}, 2),
        (LISTED | OWES, {"repair": 1.0, "repair_months": 6.0}, 0),
        (LISTED | OWES | {"arrears_months": 1}, {"repair": 1.0}, 0),
        (LISTED | OWES, {"term_months": 5.0}, 3),
        (LISTED | {"is_listed_wrongly": True}, {"appeal": 1.0}, 4),
        (LISTED, {"appeal": 1.0}, 0),
    ],
)
def test_the_way_off_the_list_is_told(state, chances, way):
    written = after_a_month(state=state, **chances)
    assert (written["restored_by"], written["is_restored"], written["is_listed"]) == (way, way > 0, way == 0)


@pytest.mark.parametrize(
    ("state", "leaves"),
    [
        (LISTED | {"is_listed_wrongly": True}, False),
        (LISTED | {"is_listed_wrongly": True, "corrected_months": 3}, True),
        (LISTED | OWES | {"corrected_months": 3}, False),
        (LISTED | OWES | {"pardoned_months": 3}, True),
    ],
)
def test_where_there_is_a_procedure_it_alone_decides(state, leaves):
    written = after_a_month(on={"redress"}, state=state, appeal=1.0)
    assert written["is_restored"] == leaves


def test_influence_is_let_off_and_not_listed():
    chances = {"listing": 1.0, "mistake": 1.0}
    assert after_a_month(state=OWES, **chances)["is_newly_listed"]
    spared = after_a_month(state=OWES | {"is_spared": True}, **chances)
    assert (spared["is_let_off"], spared["is_newly_listed"]) == (True, False)
    assert not after_a_month(state={"is_spared": True}, **chances)["is_newly_listed"]


@pytest.mark.parametrize("state", [OWES, {}, OWES | {"is_spared": True}])
def test_courts_that_get_to_nobody_list_nobody_and_let_nobody_off(state):
    chances = {"listing": 1.0, "mistake": 1.0}
    found = [after_a_month(state=state, pace=pace, **chances) for pace in (1.0, 0.0)]
    assert [written["is_newly_listed"] or written["is_let_off"] for written in found] == [True, False]


def test_courts_without_time_take_people_off_as_before():
    assert after_a_month(state=LISTED, pace=0.0, removal=1.0)["is_restored"]
