"""Findings in words, as tables, pages and sections show them, and the page of one piece of evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Final

from ..charts.colours import look
from ..charts.curves import curves_picture
from ..charts.number_format import MINUS, NBSP, UNDEFINED, amount, changes, is_index, is_share
from ..charts.picture import Picture, picture
from ..charts.themes import Plan
from ..charts.world_view import WorldView
from ..evidence.finding import KINDS, Evidence, Expected, Finding, MeasureOverTime, Subject
from .figures import Figure, figure
from .html_page import filled, written

NO_REASON: Final = "The reason is not known."
POINTS: Final = "points of share"
"""Unit of a difference between shares."""
BESIDE: Final = 412
"""Pixels of a picture beside a table of findings."""
COLUMNS: Final = {
    "question": "Question, and why this tolerance",
    "when": "When",
    "expected": "#Expected",
    "accepted": "#Accepted",
    "obtained": "#Obtained",
    "usual": "#Usual world",
    "kind": "Kind",
    "source": "Source",
    "verdict": "Verdict",
}
"""Headings of the table by field of a `Row`; numbers are marked with ``#``."""
_RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True)
class Row:
    """One finding in words, a field for each column; empty where the finding has no such thing.

    ``why`` is the reason for the value or the tolerance; ``reason`` why it failed or could not be judged.
    """

    question: str
    when: str
    expected: str
    accepted: str
    obtained: str
    usual: str
    kind: str
    source: str
    verdict: str
    why: str
    reason: str

    @property
    def asked(self) -> str:
        """The question with its month or months."""
        return ", ".join(filter(None, (self.question, self.when)))


@dataclass(frozen=True)
class SubjectSection:
    """One subject in words: its rows, the columns in which any of them has something, and its figure."""

    subject: Subject
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    figure: Figure | None

    @property
    def tally(self) -> str:
        """``"3 of 4 met"``, or the verdict if nothing was judged."""
        judged = [row.verdict for row in self.rows if row.verdict in ("met", "not met")]
        return f"{judged.count('met')} of {len(judged)} met" if judged else self.subject.verdict


def row(finding: Finding) -> Row:
    """A finding in words; a source that is no facts id is left to the subject's details."""
    expected = finding.expected
    was_run = finding.verdict not in ("skipped", "not expressed")
    grade = f" ({finding.reliability})" if finding.reliability else ""
    return Row(
        question=finding.question,
        when=finding.when if grade else "",
        expected=_expected(expected),
        accepted=_accepted(expected),
        obtained=in_words(finding.obtained, expected) if was_run else "",
        usual="" if finding.usual is None else in_words(finding.usual, replace(expected, tolerance=0.0)),
        kind=finding.kind,
        source=f"{finding.source}{grade}" if grade else "",
        verdict=finding.verdict,
        why=expected.why,
        reason=finding.reason or (NO_REASON if finding.verdict == "not met" else ""),
    )


def sections(found: Evidence, *, is_drawn: bool) -> tuple[SubjectSection, ...]:
    """All subjects in words, with their figures if these are to be drawn."""
    shown = []
    for subject in found.subjects:
        rows = tuple(map(row, subject.findings))
        columns = tuple(column for column in COLUMNS if any(getattr(one, column) for one in rows))
        shown.append(SubjectSection(subject, rows, columns, _figure(subject) if is_drawn else None))
    return tuple(shown)


def render_findings(found: Evidence) -> str:
    """The page as HTML: whole, with style and pictures inside."""
    shown = sections(found, is_drawn=True)
    courses = [subject.picture for subject in found.subjects if isinstance(subject.picture, MeasureOverTime)]
    return filled(
        "findings.html",
        title=found.title,
        version=metadata.version("xinyong"),
        found=found,
        sections=shown,
        failed=[one for one in shown if one.subject.verdict == "not met"],
        skipped=[one for one in shown if one.subject.verdict == "skipped"],
        kinds=[(kind, meaning, found.of_kind(kind)) for kind, meaning in KINDS.items() if found.of_kind(kind)[1]],
        headings=COLUMNS,
        worlds=_worlds(courses[0]) if courses else (),
        replicates="",
    )


