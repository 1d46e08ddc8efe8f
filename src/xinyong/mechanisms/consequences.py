"""Consequences: rules turn scores and lists into rewards and sanctions, and each can be traced to its cause.

A rule fires on a trigger, is enforced in a share of places, starts after its latency, and ends when the trigger ends,
or earlier by a time limit, a pardon or a human review. Two counterfactuals are computed for each active sanction:
without wrong records (if it would not fire, it is wrongful), and without the friends' effect on the score (if it would
not fire, it is collateral).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from ..array_types import Scalar, TileBits, TileBool, TileFloat, TileInt, TileValue
from ..scenario.governance import carried_out
from ..scenario.rules import Rule
from ..scenario.scenario import Scenario
from ..society.random_streams import Stream, falls, materialize
from ..society.ties import Ties
from ..vocabulary import LEVERS, LISTS, OCCUPATIONS, list_columns
from ..vocabulary.scores import GRADES
from .mechanism import Mechanism, System, View
from .scoring import FAMILIES
from .scoring.score_family import Counterfactuals

_WORST_FIRST = GRADES[::-1]


@dataclass(frozen=True, order=True)
class RuleShape:
    """The parts of a rule that are fixed for a run and built into the compiled program."""

    is_stick: bool
    trigger: str
    listed: str
    score: str
    grade: str
    effect: str
    context: str
    random_key: str
    exempt: tuple[str, ...]

    @property
    def purpose(self) -> str:
        """What its random draws are for: rules that do the same in the same context are enforced in the same places."""
        return f"rule: {self.effect}, {self.context}, {self.random_key}"


Rules = tuple[RuleShape, ...]


def shape(rule: Rule) -> RuleShape:
    """The fixed part of a scenario's rule."""
    trigger = rule.trigger
    grade = trigger.grade_at_most or trigger.grade_at_least
    return RuleShape(
        is_stick=rule.kind == "stick",
        trigger=trigger.kind,
        listed=trigger.listed or "",
        score="" if trigger.listed else trigger.needs,
        grade=grade.grade if grade else "",
        effect=rule.effect,
        context=rule.context,
        random_key=rule.random_key,
        exempt=tuple(rule.exempt),
    )


def numbers(scenario: Scenario, month: int) -> dict[str, dict[str, np.ndarray]]:
    """``rules``: the numbers of the active rules in a month, as float32 arrays of shape (n_rules,) by name."""
    rules = scenario.active_rules

    def bound(rule: Rule) -> float:
        found = rule.trigger.score_below or rule.trigger.score_above
        return found.at if found else 0.0

    active = [r.is_dated_in(month) for r in rules]
    table = {
        "bound": [bound(r) for r in rules],
        "size": [r.size for r in rules],
        "gravity": [r.gravity for r in rules],
        "automation": carried_out(scenario, rules, month),
        "latency": [r.latency_months for r in rules],
        "active": active,
    }
    return {"rules": {name: np.asarray(values, np.float32) for name, values in table.items()}}


def _word(holds: Iterable[tuple[int, TileBool]]) -> TileBits:
    """A word with the bits of the rules for which a condition holds (uint32)."""
    word: TileBits = jnp.uint32(0)
    for r, is_so in holds:
        word = word | jnp.where(is_so, jnp.uint32(1 << r), jnp.uint32(0))
    return word


def _mask(rules: Rules, **field: str | bool) -> np.uint32:
    """The bits of the rules with these values."""
    has = (all(getattr(rule, name) == value for name, value in field.items()) for rule in rules)
    return np.uint32(sum(1 << r for r, is_so in enumerate(has) if is_so))


def _grade_floor(p: View, grade: str) -> Scalar:
    """The lower end of a grade."""
    return p[f"grade_{grade.lower()}"] if grade != "D" else jnp.float32(-jnp.inf)


def _fires(rule: RuleShape, value: TileFloat, bound: Scalar, p: View) -> TileBool:
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


class Causes(NamedTuple):
    """Rules whose trigger is met, as the bits of one word for each citizen."""

    fires: TileBits
    rightly: TileBits  # would be met without wrong records
    alone: TileBits  # would be met without friends


