"""Who lives there: shares that the population meets, the spread of incomes, how friendships come about."""

from __future__ import annotations

from typing import Any

from ..parameter import Section, Setting, parameter


def _share(default: float, low: float, high: float, meaning: str, source: str, label: Any = "documented") -> Any:
    return parameter(default, unit="share", low=low, high=high, meaning=meaning, source=source, label=label)


def _assumed(default: float, low: float, high: float, unit: str, meaning: str) -> Any:
    return parameter(default, unit=unit, low=low, high=high, meaning=meaning, source="assumption")


def _index(default: float, what: str) -> Any:
    return _assumed(default, -3.0, 3.0, "latent index", f"what {what} adds to where in the incomes somebody stands")


def _latent(default: float, low: float, meaning: str) -> Any:
    return _assumed(default, low, 5.0, "latent value", meaning)


class Society(Section):
    """Who lives there. Constant over a run: a dated value is read at the run's first month."""

    urban_share: Setting = _share(
        0.639, 0.3, 0.75, "adults who live in towns (2020 census, unverified)", "2g-urban", label="hypothetical"
    )
    party_share: Setting = _share(
        0.066, 0.01, 0.2, "adults who are Party members; the published share is of the whole population", "2g-party"
    )
    offline_share: Setting = _share(0.296, 0.02, 0.45, "adults who live offline", "2e-offline")
    opt_in_share: Setting = _share(0.58, 0.0, 0.95, "people online who take up a commercial score", "2c-adoption")
    opt_in_born_1990: Setting = _share(
        0.96, 0.0, 1.0, "those of them born from 1990 to 1994 who take one up", "2c-adoption"
    )
    opt_in_born_1995: Setting = _share(0.94, 0.0, 1.0, "those of them born from 1995 on who take one up", "2c-adoption")
    opt_in_by_decade: Setting = _assumed(
        0.9, -5.0, 5.0, "log odds", "readiness to take up a score that is lost with each ten years of birth before 1990"
    )
    old_age_mean_months: Setting = _assumed(
        130, 1, 2000, "months", "mean of the months past 60 of the old, were nobody's age cut off at 96"
    )

    # income
    urban_rural_ratio: Setting = parameter(
        2.56,
        unit="ratio",
        low=1.0,
        high=5.0,
        meaning="mean income in towns over mean income in the country",
        source="2g-urban-rural",
        label="documented",
    )
    income_slope_urban_1: Setting = _assumed(
        1.11, 0.0, 3.0, "log income", "slope of log income in towns, poorest fifth; fitted to 2g"
    )
    income_slope_urban_2: Setting = _assumed(
        1.03, 0.0, 3.0, "log income", "slope of log income in towns, second fifth to the middle; fitted to 2g"
    )
    income_slope_urban_3: Setting = _assumed(
        0.21, 0.0, 3.0, "log income", "slope of log income in towns, middle to the fourth fifth; fitted to 2g"
    )
    income_slope_urban_4: Setting = _assumed(
        0.48, 0.0, 3.0, "log income", "slope of log income in towns, richest fifth up to the tail; fitted to 2g"
    )
    income_slope_rural_1: Setting = _assumed(
        0.82, 0.0, 3.0, "log income", "slope of log income in the country, poorest fifth; fitted to 2g"
    )
    income_slope_rural_2: Setting = _assumed(
        1.15, 0.0, 3.0, "log income", "slope of log income in the country, second fifth to the middle; fitted to 2g"
    )
    income_slope_rural_3: Setting = _assumed(
        0.63, 0.0, 3.0, "log income", "slope of log income in the country, middle to the fourth fifth; fitted to 2g"
    )
    income_slope_rural_4: Setting = _assumed(
        1.15, 0.0, 3.0, "log income", "slope of log income in the country, richest fifth up to the tail; fitted to 2g"
    )
    income_tail_exponent_urban: Setting = _assumed(
        1.57, 1.2, 6.0, "", "Pareto exponent of the highest incomes in towns; fitted to 2g"
    )
    income_tail_exponent_rural: Setting = _assumed(
        3.14, 1.2, 6.0, "", "Pareto exponent of the highest incomes in the country; fitted to 2g"
    )
    income_tail_share: Setting = _assumed(
        0.063, 0.005, 0.2, "share", "the richest of town and country whose incomes follow the Pareto tail"
    )
    income_richest_share: Setting = _assumed(
        0.0001,
        1e-06,
        0.005,
        "share",
        "the richest, whose incomes are cut to the lower end of this share: surveys do not see further",
    )
    income_place_sorting: Setting = _assumed(
        0.35, 0.0, 1.0, "latent index", "spread between places: how far neighbours earn alike"
    )
    income_chance: Setting = _assumed(
        0.75, 0.01, 3.0, "latent index", "spread of what nothing else explains of where in the incomes somebody stands"
    )
    income_of_primary: Setting = _index(-0.4, "primary schooling")
    income_of_middle: Setting = _index(-0.1, "middle school")
    income_of_high: Setting = _index(0.25, "high school")
    income_of_college: Setting = _index(0.8, "college")
    income_of_farmer: Setting = _index(-0.3, "being a farmer")
    income_of_worker: Setting = _index(0.05, "being a worker")
    income_of_service: Setting = _index(0.0, "service work")
    income_of_professional: Setting = _index(0.45, "being a professional")
    income_of_manager: Setting = _index(1.0, "being a manager")
    income_of_official: Setting = _index(0.55, "being an official")
    income_of_retired: Setting = _index(-0.1, "being retired")
    income_of_out_of_work: Setting = _index(-0.7, "being out of work")
    income_of_non_member: Setting = _index(0.0, "being outside the Party")
    income_of_member: Setting = _index(0.15, "Party membership")
    income_of_male: Setting = _index(0.1, "being a man")
    income_of_female: Setting = _index(-0.1, "being a woman")
    income_of_18_29: Setting = _index(-0.05, "an age of 18 to 29")
    income_of_30_44: Setting = _index(0.15, "an age of 30 to 44")
    income_of_45_59: Setting = _index(0.05, "an age of 45 to 59")
    income_of_60_plus: Setting = _index(-0.15, "an age of 60 and over")

    # what people are like
    prudence_centre: Setting = _latent(0.1, -5.0, "latent prudence of an average person")
    prudence_chance: Setting = _latent(0.8, 0.0, "spread of the prudence that nothing explains")
    prudence_by_age: Setting = _latent(0.25, -5.0, "what 17 years of age add to latent prudence")
    prudence_by_education: Setting = _latent(0.2, -5.0, "what a step of schooling adds to latent prudence")
    prudence_by_income: Setting = _latent(0.25, -5.0, "what 0.85 log points of income add to latent prudence")
    conscientiousness_centre: Setting = _latent(0.7, -5.0, "latent conscientiousness of an average person")
    conscientiousness_chance: Setting = _latent(0.8, 0.0, "spread of the conscientiousness that nothing explains")
    conscientiousness_by_age: Setting = _latent(0.2, -5.0, "what 17 years of age add to latent conscientiousness")
    conscientiousness_by_education: Setting = _latent(
        0.1, -5.0, "what a step of schooling adds to latent conscientiousness"
    )
    conscientiousness_by_female: Setting = _latent(
        0.25, -5.0, "what being a woman rather than a man adds to latent conscientiousness"
    )
    taste_centre: Setting = _latent(-0.1, -5.0, "latent taste of an average person")
    taste_chance: Setting = _latent(0.5, 0.0, "spread of the taste that nothing explains")
    taste_by_income: Setting = _latent(0.25, -5.0, "what 0.85 log points of income add to latent taste")
    taste_by_education: Setting = _latent(0.15, -5.0, "what a step of schooling adds to latent taste")
    taste_by_age: Setting = _latent(-0.1, -5.0, "what 17 years of age add to latent taste")
    taste_by_female: Setting = _latent(0.15, -5.0, "what being a woman rather than a man adds to latent taste")
    leisure_centre: Setting = _latent(-0.5, -5.0, "latent leisure of an average person")
    leisure_chance: Setting = _latent(0.7, 0.0, "spread of the leisure that nothing explains")
    leisure_by_age: Setting = _latent(0.1, -5.0, "what 17 years of age add to latent leisure")
    leisure_by_female: Setting = _latent(-0.1, -5.0, "what being a woman rather than a man adds to latent leisure")
    leisure_by_retired: Setting = _latent(1.2, -5.0, "what being retired adds to latent leisure")
    leisure_by_out_of_work: Setting = _latent(0.8, -5.0, "what being out of work adds to latent leisure")
    leisure_by_official: Setting = _latent(0.3, -5.0, "what being an official adds to latent leisure")
    leisure_by_farmer: Setting = _latent(-0.2, -5.0, "what being a farmer adds to latent leisure")
    leisure_by_manager: Setting = _latent(-0.3, -5.0, "what being a manager adds to latent leisure")
    disposition_centre: Setting = _latent(0.25, -5.0, "latent disposition of an average person")
    disposition_chance: Setting = _latent(0.45, 0.0, "spread of the disposition that nothing explains")
    disposition_by_age: Setting = _latent(0.12, -5.0, "what 17 years of age add to latent disposition")
    disposition_by_education: Setting = _latent(-0.05, -5.0, "what a step of schooling adds to latent disposition")
    disposition_by_income: Setting = _latent(0.05, -5.0, "what 0.85 log points of income add to latent disposition")
    disposition_by_member: Setting = _latent(0.35, -5.0, "what Party membership adds to latent disposition")
    disposition_by_official: Setting = _latent(0.15, -5.0, "what being an official adds to latent disposition")
    online_centre: Setting = _latent(0.2, -5.0, "latent online of an average person")
    online_chance: Setting = _latent(0.6, 0.0, "spread of the online that nothing explains")
    online_by_age: Setting = _latent(-0.5, -5.0, "what 17 years of age add to latent online")
    online_by_education: Setting = _latent(0.3, -5.0, "what a step of schooling adds to latent online")
    online_by_urban: Setting = _latent(0.3, -5.0, "what life in a town rather than the country adds to latent online")

    # friends
    tie_log_odds: Setting = _assumed(
        2.5,
        -30.0,
        8.0,
        "log odds",
        "that two people who are alike are friends, among the eight who may be; at the lower end nobody is",
    )
    tie_sociability: Setting = _assumed(
        0.55, 0.0, 2.0, "log odds", "spread between people in how readily they make friends"
    )
    tie_age_gap: Setting = _assumed(
        0.40, 0.0, 3.0, "log odds per decade", "how much a gap in age stands against a friendship"
    )
    tie_education_gap: Setting = _assumed(
        0.40, 0.0, 3.0, "log odds per step", "how much a gap in schooling stands against a friendship"
    )
    tie_income_gap: Setting = _assumed(
        0.20, 0.0, 3.0, "log odds per e-fold", "how much a gap in income stands against a friendship"
    )
    tie_urban_gap: Setting = _assumed(
        0.30, 0.0, 5.0, "log odds", "how much living in town and country stands against a friendship"
    )
