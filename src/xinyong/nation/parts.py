"""Parts of the nation: what it remembers from month to month besides its books, one file and one class each.

To add one: write a class as `Part` describes in a file of its own, and name it in `PARTS`. Its signals reach every
mechanism that declares them; where its mechanism is off, its neutral signals do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, Self

from numpy.typing import NDArray

from ..scenario.scenario import Scenario
from .appeals import Appeals
from .camera_allocation import CameraAllocation
from .courts import Courts
from .credit_registry import CreditRegistry
from .lender_books import LenderBooks
from .media import Media
from .money_circuit import MoneyCircuit
from .monthly_loans import MonthlyLoans
from .policy_calendar import Calendar, Planner
from .scorecard_learner import ScorecardLearner
from .true_weights import TrueWeights

Signal = float | NDArray[Any]
"""A number, or an array of a fixed shape, that all citizens may read; in float32 when it reaches them."""


class Part(Protocol):
    """A part of the nation. Frozen, and equal to another that remembers the same."""

    ROWS: ClassVar[tuple[str, ...]]
    """Rows of facts.md section 1 that it represents."""

    NEUTRAL: ClassVar[Mapping[str, Signal]]
    """Its signals, with the values that they have when the part does not exist."""

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether the scenario has what the part is for."""

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The part at the opening of a first month (months since year 0)."""

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Its signals in a month: those that `NEUTRAL` names."""

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """The part one month later, from the month's sums (``tally.total(name)``, ``tally.tables``)."""

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps; floats as ``float.hex`` so that not a bit is lost."""

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The part of a checkpoint."""


PARTS: dict[str, type[Part]] = {
    "scorecard": ScorecardLearner,
    "watchers": CameraAllocation,
    "courts": Courts,
    "appeals": Appeals,
    "lender": LenderBooks,
    "registry": CreditRegistry,
    "rounds": MonthlyLoans,
    "secret": TrueWeights,
    "media": Media,
    "circuit": MoneyCircuit,
    "planner": Planner,
    "calendar": Calendar,
}
"""All parts by name, in the order in which they move on."""
