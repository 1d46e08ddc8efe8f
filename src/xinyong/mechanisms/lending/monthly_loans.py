"""Monthly loans: everybody asks for a small loan; borrowers repay or fail, which changes their payment record.

The lender sees the payment record and whether a person is urban, and lends by a table of the nation
(`nation.monthly_loans`). Repayment depends on the record and, if people respond to it, on what a scorecard announces.
Loans last a month and move no money: the lender's gain is computed on paper. With monthly loans there is no household
credit.
"""

from __future__ import annotations

from typing import Final

import jax.numpy as jnp

from ...array_types import TileBool, TileFloat, TileInt, TileValue
from ..mechanism import Mechanism, Stream, System, Ties, View

RECORD_GRADES: Final = 1001
"""Payment records in thousandths."""

BORROWER_GROUPS: Final[tuple[str, ...]] = ("villagers", "townspeople")

_NEVER = ("is_evicted", "is_judged", "is_withholding", "is_escaping", "is_punished")
"""What happens under household credit only."""


def place_of(record: TileFloat, is_urban: TileBool) -> TileInt:
    """Where somebody stands in a table of records by group, row after row (int32)."""
    grade = jnp.floor(jnp.clip(record, 0.0, 1.0) * (RECORD_GRADES - 1) + 0.5).astype(jnp.int32)
    return grade + jnp.where(is_urban, RECORD_GRADES, 0)


def _announced(c: View, nation: View) -> TileFloat:
    """By how much the chance of failing that the scorecard gives somebody is above one half; 0 without one."""
    risk = 1.0 / (
        1.0 + jnp.exp((c.score_scorecard - nation.monthly_loans_even_points) / nation.monthly_loans_odds_points)
    )
    return jnp.where(c.score_scorecard > 0, risk - 0.5, 0.0)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """One round of loans."""
    place = place_of(c.payment_record, c.is_urban)
    lent = c.is_person & stream.chance("granted", nation.monthly_loans_grant.reshape(-1)[place])
    repays = nation.monthly_loans_repay.reshape(-1)[place] - p.response * _announced(c, nation)
    repays = jnp.clip(repays, 0.0, 1.0)
    repaid = stream.chance("repays", repays)
    good = jnp.where(repaid, 1.0, 0.0)
    good = good + p.expected * (repays - good)
    moved = jnp.clip(c.payment_record + good * p.up - (1.0 - good) * p.down, 0.0, 1.0)
    record = jnp.where(lent, moved, c.payment_record)
    return {
        "payment_record": record,
        "is_applicant": c.is_person,
        "is_approved": lent,
        "is_default": lent & ~repaid,
        **{name: jnp.zeros(lent.shape, bool) for name in _NEVER},
        "round_place": jnp.where(c.is_person, 1 + place_of(record, c.is_urban), 0),
    }


MONTHLY_LOANS = Mechanism(
    name="lending.monthly_loans",
    stream="lending.rounds",
    reads=("is_person", "is_urban", "payment_record", "score_scorecard"),
    writes=("payment_record", "is_applicant", "is_approved", "is_default", *_NEVER, "round_place"),
    signals=("monthly_loans_grant", "monthly_loans_repay", "monthly_loans_even_points", "monthly_loans_odds_points"),
    draws=("granted", "repays"),
    rows=("D2", "D16"),
    step=step,
    replaces="lending",
)
