"""Consequences: rules turn scores and lists into carrots and sticks, and each keeps its reason.

A rule fires on a trigger, is enforced where its automation reaches, starts after its latency, and ends when the trigger
does. Each stick in force is asked two questions: would it be in force without wrong records (else it is wrongful), and
without what friends did to the score (else it is collateral)? Rows K1-K8, T1-T12, P4, D7, W3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
import numpy as np

from ..scenario.rules import GRADES, Rule
from ..society.columns import LEVERS, OCCUPATIONS
from ..society.luck import Luck, falls
from ..society.ties import Ties
from .mechanism import Mechanism, System, View

Array = Any

_WORST_FIRST = GRADES[::-1]

_GOLDEN = 0.6180339887498949
"""Spreads the places that enforce a rule differently for each rule."""

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

    active = [(r.from_ is None or month >= r.from_) and (r.until is None or month <= r.until) for r in rules]
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
        return value >= bound
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


def _enforced(rule_number: int, automation: Array, c: View) -> Array:
    """Whether one's place carries the rule out: a share `automation` of places does, others for each rule."""
    rank = c.roll_out_rank + jnp.float32((rule_number * _GOLDEN) % 1.0)
    return rank - jnp.floor(rank) < automation


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """Put rules into force and out of it, and book what they do."""
    shape_ = c.is_person.shape
    zero = jnp.zeros(shape_, jnp.float32)
    standings = {s: _STANDING[s](c, p) for s in sorted({r.score for r in system.rules if r.score})}
    in_force = jnp.zeros(shape_, jnp.uint32)
    spared_share = {lever: jnp.ones(shape_, jnp.float32) for lever in LEVERS}
    counts = {name: jnp.zeros(shape_, jnp.uint8) for name in ("n_sticks", "n_carrots", "n_wrongful", "n_collateral")}
    detriment, unrelated = zero, zero
    table = p["rules"]
    # one draw for all rules: whoever handles the file handles all of it, and rules with a longer latency later
    processed = luck.bits("processed")
    for r, rule in enumerate(system.rules):
        if rule.trigger == "listed":
            fires, clean, alone = c.is_listed, c.is_listed & ~c.is_listed_wrongly, c.is_listed
            related = zero + (1.0 if rule.context == "credit" else 0.0)
        else:
            s = standings[rule.score]
            has = s.actual > 0
            fires = has & _fires(rule, s.actual, table["bound"][r], p)
            clean = has & _fires(rule, s.clean, table["bound"][r], p)
            alone = has & _fires(rule, s.alone, table["bound"][r], p)
            related = {"credit": s.credit_share, "politics": s.politics_share}.get(rule.context, zero)
        applies = fires & c.is_person & (table["active"][r] > 0) & ~_exempt(rule, c)
        applies = applies & _enforced(r, table["automation"][r], c)
        bit = jnp.uint32(1 << r)
        already = (c.in_force & bit) > 0
        on = applies & (already | falls(processed, 1.0 / (1.0 + table["latency"][r])))
        in_force = in_force | jnp.where(on, bit, jnp.uint32(0))
        spared_share[rule.effect] = spared_share[rule.effect] * jnp.where(on, 1.0 - table["size"][r], 1.0)
        if rule.is_stick:
            gravity = jnp.where(on, table["gravity"][r], 0.0)
            counts["n_sticks"] += on.astype(jnp.uint8)
            counts["n_wrongful"] += (on & ~clean).astype(jnp.uint8)
            counts["n_collateral"] += (on & ~alone).astype(jnp.uint8)
            detriment = detriment + gravity
            unrelated = unrelated + gravity * (1.0 - related)
        else:
            counts["n_carrots"] += on.astype(jnp.uint8)
    levers = {lever: 1.0 - share for lever, share in spared_share.items()}
    return {"in_force": in_force, "detriment": detriment, "detriment_unrelated": unrelated, **counts, **levers}


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
