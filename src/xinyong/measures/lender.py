"""Lenders: what lending earns and loses, whom it costs most, where debtors stand on the ladder (D6, D7, D11, D22)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from ..counting.collection_ladder import RUNGS
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.groups import rows_of
from ..nation.lender_books import LenderBooks
from ..vocabulary import DEBTS, LOANS, debt_columns
from .measure import Measure
from .measure import measure as declare

measure = functools.partial(declare, needs="lending")

_DEBT, _LOANS = debt_columns(DEBTS), debt_columns(LOANS)


def _books(now: Count) -> LenderBooks:
    """The lender's books after the month; empty ones where nobody lends."""
    found: Any = now.parts.get("lender_books", LenderBooks())
    assert isinstance(found, LenderBooks)
    return found


@measure("yuan/month", source="D18", label="essay", groups="all")
def lender_profit_yuan_month(now: Count) -> float:
    """Interest of the month, less loans written off and costs of funds and of the business, of all lenders."""
    return now.weight * _books(now).profit_yuan


@measure("share a year", source="D18", label="essay", groups="all")
def lender_return(now: Count) -> float:
    """Lenders' profit of the month over their capital, times twelve; undefined without capital."""
    books = _books(now)
    return float(ratio(12.0 * books.profit_yuan, max(books.capital_yuan or 0, 0)))


@measure("share a year", source="2f", label="documented", groups="all")
def lender_loss_rate(now: Count) -> float:
    """Formal debt written off in the month over what lenders are owed, times twelve."""
    books = _books(now)
    return float(ratio(12.0 * books.loss_yuan, books.claims_yuan))


@measure("ratio", source="assumption", label="hypothetical", groups="all")
def lender_capital_ratio(now: Count) -> float:
    """Lenders' capital, less what they take for lost, over what they are owed."""
    return _books(now).capital_ratio


@measure("ratio", source="P19", label="hypothetical", groups="all")
def credit_supply(now: Count) -> float:
    """How readily lenders lent in the month, as far as it hangs on their capital: 1 unrationed, 0 nothing.

    Undefined where nobody lends.
    """
    return _books(now).supply if "lender_books" in now.parts else float("nan")


@measure("share a year", source="D3", label="essay")
def mean_interest_rate(now: Count) -> Values:
    """Interest paid to formal lenders in the month over formal debt without judged debt, times twelve."""
    return ratio(12.0 * now.sum("interest_yuan"), now.sum(*_LOANS))


@measure("yuan/month", source="D11", label="essay", groups="all")
def usury_above_law_yuan_month(now: Count) -> float:
    """Interest paid to informal lenders in the month beyond the rate that a court enforces."""
    return float(now.weight * now.sum("interest_informal_yuan")[0] * _books(now).price_above_law)


@measure("share", source="D6", label="essay", groups="all")
def share_withholding(now: Count) -> float:
    """Formal borrowers who withhold payment because it seems to cost less than it gains, of all formal borrowers."""
    return float(ratio(now.total("is_withholding"), now.sum("is_borrower")[0]))


@measure("yuan", source="D7", label="essay", groups="all")
def interest_capitalised_yuan_cumulative(now: Count) -> float:
    """Unpaid interest and late fees added to debts since the run began, of all people represented."""
    return now.weight * now.total_since("interest_capitalised_yuan")


@measure("yuan", source="D7", label="essay", groups="all")
def fines_yuan_cumulative(now: Count) -> float:
    """Fines for not paying under a court's order since the run began, of all people represented."""
    return now.weight * now.total_since("fine_yuan")


@measure("people", source="D7", label="essay", groups="all")
def escapes_cumulative(now: Count) -> float:
    """Flights from a court's order since the run began, over all people represented."""
    return now.weight * now.total_since("is_escaping")


@measure("people", source="2a", label="documented", groups="all")
def punished_cumulative(now: Count) -> float:
    """People punished as criminals for defying a court's order since the run began, over all people represented."""
    return now.weight * now.total_since("is_punished")


def _share_of_quintile(number: int) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        owed = now.sum(*_DEBT)[rows_of("quintile")]
        return float(ratio(owed[number], owed.sum()))

    return compute


DEBT_SHARES: tuple[Measure, ...] = tuple(
    Measure(
        f"debt_share_q{q + 1}",
        "share",
        f"Formal and informal debt owed by quintile {q + 1} of permanent income, of all debt.",
        "V10",
        "documented",
        "all",
        _share_of_quintile(q),
        "lending",
    )
    for q in range(5)
)


def _on_rung(rung: str) -> Callable[[Count], float]:
    def compute(now: Count) -> float:
        people = now.table("ladder")
        if not people.size or not people.sum():
            return float("nan")
        return float(now.weight * people[list(RUNGS).index(rung)])

    return compute


LADDER: tuple[Measure, ...] = tuple(
    Measure(
        f"ladder_{rung}",
        "people",
        f"People {meaning}, over all people represented; counted in December, undefined in other months.",
        "D7",
        "essay",
        "all",
        _on_rung(rung),
        "lending",
    )
    for rung, meaning in RUNGS.items()
)