def _causes(c: View, p: View, rules: Rules, scores: dict[str, Counterfactuals]) -> Causes:
    """The rules whose triggers are met. A record that an appeal or a review found wrong does not count."""
    corrected = c.corrected_months > 0
    fires = rightly = alone = jnp.zeros(c.is_person.shape, jnp.uint32)
    for name, about in LISTS.items():
        if mask := _mask(rules, listed=name):
            is_on = c[about.column] > 0
            wrongly = c[about.wrongly] if about.wrongly else jnp.zeros_like(corrected)
            counts = jnp.where(is_on & ~(corrected & wrongly), mask, jnp.uint32(0))
            fires, alone = fires | counts, alone | counts
            rightly = rightly | jnp.where(is_on & ~wrongly, mask, jnp.uint32(0))
    for name, found in scores.items():
        has = found.actual > 0
        seen = jnp.where(corrected, found.clean, found.actual)
        own = [(r, rule) for r, rule in enumerate(rules) if rule.score == name]
        fires, rightly, alone = (
            word | _word((r, has & _fires(rule, value, p.table("rules")["bound"][r], p)) for r, rule in own)
            for word, value in ((fires, seen), (rightly, found.clean), (alone, found.alone))
        )
    return Causes(fires, rightly, alone)


def _exempt(c: View, rules: Rules) -> TileBits:
    """Rules from which a citizen is exempt: by an exemption, or all sticks through influence (W3)."""
    spared = jnp.where(c.is_spared, _mask(rules, is_stick=True), jnp.uint32(0))
    for group in sorted({group for rule in rules for group in rule.exempt}):
        is_in = c.in_party if group == "member" else c.occupation == OCCUPATIONS.index(group)
        spared = spared | _word((r, is_in) for r, rule in enumerate(rules) if group in rule.exempt)
    return spared


def _enforced(p: View, stream: Stream, rules: Rules) -> TileBits:
    """Rules that the citizen's place enforces: each rule is enforced by a random share `automation` of places."""
    automation = p.table("rules")["automation"]
    return stream.lasting_place_chances([(rule.purpose, automation[r]) for r, rule in enumerate(rules)])


def _related(rule: RuleShape, scores: dict[str, Counterfactuals]) -> TileValue:
    """Share of a rule's detriment in a context related to its cause (EU AI Act, Art. 5(1)(c)(i))."""
    if rule.listed:
        return jnp.float32(1.0 if rule.context in LISTS[rule.listed].related else 0.0)
    score = scores[rule.score]
    return {"credit": score.credit_share, "politics": score.politics_share}.get(rule.context, jnp.float32(0.0))


class InForce(NamedTuple):
    """Rules in force as the bits of one word for each citizen (uint32), with and without errors and friends."""

    actual: TileBits
    clean: TileBits  # those of them that would be in force without wrong records
    alone: TileBits  # those of them that would be in force without friends
    spared: TileBits  # sticks prevented by an exemption or influence
    stick_months: TileInt
    is_review_won: TileBool


