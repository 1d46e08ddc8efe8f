"""The media: how far state media frame the system as its makers do, and how many people hear otherwise (O5, V12).

Both follow paths by date. The media answer to nobody here: neither to unrest nor to what people think.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from .parts import Signal


@dataclass(frozen=True)
class Media:
    """The media remember nothing: what they say is a matter of the date."""

    ROWS: ClassVar[tuple[str, ...]] = ("O5",)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {"media_framing": 1.0, "informed": 0.0}

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """There are media in every world in which people form a view."""
        return "adapting" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The media when a run begins."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Framing as a share of what `adapting.framing` gives, and the share of people who know of repression."""
        p = scenario.nation.numbers(month)
        return {"media_framing": p["media_framing"], "informed": p["informed"]}

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """Nothing that happens moves them."""
        return self

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps: nothing."""
        return {}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The media of a checkpoint."""
        return cls()
