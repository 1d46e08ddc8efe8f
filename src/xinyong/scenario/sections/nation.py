"""Nation: growth, governance, credit policy, media and roll-out."""

from __future__ import annotations

from ...vocabulary.scores import GOVERNANCE
from ..parameter import Section, choice, parameter, rate, share, times, years
from ..parameter_value import Choice, Setting


def _coupling(default: float, form: str, what: str, source: str) -> Setting:
    meaning = f"{form}: {what} (0 not at all, 1 as in the scenario, 2 completely; size assumed)"
    return parameter(default, meaning, source, unit="coupling", high=2)


class Nation(Section):
    """Growth, governance, credit policy, media and roll-out."""

    mean_income_2020: Setting = parameter(
        2112,
        "mean disposable income of December 2020: 32,189 yuan a year (2020) divided by a price level of 1.27 (assumed)",
        "2g-income",
        unit="yuan of 2010 a month",
        low=1,
        high=1_000_000,
    )
    growth: Setting = rate(
        [("2007-01", 0.093, "P10", "essay"), ("2013-01", 0.07), ("2020-01", 0.02), ("2021-01", 0.055)],
        "real growth of mean income",
        low=-0.5,
        high=0.5,
    )
    adults_represented: Setting = parameter(
        1_110_000_000,
        "adults whom the citizens represent (derived: 2.46 m entries in 2024 are about 2.2 per 1,000 adults)",
        "2a-entries",
        unit="people",
        low=1,
        high=10_000_000_000,
    )
    speech_stake: Setting = share(0.15, "believed stake of speech where no score reads it (1 where a score does)")

    # who steers
    governance: Choice = choice(
        "mixed",
        *GOVERNANCE,
        source="P16",
        meaning="who controls the system: " + "; ".join(f"{who} ({form})" for form, who in GOVERNANCE.items()),
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
        "how much more lenders are asked to lend when growth falls below its trend (size assumed)",
        "P19",
        unit="per unit of growth",
        high=100,
    )
    trend_years: Setting = years(5, "past years whose mean growth is the trend", low=1, high=50)
    credit_target_most: Setting = times(
        2.0, "largest increase that lenders are asked for, relative to normal", low=1, high=100
    )

    # the media
    media_framing: Setting = share(
        1.0,
        "how favourably state media frame the system, relative to adapting.framing (O5: 2.8 % of 650 reports were "
        "negative)",
        "O5",
        high=2,
        between="linear",
    )
    informed: Setting = share(
        0.0,
        "people who know of repression despite the media (none beyond what approval is calibrated to; assumed)",
        "V12",
        between="linear",
    )

    # who joins first
    roll_out_towns: Setting = parameter(
        0.0,
        "how far towns come before villages in every roll-out: 0 not at all, 1 all towns first (pilots are cities; "
        "size assumed)",
        "2a-pilots",
        unit="ranks",
        high=1,
    )
    roll_out_provinces: Setting = share(
        0.0,
        "places that join together with their province, one province after the other, instead of individually "
        "(pilots were named city by city)",
        unit="share of places",
    )
