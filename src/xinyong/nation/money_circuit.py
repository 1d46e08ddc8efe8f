"""The circuit: what is spent in a month is paid out in it, and the state's deficit is the money that people hold.

Model SIM of Godley and Lavoie (2007): pay is what people and the state spend, people spend a share of what the tax
leaves of it and a share of their money, so that pay has to be solved for. The state has no account of its own: it is
the rest of the economy's in the books, which pays out what is spent less the tax. Row D3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal


@dataclass(frozen=True)
class MoneyCircuit:
    """The money that people hold, and where it came from, in whole yuan of the simulated citizens.

    Attributes
    ----------
    people, money_yuan
        How many there were at the month's end, and what they held; 0 and 0 before the first month, so what people hold
        when a run begins enters pay from the second month on.
    pay_yuan, tax_yuan
        Pay of the month before tax, and the tax on it: a share of pay, to the yuan of the whole sum.
    purchases_yuan
        What the state bought in the month.
    issued_yuan
        What the state has bought since the run began, less what it has taxed.
    """

    people: int = 0
    money_yuan: int = 0
    pay_yuan: int = 0
    tax_yuan: int = 0
    purchases_yuan: int = 0
    issued_yuan: int = 0

    ROWS: ClassVar[tuple[str, ...]] = ("D3",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"circuit_pay": 0.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether pay follows from spending."""
        return "livelihood.circuit" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """Nothing has been bought yet."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Pay a head with which all that is spent is paid: Y = G + from_income (1 - tax) Y + from_money H."""
        p = scenario.livelihood.circuit.numbers(month)
        held = self.money_yuan / self.people if self.people else 0.0
        spent_anyway = p["purchases"] + p["from_money"] * held
        return {"circuit_pay": spent_anyway / (1.0 - p["from_income"] * (1.0 - p["tax"]))}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Close the month."""
        p = scenario.livelihood.circuit.numbers(month)
        people, left = int(tally.total("people")), int(tally.total("earned_yuan"))
        tax, purchases = round(left * p["tax"] / (1.0 - p["tax"])), round(p["purchases"] * people)
        return type(self)(
            people=people,
            money_yuan=int(tally.total("cash_yuan")),
            pay_yuan=left + tax,
            tax_yuan=tax,
            purchases_yuan=purchases,
            issued_yuan=self.issued_yuan + purchases - tax,
        )

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The circuit of a checkpoint."""
        return cls(**kept)
