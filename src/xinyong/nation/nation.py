"""The nation: what is decided once a month for all citizens. It sees only sums, and citizens see only its signals.

Citizens never see each other's columns except through ties. What they share (growth, the force of the rules, the date)
reaches them through the nation's signals. The nation remembers its accounts and its parts (`PARTS`) from month to
month. Rows P1, P10-P12.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ..counting.sums import Sum
from ..counting.tables import CountTable
from ..errors import BooksDoNotBalance, shortened
from ..scenario.parameter_value import USER
from ..scenario.scenario import Scenario
from ..vocabulary.scores import ALL_SCORES
from . import national_accounts
from .camera_allocation import CameraAllocation
from .courts import Appeals, Courts
from .lender_books import CreditRegistry, LenderBooks
from .monthly_loans import MonthlyLoans
from .national_accounts import MoneyCircuit, NationalAccounts
from .part import Counted, OnlyDeclared, Part, Signal
from .policy_calendar import Calendar, Media, Planner, TrueWeights
from .scorecard_learner import ScorecardLearner

PARTS: dict[str, type[Part]] = {
    part.NAME: part
    for part in (
        ScorecardLearner,
        CameraAllocation,
        Courts,
        Appeals,
        LenderBooks,
        CreditRegistry,
        MonthlyLoans,
        TrueWeights,
        Media,
        MoneyCircuit,
        Planner,
        Calendar,
    )
}
"""All parts of the nation by name, in the order in which they advance."""

SUMS: tuple[Sum, ...] = (*national_accounts.SUMS, *(s for part in PARTS.values() for s in part.SUMS))
TABLES: tuple[CountTable, ...] = tuple(table for part in PARTS.values() for table in part.TABLES)
"""What the accounts and all parts need to have counted, whether or not a scenario has them."""

ANCHOR_MONTH = 12 * 2020 + 11
"""The month of `nation.mean_income_2020`, from which the path of income is computed (facts 2g)."""


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
    parts
        What else it remembers, by name (see `PARTS`), where the scenario has what they are for.
    """

    scenario: Scenario
    month: int
    mean_income_yuan: float
    books: NationalAccounts = field(default_factory=NationalAccounts)
    parts: Mapping[str, Part] = field(default_factory=dict)

    @classmethod
    def start(cls, scenario: Scenario, population: int, month: int) -> Nation:
        """The nation at the beginning of a run: income follows the growth path from its anchor, back or forth."""
        level = scenario.nation.mean_income_2020.at(ANCHOR_MONTH)
        for m in range(min(month, ANCHOR_MONTH), max(month, ANCHOR_MONTH)):
            step = (1.0 + scenario.nation.growth.at(m)) ** (1.0 / 12.0)
            level = level * step if month > ANCHOR_MONTH else level / step
        parts = {name: part.start(scenario, month) for name, part in PARTS.items() if part.is_on(scenario)}
        return cls(scenario=scenario, month=month, mean_income_yuan=level, parts=parts)

    def signals(self) -> dict[str, Signal]:
        """What citizens see of the nation this month, by name; signals of parts that do not exist are neutral."""
        section, on = self.scenario.nation, self.scenario.on
        force = float(any(rule.is_dated_in(self.month) for rule in self.scenario.active_rules))
        counts = any(score.counts_speech and f"scoring.{name}" in on for name, score in ALL_SCORES.items())
        stake_of_speech = 1.0 if counts else section.speech_stake.at(self.month)
        signals: dict[str, Signal] = {name: value for part in PARTS.values() for name, value in part.NEUTRAL.items()}
        for part in self.parts.values():
            signals |= part.signals(self.scenario, self.month)
        return signals | {
            "month": float(self.month),
            "mean_income_yuan": self.mean_income_yuan,
            "growth_year": section.growth.at(self.month),
            "force": force,
            "speech_force": force * stake_of_speech,
        }

    def advance(self, counted: Counted) -> Nation:
        """The nation one month later, from what was counted in the month (see `counting.tally`).

        Raises
        ------
        BooksDoNotBalance
            If the double entry fails; the message names the values that a user changed.
        """
        try:
            books = self.books.post(lambda name: int(counted.total(name)), self.month)
        except BooksDoNotBalance as error:
            changed = [f"{path} = {held}" for path, _, held in self.scenario.walk() if USER in held.source]
            if not changed:
                raise
            named = shortened(", ".join(changed), 500)
            raise BooksDoNotBalance(f"{error}. Changed by the user, and perhaps too extreme: {named}") from None
        growth = self.scenario.nation.growth.at(self.month)
        return replace(
            self,
            month=self.month + 1,
            mean_income_yuan=self.mean_income_yuan * (1.0 + growth) ** (1.0 / 12.0),
            books=books,
            parts={
                name: part.advance(self.scenario, self.month, OnlyDeclared(counted, part))
                for name, part in self.parts.items()
            },
        )

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps, without the scenario."""
        return {
            "month": self.month,
            "mean_income_yuan": self.mean_income_yuan,
            "books": asdict(self.books),
            "parts": {name: part.to_json() for name, part in self.parts.items()},
        }

    @classmethod
    def from_json(cls, scenario: Scenario, kept: dict[str, Any]) -> Nation:
        """The nation of a checkpoint under a scenario (the same one, or another that forks from it)."""
        month = int(kept["month"])
        parts = {
            name: part.from_json(kept["parts"][name]) if name in kept["parts"] else part.start(scenario, month)
            for name, part in PARTS.items()
            if part.is_on(scenario)
        }
        return cls(
            scenario=scenario,
            month=month,
            mean_income_yuan=kept["mean_income_yuan"],
            books=NationalAccounts(**kept["books"]),
            parts=parts,
        )
