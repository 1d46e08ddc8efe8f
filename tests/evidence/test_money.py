"""Money: the circuit and the price of risk, against plain arithmetic; and what the options leave as it was."""

from __future__ import annotations

import numpy as np
import pytest

from xinyong.evidence.replications import Setup
from xinyong.evidence.replications.break_even import CHANCE, FUNDING, LOSS, monthly_return, rate
from xinyong.evidence.replications.godley_sim import path
from xinyong.evidence.single_tile import begin, simulate_months
from xinyong.nation import Nation
from xinyong.nation.national_accounts import MoneyCircuit
from xinyong.society.columns import BLOCK

CIRCUIT = {"livelihood.money_circuit.purchases": 3000.0, "livelihood.need": 0.0}


def test_the_closed_path_is_that_of_the_model_period_by_period():
    money, incomes, held = 0.0, [], []
    for _ in range(40):
        # the system of the book: Y = C + 20, C = .6 (1 - .2) Y + .4 H
        income, _ = np.linalg.solve([[1.0, -1.0], [-0.48, 1.0]], [20.0, 0.4 * money])
        money += 20.0 - 0.2 * income
        incomes.append(income)
        held.append(money)
    assert path(40) == (pytest.approx(incomes), pytest.approx(held))


def test_the_break_even_rate_returns_the_cost_of_funds_to_a_lender_who_is_paid_once_a_year():
    lot = np.random.default_rng(1).random(4_000_000)
    returned = (1.0 + rate(CHANCE)) * np.where(lot < CHANCE, 1.0 - LOSS, 1.0)
    assert returned.mean() - 1.0 == pytest.approx(FUNDING, abs=4 * returned.std() / 2000)
    assert rate(CHANCE) == pytest.approx(0.081933, abs=5e-7)
    assert monthly_return() > FUNDING


@pytest.fixture(scope="module")
def simulated():
    scenario = Setup().scenario(on=("livelihood", "livelihood.money_circuit"), changes=CIRCUIT)
    return simulate_months(scenario, begin(scenario, people=BLOCK), months=6)


def test_the_books_balance_in_the_circuit_with_work_lost_and_incomes_that_wobble(simulated):
    books, circuit = simulated.end.nation.books, simulated.end.nation.parts["money_circuit"]
    assert books.economy_cash == -books.households_cash == -circuit.money_yuan
    assert circuit.money_yuan == simulated.people("cash_yuan").sum()
    assert circuit.tax_yuan == pytest.approx(0.2 * circuit.pay_yuan)


def test_more_purchases_and_lower_taxes_raise_income(simulated):
    for name, value in (("purchases", 4000.0), ("tax", 0.1), ("from_income", 0.8)):
        scenario = Setup().scenario(
            on=("livelihood", "livelihood.money_circuit"), changes=CIRCUIT | {f"livelihood.money_circuit.{name}": value}
        )
        other = simulate_months(scenario, begin(scenario, people=BLOCK), months=6)
        assert other.total("earned_yuan") > 1.02 * simulated.total("earned_yuan"), name


def test_what_is_off_moves_nothing():
    plain = Setup().scenario(on=("livelihood",), changes={})
    other = plain.with_changes({"livelihood.money_circuit.purchases": 9000.0, "livelihood.money_circuit.tax": 0.5})
    opening = begin(plain, people=BLOCK)
    one, two = (simulate_months(scenario, opening, months=2) for scenario in (plain, other))
    assert all(np.array_equal(one.columns[name], two.columns[name]) for name in one.columns)
    assert "money_circuit" not in one.end.nation.parts


def test_a_checkpoint_keeps_the_circuit(simulated):
    nation = simulated.end.nation
    again = Nation.from_json(nation.scenario, nation.to_json())
    assert again.parts["money_circuit"] == nation.parts["money_circuit"] != MoneyCircuit()
