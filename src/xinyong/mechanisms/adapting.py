"""Adapting: people learn how closely they are watched, mind their words, reconsider their friends, and form a view.

Expression moves among friends with anchors (Friedkin and Johnsen) and bends with caution; private approval follows
gains, losses, framing and growth; what a survey hears is approval bent by fear (Kuran). Rows P12, S1, S12, O1-O5.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from ..society.columns import APPROVES_FROM, DISAPPROVES_BELOW
from ..society.luck import Luck, once
from ..society.ties import Ties
from .mechanism import Mechanism, System, View

Array = Any


def _toward(old: Array, target: Array, speed: Array) -> Array:
    """Partial adjustment: a share `speed` of the way in a month."""
    return old + speed * (target - old)


def _voice(c: View, p: View, ties: Ties, caution: Array) -> Array:
    """Public expression: one's anchor, bent by caution, and friends' voices of last month."""
    # fear silences criticism first, and turns some of it into praise
    quiet = jnp.where(c.disposition < 0, c.disposition * (1.0 - caution), c.disposition)
    anchor = jnp.clip(quiet + p.praise_pull * caution, -1.0, 1.0)
    degree = ties.degree(c.ties)
    heard = ties.total(c.ties, c.voice) / jnp.maximum(degree, 1.0)
    target = jnp.where(degree > 0, (1.0 - p.susceptibility) * anchor + p.susceptibility * heard, anchor)
    return jnp.clip(_toward(c.voice, target, p.voice_speed), -1.0, 1.0)


def _approval(c: View, nation: View, p: View) -> Array:
    """Private approval on 0..10."""
    age_years = (nation.month - 1900.0 * 12.0 - c.birth_month.astype(jnp.float32)) / 12.0
    relative = c.income_year_yuan / nation.mean_income_yuan
    gains = p.gain_carrot * jnp.minimum(c.n_carrots, 4) - p.loss_stick * jnp.minimum(c.n_sticks, 4)
    traits = (
        p.gradient_income * (relative / (relative + 1.0) - 0.5)
        + p.gradient_education * (c.education.astype(jnp.float32) / 3.0 - 0.5)
        + p.gradient_age * jnp.clip((age_years - 45.0) / 40.0, -1.0, 1.0)
        + p.gradient_urban * jnp.where(c.is_urban, 0.5, -0.5)
    )
    distress = p.loss_distress * jnp.where(c.is_jobless | (c.arrears_months > 0), 1.0, 0.0)
    legitimacy = p.gain_growth * (nation.growth_year - p.growth_expected)
    target = p.base + p.weight_disposition * c.disposition + traits + gains + p.framing + legitimacy - distress
    return jnp.clip(_toward(c.approval, target, p.approval_speed), 0.0, 10.0)


def _answers(p: View, luck: Luck, approval: Array, caution: Array) -> tuple[Array, Array]:
    """What a survey hears: (says approve, says disapprove)."""
    approves, disapproves = approval >= APPROVES_FROM, approval < DISAPPROVES_BELOW
    bends = luck.chance("bends", p.falsification + (1.0 - p.falsification) * caution)
    # most of those who hide dissent claim to be neutral, some claim to approve; some neutrals please the interviewer
    claims = luck.chance("claims", p.claims_approval)
    says_approve = approves | (bends & claims)
    says_disapprove = disapproves & ~bends
    return says_approve & ~says_disapprove, says_disapprove


def step(c: View, nation: View, p: View, luck: Luck, ties: Ties, system: System) -> dict[str, Array]:
    """Move beliefs, words, ties and views by one month."""
    touched = c.n_sticks > 0
    perceived = _toward(c.perceived, c.life_recorded * p.awareness, p.learning)
    perceived = jnp.where(touched, jnp.maximum(perceived, p.perceived_touched), perceived)
    degree = ties.degree(c.ties)
    # friends' troubles frighten: the share of friends under a rule
    share_touched = ties.total(c.ties, once(jnp.where(touched, 1.0, 0.0), luck.citizen)) / jnp.maximum(degree, 1.0)
    stake = p.stake_base + (1.0 - p.stake_base) * jnp.where(touched, 1.0, share_touched)
    caution = _toward(c.caution, nation.speech_force * perceived * stake, p.caution_speed)

    headline = c.score_unified if "scoring.unified" in system.on else c.score_factors
    low_score = (headline > 0) & (headline < p.shunned_below)
    stained = jnp.where(c.is_listed | (c.shames > 0), 1.0, 0.0)
    if {"scoring.friends", "scoring.unified"} <= system.on:
        # with friends' scores in one's own, a low score is a liability to others (S12)
        stained = jnp.maximum(stained, jnp.where(low_score, 1.0, 0.0))
    repels = 1.0 + p.shunning * stained
    wary = jnp.broadcast_to(p.churn, repels.shape)
    welcomes = jnp.sqrt(p.meeting) * (1.0 + p.dating_pull * c.eases_dating) * (1.0 - p.shame_pull * stained)
    alive, n_cut, n_made = ties.revise(
        c.ties,
        luck.key,
        luck.citizen,
        wary=wary,
        repels=once(repels, luck.citizen),
        welcomes=once(jnp.where(c.is_person, jnp.clip(welcomes, 0.0, 1.0), 0.0), luck.citizen),
    )
    approval = _approval(c, nation, p)
    says_approve, says_disapprove = _answers(p, luck, approval, caution)
    person = c.is_person
    return {
        "perceived": jnp.where(person, perceived, 0.0),
        "caution": jnp.where(person, caution, 0.0),
        "voice": jnp.where(person, _voice(c, p, ties, caution), 0.0),
        "approval": jnp.where(person, approval, 0.0),
        "says_approve": says_approve & person,
        "says_disapprove": says_disapprove & person,
        "ties": alive,
        "ties_cut": n_cut,
        "ties_made": n_made,
    }


ADAPTING = Mechanism(
    name="adapting",
    reads=(
        "is_person", "is_urban", "birth_month", "education", "disposition", "is_jobless", "income_year_yuan",
        "arrears_months", "score_factors", "score_unified", "is_listed", "shames", "eases_dating", "voice",
        "approval", "caution", "perceived", "ties", "life_recorded", "n_sticks", "n_carrots",
    ),
    writes=(
        "perceived", "caution", "voice", "approval", "says_approve", "says_disapprove", "ties", "ties_cut",
        "ties_made",
    ),
    signals=("month", "mean_income_yuan", "growth_year", "speech_force"),
    draws=("bends", "claims"),
    rows=("P12", "S1", "S12", "V4", "O1", "O2", "O3", "O4", "O5"),
    step=step,
)  # fmt: skip