def write_findings(found: Evidence, path: str | Path) -> Path:
    """Write the page to a file, replacing what is there.

    Raises
    ------
    BadFolder
        If the file cannot be written.
    """
    return written(render_findings(found), path)


def in_words(value: float, expected: Expected) -> str:
    """A value with its unit and as many digits as the tolerance gives meaning to."""
    if not math.isfinite(value):
        return UNDEFINED
    if expected.unit == POINTS:
        return changes(value, math.nan, math.nan, "share")[0]
    places = min(8, max(0, 1 - math.floor(math.log10(expected.tolerance)))) if expected.tolerance > 0 else None
    if is_share(expected.unit) or not (is_index(expected.unit) or places):
        return amount(value, expected.unit)
    is_plain = places is None or abs(value) < max(1e-4, 10.0**-places)
    words = plain(value) if is_plain else f"{value:,.{places}f}".replace("-", MINUS)
    return words if is_index(expected.unit) else f"{words}{NBSP}{expected.unit}"


def plain(value: float) -> str:
    """A pure number with four digits; a tiny one as a power of ten."""
    if value == round(value) or abs(value) >= 1000:
        return f"{value:,.0f}".replace("-", MINUS)
    if abs(value) >= 1e-3:
        return f"{value:.4g}".replace("-", MINUS)
    digits, power = f"{value:.1e}".split("e")
    return f"{digits}{NBSP}×{NBSP}10{str(int(power)).translate(_RAISED)}".replace("-", MINUS)


def _expected(expected: Expected) -> str:
    if expected.text or expected.relation == "undefined":
        return expected.text or UNDEFINED
    beyond = f"{expected.relation} " if expected.relation in ("over", "under") else ""
    return beyond + in_words(expected.value, expected)


def _accepted(expected: Expected) -> str:
    if expected.relation == "within":
        return " or ".join(f"{_bare(low, expected)} to {in_words(high, expected)}" for low, high in expected.bands)
    if expected.relation in ("over", "under") and expected.text:
        return f"{expected.relation} {in_words(expected.value, expected)}"
    if not expected.tolerance:
        return "exactly" if expected.relation in ("equal", "exact") else ""
    margin = float(f"{expected.tolerance:.2g}")
    words = amount(margin, expected.unit) if is_share(expected.unit) else plain(margin)
    return f"±{NBSP}{words}" if expected.relation == "equal" else f"by more than {words}"


def _bare(value: float, expected: Expected) -> str:
    """A value without its unit, for the lower end of a range."""
    return in_words(value, expected).removesuffix(f"{NBSP}{expected.unit}").removesuffix(f"{NBSP}points")


def _worlds(courses: MeasureOverTime) -> tuple[WorldView, ...]:
    return tuple(WorldView(name, look(place), run) for place, (name, run) in enumerate(courses.worlds.items()))


def picture_of(subject: Subject) -> Picture | None:
    """The picture of a subject; None if it has none, or its measure is not defined."""
    shown, id = subject.picture, f"figure-{subject.id}"
    if not isinstance(shown, MeasureOverTime):
        return None if shown is None else curves_picture(shown, name=id, source="")
    worlds = _worlds(shown)
    return picture(Plan(id, "lines", worlds[0].definition(shown.measure).name, (shown.measure,)), worlds)


def _figure(subject: Subject) -> Figure | None:
    drawn = picture_of(subject)
    if drawn is None:
        return None
    worlds = _worlds(subject.picture) if isinstance(subject.picture, MeasureOverTime) else ()
    note = "" if worlds else "Longer curves are thinned out."
    return figure(drawn, kind="lines", wide=BESIDE, note=note, worlds=worlds)
