"""Courts: whom they could list next, and how many of these they can get to. Rows D21, W4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal


@dataclass(frozen=True)
class Courts:
    """The people whom courts have not listed, as they were counted at the last month's end.

    Attributes
    ----------
    debtors
        Those who owe under a court's order, pardoned ones left out.
    others
        All others who are not listed, of whom courts mistake a few.
    people
        How many people there are, listed ones among them; 0 before the first count.
    """

    debtors: int = 0
    others: int = 0
    people: int = 0

    ROWS: ClassVar[tuple[str, ...]] = ("D21", "W4")
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"court_pace": 1.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether courts keep a list."""
        return "scoring.court" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """Nobody has been counted yet."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The share of the listings that are due which courts can decide."""
        p = scenario.scoring.court.numbers(month)
        due = p["listing"] * self.debtors + p["mistake"] * self.others
        room = p["capacity"] * self.people / 1000.0
        return {"court_pace": min(1.0, room / due) if due > 0 else 1.0}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Count them anew: what people owe at a month's end is what courts find in the next."""
        people, debtors = int(tally.total("people")), int(tally.total("unlisted_debtors"))
        return type(self)(debtors, people - debtors - int(tally.total("is_listed")), people)

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The count of a checkpoint."""
        return cls(**kept)
