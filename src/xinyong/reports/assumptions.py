"""The assumptions in use: every parameter and rule of what is switched on, with its source and label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..model import model_of
from ..scenario.parameter_rows import parameters
from ..scenario.scenario import Scenario
from .changed_values import shown

LABELS: Final = ("documented", "essay", "hypothetical")
"""What a value may be called, the best supported first."""

_ALWAYS: Final = frozenset({"society", "initialization", "nation"})


@dataclass(frozen=True)
class Assumption:
    """One value in use, in words."""

    path: str
    meaning: str
    value: str
    unit: str
    source: str
    label: str


@dataclass(frozen=True)
class Assumptions:
    """All values in use in a scenario.

    Attributes
    ----------
    sections
        Values by section of the scenario, in its order; rules come last.
    counts
        How many values carry each label.
    origins
        Where the mechanism of a section comes from, if it is not built in.
    """

    sections: dict[str, tuple[Assumption, ...]]
    counts: dict[str, int]
    origins: dict[str, str]

    def words(self, section: str) -> str:
        """How many values a section has, their labels, and its origin: ``"35 (4 documented, 31 hypothetical)"``."""
        values = self.sections[section]
        counts = {label: sum(value.label == label for value in values) for label in LABELS}
        words = f"{len(values)} ({', '.join(f'{count} {label}' for label, count in ordered(counts))})"
        return f"{words}; mechanism added: {self.origins[section]}" if section in self.origins else words

    @property
    def total(self) -> int:
        """How many values are in use."""
        return sum(self.counts.values())


def in_use(scenario: Scenario) -> Assumptions:
    """Values of the mechanisms and rules that are switched on; what is off cannot have mattered."""
    on = scenario.on | _ALWAYS
    is_on = {rule.id: rule.on and "consequences" in on for rule in scenario.rules}
    rows = [row for row in parameters(scenario) if _is_in_use(str(row["path"]), on, is_on)]
    sections: dict[str, list[Assumption]] = {}
    for row in rows:
        sections.setdefault(_section(str(row["path"])), []).append(_assumption(row))
    counts = {label: sum(row["label"] == label for row in rows) for label in LABELS}
    origins = {name: model_of(scenario).origin(name) for name in scenario.ADDED}
    return Assumptions({name: tuple(found) for name, found in sections.items()}, counts, origins)


def _is_in_use(path: str, on: frozenset[str], rules: dict[str, bool]) -> bool:
    parts = path.split(".")
    if parts[0] == "rules":
        return rules[parts[1]]
    if parts[0] == "scoring":
        return len(parts) > 2 and f"scoring.{parts[1]}" in on
    return parts[0] in on


def _section(path: str) -> str:
    parts = path.split(".")
    return ".".join(parts[:2]) if parts[0] == "scoring" else parts[0]


def _assumption(row: dict[str, Any]) -> Assumption:
    meaning = str(row["meaning"])
    return Assumption(
        str(row["path"]), meaning[:1].upper() + meaning[1:], shown(row["value"]), str(row["unit"]),
        str(row["source"]), str(row["label"]),
    )  # fmt: skip


def ordered(counts: dict[str, int]) -> Sequence[tuple[str, int]]:
    """Labels with their counts, those that occur, the best supported first."""
    return [(label, counts[label]) for label in LABELS if counts[label]]
