"""Repair: old or repaired deductions are deleted from the city ledger, in three tiers (2b).

Civility is the minor tier, finance the general one, law the serious one. A tier is deleted as a whole; its term runs
from its last deduction. Row P5.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from ...society.random_streams import Stream, materialize
from ...society.ties import Ties
from ...vocabulary import TIERS
from ..mechanism import Mechanism, System, View
from .points import TARIFF


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, Array]:
    """Delete what may be deleted, before the month's records are booked."""
    in_order = (c.arrears_months == 0) & ~c.is_listed
    mends = materialize(in_order & stream.chance("applies", p.applies), stream.citizen)
    out: dict[str, Array] = {}
    before = after = jnp.zeros(c.is_person.shape, jnp.float32)
    for tier, part in TIERS.items():
        booked, stood = c[f"points_{part}"], c[f"{tier}_months"].astype(jnp.float32)
        most = p[f"{tier}_most"]
        struck = (mends & (stood >= p[f"{tier}_least"])) | ((stood >= most) & (most > 0))
        left = jnp.where(struck & (p.right > 0), 0.0, booked)
        is_new = sum(c[f"rec_{act}"].astype(jnp.int32) + c[f"wrong_{act}"] for act in TARIFF[part]) > 0
        if tier == "general":
            is_new = is_new | (c.arrears_months > 0)
        if tier == "serious":
            is_new = is_new | c.is_newly_listed
        months = jnp.minimum(c[f"{tier}_months"].astype(jnp.int32) + 1, 255)
        out |= {f"points_{part}": left, f"{tier}_months": jnp.where(is_new | (left == 0), 0, months)}
        before, after = before + booked, after + left
    # the account of wrong records shrinks in proportion to all deductions, since it does not distinguish tiers
    share = jnp.where(after == before, 1.0, after / jnp.minimum(before, -1e-6))
    out["points_wrong"] = c.points_wrong * share
    return out


LEDGER_REPAIR = Mechanism(
    name="scoring.ledger_repair",
    stream="scoring.repair",
    reads=(
        "is_person", "arrears_months", "is_listed", "is_newly_listed", "points_wrong",
        *(f"points_{part}" for part in TIERS.values()), *(f"{tier}_months" for tier in TIERS),
        *(f"{kind}_{act}" for part in TIERS.values() for act in TARIFF[part] for kind in ("rec", "wrong")),
    ),
    writes=(*(f"points_{part}" for part in TIERS.values()), *(f"{tier}_months" for tier in TIERS), "points_wrong"),
    draws=("applies",),
    rows=("P5",),
    step=step,
)  # fmt: skip
