"""Adapting: people learn how closely they are watched, become cautious, choose friends and form opinions.

Expressed opinion spreads among friends, with anchors (Friedkin and Johnsen), and changes with caution. Private approval
follows gains, losses, media framing and growth. Survey answers are approval changed by fear (Kuran). Distress and
dissent decide how many others must speak before a person speaks out: an index that affects nothing else.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import Scalar, TileBool, TileFloat, TileValue
from ..society.columns import APPROVES_FROM, DISAPPROVES_BELOW
from ..society.random_streams import materialize
from .mechanism import Mechanism, Stream, System, Ties, View, age_years
from .scoring import SHOWN_BY, SHOWN_COLUMNS, shown_score


def _toward(old: TileFloat, target: TileFloat, speed: Scalar) -> TileFloat:
    """Partial adjustment: a share `speed` of the way in a month."""
    return old + speed * (target - old)


def _heard(c: View, p: View, ties: Ties, degree: TileFloat, system: System) -> TileFloat:
    """What one takes from friends' voices of last month: their mean, or that with more weight on voices like one's own.

    With voices x on 0..1 biased assimilation is (own x + x^b s)/(own + x^b s + (1 - x)^b (d - s)), where s is the sum
    of d friends' voices (Dandekar, Goel and Lee 2013).
    """
    total = ties.total(c.ties, c.voice)
    if "adapting.assimilation" not in system.on:
        return total / jnp.maximum(degree, 1.0)
    x, agree = 0.5 * (1.0 + c.voice), 0.5 * (degree + total)
    backs = jnp.power(x, p.assimilation_bias) * agree
    speaks_against = jnp.power(1.0 - x, p.assimilation_bias) * (degree - agree)
    weight = p.assimilation_own + backs + speaks_against
    # who hears nothing but what they give no weight to stays as they are
    taken = jnp.where(weight > 0, (p.assimilation_own * x + backs) / jnp.maximum(weight, 1e-30), x)
    return 2.0 * taken - 1.0


def _voice(c: View, p: View, ties: Ties, caution: TileFloat, system: System) -> TileFloat:
    """Public expression: one's anchor, bent by caution, and friends' voices of last month."""
    # fear silences criticism first, and turns some of it into praise
    quiet = jnp.where(c.disposition < 0, c.disposition * (1.0 - caution), c.disposition)
    # and whoever has found that praise pays, praises (S10, V22)
    pays = c.belief_words / (jnp.abs(c.belief_words) + p.words_half)
    anchor = jnp.clip(quiet + p.praise_pull * caution + p.words_drift * pays, -1.0, 1.0)
    degree = ties.degree(c.ties)
    heard = _heard(c, p, ties, degree, system)
    target = jnp.where(degree > 0, (1.0 - p.susceptibility) * anchor + p.susceptibility * heard, anchor)
    return jnp.clip(_toward(c.voice, target, p.voice_speed), -1.0, 1.0)


def _approval(c: View, nation: View, p: View, system: System) -> TileFloat:
    """Private approval on 0..10."""
    age = age_years(c.birth_month, nation)
    relative = c.income_year_yuan / nation.mean_income_yuan
    gains = p.gain_carrot * jnp.minimum(c.n_carrots, p.carrots_felt) - p.loss_stick * jnp.minimum(
        c.n_sticks, p.sticks_felt
    )
    # each gradient is what lies between its ends; the halves put the middle of the scale at zero
    traits = (
        p.gradient_income * (relative / (relative + 1.0) - 0.5)
        + p.gradient_education * (c.education.astype(jnp.float32) / 3.0 - 0.5)
        + p.gradient_age * jnp.clip((age - p.gradient_age_centre) / p.gradient_age_span, -1.0, 1.0)
        + p.gradient_urban * jnp.where(c.is_urban, 0.5, -0.5)
    )
    distress = p.loss_distress * jnp.where(c.is_jobless | (c.arrears_months > 0), 1.0, 0.0)
    legitimacy = p.gain_growth * (nation.growth_year - p.growth_expected)
    news = p.framing * nation.media_framing - p.loss_information * nation.informed
    target = p.base + p.weight_disposition * c.disposition + traits + gains + news + legitimacy - distress
    if system.shape:
        target = target + p.gain_impartial * (_impartial(c, p) - 0.5)
    return jnp.clip(_toward(c.approval, target, p.approval_speed), 0.0, 10.0)


def _impartial(c: View, p: View) -> TileFloat:
    """How impartial one takes scoring to be, 0..1 (O4): less with schooling, and less once it was unjust to oneself."""
    schooling = p.impartial_schooling * (c.education.astype(jnp.float32) / 3.0 - 0.5)
    wronged = jnp.where((c.n_wrongful > 0) | (c.n_collateral > 0), p.impartial_lost, 0.0)
    return jnp.clip(p.impartial + schooling - wronged, 0.0, 1.0)


def _distress(c: View, p: View) -> TileFloat:
    """What weighs on somebody, 0..1: debts in arrears, no work, a lost home, sticks, debt to usurers (D11)."""
    sticks = jnp.minimum(c.n_sticks, p.sticks_felt) / jnp.maximum(p.sticks_felt, 1.0)
    weighs = (
        p.distress_arrears * jnp.where(c.arrears_months > 0, 1.0, 0.0)
        + p.distress_jobless * jnp.where(c.is_jobless, 1.0, 0.0)
        + p.distress_evicted * jnp.where(c.is_evicted, 1.0, 0.0)
        + p.distress_informal * jnp.where(c.debt_informal_yuan > 0, 1.0, 0.0)
        + p.distress_sticks * sticks
    )
    return jnp.minimum(weighs, 1.0)


def _speaks_from(p: View, distress: TileFloat, approval: TileFloat, caution: TileFloat) -> TileFloat:
    """The share of others who must have spoken before one does (Kuran): 0 is alone, 1 is never.

    There is safety in numbers: with a share s of others, one speaks if grievance >= (cost + caution)(1 - s).
    """
    dissent = jnp.maximum(DISAPPROVES_BELOW - approval, 0.0) / DISAPPROVES_BELOW
    grievance = p.grievance_distress * distress + p.grievance_dissent * dissent
    return jnp.clip(1.0 - grievance / jnp.maximum(p.speaking_cost + caution, 0.001), 0.0, 1.0)


def _percent(share: TileFloat) -> TileFloat:
    return jnp.floor(share * 100.0 + 0.5)


def _answers(p: View, stream: Stream, approval: TileFloat, caution: TileFloat) -> tuple[TileBool, TileBool]:
    """What a survey hears: (says approve, says disapprove)."""
    approves, disapproves = approval >= APPROVES_FROM, approval < DISAPPROVES_BELOW
    bends = stream.chance("bends", p.falsification + (1.0 - p.falsification) * caution)
    # most of those who hide dissent claim to be neutral, some claim to approve; some neutrals please the interviewer
    claims = stream.chance("claims", p.claims_approval)
    says_approve = approves | (bends & claims)
    says_disapprove = disapproves & ~bends
    return says_approve & ~says_disapprove, says_disapprove


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Move beliefs, words, ties and views by one month."""
    touched = c.n_sticks > 0
    # who would be recorded anyway loses less by an offence: the innocents' risk weakens what deters
    felt = jnp.maximum(c.life_recorded - p.innocents_risk * nation.innocents_recorded, 0.0)
    perceived = _toward(c.perceived, felt * p.awareness, p.learning)
    perceived = jnp.where(touched, jnp.maximum(perceived, p.perceived_touched), perceived)
    degree = ties.degree(c.ties)
    # friends' troubles frighten: the share of friends under a rule
    share_touched = ties.total(c.ties, materialize(jnp.where(touched, 1.0, 0.0), stream.citizen)) / jnp.maximum(
        degree, 1.0
    )
    stake = p.stake_base + (1.0 - p.stake_base) * jnp.where(touched, 1.0, share_touched)
    caution = _toward(c.caution, nation.speech_force * perceived * stake, p.caution_speed)

    shown = shown_score(c, system.on)
    low_score = (shown > 0) & (shown < p.shunned_below)
    stained = jnp.where(c.is_listed | (c.shames > 0), 1.0, 0.0)
    if "scoring.friends" in system.on and "scoring.unified" in system.on:
        # with friends' scores in one's own, a low score is a liability to others (S12)
        stained = jnp.maximum(stained, jnp.where(low_score, 1.0, 0.0))
    repels = 1.0 + p.shunning * stained
    wary = jnp.broadcast_to(p.churn, repels.shape)
    welcomes = jnp.sqrt(p.meeting) * (1.0 - p.shame_pull * stained)
    alive, n_cut, n_made = ties.revise(
        c.ties,
        stream.key,
        stream.citizen,
        wary=wary,
        repels=materialize(repels, stream.citizen),
        welcomes=materialize(jnp.where(c.is_person, jnp.clip(welcomes, 0.0, 1.0), 0.0), stream.citizen),
    )
    approval = _approval(c, nation, p, system)
    says_approve, says_disapprove = _answers(p, stream, approval, caution)
    distress = _distress(c, p)
    person = c.is_person
    return {
        "perceived": jnp.where(person, perceived, 0.0),
        "caution": jnp.where(person, caution, 0.0),
        "voice": jnp.where(person, _voice(c, p, ties, caution, system), 0.0),
        "approval": jnp.where(person, approval, 0.0),
        "says_approve": says_approve & person,
        "says_disapprove": says_disapprove & person,
        "ties": alive,
        "ties_cut": n_cut,
        "ties_made": n_made,
        "distress": jnp.where(person, _percent(distress), 0.0),
        "speaks_from": jnp.where(person, _percent(_speaks_from(p, distress, approval, caution)), 0.0),
    }


ADAPTING = Mechanism(
    name="adapting",
    reads=(
        "is_person", "is_urban", "birth_month", "education", "disposition", "is_jobless", "income_year_yuan",
        "arrears_months", *SHOWN_COLUMNS, "is_listed", "shames", "voice",
        "approval", "caution", "perceived", "ties", "life_recorded", "n_sticks", "n_carrots", "n_wrongful",
        "n_collateral", "belief_words", "is_evicted", "debt_informal_yuan",
    ),
    writes=(
        "perceived", "caution", "voice", "approval", "says_approve", "says_disapprove", "ties", "ties_cut",
        "ties_made", "distress", "speaks_from",
    ),
    signals=(
        "month", "mean_income_yuan", "growth_year", "speech_force", "media_framing", "informed", "innocents_recorded",
    ),
    draws=("bends", "claims"),
    rows=("P12", "S1", "S12", "V4", "O1", "O2", "O3", "O4", "O5", "D11", "D12"),
    depends_on=(*SHOWN_BY, "scoring.friends", "adapting.assimilation"),
    shape=lambda scenario: any(name.startswith("scoring.") for name in scenario.on),
    step=step,
)  # fmt: skip
