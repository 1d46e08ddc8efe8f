"""Society: the population's targets, the distribution of incomes and traits, and friendships."""

from __future__ import annotations

from functools import partial

from ..parameter import Section, months, parameter, ratio, share
from ..parameter_value import Setting


def _index(default: float, what: str) -> Setting:
    meaning = f"effect of {what} on the latent income index"
    return parameter(default, meaning, unit="latent index", low=-3.0, high=3.0)


_latent = partial(parameter, unit="latent value", low=-5, high=5)


def _slope(default: float, where: str) -> Setting:
    return parameter(default, f"slope of log income {where}; fitted to 2g", unit="log income", high=3)


class Society(Section):
    """The population. Constant during a run: a dated value is read at the first month."""

    urban_share: Setting = share(
        0.639, "adults who live in towns (2020 census, unverified)", "2g-urban", low=0.3, high=0.75
    )
    party_share: Setting = share(
        0.066,
        "adults who are Party members; the published share is of the whole population",
        "2g-party",
        low=0.01,
        high=0.2,
        label="documented",
    )
    offline_share: Setting = share(
        0.296, "adults who live offline", "2e-offline", low=0.02, high=0.45, label="documented"
    )
    opt_in_share: Setting = share(
        0.58, "people online who opt in to a commercial score", "2c-adoption", high=0.95, label="documented"
    )
    opt_in_born_1990: Setting = share(
        0.96, "people online born from 1990 to 1994 who opt in", "2c-adoption", label="documented"
    )
    opt_in_born_1995: Setting = share(
        0.94, "people online born in 1995 or later who opt in", "2c-adoption", label="documented"
    )
    opt_in_by_decade: Setting = parameter(
        0.9,
        "decrease of the log odds of opting in for each ten years of birth before 1990",
        unit="log odds",
        low=-5,
        high=5,
    )
    old_age_mean_months: Setting = months(
        130, "mean number of months past age 60 among the old, before ages are cut off at 96", low=1, high=2000
    )

    # income
    urban_rural_ratio: Setting = ratio(
        2.56,
        "mean income in towns divided by mean income in the country",
        "2g-urban-rural",
        low=1,
        high=5,
        label="documented",
    )
    income_slope_urban_1: Setting = _slope(1.11, "in towns, poorest fifth")
    income_slope_urban_2: Setting = _slope(1.03, "in towns, second fifth to the middle")
    income_slope_urban_3: Setting = _slope(0.21, "in towns, middle to the fourth fifth")
    income_slope_urban_4: Setting = _slope(0.48, "in towns, richest fifth up to the tail")
    income_slope_rural_1: Setting = _slope(0.82, "in the country, poorest fifth")
    income_slope_rural_2: Setting = _slope(1.15, "in the country, second fifth to the middle")
    income_slope_rural_3: Setting = _slope(0.63, "in the country, middle to the fourth fifth")
    income_slope_rural_4: Setting = _slope(1.15, "in the country, richest fifth up to the tail")
    income_tail_exponent_urban: Setting = parameter(
        1.57, "Pareto exponent of the highest incomes in towns; fitted to 2g", unit="", low=1.2, high=6
    )
    income_tail_exponent_rural: Setting = parameter(
        3.14, "Pareto exponent of the highest incomes in the country; fitted to 2g", unit="", low=1.2, high=6
    )
    income_tail_share: Setting = share(
        0.063, "richest share of town and country whose incomes follow the Pareto tail", low=0.005, high=0.2
    )
    income_richest_share: Setting = share(
        0.0001,
        "richest share whose incomes are cut to the lower end of this share, because surveys see no further",
        low=1e-06,
        high=0.005,
    )
    income_place_sorting: Setting = parameter(
        0.35, "spread between places: how similar the incomes of neighbours are", unit="latent index", high=1
    )
    income_chance: Setting = parameter(
        0.75, "spread of the latent income index that no other factor explains", unit="latent index", low=0.01, high=3
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
    prudence_centre: Setting = _latent(0.1, "latent prudence of an average person")
    prudence_chance: Setting = _latent(0.8, "spread of latent prudence that no other factor explains", low=0)
    prudence_by_age: Setting = _latent(0.25, "effect of 17 more years of age on latent prudence")
    prudence_by_education: Setting = _latent(0.2, "effect of one more step of schooling on latent prudence")
    prudence_by_income: Setting = _latent(0.25, "effect of 0.85 log points of income on latent prudence")
    conscientiousness_centre: Setting = _latent(0.7, "latent conscientiousness of an average person")
    conscientiousness_chance: Setting = _latent(
        0.8, "spread of latent conscientiousness that no other factor explains", low=0
    )
    conscientiousness_by_age: Setting = _latent(0.2, "effect of 17 more years of age on latent conscientiousness")
    conscientiousness_by_education: Setting = _latent(
        0.1, "effect of one more step of schooling on latent conscientiousness"
    )
    conscientiousness_by_female: Setting = _latent(
        0.25, "effect of being a woman rather than a man on latent conscientiousness"
    )
    taste_centre: Setting = _latent(-0.1, "latent taste of an average person")
    taste_chance: Setting = _latent(0.5, "spread of latent taste that no other factor explains", low=0)
    taste_by_income: Setting = _latent(0.25, "effect of 0.85 log points of income on latent taste")
    taste_by_education: Setting = _latent(0.15, "effect of one more step of schooling on latent taste")
    taste_by_age: Setting = _latent(-0.1, "effect of 17 more years of age on latent taste")
    taste_by_female: Setting = _latent(0.15, "effect of being a woman rather than a man on latent taste")
    leisure_centre: Setting = _latent(-0.5, "latent leisure of an average person")
    leisure_chance: Setting = _latent(0.7, "spread of latent leisure that no other factor explains", low=0)
    leisure_by_age: Setting = _latent(0.1, "effect of 17 more years of age on latent leisure")
    leisure_by_female: Setting = _latent(-0.1, "effect of being a woman rather than a man on latent leisure")
    leisure_by_retired: Setting = _latent(1.2, "effect of being retired on latent leisure")
    leisure_by_out_of_work: Setting = _latent(0.8, "effect of being out of work on latent leisure")
    leisure_by_official: Setting = _latent(0.3, "effect of being an official on latent leisure")
    leisure_by_farmer: Setting = _latent(-0.2, "effect of being a farmer on latent leisure")
    leisure_by_manager: Setting = _latent(-0.3, "effect of being a manager on latent leisure")
    disposition_centre: Setting = _latent(0.25, "latent disposition of an average person")
    disposition_chance: Setting = _latent(0.45, "spread of latent disposition that no other factor explains", low=0)
    disposition_by_age: Setting = _latent(0.12, "effect of 17 more years of age on latent disposition")
    disposition_by_education: Setting = _latent(-0.05, "effect of one more step of schooling on latent disposition")
    disposition_by_income: Setting = _latent(0.05, "effect of 0.85 log points of income on latent disposition")
    disposition_by_member: Setting = _latent(0.35, "effect of Party membership on latent disposition")
    disposition_by_official: Setting = _latent(0.15, "effect of being an official on latent disposition")
    online_centre: Setting = _latent(0.2, "latent online share of an average person")
    online_chance: Setting = _latent(0.6, "spread of latent online share that no other factor explains", low=0)
    online_by_age: Setting = _latent(-0.5, "effect of 17 more years of age on latent online share")
    online_by_education: Setting = _latent(0.3, "effect of one more step of schooling on latent online share")
    online_by_urban: Setting = _latent(0.3, "effect of life in a town rather than the country on latent online share")

    # friends
    tie_log_odds: Setting = parameter(
        2.5,
        "log odds that two similar people are friends, among the eight candidates of each; at the lower end nobody "
        "has friends",
        unit="log odds",
        low=-30,
        high=8,
    )
    tie_sociability: Setting = parameter(
        0.55, "spread between people in how easily they make friends", unit="log odds", high=2
    )
    tie_age_gap: Setting = parameter(
        0.40, "decrease of the log odds of a friendship with the gap in age", unit="log odds per decade", high=3
    )
    tie_education_gap: Setting = parameter(
        0.40, "decrease of the log odds of a friendship with the gap in schooling", unit="log odds per step", high=3
    )
    tie_income_gap: Setting = parameter(
        0.20, "decrease of the log odds of a friendship with the gap in income", unit="log odds per e-fold", high=3
    )
    tie_urban_gap: Setting = parameter(
        0.30, "decrease of the log odds of a friendship between a townsperson and a villager", unit="log odds", high=5
    )
