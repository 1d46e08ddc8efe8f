"""Lenders: what all formal lenders together earn and lose, how much they can lend, and whom the registry knows.

Interest is income as soon as it is owed. Loans written off are losses. Funds and the business have costs. Profit adds
to capital; what lies above the capital target is paid out. With little capital for their claims, lenders ration loans.
What they pay for funds, costs and dividends goes to the rest of the economy. Enforcement that makes people pay
therefore raises capital, and capital raises the supply of loans (P18).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from ..counting.sums import PEOPLE, Sum, totals
from ..scenario.scenario import Scenario
from ..vocabulary import FORMAL_DEBTS, debt_columns
from .part import Counted, Part, Signal

THIN_FILE = Sum("is_thin_file", lambda c: c.file_months == 0)
"""People without a file at the credit registry."""


@dataclass(frozen=True)
class LenderBooks(Part):
    """The books of all formal lenders, in whole yuan of the simulated citizens.

    Attributes
    ----------
    capital_yuan
        Their own money. None before the first month, which sets it in proportion to what they are owed.
    claims_yuan
        What they were owed at the end of the month.
    doubtful_yuan
        The part of the claims that they regard as lost: a share of the debts under a court's order.
    interest_yuan, loss_yuan, cost_yuan
        Interest that fell due in the month and was paid or added to debts; loans written off; costs of funds and of
        the business.
    supply
        Willingness to lend in the month, given their capital (1: capital is no limit).
    price_above_law
        Share of the interest of informal lenders in the month that lay above the rate that a court enforces.
    """

    capital_yuan: int | None = None
    claims_yuan: int = 0
    doubtful_yuan: int = 0
    interest_yuan: int = 0
    loss_yuan: int = 0
    cost_yuan: int = 0
    supply: float = 1.0
    price_above_law: float = 0.0

    NAME: ClassVar[str] = "lender_books"
    ROWS: ClassVar[tuple[str, ...]] = ("D16", "D18", "D22", "P18")
    FOR: ClassVar[str] = "lending"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"credit_supply": 1.0}
    SUMS: ClassVar[tuple[Sum, ...]] = totals(
        "opening_debt_yuan",
        "interest_yuan",
        "interest_capitalised_yuan",
        "written_off_yuan",
        *debt_columns(FORMAL_DEBTS),
    )

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

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Lenders' willingness to lend, given their capital."""
        return {"credit_supply": self._supply(scenario, month)}

    def _supply(self, scenario: Scenario, month: int) -> float:
        p = scenario.lending.numbers(month)
        if self.capital_yuan is None or not self.claims_yuan:
            return 1.0
        least, comfort = p["capital_least"], p["capital_comfort"]
        if comfort <= least:
            return float(self.capital_ratio >= comfort)
        return min(max((self.capital_ratio - least) / (comfort - least), 0.0), 1.0)

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """Close the month's books."""
        p = scenario.lending.numbers(month)
        opening = int(counted.total("opening_debt_yuan"))
        capital = round(p["capital_start"] * opening) if self.capital_yuan is None else self.capital_yuan
        interest = int(counted.total("interest_yuan")) + int(counted.total("interest_capitalised_yuan"))
        loss = int(counted.total("written_off_yuan"))
        borrowed = max(opening - capital, 0)
        cost = round((p["funding_rate"] * borrowed + p["operating_cost"] * opening) / 12.0)
        claims = sum(int(counted.total(name)) for name in debt_columns(FORMAL_DEBTS))
        capital += interest - loss - cost
        most = round(p["capital_target"] * claims)
        asked = p["informal_rate"]
        got = min(asked, p["informal_void"]) + p["informal_reach"] * max(asked - p["informal_void"], 0.0)
        return type(self)(
            # what lies above the target is paid out, but no more than the month earned
            capital_yuan=max(min(capital, most), capital - max(interest - loss - cost, 0)),
            claims_yuan=claims,
            doubtful_yuan=round(p["provision"] * int(counted.total("debt_judged_yuan"))),
            interest_yuan=interest,
            loss_yuan=loss,
            cost_yuan=cost,
            supply=self._supply(scenario, month),
            price_above_law=max(1.0 - p["rate_ceiling"] / got, 0.0) if got else 0.0,
        )


@dataclass(frozen=True)
class CreditRegistry(Part):
    """Adults, and those of them without a credit file, at the end of the last month; both 0 before the first.

    The registry grows as published (facts 2e): it opens as many files as its path by date asks for, and closes none.
    """

    people: int = 0
    without_file: int = 0

    NAME: ClassVar[str] = "credit_registry"
    ROWS: ClassVar[tuple[str, ...]] = ("D19",)
    FOR: ClassVar[str] = "lending"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"registry_pull": 0.0}
    SUMS: ClassVar[tuple[Sum, ...]] = (PEOPLE.of_all, THIN_FILE.of_all)

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The chance that a debtor without a file gets one this month."""
        if not self.without_file:
            return {"registry_pull": 0.0}
        without = self.without_file / self.people
        missing = scenario.initialization.registry.at(month) - (1.0 - without)
        return {"registry_pull": min(max(missing / without, 0.0), 1.0)}

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """Count again."""
        return type(self)(int(counted.total("people")), int(counted.total(THIN_FILE.name)))
