"""Collections: what happens to an unpaid debt, stage by stage; a part of lending.

The stages are a reminder, unpaid interest added to the debt, and default. Then a court order or a write-off follows;
for a mortgage the home is lost. Under a court order the debtor complies, refuses and pays a fine, or flees. Willingness
to pay depends on the believed cost of not paying. Rows D6, D7, D21, V14.
"""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp

from ...array_types import Scalar, TileBool, TileInt
from ..mechanism import Stream, View, yuan


class Settlement(NamedTuple):
    """What becomes of a debt under a court's order this month, in whole yuan."""

    paid: TileInt
    rescheduled: TileInt  # an ordinary loan again
    fine: TileInt
    refuses: TileBool  # bool: could pay it all, and did not
    escapes: TileBool  # bool


def withholds(c: View, nation: View, p: View) -> TileBool:
    """Who could pay and does not: the gain is larger than the believed cost (D6).

    The gain falls with conscientiousness. The cost is lost credit, the court (in proportion to how often lenders sue),
    the lists and rules while any is in force, the home if it is mortgaged, and shame in villages that post names.
    """
    shamed = jnp.where(c.is_urban, 0.0, p.village_shaming)
    cost = p.fear_credit + p.fear_court * p.sued + p.fear_list * nation.force + p.fear_shame * shamed
    cost = cost + jnp.where(c.debt_mortgage_yuan > 0, p.fear_home, 0.0)
    return p.temptation * (1.0 - c.conscientiousness) > cost


def puts_off(c: View, p: View, stream: Stream) -> TileBool:
    """Who lets a payment pass that could be made: the careless, those whose income has just fallen, until reminded."""
    fallen = c.income_yuan.astype(jnp.float32) < p.income_fall * c.income_year_yuan
    hazard = p.forgetting * (p.forgetting_careless - c.prudence) * jnp.where(fallen, p.forgetting_fallen, 1.0)
    reminded = jnp.where(c.arrears_months > 0, 1.0 - p.reminder, 1.0)
    named = jnp.where(c.is_urban, 1.0, 1.0 - p.shame_pays * p.village_shaming)
    return stream.chance("forgets", hazard * reminded * named)


def settle(c: View, p: View, cash: TileInt, tries: TileBool, is_fined: TileBool, wants_away: TileBool) -> Settlement:
    """What debtors under a court's order pay, and what becomes an ordinary loan again.

    Pressed by rules and shame, some set out to settle: they hand over what they have and agree on instalments for the
    rest, if the creditor believes that their income can carry them. Of the others, some who could pay are fined, and
    some leave for where no court finds them.
    """
    owed = c.debt_judged_yuan
    within_reach = (owed > 0) & ~c.has_fled
    spare = jnp.maximum(cash - yuan(p.cash_floor * c.income_yuan.astype(jnp.float32)), 0)
    paid = jnp.minimum(owed, spare)
    rest = owed - paid
    agreed = within_reach & tries & (rest.astype(jnp.float32) <= p.settle_income_months * c.income_year_yuan)
    refuses = within_reach & ~agreed & (spare >= owed)
    fine = jnp.minimum(yuan(p.fine_months * c.income_year_yuan), spare)
    return Settlement(
        paid=jnp.where(agreed, paid, 0),
        rescheduled=jnp.where(agreed, rest, 0),
        fine=jnp.where(refuses & is_fined, fine, 0),
        refuses=refuses,
        escapes=within_reach & ~agreed & wants_away,
    )


def pay_informal(c: View, p: View, rate: Scalar, cash: TileInt, is_lost: TileBool) -> tuple[TileInt, TileInt, TileInt]:
    """Interest, principal and write-off on informal debt (whole yuan)."""
    debt = c.debt_informal_yuan.astype(jnp.float32)
    interest = yuan(jnp.minimum(debt * rate / 12.0, jnp.maximum(cash, 0).astype(jnp.float32)))
    left = jnp.maximum(cash - interest, 0)
    spare = jnp.floor(p.informal_pays_most * left.astype(jnp.float32)).astype(jnp.int32)
    principal = jnp.minimum(yuan(debt / p.informal_term), jnp.minimum(jnp.minimum(spare, left), c.debt_informal_yuan))
    return interest, principal, jnp.where(is_lost, c.debt_informal_yuan - principal, 0)
