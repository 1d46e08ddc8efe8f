"""Lenders: their profit, losses and supply of loans, and the stages of debt collection (D6, D7, D11, D22, P18, P19)."""

from __future__ import annotations

import functools

import jax.numpy as jnp

from ..array_types import TileWhole, Values
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.sums import Sum, columns, totals
from ..counting.tables import CountTable, histogram
from ..nation.lender_books import LenderBooks
from ..nation.policy_calendar import Planner
from ..vocabulary import LOANS, debt_columns
from .debt import BORROWERS, is_borrower
from .measure import measure as declare
from .measure import measure_for_each

_OVERDUE_MONTHS = 2

COLLECTION_STAGES: dict[str, str] = {
    "free": "without formal debt",
    "current": "with formal debt and nothing overdue",
    "reminded": "one month behind, who receive a reminder",
    "overdue": "further behind, whose debt grows with interest and fees",
    "ordered": "under a court's order, and not on the court list",
    "listed": "under a court's order and on the court list",
    "fled": "who have fled from a court's order",
}
"""The stages of collection, the first one first (D7, D21). Everybody is in one of them at a month's end."""


def _stage(c: Citizens) -> TileWhole:
    number = {name: jnp.int32(k) for k, name in enumerate(COLLECTION_STAGES)}
    behind = c.arrears_months
    found = jnp.where(is_borrower(c), number["current"], number["free"])
    found = jnp.where(behind > 0, number["reminded"], found)
    found = jnp.where(behind >= _OVERDUE_MONTHS, number["overdue"], found)
    judged = c.debt_judged_yuan > 0
    found = jnp.where(judged, jnp.where(c.is_listed, number["listed"], number["ordered"]), found)
    return jnp.where(c.has_fled, number["fled"], found)


SUMS: tuple[Sum, ...] = (
    BORROWERS,
    *columns("interest_yuan", "interest_informal_yuan", *debt_columns(LOANS)),
    *totals("is_withholding", "is_escaping", "is_punished", "interest_capitalised_yuan", "fine_yuan"),
)
TABLES: tuple[CountTable, ...] = (
    histogram("collection", len(COLLECTION_STAGES), needs="is_default", place=_stage, every=12),
)

measure = functools.partial(declare, groups="all", needs="lending")


def _books(now: Count) -> LenderBooks:
    """The lenders' books after the month; empty ones where nobody lends."""
    return now.part(LenderBooks) or LenderBooks()


@measure("yuan/month", source="D18", label="essay")
def lender_profit_yuan_month(now: Count) -> float:
    """Interest of the month minus loans written off, cost of funds and operating cost, of all lenders."""
    return now.weight * _books(now).profit_yuan


@measure("share a year", source="D18", label="essay")
def lender_return(now: Count) -> float:
    """Lenders' profit of the month divided by their capital, times twelve; undefined without capital."""
    books = _books(now)
    return float(ratio(12.0 * books.profit_yuan, max(books.capital_yuan or 0, 0)))


@measure("share a year", source="2f", label="documented")
def lender_loss_rate(now: Count) -> float:
    """Formal debt written off in the month divided by all formal debt, times twelve."""
    books = _books(now)
    return float(ratio(12.0 * books.loss_yuan, books.claims_yuan))


@measure("ratio", source="assumption", label="hypothetical")
def lender_capital_ratio(now: Count) -> float:
    """Lenders' capital minus the claims that they regard as lost, divided by all their claims."""
    return _books(now).capital_ratio


@measure("ratio", source="P19", label="hypothetical")
def credit_supply(now: Count) -> float:
    """Lenders' willingness to lend in the month, given their capital: 1 if capital is no limit, 0 if they lend nothing.

    Undefined where nobody lends.
    """
    books = now.part(LenderBooks)
    return float("nan") if books is None else books.supply


@measure("ratio", source="P19", label="essay", needs=None)
def credit_target(now: Count) -> float:
    """Loans that the state asks of lenders, divided by what they would lend otherwise.

    Undefined without lending or without scores.
    """
    planner = now.part(Planner)
    return float("nan") if planner is None else planner.target


@measure("share a year", source="D3", label="essay", groups="all and by group")
def mean_interest_rate(now: Count) -> Values:
    """Interest paid to formal lenders in the month divided by formal debt without judged debt, times twelve."""
    return ratio(12.0 * now.sum("interest_yuan"), now.sum(*debt_columns(LOANS)))


@measure("yuan/month", source="D11", label="essay")
def usury_above_law_yuan_month(now: Count) -> float:
    """Interest paid to informal lenders in the month above the rate that a court enforces, scaled to the nation."""
    return float(now.weight * now.sum("interest_informal_yuan")[0] * _books(now).price_above_law)


@measure("share", source="D6", label="essay")
def share_withholding(now: Count) -> float:
    """Formal borrowers who do not pay because not paying seems to gain more than it costs, of all formal borrowers."""
    return float(ratio(now.total("is_withholding"), now.sum("is_borrower")[0]))


@measure("yuan", source="D7", label="essay")
def interest_capitalised_yuan_cumulative(now: Count) -> float:
    """Unpaid interest and late fees added to debts since the run began, scaled to the nation."""
    return now.weight * now.total_since("interest_capitalised_yuan")


@measure("yuan", source="D7", label="essay")
def fines_yuan_cumulative(now: Count) -> float:
    """Fines for not paying under a court's order since the run began, scaled to the nation."""
    return now.weight * now.total_since("fine_yuan")


@measure("people", source="D7", label="essay")
def escapes_cumulative(now: Count) -> float:
    """Flights from a court's order since the run began, scaled to the nation."""
    return now.weight * now.total_since("is_escaping")


@measure("people", source="2a", label="documented")
def punished_cumulative(now: Count) -> float:
    """People punished as criminals for defying a court's order since the run began, scaled to the nation."""
    return now.weight * now.total_since("is_punished")


@measure_for_each(
    "ladder_{stage}",
    "people",
    "stage, meaning",
    COLLECTION_STAGES.items(),
    source="D7",
    label="essay",
    groups="all",
    needs="lending",
)
def in_stages(now: Count, stage: str) -> float:
    """People {meaning}, scaled to the nation. In December."""
    people = now.table("collection")
    return float(now.weight * people[[*COLLECTION_STAGES].index(stage)]) if people.any() else float("nan")
