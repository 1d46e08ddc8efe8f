"""Leaks: whose file has been sold, what was paid for it, and what was done with it (B1-B3, F11)."""

from __future__ import annotations

from ..counting.count import Count, Values
from .measure import Measure, measure, since_the_start


@measure("share", source="V3", label="essay")
def file_completeness(now: Count) -> Values:
    """How much of the last years of life stands in one's file at the centre, on average over people."""
    return now.mean("dossier")


@measure("share", source="B1", label="essay")
def share_exposed(now: Count) -> Values:
    """People whose file was sold not long ago, so that it can still be used against them, of all people."""
    return now.mean("is_exposed")


LEAKED: tuple[Measure, ...] = since_the_start(
    (
        "exposures_cumulative",
        "files",
        "B1",
        "essay",
        "True files sold, those of somebody else than was ordered too",
        "exposures",
    ),
    ("harms_cumulative", "incidents", "B3", "essay", "Harassments and frauds by means of sold files", "harms"),
)


@measure("files", source="F11", label="essay", groups="all")
def wrong_exposures_cumulative(now: Count) -> float:
    """Files sold to somebody who had ordered another's, since the run began, over all people represented."""
    return now.weight * now.total_since("is_sold_wrongly")


@measure("yuan", source="B1", label="essay", groups="all")
def file_sales_yuan_cumulative(now: Count) -> float:
    """What buyers paid for files since the run began, made-up files included, over all people represented.

    It moves between strangers and stands in no books.
    """
    return now.weight * now.total_since("dossier_price_yuan")


@measure("incidents", source="B3", label="essay", groups="all")
def frauds_cumulative(now: Count) -> float:
    """Frauds by means of sold files since the run began, over all people represented."""
    return now.weight * now.total_since("is_defrauded")


@measure("yuan", source="B3", label="essay", groups="all")
def fraud_loss_yuan_cumulative(now: Count) -> float:
    """Savings lost to frauds by means of sold files since the run began, over all people represented."""
    return now.weight * now.total_since("fraud_loss_yuan")


@measure("incidents", source="B3", label="essay", groups="all")
def wrong_harms_cumulative(now: Count) -> float:
    """Harassments and frauds of people whose file was sold for another's, over all people represented."""
    return now.weight * now.total_since("harmed_wrongly")
