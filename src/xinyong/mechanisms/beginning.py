"""Beginning: the state in which citizens enter the first month, in line with the date at which a run begins.

Savings, homes and debts are laid out so that the nation's debt over income is that of the date (facts 2f), held mostly
by the upper quintiles as documented; beliefs and voices begin at rest, without the system.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ..society.luck import Luck
from ..society.places import PLACE
from ..society.ties import Ties
from .mechanism import Mechanism, System, View
from .money import yuan

Array = Any

KINDS: tuple[str, ...] = ("mortgage", "consumer", "business")

_MEAN_INCOME_OF_QUINTILE = (0.23, 0.48, 0.765, 1.195, 2.335)
"""Mean income of each quintile over the national mean: quintile means of facts 2g over their mean."""


def _chance_by_quintile(c: View, p: View, stem: str) -> tuple[Array, Array]:
    """The chance to hold a debt, and the expected sum of holders' relative incomes per citizen."""
    chance = jnp.zeros(c.quintile.shape, jnp.float32)
    expected = jnp.float32(0.0)
    for q, mean in enumerate(_MEAN_INCOME_OF_QUINTILE):
        # the more debt there is, the more people hold it
        holds = jnp.minimum(1.0, p[f"{stem}_q{q + 1}"] * p.debt_to_income)
        chance = jnp.where(c.quintile == q, holds, chance)
        expected = expected + 0.2 * holds * mean
    return chance, expected


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """The first month's opening state of each citizen."""
    income = nation.mean_income_yuan * c.permanent_income
    buffer = (p.cash_low + p.cash_high * c.prudence * c.prudence) * income
    owns = luck.chance("home", jnp.where(c.is_urban, p.home_urban, p.home_rural))
    worth = jnp.where(c.is_urban, p.home_months_urban, p.home_months_rural) * income
    debts: dict[str, Array] = {}
    owed = jnp.zeros(income.shape, jnp.int32)
    for kind in KINDS:
        chance, expected = _chance_by_quintile(c, p, kind)
        # the sum over citizens meets debt_to_income x share of the kind, whoever holds it
        months = 12.0 * p.debt_to_income * p[f"{kind}_share"] / jnp.maximum(expected, 1e-6)
        holds = luck.chance(kind, chance) & c.is_person
        debts[kind] = jnp.where(holds, yuan(months * income), 0)
        owed = owed + debts[kind]
    judged = luck.chance("judged", p.judged) & c.is_person
    owns = (owns | (debts["mortgage"] > 0)) & c.is_person
    home = jnp.maximum(yuan(worth), yuan(1.4 * debts["mortgage"].astype(jnp.float32)))
    registered = luck.chance("file", p.registry * (0.4 + 0.3 * c.quintile.astype(jnp.float32)))
    months_on_file = 1.0 + luck.unit("file_length") * 60.0
    has_file = ((owed > 0) | registered) & c.is_person
    return {
        "roll_out_rank": jnp.where(c.is_person, _place_rank(c, luck), 0.0),
        "is_jobless": jnp.zeros(income.shape, bool),
        "in_party": c.is_member,
        "income_yuan": jnp.where(c.is_person, yuan(income), 0),
        "income_year_yuan": jnp.where(c.is_person, income, 0.0),
        "cash_yuan": jnp.where(c.is_person, yuan(buffer), 0),
        "home_yuan": jnp.where(owns, home, 0),
        **{f"debt_{kind}_yuan": debts[kind] for kind in KINDS},
        "debt_judged_yuan": jnp.where(judged, yuan(p.judged_months * income), 0),
        "file_months": jnp.where(has_file, months_on_file, 0.0),
        "payment_record": jnp.where(c.is_person, 1.0 - p.slips * (1.2 - c.prudence) * luck.unit("slips"), 0.0),
        "voice": jnp.where(c.is_person, c.disposition, 0.0),
        "approval": jnp.where(c.is_person, jnp.clip(p.approval + p.approval_slope * c.disposition, 0.0, 10.0), 0.0),
    }


def _place_rank(c: View, luck: Luck) -> Array:
    """A uniform rank for each place of 128 neighbours: its first citizen's draw stands for all."""
    rank = luck.unit("place")
    blocks, size = rank.shape
    places = rank.reshape(blocks, size // PLACE, PLACE)
    return jnp.broadcast_to(places[:, :, :1], places.shape).reshape(blocks, size)


BEGINNING = Mechanism(
    name="beginning",
    reads=("is_person", "is_urban", "is_member", "quintile", "permanent_income", "prudence", "disposition"),
    writes=(
        "roll_out_rank", "is_jobless", "in_party", "income_yuan", "income_year_yuan", "cash_yuan", "home_yuan",
        *(f"debt_{kind}_yuan" for kind in KINDS),
        "debt_judged_yuan", "file_months", "payment_record", "voice", "approval",
    ),
    signals=("mean_income_yuan",),
    draws=("home", *KINDS, "file", "file_length", "slips", "place", "judged"),
    rows=("D19", "W4"),
    step=step,
)  # fmt: skip
