"""Matching: how couples form and part, and what a score on show does to it."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, parameter, points, ratio, share, switch, times, years


def _gap(default: float, per: str) -> Setting:
    meaning = f"how much less two people like each other, per {per} between them"
    return parameter(default, meaning, unit=f"e-folds per {per}", low=0, high=20)


class Matching(Section):
    """How couples form and part, and what a score on show does to it."""

    on: Switch = switch(True, meaning="whether couples form and part", source="K6, W6")

    # who meets
    near: Setting = share(0.6, "months in which the people of a district meet within their own places")
    meeting: Setting = share(0.5, "chance that two singles who meet and do not differ become a couple", unit="chance")
    seeking_until: Setting = years(80, "age at which nobody looks for a partner any more", low=18)
    seeking_span: Setting = years(45, "years before it over which people look less and less", low=1)

    # whom they like
    same_sex: Setting = ratio(
        0.0, "chance of two of one sex over that of a woman and a man (nobody's orientation is drawn)", high=1
    )
    man_older_years: Setting = years(2, "how much older the man is in the couples most liked", low=-20, high=20)
    age_gap: Setting = _gap(2.5, "decade of age")
    age_gap_most: Setting = years(25, "departure from it beyond which nobody marries", high=100)
    education_gap: Setting = _gap(0.6, "step of schooling")
    income_gap: Setting = _gap(0.5, "e-fold of income")
    place_gap: Setting = _gap(0.5, "border between two places")
    urban_gap: Setting = _gap(0.7, "border between town and country")
    stain_repels: Setting = share(
        0.5, "part of new couples that being on the list or named in public prevents (size assumed)", "T5"
    )

    # what a score does
    shows_score: Setting = share(
        [("2007-01", 0.0), ("2015-01", 0.15)],
        "meetings at which scores are on show (a status on the platform; share assumed)",
        "K6",
    )
    score_neutral: Setting = points(650, "score on show that neither attracts nor repels", high=2000)
    score_pull: Setting = parameter(
        0.3,
        "how much more somebody is liked for a score on show (size assumed)",
        "K6",
        unit="e-folds per 100 points",
        low=-5,
        high=5,
    )
    score_gap: Setting = parameter(
        0.7,
        "how much less the higher of two likes the lower, by the points between them (size assumed)",
        "W6",
        unit="e-folds per 100 points",
        low=0,
        high=5,
    )
    dating_pull: Setting = ratio(
        0.5, "what being ranked first by a dating platform adds to the chance of a couple (size assumed)", "K6"
    )

    # how they part
    separation: Setting = chance(0.0006, "chance that a couple parts")
    stain_strain: Setting = times(
        1.0, "what a partner's being listed or named adds to it (size assumed)", "T5", high=100
    )
    score_strain: Setting = parameter(
        0.5,
        "what the points between two partners add to it where scores are on show (size assumed)",
        "W6",
        unit="times per 100 points",
        low=0,
        high=100,
    )
