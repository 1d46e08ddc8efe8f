"""What a replication is: something published or proved, the same set up in this society, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from ...scenario.scenario import Scenario
from ..single_tile import SEED

Relation = Literal["equal", "over", "under"]
Origin = Literal["published", "recomputed", "derived"]
"""A number printed in the source; one recomputed from its authors' data or code; or a closed form that we derive."""
Kind = Literal["line", "points"]


@dataclass(frozen=True)
class Target:
    """One number that must come out.

    Attributes
    ----------
    id
        Letters, digits and hyphens; unique in its replication.
    what
        What the number is, with its unit, in a few words.
    expected
        The number itself.
    tolerance
        How far from it counts as reproduced, in the same unit.
    why
        Why the tolerance is what it is: standard errors of so many people, a bin's width, rounding.
    origin
        Whose number it is.
    relation
        ``equal`` within the tolerance; or ``over`` or ``under`` the number by more than the tolerance.
    """

    id: str
    what: str
    expected: float
    tolerance: float
    why: str
    origin: Origin
    relation: Relation = "equal"

    def is_met(self, obtained: float) -> bool:
        """Whether a value reproduces the target; an undefined one never does."""
        if self.relation == "equal":
            return abs(obtained - self.expected) <= self.tolerance
        gap = obtained - self.expected if self.relation == "over" else self.expected - obtained
        return gap > self.tolerance


@dataclass(frozen=True)
class Curve:
    """One series of a picture: ``x`` and ``y`` of equal length, drawn as a line or as points.

    By custom what is published or proved is a line or large points, and what was obtained is points on it.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float]
    kind: Kind = "line"


@dataclass(frozen=True)
class Picture:
    """The figure of a replication: a title that says what is seen, and its axes with their units."""

    title: str
    x: str
    y: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True)
class Found:
    """What a replication came to.

    Attributes
    ----------
    values
        By id of target.
    picture
        The result beside what is published.
    missing
        Empty, or what would be needed to run it: then there are neither values nor a picture.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    picture: Picture | None = None
    missing: str = ""


@dataclass(frozen=True)
class Setup:
    """How a replication is asked to run.

    Attributes
    ----------
    seed
        Where all luck begins.
    changes
        By key path, laid over the replication's own scenario: to question it, and to see it fail.
    data
        A folder of tables that the project does not ship.
    """

    seed: int = SEED
    changes: Mapping[str, Any] = field(default_factory=dict)
    data: Path | None = None

    def scenario(self, *, on: Sequence[str], changes: Mapping[str, Any]) -> Scenario:
        """The stripped scenario: of all mechanisms only those named, no rules, and the replication's own numbers.

        Parameters
        ----------
        on
            Mechanisms, such as ``"watching"`` or ``"scoring.friends"``, and parts of them.
        changes
            By key path.

        Raises
        ------
        BadScenario
            If what is asked is not a valid scenario.
        """
        plain = Scenario.load("no-system").with_changes({"rules": []})
        switches = {path: False for path, _, _ in plain.walk() if path.endswith(".on")}
        for name in on:
            switches |= {f"{whole}.on": True for whole in (name.partition(".")[0], name) if f"{whole}.on" in switches}
        asked = {"label": "hypothetical", "window": dict(WINDOW), **switches, **changes}
        return plain.with_changes(asked).with_changes(self.changes)


WINDOW: Final = {"from": "2013-01", "until": "2013-12"}
"""Where replications without dates of their own begin; the bench lives on past the end as long as it is asked to."""


@dataclass(frozen=True)
class Replication:
    """A published result or closed form, to be reproduced.

    Attributes
    ----------
    name, title
        As typed after ``xinyong replicate``; a few words.
    source
        Authors, year, title, where it appeared.
    published
        What was published or proved, and which version was used where a paper disagrees with its code.
    setting
        How this society is set up for it, and how that differs from the original.
    targets
        What must come out.
    run
        From a setup to what was found; deterministic.
    """

    name: str
    title: str
    source: str
    published: str
    setting: str
    targets: tuple[Target, ...]
    run: Callable[[Setup], Found] = field(repr=False)

    def reproduce(self, setup: Setup | None = None) -> Outcome:
        """Run it and judge what came out.

        Raises
        ------
        BadScenario, BadFolder
            If the changes are not valid, or the data cannot be read.
        """
        found = self.run(setup or Setup())
        if not found.missing and set(found.values) != {target.id for target in self.targets}:
            odd = sorted(set(found.values) ^ {target.id for target in self.targets})
            raise ValueError(f"{self.name}: values and targets differ in {', '.join(odd)}")
        return Outcome(self, found)


@dataclass(frozen=True)
class Verdict:
    """One target and what was obtained."""

    target: Target
    obtained: float

    @property
    def is_met(self) -> bool:
        """Whether it was reproduced."""
        return bool(self.target.is_met(self.obtained))


@dataclass(frozen=True)
class Outcome:
    """A replication and what it came to; one without its data is skipped, which is neither passed nor failed."""

    replication: Replication
    found: Found

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One a target, in order; none if it was skipped."""
        if self.is_skipped:
            return ()
        return tuple(Verdict(target, float(self.found.values[target.id])) for target in self.replication.targets)

    @property
    def is_skipped(self) -> bool:
        """Whether something was missing."""
        return bool(self.found.missing)

    @property
    def is_reproduced(self) -> bool:
        """Whether it ran and every target was met."""
        return not self.is_skipped and all(verdict.is_met for verdict in self.verdicts)

    def to_dict(self) -> dict[str, Any]:
        """The outcome as data."""
        return {
            "name": self.replication.name,
            "title": self.replication.title,
            "source": self.replication.source,
            "verdict": "skipped" if self.is_skipped else "reproduced" if self.is_reproduced else "not reproduced",
            "missing": self.found.missing,
            "targets": [
                {
                    "id": verdict.target.id,
                    "what": verdict.target.what,
                    "origin": verdict.target.origin,
                    "relation": verdict.target.relation,
                    "target": float(verdict.target.expected),
                    "tolerance": float(verdict.target.tolerance),
                    "why": verdict.target.why,
                    "obtained": verdict.obtained if math.isfinite(verdict.obtained) else None,
                    "is_met": verdict.is_met,
                }
                for verdict in self.verdicts
            ],
        }
