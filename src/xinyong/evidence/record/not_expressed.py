"""What of the targets V5 to V15 the model cannot answer, and why."""

from __future__ import annotations

from typing import Final

from .check import Unexpressed

UNEXPRESSED: Final = (
    Unexpressed(
        "V9", "card debt more than six months late", "1.16 % of balances (2018)", "2f", "A",
        "A debt that is so late defaults: it is sued for or written off in that month, so there is no stock of it.",
    ),
    Unexpressed(
        "V11", "approval rises with schooling", "higher among the better educated", "2i-kostka", "A",
        "Results are not grouped by schooling, though people have it and it moves their approval.",
    ),
    Unexpressed(
        "V12", "talk of order changes nothing", "no effect", "2i-xu", "A",
        "The survey tells nobody about order: it has no such arm.",
    ),
    Unexpressed(
        "V12", "news of repression moves the less informed more", "larger effect among the less informed", "2i-xu", "A",
        "It is an assumption of the survey (survey.news_slope), and answers are not split by what people knew.",
    ),
    Unexpressed(
        "V14", "borrowers who were ever late, with shaming in villages", "18.6 off 79.5 %", "V14", "A",
        "Whether somebody was ever late is not remembered, so there is no share of it.",
    ),
    Unexpressed(
        "V14", "shaming works more on men and on the old", "stronger for men and for the old", "V14", "A",
        "Shame has the same force for all in the model; a difference between groups would be one of who borrows.",
    ),
    Unexpressed(
        "V14", "part of it works through lost informal insurance", "mainly shame, partly lost insurance", "V14", "A",
        "Friends lend nothing to each other in the model, so there is no such insurance to lose.",
    ),
    Unexpressed(
        "V15", "rewards change conduct more than punishments", "rewards matter more", "V15", "A",
        "Conduct bends with one switch of force, on as soon as some rule holds, be it a carrot or a stick: a twin "
        "without either kind would not tell them apart.",
    ),
    Unexpressed(
        "V15", "change is greatest in shopping and traffic", "mostly shopping and traffic", "V15", "A",
        "One belief about being recorded bends all acts alike, so no field of life can stand out.",
    ),
)  # fmt: skip
"""Each with its reason; none of them counts as passed."""
