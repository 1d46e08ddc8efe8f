"""The values in which one scenario differs from another, in groups and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..scenario.parameter_rows import Difference, Value
from ..scenario.scenario import Scenario

CHANGE_GROUPS: Final = (
    "Period, population and random seed", "Mechanisms and switches", "Numbers and choices", "Sanctions", "Rewards",
)  # fmt: skip
"""Groups of differences, in the order of the report."""

NOTHING: Final = "no such rule"
"""The value shown for a rule that does not exist."""


@dataclass(frozen=True)
class Change:
    """One difference in words.

    Attributes
    ----------
    path
        Key path in the scenario file.
    meaning
        What the parameter or rule is.
    old, new
        The value in A and in B.
    unit, source, label
        Unit, source id and label of the new value.
    """

    path: str
    meaning: str
    old: str
    new: str
    unit: str
    source: str
    label: str


def grouped(differences: Iterable[Difference], a: Scenario, b: Scenario) -> dict[str, tuple[Change, ...]]:
    """Differences by group, empty groups left out.

    Parameters
    ----------
    differences
        From `scenario.parameter_rows`, B against A.
    a, b
        The scenarios, which say whether a rule is a sanction or a reward.
    """
    kinds = {rule.id: rule.kind for rule in (*a.rules, *b.rules)}
    found: dict[str, list[Change]] = {group: [] for group in CHANGE_GROUPS}
    for one in differences:
        found[_group(one, kinds)].append(change(one))
    return {group: tuple(changes) for group, changes in found.items() if changes}


def effective(differences: Iterable[Difference], a: Scenario, b: Scenario) -> tuple[Difference, ...]:
    """Differences without the switches of sections that are off in both because their parent section is off."""
    return tuple(one for one in differences if _part(one) is None or (_part(one) in a.on) != (_part(one) in b.on))


def _part(one: Difference) -> str | None:
    """The part of scoring that a difference switches, if it does."""
    section = one.path.removesuffix(".on")
    return section if section != one.path and section.startswith("scoring.") else None


def change(one: Difference) -> Change:
    """A difference with its values as words."""
    return Change(one.path, _sentence(one.meaning), shown(one.old), shown(one.new), one.unit, one.source, one.label)


def shown(value: Value) -> str:
    """A parameter's value in words: ``"on"``, ``"0.35"`` or ``"no such rule"``."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:,.6g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def _group(one: Difference, kinds: Mapping[str, str]) -> str:
    if one.is_frame:
        return CHANGE_GROUPS[0]
    if one.path.startswith("rules."):
        return CHANGE_GROUPS[3] if kinds[one.path.split(".")[1]] == "stick" else CHANGE_GROUPS[4]
    return CHANGE_GROUPS[1] if isinstance(one.new, bool) else CHANGE_GROUPS[2]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
