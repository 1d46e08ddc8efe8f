"""The ladder of collection: the rung on which each debtor stands at a month's end (D7, D21)."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ..vocabulary import LOANS, debt_columns

Array = Any


def is_borrower(c: Any) -> Array:
    """Owes a formal lender (judged debts aside), or has just stopped through default."""
    owes = c.is_default
    for debt in debt_columns(LOANS):
        owes = owes | (c[debt] > 0)
    return owes


OVERDUE_MONTHS = 2

RUNGS: dict[str, str] = {
    "free": "without formal debt",
    "current": "with formal debt and nothing overdue",
    "reminded": "a month behind, who are reminded",
    "overdue": "further behind, whose debt grows with interest and fees",
    "ordered": "under a court's order, and not on its list",
    "listed": "under a court's order and on its list",
    "fled": "under a court's order, and out of its reach",
}
"""What each rung is, lowest first."""


def rung(c: Any) -> Array:
    """Everybody's highest rung (int32)."""
    number = {name: jnp.int32(k) for k, name in enumerate(RUNGS)}
    behind = c.arrears_months
    found = jnp.where(is_borrower(c), number["current"], number["free"])
    found = jnp.where(behind > 0, number["reminded"], found)
    found = jnp.where(behind >= OVERDUE_MONTHS, number["overdue"], found)
    judged = c.debt_judged_yuan > 0
    found = jnp.where(judged, jnp.where(c.is_listed, number["listed"], number["ordered"]), found)
    return jnp.where(c.has_fled, number["fled"], found)
