"""Opening stocks: cash and debts at the start of the month are stored for the national accounts to check (D22)."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from ..society.random_streams import Stream
from ..society.ties import Ties
from ..vocabulary import FORMAL_DEBTS, debt_columns
from .mechanism import Mechanism, System, View

_FORMAL = debt_columns(FORMAL_DEBTS)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, Array]:
    """Note what people own and owe before anything happens."""
    return {
        "opening_cash_yuan": c.cash_yuan,
        "opening_debt_yuan": jnp.asarray(sum(c[name] for name in _FORMAL)),
        "opening_informal_yuan": c.debt_informal_yuan,
    }


OPENING_STOCKS = Mechanism(
    name="opening_stocks",
    reads=("cash_yuan", *_FORMAL, "debt_informal_yuan"),
    writes=("opening_cash_yuan", "opening_debt_yuan", "opening_informal_yuan"),
    rows=("D22",),
    has_section=False,
    step=step,
)
