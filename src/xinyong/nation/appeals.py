"""Appeals: how many are pending, and how fast they can be decided. Row W4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..mechanisms.redress import CASES
from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal


@dataclass(frozen=True)
class Appeals:
    """The pile of appeals that nobody has decided yet.

    Attributes
    ----------
    pending
        Appeals that nobody has decided yet.
    people
        How many people there are.
    """

    pending: int = 0
    people: int = 0

    ROWS: ClassVar[tuple[str, ...]] = ("W4",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"appeals_pace": 1.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether there is a procedure."""
        return "redress" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """Nothing is pending at first."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The share of the appeals that are ripe which can be decided."""
        p = scenario.redress.numbers(month)
        ripe = self.pending / (1.0 + p["appeal_months"])
        room = p["capacity"] * self.people / 1000.0
        return {"appeals_pace": min(1.0, room / ripe) if ripe > 0 else 1.0}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Count the pile anew."""
        pending = CASES.by(tally.tables.get("cases", ()), "pending")[1]
        return type(self)(int(pending), int(tally.total("people")))

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"pending": self.pending, "people": self.people}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The pile of a checkpoint."""
        return cls(int(kept["pending"]), int(kept["people"]))
