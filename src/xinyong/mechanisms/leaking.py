"""Leaking: pooled data about people can be bought and used against them.

A file fills up with records that reach the centre. Buyers order it, more often if the person is rich and the price is
low. It is delivered if an insider with access sells it: officials of the place and, the more of the life is pooled,
people elsewhere. Some sellers deliver nothing, and some deliver another person's file. A person with an exposed file
can be harassed or robbed until the file is out of date.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import TileCount, TileFloat, TileValue
from ..society.columns import PLACE
from ..society.random_streams import falls, materialize
from .mechanism import Mechanism, Stream, System, Ties, View, works_as, yuan
from .watching.recording_errors import double


def _sellers(c: View, p: View, dossier: TileFloat) -> TileFloat:
    """The chance that at least one insider with access to the file sells it."""
    blocks, size = c.is_person.shape
    is_official = (c.is_person & works_as(c, "official")).reshape(blocks, size // PLACE, PLACE)
    officials = jnp.sum(is_official.astype(jnp.float32), axis=2, keepdims=True)
    of_place = jnp.broadcast_to(officials, is_official.shape).reshape(blocks, size)
    return 1.0 - jnp.exp(-p.corrupt * (p.access_local * of_place + p.access_central * dossier))


def _ordered(c: View, nation: View, p: View) -> TileFloat:
    """The chance that somebody wants to buy the file of a life that is wholly on record."""
    cheapness = jnp.exp(-p.price_elasticity * jnp.log(p.price_yuan / p.price_usual))
    relative = jnp.maximum(c.income_year_yuan / nation.mean_income_yuan, 1e-3)
    return p.orders * cheapness * jnp.exp(p.income_elasticity * jnp.log(relative))


def _events(c: View, nation: View, p: View, stream: Stream, dossier: TileFloat) -> TileCount:
    """A bit each for: file paid for, sold rightly, mixed up; a harassment, a fraud by means of it (uint8)."""
    delivered = jnp.where(c.is_person, _ordered(c, nation, p) * dossier * _sellers(c, p, dossier), 0.0)
    delivered = jnp.minimum(delivered, 1.0)
    order, harm = stream.bits("order"), stream.bits("harm")
    # one draw decides in turn: the right file, somebody else's, none
    is_true = falls(order, delivered * (1.0 - p.fake))
    is_right = falls(order, delivered * (1.0 - p.fake) * (1.0 - p.wrong_id))
    is_out = c.exposed_months > 0
    is_harassed = is_out & falls(harm, p.harassment * dossier)
    is_defrauded = is_out & ~is_harassed & falls(harm, (p.harassment + p.fraud) * dossier)
    bits = (falls(order, delivered), is_right, is_true & ~is_right, is_harassed, is_defrauded)
    return sum(bit.astype(jnp.uint8) << jnp.uint8(place) for place, bit in enumerate(bits))


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Fill the files, sell some, and count what is done with them."""
    dossier = c.dossier + (c.life_recorded - c.dossier) / p.memory_months
    events = materialize(_events(c, nation, p, stream, dossier), stream.citizen)
    is_paid, is_sold, is_mixed_up, is_harassed, is_defrauded = ((events >> place) & 1 > 0 for place in range(5))
    is_sold_wrongly = double(is_mixed_up) & c.is_person  # of a double that is padding there is no file
    left = jnp.maximum(c.exposed_months.astype(jnp.int32) - 1, 0)
    loss = jnp.where(is_defrauded, yuan(p.fraud_takes * c.cash_yuan.astype(jnp.float32)), 0)
    loss = jnp.minimum(loss, c.cash_yuan)
    return {
        "dossier": jnp.where(c.is_person, dossier, 0.0),
        "exposed_months": jnp.where(is_sold | is_sold_wrongly, jnp.rint(p.useful_months).astype(jnp.int32), left),
        "is_exposed_wrongly": ~is_sold & (is_sold_wrongly | (c.is_exposed_wrongly & (left > 0))),
        "is_sold": is_sold,
        "is_sold_wrongly": is_sold_wrongly,
        "dossier_price_yuan": jnp.where(is_paid, yuan(p.price_yuan), 0),
        "is_harassed": is_harassed,
        "is_defrauded": is_defrauded,
        "fraud_loss_yuan": loss,
        "cash_yuan": c.cash_yuan - loss,
    }


LEAKING = Mechanism(
    name="leaking",
    reads=(
        "is_person", "occupation", "income_year_yuan", "cash_yuan", "life_recorded", "dossier", "exposed_months",
        "is_exposed_wrongly",
    ),
    writes=(
        "dossier", "exposed_months", "is_exposed_wrongly", "is_sold", "is_sold_wrongly", "dossier_price_yuan",
        "is_harassed", "is_defrauded", "fraud_loss_yuan", "cash_yuan",
    ),
    signals=("mean_income_yuan",),
    draws=("order", "harm"),
    rows=("B1", "B2", "B3", "F11", "V3"),
    step=step,
)  # fmt: skip
