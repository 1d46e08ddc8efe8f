"""Leaks: whose file was sold, what buyers paid for it, and what they did with it (B1-B3, F11)."""

from __future__ import annotations

from ..array_types import Values
from ..counting.count import Count
from ..counting.sums import Sum, fraction, totals
from .measure import Measure, measure

EXPOSED = Sum("is_exposed", lambda c: c.exposed_months > 0)
SUMS: tuple[Sum, ...] = (
    fraction("dossier"),
    EXPOSED,
    Sum("exposures", lambda c: c.is_sold | c.is_sold_wrongly),
    Sum("harms", lambda c: c.is_harassed | c.is_defrauded),
    *totals("is_sold_wrongly", "is_defrauded", "dossier_price_yuan", "fraud_loss_yuan"),
    Sum("harmed_wrongly", lambda c: (c.is_harassed | c.is_defrauded) & c.is_exposed_wrongly).of_all,
)


@measure("share", source="V3", label="essay")
def file_completeness(now: Count) -> Values:
    """Share of the last years of a life that is in the file at the centre, on average over people."""
    return now.mean("dossier")


@measure("share", source="B1", label="essay")
def share_exposed(now: Count) -> Values:
    """People whose file was sold so recently that it can still be used against them, of all people."""
    return now.mean("is_exposed")


EXPOSURES = Measure(
    "exposures_cumulative",
    "files",
    "True files sold, including those of another person than the buyer ordered, since the run began, scaled to the"
    " nation.",
    lambda now: now.weight * now.since("exposures"),
    source="B1",
    label="essay",
)


@measure("incidents", source="B3", label="essay")
def harms_cumulative(now: Count) -> Values:
    """Harassments and frauds with sold files since the run began, scaled to the nation."""
    return now.weight * now.since("harms")


@measure("files", source="F11", label="essay", groups="all")
def wrong_exposures_cumulative(now: Count) -> float:
    """Sold files that belong to another person than the one ordered, since the run began, scaled to the nation."""
    return now.weight * now.total_since("is_sold_wrongly")


@measure("yuan", source="B1", label="essay", groups="all")
def file_sales_yuan_cumulative(now: Count) -> float:
    """Price that buyers paid for files since the run began, made-up files included, scaled to the nation.

    These payments are not in the accounts.
    """
    return now.weight * now.total_since("dossier_price_yuan")


@measure("incidents", source="B3", label="essay", groups="all")
def frauds_cumulative(now: Count) -> float:
    """Frauds with sold files since the run began, scaled to the nation."""
    return now.weight * now.total_since("is_defrauded")


@measure("yuan", source="B3", label="essay", groups="all")
def fraud_loss_yuan_cumulative(now: Count) -> float:
    """Savings lost to frauds with sold files since the run began, scaled to the nation."""
    return now.weight * now.total_since("fraud_loss_yuan")


@measure("incidents", source="B3", label="essay", groups="all")
def wrong_harms_cumulative(now: Count) -> float:
    """Harassments and frauds of people whose file was sold in place of another person's, scaled to the nation.

    Since the run began.
    """
    return now.weight * now.total_since("harmed_wrongly")
