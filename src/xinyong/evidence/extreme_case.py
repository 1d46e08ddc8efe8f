"""What an extreme case is: a world, one thing taken to its limit, and the answers that must follow, as closed forms."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..measures.registry import MEASURES
from ..results.run_result import Run
from ..scenario.scenario import Scenario
from ..vocabulary import CHANNELS, LIFE
from .finding import Expected, Finding, MeasureOverTime, Relation, Subject
from .run_series import RunSeries

Computed = float | Callable[[RunSeries], float]
"""A number, or how to compute it from the run's own parameters and counts."""


@dataclass(frozen=True)
class Limit:
    """The value that one measure must have in the last month of an extreme case.

    Attributes
    ----------
    measure
        Its id.
    value
        The limit; NaN for a measure that must be undefined.
    why
        Why it must be so, with the formula where there is one.
    tolerance
        Accepted distance; None for a limit that is exact but for rounding.
    relation
        ``equal`` to the limit, or ``over`` it.
    question
        The name of the measure if empty.
    """

    measure: str
    value: Computed
    why: str
    tolerance: Computed | None = None
    relation: Literal["equal", "over"] = "equal"
    question: str = ""

    def judge(self, extreme: RunSeries, usual: RunSeries, **known: Any) -> Finding:
        """Compare a run of the case, and one of its usual world, with the limit."""
        value = self.value(extreme) if callable(self.value) else self.value
        tolerance = self.tolerance(extreme) if callable(self.tolerance) else self.tolerance
        relation: Relation = "exact" if self.relation == "equal" and tolerance is None else self.relation
        expected = Expected(
            value=float(value),
            tolerance=float(tolerance or 0.0),
            relation="undefined" if math.isnan(value) else relation,
            unit=MEASURES[self.measure].unit,
            why=self.why,
        )
        read = {"measures": (self.measure,), **known}
        id = f"{self.measure}_2" if self.question else self.measure
        found = Finding(id, self.question or MEASURES[self.measure].name, expected, "closed form", **read)
        return found.judged(extreme.last(self.measure), usual=usual.last(self.measure))


@dataclass(frozen=True)
class Extreme:
    """One extreme case, as data.

    Attributes
    ----------
    id, title
        Letters and hyphens; a few words.
    preset
        The world that is changed.
    changes
        What is extreme, by key path; or a function of the preset that gives it (for every rule, say).
    text
        The change and the expectation in words.
    limits
        What must follow.
    shown
        The measure that is drawn.
    frame
        What the usual world has too, by key path, so that the limit can be seen.
    """

    id: str
    title: str
    preset: str
    changes: Mapping[str, Any] | Callable[[Scenario], Mapping[str, Any]] = field(repr=False)
    text: str
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

    def judge(self, extreme: Run, usual: Run) -> Subject:
        """The limits with their values and verdicts."""
        known = {
            "source": "the model’s own equations",
            "when": extreme.manifest["window"]["until"],
            "worlds": (self.id, self.preset),
            "refute": f"xinyong extremes --case {self.id}: a value beyond the tolerance",
        }
        series = RunSeries(extreme), RunSeries(usual)
        findings = tuple(limit.judge(*series, **known) for limit in self.limits)
        details = {"Usual world": f"`{self.preset}`", "Run it": f"`xinyong extremes --case {self.id}`"}
        picture = MeasureOverTime(self.shown, {"usual": usual, "extreme": extreme})
        return Subject(self.id, self.title, self.text, findings, details, picture)


def offline_life(seen: RunSeries) -> float:
    """Share of life on record under perfect surveillance: people who are not online leave no digital traces."""
    weights = {part: seen.number(f"watching.weight_{part}") for part in LIFE}
    online = seen.last("life_recorded_platforms")
    missed = sum(weights[part] for part, about in LIFE.items() if CHANNELS[about.channel].is_online) * (1.0 - online)
    return 1.0 - missed / sum(weights.values())


def _variance(seen: RunSeries) -> float:
    """Variance of the log of a twelve-month moving mean of monthly shocks to an income that grows for everybody."""
    sd, growth = seen.number("livelihood.transitory_sd"), seen.number("nation.growth")
    kept = (1.0 - 1.0 / 12.0) / (1.0 + growth) ** (1.0 / 12.0)
    settled = 1.0 - kept ** (2 * seen.months)
    return math.log1p(math.expm1(sd * sd) * (1.0 - kept) / (1.0 + kept) * settled)


def gini_of_luck(seen: RunSeries) -> float:
    """Gini of a lognormal distribution, erf(s / 2)."""
    return math.erf(math.sqrt(_variance(seen)) / 2.0)


def gini_by_chance(seen: RunSeries) -> float:
    """Four standard errors of the Gini, plus 1 % for the bins in which it is counted."""
    return gini_of_luck(seen) * (4.0 / math.sqrt(2.0 * seen.citizens()) + 0.01)


def ratio_by_chance(a: str, b: str) -> Computed:
    """Four standard errors of the ratio of two groups' means."""
    return lambda seen: 4.0 * math.sqrt(_variance(seen) * (1.0 / seen.citizens(a) + 1.0 / seen.citizens(b)))


def between_by_chance(groups: int) -> Computed:
    """Theil's index between groups by chance alone, plus four standard errors (chi-square over 2n)."""
    free = groups - 1
    return lambda seen: _variance(seen) * (free + 4.0 * math.sqrt(2.0 * free)) / (2.0 * seen.citizens())


def listed_this_month(seen: RunSeries) -> float:
    """Entries of the last month divided by all people."""
    entries = seen.last("listings_cumulative") - seen.last("listings_cumulative", back=1)
    return entries / (seen.people_per_citizen * seen.citizens())


def all_but_the_last(seen: RunSeries) -> float:
    """Entries of all months but the last divided by all entries."""
    return seen.last("listings_cumulative", back=1) / seen.last("listings_cumulative")
