"""Firms: eight firms weigh the same data about their customers differently (F1, 2e).

Each firm sees the channels of its business, gives whole points on a common scale, and calls customers good or bad. The
essay says that the state licensed eight firms (F1); public sources know eight candidates and no licence. How much
platforms pass on to the centre (F9) is `watching.integration`.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax
import jax.numpy as jnp
from jax import Array
from jaxtyping import Int16

from ...array_types import TileBits, TileBool, TileCount, TileFloat, TileValue
from ...society.columns import FIRM_BANDS
from ...society.random_streams import Stream, falls, materialize
from ...society.ties import Ties
from ...vocabulary import FIRM_RECORDS, FIRMS
from ...vocabulary.scores import columns_of
from ..mechanism import System, View
from .firm_traces import REGISTERS, SLIPS, channels, registers, truly
from .score_family import PAYMENT_COLUMNS, Counterfactuals, Scale, ScoreFamily, shares

SEES: dict[str, tuple[str, ...]] = {
    "shopping": ("history", "spending", "taste", "bookings", "bills", "ties", "posts", "identity", "court"),
    "messaging": ("spending", "games", "ties", "posts", "identity"),
    "insurance": ("history", "means", "identity", "court"),
    "registers": ("bills", "identity", "court"),
    "ratings": ("history", "means", "court"),
    "lenders": ("history", "bookings", "court"),
    "tills": ("spending", "taste", "bills"),
    "screening": ("games", "bookings", "identity", "court"),
}
"""Which channels each firm sees."""

ONLINE_FIRMS: tuple[str, ...] = ("shopping", "messaging")
"""Firms whose number of customers depends on the share of life that is online."""

MEAN, BEST, FIRST = 1.0, 2.0, 3
"""Values of the number `used`: the mean, the best, and from 3 on a single firm."""

USED: tuple[str, ...] = (*columns_of("firms"), "firms_credit_share", "firms_politics_share")
"""Columns of the score in use; all 0 if none is in use."""

CREDIT, POLITICS = ("history", "means", "bills", "court"), ("posts",)
"""Channels about paying, and about speech."""

_MULTIPLIERS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0xD6E8FEB9, 0xACA9B2CD, 0x7FEB352D)
"""Odd multipliers: each turns the one draw of a citizen into an independent draw for one firm."""


Points = Mapping[str, Int16[Array, "..."]]
"""Whole points by firm; one number for everybody from a firm that sees none of the channels."""


def explained(firm: str, seen: Mapping[str, TileFloat], p: View) -> dict[str, TileFloat]:
    """The parts of one firm's score, in the order in which they are reported.

    Parameters
    ----------
    firm
        One of `FIRMS`; KeyError for another.
    seen
        What the channels show (see `channels`).

    Returns
    -------
    float32 by part: ``start``, the firm's channels in whole points, and ``bounds``, which keeps the sum on the scale.
    Whole points add up to the score without rounding, in any order.
    """
    weight = {channel: p[f"{firm}_{channel}"] for channel in SEES[firm]}
    whole = jnp.maximum(sum(weight.values()), 1e-6)
    parts = {k: jnp.rint(p.reach * w / whole * (seen[k] - p[f"neutral_{k}"])) for k, w in weight.items()}
    total = jnp.asarray(sum(parts.values()))
    room = jnp.floor((p.high - p.low) / 2.0)
    start = jnp.broadcast_to((p.low + p.high) / 2.0, total.shape)
    return {"start": start, **parts, "bounds": jnp.clip(total, -room, room) - total}


def _departures(seen: Mapping[str, TileFloat], p: View, *, of: tuple[str, ...] = ()) -> dict[str, Int16[Array, ...]]:
    """Each firm's score minus the middle of the scale, or only the parts of some channels (int16)."""
    wanted = {f: explained(f, seen, p) for f in FIRMS}
    counted = {f: [part for name, part in wanted[f].items() if (name in of if of else name != "start")] for f in FIRMS}
    return {f: jnp.asarray(sum(parts, jnp.float32(0.0))).astype(jnp.int16) for f, parts in counted.items()}


