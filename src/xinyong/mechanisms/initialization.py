"""Beginning: the state of citizens in the first month, for the date at which a run begins.

Savings, homes and debts are set so that the nation's debt over income matches the date (source 2f), held mostly by the
upper quintiles as documented. Beliefs and voices start in the state without a system.
"""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

from ..array_types import BlockFloat, TileFloat, TileInt, TileValue
from ..society.couples import Profile, decades_apart, first_couples, profile_word, steps_apart
from ..society.margins import PROVINCES
from ..society.random_streams import materialize, threefry2x32, unit
from ..vocabulary import LOANS, debt_columns
from .lending.new_loans import TRADES
from .mechanism import Mechanism, Stream, System, Ties, View, age_years, works_as, yuan
from .watching.channels import of_place, to_all

WAVE_OF_PROVINCE = 1 << 16
"""The number of the draw that a province has as a whole, far beyond those of citizens."""

PEOPLE_OF_PROVINCE = np.asarray([people for _, people, _ in PROVINCES], np.float32) / np.float32(
    sum(people for _, people, _ in PROVINCES)
)
"""Share of all people who live in each province."""

LAST_RANK = np.nextafter(np.float32(1.0), np.float32(0.0))
"""The highest rank: a coverage of 1 reaches it."""

_GRAIN = 1024.0
"""Parts of one in which sums over a block are taken: whole numbers, so that their order cannot matter."""


def _of_block(values: TileFloat) -> BlockFloat:
    """Sum of each block's citizens, in parts of one: (blocks, BLOCK) to float32 (blocks, 1)."""
    return jnp.sum(jnp.rint(values * _GRAIN).astype(jnp.int32), axis=1, keepdims=True).astype(jnp.float32) / _GRAIN


def _likelihood(c: View, nation: View, p: View) -> dict[str, TileFloat]:
    """How much likelier than others each citizen is to hold each kind of debt, within an income quintile (float32).

    This follows the rules of lending: people buy homes at some ages, if they can save up for them; prudent people do
    not borrow to consume; people in trade borrow for a business. With any other distribution, those who borrow by these
    rules would start without debt, and all of them would borrow in the first months of a run.
    """
    age = age_years(c.birth_month, nation)
    pays_off = (age >= p.mortgage_age_from) & (age < p.mortgage_age_until)
    reach = jnp.maximum(p.mortgage_prudent - p.consumer_ends, 0.01)
    saves_up = jnp.clip(1.0 + (c.prudence - p.mortgage_prudent) / reach, p.mortgage_careless, 1.0)
    saves_up = saves_up * jnp.where(c.is_urban, 1.0, p.mortgage_rural)
    likely = {
        "mortgage": saves_up * jnp.where(pays_off, 1.0, p.mortgage_others),
        "consumer": jnp.maximum(0.0, 1.0 - c.prudence / p.consumer_ends),
        "business": jnp.where(works_as(c, *TRADES), 1.0, p.business_others),
    }
    return {kind: jnp.where(c.is_person, value, 0.0) for kind, value in likely.items()}


def _held(c: View, p: View, stem: str, likely: TileFloat) -> tuple[TileFloat, BlockFloat]:
    """The chance to hold a debt of one kind, and what holders owe on average over their income, in months (float32).

    With that number of months, each block (and so the nation) has the debt over income of the date.
    """
    # the more debt there is, the more people hold it
    of_quintile = jnp.zeros(c.quintile.shape, jnp.float32)
    for q in range(5):
        of_quintile = jnp.where(c.quintile == q, p[f"{stem}_q{q + 1}"] * p.debt_to_income, of_quintile)
    people = _of_block(c.is_person.astype(jnp.float32))
    usual = _of_block(likely) / jnp.maximum(people, 1.0)
    chance = jnp.minimum(1.0, of_quintile * likely / jnp.maximum(usual, 1e-6))
    income = jnp.where(c.is_person, c.permanent_income, 0.0)
    of_holders = _of_block(chance * income)
    return chance, 12.0 * p.debt_to_income * p[f"{stem}_share"] * _of_block(income) / jnp.maximum(of_holders, 1e-6)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """The first month's opening state of each citizen."""
    income = nation.mean_income_yuan * c.permanent_income
    buffer = (p.cash_low + p.cash_high * c.prudence * c.prudence) * income
    owns = stream.chance("home", jnp.where(c.is_urban, p.home_urban, p.home_rural))
    worth = jnp.where(c.is_urban, p.home_months_urban, p.home_months_rural) * income
    debts: dict[str, TileInt] = {}
    for kind, likely in _likelihood(c, nation, p).items():
        chance, months = _held(c, p, kind, likely)
        # some have just borrowed, others have nearly paid off
        left = 1.0 + p.spread * (2.0 * stream.unit(f"{kind}_left") - 1.0)
        debts[kind] = jnp.where(stream.chance(kind, chance) & c.is_person, yuan(months * left * income), 0)
    judged = stream.chance("judged", p.judged) & c.is_person
    owns = (owns | (debts["mortgage"] > 0)) & c.is_person
    home = jnp.maximum(yuan(worth), yuan(p.home_cover * debts["mortgage"].astype(jnp.float32)))
    registered = stream.chance(
        "file", p.registry * (p.registry_base + p.registry_step * c.quintile.astype(jnp.float32))
    )
    months_on_file = 1.0 + stream.unit("file_length") * p.file_months_most
    has_file = registered & c.is_person  # not all who lend report: who owes may have none
    lost = p.slips * (p.slips_end - c.prudence) * stream.unit("slips")
    return {
        "roll_out_rank": jnp.where(c.is_person, _place_rank(c, nation, stream), 0.0),
        "is_jobless": jnp.zeros(income.shape, bool),
        "in_party": c.is_member,
        "income_yuan": jnp.where(c.is_person, yuan(income), 0),
        "income_year_yuan": jnp.where(c.is_person, income, 0.0),
        "cash_yuan": jnp.where(c.is_person, yuan(buffer), 0),
        "home_yuan": jnp.where(owns, home, 0),
        **{f"debt_{kind}_yuan": debts[kind] for kind in LOANS},
        "debt_judged_yuan": jnp.where(judged, yuan(p.judged_months * income), 0),
        "file_months": jnp.where(has_file, months_on_file, 0.0),
        "payment_record": jnp.where(c.is_person, 1.0 - lost, 0.0),
        "voice": jnp.where(c.is_person, c.disposition, 0.0),
        "approval": jnp.where(c.is_person, jnp.clip(p.approval + p.approval_slope * c.disposition, 0.0, 10.0), 0.0),
        "partner": _partner(c, nation, p, stream) if "matching" in system.on else jnp.zeros(income.shape, jnp.uint16),
    }


