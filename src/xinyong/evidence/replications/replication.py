"""What a replication is: a published or proved result, the same set-up in this society, and the targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from ...scenario.scenario import Scenario
from ...society.ties import Ties
from ..finding import Curves, Expected, Finding, Kind, Subject
from ..single_tile import SEED, State, begin

WINDOW: Final = {"from": "2013-01", "until": "2013-12"}
"""First year of replications without dates of their own; a single tile runs past its end if asked to."""


def target(
    id: str,
    question: str,
    value: float,
    tolerance: float,
    why: str,
    kind: Kind = "closed form",
    relation: Literal["equal", "over", "under"] = "equal",
    *,
    unit: str = "",
    reason: str = "",
) -> Finding:
    """One number that must come out.

    Parameters
    ----------
    id
        Letters, digits and hyphens; unique in its replication.
    question
        The quantity, in a few words.
    value, tolerance, relation
        The expected number, and how near is near (see `Expected`).
    why
        Why this tolerance: standard errors of so many people, the width of a bin, rounding.
    kind
        ``published``, ``recomputed`` or ``closed form``.
    unit
        Empty for a pure number.
    reason
        Why it is known to be missed, if it is.
    """
    expected = Expected(float(value), float(tolerance), relation, unit=unit, why=why)
    return Finding(id, question, expected, kind, reason=reason)


def four_errors(chance: float, cases: float) -> float:
    """Four standard errors of a share of independent cases that each count with this probability."""
    return 4.0 * float(np.sqrt(chance * (1.0 - chance) / cases))


@dataclass(frozen=True)
class Found:
    """The result of a replication.

    Attributes
    ----------
    values
        By id of target.
    picture
        The result beside the published one.
    missing
        What it would need to run; empty if it ran.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    picture: Curves | None = None
    missing: str = ""


@dataclass(frozen=True)
class Setup:
    """How to run a replication.

    Attributes
    ----------
    seed
        Random seed.
    changes
        New values by key path for the replication's own scenario, to question it and to see it fail.
    data
        A folder of tables that the project does not ship.
    """

    seed: int = SEED
    changes: Mapping[str, Any] = field(default_factory=dict)
    data: Path | None = None

    def scenario(self, *, on: Sequence[str], changes: Mapping[str, Any]) -> Scenario:
        """A reduced scenario: only the named mechanisms, no rules, and the replication's own numbers.

        Parameters
        ----------
        on
            Mechanisms, such as ``"watching"`` or ``"scoring.friends"``, and their options.
        changes
            By key path.

        Raises
        ------
        BadScenario
            If the result is not a valid scenario.
        """
        plain = Scenario.load("no-system").with_changes({"rules": []})
        switches = {path: False for path, _, _ in plain.walk() if path.endswith(".on")}
        for name in on:
            switches |= {f"{whole}.on": True for whole in (name.partition(".")[0], name) if f"{whole}.on" in switches}
        usual = plain.with_changes({"label": "hypothetical", "window": dict(WINDOW), **switches})
        return usual.with_changes(changes).with_changes(self.changes)

    def begin(self, *, on: Sequence[str], changes: Mapping[str, Any], people: int, ties: Ties | None = None) -> State:
        """The beginning of the first month of such a scenario, for so many people (see `single_tile.begin`)."""
        return begin(self.scenario(on=on, changes=changes), people=people, seed=self.seed, ties=ties)


@dataclass(frozen=True)
class Replication:
    """A published result or closed form that this society must reproduce.

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
        What must come out (see `target`).
    wrong
        One wrong number by key path: with it the replication must fail.
    run
        From a setup to the result; deterministic.
    """

    name: str
    title: str
    source: str
    published: str
    setting: str
    targets: tuple[Finding, ...]
    wrong: Mapping[str, float]
    run: Callable[[Setup], Found] = field(repr=False)

    def reproduce(self, setup: Setup | None = None) -> Subject:
        """Run it and judge the result.

        Raises
        ------
        BadScenario, BadFolder
            If the changes are not valid, or the data cannot be read.
        """
        return self.judge(self.run(setup or Setup()))

    def judge(self, found: Found) -> Subject:
        """The targets with their values and verdicts."""
        ids = {target.id for target in self.targets}
        if not found.missing and set(found.values) != ids:
            raise ValueError(f"{self.name}: values and targets differ in {', '.join(sorted(set(found.values) ^ ids))}")
        wrong = " ".join(f"--set {path}={value:g}" for path, value in self.wrong.items())
        refute = f"xinyong replicate {self.name} {wrong}"
        asked = tuple(replace(target, source=self.source, refute=f"{refute} must fail") for target in self.targets)
        details = {
            "Set-up": self.setting,
            "Source": self.source,
            "Run it": f"`xinyong replicate {self.name}`",
            "Must fail": f"`{refute}`",
        }
        findings = (
            tuple(replace(target, reason=found.missing) for target in asked)
            if found.missing
            else tuple(target.judged(found.values[target.id]) for target in asked)
        )
        return Subject(self.name, self.title, self.published, findings, details, found.picture)
