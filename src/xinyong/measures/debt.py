"""Debt: who owes whom, who falls behind, what passes from debtors to creditors (D2-D22, V9, V10, 2f)."""

from __future__ import annotations

import functools
from collections.abc import Callable

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.groups import rows_of
from ..vocabulary import DEBTS, FORMAL_DEBTS, debt_columns
from .measure import Measure, since_the_start
from .measure import measure as declare

measure = functools.partial(declare, needs="lending")

_DEBT, _FORMAL_DEBT = debt_columns(DEBTS), debt_columns(FORMAL_DEBTS)
_INTEREST = ("interest_yuan", "interest_informal_yuan")


@measure("ratio", source="2f", label="documented")
def debt_to_income(now: Count) -> Values:
    """Formal and informal debt over twelve times the month's disposable income."""
    return ratio(now.sum(*_DEBT), 12.0 * now.sum("income_yuan"))


@measure("ratio", source="D3", label="essay")
def debt_service_ratio(now: Count) -> Values:
    """Payments due on formal debt in the month over the month's disposable income."""
    return ratio(now.sum("debt_due_yuan"), now.sum("income_yuan"))


@measure("share", source="2f", label="documented")
def share_borrowing(now: Count) -> Values:
    """People with formal debt (judged debt aside) or in default this month, of all people."""
    return now.mean("is_borrower")


@measure("share", source="2f", label="documented")
def share_borrowing_informally(now: Count) -> Values:
    """People who owe informal lenders, of all people."""
    return now.mean("is_informal_borrower")


@measure("share", source="2e", label="documented")
def share_thin_file(now: Count) -> Values:
    """People without a file at the credit registry, of all people."""
    return now.mean("is_thin_file")


@measure("share", source="D2", label="essay")
def loan_approval_rate(now: Count) -> Values:
    """Applications for a consumer loan that were granted this month, of all applications."""
    return ratio(now.sum("is_approved"), now.sum("is_applicant"))


@measure("share", source="V9", label="documented")
def delinquency_rate(now: Count) -> Values:
    """Formal borrowers at least one month in arrears, of all formal borrowers."""
    return ratio(now.sum("is_delinquent"), now.sum("is_borrower"))


@measure("share", source="V9", label="documented")
def delinquency_rate_by_balance(now: Count) -> Values:
    """Consumer loans of people at least one month in arrears, of all consumer loans, in yuan."""
    return ratio(now.sum("late_consumer_yuan"), now.sum("debt_consumer_yuan"))


@measure("share a year", source="2f", label="documented")
def default_rate(now: Count) -> Values:
    """Formal borrowers who default in the month, of all formal borrowers, times twelve."""
    return 12.0 * ratio(now.sum("is_default"), now.sum("is_borrower"))


@measure("share", source="D3", label="essay")
def interest_of_income_share(now: Count) -> Values:
    """The month's interest to formal and informal lenders over the month's disposable income."""
    return ratio(now.sum(*_INTEREST), now.sum("income_yuan"))


@measure("share", source="D15", label="essay")
def informal_debt_share(now: Count) -> Values:
    """Debt to informal lenders, of all debt."""
    return ratio(now.sum("debt_informal_yuan"), now.sum(*_DEBT))


SINCE_THE_START: tuple[Measure, ...] = since_the_start(
    ("interest_transferred_yuan", "yuan", "D22", "essay", "Interest paid to formal and informal lenders", *_INTEREST),
    ("usury_transferred_yuan", "yuan", "D11", "essay", "Interest paid to informal lenders", "interest_informal_yuan"),
    ("evictions_cumulative", "people", "D7", "essay", "People who lost their home to a mortgage lender", "is_evicted"),
    (
        "defaults_cumulative",
        "people",
        "2f",
        "documented",
        "Defaults on formal loans (some people more than once)",
        "is_default",
    ),
    ("judgments_cumulative", "people", "2a", "documented", "Court orders to pay", "is_judged"),
    needs="lending",
)


@measure("share", source="V10", label="documented", groups="all")
def debt_share_top_two_quintiles(now: Count) -> float:
    """Formal and informal debt owed by the two upper fifths of permanent income, of all debt."""
    owed = now.sum(*_DEBT)[rows_of("quintile")]
    return float(ratio(owed[3:].sum(), owed.sum()))


@measure("yuan/month", source="2f", label="documented", groups="all")
def new_loans_yuan_month(now: Count) -> float:
    """Formal loans of the month, mortgages included, to all people represented."""
    return now.weight * now.total("lent_yuan")


@measure("yuan", source="assumption", label="hypothetical", groups="all")
def written_off_yuan_cumulative(now: Count) -> float:
    """Formal debt that lenders wrote off since the run began, of all people represented."""
    return now.weight * now.total_since("written_off_yuan")


def _mean_debt(kind: str) -> Callable[[Count], Values]:
    return lambda now: now.mean(f"debt_{kind}_yuan")


def _formal_share(kind: str) -> Callable[[Count], Values]:
    return lambda now: ratio(now.sum(f"debt_{kind}_yuan"), now.sum(*_FORMAL_DEBT))


DEBT_BY_KIND: tuple[Measure, ...] = tuple(
    Measure(
        f"mean_{kind}_debt_yuan",
        "yuan",
        f"What is owed in {debt.plural}, on average over all people.",
        debt.source,
        debt.label,
        "all and by group",
        _mean_debt(kind),
        "lending",
    )
    for kind, debt in DEBTS.items()
)
FORMAL_SHARES: tuple[Measure, ...] = tuple(
    Measure(
        f"{kind}_debt_share",
        "share",
        f"What is owed in {debt.plural}, of all formal debt.",
        debt.source,
        debt.label,
        "all and by group",
        _formal_share(kind),
        "lending",
    )
    for kind, debt in FORMAL_DEBTS.items()
)
