"""Parameters as a report lists them: those in use, with source and label, and those in which two scenarios differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..model import model_of
from ..scenario.parameter_rows import Difference, Value, parameters
from ..scenario.scenario import Scenario
from ..vocabulary import LABELS

CHANGE_GROUPS: Final = (
    "Period, population and random seed", "Mechanisms and switches", "Numbers and choices", "Sanctions", "Rewards",
)  # fmt: skip
"""Groups of differences, in the order of the report."""
NOTHING: Final = "no such rule"
"""The value shown for a rule that does not exist."""
_ALWAYS: Final = frozenset({"society", "initialization", "nation"})


def shown(value: Value) -> str:
    """A parameter's value in words: ``"on"``, ``"0.35"`` or ``"no such rule"``."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:,.6g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def grouped(differences: Iterable[Difference], a: Scenario, b: Scenario) -> dict[str, tuple[Difference, ...]]:
    """Differences by group, empty groups left out.

    Parameters
    ----------
    differences
        From `scenario.parameter_rows`, B against A.
    a, b
        The scenarios, which say whether a rule is a sanction or a reward.
    """
    kinds = {rule.id: rule.kind for rule in (*a.rules, *b.rules)}
    found: dict[str, list[Difference]] = {group: [] for group in CHANGE_GROUPS}
    for one in differences:
        found[_group(one, kinds)].append(one)
    return {group: tuple(changes) for group, changes in found.items() if changes}


def effective(differences: Iterable[Difference], a: Scenario, b: Scenario) -> tuple[Difference, ...]:
    """Differences without the switches of sections that are off in both because their parent section is off."""

    def has_effect(one: Difference) -> bool:
        section = one.path.removesuffix(".on")
        is_part = section != one.path and section.startswith("scoring.")
        return not is_part or (section in a.on) != (section in b.on)

    return tuple(filter(has_effect, differences))


def _group(one: Difference, kinds: Mapping[str, str]) -> str:
    if one.is_frame:
        return CHANGE_GROUPS[0]
    if one.path.startswith("rules."):
        return CHANGE_GROUPS[3] if kinds[one.path.split(".")[1]] == "stick" else CHANGE_GROUPS[4]
    return CHANGE_GROUPS[1] if isinstance(one.new, bool) else CHANGE_GROUPS[2]


@dataclass(frozen=True)
class Assumptions:
    """All values in use in a scenario.

    Attributes
    ----------
    sections
        Values by section of the scenario, in its order, as `scenario.parameter_rows.parameters` describes them; rules
        come last.
    counts
        How many values carry each label.
    origins
        Where the mechanism of a section comes from, if it is not built in.
    """

    sections: dict[str, list[dict[str, Any]]]
    counts: dict[str, int]
    origins: dict[str, str]

    def words(self, section: str) -> str:
        """How many values a section has, their labels, and its origin: ``"35 (4 documented, 31 hypothetical)"``."""
        values = self.sections[section]
        words = f"{len(values)} ({', '.join(f'{count} {label}' for label, count in ordered(_counts(values)))})"
        return f"{words}; mechanism added: {self.origins[section]}" if section in self.origins else words

    @property
    def total(self) -> int:
        """How many values are in use."""
        return sum(self.counts.values())


def in_use(scenario: Scenario) -> Assumptions:
    """Values of the mechanisms and rules that are switched on; what is off cannot have mattered."""
    on = scenario.on | _ALWAYS
    rules = {rule.id: rule.on and "consequences" in on for rule in scenario.rules}
    sections: dict[str, list[dict[str, Any]]] = {}
    for row in parameters(scenario):
        parts = str(row["path"]).split(".")
        section = ".".join(parts[:2]) if parts[0] == "scoring" and len(parts) > 2 else parts[0]
        if rules[parts[1]] if section == "rules" else section in on and section != "scoring":
            sections.setdefault(section, []).append(row)
    counts = _counts([row for rows in sections.values() for row in rows])
    return Assumptions(sections, counts, {name: model_of(scenario).origin(name) for name in scenario.ADDED})


def _counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {label: sum(row["label"] == label for row in rows) for label in LABELS}


def ordered(counts: dict[str, int]) -> Sequence[tuple[str, int]]:
    """Labels with their counts, those that occur, the best supported first."""
    return [(label, counts[label]) for label in LABELS if counts[label]]
