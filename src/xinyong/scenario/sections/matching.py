"""Matching: how couples form and separate, and what shown scores change."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, parameter, points, ratio, share, switch, times, years


def _gap(default: float, per: str) -> Setting:
    meaning = f"decrease of the attraction between two people, per {per}"
    return parameter(default, meaning, unit=f"e-folds per {per}", high=20)


class Matching(Section):
    """How couples form and separate, and what shown scores change."""

    on: Switch = switch(True, meaning="whether couples form and separate", source="K6, W6")

    # who meets
    near: Setting = share(0.6, "months in which the people of a district meet only within their own places")
    meeting: Setting = share(0.5, "chance that two singles who meet and do not differ become a couple", unit="chance")
    seeking_until: Setting = years(80, "age from which nobody looks for a partner", low=18)
    seeking_span: Setting = years(45, "years before that age over which the search fades", low=1)

    # whom they like
    same_sex: Setting = ratio(
        0.0,
        "chance of a couple of one sex, relative to that of a woman and a man (nobody's orientation is drawn)",
        high=1,
    )
    man_older_years: Setting = years(
        2, "age of the man minus that of the woman in the most preferred couples", low=-20, high=20
    )
    age_gap: Setting = _gap(2.5, "decade of age")
    age_gap_most: Setting = years(25, "deviation from that difference beyond which nobody forms a couple", high=100)
    education_gap: Setting = _gap(0.6, "step of schooling")
    income_gap: Setting = _gap(0.5, "e-fold of income")
    place_gap: Setting = _gap(0.5, "border between two places")
    urban_gap: Setting = _gap(0.7, "border between town and country")
    stain_repels: Setting = share(0.5, "new couples that being listed or named in public prevents (size assumed)", "T5")

    # what a score does
    shows_score: Setting = share(
        [("2007-01", 0.0), ("2015-01", 0.15)],
        "meetings at which scores are shown (a status on the platform; share assumed)",
        "K6",
    )
    score_neutral: Setting = points(650, "shown score that neither attracts nor repels", high=2000)
    score_pull: Setting = parameter(
        0.3,
        "increase of attraction with a shown score (size assumed)",
        "K6",
        unit="e-folds per 100 points",
        low=-5,
        high=5,
    )
    score_gap: Setting = parameter(
        0.7,
        "decrease of attraction of the higher-scored for the lower-scored, by the points between them (size assumed)",
        "W6",
        unit="e-folds per 100 points",
        high=5,
    )
    dating_pull: Setting = ratio(
        0.5, "increase of the chance of a couple by being ranked first on a dating platform (size assumed)", "K6"
    )

    # how they part
    separation: Setting = chance(0.0006, "chance that a couple separates")
    stain_strain: Setting = times(
        1.0, "increase of that chance when a partner is listed or named in public (size assumed)", "T5", high=100
    )
    score_strain: Setting = parameter(
        0.5,
        "increase of that chance with the points between the partners, where scores are shown (size assumed)",
        "W6",
        unit="times per 100 points",
        high=100,
    )
