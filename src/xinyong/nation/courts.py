"""Courts and appeals: how many cases they can decide in a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from ..counting.sums import PEOPLE, Sum, totals
from ..scenario.scenario import Scenario
from .part import Counted, Part, Signal

UNLISTED = Sum("unlisted_debtors", lambda c: (c.debt_judged_yuan > 0) & ~c.is_listed & (c.pardoned_months == 0)).of_all
"""People who owe under a court's order and are neither listed nor pardoned: courts could list them next month."""
PENDING = Sum("appeals_pending", lambda c: c.appeal_months > 0).of_all
"""People with an appeal that nobody has decided yet."""


@dataclass(frozen=True)
class Courts(Part):
    """The people whom courts have not listed, counted at the end of the last month.

    Attributes
    ----------
    debtors
        Those who owe under a court's order; pardoned people do not count.
    others
        All others who are not listed. Courts list a few of them by mistake.
    people
        All people, listed or not; 0 before the first count.
    """

    debtors: int = 0
    others: int = 0
    people: int = 0

    NAME: ClassVar[str] = "courts"
    ROWS: ClassVar[tuple[str, ...]] = ("D21", "W4")
    FOR: ClassVar[str] = "scoring.court_list"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"court_pace": 1.0}
    SUMS: ClassVar[tuple[Sum, ...]] = (PEOPLE.of_all, UNLISTED, *totals("is_listed"))

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The share of the listings that are due which courts can decide."""
        p = scenario.scoring.court_list.numbers(month)
        due = p["listing"] * self.debtors + p["mistake"] * self.others
        room = p["capacity"] * self.people / 1000.0
        return {"court_pace": min(1.0, room / due) if due > 0 else 1.0}

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """Count again: what people owe at the end of a month is what courts see in the next."""
        people, debtors = int(counted.total("people")), int(counted.total(UNLISTED.name))
        return type(self)(debtors, people - debtors - int(counted.total("is_listed")), people)


@dataclass(frozen=True)
class Appeals(Part):
    """The appeals that nobody has decided yet.

    Attributes
    ----------
    pending
        Appeals that are pending.
    people
        All people.
    """

    pending: int = 0
    people: int = 0

    NAME: ClassVar[str] = "appeals"
    ROWS: ClassVar[tuple[str, ...]] = ("W4",)
    FOR: ClassVar[str] = "redress"
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"appeals_pace": 1.0}
    SUMS: ClassVar[tuple[Sum, ...]] = (PEOPLE.of_all, PENDING)

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The share of the appeals that are due which can be decided."""
        p = scenario.redress.numbers(month)
        due = self.pending / (1.0 + p["appeal_months"])
        room = p["capacity"] * self.people / 1000.0
        return {"appeals_pace": min(1.0, room / due) if due > 0 else 1.0}

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """Count pending appeals again."""
        return type(self)(int(counted.total(PENDING.name)), int(counted.total("people")))
