"""Matching: how couples form and part, and what a score on show does to it."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _gap(default: float, per: str) -> Setting:
    found: Setting = parameter(
        default,
        unit=f"e-folds per {per}",
        low=0,
        high=20,
        source="assumption",
        meaning=f"how much less two people like each other, per {per} that lies between them",
    )
    return found


class Matching(Section):
    """How couples form and part, and what a score on show does to it."""

    on: Switch = switch(True, meaning="whether couples form and part", source="K6, W6")

    # who meets
    near: Setting = parameter(
        0.6,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="months in which the people of a district meet within their own places",
    )
    meeting: Setting = parameter(
        0.5,
        unit="chance",
        low=0,
        high=1,
        source="assumption",
        meaning="chance that two singles who meet and do not differ become a couple",
    )
    seeking_until: Setting = parameter(
        80,
        unit="years",
        low=18,
        high=120,
        source="assumption",
        meaning="age at which nobody looks for a partner any more",
    )
    seeking_span: Setting = parameter(
        45,
        unit="years",
        low=1,
        high=120,
        source="assumption",
        meaning="years before it over which people look less and less",
    )

    # whom they like
    same_sex: Setting = parameter(
        0.0,
        unit="ratio",
        low=0,
        high=1,
        source="assumption",
        meaning="chance of two of one sex over that of a woman and a man (nobody's orientation is drawn)",
    )
    man_older_years: Setting = parameter(
        2,
        unit="years",
        low=-20,
        high=20,
        source="assumption",
        meaning="how much older the man is in the couples most liked",
    )
    age_gap: Setting = _gap(2.5, "decade of age")
    age_gap_most: Setting = parameter(
        25, unit="years", low=0, high=100, source="assumption", meaning="departure from it beyond which nobody marries"
    )
    education_gap: Setting = _gap(0.6, "step of schooling")
    income_gap: Setting = _gap(0.5, "e-fold of income")
    place_gap: Setting = _gap(0.5, "border between two places")
    urban_gap: Setting = _gap(0.7, "border between town and country")
    stain_repels: Setting = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="T5",
        meaning="part of new couples that being on the list or named in public prevents (size assumed)",
    )

    # what a score does
    shows_score: Setting = parameter(
        [("2007-01", 0.0), ("2015-01", 0.15)],
        unit="share",
        low=0,
        high=1,
        source="K6",
        meaning="meetings at which scores are on show (a status on the platform; share assumed)",
    )
    score_neutral: Setting = parameter(
        650,
        unit="points",
        low=0,
        high=2000,
        source="assumption",
        meaning="score on show that neither attracts nor repels",
    )
    score_pull: Setting = parameter(
        0.3,
        unit="e-folds per 100 points",
        low=-5,
        high=5,
        source="K6",
        meaning="how much more somebody is liked for a score on show (size assumed)",
    )
    score_gap: Setting = parameter(
        0.7,
        unit="e-folds per 100 points",
        low=0,
        high=5,
        source="W6",
        meaning="how much less the higher of two likes the lower, by the points between them (size assumed)",
    )
    dating_pull: Setting = parameter(
        0.5,
        unit="ratio",
        low=0,
        high=10,
        source="K6",
        meaning="what being ranked first by a dating platform adds to the chance of a couple (size assumed)",
    )

    # how they part
    separation: Setting = parameter(
        0.0006, unit="per month", low=0, high=1, source="assumption", meaning="chance that a couple parts"
    )
    stain_strain: Setting = parameter(
        1.0,
        unit="times",
        low=0,
        high=100,
        source="T5",
        meaning="what a partner's being listed or named adds to it (size assumed)",
    )
    score_strain: Setting = parameter(
        0.5,
        unit="times per 100 points",
        low=0,
        high=100,
        source="W6",
        meaning="what the points between two partners add to it where scores are on show (size assumed)",
    )
