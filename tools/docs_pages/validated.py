"""The page on validation: the numbers that tools/validate_docs.py obtained, judged and set as tables."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xinyong.evidence.finding import KINDS, Evidence
from xinyong.evidence.replicate import gathered as replications_of
from xinyong.evidence.replications import REPLICATIONS, Found
from xinyong.evidence.validate import CHECKS
from xinyong.evidence.validate import gathered as validation_of
from xinyong.reports.findings import Row, SubjectSection, sections

KEPT = Path(__file__).parent / "validation.json"
"""What was obtained: by name of replication and id of target, and by target and id of check."""
HEADS = {
    "question": "question",
    "when": "when",
    "expected": "expected",
    "accepted": "accepted",
    "obtained": "obtained",
    "kind": "kind",
    "source": "source",
    "verdict": "verdict",
    "why": "tolerance from",
}

Rows = Iterable[Sequence[object]]
Table = Callable[[Sequence[str], Rows], str]


def kept() -> dict[str, Any]:
    """The numbers as they were written down."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def replicated(numbers: Mapping[str, Any]) -> Evidence:
    """The replications with the kept numbers; a replication without numbers was skipped."""
    obtained = numbers["replications"]
    return replications_of(
        [
            one.judge(Found({id: _number(value) for id, value in obtained[name].items()}))
            if obtained[name]
            else one.judge(Found(missing="no data were given when this page was made"))
            for name, one in REPLICATIONS.items()
        ]
    )


def validated(numbers: Mapping[str, Any]) -> Evidence:
    """The checks with the kept numbers."""
    kept = numbers["validation"]
    each = kept["people_per_citizen"]
    judged = [
        check.judged(_number(kept["obtained"].get(check.target, {}).get(check.finding.id)), people_per_citizen=each)
        for check in CHECKS
    ]
    return validation_of(judged, population=kept["population"], seed=kept["seed"], people_per_citizen=each)


def page_part(name: str, table: Table) -> str:
    """One generated part of the page; KeyError for a name that does not exist."""
    numbers = kept()
    replications, checks = replicated(numbers), validated(numbers)
    if name == "tally":
        return tally(replications, checks)
    if name in ("misses", "gaps"):
        wanted = "not met" if name == "misses" else "not expressed"
        return reasons([*sections(replications, is_drawn=False), *sections(checks, is_drawn=False)], wanted, table)
    found = {"replications": replications, "record": checks}[name]
    return "\n\n".join(_subject(one, table) for one in sections(found, is_drawn=False) if _shown(one))


def tally(replications: Evidence, checks: Evidence) -> str:
    """All verdicts in a few sentences."""
    ran = [subject for subject in replications.subjects if subject.verdict != "skipped"]
    kinds = [finding.kind for finding in replications.findings if finding.verdict == "met"]
    whose = ", ".join(f"{kinds.count(kind)} {kind}" for kind in KINDS if kind in kinds)
    words = f"{len(ran)} replications: {replications.summary} By kind: {whose}."
    if "liu-2018" in (subject.id for subject in ran):
        words += " `liu-2018` ran on tables that are not shipped; it is skipped without `--data`."
    return f"{words} The whole model, with {checks.settings['population']:,} citizens: {checks.summary}"


def reasons(shown: Iterable[SubjectSection], verdict: str, table: Table) -> str:
    """The findings with a verdict, and the reason."""
    rows = [
        (
            f"`{one.subject.id}`",
            row.asked,
            row.expected,
            row.obtained,
            row.reason,
        )
        for one in shown
        for row in one.rows
        if row.verdict == verdict
    ]
    if verdict == "not expressed":
        return table(("target", "question", "published", "reason"), [(*row[:3], row[4]) for row in rows])
    return table(("where", "question", "expected", "obtained", "reason"), rows)


def _shown(one: SubjectSection) -> list[Row]:
    return [row for row in one.rows if row.verdict != "not expressed"]


def _subject(one: SubjectSection, table: Table) -> str:
    subject = one.subject
    words = [f"### {subject.title}", f"`{subject.id}`, **{one.tally}**. {subject.text}"]
    if subject.details:
        words[1] += f" *Set-up.* {subject.details['Set-up']} *Source.* {subject.details['Source']}."
        words[1] += f" *Must fail.* {subject.details['Must fail']}."
    columns = [column for column in (*one.columns[:-1], "verdict", "why") if column in HEADS]
    rows = (
        ["**not met**" if (text := getattr(row, column)) == "not met" else text for column in columns]
        for row in _shown(one)
    )
    return "\n\n".join([*words, table([HEADS[column] for column in columns], rows)])


def _number(value: float | None) -> float:
    return math.nan if value is None else value
