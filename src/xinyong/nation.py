"""The nation: what is decided once for all citizens each month, and the books in which every yuan stands twice.

Citizens never see each other's columns except through ties; what they share (growth, the force of the rules, the date)
reaches them through the nation's signals. The nation in turn sees only sums. Rows P1, P10-P12, D3, D22.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from .errors import BooksDoNotBalance
from .scenario.months import format_month
from .scenario.scenario import Scenario

ANCHOR_MONTH = 12 * 2020 + 11
"""The month in which the level of income is anchored (facts 2g gives means for 2020)."""

Total = Callable[[str], int]


@dataclass(frozen=True)
class Books:
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

    def post(self, total: Total, month: int) -> Books:
        """Post a month's flows, and compare with the stocks that were counted independently of them.

        Raises
        ------
        BooksDoNotBalance
            If a stock of households does not move as the flows say, or does not carry over from the last month.
        """
        opening_debt = total("opening_debt_yuan")
        books = self
        if not self.is_open:
            books = Books(
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
        settled = foreclosed + total("written_off_yuan")
        after = Books(
            households_cash=total("cash_yuan"),
            lenders_cash=books.lenders_cash + interest + repaid + foreclosed - lent,
            usurers_cash=books.usurers_cash + usury + repaid_informal - lent_informal,
            economy_cash=books.economy_cash + spent + bought - earned - foreclosed - surplus,
            households_debt=sum(total(f"debt_{kind}_yuan") for kind in ("mortgage", "consumer", "business", "judged")),
            lenders_claims=books.lenders_claims + lent - repaid - settled,
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
class Nation:
    """The state of the nation at the beginning of a month.

    Attributes
    ----------
    month
        Months since year 0.
    mean_income_yuan
        Mean disposable income of an adult, yuan of 2010 a month, before this month's shocks.
    books
        The accounts.
    """

    scenario: Scenario
    month: int
    mean_income_yuan: float
    books: Books = Books()

    @classmethod
    def start(cls, scenario: Scenario, population: int, month: int) -> Nation:
        """The nation at the beginning of a run: income follows the growth path back or forth from its anchor."""
        level = scenario.nation.mean_income_2020.at(ANCHOR_MONTH)
        for m in range(min(month, ANCHOR_MONTH), max(month, ANCHOR_MONTH)):
            step = (1.0 + scenario.nation.growth.at(m)) ** (1.0 / 12.0)
            level = level * step if month > ANCHOR_MONTH else level / step
        return cls(scenario=scenario, month=month, mean_income_yuan=level)

    def signals(self) -> dict[str, float]:
        """What citizens perceive of the nation this month, by name."""
        section = self.scenario.nation
        on = self.scenario.on
        dated = any(rule.on and rule.is_dated_in(self.month) for rule in self.scenario.rules)
        force = 1.0 if "consequences" in on and dated else 0.0
        scored_speech = 1.0 if "scoring.conformity" in on else section.speech_stake.at(self.month)
        return {
            "month": float(self.month),
            "mean_income_yuan": self.mean_income_yuan,
            "growth_year": section.growth.at(self.month),
            "force": force,
            "speech_force": force * scored_speech,
        }

    def advance(self, tally: Any) -> Nation:
        """The nation one month later, from the sums of the month.

        Parameters
        ----------
        tally
            Anything with ``total(name) -> int`` over all citizens (see `measures.tally`).

        Raises
        ------
        BooksDoNotBalance
            If the double entry fails.
        """
        growth = self.scenario.nation.growth.at(self.month)
        return replace(
            self,
            month=self.month + 1,
            mean_income_yuan=self.mean_income_yuan * (1.0 + growth) ** (1.0 / 12.0),
            books=self.books.post(lambda name: int(tally.total(name)), self.month),
        )

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps; the scenario is kept apart."""
        return {"month": self.month, "mean_income_yuan": self.mean_income_yuan.hex(), "books": asdict(self.books)}

    @classmethod
    def from_json(cls, scenario: Scenario, kept: dict[str, Any]) -> Nation:
        """The nation of a checkpoint under a scenario (the same one, or another that forks from it)."""
        return cls(
            scenario=scenario,
            month=int(kept["month"]),
            mean_income_yuan=float.fromhex(kept["mean_income_yuan"]),
            books=Books(**kept["books"]),
        )
