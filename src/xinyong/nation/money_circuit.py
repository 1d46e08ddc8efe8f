"""The money circuit: everything spent in a month is paid out as income, and people hold the state's deficit as money.

This is model SIM of Godley and Lavoie (2007). Pay is what people and the state spend. People spend a share of their
pay after tax and a share of their money, so pay is the solution of an equation. The state has no account of its own:
in the national accounts it belongs to the rest of the economy, which pays out what is spent less the tax. Row D3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from ..counting.sums import PEOPLE, Sum, totals
from ..scenario.scenario import Scenario
from .part import Counted, Part, Signal


@dataclass(frozen=True)
class MoneyCircuit(Part):
    """The money that people hold, and where it came from, in whole yuan of the simulated citizens.

    Attributes
    ----------
    people, money_yuan
        All people at the end of the month, and the money that they held. Both are 0 before the first month, so what
        people hold when a run begins enters pay from the second month on.
    pay_yuan, tax_yuan
        Pay of the month before tax, and the tax on it: a share of pay, to the yuan of the whole sum.
    purchases_yuan
        What the state bought in the month.
    issued_yuan
        What the state has bought since the run began, less the tax since then.
    """

    people: int = 0
    money_yuan: int = 0
    pay_yuan: int = 0
    tax_yuan: int = 0
    purchases_yuan: int = 0
    issued_yuan: int = 0

    NAME: ClassVar[str] = "money_circuit"
    ROWS: ClassVar[tuple[str, ...]] = ("D3",)
    FOR: ClassVar[str] = "livelihood.money_circuit"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"money_circuit_pay": 0.0}
    SUMS: ClassVar[tuple[Sum, ...]] = (PEOPLE.of_all, *totals("earned_yuan", "cash_yuan"))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Pay a head at which pay equals spending: Y = G + from_income (1 - tax) Y + from_money H."""
        p = scenario.livelihood.money_circuit.numbers(month)
        held = self.money_yuan / self.people if self.people else 0.0
        spent_anyway = p["purchases"] + p["from_money"] * held
        return {"money_circuit_pay": spent_anyway / (1.0 - p["from_income"] * (1.0 - p["tax"]))}

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """Close the month."""
        p = scenario.livelihood.money_circuit.numbers(month)
        people, left = int(counted.total("people")), int(counted.total("earned_yuan"))
        tax, purchases = round(left * p["tax"] / (1.0 - p["tax"])), round(p["purchases"] * people)
        return type(self)(
            people=people,
            money_yuan=int(counted.total("cash_yuan")),
            pay_yuan=left + tax,
            tax_yuan=tax,
            purchases_yuan=purchases,
            issued_yuan=self.issued_yuan + purchases - tax,
        )