def _in_force(c: View, p: View, stream: Stream, rules: Rules, scores: dict[str, Counterfactuals]) -> InForce:
    """Bring rules into force, and end them."""
    table, sticks, none = p.table("rules"), _mask(rules, is_stick=True), jnp.uint32(0)
    causes = _causes(c, p, rules, scores)
    numbered = list(enumerate(rules))
    dated = _word((r, table["active"][r] > 0) for r, _ in numbered)
    fitting = ~sticks | _word((r, _related(rule, scores) >= p.purpose_least) for r, rule in numbered if rule.is_stick)
    due = jnp.where(c.is_person, causes.fires & dated & fitting & _enforced(p, stream, rules), none)
    exempt = _exempt(c, rules)
    has_cause = (due & ~exempt & sticks) > 0
    lapsed = (p.term_months > 0) & (c.stick_months.astype(jnp.float32) >= p.term_months)
    due_now = due & ~exempt & ~jnp.where(lapsed | (c.pardoned_months > 0), sticks, none)
    # one draw for all rules: a file is processed as a whole, for rules with a longer latency later
    processed = stream.bits("processed")
    soon = _word((r, falls(processed, 1.0 / (1.0 + table["latency"][r]))) for r, _ in numbered)
    on = due_now & (c.in_force | soon)
    mistakes = on & ~c.in_force & ~causes.rightly & sticks
    stopped = jnp.where(stream.chance("review", p.review * p.review_finds), mistakes, none)
    on = on & ~stopped
    months = jnp.where(has_cause, jnp.minimum(c.stick_months.astype(jnp.int32) + 1, 255), 0)
    return InForce(on, on & causes.rightly, on & causes.alone, due & exempt & sticks, months, stopped > 0)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Bring rules into force, end them, and record their effects."""
    rules: Rules = system.shape
    scores = {s: FAMILIES[s].counterfactuals(c, p) for s in sorted({r.score for r in rules if r.score})}
    force = materialize(_in_force(c, p, stream, rules, scores), stream.citizen)
    sticks, carrots = _mask(rules, is_stick=True), _mask(rules, is_stick=False)
    table = p.table("rules")
    left = {lever: jnp.ones(c.is_person.shape, jnp.float32) for lever in LEVERS}
    detriment = unrelated = jnp.zeros(c.is_person.shape, jnp.float32)
    for r, rule in sorted(enumerate(rules), key=lambda pair: pair[1]):  # sums then round alike in any order of rules
        on = (force.actual & jnp.uint32(1 << r)) > 0
        left[rule.effect] = left[rule.effect] * jnp.where(on, 1.0 - table["size"][r], 1.0)
        if rule.is_stick:
            gravity = jnp.where(on, table["gravity"][r], 0.0)
            detriment = detriment + gravity
            unrelated = unrelated + gravity * (1.0 - _related(rule, scores))
    is_over = (c.stick_months > 0) & (force.stick_months == 0)
    wrongful, collateral = (force.actual & ~without & sticks for without in (force.clean, force.alone))
    kinds = (wrongful > 0).astype(jnp.uint8) | (collateral > 0).astype(jnp.uint8) << 1
    return {
        "in_force": force.actual,
        "stick_months": force.stick_months,
        "spells_ended": c.spells_ended + (is_over & (c.spells_ended < 255)),
        "last_spell_months": jnp.where(is_over, c.stick_months, c.last_spell_months),
        "sanctioned_months": c.sanctioned_months + ((force.actual & sticks) > 0),
        "past_sanctions": c.past_sanctions | kinds,
        "n_sticks": jax.lax.population_count(force.actual & sticks),
        "n_carrots": jax.lax.population_count(force.actual & carrots),
        "n_wrongful": jax.lax.population_count(wrongful),
        "n_collateral": jax.lax.population_count(collateral),
        "n_spared": jax.lax.population_count(force.spared),
        "is_review_won": force.is_review_won,
        "detriment": detriment,
        "detriment_unrelated": unrelated,
        **{lever: 1.0 - share for lever, share in left.items()},
    }


CONSEQUENCES = Mechanism(
    name="consequences",
    reads=(
        "is_person", "occupation", "in_party", "is_spared", "in_force", "stick_months",
        "spells_ended", "last_spell_months", "sanctioned_months", "past_sanctions", "corrected_months",
        "pardoned_months", *list_columns(),
        *(column for family in FAMILIES.values() for column in family.compares),
    ),
    writes=(
        "in_force", "stick_months", "spells_ended", "last_spell_months", "sanctioned_months", "past_sanctions", *LEVERS,
        "n_sticks", "n_carrots", "n_wrongful", "n_collateral", "n_spared", "is_review_won", "detriment",
        "detriment_unrelated",
    ),
    draws=("processed", "review"),
    rows=(
        "P4", "D7", "K1", "K2", "K3", "K4", "K5", "K6", "K8", "T1", "T2", "T3", "T5", "T6", "T7", "T8", "T9", "T10",
        "T11", "T12", "W2", "W3",
    ),
    derived_numbers=numbers,
    shape=lambda scenario: tuple(shape(rule) for rule in scenario.active_rules),
    step=step,
)  # fmt: skip
