"""Conduct: people act at rates that depend on their traits, income and the believed cost.

Deterrence follows the closed form for gains that are uniform between 0 and G: the share of people who comply is min(1,
perceived detection x penalty / G). The offences are those of source 2d.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import TileFloat, TileValue
from ..vocabulary import ACTS
from .mechanism import Mechanism, Stream, System, Ties, View, age_years, works_as


def rates(c: View, nation: View, p: View) -> dict[str, TileFloat]:
    """Expected acts a month of each citizen, by act (float32)."""
    # a penalty deters only where rules are in force, as the nation says
    deterred = jnp.minimum(1.0, c.perceived * p.penalty_over_gain * nation.force)
    tempted = 1.0 - deterred
    careless = p.careless_most - c.conscientiousness
    # whole yuan, at least one: people without cash are short
    short_of_yuan = jnp.maximum(jnp.floor(p.broke_months * c.income_yuan.astype(jnp.float32)), 1.0)
    broke = c.cash_yuan.astype(jnp.float32) < short_of_yuan
    imprudent = p.late_bill_careless - c.prudence
    distressed = c.is_jobless | (c.arrears_months > 0)
    age = age_years(c.birth_month, nation)
    young = jnp.clip((p.cheat_age_end - age) / p.cheat_age_span, 0.0, 1.0)
    earns_score = 1.0 + p.merit_pull * c.perceived * nation.force
    return {
        "late_bill": p.late_bill * imprudent * jnp.where(broke, p.late_bill_broke, 1.0) * tempted,
        "jaywalk": p.jaywalk * careless * jnp.where(c.is_urban, 1.0, p.jaywalk_rural) * tempted,
        "no_show": p.no_show * careless * c.online * tempted,
        "cheat": p.cheat * careless * c.online * young * tempted,
        "gym": p.gym * c.leisure * jnp.where(c.is_urban, 1.0, p.gym_rural) * earns_score,
        "volunteer": p.volunteer * c.leisure * (p.volunteer_base + c.conscientiousness) * earns_score,
        "praise": p.praise * c.online * jnp.maximum(c.voice, 0.0),
        "criticism": p.criticism * c.online * jnp.maximum(-c.voice, 0.0) * (1.0 - c.caution),
        "petition": p.petition * jnp.where(distressed, p.petition_distress, 1.0) * (1.0 - c.caution),
        "breach": p.breach * careless * jnp.where(works_as(c, "manager"), p.breach_manager, 1.0) * tempted,
        "fraud": p.fraud * careless * careless * tempted,
        "misconduct": jnp.where(works_as(c, "official"), p.misconduct * careless * tempted, 0.0),
    }


def most_a_month(act: str) -> int:
    """The largest count of an act in a month: two for rare acts, three for others.

    Not a parameter: the compiled program sums the distribution up to here, which affects almost nobody.
    """
    return 2 if ACTS[act].is_rare else 3


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Draw the month's acts."""
    rate = rates(c, nation, p)
    return {
        f"act_{act}": stream.count(act, jnp.where(c.is_person, rate[act], 0.0), most=most_a_month(act)) for act in ACTS
    }


CONDUCT = Mechanism(
    name="conduct",
    reads=(
        "is_person", "is_urban", "birth_month", "occupation", "prudence", "conscientiousness", "leisure", "online",
        "is_jobless", "income_yuan", "cash_yuan", "arrears_months", "voice", "caution", "perceived",
    ),
    writes=tuple(f"act_{act}" for act in ACTS),
    signals=("month", "force"),
    draws=tuple(ACTS),
    rows=("S6", "S7", "S8", "S9", "V4", "W1"),
    step=step,
)  # fmt: skip
