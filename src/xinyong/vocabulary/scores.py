"""Scores: what each is called, who makes and who uses it, and the parts that it is the sum of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

Party = Literal["state", "firms"]
"""Who makes a score, or carries out a rule."""

GOVERNANCE: dict[str, str] = {
    "mixed": "as each section says",
    "state-central": "the state, with firms as contractors",
    "corporate": "firms, backed by the state",
}
"""Forms of governance: who controls the system. Each but the first has couplings in the section ``nation``."""


@dataclass(frozen=True)
class Score:
    """A score.

    Attributes
    ----------
    title
        What it is called in meanings of columns.
    made_by
        Who makes it.
    parts
        What it is the sum of, with meanings; part `p` of score `s` is the column ``s_p``.
    is_state
        Whether its columns are carried from month to month.
    is_shown
        Whether others see it: friends, and people who look for a partner. They see the first such score that exists.
    counts_speech
        Whether what people say in public moves it directly.
    lenders
        By form of governance, its rank among the scores that lenders use by default: they use the lowest that exists.
    """

    title: str
    made_by: Party
    parts: dict[str, str]
    is_state: bool = False
    is_shown: bool = False
    counts_speech: bool = False
    lenders: Mapping[str, int] = field(default_factory=dict)


SCORES: dict[str, Score] = {
    "unified": Score(
        "single Citizen Score",
        "state",
        {
            "start": "the same start for everybody",
            "finance": "payment record and capacity",
            "conduct": "conduct ledger",
            "conformity": "expression and consumption",
            "friends": "friends",
            "court": "being on the court list",
            "bounds": "correction at the ends of the scale",
        },
        is_state=True,
        is_shown=True,
        lenders={"mixed": 1, "state-central": 1},
    ),
    "factors": Score(
        "commercial score",
        "firms",
        {
            "start": "lower end of the scale",
            "history": "credit history",
            "capacity": "ability to pay",
            "behaviour": "behaviour and preference",
            "identity": "identity traits",
            "connections": "connections",
        },
        is_state=True,
        is_shown=True,
        lenders={"mixed": 2, "state-central": 3, "corporate": 1},
    ),
    "points": Score(
        "city ledger",
        "state",
        {
            "start": "the same start for everybody",
            "finance": "bills, arrears",
            "civility": "jaywalking, no-shows, petitions",
            "law": "breaches, fraud, misconduct, court orders",
            "merit": "volunteering and honours",
            "bounds": "correction at the ends of the scale",
        },
        is_state=True,
        lenders={"state-central": 2},
    ),
    "scorecard": Score(
        "learned scorecard",
        "firms",
        {
            "start": "even odds and the intercept",
            "payment": "payment record",
            "burden": "payments due over income",
            "income": "income",
            "file": "length of the credit file",
            "traces": "spending that left a trace",
            "slips": "recorded slips",
            "court": "being on the court list",
            "bounds": "correction at the ends of the scale",
        },
        lenders={"corporate": 2},
    ),
    "bureau": Score(
        "bureau score",
        "firms",
        {
            "start": "lower end of the scale",
            "payment": "payments on time",
            "owed": "low debt",
            "length": "length of the file",
            "new": "no new credit",
        },
        lenders={"corporate": 3},
    ),
    "firms": Score(
        "firms' score in use",
        "firms",
        {
            "start": "the middle of the scale",
            "credit": "payment behaviour",
            "politics": "posts",
            "rest": "everything else",
        },
    ),
}
"""Scores that people are judged by: lenders, rules and measures can refer to each of them. 0 stands for no score."""

CONTRIBUTIONS: dict[str, Score] = {
    "conformity": Score(
        "conformity",
        "state",
        {"expression": "recorded praise and criticism", "consumption": "recorded luxury, games and cheap liquor"},
        is_state=True,
        counts_speech=True,
    ),
    "friends": Score(
        "friends",
        "state",
        {
            "scores": "effect of friends' scores",
            "listed": "effect of friends on the court list",
            "bounds": "correction at the bounds of the part",
        },
    ),
}
"""Scores that nobody is judged by alone: they only add to the single one, and 0 is neutral."""

ALL_SCORES: dict[str, Score] = SCORES | CONTRIBUTIONS
"""Every score."""


def shown_scores() -> tuple[str, ...]:
    """The scores that others see; they see the first that exists."""
    return tuple(name for name, score in SCORES.items() if score.is_shown)


def usual_scores(governance: str) -> list[str]:
    """The scores that lenders use by default under a form of governance; they use the first that exists."""
    used = [name for name, score in SCORES.items() if governance in score.lenders]
    return sorted(used, key=lambda name: SCORES[name].lenders[governance])


def parts_of(score: str) -> tuple[str, ...]:
    """The columns that sum to a score."""
    return tuple(f"{score}_{part}" for part in ALL_SCORES[score].parts)


def columns_of(score: str) -> tuple[str, ...]:
    """The columns of a score: its parts, how far wrong records moved it, and the score itself."""
    return (*parts_of(score), f"{score}_wrong", f"score_{score}")


GRADES: tuple[str, ...] = ("AAA", "AA", "A", "B", "C", "D")
"""Grades of the city's ledger, best first."""

if TYPE_CHECKING:
    ScoreName: TypeAlias = str
    Grade: TypeAlias = str
else:  # derived, so that no name is written twice
    ScoreName, Grade = Literal[tuple(SCORES)], Literal[GRADES]
