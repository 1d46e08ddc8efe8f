"""Limits: what a case must come to, said before it is run, and the verdict on what it came to."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal

from ...measures.registry import MEASURES
from ...results.run_result import Run
from ...scenario.scenario import Scenario

Relation = Literal["equal", "over"]

ROUNDING: Final = 1e-6
"""How far from an exact limit single precision may leave a mean over people, relative to the limit or to one."""


@dataclass(frozen=True)
class Seen:
    """What a run came to, as limits look at it.

    Attributes
    ----------
    run
        One replicate without anybody followed.
    """

    run: Run = field(repr=False)

    @property
    def scenario(self) -> Scenario:
        """What was run."""
        return self.run.scenario

    @cached_property
    def _courses(self) -> dict[tuple[str, str], tuple[list[float], float]]:
        parts = self.run.series.groupby(["measure", "group"], sort=False, observed=True)
        return {
            (str(measure), str(group)): (part["value"].tolist(), float(part["n"].iloc[-1]))
            for (measure, group), part in parts
        }

    @property
    def months(self) -> int:
        """How long the run was."""
        return len(self.scenario.window.months)

    def value(self, measure: str, *, group: str = "all", back: int = 0) -> float:
        """The value of a measure in the last month, or so many months before."""
        return self._courses[measure, group][0][-1 - back]

    def people(self, group: str = "all") -> float:
        """Simulated citizens in a group in the last month."""
        return self._courses["share_listed", group][1]

    def number(self, path: str) -> float:
        """The value of a parameter in the last month, by its key path."""
        section, _, name = path.rpartition(".")
        return float(self.scenario.section(section).numbers(self.scenario.window.until)[name])


Reckoned = float | Callable[[Seen], float]
"""A number, or how it follows from the run's own parameters and counts."""


@dataclass(frozen=True)
class Limit:
    """What one measure must come to in the last month of an extreme case.

    Attributes
    ----------
    measure
        Its id.
    is_
        The limit: a number, NaN for a measure that must be undefined, or how to reckon it.
    why
        Why it must be so, with the formula where there is one.
    tolerance
        How far from the limit counts as there; ``ROUNDING`` where the limit is exact.
    relation
        ``equal`` to the limit, or ``over`` it.
    """

    measure: str
    is_: Reckoned
    why: str
    tolerance: Reckoned = ROUNDING
    relation: Relation = "equal"

    def judge(self, seen: Seen, usual: Seen) -> Verdict:
        """Hold a run of the case, and one of its usual world, against the limit."""
        expected, tolerance = (x(seen) if callable(x) else float(x) for x in (self.is_, self.tolerance))
        return Verdict(self, expected, tolerance, seen.value(self.measure), usual.value(self.measure))


@dataclass(frozen=True)
class Verdict:
    """Whether a limit was met.

    Attributes
    ----------
    limit
        What was expected.
    expected, tolerance
        The limit and its tolerance as numbers, in the measure's unit.
    obtained, usual
        What the case came to, and what the same world comes to without the extreme.
    """

    limit: Limit
    expected: float
    tolerance: float
    obtained: float
    usual: float

    @property
    def is_met(self) -> bool:
        """Whether the case came to its limit."""
        if math.isnan(self.expected):
            return math.isnan(self.obtained)
        if self.limit.relation == "over":
            return self.obtained > self.expected
        room = self.tolerance * (max(1.0, abs(self.expected)) if self.limit.tolerance == ROUNDING else 1.0)
        return abs(self.obtained - self.expected) <= room

    def to_dict(self) -> dict[str, Any]:
        """The verdict as data."""
        return {
            "measure": self.limit.measure,
            "unit": MEASURES[self.limit.measure].unit,
            "relation": self.limit.relation,
            "expected": self.expected,
            "tolerance": self.tolerance,
            "obtained": self.obtained,
            "usual": self.usual,
            "is_met": self.is_met,
            "why": self.limit.why,
        }


@dataclass(frozen=True)
class Extreme:
    """One extreme case, as data.

    Attributes
    ----------
    id, title
        Letters and hyphens; a few words.
    preset
        The world that is taken to its extreme.
    changes
        What is extreme, by key path; or how to tell it from the preset (of every rule, say).
    says
        The change and the expectation in words.
    limits
        What must follow.
    shown
        The measure whose course is drawn.
    frame
        What the usual world has too, by key path, so that the limit can be seen.
    """

    id: str
    title: str
    preset: str
    changes: Mapping[str, Any] | Callable[[Scenario], Mapping[str, Any]] = field(repr=False)
    says: str
    limits: tuple[Limit, ...] = field(repr=False)
    shown: str
    frame: Mapping[str, Any] = field(default_factory=dict)

    def usual(self, window: Mapping[str, str]) -> Scenario:
        """The world without the extreme."""
        return Scenario.load(self.preset).with_changes({"window": dict(window), **self.frame})

    def extreme(self, window: Mapping[str, str]) -> Scenario:
        """The world with it."""
        usual = self.usual(window)
        changed = usual.with_changes(self.changes(usual) if callable(self.changes) else self.changes)
        return changed.with_changes({"name": self.id, "title": self.title})


@dataclass(frozen=True)
class Finding:
    """A case that was run: its verdicts, and both worlds."""

    case: Extreme
    verdicts: tuple[Verdict, ...]
    usual: Run = field(repr=False)
    extreme: Run = field(repr=False)

    @property
    def is_met(self) -> bool:
        """Whether every limit of the case was met."""
        return all(verdict.is_met for verdict in self.verdicts)

    @property
    def seen(self) -> tuple[Seen, Seen]:
        """The case and its usual world, as limits look at them."""
        return Seen(self.extreme), Seen(self.usual)

    def to_dict(self) -> dict[str, Any]:
        """The case as data."""
        return {
            "id": self.case.id,
            "title": self.case.title,
            "preset": self.case.preset,
            "says": self.case.says,
            "is_met": self.is_met,
            "limits": [verdict.to_dict() for verdict in self.verdicts],
        }
