"""Matching: single people meet, and couples form and separate, with or without visible scores.

Both must agree: the probability that two people who meet become a couple is the product of how much each likes the
other. If scores are visible, high ones attract, and people with a higher score avoid people with a lower one. A
platform that ranks by score shows people with the reward to more others. The same random number also gives the outcome
without visible scores.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import TileBits, TileFloat, TileValue
from ..society.columns import PLACE
from ..society.couples import Profile, decades_apart, meeting_offset, pair_bits, profile_word, steps_apart, values_at
from ..society.random_streams import falls, materialize
from .mechanism import Mechanism, Stream, System, Ties, View, age_years
from .scoring import SHOWN_BY, SHOWN_COLUMNS, shown_score

_MOST_LIKING = 30.0
"""E-folds beyond which liking does not rise: any couple is certain long before, and single precision ends at 88."""

_POINT, _RANK = 32.0, 65535.0
"""Scores travel in steps of 1/32 of a point, ranks in steps of 1/65535."""


class _Standing:
    """What of each citizen a platform shows: score and rank, in one word."""

    def __init__(self, word: TileBits, p: View) -> None:
        score = (word >> jnp.uint32(16)).astype(jnp.int32).astype(jnp.float32) / _POINT
        self.is_known = score > 0
        self.height = jnp.where(self.is_known, (score - p.score_neutral) / 100.0, 0.0)
        self.rank = (word & jnp.uint32(0xFFFF)).astype(jnp.int32).astype(jnp.float32) / _RANK

    @staticmethod
    def word(score: TileFloat, rank: TileFloat) -> TileBits:
        """Both in one word (uint32)."""
        points = jnp.clip(jnp.rint(score * _POINT), 0.0, 65535.0).astype(jnp.int32).astype(jnp.uint32)
        return (points << jnp.uint32(16)) | jnp.rint(rank * _RANK).astype(jnp.int32).astype(jnp.uint32)

    def difference(self, other: _Standing) -> TileFloat:
        """Hundreds of points between two people, 0 if one of them has no score."""
        return jnp.where(self.is_known & other.is_known, jnp.abs(self.height - other.height), 0.0)


def _openness(person: Profile, nation: View, p: View) -> TileFloat:
    """How much somebody looks for a partner, and is looked at."""
    age = age_years(person.birth_month, nation)
    return jnp.clip((p.seeking_until - age) / p.seeking_span, 0.0, 1.0) * (1.0 - p.stain_repels * person.stain)


def _plain(one: Profile, other: Profile, offset: TileBits, nation: View, p: View) -> TileFloat:
    """The chance that two people who meet become a couple, where no score is shown."""
    decades = decades_apart(one, other, p.man_older_years)
    apart = (
        p.age_gap * decades
        + p.education_gap * steps_apart(one, other)
        + p.income_gap * jnp.abs(one.log_income - other.log_income)
        + jnp.where(offset >= PLACE, p.place_gap, 0.0)
        + jnp.where(one.is_urban == other.is_urban, 0.0, p.urban_gap)
    )
    sexes = jnp.where(one.is_female == other.is_female, p.same_sex, 1.0)
    may = one.is_free & other.is_free & (10.0 * decades <= p.age_gap_most)
    chance = p.meeting * sexes * (_openness(one, nation, p) * _openness(other, nation, p)) * jnp.exp(-apart)
    return jnp.where(may, chance, 0.0)


def _through_score(one: _Standing, other: _Standing, p: View) -> TileFloat:
    """How many times that chance it is where scores are on show at some meetings, and the platform ranks by them."""
    liking = p.score_pull * (one.height + other.height) - p.score_gap * one.difference(other)
    at_show = jnp.exp(jnp.minimum(liking, _MOST_LIKING))
    ranked = (1.0 + p.dating_pull * one.rank) * (1.0 + p.dating_pull * other.rank)
    return (1.0 + p.shows_score * (at_show - 1.0)) * ranked


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Let singles meet and couples separate."""
    coupled = c.partner > 0
    score = shown_score(c, system.on)
    word = profile_word(
        is_free=c.is_person & ~coupled,
        is_stained=c.is_listed | (c.shames > 0),
        is_female=c.is_female,
        is_urban=c.is_urban,
        education=c.education,
        birth_month=c.birth_month,
        income_yuan=c.income_year_yuan,
    )
    words = materialize((word, _Standing.word(score, c.eases_dating)), stream.citizen)
    offset = jnp.where(coupled, c.partner.astype(jnp.uint32), meeting_offset(stream.key, stream.citizen, p.near))
    theirs = materialize(tuple(values_at(w, offset) for w in words), stream.citizen)
    one, other = Profile(words[0]), Profile(theirs[0])
    standing, of_other = _Standing(words[1], p), _Standing(theirs[1], p)

    bits = pair_bits(stream.key, stream.citizen, offset)
    plain = _plain(one, other, offset, nation, p)
    forms, would_form = falls(bits, plain * _through_score(standing, of_other, p)), falls(bits, plain)
    strain = p.stain_strain * (one.stain + other.stain) + p.shows_score * p.score_strain * standing.difference(of_other)
    parts = coupled & falls(bits, p.separation * (1.0 + strain))
    return {
        "partner": jnp.where(forms, offset, jnp.where(parts, 0, c.partner.astype(jnp.uint32))),
        "is_new_couple": forms,
        "is_separated": parts,
        "match_won": forms & ~would_form,
        "match_lost": would_form & ~forms,
    }


MATCHING = Mechanism(
    name="matching",
    reads=(
        "is_person", "is_urban", "is_female", "birth_month", "education", "income_year_yuan", *SHOWN_COLUMNS,
        "is_listed", "shames", "eases_dating", "partner",
    ),
    writes=("partner", "is_new_couple", "is_separated", "match_won", "match_lost"),
    signals=("month",),
    rows=("K6", "W6", "T5"),
    depends_on=SHOWN_BY,
    step=step,
)  # fmt: skip
