"""Findings: what was asked of the model, what was expected, what came out, and the verdict.

`replicate` compares mechanisms with published results and closed forms, `validate` compares the whole model with
published figures, `extremes` compares extreme settings with known answers. All three return `Evidence`: findings
grouped by subject (a replication, a target, an extreme case), with one table, one page, one JSON form and one rule
for the exit code.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from ..display import json_ready
from ..errors import BadRequest, nearest

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ..results.run_result import Run

T = TypeVar("T")
Verdict = Literal["met", "not met", "skipped", "too few citizens", "not expressed"]
"""Only "met" and "not met" are judgements; "not expressed" means that the model cannot answer the question."""
Kind = Literal[
    "free check", "calibrated", "in view", "true by construction", "closed form", "published", "recomputed"
]  # fmt: skip
KINDS: Final[Mapping[Kind, str]] = {
    "free check": "a published figure to which no parameter was adjusted",
    "calibrated": "parameters were adjusted by hand to match the figure",
    "in view": "we saw the figure while we adjusted parameters to other figures",
    "true by construction": "a parameter equals the figure, so agreement is no evidence",
    "closed form": "follows from theory or from the parameters; we worked the number out",
    "published": "the number is printed in the source",
    "recomputed": "we recomputed the number from the authors’ data or code",
}
"""What each kind of knowledge means, the most telling first."""
Relation = Literal["equal", "exact", "over", "under", "within", "undefined"]

ROUNDING: Final = 1e-6
"""Relative error that single precision may leave in a mean over people, for the relation ``exact``."""


@dataclass(frozen=True)
class Expected:
    """Which values meet a finding.

    Attributes
    ----------
    value
        The expected number; NaN if there is none.
    tolerance
        Largest accepted distance from `value` (``equal``), or the smallest margin beyond it (``over``, ``under``).
    relation
        ``equal`` within the tolerance; ``exact`` up to `ROUNDING`; ``over`` or ``under`` by more than the tolerance;
        ``within`` one of the bands; ``undefined``: the value must not exist.
    bands
        Accepted ranges (ends included), for ``within``.
    unit
        Of the value; empty for a pure number.
    text
        The expectation in the words of its source, or a decision rule.
    why
        Why the value must be so, or why this tolerance was chosen.
    """

    value: float = math.nan
    tolerance: float = 0.0
    relation: Relation = "equal"
    bands: tuple[tuple[float, float], ...] = ()
    unit: str = ""
    text: str = ""
    why: str = ""

    def is_met(self, obtained: float) -> bool:
        """Whether a value meets the expectation; an undefined value meets only ``undefined``."""
        gap = obtained - self.value
        if self.relation == "within":
            return any(low <= obtained <= high for low, high in self.bands)
        if self.relation == "undefined":
            return math.isnan(obtained)
        if self.relation in ("over", "under"):
            return (gap if self.relation == "over" else -gap) > self.tolerance
        return abs(gap) <= (ROUNDING * max(1.0, abs(self.value)) if self.relation == "exact" else self.tolerance)


@dataclass(frozen=True)
class Finding:
    """One question to the model with its answer and verdict.

    Attributes
    ----------
    id
        Unique within its subject.
    question
        The quantity that is compared, in a few words.
    expected
        Which values meet it, fixed before the run.
    kind
        What was known of the expected value when the model was built: one of `KINDS`.
    source, reliability
        Facts id or citation; A official or peer-reviewed, B press on a primary source, C weak, U unverified, D derived.
    when
        Month or months of the value.
    measures
        Ids of the measures that are read.
    worlds
        Names of the simulated worlds that are read or compared.
    refute
        What to run, or what would have to be observed, to refute it.
    threats
        What could make the verdict wrong although the numbers are right.
    reason
        Why it is not met, as far as is known; or why it could not be judged.
    obtained
        The simulated value; NaN if undefined or not yet run.
    usual
        The same quantity in the world without the change; None if there is no such world.
    verdict
        ``skipped`` until it is judged.
    """

    id: str
    question: str
    expected: Expected
    kind: Kind
    source: str = ""
    reliability: str = ""
    when: str = ""
    measures: tuple[str, ...] = ()
    worlds: tuple[str, ...] = ()
    refute: str = ""
    threats: str = ""
    reason: str = ""
    obtained: float = math.nan
    usual: float | None = None
    verdict: Verdict = "skipped"

    def judged(self, obtained: float, **found: Any) -> Finding:
        """The finding with its value and verdict; the known reason for a failure stays only if it fails."""
        is_met = self.expected.is_met(obtained)
        reason = "" if is_met else self.reason
        return replace(
            self, obtained=float(obtained), verdict="met" if is_met else "not met", **{"reason": reason, **found}
        )

    def to_dict(self) -> dict[str, Any]:
        """The finding as data for JSON; numbers that do not exist are None."""
        found: dict[str, Any] = json_ready(asdict(self))
        return found


@dataclass(frozen=True)
class Curve:
    """One series of a figure: `x` and `y` of equal length, drawn as a line or as points.

    By custom, published or proved values are a line or large points, and obtained values are points on it.
    """

    name: str
    x: Sequence[float] | NDArray[Any]
    y: Sequence[float] | NDArray[Any]
    kind: Literal["line", "points"] = "line"


@dataclass(frozen=True)
class Curves:
    """A figure of curves: its title, its axes with their units, and the series."""

    title: str
    x: str
    y: str
    curves: tuple[Curve, ...]


def curves(title: str, x: str, y: str, *series: Curve) -> Curves:
    """A figure of these series."""
    return Curves(title, x, y, series)


@dataclass(frozen=True)
class MeasureOverTime:
    """A figure of one measure over time in several worlds, by name."""

    measure: str
    worlds: Mapping[str, Run]


@dataclass(frozen=True)
class Subject:
    """A replication, a target, an extreme case: a few findings that belong together.

    Attributes
    ----------
    id, title
        As typed on the command line; the heading.
    text
        What is known or expected, in a few sentences.
    findings
        At least one.
    details
        Further facts as heading and text: set-up, source, how to refute.
    picture
        A figure of the result.
    """

    id: str
    title: str
    text: str
    findings: tuple[Finding, ...]
    details: Mapping[str, str] = field(default_factory=dict)
    picture: Curves | MeasureOverTime | None = field(default=None, repr=False)

    @property
    def verdict(self) -> Verdict:
        """``not met`` if any finding is, ``met`` if those that could be judged are, else why none could."""
        found = [finding.verdict for finding in self.findings]
        return next((one for one in ("not met", "met") if one in found), found[0])

    def to_dict(self) -> dict[str, Any]:
        """The subject as data."""
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "details": dict(self.details),
            "verdict": self.verdict,
            "findings": [finding.to_dict() for finding in self.findings],
        }


@dataclass(frozen=True, repr=False)
class Evidence:
    """Findings by subject, as `replicate`, `validate` and `extremes` return them.

    Attributes
    ----------
    title, lead, method
        Heading, first sentence, and how it was done.
    subjects
        In the order in which they are shown.
    again
        The command that repeats it.
    settings
        Seed, population and the like.
    """

    title: str
    lead: str
    method: str
    subjects: tuple[Subject, ...]
    again: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The command that it is the result of: ``replicate``, ``validate`` or ``extremes``."""
        return self.again.split()[1]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all subjects."""
        return tuple(finding for subject in self.subjects for finding in subject.findings)

    @property
    def counts(self) -> Counter[str]:
        """How many findings have each verdict."""
        return Counter(finding.verdict for finding in self.findings)

    def of_kind(self, kind: Kind) -> tuple[int, int]:
        """How many findings of a kind are met, and how many were judged."""
        judged = [f.verdict for f in self.findings if f.kind == kind and f.verdict in ("met", "not met")]
        return judged.count("met"), len(judged)

    @property
    def is_passed(self) -> bool:
        """Whether no finding is "not met"; commands exit with 1 otherwise."""
        return not self.counts["not met"]

    @property
    def summary(self) -> str:
        """How many findings are met, which subjects failed, and what could not be judged."""
        met, missed = self.counts["met"], self.counts["not met"]
        words = f"{met} of {met + missed} findings are met."
        if missed:
            words += f" Not met: {missed} ({', '.join(s.id for s in self.subjects if s.verdict == 'not met')})."
        skipped = ", ".join(subject.id for subject in self.subjects if subject.verdict == "skipped")
        rest = [
            f"{n} {verdict}{f' ({skipped})' if verdict == 'skipped' else ''}"
            for verdict, n in self.counts.items()
            if verdict not in ("met", "not met")
        ]
        return words + (f" Not judged: {', '.join(rest)}." if rest else "")

    def frame(self) -> pd.DataFrame:
        """One row a finding: subject, then the fields of `Finding` and `Expected`."""
        import pandas as pd

        rows = []
        for subject in self.subjects:
            for finding in subject.findings:
                row = {"subject": subject.id, **{k: v for k, v in vars(finding).items() if k != "expected"}}
                expected = {("expected" if k == "value" else k): v for k, v in vars(finding.expected).items()}
                rows.append({**row, **expected})
        return pd.DataFrame(rows)

    def plot(self, subject: str | None = None) -> Any:
        """An Altair chart: how many findings of each subject are met, or the figure of one subject, by its id.

        Raises
        ------
        BadRequest
            If there is no such subject, or it has no figure.
        """
        from ..reports.notebook import chart_of_evidence

        return chart_of_evidence(self, subject)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the figures as data for JSON."""
        return {
            "title": self.title,
            "again": self.again,
            "settings": dict(self.settings),
            "is_passed": self.is_passed,
            "summary": self.summary,
            "subjects": [subject.to_dict() for subject in self.subjects],
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {verdict}" for verdict, n in self.counts.items())
        return f"Evidence({self.title!r}: {counts})"

    def _repr_html_(self) -> str:
        return f"<p><strong>{self.title}.</strong> {self.summary}</p>{self.frame().to_html(max_rows=40)}"


def chosen(names: str | Sequence[str | T], known: Mapping[str, T], *, where: str, accepted: str) -> tuple[T, ...]:
    """The known entries of these names in their own order, then entries that are given; all known ones if none is.

    Raises
    ------
    BadRequest
        For a name that is not known.
    """
    wanted = [names] if isinstance(names, str) else list(names)
    words = [name for name in wanted if isinstance(name, str)]
    for unknown in (name for name in words if name not in known):
        raise BadRequest(where, received=unknown, accepted=accepted, remedy=nearest(unknown, known))
    given = tuple(entry for entry in wanted if not isinstance(entry, str))
    return (*(entry for name, entry in known.items() if name in words or not wanted), *given)
