"""Traces: what the eight firms can see of a citizen, channel by channel (F1, 2e).

Records of slips and of speech are stored for some months. Each channel has a value between 0 (worst) and 1 (best).
"""

from __future__ import annotations

from collections.abc import Mapping

import jax
import jax.numpy as jnp

from ...array_types import TileBool, TileCount, TileFloat
from ...vocabulary import ACTS, FIRM_RECORDS
from ..mechanism import Ties, View
from .score_family import payment_history

SLIPS: dict[str, str] = {what: act for what, act in FIRM_RECORDS.items() if "false" in ACTS[act].errors}
"""What firms remember that can be recorded wrongly."""

REGISTERS: tuple[str, ...] = (*(f"firms_{what}" for what in FIRM_RECORDS), *(f"firms_{what}_wrong" for what in SLIPS))
"""Columns of bits, one a month."""


def registers(c: View, p: View) -> dict[str, TileCount]:
    """The registers of this month: shifted by a month, with this month's records."""
    kept = (jnp.left_shift(jnp.uint32(1), p.memory_months.astype(jnp.uint32)) - jnp.uint32(1)).astype(jnp.uint8)

    def entered(register: str, happened: TileBool) -> TileCount:
        return ((c[register] << jnp.uint8(1)) | happened.astype(jnp.uint8)) & kept

    found = {}
    for what, act in FIRM_RECORDS.items():
        is_recorded = is_true = c[f"rec_{act}"] > 0
        if what in SLIPS:
            is_wrong = c[f"wrong_{act}"] > 0
            is_recorded = is_true | is_wrong
            found[f"firms_{what}_wrong"] = entered(f"firms_{what}_wrong", is_wrong & ~is_true)
        found[f"firms_{what}"] = entered(f"firms_{what}", is_recorded)
    return found


def truly(held: Mapping[str, TileCount]) -> dict[str, TileCount]:
    """The registers without wrong records."""
    return {
        name: bits & ~held[f"{name}_wrong"] if f"{name}_wrong" in held else bits
        for name, bits in held.items()
        if not name.endswith("_wrong")
    }


def channels(
    c: View, nation: View, p: View, ties: Ties, held: Mapping[str, TileCount], *, rightly: bool = False
) -> dict[str, TileFloat]:
    """The value of each trace: from 0 (worst) to 1 (best), float32.

    Parameters
    ----------
    held
        The registers of this month.
    rightly
        Whether to leave out wrong listings and wrong entries in the bank registry.
    """
    share = {
        name.removeprefix("firms_"): jax.lax.population_count(bits).astype(jnp.float32) / jnp.floor(p.memory_months)
        for name, bits in held.items()
    }
    clean = {s: 1.0 - jnp.minimum(share[s] / jnp.maximum(p.slips_worst, 0.001), 1.0) for s in SLIPS}
    filed = c.file_months.astype(jnp.float32)
    paying, paying_rightly = payment_history(c, p)
    is_listed = c.is_listed & ~c.is_listed_wrongly if rightly else c.is_listed
    traced, spent = c.spend_traced_yuan.astype(jnp.float32), jnp.maximum(c.spend_yuan, 1).astype(jnp.float32)
    leaning = (c.luxury_yuan - c.vice_yuan).astype(jnp.float32) / spent * (traced / spent)
    age_months = nation.month - 1900.0 * 12.0 - c.birth_month.astype(jnp.float32)
    return {
        "history": (paying_rightly if rightly else paying)
        * (p.file_base + (1.0 - p.file_base) * filed / (filed + p.file_half_months)),
        "means": c.income_year_yuan / (c.income_year_yuan + p.means_half * nation.mean_income_yuan),
        "spending": traced / (traced + p.spending_half * nation.mean_income_yuan),
        "taste": jnp.clip(0.5 + p.taste_slope * leaning, 0.0, 1.0),
        "games": clean["games"],
        "bookings": clean["bookings"],
        "bills": clean["bills"],
        "ties": ties.degree(c.ties) / 8.0,
        "posts": jnp.clip(0.5 + p.posts_slope * (share["praise"] - share["criticism"]), 0.0, 1.0),
        "identity": p.schooling * c.education.astype(jnp.float32) / 3.0
        + p.settled * jnp.minimum(age_months / (12.0 * p.settled_age), 1.0)
        + p.work * jnp.where(c.is_jobless, 0.0, 1.0),
        "court": jnp.where(is_listed, 0.0, 1.0),
    }
