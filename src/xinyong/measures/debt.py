"""Debt: who owes whom, who falls behind, and what passes from debtors to lenders (D2-D22, V9, V10, 2f)."""

from __future__ import annotations

import functools

import jax.numpy as jnp

from ..array_types import TileWhole, Values
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.groups import rows_of
from ..counting.sums import WHOLE_NUMBER, Sum, columns, totals
from ..nation.lender_books import THIN_FILE
from ..vocabulary import DEBTS, FORMAL_DEBTS, debt_columns
from .measure import measure as declare
from .measure import measure_for_each


def is_borrower(c: Citizens) -> TileWhole:
    """Who owes a formal lender (judged debt aside), or has just stopped through default."""
    return (c.debt_mortgage_yuan > 0) | (c.debt_consumer_yuan > 0) | (c.debt_business_yuan > 0) | c.is_default


BORROWERS = Sum("is_borrower", is_borrower)
SUMS: tuple[Sum, ...] = (
    *columns("income_yuan", "interest_yuan", "interest_informal_yuan", "debt_due_yuan", *debt_columns(DEBTS)),
    BORROWERS,
    Sum("is_delinquent", lambda c: is_borrower(c) & (c.arrears_months > 0)),
    Sum("late_consumer_yuan", lambda c: jnp.where(c.arrears_months > 0, c.debt_consumer_yuan, 0), WHOLE_NUMBER),
    Sum("is_informal_borrower", lambda c: c.debt_informal_yuan > 0),
    THIN_FILE,
    *columns("is_default", "is_evicted", "is_judged", "is_applicant", "is_approved"),
    *totals("lent_yuan", "written_off_yuan"),
)

measure = functools.partial(declare, needs="lending")

_DEBT, _FORMAL_DEBT = debt_columns(DEBTS), debt_columns(FORMAL_DEBTS)
_INTEREST = ("interest_yuan", "interest_informal_yuan")


@measure("ratio", source="2f", label="documented", short="Debt over yearly income")
def debt_to_income(now: Count) -> Values:
    """Formal and informal debt divided by twelve times the month's disposable income."""
    return ratio(now.sum(*_DEBT), 12.0 * now.sum("income_yuan"))


@measure("ratio", source="D3", label="essay")
def debt_service_ratio(now: Count) -> Values:
    """Payments due on formal debt in the month, divided by the month's disposable income."""
    return ratio(now.sum("debt_due_yuan"), now.sum("income_yuan"))


@measure("share", source="2f", label="documented")
def share_borrowing(now: Count) -> Values:
    """People with formal debt (judged debt aside) or in default this month, of all people."""
    return now.mean("is_borrower")


@measure("share", source="2f", label="documented")
def share_borrowing_informally(now: Count) -> Values:
    """People who owe informal lenders, of all people."""
    return now.mean("is_informal_borrower")


@measure("share", source="2e", label="documented", short="Without a credit history")
def share_thin_file(now: Count) -> Values:
    """People without a file at the credit registry, of all people."""
    return now.mean("is_thin_file")


@measure("share", source="D2", label="essay")
def loan_approval_rate(now: Count) -> Values:
    """Applications for a consumer loan that were granted this month, of all applications."""
    return ratio(now.sum("is_approved"), now.sum("is_applicant"))


@measure("share", source="V9", label="documented", short="Borrowers in arrears")
def delinquency_rate(now: Count) -> Values:
    """Formal borrowers at least one month in arrears, of all formal borrowers."""
    return ratio(now.sum("is_delinquent"), now.sum("is_borrower"))


@measure("share", source="V9", label="documented", short="Consumer loans in arrears")
def delinquency_rate_by_balance(now: Count) -> Values:
    """Consumer loans of people at least one month in arrears, of all consumer loans, in yuan."""
    return ratio(now.sum("late_consumer_yuan"), now.sum("debt_consumer_yuan"))


@measure("share a year", source="2f", label="documented", short="Borrowers who default, per year")
def default_rate(now: Count) -> Values:
    """Formal borrowers who default in the month, of all formal borrowers, times twelve."""
    return 12.0 * ratio(now.sum("is_default"), now.sum("is_borrower"))


