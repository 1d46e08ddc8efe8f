"""Experience: what people conclude about a score whose weights are secret."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


class ScoreBeliefs(Section):
    """What people conclude about a score whose weights are secret (S1)."""

    on: Switch = switch(True, meaning="whether people learn from how their own score moves", source="S1", label="essay")

    rate: Setting = parameter(
        0.1,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="part of a surprise by which a month's beliefs are corrected",
    )
    habit: Setting = parameter(
        0.1,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="share of the way that the usual move of one's score follows its moves",
    )
    doubt: Setting = parameter(
        0.2,
        unit="months' acts",
        low=0.01,
        high=1000,
        source="assumption",
        meaning="how little a single act convinces: it is added to what a correction is divided by",
    )
    usual_spending: Setting = parameter(
        0.9,
        unit="share of income",
        low=0,
        high=2,
        source="assumption",
        meaning="spending that people think of as usual; what is above or below it is an experience",
    )
    spending_most: Setting = parameter(
        1.0,
        unit="mean incomes",
        low=0,
        high=100,
        source="assumption",
        meaning="spending above or below the usual beyond which no more of it is an experience",
    )
    felt: Setting = parameter(
        0.25,
        unit="points",
        low=0,
        high=100,
        source="assumption",
        meaning="a gain or loss so small that it counts as none, in beliefs and in truth",
    )
    most: Setting = parameter(
        60.0, unit="points", low=1, high=1000, source="assumption", meaning="the largest effect that anybody expects"
    )
