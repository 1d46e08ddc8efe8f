"""Nation: growth and what follows for all."""

from __future__ import annotations

from ..parameter import Section, Setting, parameter


class Nation(Section):
    """Growth and what follows for all."""

    mean_income_2020: Setting = parameter(
        2112,
        unit="yuan of 2010 a month",
        low=1,
        high=1_000_000,
        source="2g",
        meaning="mean disposable income of December 2020: 32,189 yuan a year (2020) over a price level of 1.27,"
        " which is assumed",
    )
    growth: Setting = parameter(
        [("2007-01", 0.093, "P10", "essay"), ("2013-01", 0.07), ("2020-01", 0.02), ("2021-01", 0.055)],
        unit="per year",
        low=-0.5,
        high=0.5,
        source="assumption",
        meaning="real growth of mean income",
    )
    adults_represented: Setting = parameter(
        1_110_000_000,
        unit="people",
        low=1,
        high=10_000_000_000,
        source="2a, P6",
        meaning="adults for whom the citizens stand (derived: 2.46 m entries in 2024 are about 2.2 per 1,000 adults)",
    )
    speech_stake: Setting = parameter(
        0.15,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="how much speech is believed to matter where no score reads it (1 where one does)",
    )
