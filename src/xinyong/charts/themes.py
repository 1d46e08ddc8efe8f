"""What a report shows, in the order of its story: themes, and in each theme pictures with their titles.

Titles say what is shown and never how it came out: the same page is written for every result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["lines", "groups", "voices"]


@dataclass(frozen=True)
class Plan:
    """One picture to be drawn.

    Attributes
    ----------
    id
        Unique; letters and hyphens.
    kind
        ``lines`` over time, ``groups`` at the end of the window, ``voices`` held and said.
    title
        What is shown.
    measures
        Ids; ``voices`` needs two, held and said.
    from_zero
        Whether the value axis must hold zero.
    """

    id: str
    kind: Kind
    title: str
    measures: tuple[str, ...]
    from_zero: bool = True


@dataclass(frozen=True)
class Theme:
    """Pictures that belong together, with the question that they help to answer."""

    id: str
    title: str
    question: str
    plans: tuple[Plan, ...]


def _lines(id_: str, title: str, measure: str, *, from_zero: bool = True) -> Plan:
    return Plan(id_, "lines", title, (measure,), from_zero)


def _groups(id_: str, title: str, measure: str, *, from_zero: bool = True) -> Plan:
    return Plan(id_, "groups", title, (measure,), from_zero)


THEMES: Final = (
    Theme(
        "listed",
        "Listed, and kept from travelling",
        "The court’s list of judgment defaulters is the best-documented part of the system. How many entries "
        "does it gather, how many leave it, and how many tickets (attempts, not people) are refused?",
        (
            _lines("listings", "Entries on the court’s list", "listings_cumulative"),
            _lines("restored", "Entries taken off the list again", "restored_cumulative"),
            _lines("flights", "Flights refused", "flights_blocked_cumulative"),
            _lines("rail", "High-speed rail tickets refused", "rail_blocked_cumulative"),
            _lines("listed-share", "On the list at the time", "share_listed"),
            _lines("listed-wrongly", "On the list through a wrong record", "wrongful_listings"),
        ),
    ),
    Theme(
        "sanctioned",
        "Living under sanctions",
        "Who is under at least one stick, how many sanctions rest only on wrong records, and how many on "
        "what somebody else did?",
        (
            _groups("sanctioned-groups", "Who lives under a sanction", "share_sanctioned"),
            _lines("sanctioned-share", "People under at least one sanction", "share_sanctioned"),
            _lines("wrongful", "Sanctions that only wrong records explain", "wrongful_sanctions"),
            _lines("collateral", "Sanctions that only friends’ conduct explains", "collateral_sanctions"),
            _lines("carrots", "Rewards in force", "carrots_per_person"),
        ),
    ),
    Theme(
        "watched",
        "Watched",
        "How much of a life leaves a record, and whose?",
        (
            _groups("recorded-groups", "Whose life is recorded", "share_of_life_recorded"),
            _lines("recorded", "Share of life recorded", "share_of_life_recorded"),
            _lines("score", "The headline score, on average", "mean_score", from_zero=False),
        ),
    ),
    Theme(
        "debt",
        "In debt",
        "The essay would rather call it a social debt system (D4). Who borrows, who falls behind, and how "
        "much interest passes from debtors to creditors?",
        (
            _groups("debt-groups", "Who owes how much", "debt_to_income"),
            _lines("debt-ratio", "Household debt against yearly income", "debt_to_income"),
            _lines("interest", "Interest paid to lenders", "interest_transferred_yuan"),
            _lines("delinquency", "Borrowers behind with payments", "delinquency_rate"),
            _lines("default", "Borrowers falling into default", "default_rate"),
            _lines("informal", "Debt owed to informal lenders", "informal_debt_share"),
            _lines("evictions", "Evictions", "evictions_cumulative"),
        ),
    ),
    Theme(
        "unequal",
        "Unequal",
        "The essay calls the system an inequality magnifier (W6). Formal models and field evidence disagree, "
        "so this is tested here, never assumed.",
        (
            _lines("gini-income", "Inequality of income", "gini_income", from_zero=False),
            _lines("gini-wealth", "Inequality of wealth", "gini_wealth", from_zero=False),
            _lines("gini-score", "Inequality of the headline score", "gini_score", from_zero=False),
            _lines("score-income", "How closely score follows income", "score_income_correlation"),
            _groups("income-groups", "Income, by group", "mean_income_yuan_month"),
            _groups("score-groups", "The headline score, by group", "mean_score", from_zero=False),
        ),
    ),
    Theme(
        "opinion",
        "Said, and thought",
        "A survey hears approval bent by fear. What people hold in private and what they say are counted apart.",
        (
            Plan("approval", "voices", "Approval, held and said", ("approval_private", "approval_expressed")),
            Plan("dissent", "voices", "Dissent, held and said", ("dissent_private", "dissent_expressed")),
        ),
    ),
    Theme(
        "ties",
        "Among friends",
        "If friends’ scores count, people may drop the friends who cost them (S12). Do scores sort who knows whom?",
        (
            _lines("assortativity", "How alike friends’ scores are", "tie_score_assortativity"),
            _lines("low-scorers", "Friends of those who score lowest", "low_scorers_degree_ratio"),
        ),
    ),
    Theme(
        "law",
        "Before the law",
        "Article 5(1)(c) of the EU AI Act forbids scores whose harm falls in contexts unrelated to the "
        "conduct, or out of proportion to it (2j). How much of the harm here is of that kind?",
        (
            _lines("cross-context", "Harm in unrelated contexts", "cross_context_detriment_share"),
            _lines("detriment", "Gravity of sanctions", "detriment_per_person"),
        ),
    ),
)
"""The story of a report."""
