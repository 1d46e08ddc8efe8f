"""The page of checks of the whole model: documented figures beside simulated ones, and what is not expressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from ..charts.number_format import UNDEFINED, changes, number
from ..evidence.record import Validation
from ..scenario.facts import FACTS
from .html_page import filled, written

NO_REASON: Final = "No reason is known."
POINTS: Final = "points of share"
"""Unit of a difference between shares."""


@dataclass(frozen=True)
class Row:
    """One check in words; ``obtained`` and ``accepted`` are empty where the model does not express it."""

    target: str
    what: str
    when: str
    documented: str
    accepted: str
    obtained: str
    state: str
    source: str
    standing: str
    why: str
    reason: str


@dataclass(frozen=True)
class Part:
    """The checks of one target: ``says`` is the target in a line."""

    id: str
    says: str
    rows: tuple[Row, ...]


def row(check: Mapping[str, Any]) -> Row:
    """A check, as `Validation.to_dict` has it, in words."""
    is_asked = check["state"] != "not expressed"
    unit = check.get("unit", "")
    return Row(
        check["target"],
        check["what"],
        check.get("when", ""),
        check["documented"],
        " or ".join(_band(low, high, unit) for low, high in check["accepted"]) if is_asked else "",
        _told(check["obtained"], unit) if is_asked else "",
        check["state"],
        f"{check['source']} ({check['reliability']})",
        check.get("standing", ""),
        check.get("why", ""),
        check["reason"] or (NO_REASON if check["state"] == "not met" else ""),
    )


def parts(checks: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Checks by target: V5, V6 and so on, then others."""
    ordered = sorted(checks, key=lambda check: _place(str(check["target"])))
    return tuple(
        Part(target, FACTS[target].statement, tuple(map(row, of)))
        for target, of in groupby(ordered, key=lambda check: str(check["target"]))
    )


def render_validation(found: Validation) -> str:
    """The page as HTML: whole, with its style inside."""
    return filled(
        "validation.html",
        title="The whole model beside the record",
        version=metadata.version("xinyong"),
        parts=parts(found.to_dict()["checks"]),
        tally=found.tally,
        population=f"{found.population:_}",
        seed=found.seed,
    )


def write_validation(found: Validation, path: str | Path) -> Path:
    """Write the page to a file, replacing what is there.

    Raises
    ------
    BadFolder
        If the file cannot be written.
    """
    return written(render_validation(found), path)


def _place(target: str) -> tuple[bool, int, str]:
    number = target.removeprefix("V")
    return (True, 0, target) if number == target else (False, int(number), target)


def _told(value: float | None, unit: str) -> str:
    if value is None:
        return UNDEFINED
    return changes(value, float("nan"), float("nan"), "share")[0] if unit == POINTS else number(value, unit)


def _band(low: float | None, high: float | None, unit: str) -> str:
    if low is None:
        return f"under {_told(high, unit)}"
    if high is None:
        return f"over {_told(low, unit)}"
    return f"{_told(low, unit)} to {_told(high, unit)}"