def _partner(c: View, nation: View, p: View, stream: Stream) -> TileValue:
    """Couples of a woman and a man of the same place; more people of middle age are in one."""
    age = age_years(c.birth_month, nation)
    grown = jnp.clip((age - p.couple_from) / p.couple_span, 0.0, 1.0)
    widowed = jnp.clip((age - p.widowed_from) / p.widowed_span, 0.0, 1.0)
    wishes = stream.chance("couple", p.couple_most * grown * (1.0 - p.widowed_most * widowed))
    word = profile_word(
        is_free=wishes & c.is_person,
        is_stained=jnp.zeros(c.is_person.shape, bool),
        is_female=c.is_female,
        is_urban=c.is_urban,
        education=c.education,
        birth_month=c.birth_month,
        income_yuan=nation.mean_income_yuan * c.permanent_income,
    )

    def chance(one: Profile, other: Profile) -> TileFloat:
        apart = (
            p.couple_age_gap * decades_apart(one, other, p.couple_man_older_years)
            + p.couple_education_gap * steps_apart(one, other)
            + p.couple_income_gap * jnp.abs(one.log_income - other.log_income)
        )
        return jnp.where(one.is_female == other.is_female, 0.0, jnp.exp(-apart))

    return first_couples(stream.key, stream.citizen, materialize(word, stream.citizen), chance)


def _place_rank(c: View, nation: View, stream: Stream) -> TileFloat:
    """A rank for each place, uniform over people; towns, and places of one province, may go together."""
    alone = to_all(of_place(stream.unit("place")))
    together = _in_waves(c, alone, stream)
    rank = jnp.where(to_all(of_place(stream.unit("wave"))) < nation.roll_out_provinces, together, alone)
    # towns are moved ahead by so many ranks, then all are ranked again: places that they pass fall behind
    towns, ahead = nation.towns_share, nation.roll_out_towns
    of_town = rank - (1.0 - towns) * (rank - jnp.maximum(rank - ahead, 0.0))
    of_village = rank + towns * (jnp.minimum(rank + ahead, 1.0) - rank)
    return jnp.where(c.is_urban, of_town, of_village)


def _in_waves(c: View, alone: TileFloat, stream: Stream) -> TileFloat:
    """Ranks where provinces join one after the other, in a random order, and place after place within a province."""
    number = jnp.arange(len(PROVINCES), dtype=jnp.uint32)
    drawn = unit(threefry2x32(stream.key, (number, jnp.full_like(number, WAVE_OF_PROVINCE)))[0])
    earlier = jnp.where(drawn[None, :] < drawn[:, None], PEOPLE_OF_PROVINCE[None, :], 0.0).sum(axis=1)
    rank = earlier[c.province] + jnp.asarray(PEOPLE_OF_PROVINCE)[c.province] * alone
    return jnp.minimum(rank, LAST_RANK)


INITIALIZATION = Mechanism(
    name="initialization",
    stream="beginning",
    reads=(
        "is_person", "is_urban", "is_female", "birth_month", "education", "occupation", "is_member", "quintile",
        "permanent_income", "prudence", "disposition", "province",
    ),
    writes=(
        "roll_out_rank", "is_jobless", "in_party", "income_yuan", "income_year_yuan", "cash_yuan", "home_yuan",
        *debt_columns(LOANS),
        "debt_judged_yuan", "file_months", "payment_record", "voice", "approval", "partner",
    ),
    signals=("month", "mean_income_yuan", "roll_out_towns", "roll_out_provinces", "towns_share"),
    draws=(
        "home", *LOANS, "file", "file_length", "slips", "place", "judged", "couple", "wave",
        *(f"{kind}_left" for kind in LOANS),
    ),
    rows=("D19", "W4", "P1"),
    depends_on=("matching",),
    step=step,
)  # fmt: skip
