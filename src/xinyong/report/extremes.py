"""The page of extreme cases: the limit of each, said before it was run, beside what the model came to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ..charts.build_pictures import picture
from ..charts.captions import month_name
from ..charts.measure_labels import name
from ..charts.number_format import MINUS, NBSP, UNDEFINED, amount, is_index, number
from ..charts.themes import Plan
from ..charts.world_view import WorldView, world_views
from ..evidence.limits.limit import ROUNDING, Finding, Verdict
from ..measures.registry import MEASURES
from ..runs.comparison import Comparison
from .figures import Figure, figure
from .html_page import filled, written

USUAL, EXTREME = "usual", "extreme"
BESIDE: Final = 420
"""Pixels of a picture beside a table of limits."""
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True)
class Row:
    """One limit in words.

    Attributes
    ----------
    measure, why
        Short name of the measure, and why the limit must hold.
    expected, obtained, usual
        The limit with its tolerance, what the case came to, and what its usual world comes to.
    is_met
        Whether the limit was met.
    """

    measure: str
    why: str
    expected: str
    obtained: str
    usual: str
    is_met: bool


@dataclass(frozen=True)
class Told:
    """One case in words: ``world`` is the preset that was taken to its extreme."""

    id: str
    title: str
    says: str
    world: str
    rows: tuple[Row, ...]
    figure: Figure | None


def row(verdict: Verdict) -> Row:
    """A verdict in words."""
    measure = verdict.limit.measure
    unit = MEASURES[measure].unit
    return Row(
        name(measure),
        verdict.limit.why,
        _limit(verdict, unit),
        told(verdict.obtained, unit),
        told(verdict.usual, unit),
        verdict.is_met,
    )


def tally(findings: Sequence[Finding]) -> str:
    """How many limits were met, as a sentence."""
    verdicts = [verdict for finding in findings for verdict in finding.verdicts]
    met = sum(verdict.is_met for verdict in verdicts)
    return f"{met} of {len(verdicts)} limits in {len(findings)} extreme cases are met."


def cases(findings: Sequence[Finding], *, is_drawn: bool) -> tuple[Told, ...]:
    """All cases in words, with the course of one measure each if it is to be drawn."""
    return tuple(
        Told(
            finding.case.id,
            finding.case.title,
            finding.case.says,
            finding.case.preset,
            tuple(row(verdict) for verdict in finding.verdicts),
            _figure(finding) if is_drawn else None,
        )
        for finding in findings
    )


def render_extremes(findings: Sequence[Finding]) -> str:
    """The page of extreme cases as HTML: whole, with style and pictures inside."""
    first = findings[0].extreme.manifest
    return filled(
        "extremes.html",
        title="Extreme cases",
        version=first["version"],
        worlds=_worlds(findings[0]),
        replicates="",
        cases=cases(findings, is_drawn=True),
        tally=tally(findings),
        population=f"{first['population']:,}",
        seed=first["seed"],
        window=f"{month_name(first['window']['from'])} to {month_name(first['window']['until'])}",
    )


def write_extremes(findings: Sequence[Finding], path: str | Path) -> Path:
    """Write the page of extreme cases to a file, replacing what is there.

    Raises
    ------
    BadFolder
        If the file cannot be written.
    """
    return written(render_extremes(findings), path)


def told(value: float, unit: str) -> str:
    """A value with its unit; a small index keeps three digits, a tiny one is told as a power of ten."""
    if value == 0 and is_index(unit):
        return "0"
    if not math.isfinite(value) or not is_index(unit) or abs(value) >= 0.1:
        return amount(value, unit)
    if abs(value) >= 1e-3:
        return number(value, unit) if round(value, 3) == value else f"{value:.5f}".replace("-", MINUS)
    digits, power = f"{value:.1e}".split("e")
    return f"{digits}{NBSP}×{NBSP}10{str(int(power)).translate(_RAISED)}".replace("-", MINUS)


def _limit(verdict: Verdict, unit: str) -> str:
    if math.isnan(verdict.expected):
        return UNDEFINED
    expected = told(verdict.expected, unit)
    if verdict.limit.relation == "over":
        return f"over {expected}"
    if verdict.limit.tolerance == ROUNDING:
        return expected
    return f"{expected} ± {told(verdict.tolerance, unit)}"


def _worlds(finding: Finding) -> tuple[WorldView, ...]:
    usual, extreme = world_views(Comparison((finding.usual, finding.extreme)))
    return replace(usual, name=USUAL), replace(extreme, name=EXTREME)


def _figure(finding: Finding) -> Figure | None:
    measure = finding.case.shown
    plan = Plan(f"course-{finding.case.id}", "lines", name(measure), (measure,))
    drawn = picture(plan, _worlds(finding))
    return None if drawn is None else figure(drawn, kind=plan.kind, wide=BESIDE)
