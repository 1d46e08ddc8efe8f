"""Godley and Lavoie's model SIM: only the state issues money, and income converges."""

from __future__ import annotations

from typing import Final, cast

import numpy as np

from ...nation.national_accounts import MoneyCircuit
from ...society.columns import BLOCK
from ..finding import Curve, curves
from .replication import Found, Replication, Setup, target

UNIT: Final = 10_000
"""Yuan per head for one unit of the book."""
MONTHS: Final = 100
MONTHS_DRAWN: Final = 30

FROM_INCOME, FROM_MONEY, TAX, PURCHASES = 0.6, 0.4, 0.2, 20.0

_THE_CIRCUIT_ALONE: Final = {
    "livelihood.money_circuit.from_income": FROM_INCOME,
    "livelihood.money_circuit.from_money": FROM_MONEY,
    "livelihood.money_circuit.tax": TAX,
    "livelihood.money_circuit.purchases": PURCHASES * UNIT,
    "livelihood.transitory_sd": 0.0,
    "livelihood.layoff_multiplier": 0.0,
    "livelihood.furlough": 0.0,
    "livelihood.subsidy": 0.0,
    "livelihood.need": 0.0,
}


def path(periods: int) -> tuple[list[float], list[float]]:
    """Income and money of the published model, period by period."""
    first, last = PURCHASES / (1.0 - FROM_INCOME * (1.0 - TAX)), PURCHASES / TAX
    held = last * (1.0 - TAX) * (1.0 - FROM_INCOME) / FROM_MONEY
    # the gap to the stationary state shrinks by this factor each period
    stays = 1.0 - FROM_MONEY + FROM_MONEY * (1.0 - FROM_INCOME) * (1.0 - TAX) / (1.0 - FROM_INCOME * (1.0 - TAX))
    left = stays ** np.arange(periods)
    return (last - (last - first) * left).tolist(), (held * (1.0 - stays * left)).tolist()


def run(setup: Setup) -> Found:
    """Simulate people who start without money and live on state purchases."""
    on = ("livelihood", "livelihood.money_circuit")
    state = setup.begin(on=on, changes=_THE_CIRCUIT_ALONE, people=BLOCK)
    shares = state.people("permanent_income").astype(np.float64)
    state = state.with_columns(cash_yuan=0, permanent_income=shares / shares.mean())
    simulated = state.simulate_months(months=MONTHS)
    months = [cast(MoneyCircuit, parts["money_circuit"]) for parts in simulated.parts]
    incomes = [month.pay_yuan / BLOCK / UNIT for month in months]
    money = [month.money_yuan / BLOCK / UNIT for month in months]
    exact, exact_money = path(MONTHS)
    periods = list(range(1, MONTHS_DRAWN + 1))
    values = {
        "income-1": incomes[0],
        "income-2": incomes[1],
        "furthest-income": float(np.abs(np.subtract(incomes, exact))[:10].max()),
        "furthest-money": float(np.abs(np.subtract(money, exact_money))[:10].max()),
        "income-at-rest": incomes[-1],
        "money-at-rest": money[-1],
        "money-less-deficits": (months[-1].money_yuan - months[-1].issued_yuan) / BLOCK / UNIT,
        "accounts": float(simulated.end.nation.books.economy_cash + simulated.end.nation.books.households_cash),
    }
    picture = curves(
        "Income and money in the monetary circuit",
        "period (here a month)",
        "units of the book per head (here 10,000 yuan)",
        Curve("income, Godley and Lavoie", periods, exact[:MONTHS_DRAWN]),
        Curve("money, Godley and Lavoie", periods, exact_money[:MONTHS_DRAWN]),
        Curve("income, this society", periods, incomes[:MONTHS_DRAWN], "points"),
        Curve("money, this society", periods, money[:MONTHS_DRAWN], "points"),
    )
    return Found(values, picture)


_ROUNDED = (
    "pay and spending are whole yuan, a ten-thousandth of a unit: an error of half a yuan in each, in the same "
    "direction for everybody, would change income by a yuan"
)
_HELD = (
    "half a yuan of pay and half a yuan of spending, each month in the same direction for everybody, would add up to "
    "1/0.4 yuan: 2.5 ten-thousandths"
)

REPLICATION = Replication(
    name="godley-sim",
    title="The monetary circuit",
    source="Godley and Lavoie (2007), Monetary Economics, Palgrave Macmillan, chapter 3, model SIM",
    published="People spend 0.6 of income after tax and 0.4 of the money that they hold at the start of a period; the "
    "tax is 0.2 of income, and the state buys 20. Starting without money, income is 38.4615, then 47.9290, and rises "
    "to 100; money rises to 80.",
    setting="`livelihood.money_circuit`: what people and the state spend is paid to people in proportion to permanent "
    "income, and people spend the two shares. Nobody loses work, and nobody has money at first. In the books, firms "
    "and the state are one account, the rest of the economy. A unit of the book is 10,000 yuan per head.",
    targets=(
        target("income-1", "Income in period 1", 38.4615, 1e-4, _ROUNDED, "published"),
        target("income-2", "Income in period 2", 47.9290, 2e-4, _ROUNDED + ", plus 0.4 of the error in money held",
               "published"),
        target("furthest-income", "Largest distance of income from the model, periods 1 to 10", 0.0, 5e-4,
               _HELD + ", of which 0.4/0.52 enter income; twice that is accepted", "recomputed"),
        target("furthest-money", "Largest distance of money from the model, periods 1 to 10", 0.0, 2.5e-4, _HELD,
               "recomputed"),
        target("income-at-rest", "Income in the stationary state", 100.0, 5e-4, _HELD + "; twice that is accepted",
               "published"),
        target("money-at-rest", "Money in the stationary state", 80.0, 5e-4, _HELD + "; twice that is accepted",
               "published"),
        target("money-less-deficits", "Money minus state purchases that were not taxed back", 0.0, 5e-3,
               "half a yuan a month for 100 months, if it were in the same direction for everybody"),
        target("accounts", "Cash of people plus cash of the rest of the economy", 0.0, 0.0,
               "double entry is exact: whole yuan", unit="yuan"),
    ),
    wrong={"livelihood.money_circuit.tax": 0.25},
    run=run,
)  # fmt: skip
