"""Livelihood: how people earn, spend and travel."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch
from .money_circuit import MoneyCircuit


def _chance(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="per month", low=0, high=1, source=source, meaning=f"chance {meaning}")
    return found


class Livelihood(Section):
    """How people earn, spend and travel."""

    on: Switch = switch(True, meaning="whether people earn, spend and travel", source="P11")

    # work
    layoff_farmer: Setting = _chance(0.003, "that a farmer loses the work")
    layoff_worker: Setting = _chance(0.013, "that a worker loses the job")
    layoff_service: Setting = _chance(0.013, "that a service worker loses the job")
    layoff_professional: Setting = _chance(0.005, "that a professional loses the job")
    layoff_manager: Setting = _chance(0.005, "that a manager loses the job")
    layoff_official: Setting = _chance(0.0005, "that an official loses the post")
    layoff_multiplier: Setting = parameter(
        [("2007-01", 1.0), ("2020-02", 3.0), ("2020-07", 1.3), ("2021-07", 1.0)],
        unit="times",
        low=0,
        high=20,
        source="assumption",
        meaning="what a shock does to the chance of losing work; the shock of 2020 is dated, its size assumed",
    )
    furlough: Setting = parameter(
        [("2007-01", 0.0), ("2020-02", 0.45), ("2020-03", 0.3), ("2020-04", 0.15), ("2020-05", 0.08), ("2020-07", 0.0)],
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="farmers, workers, service people and managers whose work stands still in the month, and who live on"
        " what the jobless do; the shock of 2020 is dated, its size assumed: that which doubles late payment (V9)",
    )
    rehire: Setting = _chance(0.15, "of the jobless to find work")
    replacement: Setting = parameter(
        0.4,
        unit="share of income",
        low=0,
        high=1,
        source="assumption",
        meaning="income of the jobless, from family and state",
    )
    transitory_sd: Setting = parameter(
        0.06, unit="log points", low=0, high=1, source="assumption", meaning="monthly wobble of income"
    )

    # what rules take away or give
    profession_premium: Setting = parameter(
        0.3,
        unit="share of income",
        low=0,
        high=1,
        source="T10",
        meaning="income lost by professionals, managers and officials who are barred from their posts (size assumed)",
    )
    party_premium: Setting = parameter(
        0.05,
        unit="share of income",
        low=0,
        high=1,
        source="T11",
        meaning="income that goes with membership (size assumed)",
    )
    expulsion: Setting = _chance(0.05, "that a barred member is expelled (size assumed)", "T11")
    admission: Setting = _chance(0.0005, "that a loyal person is admitted (size assumed)", "2g")
    subsidy: Setting = parameter(
        0.012,
        unit="share of mean income",
        low=0,
        high=1,
        source="T1",
        meaning="state support of the poorest and jobless (size assumed)",
    )
    subsidy_fifths: Setting = parameter(
        1,
        unit="fifths",
        low=0,
        high=5,
        source="assumption",
        meaning="poorest fifths of the people who are entitled to support",
    )
    rent: Setting = parameter(
        0.2,
        unit="share of income",
        low=0,
        high=1,
        source="T2",
        meaning="rent of urban people without a home (size assumed)",
    )
    rent_surcharge: Setting = parameter(
        0.25,
        unit="share of rent",
        low=0,
        high=5,
        source="T2",
        meaning="extra rent and deposits of those under a rule (size assumed)",
    )
    moving: Setting = _chance(0.02, "that somebody who rents looks for another home")
    deposits: Setting = parameter(
        0.004,
        unit="share of income",
        low=0,
        high=1,
        source="2c-deposits",
        meaning="deposits for hotels, bicycles and cars that somebody with a high score is spared (size assumed)",
    )
    transit: Setting = parameter(
        0.02, unit="share of income", low=0, high=1, source="K4", meaning="fares of urban people (size assumed)"
    )
    illness: Setting = _chance(0.03, "to need a hospital")
    wait_days: Setting = parameter(
        14.0, unit="days", low=0, high=365, source="assumption", meaning="hospital wait without privilege"
    )
    wait_saved: Setting = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="K5",
        meaning="part of the wait that full privilege saves (size assumed)",
    )
    hospitality: Setting = parameter(
        0.08,
        unit="share of spending",
        low=0,
        high=1,
        source="T7",
        meaning="spending in hotels and restaurants (size assumed)",
    )
    school_fee: Setting = parameter(
        0.1,
        unit="share of spending",
        low=0,
        high=1,
        source="T8",
        meaning="fees of those with children in fee-paying schools (size assumed)",
    )
    school_age_from: Setting = parameter(
        30,
        unit="years",
        low=0,
        high=120,
        source="assumption",
        meaning="age from which people have children in fee-paying schools",
    )
    school_age_until: Setting = parameter(
        50, unit="years", low=0, high=120, source="assumption", meaning="age from which they no longer do"
    )
    school_quintile: Setting = parameter(
        4,
        unit="quintile",
        low=1,
        high=6,
        source="assumption",
        meaning="poorest quintile that pays for school; 6 is nobody",
    )

    # spending and saving
    need: Setting = parameter(
        0.22,
        unit="share of mean income",
        low=0,
        high=2,
        source="assumption",
        meaning="needs that are met before anything is saved",
    )
    need_base: Setting = parameter(
        0.4,
        unit="times",
        low=0,
        high=1,
        source="assumption",
        meaning="needs of somebody without permanent income, over `need`: they grow with it up to `need` itself",
    )
    buffer_low: Setting = parameter(
        4.0,
        unit="months of income",
        low=0,
        high=60,
        source="assumption",
        meaning="savings that the least prudent aim at",
    )
    buffer_high: Setting = parameter(
        30.0, unit="months of income", low=0, high=240, source="assumption", meaning="what full prudence adds to them"
    )
    buffer_drawdown: Setting = parameter(
        0.04,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="share of savings above the aim that is spent",
    )
    buffer_build: Setting = parameter(
        0.03, unit="per month", low=0, high=1, source="assumption", meaning="share of the gap to the aim that is saved"
    )
    saving_most: Setting = parameter(
        0.4,
        unit="share of income after debt service",
        low=0,
        high=1,
        source="assumption",
        meaning="most that is saved in a month",
    )
    luxury: Setting = parameter(
        0.15,
        unit="share of spending",
        low=0,
        high=1,
        source="S5",
        meaning="luxury in spending beyond need, at full taste (size assumed)",
    )
    vice: Setting = parameter(
        0.15,
        unit="share of spending",
        low=0,
        high=1,
        source="S5",
        meaning="games and liquor in spending beyond need, at full taste (size assumed)",
    )
    vice_caution: Setting = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="V15",
        meaning="part of such spending that full caution gives up (size assumed)",
    )
    drift: Setting = parameter(
        0.0,
        unit="taste",
        low=0,
        high=2,
        source="S4, V15",
        meaning="how far the belief that spending pays moves tastes towards luxury (size assumed)",
    )
    drift_spending: Setting = parameter(
        0.0,
        unit="share of spending",
        low=0,
        high=1,
        source="S4, V15",
        meaning="what the same belief adds to spending (size assumed)",
    )
    drift_half: Setting = parameter(
        5.0, unit="points", low=0.01, high=1000, source="assumption", meaning="belief at which either reaches half"
    )
    home_price_growth: Setting = parameter(
        [("2007-01", 0.07), ("2014-01", 0.05), ("2020-01", 0.01), ("2022-01", -0.03)],
        unit="per year",
        low=-0.5,
        high=0.5,
        source="assumption",
        meaning="real growth of home values",
    )

    # travel
    flights_year: Setting = parameter(
        [
            ("2008-01", 0.14),
            ("2013-01", 0.28),
            ("2018-06", 0.44, "2g-air", "documented"),
            ("2019-06", 0.47, "2g-air-2019", "hypothetical"),
            ("2020-02", 0.25),
            ("2023-01", 0.44),
        ],
        unit="flights a head and year",
        low=0,
        high=20,
        between="linear",
        source="assumption",
        meaning="demand for flights",
    )
    rail_year: Setting = parameter(
        [
            ("2008-01", 0.1),
            ("2013-01", 0.5),
            ("2018-06", 1.45, "2g-rail", "documented"),
            ("2019-06", 1.64, "2g-rail", "documented"),
            ("2020-02", 0.9),
            ("2023-01", 2.0),
        ],
        unit="trips a head and year",
        low=0,
        high=50,
        between="linear",
        source="assumption",
        meaning="demand for high-speed trains",
    )
    travel_base: Setting = parameter(
        0.3,
        unit="times",
        low=0,
        high=10,
        source="assumption",
        meaning="travel of somebody without permanent income over that of the average",
    )
    travel_slope: Setting = parameter(
        0.7, unit="times", low=0, high=10, source="assumption", meaning="what a mean permanent income adds to it"
    )
    flight_attempts: Setting = parameter(
        3.5,
        unit="times",
        low=0,
        high=20,
        source="assumption",
        meaning="bookings tried by barred people over those of others: they retry",
    )
    rail_attempts: Setting = parameter(
        0.75,
        unit="times",
        low=0,
        high=20,
        source="assumption",
        meaning="high-speed bookings tried by barred people: slower trains stay open (2a, travel rule)",
    )
    rail_giving_up: Setting = parameter(
        0.05,
        unit="per month",
        low=0,
        high=1,
        source="V6",
        meaning="how fast the barred stop trying for high-speed seats (size assumed)",
    )
    visa_year: Setting = parameter(
        0.05, unit="visas a head and year", low=0, high=5, source="assumption", meaning="demand for visas"
    )

    circuit: MoneyCircuit = MoneyCircuit()
