"""Points: the city ledger starts at 1000 and adds and subtracts points for recorded acts (2d).

Only places that have joined keep a ledger; elsewhere people have no score (0). Deductions fade if the ledger forgets
them, and old or repaired ones are deleted; credits stay.
"""

from __future__ import annotations

import jax.numpy as jnp

from ...array_types import TileFloat, TileValue
from ...scenario.scenario import Scenario
from ...society.random_streams import materialize
from ...vocabulary import ACTS, TIERS
from ...vocabulary.scores import SCORES, columns_of
from ..mechanism import Mechanism, Stream, System, Ties, View
from ..watching.channels import share_recorded
from .score_family import Counterfactuals, Scale, ScoreFamily, shares

TARIFF: dict[str, tuple[str, ...]] = {
    part: acts
    for part in SCORES["points"].parts
    if (acts := tuple(act for act, about in ACTS.items() if about.ledger == part))
}
"""The recorded acts that move each part of the ledger. The scenario has the tariff."""


def repair(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Delete what may be deleted, before the month's records are booked (P5).

    Civility is the minor tier, finance the general one, law the serious one. The deductions of a tier are deleted as
    a whole; its term runs from the last record that the tier counts. A tier whose sum is positive has none.
    """
    in_order = (c.arrears_months == 0) & ~c.is_listed
    mends = materialize(in_order & stream.chance("applies", p.applies), stream.citizen)
    out: dict[str, TileValue] = {}
    before = after = jnp.zeros(c.is_person.shape, jnp.float32)
    for tier, part in TIERS.items():
        booked, stood = c[f"points_{part}"], c[f"{tier}_months"].astype(jnp.float32)
        most = p[f"{tier}_most"]
        struck = (mends & (stood >= p[f"{tier}_least"])) | ((stood >= most) & (most > 0))
        left = jnp.where(struck & (p.right > 0), jnp.maximum(booked, 0.0), booked)
        is_new = sum(c[f"rec_{act}"].astype(jnp.int32) + c[f"wrong_{act}"] for act in TARIFF[part]) > 0
        if tier == "general":
            is_new = is_new | (c.arrears_months > 0)
        if tier == "serious":
            is_new = is_new | c.is_newly_listed
        months = jnp.minimum(c[f"{tier}_months"].astype(jnp.int32) + 1, 255)
        out |= {f"points_{part}": left, f"{tier}_months": jnp.where(is_new | (left >= 0), 0, months)}
        before, after = before + jnp.minimum(booked, 0.0), after + jnp.minimum(left, 0.0)
    # the account of wrong records shrinks in proportion to all deductions, since it does not distinguish tiers
    share = jnp.where(after == before, 1.0, after / jnp.minimum(before, -1e-6))
    out["points_wrong"] = c.points_wrong * share
    return out


def _count(c: View, act: str) -> TileFloat:
    """Records of an act, true and wrong together (float32)."""
    return (c[f"rec_{act}"] + c[f"wrong_{act}"]).astype(jnp.float32)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Book the month's records into the ledger."""
    joined = (c.roll_out_rank < p.coverage) & c.is_person
    kept = 1.0 - p.forgetting
    booked = {
        # deductions fade, credits stay up to their bound
        part: (1.0 if part == "merit" else kept) * c[f"points_{part}"]
        + sum(p[f"{act}_points"] * _count(c, act) for act in acts)
        for part, acts in TARIFF.items()
    }
    booked["finance"] = booked["finance"] + jnp.where(c.arrears_months > 0, p.arrears_points, 0.0)
    booked["law"] = booked["law"] + jnp.where(c.is_newly_listed, p.listing_points, 0.0)
    booked["merit"] = jnp.minimum(booked["merit"], p.merit_most)
    wrong = kept * c.points_wrong + sum(
        p[f"{act}_points"] * c[f"wrong_{act}"].astype(jnp.float32) for acts in TARIFF.values() for act in acts
    )
    wrong = wrong + jnp.where(c.is_newly_listed & c.is_listed_wrongly, p.listing_points, 0.0)
    raw = p.start + sum(booked.values())
    score = jnp.clip(raw, p.low, p.high)
    out = {"points_start": jnp.broadcast_to(p.start, raw.shape), "points_bounds": score - raw}
    out |= {f"points_{part}": value for part, value in booked.items()}
    out |= {"points_wrong": wrong, "score_points": score}
    return {name: jnp.where(joined, value, 0.0) for name, value in out.items()}


def counterfactuals(c: View, p: View) -> Counterfactuals:
    """The score without wrong records. The bounds of the scale are left out; friends and words do not enter it."""
    raw = c.score_points - c.points_bounds
    no_politics = jnp.zeros_like(raw)
    credit, politics = shares(c.points_finance, no_politics, c.points_civility + c.points_law)
    return Counterfactuals(c.score_points, raw - c.points_wrong, raw, credit, politics)


def true_weights(scenario: Scenario, month: int) -> dict[str, float]:
    """The tariff of a late bill times the chance that it is recorded."""
    tariff = scenario.scoring.points.numbers(month)["late_bill_points"]
    return {"late": tariff * share_recorded(scenario, month, "bills")}


POINTS = ScoreFamily(
    name="scoring.points",
    reads=(
        "is_person", "roll_out_rank", "arrears_months", "is_newly_listed", "is_listed_wrongly", "points_finance",
        "points_civility", "points_law", "points_merit", "points_wrong",
        *(f"rec_{act}" for acts in TARIFF.values() for act in acts),
        *(f"wrong_{act}" for acts in TARIFF.values() for act in acts),
    ),
    writes=columns_of("points"),
    rows=("P5", "S6", "S7", "S8"),
    step=step,
    scale=Scale(100.0, 50.0),
    counterfactuals=counterfactuals,
    compares=("score_points", "points_finance", "points_civility", "points_law", "points_bounds", "points_wrong"),
    true_weights=true_weights,
)  # fmt: skip

LEDGER_REPAIR = Mechanism(
    name="scoring.ledger_repair",
    stream="scoring.repair",
    meaning="old or repaired deductions are deleted from the city ledger, in three tiers (2b).",
    reads=(
        "is_person", "arrears_months", "is_listed", "is_newly_listed", "points_wrong",
        *(f"points_{part}" for part in TIERS.values()), *(f"{tier}_months" for tier in TIERS),
        *(f"{kind}_{act}" for part in TIERS.values() for act in TARIFF[part] for kind in ("rec", "wrong")),
    ),
    writes=(*(f"points_{part}" for part in TIERS.values()), *(f"{tier}_months" for tier in TIERS), "points_wrong"),
    draws=("applies",),
    rows=("P5",),
    step=repair,
)  # fmt: skip
