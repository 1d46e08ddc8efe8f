"""Nation: growth and what follows for all."""

from __future__ import annotations

from ..parameter import Choice, Section, Setting, choice, parameter


def _coupling(default: float, form: str, what: str, source: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="coupling",
        low=0,
        high=2,
        source=source,
        meaning=f"{form}: {what} (0 not at all, 1 as the scenario has it, 2 completely; size assumed)",
    )
    return found


class Nation(Section):
    """Growth and what follows for all."""

    mean_income_2020: Setting = parameter(
        2112,
        unit="yuan of 2010 a month",
        low=1,
        high=1_000_000,
        source="2g-income",
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
        source="2a-entries",
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

    # who steers
    governance: Choice = choice(
        "mixed",
        "mixed",
        "state-central",
        "corporate",
        source="P16",
        meaning="who steers: the state with firms as contractors, firms with the state behind, or as the sections say",
    )
    state_central_traces_to_state: Setting = _coupling(2.0, "state-central", "firms' traces reach the state", "F9")
    state_central_lists_to_firms: Setting = _coupling(2.0, "state-central", "firms act on the state's lists", "P16")
    state_central_scores_to_state: Setting = _coupling(2.0, "state-central", "the state acts on firms' scores", "P16")
    corporate_traces_to_state: Setting = _coupling(0.0, "corporate", "firms' traces reach the state", "P16")
    corporate_lists_to_firms: Setting = _coupling(0.5, "corporate", "firms act on the state's lists", "P16")
    corporate_scores_to_state: Setting = _coupling(0.0, "corporate", "the state acts on firms' scores", "P16")

    # the planner
    credit_reaction: Setting = parameter(
        0.0,
        unit="per unit of growth",
        low=0,
        high=100,
        source="P19",
        meaning="how much more lenders are asked to lend when growth falls behind its trend (size assumed)",
    )
    trend_years: Setting = parameter(
        5, unit="years", low=1, high=50, source="assumption", meaning="past years whose mean growth is the trend"
    )
    credit_target_most: Setting = parameter(
        2.0, unit="times", low=1, high=100, source="assumption", meaning="the most that lenders are asked for"
    )

    # the media
    media_framing: Setting = parameter(
        1.0,
        unit="share",
        low=0,
        high=2,
        source="O5",
        between="linear",
        meaning="how far state media frame the system favourably, over what adapting.framing stands for (O5: 2.8 % of"
        " 650 reports were negative)",
    )
    informed: Setting = parameter(
        0.0,
        unit="share",
        low=0,
        high=1,
        source="V12",
        between="linear",
        meaning="people who know of repression in spite of the media (none beyond what approval is set to; assumed)",
    )

    # who joins first
    roll_out_towns: Setting = parameter(
        0.0,
        unit="ranks",
        low=0,
        high=1,
        source="2a-pilots",
        meaning="how far towns go before villages in every roll-out: 0 not at all, 1 all of them (pilots are cities;"
        " size assumed)",
    )
    roll_out_provinces: Setting = parameter(
        0.0,
        unit="share of places",
        low=0,
        high=1,
        source="assumption",
        meaning="places that join in the wave of their province, one province after the other, instead of alone (pilots"
        " were named city by city)",
    )
