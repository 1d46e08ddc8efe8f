"""What a check of the whole model is: a documented figure, how near a run must come to it, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, Protocol

import pandas as pd

from ...results.run_result import Run

Standing = Literal["calibrated", "seen", "set", "free"]
"""What the model knew of the figure: parameters were turned to it by hand; it was in view while they were turned; a
parameter is the figure, so that agreement is by construction; or nothing was turned to it."""
State = Literal["met", "not met", "too few", "not expressed"]
"""The last two are neither passed nor failed."""

LEAST_CITIZENS: Final = 30
"""With fewer simulated citizens behind a documented count, luck alone would decide."""


class Course(Protocol):
    """How one world went."""

    @property
    def people_per_citizen(self) -> float:
        """How many people one simulated citizen stands for."""

    @property
    def adults(self) -> float:
        """People represented."""

    def at(self, measure: str, month: str, group: str = "all") -> float:
        """The value of a measure in a month (``YYYY-MM``)."""


@dataclass(frozen=True)
class Worlds:
    """The runs that checks look at: ``documented`` from 2008, from 2013, and from 2013 with shaming in villages."""

    from_2008: Course
    from_2013: Course
    shamed: Course


@dataclass(frozen=True)
class RunCourse:
    """The course of a run of one replicate."""

    run: Run = field(repr=False)

    @property
    def people_per_citizen(self) -> float:
        """How many people one simulated citizen stands for."""
        return float(self.run.manifest["people_per_citizen"])

    @property
    def adults(self) -> float:
        """People represented."""
        return self.people_per_citizen * float(self.run.manifest["population"])

    @cached_property
    def _values(self) -> dict[tuple[str, str, str], float]:
        frame = self.run.series
        months = pd.to_datetime(frame["month"]).dt.strftime("%Y-%m")
        keys = zip(frame["measure"].astype(str), months, frame["group"].astype(str), strict=True)
        return dict(zip(keys, frame["value"].tolist(), strict=True))

    def at(self, measure: str, month: str, group: str = "all") -> float:
        """The value of a measure in a month; KeyError for what the run does not hold."""
        return self._values[measure, month, group]


@dataclass(frozen=True)
class Band:
    """From `low` to `high`, ends included; where one of them is infinite, the other is excluded."""

    low: float = -math.inf
    high: float = math.inf

    def holds(self, value: float) -> bool:
        """Whether a value lies inside; an undefined one never does."""
        if math.isinf(self.low) or math.isinf(self.high):
            return self.low < value < self.high
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Check:
    """One documented figure and how to find its simulated twin.

    Attributes
    ----------
    target
        Id of the target among the facts: V5 to V15.
    what
        What is compared, in a few words.
    documented
        The figure as published, in words with its unit.
    unit
        Of the obtained value: ``"people"``, ``"share"``, ``"ratio"`` and so on, as measures have it.
    bands
        Where the value may lie; inside any one of them is met.
    why
        Where the bands come from.
    source, reliability
        Facts id of the figure, and its grade: A official or peer-reviewed, B press, C weak, U unverified, D derived.
    measures
        Ids of the measures that are read.
    when
        Month or months.
    standing
        What the model knew of the figure.
    obtain
        From the worlds to the value.
    reason
        Why it is known to miss the figure, in one sentence; empty if it is not known to.
    counted
        The documented number of people, where sampling alone would decide in a small population.
    """

    target: str
    what: str
    documented: str
    unit: str
    bands: tuple[Band, ...]
    why: str
    source: str
    reliability: str
    measures: tuple[str, ...]
    when: str
    standing: Standing
    obtain: Callable[[Worlds], float] = field(repr=False)
    reason: str = ""
    counted: float = math.inf

    def judge(self, worlds: Worlds) -> Judged:
        """Find the simulated value and hold it against the bands."""
        obtained = float(self.obtain(worlds))
        if self.counted / worlds.from_2013.people_per_citizen < LEAST_CITIZENS:
            return Judged(self, obtained, "too few")
        return Judged(self, obtained, "met" if any(band.holds(obtained) for band in self.bands) else "not met")


@dataclass(frozen=True)
class Judged:
    """A check and what it came to."""

    check: Check
    obtained: float
    state: State

    def to_dict(self) -> dict[str, Any]:
        """The verdict as data."""
        check = self.check
        return {
            "target": check.target,
            "what": check.what,
            "documented": check.documented,
            "source": check.source,
            "reliability": check.reliability,
            "measures": list(check.measures),
            "when": check.when,
            "unit": check.unit,
            "accepted": [[_end(band.low), _end(band.high)] for band in check.bands],
            "why": check.why,
            "standing": check.standing,
            "obtained": self.obtained if math.isfinite(self.obtained) else None,
            "state": self.state,
            "reason": check.reason if self.state == "not met" else "",
        }


@dataclass(frozen=True)
class Unexpressed:
    """A part of a target that the model cannot answer, which is neither passed nor failed.

    Attributes
    ----------
    target, what, documented, source, reliability
        As of a `Check`.
    why
        Why not, in one sentence.
    """

    target: str
    what: str
    documented: str
    source: str
    reliability: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        """The gap as data, with the keys of a verdict."""
        return {
            "target": self.target,
            "what": self.what,
            "documented": self.documented,
            "source": self.source,
            "reliability": self.reliability,
            "state": "not expressed",
            "reason": self.why,
        }


def _end(bound: float) -> float | None:
    return bound if math.isfinite(bound) else None
