"""Consequences: rules turn scores and lists into carrots and sticks, and each keeps its reason.

A rule fires on a trigger, is enforced where its automation reaches, starts after its latency, and ends when the trigger
does. Each stick in force is asked two questions: would it be in force without wrong records (else it is wrongful), and
without what friends did to the score (else it is collateral)? Rows K1-K8, T1-T12, P4, D7, W3.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from ..scenario.rules import GRADES, Rule
from ..society.columns import LEVERS, OCCUPATIONS
from ..society.luck import Luck, falls, once
from ..society.ties import Ties
from .mechanism import Mechanism, System, View

Array = Any

_WORST_FIRST = GRADES[::-1]


@dataclass(frozen=True)
class RuleShape:
    """What of a rule is fixed for a run: the compiled program is built around it."""

    id: str
    is_stick: bool
    trigger: str
    score: str
    grade: str
    effect: str
    context: str
    exempt: tuple[str, ...]


def shape(rule: Rule) -> RuleShape:
    """The fixed part of a scenario's rule."""
    trigger = rule.trigger
    grade = trigger.grade_at_most or trigger.grade_at_least
    return RuleShape(
        id=rule.id,
        is_stick=rule.kind == "stick",
        trigger=trigger.kind,
        score="" if trigger.listed else trigger.needs,
        grade=grade.grade if grade else "",
        effect=rule.effect,
        context=rule.context,
        exempt=tuple(rule.exempt),
    )


def numbers(rules: tuple[Rule, ...], month: int) -> dict[str, np.ndarray]:
    """The numbers of the rules in a month, as float32 arrays of shape (n_rules,)."""

    def bound(rule: Rule) -> float:
        found = rule.trigger.score_below or rule.trigger.score_above
        return found.at if found else 0.0

    active = [r.is_dated_in(month) for r in rules]
    table = {
        "bound": [bound(r) for r in rules],
        "size": [r.size for r in rules],
        "gravity": [r.gravity for r in rules],
        "automation": [r.automation for r in rules],
        "latency": [r.latency_months for r in rules],
        "active": active,
    }
    return {name: np.asarray(values, np.float32) for name, values in table.items()}


@dataclass(frozen=True)
class Standing:
    """A score as it is, as it would be without wrong records, and without the friends' part; 0 for nobody's score."""

    actual: Array
    clean: Array
    alone: Array
    credit_share: Array  # share of the shortfall that lies in credit
    politics_share: Array  # share of the shortfall that lies in expression


def _shares(credit: Array, politics: Array, other: Array) -> tuple[Array, Array]:
    """Shares of a shortfall that lie in credit and in politics, from the parts' departures from neutral."""
    down = [jnp.maximum(-part, 0.0) for part in (credit, politics, other)]
    total = jnp.maximum(sum(down), 1e-6)
    return down[0] / total, down[1] / total


def _unified(c: View, p: View) -> Standing:
    raw = c.score_unified - c.unified_bounds
    rest = c.unified_conduct + c.unified_friends + c.unified_court
    credit, politics = _shares(c.unified_finance, c.unified_conformity, rest)
    return Standing(c.score_unified, raw - c.unified_wrong, raw - c.unified_friends, credit, politics)


def _points(c: View, p: View) -> Standing:
    raw = c.score_points - c.points_bounds
    credit, politics = _shares(c.points_finance, jnp.zeros_like(raw), c.points_civility + c.points_law)
    return Standing(c.score_points, raw - c.points_wrong, raw, credit, politics)


def _factors(c: View, p: View) -> Standing:
    raw = c.score_factors
    credit_part = c.factors_history + c.factors_capacity - p.credit_neutral
    rest = c.factors_behaviour + c.factors_identity + c.factors_connections - p.rest_neutral
    credit, politics = _shares(credit_part, jnp.zeros_like(raw), rest)
    without_friends = raw - c.factors_connections + p.connections_neutral
    return Standing(raw, raw - c.factors_wrong, without_friends, credit, politics)


_STANDING = {"unified": _unified, "points": _points, "factors": _factors}


def _grade_floor(p: View, grade: str) -> Array:
    """The lower end of a grade."""
    return p[f"grade_{grade.lower()}"] if grade != "D" else jnp.float32(-jnp.inf)


def _fires(rule: RuleShape, value: Array, bound: Array, p: View) -> Array:
    """Whether a score value meets a score or grade trigger."""
    if rule.trigger == "score_below":
        return value < bound
    if rule.trigger == "score_above":
        return value > bound
    if rule.trigger == "grade_at_least":
        return value >= _grade_floor(p, rule.grade)
    above = _WORST_FIRST.index(rule.grade) + 1
    if above == len(_WORST_FIRST):
        return jnp.ones_like(value, bool)
    return value < _grade_floor(p, _WORST_FIRST[above])


def _exempt(rule: RuleShape, c: View) -> Array:
    """Whom a rule spares: the powerful, where the scenario says so (W3)."""
    spared = jnp.zeros(c.is_person.shape, bool)
    for group in rule.exempt:
        is_in = c.in_party if group == "member" else c.occupation == OCCUPATIONS.index(group)
        spared = spared | is_in
    return spared


def _enforced(rule: RuleShape, automation: Array, c: View) -> Array:
    """Whether one's place carries a rule out: a share `automation` of places does, chosen anew for each rule's id."""
    return falls(
        _mixed(jax.lax.bitcast_convert_type(c.roll_out_rank, jnp.uint32), zlib.crc32(rule.id.encode())), automation
    )


