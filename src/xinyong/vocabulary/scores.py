"""Scores: what each is called, who makes it, and the parts that it is the sum of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

Party = Literal["state", "firms"]
"""Who makes a score, or carries out a rule."""


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
    """

    title: str
    made_by: Party
    parts: dict[str, str]
    is_state: bool = False


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
