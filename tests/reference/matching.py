"""Matching: whether one citizen and the one whom they meet, or are together with, form a couple or part."""

import math

from .age import age_years
from .couples import DISTRICT, PLACE, decades_apart, log_income, offset_met, pair_bits
from .random_streams import falls

DRAWS = ()


def whom(number, citizen, key, p):
    """The offset of the partner or, for a single citizen, of whoever is met."""
    return citizen["partner"] or offset_met(key, number - number % DISTRICT, float(p["near"]))


def matching(citizen, other, offset, nation, p, stream, on):
    """One month of a citizen and of the one at that offset; the other comes to the same result."""
    drawn = pair_bits(stream.key, stream.citizen, offset)
    scores = [_shown_score(person, on) for person in (citizen, other)]
    apart = abs(scores[0] - scores[1]) / 100 if all(scores) else 0.0  # hundreds of points
    forms = would_form = parts = False
    if citizen["partner"]:
        strain = 1.0 + p["stain_strain"] * (_is_stained(citizen) + _is_stained(other))
        parts = falls(drawn, p["separation"] * (strain + p["shows_score"] * p["score_strain"] * apart))
    elif citizen["is_person"] and other["is_person"] and not other["partner"]:
        plain = _chance(citizen, other, offset, nation, p)
        would_form = falls(drawn, plain)
        forms = falls(drawn, plain * _through_score(citizen, other, scores, apart, p))
    return {
        "partner": offset if forms else 0 if parts else citizen["partner"],
        "is_new_couple": forms,
        "is_separated": parts,
        "match_won": forms and not would_form,
        "match_lost": would_form and not forms,
    }


def _chance(one, other, offset, nation, p):
    """The chance that two singles who meet become a couple, no score being shown: likes like each other."""
    decades = decades_apart(one, other, p["man_older_years"])
    if decades * 10 > p["age_gap_most"]:
        return 0.0
    apart = p["age_gap"] * decades
    apart += p["education_gap"] * abs(one["education"] - other["education"])
    apart += p["income_gap"] * abs(log_income(one["income_year_yuan"]) - log_income(other["income_year_yuan"]))
    apart += p["place_gap"] if offset >= PLACE else 0.0
    apart += p["urban_gap"] if one["is_urban"] != other["is_urban"] else 0.0
    sexes = p["same_sex"] if one["is_female"] == other["is_female"] else 1.0
    return p["meeting"] * sexes * _openness(one, nation, p) * _openness(other, nation, p) * math.exp(-apart)


def _openness(person, nation, p):
    """How much somebody looks for a partner, less when old, and is looked at, less when listed or named."""
    seeks = min(max((p["seeking_until"] - age_years(person, nation)) / p["seeking_span"], 0.0), 1.0)
    return seeks * (1.0 - p["stain_repels"] * _is_stained(person))


def _is_stained(person):
    return bool(person["is_listed"] or person["shames"] > 0)


def _shown_score(person, on):
    """The score that others see, in steps of 1/32 of a point; 0 is none."""
    score = person["score_unified"] if "scoring.unified" in on else person["score_factors"]
    return round(float(min(max(score * 32, 0), 65_535))) / 32


def _through_score(one, other, scores, apart, p):
    """How many times the chance it is, with scores on show at a share of meetings and ranks by score (K6)."""
    liking = sum(p["score_pull"] * (score - p["score_neutral"]) / 100 for score in scores if score)
    liking -= p["score_gap"] * apart
    ranked = [1.0 + p["dating_pull"] * (round(float(x["eases_dating"] * 65_535)) / 65_535) for x in (one, other)]
    return (1.0 + p["shows_score"] * (math.exp(min(liking, 30.0)) - 1.0)) * ranked[0] * ranked[1]