def _mixed(bits: Array, salt: int) -> Array:
    """32 bits stirred with a salt, so that every salt gives a lot of its own (an integer finaliser, lowbias32)."""
    x = bits ^ jnp.uint32(salt)
    x = (x ^ (x >> jnp.uint32(16))) * jnp.uint32(0x7FEB352D)
    x = (x ^ (x >> jnp.uint32(15))) * jnp.uint32(0x846CA68B)
    return x ^ (x >> jnp.uint32(16))


class InForce(NamedTuple):
    """Rules in force as bits of one word a citizen (uint32), and what would be without errors and without friends."""

    actual: Array
    clean: Array  # of the rules in force, those that would be without wrong records
    alone: Array  # of the rules in force, those that would be without the friends' part


def _in_force(c: View, p: View, luck: Luck, rules: tuple[RuleShape, ...], standings: dict[str, Standing]) -> InForce:
    """Put rules into force and out of it."""
    nobody = jnp.zeros(c.is_person.shape, jnp.uint32)
    actual, clean, alone = nobody, nobody, nobody
    table = p["rules"]
    # one draw for all rules: whoever handles the file handles all of it, and rules with a longer latency later
    processed = luck.bits("processed")
    for r, rule in enumerate(rules):
        if rule.trigger == "listed":
            fires, rightly, by_oneself = c.is_listed, ~c.is_listed_wrongly, jnp.ones_like(c.is_listed)
        else:
            score, bound = standings[rule.score], table["bound"][r]
            has = score.actual > 0
            fires, rightly, by_oneself = (
                has & _fires(rule, value, bound, p) for value in (score.actual, score.clean, score.alone)
            )
        applies = fires & c.is_person & (table["active"][r] > 0) & ~_exempt(rule, c)
        applies = applies & _enforced(rule, table["automation"][r], c)
        bit = jnp.uint32(1 << r)
        already = (c.in_force & bit) > 0
        on = applies & (already | falls(processed, 1.0 / (1.0 + table["latency"][r])))
        actual = actual | jnp.where(on, bit, 0)
        clean = clean | jnp.where(on & rightly, bit, 0)
        alone = alone | jnp.where(on & by_oneself, bit, 0)
    return InForce(actual, clean, alone)


def _related(rule: RuleShape, standings: dict[str, Standing]) -> Array:
    """Share of a rule's detriment that lies in the context of what caused it (EU AI Act, Art. 5(1)(c)(i))."""
    if rule.trigger == "listed":
        return jnp.float32(1.0 if rule.context == "credit" else 0.0)
    score = standings[rule.score]
    return {"credit": score.credit_share, "politics": score.politics_share}.get(rule.context, jnp.float32(0.0))


def _mask(rules: tuple[RuleShape, ...], *, is_stick: bool) -> np.uint32:
    """The bits of the sticks, or of the carrots."""
    return np.uint32(sum(1 << r for r, rule in enumerate(rules) if rule.is_stick == is_stick))


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """Put rules into force and out of it, and book what they do."""
    rules = system.rules
    standings = {s: _STANDING[s](c, p) for s in sorted({r.score for r in rules if r.score})}
    force = once(_in_force(c, p, luck, rules, standings), luck.citizen)
    sticks, carrots = _mask(rules, is_stick=True), _mask(rules, is_stick=False)
    table = p["rules"]
    left = {lever: jnp.ones(c.is_person.shape, jnp.float32) for lever in LEVERS}
    detriment = unrelated = jnp.zeros(c.is_person.shape, jnp.float32)
    for r, rule in enumerate(rules):
        on = (force.actual & jnp.uint32(1 << r)) > 0
        left[rule.effect] = left[rule.effect] * jnp.where(on, 1.0 - table["size"][r], 1.0)
        if rule.is_stick:
            gravity = jnp.where(on, table["gravity"][r], 0.0)
            detriment = detriment + gravity
            unrelated = unrelated + gravity * (1.0 - _related(rule, standings))
    return {
        "in_force": force.actual,
        "n_sticks": jax.lax.population_count(force.actual & sticks),
        "n_carrots": jax.lax.population_count(force.actual & carrots),
        "n_wrongful": jax.lax.population_count(force.actual & ~force.clean & sticks),
        "n_collateral": jax.lax.population_count(force.actual & ~force.alone & sticks),
        "detriment": detriment,
        "detriment_unrelated": unrelated,
        **{lever: 1.0 - share for lever, share in left.items()},
    }


CONSEQUENCES = Mechanism(
    name="consequences",
    reads=(
        "is_person", "roll_out_rank", "occupation", "in_party", "in_force", "is_listed", "is_listed_wrongly",
        "score_unified", "unified_finance", "unified_conduct", "unified_conformity", "unified_friends",
        "unified_court", "unified_bounds", "unified_wrong", "score_points", "points_finance", "points_civility",
        "points_law", "points_bounds", "points_wrong", "score_factors", "factors_history", "factors_capacity",
        "factors_behaviour", "factors_identity", "factors_connections", "factors_wrong",
    ),
    writes=(
        "in_force", *LEVERS, "n_sticks", "n_carrots", "n_wrongful", "n_collateral", "detriment", "detriment_unrelated",
    ),
    draws=("processed",),
    rows=(
        "P4", "D7", "K1", "K2", "K3", "K4", "K5", "K6", "K8", "T1", "T2", "T3", "T5", "T6", "T7", "T8", "T9", "T10",
        "T11", "T12", "W3",
    ),
    step=step,
)  # fmt: skip
