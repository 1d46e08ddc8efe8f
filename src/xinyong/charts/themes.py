"""The themes of a report, in order, and the pictures of each theme with their titles.

Titles say what is shown, not what was found: every run and comparison uses the same titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from ..vocabulary import ACT_CHANNELS, DEBTS, EXITS, FIRMS

Kind = Literal["lines", "groups", "rows", "opinions"]


@dataclass(frozen=True)
class Plan:
    """The plan of one picture.

    Attributes
    ----------
    id
        Unique; letters and hyphens.
    kind
        ``lines`` over time, ``groups`` at the end of the window, ``rows`` for several measures side by side,
        ``opinions`` for private and expressed opinion.
    title
        What is shown.
    measures
        Ids; ``opinions`` needs two, private and expressed.
    from_zero
        Whether the value axis must include zero.
    parts
        Of ``rows``: headings, with measures and their labels.
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
    """Pictures of one subject, with the question that they help to answer."""

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
        "Court list and travel bans",
        "The court list of judgment defaulters is the best-documented part of the system. How many people "
        "are listed, how many leave the list, and how many tickets (attempts, not people) are refused?",
        (
            _lines("listings", "Entries on the court list", "listings_cumulative"),
            _lines("restored", "Exits from the court list", "restored_cumulative"),
            _lines("flights", "Flights refused", "flights_blocked_cumulative"),
            _lines("rail", "High-speed rail tickets refused", "rail_blocked_cumulative"),
            _lines("listed-share", "Share of people on the court list", "share_listed"),
            _lines("listed-wrongly", "People on the court list because of a wrong record", "wrongful_listings"),
        ),
    ),
    Theme(
        "sanctioned",
        "Sanctions",
        "Who is under at least one sanction? How many sanctions are caused only by wrong records, and how many "
        "only by what friends did?",
        (
            _groups("sanctioned-groups", "People under a sanction, by group", "share_sanctioned"),
            _lines("sanctioned-share", "People under at least one sanction", "share_sanctioned"),
            _lines("wrongful", "Sanctions caused only by wrong records", "wrongful_sanctions"),
            _lines("collateral", "Sanctions caused only by friends’ conduct", "collateral_sanctions"),
            _lines("carrots", "Rewards in force", "carrots_per_person"),
        ),
    ),
    Theme(
        "watched",
        "Surveillance",
        "How much of life is recorded, and whose life?",
        (
            _groups("recorded-groups", "Share of life recorded, by group", "share_of_life_recorded"),
            _lines("recorded", "Share of life recorded", "share_of_life_recorded"),
            _lines("score", "Mean headline score", "mean_score", from_zero=False),
            _rows(
                "channels", "Sensitivity and precision of each channel",
                "Recorded acts, % of acts; true records, % of records; by the first channel to see an act",
                {
                    "Acts recorded": {f"sensitivity_{channel}": channel for channel in ACT_CHANNELS},
                    "True records": {f"ppv_{channel}": channel for channel in ACT_CHANNELS},
                },
            ),
        ),
    ),
    Theme(
        "redress",
        "Exits and appeals",
        "How do people leave a list? Who appeals and wins? Are officials and firms listed?",
        (
            _rows(
                "ways-off", "How people leave the court list, and successful appeals",
                "Per cent of exits, and of decided appeals, since the start of the run",
                {
                    "Exits, by": {f"restored_by_{way}_share": label for way, label in EXITS.items()},
                    "Appeals won, if": {
                        "appeals_won_share_if_wrong": "record wrong", "appeals_won_share_if_right": "record right",
                    },
                },
            ),
            _lines("appeals", "Appeals", "appeals_cumulative"),
            _lines("officials", "Officials listed", "officials_listed_cumulative"),
            _lines("firms-listed", "People with a listed firm", "firms_on_the_list"),
        ),
    ),
    Theme(
        "leaked",
        "Leaks",
        "Pooled data can be sold (B1). Whose files are exposed?",
        (
            _lines("exposures", "Files sold", "exposures_cumulative"),
            _groups("exposed-groups", "People with an exposed file, by group", "share_exposed"),
        ),
    ),
    Theme(
        "debt",
        "Debt",
        "The essay suggests the name social debt system (D4). Who borrows, who falls behind, and how "
        "much interest do debtors pay to creditors?",
        (
            _groups("debt-groups", "Debt over yearly income, by group", "debt_to_income"),
            _rows(
                "debt-kinds", "Mean debt by kind", "Yuan of 2010 per person",
                {"Owed in": {f"mean_{kind}_debt_yuan": debt.plural for kind, debt in DEBTS.items()}},
            ),
            _lines("debt-ratio", "Household debt over yearly income", "debt_to_income"),
            _lines("interest", "Interest paid to lenders", "interest_transferred_yuan"),
            _lines("delinquency", "Borrowers in arrears", "delinquency_rate"),
            _lines("late-loans", "Consumer loans in arrears", "delinquency_rate_by_balance"),
            _lines("default", "Borrowers who default", "default_rate"),
            _lines("informal", "Debt owed to informal lenders", "informal_debt_share"),
            _lines("evictions", "Evictions", "evictions_cumulative"),
        ),
    ),
    Theme(
        "lenders",
        "Lenders",
        "What do lenders earn, how willing are they to lend, and how much goes to informal lenders?",
        (
            _lines("profit", "Lenders’ profit", "lender_profit_yuan_month"),
            _lines("capital", "Lenders’ capital over total loans", "lender_capital_ratio"),
            _lines("supply", "Supply of credit", "credit_supply"),
            _lines("usury", "Interest paid to informal lenders", "usury_transferred_yuan"),
        ),
    ),
    Theme(
        "rivals",
        "Rival scores",
        "Firms weigh the same data differently (F1). Do their scores agree about the same people?",
        (
            _rows(
                "firms-agree", "Agreement between firms’ scores", "Rank correlation; 1: the same ranking of people",
                {
                    "All pairs": {
                        "firms_rank_correlation": "mean", "firms_rank_correlation_least": "lowest",
                        "firms_rank_correlation_most": "highest",
                    },
                    "With others": {f"firms_rank_correlation_{firm}": firm for firm in FIRMS},
                },
            ),
            _groups("contradicted-groups", "Rated good by one firm and bad by another", "firms_contradiction_share"),
        ),
    ),
    Theme(
        "learned",
        "Learned scorecard",
        "A scorecard learns from borrowers. Does it predict who fails, and how fast do applicants change afterwards?",
        (
            _rows(
                "predicted", "Predicted and actual failures",
                "Per cent of borrowers, and of all applicants (refused applicants: computed on paper)",
                {
                    "Borrowers": {
                        "scorecard_failure_predicted": "predicted", "scorecard_failure_observed": "actual",
                    },
                    "All applicants": {
                        "scorecard_failure_predicted_applicants": "predicted",
                        "scorecard_failure_applicants": "actual or on paper",
                    },
                },
            ),
            _lines("drift", "Drift of applicants from the training data", "scorecard_drift"),
        ),
    ),
    Theme(
        "unequal",
        "Inequality",
        "The essay says that the system magnifies inequality (W6). Formal models and field evidence disagree, "
        "so the model does not assume it.",
        (
            _lines("gini-income", "Income inequality (Gini index)", "gini_income", from_zero=False),
            _lines("gini-wealth", "Wealth inequality (Gini index)", "gini_wealth", from_zero=False),
            _lines("gini-score", "Inequality of the headline score (Gini index)", "gini_score", from_zero=False),
            _lines("score-income", "Correlation of score and income", "score_income_correlation"),
            _groups("income-groups", "Mean income, by group", "mean_income_yuan_month"),
            _groups("score-groups", "Mean headline score, by group", "mean_score", from_zero=False),
        ),
    ),
    Theme(
        "opinion",
        "Opinion",
        "Fear changes survey answers. Private opinion and expressed opinion are counted separately.",
        (
            Plan("approval", "opinions", "Approval, private and expressed", ("approval_private", "approval_expressed")),
            Plan("dissent", "opinions", "Dissent, private and expressed", ("dissent_private", "dissent_expressed")),
            _rows(
                "survey", "Survey answers and private opinion",
                "Approval, and fear that prevents protest, per cent of respondents",
                {
                    subject: {
                        f"survey_{stem}_direct": "direct question", f"survey_{stem}_list": "list experiment",
                        f"survey_{stem}_held": "private",
                    }
                    for subject, stem in (("Approve", "approval"), ("Fear prevents protest", "fear"))
                },
            ),
            _lines("unrest", "People who would speak out if others did (unrest index)", "unrest_index"),
        ),
    ),
    Theme(
        "ties",
        "Friends",
        "If friends’ scores count, people may drop friends with low scores (S12). Do scores change who knows whom?",
        (
            _lines("assortativity", "Correlation of friends’ scores", "tie_score_assortativity"),
            _lines("low-scorers", "Friends of the people with the lowest scores", "low_scorers_degree_ratio"),
        ),
    ),
    Theme(
        "couples",
        "Couples",
        "Visible scores can create or prevent a couple (K6, F12). Do partners become more similar?",
        (
            _lines("matches-lost", "Couples prevented by visible scores", "matches_lost_share"),
            _rows(
                "couples-alike", "Similarity of partners", "Correlation between the two partners of a couple",
                {"Of their": {"couple_income_assortativity": "incomes", "couple_score_assortativity": "scores"}},
            ),
        ),
    ),
    Theme(
        "law",
        "EU AI Act",
        "Article 5(1)(c) of the EU AI Act forbids scores that cause harm in contexts unrelated to the "
        "conduct, or harm out of proportion to it (2j). How much of the harm here is of this kind?",
        (
            _lines("cross-context", "Harm in unrelated contexts", "cross_context_detriment_share"),
            _lines("detriment", "Gravity of sanctions", "detriment_per_person"),
        ),
    ),
)  # fmt: skip
"""The themes of a report, in order."""
