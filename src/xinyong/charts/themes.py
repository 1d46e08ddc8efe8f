"""What a report shows, in the order of its story: themes, and in each theme pictures with their titles.

Titles say what is shown and never how it came out: the same page is written for every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from ..vocabulary import ACT_CHANNELS, DEBTS, EXITS, FIRMS

Kind = Literal["lines", "groups", "rows", "voices"]


@dataclass(frozen=True)
class Plan:
    """One picture to be drawn.

    Attributes
    ----------
    id
        Unique; letters and hyphens.
    kind
        ``lines`` over time, ``groups`` at the end of the window, ``rows`` for several measures beside each
        other, ``voices`` held and said.
    title
        What is shown.
    measures
        Ids; ``voices`` needs two, held and said.
    from_zero
        Whether the value axis must hold zero.
    parts
        Of ``rows``: headings, with measures and what each is called there.
    shown
        Of ``rows``: what is shown, with its unit.
    """

    id: str
    kind: Kind
    title: str
    measures: tuple[str, ...]
    from_zero: bool = True
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shown: str = ""


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


def _rows(id_: str, title: str, shown: str, parts: Mapping[str, Mapping[str, str]]) -> Plan:
    measures = tuple(measure for names in parts.values() for measure in names)
    return Plan(id_, "rows", title, measures, parts=parts, shown=shown)


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
            _rows(
                "channels", "What each channel sees, and how much of it is true",
                "Recorded, per cent of acts, and true, per cent of records, by the channel that sees first",
                {
                    "Acts recorded": {f"sensitivity_{channel}": channel for channel in ACT_CHANNELS},
                    "True records": {f"ppv_{channel}": channel for channel in ACT_CHANNELS},
                },
            ),
        ),
    ),
    Theme(
        "redress",
        "Off the list, and against it",
        "How do people come off a list, who appeals and wins, and do lists reach officials and firms?",
        (
            _rows(
                "ways-off", "Ways off the court’s list, and appeals that are won",
                "Per cent of exits, and of appeals that were decided, since the run began",
                {
                    "Exits, by": {f"restored_by_{way}_share": label for way, label in EXITS.items()},
                    "Appeals won, if": {
                        "appeals_won_share_if_wrong": "record wrong", "appeals_won_share_if_right": "record right",
                    },
                },
            ),
            _lines("appeals", "Appeals", "appeals_cumulative"),
            _lines("officials", "Officials who were listed", "officials_listed_cumulative"),
            _lines("firms-listed", "People whose firm is listed", "firms_on_the_list"),
        ),
    ),
    Theme(
        "leaked",
        "Sold",
        "What is pooled can be sold (B1). Whose files are out?",
        (
            _lines("exposures", "Files sold", "exposures_cumulative"),
            _groups("exposed-groups", "Whose file is out", "share_exposed"),
        ),
    ),
    Theme(
        "debt",
        "In debt",
        "The essay would rather call it a social debt system (D4). Who borrows, who falls behind, and how "
        "much interest passes from debtors to creditors?",
        (
            _groups("debt-groups", "Who owes how much", "debt_to_income"),
            _rows(
                "debt-kinds", "What people owe, by kind of debt", "Yuan of 2010 a person, on average",
                {"Owed in": {f"mean_{kind}_debt_yuan": debt.plural for kind, debt in DEBTS.items()}},
            ),
            _lines("debt-ratio", "Household debt against yearly income", "debt_to_income"),
            _lines("interest", "Interest paid to lenders", "interest_transferred_yuan"),
            _lines("delinquency", "Borrowers behind with payments", "delinquency_rate"),
            _lines("late-loans", "Consumer loans behind with payments", "delinquency_rate_by_balance"),
            _lines("default", "Borrowers falling into default", "default_rate"),
            _lines("informal", "Debt owed to informal lenders", "informal_debt_share"),
            _lines("evictions", "Evictions", "evictions_cumulative"),
        ),
    ),
    Theme(
        "lenders",
        "Those who lend",
        "What do lenders earn, how readily do they lend, and what goes to those who lend outside the law?",
        (
            _lines("profit", "Lenders’ profit", "lender_profit_yuan_month"),
            _lines("capital", "Lenders’ capital, over what they are owed", "lender_capital_ratio"),
            _lines("supply", "Supply of credit", "credit_supply"),
            _lines("usury", "Interest paid to informal lenders", "usury_transferred_yuan"),
        ),
    ),
    Theme(
        "rivals",
        "Good here, bad there",
        "Firms weigh the same traces differently (F1). Do their scores agree about the same people?",
        (
            _rows(
                "firms-agree", "How far firms’ scores agree", "Rank correlation, 1 where they order people alike",
                {
                    "All pairs": {
                        "firms_rank_correlation": "mean", "firms_rank_correlation_least": "least alike",
                        "firms_rank_correlation_most": "most alike",
                    },
                    "With others": {f"firms_rank_correlation_{firm}": firm for firm in FIRMS},
                },
            ),
            _groups("contradicted-groups", "Good for one firm, bad for another", "firms_contradiction_share"),
        ),
    ),
    Theme(
        "learned",
        "A learned score",
        "A scorecard learns from those who were lent to. Does it foretell who fails, and how does its world drift?",
        (
            _rows(
                "foretold", "Failures, as foretold and as they were",
                "Per cent of borrowers, and of all who applied, the refused on paper",
                {
                    "Borrowers": {
                        "scorecard_failure_predicted": "foretold", "scorecard_failure_observed": "failed",
                    },
                    "All applicants": {
                        "scorecard_failure_predicted_applicants": "foretold",
                        "scorecard_failure_applicants": "would fail",
                    },
                },
            ),
            _lines("drift", "Drift from those it learned from", "scorecard_drift"),
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
            _rows(
                "survey", "What a survey hears, and what is held",
                "Approval, and being kept from protest by fear, per cent of those asked",
                {
                    subject: {
                        f"survey_{stem}_direct": "asked directly", f"survey_{stem}_list": "list experiment",
                        f"survey_{stem}_held": "held",
                    }
                    for subject, stem in (("Approve", "approval"), ("Kept by fear", "fear"))
                },
            ),
            _lines("unrest", "Would speak out once others did", "unrest_index"),
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
        "couples",
        "In love",
        "Scores on show can win a match, or lose it (K6, F12). Do partners come to be alike?",
        (
            _lines("matches-lost", "Couples that scores on show prevented", "matches_lost_share"),
            _rows(
                "couples-alike", "How alike partners are", "Correlation between the two partners of a couple",
                {"Of their": {"couple_income_assortativity": "incomes", "couple_score_assortativity": "scores"}},
            ),
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
)  # fmt: skip
"""The story of a report."""
