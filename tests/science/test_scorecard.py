"""The learned scorecard and the bureau score in a simulated world: what they see and miss, and what hangs on them."""

import numpy as np
import pytest

from xinyong.measures.registry import THEMES
from xinyong.mechanisms import ORDER
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS

from .laboratory import SimulatedMonths, begin, simulate_months

ON = {"scoring.scorecard.on": True, "scoring.scorecard_training.on": True, "scoring.bureau.on": True}
QUICK = {
    "lending.loan_performance.horizon_months": 6,
    "scoring.scorecard_training.every_months": 9,
    "scoring.scorecard_training.failed_least": 5,
}
WINDOW = {"window": {"from": "2014-01", "until": "2018-12"}}
OWN = ("scoring.scorecard", "scoring.scorecard_training", "scoring.bureau")


@pytest.fixture(scope="module")
def lenders() -> Scenario:
    return Scenario.load("documented").with_changes(WINDOW | ON | QUICK)


@pytest.fixture(scope="module")
def trained(lenders) -> SimulatedMonths:
    """Two years, in which lenders train their scorecard twice and then use it."""
    return simulate_months(lenders, begin(lenders, people=2 * BLOCK), months=24)


@pytest.mark.slow
def test_trained_on_those_it_lent_to_it_thinks_too_well_of_all_who_ask(trained):
    assert trained.parts[-1]["scorecard"].trained is not None
    assert trained.measure("scorecard_blindness") > 1.2
    assert trained.measure("scorecard_failure_applicants") > trained.measure("scorecard_failure_observed")


@pytest.mark.slow
def test_it_tells_those_who_fail_from_those_who_pay(trained):
    assert trained.measure("scorecard_gini") > 0.3
    score, arrears = trained.people("score_scorecard"), trained.people("arrears_months")
    assert score[arrears > 0].mean() < score[arrears == 0].mean()


@pytest.mark.slow
def test_drift_and_age_are_there_once_it_has_been_trained(trained):
    assert trained.measure("scorecard_drift") > 0
    ages = [count.parts["scorecard"] for count in trained.counts]
    assert trained.measure("scorecard_age_months") == ages[-1].month - ages[-1].trained
    assert all(np.isnan(m.values(trained.counts[5])[0]) for m in THEMES["scorecard"] if "age" in m.id)


@pytest.mark.slow
def test_a_training_moves_scores(lenders, trained):
    untrained = simulate_months(
        lenders.set("scoring.scorecard_training.on", False), begin(lenders, people=2 * BLOCK), months=24
    )
    assert (untrained.people("followed_cell") == 0).all()
    assert not np.array_equal(untrained.people("score_scorecard"), trained.people("score_scorecard"))
    assert np.array_equal(untrained.people("score_bureau"), trained.people("score_bureau"))


@pytest.mark.slow
def test_the_bureau_knows_nobody_without_a_file_and_marks_down_those_behind(trained):
    score, arrears = trained.people("score_bureau"), trained.people("arrears_months")
    assert (score[trained.people("file_months") == 0] == 0).all()
    held = score > 0
    assert held.any()
    assert 300 <= score[held].min() <= score[held].max() <= 850
    assert score[held & (arrears > 0)].mean() < score[held & (arrears == 0)].mean()


def test_where_nothing_reads_them_nothing_else_moves_and_off_they_are_absent(lenders):
    plain = Scenario.load("documented").with_changes(WINDOW)
    some, others = (simulate_months(s, begin(s, people=BLOCK), months=3) for s in (lenders, plain))
    own = {column for m in ORDER if m.name in OWN for column in m.writes}
    for name in COLUMNS:
        if name in own:
            assert (others.columns[name] == COLUMNS[name].fill).all(), name
            assert name == "scorecard_bounds" or np.any(some.columns[name]), name
        else:
            assert np.array_equal(some.columns[name], others.columns[name]), name


def first_month(scenario: Scenario) -> SimulatedMonths:
    return simulate_months(scenario, begin(scenario, people=BLOCK), months=2)


@pytest.mark.parametrize("score", ["scorecard", "bureau"])
def test_lenders_can_lean_on_either(lenders, score):
    """They lend less to everybody below the neutral point, and so less where that point is high."""
    lean = lenders.with_changes({"lending.score": score, "lending.score_lean": 1.0})
    mild, harsh = (first_month(lean.set("lending.score_neutral", at)) for at in (500, 900))
    usual = first_month(lenders)
    assert harsh.total("is_approved") < mild.total("is_approved")
    assert usual.total("is_approved") not in {mild.total("is_approved"), harsh.total("is_approved")}


@pytest.mark.parametrize("score", ["scorecard", pytest.param("bureau", marks=pytest.mark.slow)])
def test_either_can_be_the_headline_and_bring_sanctions(lenders, score):
    rule = {
        "id": "own",
        "kind": "stick",
        "trigger": {"score_below": {"score": score, "at": 640.0}},
        "effect": "bars_rent",
        "context": "credit",
        "size": 0.5,
        "gravity": 2.0,
    }
    table = lenders.with_changes({"scoring.headline": score, "watching.late_bill_false_alarm": 0.2}).as_table()
    alarmed = {"scoring.scorecard.start_slips": -6.0}
    simulated = first_month(Scenario.from_table(table | {"rules": [rule]}).with_changes(alarmed))
    assert simulated.measure("share_scored") > 0.1
    assert simulated.measure("mean_score") == pytest.approx(
        simulated.people(f"score_{score}")[simulated.people(f"score_{score}") > 0].mean(), abs=0.1
    )
    assert simulated.total("n_sticks") > 0
    # false alarms reach the scorecard, and payments that nobody missed the bureau
    assert simulated.total("n_wrongful") > 0
    assert simulated.total("n_collateral") == 0
    assert simulated.measure("mean_points_through_wrong_records") > 0


def test_wrong_records_account_for_what_they_took(lenders):
    alarmed = lenders.set("watching.late_bill_false_alarm", 0.3)
    simulated = first_month(alarmed)
    wrong = simulated.people("scorecard_wrong")
    is_wronged = (simulated.people("slip_months") > 0) & (simulated.people("true_slip_months") == 0)
    assert is_wronged.sum() > 100
    assert (wrong[is_wronged] < 0).all()
    assert (wrong[~is_wronged & ~simulated.people("is_listed_wrongly")] == 0).all()


def mean(values: np.ndarray) -> float:
    return float(values.mean(dtype=float))


def evenness(values: np.ndarray) -> float:
    return -float(values.std(dtype=float))


CASES = {
    "a payment record that weighs more": ("scoring.scorecard.start_payment", 1.0, 6.0, "scorecard_payment", evenness),
    "odds that are dearer": ("scoring.scorecard.double_points", 10.0, 80.0, "scorecard_traces", evenness),
    "debts that weigh more": ("scoring.bureau.owed_half_months", 24.0, 2.0, "bureau_owed", mean),
    "a longer memory for new credit": ("scoring.bureau.fresh_months", 2.0, 48.0, "bureau_new", mean),
    "a file that must be longer": ("scoring.bureau.length_months", 12.0, 240.0, "bureau_length", mean),
    "a longer memory for slips": ("scoring.scorecard.slip_months", 1.0, 24.0, "scorecard_slips", mean),
}


@pytest.mark.parametrize("name", CASES)
def test_directions(lenders, name):
    """The second setting leaves fewer points on average, or spreads them more."""
    path, low, high, column, look = CASES[name]
    some, others = (
        simulate_months(s, begin(s, people=BLOCK), months=4) for s in (lenders.set(path, v) for v in (low, high))
    )
    assert look(others.people(column)) < look(some.people(column))
