"""What a check of the whole model is: a published figure and how to compute its simulated counterpart."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ..course import Course
from ..finding import Finding

LEAST_CITIZENS: Final = 30
"""With fewer simulated citizens behind a published count, chance alone would decide."""


@dataclass(frozen=True)
class Worlds:
    """The runs that checks read: ``documented`` from 2008, from 2013, and from 2013 with shaming in villages."""

    from_2008: Course
    from_2013: Course
    shamed: Course


@dataclass(frozen=True)
class Reading:
    """A value that is computed from the worlds: the measures that it reads, the month or months, and how."""

    measures: tuple[str, ...]
    when: str
    compute: Callable[[Worlds], float]


@dataclass(frozen=True)
class Check:
    """One published figure of a target.

    Attributes
    ----------
    target
        Id of the target among the facts: V5 to V15, or a section of the facts.
    finding
        The question, what is accepted and why.
    reading
        How to compute the value; None for a figure that the model cannot express.
    counted
        The published number of people, where sampling alone would decide in a small population.
    """

    target: str
    finding: Finding
    reading: Reading | None = None
    counted: float = math.inf

    def judge(self, worlds: Worlds) -> Finding:
        """Compute the simulated value and judge it."""
        obtained = math.nan if self.reading is None else float(self.reading.compute(worlds))
        return self.judged(obtained, people_per_citizen=worlds.from_2013.people_per_citizen)

    def judged(self, obtained: float, *, people_per_citizen: float) -> Finding:
        """The finding with its value and verdict."""
        if self.reading is None:
            return replace(self.finding, verdict="not expressed")
        if (citizens := self.counted / people_per_citizen) < LEAST_CITIZENS:
            reason = f"Only {citizens:.0f} citizens stand for the published count: chance would decide."
            return replace(self.finding, obtained=obtained, verdict="too few citizens", reason=reason)
        return self.finding.judged(obtained)