def _customers(c: View, p: View, customer_draw: TileBits) -> TileCount:
    """The firms whose customer each person is (bits, uint8)."""
    has = jnp.zeros(customer_draw.shape, jnp.uint8)
    for f, firm in enumerate(FIRMS):
        share = p[f"customers_{firm}"] * p.take_up * (c.online if firm in ONLINE_FIRMS else 1.0)
        has = has | jnp.where(
            falls(customer_draw * jnp.uint32(_MULTIPLIERS[f]), share) & c.is_person, jnp.uint8(1 << f), jnp.uint8(0)
        )
    return has


def _is_in(bits: TileCount, f: int) -> TileBool:
    return (bits & jnp.uint8(1 << f)) > 0


def _mean(points: Points, has: TileCount) -> TileFloat:
    """Mean departure over the firms that hold a score; 0 without any."""
    held = (jnp.where(_is_in(has, f), points[firm].astype(jnp.int32), 0) for f, firm in enumerate(FIRMS))
    total = jnp.asarray(sum(held))
    return total.astype(jnp.float32) / jnp.maximum(_held(has), 1.0)


def _held(has: TileCount) -> TileFloat:
    return jax.lax.population_count(has).astype(jnp.float32)


def _weights(points: Points, has: TileCount, p: View) -> dict[str, TileFloat]:
    """Weight of each firm in the score in use (float32, summing to 1 or to 0)."""
    best = jnp.full(has.shape, -32768, jnp.int16)
    for f, firm in enumerate(FIRMS):
        best = jnp.maximum(best, jnp.where(_is_in(has, f), points[firm], -32768))
    n, is_found, weights = jnp.maximum(_held(has), 1.0), jnp.zeros(has.shape, bool), {}
    for f, firm in enumerate(FIRMS):
        # ties for the best: the first firm
        is_best = (points[firm] == best) & ~is_found
        is_found = is_found | (is_best & _is_in(has, f))
        chosen = jnp.where(p.used == BEST, is_best, p.used == FIRST + f)
        share = jnp.where(p.used == MEAN, 1.0 / n, chosen.astype(jnp.float32))
        weights[firm] = jnp.where(_is_in(has, f), share, 0.0)
    return weights


def _used(
    points: Points,
    clean: Points,
    credit_points: Points,
    politics_points: Points,
    has: TileCount,
    is_wronged: TileBool,
    p: View,
) -> dict[str, TileFloat]:
    """The score in use, how far wrong records moved it, and the causes of its shortfall.

    Parameters
    ----------
    points, clean
        Departures of each firm's score, and the same without wrong records.
    credit_points, politics_points
        The parts of the departures that come from paying, and from speech.
    is_wronged
        Who has a wrong record or entry. For the others, rounding must not look like an error.
    """
    weights = _weights(points, has, p)

    def weighed(points: Points, weights: Mapping[str, TileFloat]) -> TileFloat:
        return jnp.asarray(sum(weights[firm] * points[firm].astype(jnp.float32) for firm in FIRMS))

    is_held = sum(weights.values()) > 0
    value = weighed(points, weights)
    credit, politics = weighed(credit_points, weights), weighed(politics_points, weights)
    rest = value - credit - politics
    credit_share, politics_share = shares(credit, politics, rest)
    middle = (p.low + p.high) / 2.0
    out = {
        "firms_start": jnp.broadcast_to(middle, value.shape),
        "firms_credit": credit,
        "firms_politics": politics,
        "firms_rest": rest,
        "score_firms": middle + value,
        "firms_wrong": jnp.where(is_wronged, value - weighed(clean, _weights(clean, has, p)), 0.0),
        "firms_credit_share": credit_share,
        "firms_politics_share": politics_share,
    }
    return {name: jnp.where(is_held, column, 0.0) for name, column in out.items()}


