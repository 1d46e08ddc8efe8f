"""Who lives there: shares that the population meets, the spread of incomes, how friendships come about."""

from __future__ import annotations

from typing import Any

from ..parameter import Section, Setting, parameter


def _share(default: float, low: float, high: float, meaning: str, source: str, label: Any = "documented") -> Any:
    return parameter(default, unit="share", low=low, high=high, meaning=meaning, source=source, label=label)


def _assumed(default: float, low: float, high: float, unit: str, meaning: str) -> Any:
    return parameter(default, unit=unit, low=low, high=high, meaning=meaning, source="assumption")


class Society(Section):
    """Who lives there. Constant over a run: a dated value is read at the run's first month."""

    urban_share: Setting = _share(
        0.639, 0.3, 0.75, "adults who live in towns (2020 census, unverified)", "2g", label="hypothetical"
    )
    party_share: Setting = _share(
        0.066, 0.01, 0.2, "adults who are Party members; the published share is of the whole population", "2g"
    )
    offline_share: Setting = _share(0.296, 0.02, 0.45, "adults who live offline", "2e")
    opt_in_share: Setting = _share(0.58, 0.0, 0.95, "people online who take up a commercial score", "2c")
    urban_rural_ratio: Setting = parameter(
        2.56,
        unit="ratio",
        low=1.0,
        high=5.0,
        meaning="mean income in towns over mean income in the country",
        source="2g",
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
    income_place_sorting: Setting = _assumed(
        0.35, 0.0, 1.0, "latent index", "spread between places: how far neighbours earn alike"
    )
    tie_log_odds: Setting = _assumed(
        2.5, -5.0, 8.0, "log odds", "that two people who are alike are friends, among the eight who may be"
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
