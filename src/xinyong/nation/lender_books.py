"""The lender's books: what all formal lenders together earn and lose, and how far their capital lets them lend.

Interest is income once it is owed, loans written off are lost, money and the running of the business cost. Profit adds
to capital; what lies above its target is paid out. With little capital over claims, lenders ration. What they pay for
funds, costs and dividends goes to the rest of the economy. Force that makes people pay thus becomes capital, and
capital becomes supply (P18). Rows D16, D18, D22, P18.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal

_CLAIMS = tuple(f"debt_{kind}_yuan" for kind in ("mortgage", "consumer", "business", "judged"))


@dataclass(frozen=True)
class LenderBooks:
    """What lenders know of their own business, in whole yuan of the simulated citizens.

    Attributes
    ----------
    capital_yuan
        Their own money; None before the first month, in which it is set in proportion to what they are owed.
    claims_yuan
        What they were owed at the month's end.
    doubtful_yuan
        Of it, what they take for lost already: a part of the debts under a court's order.
    interest_yuan, loss_yuan, cost_yuan
        Interest that fell due in the month and was paid or added to debts, loans written off, and costs of funds and
        of the business.
    supply
        How readily they lent in the month (1: as readily as they would with any capital).
    price_above_law
        Share of what informal lenders got in the month that lay above the rate that a court enforces.
    """

    capital_yuan: int | None = None
    claims_yuan: int = 0
    doubtful_yuan: int = 0
    interest_yuan: int = 0
    loss_yuan: int = 0
    cost_yuan: int = 0
    supply: float = 1.0
    price_above_law: float = 0.0

    ROWS: ClassVar[tuple[str, ...]] = ("D16", "D18", "D22", "P18")
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"credit_supply": 1.0}

    @property
    def profit_yuan(self) -> int:
        """Interest less losses and costs of the month."""
        return self.interest_yuan - self.loss_yuan - self.cost_yuan

    @property
    def capital_ratio(self) -> float:
        """Capital less doubtful claims, over claims; NaN without claims."""
        if not self.claims_yuan:
            return float("nan")
        return ((self.capital_yuan or 0) - self.doubtful_yuan) / self.claims_yuan

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether anybody lends."""
        return "lending" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """A lender who has not seen a month yet."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """How far capital lets lenders lend."""
        return {"credit_supply": self._supply(scenario, month)}

    def _supply(self, scenario: Scenario, month: int) -> float:
        p = scenario.lending.numbers(month)
        if self.capital_yuan is None or not self.claims_yuan:
            return 1.0
        least, comfort = p["capital_least"], p["capital_comfort"]
        if comfort <= least:
            return float(self.capital_ratio >= comfort)
        return min(max((self.capital_ratio - least) / (comfort - least), 0.0), 1.0)

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Close the month's books."""
        p = scenario.lending.numbers(month)
        opening = int(tally.total("opening_debt_yuan"))
        capital = round(p["capital_start"] * opening) if self.capital_yuan is None else self.capital_yuan
        interest = int(tally.total("interest_yuan")) + int(tally.total("interest_capitalised_yuan"))
        loss = int(tally.total("written_off_yuan"))
        borrowed = max(opening - capital, 0)
        cost = round((p["funding_rate"] * borrowed + p["operating_cost"] * opening) / 12.0)
        claims = sum(int(tally.total(name)) for name in _CLAIMS)
        capital += interest - loss - cost
        most = round(p["capital_target"] * claims)
        asked = p["informal_rate"]
        got = min(asked, p["informal_void"]) + p["informal_reach"] * max(asked - p["informal_void"], 0.0)
        return type(self)(
            # what lies above the target is paid out as far as the month earned it
            capital_yuan=max(min(capital, most), capital - max(interest - loss - cost, 0)),
            claims_yuan=claims,
            doubtful_yuan=round(p["provision"] * int(tally.total("debt_judged_yuan"))),
            interest_yuan=interest,
            loss_yuan=loss,
            cost_yuan=cost,
            supply=self._supply(scenario, month),
            price_above_law=max(1.0 - p["rate_ceiling"] / got, 0.0) if got else 0.0,
        )

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        return kept | {name: kept[name].hex() for name in ("supply", "price_above_law")}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The lender of a checkpoint."""
        exact = {name: float.fromhex(kept[name]) for name in ("supply", "price_above_law")}
        return cls(**{**kept, **exact})