@measure("share", source="D3", label="essay")
def interest_of_income_share(now: Count) -> Values:
    """The month's interest to formal and informal lenders, divided by the month's disposable income."""
    return ratio(now.sum(*_INTEREST), now.sum("income_yuan"))


@measure("share", source="D15", label="essay", short="Debt to informal lenders")
def informal_debt_share(now: Count) -> Values:
    """Debt to informal lenders, of all debt."""
    return ratio(now.sum("debt_informal_yuan"), now.sum(*_DEBT))


@measure("yuan", source="D22", label="essay", short="Interest paid to lenders")
def interest_transferred_yuan(now: Count) -> Values:
    """Interest paid to formal and informal lenders since the run began, scaled to the nation."""
    return now.weight * now.since(*_INTEREST)


@measure("yuan", source="D11", label="essay")
def usury_transferred_yuan(now: Count) -> Values:
    """Interest paid to informal lenders since the run began, scaled to the nation."""
    return now.weight * now.since("interest_informal_yuan")


@measure("people", source="D7", label="essay", short="Evictions so far")
def evictions_cumulative(now: Count) -> Values:
    """People who lost their home to a mortgage lender since the run began, scaled to the nation."""
    return now.weight * now.since("is_evicted")


@measure("people", source="2f", label="documented")
def defaults_cumulative(now: Count) -> Values:
    """Defaults on formal loans (some people more than once) since the run began, scaled to the nation."""
    return now.weight * now.since("is_default")


@measure("people", source="2a", label="documented")
def judgments_cumulative(now: Count) -> Values:
    """Court orders to pay since the run began, scaled to the nation."""
    return now.weight * now.since("is_judged")


@measure("share", source="V10", label="documented", groups="all")
def debt_share_top_two_quintiles(now: Count) -> float:
    """Formal and informal debt that the two highest quintiles of permanent income owe, of all debt."""
    owed = now.sum(*_DEBT)[rows_of("quintile")]
    return float(ratio(owed[3:].sum(), owed.sum()))


@measure("yuan/month", source="2f", label="documented", groups="all")
def new_loans_yuan_month(now: Count) -> float:
    """Formal loans of the month, including mortgages, scaled to the nation."""
    return now.weight * now.total("lent_yuan")


@measure("yuan", source="assumption", label="hypothetical", groups="all")
def written_off_yuan_cumulative(now: Count) -> float:
    """Formal debt that lenders wrote off since the run began, scaled to the nation."""
    return now.weight * now.total_since("written_off_yuan")


_OF_A_KIND = "kind, debts, source, label"


@measure_for_each(
    "mean_{kind}_debt_yuan",
    "yuan",
    _OF_A_KIND,
    [(kind, debt.plural, debt.source, debt.label) for kind, debt in DEBTS.items()],
    source="{source}",
    label="{label}",
    needs="lending",
)
def mean_debts(now: Count, kind: str) -> Values:
    """Outstanding {debts}, on average over all people."""
    return now.mean(f"debt_{kind}_yuan")


@measure_for_each(
    "{kind}_debt_share",
    "share",
    f"{_OF_A_KIND}, title",
    [(kind, debt.plural, debt.source, debt.label, debt.plural.capitalize()) for kind, debt in FORMAL_DEBTS.items()],
    source="{source}",
    label="{label}",
    needs="lending",
    short="{title}, of formal debt",
)
def formal_shares(now: Count, kind: str) -> Values:
    """Outstanding {debts}, of all formal debt."""
    return ratio(now.sum(f"debt_{kind}_yuan"), now.sum(*_FORMAL_DEBT))


@measure_for_each(
    "debt_share_q{fifth}",
    "share",
    "fifth",
    range(1, 6),
    source="V10",
    label="documented",
    groups="all",
    needs="lending",
)
def debt_shares(now: Count, fifth: int) -> float:
    """Formal and informal debt that quintile {fifth} of permanent income owes, of all debt."""
    owed = now.sum(*_DEBT)[rows_of("quintile")]
    return float(ratio(owed[fifth - 1], owed.sum()))
