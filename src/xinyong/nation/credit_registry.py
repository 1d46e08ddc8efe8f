"""The registry: how many adults have a credit file follows its growth as published (facts 2e).

It counts who has a file, and opens new ones as fast as its path by date asks for; it closes none. Row D19.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal


@dataclass(frozen=True)
class CreditRegistry:
    """Adults, and those of them without a file, at the end of the last month; 0 and 0 before the first."""

    people: int = 0
    without_file: int = 0

    ROWS: ClassVar[tuple[str, ...]] = ("D19",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"registry_pull": 0.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether anybody lends, and so reports."""
        return "lending" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """A registry that has not counted yet: citizens begin with the files of the date."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """The chance that a debtor without a file is given one this month."""
        if not self.without_file:
            return {"registry_pull": 0.0}
        without = self.without_file / self.people
        missing = scenario.beginning.registry.at(month) - (1.0 - without)
        return {"registry_pull": min(max(missing / without, 0.0), 1.0)}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Count."""
        return type(self)(int(tally.total("people")), int(tally.total("is_thin_file")))

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps."""
        return {"people": self.people, "without_file": self.without_file}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The registry of a checkpoint."""
        return cls(**kept)