def _judged(points: Points, has: TileCount, p: View) -> dict[str, TileValue]:
    """How the firms judge a citizen: good, bad, bands, mean and spread."""
    middle = (p.low + p.high) / 2.0
    # points are whole, so the bounds are rounded up to whole points
    good_from = jnp.ceil(p.good_from - middle).astype(jnp.int16)
    bad_below = jnp.ceil(p.good_from - p.grey_points - middle).astype(jnp.int16)
    good = bad = jnp.zeros(has.shape, jnp.uint8)
    bands, squares = jnp.zeros(has.shape, jnp.uint32), jnp.zeros(has.shape, jnp.int32)
    for f, firm in enumerate(FIRMS):
        bit, is_held = jnp.uint8(1 << f), _is_in(has, f)
        good = good | jnp.where(points[firm] >= good_from, bit, 0)
        bad = bad | jnp.where(points[firm] < bad_below, bit, 0)
        bands = bands | jnp.where(is_held, _band(points[firm], p) << jnp.uint32(4 * f), 0)
        held = jnp.where(is_held, points[firm], 0).astype(jnp.int32)
        squares = squares + held * held
    mean, n = _mean(points, has), jnp.maximum(_held(has), 1.0)
    return {
        "firms_good": good & has,
        "firms_bad": bad & has,
        "firms_bands": bands,
        "firms_mean": jnp.where(has > 0, middle + mean, 0.0),
        "firms_spread": jnp.sqrt(jnp.maximum(squares.astype(jnp.float32) / n - mean * mean, 0.0)),
    }


def _band(points: Int16[Array, ...], p: View) -> TileBits:
    """The band of points (uint32): bands divide the middle two thirds of the scale evenly; the outer ones are open."""
    width = (p.high - p.low) / (1.5 * FIRM_BANDS)
    band = jnp.floor(points.astype(jnp.float32) / width) + FIRM_BANDS / 2.0
    return jnp.clip(band, 0, FIRM_BANDS - 1).astype(jnp.uint32)


def _is_wronged(c: View, held: Mapping[str, TileCount]) -> TileBool:
    """Who is wrongly listed, or has a wrong entry in the bank registry or in one of the registers."""
    found = c.is_listed_wrongly | (c.record_misfiled > 0) | (c.wrong_entry_bank > 0)
    for name, bits in held.items():
        found = found | (bits > 0) if name.endswith("_wrong") else found
    return found


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Score the customers of each firm, and compute the score in use."""
    # odd, so that each multiplier gives another draw
    customer_draw = stream.lasting("customer of a firm") | jnp.uint32(1)
    held = {name: jnp.where(c.is_person, bits, 0) for name, bits in registers(c, p).items()}
    seen = channels(c, nation, p, ties, held)
    points, has = materialize((_departures(seen, p), _customers(c, p, customer_draw)), stream.citizen)

    def used() -> dict[str, TileFloat]:
        rightly = channels(c, nation, p, ties, truly(held), rightly=True)
        told = (_departures(rightly, p), _departures(seen, p, of=CREDIT), _departures(seen, p, of=POLITICS))
        clean, credit, politics = materialize(told, stream.citizen)
        return _used(points, clean, credit, politics, has, _is_wronged(c, held), p)

    def unused() -> dict[str, TileFloat]:
        return {name: jnp.zeros(has.shape, jnp.float32) for name in USED}

    return {
        **held,
        "firms_has": has,
        **_judged(points, has, p),
        **jax.lax.cond(p.used > 0, used, unused),
    }


def counterfactuals(c: View, p: View) -> Counterfactuals:
    """The score in use without wrong records, and the shares that the step found. Friends' scores do not enter it."""
    score = c.score_firms
    return Counterfactuals(score, score - c.firms_wrong, score, c.firms_credit_share, c.firms_politics_share)


FIRM_SCORES = ScoreFamily(
    name="scoring.firms",
    reads=(
        "is_person", "birth_month", "education", "online", "is_jobless", "income_year_yuan", "spend_yuan",
        "luxury_yuan", "vice_yuan", "spend_traced_yuan", *PAYMENT_COLUMNS, "file_months", "ties",
        "is_listed", "is_listed_wrongly", *REGISTERS,
        *(f"rec_{act}" for act in FIRM_RECORDS.values()), *(f"wrong_{act}" for act in SLIPS.values()),
    ),
    writes=(
        *REGISTERS, "firms_has", "firms_good", "firms_bad", "firms_bands", "firms_mean", "firms_spread",
        *USED,
    ),
    signals=("month", "mean_income_yuan"),
    rows=("F1", "F2", "F6", "F9", "S1", "S4", "S5", "S7", "S8", "S10"),
    step=step,
    scale=Scale(350.0, 25.0),
    counterfactuals=counterfactuals,
    compares=("score_firms", "firms_wrong", "firms_credit_share", "firms_politics_share"),
)  # fmt: skip
