"""The national accounts in double entry; and the money circuit, an option in which pay follows from spending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from ..counting.sums import PEOPLE, Sum, totals
from ..errors import BooksDoNotBalance
from ..scenario.months import format_month
from ..scenario.scenario import Scenario
from ..vocabulary import DEBTS, FORMAL_DEBTS, debt_columns
from .part import Counted, Part, Signal

Total = Callable[[str], int]

SUMS: tuple[Sum, ...] = totals(
    *(f"opening_{stock}_yuan" for stock in ("cash", "debt", "informal")),
    *("cash_yuan", "earned_yuan", "spend_yuan", "home_bought_yuan", "home_sold_yuan", "fraud_loss_yuan", "fine_yuan"),
    *("interest_yuan", "interest_capitalised_yuan", "repaid_yuan", "lent_yuan", "foreclosed_yuan", "written_off_yuan"),
    *("interest_informal_yuan", "repaid_informal_yuan", "lent_informal_yuan", "written_off_informal_yuan"),
    *debt_columns(DEBTS),
)
"""The flows and stocks of the month that are posted."""


@dataclass(frozen=True)
class NationalAccounts:
    """Accounts of the nation in whole yuan of the simulated citizens, changes since the run began.

    Cash of households, formal lenders, informal lenders and the rest of the economy always sums to its opening value;
    what households owe, lenders are owed.
    """

    households_cash: int = 0
    lenders_cash: int = 0
    usurers_cash: int = 0
    economy_cash: int = 0
    households_debt: int = 0
    lenders_claims: int = 0
    households_informal: int = 0
    usurers_claims: int = 0
    is_open: bool = False

    def post(self, total: Total, month: int) -> NationalAccounts:
        """Post a month's flows, and compare with the stocks that were counted independently of them.

        Raises
        ------
        BooksDoNotBalance
            If a stock of households does not move as the flows say, or does not carry over from the last month.
        """
        opening_debt = total("opening_debt_yuan")
        books = self
        if not self.is_open:
            books = NationalAccounts(
                households_cash=total("opening_cash_yuan"),
                economy_cash=-total("opening_cash_yuan"),
                households_debt=opening_debt,
                lenders_claims=opening_debt,
                households_informal=total("opening_informal_yuan"),
                usurers_claims=total("opening_informal_yuan"),
                is_open=True,
            )
        interest, repaid, lent = total("interest_yuan"), total("repaid_yuan"), total("lent_yuan")
        usury = total("interest_informal_yuan")
        repaid_informal, lent_informal = total("repaid_informal_yuan"), total("lent_informal_yuan")
        foreclosed, surplus = total("foreclosed_yuan"), total("home_sold_yuan")
        bought, spent, earned = total("home_bought_yuan"), total("spend_yuan"), total("earned_yuan")
        stolen = total("fraud_loss_yuan")  # by people whom nobody knows: the rest of the economy
        settled = foreclosed + total("written_off_yuan")
        grown, fined = total("interest_capitalised_yuan"), total("fine_yuan")  # fines go to the state
        after = NationalAccounts(
            households_cash=total("cash_yuan"),
            lenders_cash=books.lenders_cash + interest + repaid + foreclosed - lent,
            usurers_cash=books.usurers_cash + usury + repaid_informal - lent_informal,
            economy_cash=books.economy_cash + spent + bought + stolen + fined - earned - foreclosed - surplus,
            households_debt=sum(map(total, debt_columns(FORMAL_DEBTS))),
            lenders_claims=books.lenders_claims + lent + grown - repaid - settled,
            households_informal=total("debt_informal_yuan"),
            usurers_claims=books.usurers_claims + lent_informal - repaid_informal - total("written_off_informal_yuan"),
            is_open=True,
        )
        checks = {
            "cash carried over": total("opening_cash_yuan") - books.households_cash,
            "debt carried over": opening_debt - books.households_debt,
            "informal debt carried over": total("opening_informal_yuan") - books.households_informal,
            "cash of all accounts": after.households_cash
            + after.lenders_cash
            + after.usurers_cash
            + after.economy_cash,
            "formal debt against claims": after.households_debt - after.lenders_claims,
            "informal debt against claims": after.households_informal - after.usurers_claims,
        }
        off = {name: gap for name, gap in checks.items() if gap != 0}
        if off:
            gaps = "; ".join(f"{name}: {gap:+d} yuan" for name, gap in off.items())
            raise BooksDoNotBalance(f"the books of {format_month(month)} do not balance: {gaps}")
        return after


@dataclass(frozen=True)
class MoneyCircuit(Part):
    """The money that people hold, and where it came from, in whole yuan of the simulated citizens.

    Everything spent in a month is paid out as income, and people hold the state's deficit as money: model SIM of Godley
    and Lavoie (2007). Pay is what people and the state spend. People spend a share of their pay after tax and a share
    of their money, so pay is the solution of an equation. The state has no account of its own: in the national accounts
    it belongs to the rest of the economy, which pays out what is spent less the tax.

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
