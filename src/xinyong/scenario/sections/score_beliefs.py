"""Experience: what people conclude about a score whose weights are secret."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, parameter, points, share, switch


class ScoreBeliefs(Section):
    """What people conclude about a score whose weights are secret (S1)."""

    on: Switch = switch(True, meaning="whether people learn from how their own score moves", source="S1", label="essay")

    rate: Setting = share(0.1, "part of a surprise by which a month's beliefs are corrected")
    habit: Setting = chance(0.1, "share of the way that the usual move of one's score follows its moves")
    doubt: Setting = parameter(
        0.2,
        "how little a single act convinces: it is added to what a correction is divided by",
        unit="months' acts",
        low=0.01,
        high=1000,
    )
    usual_spending: Setting = parameter(
        0.9,
        "spending that people think of as usual; what is above or below it is an experience",
        unit="share of income",
        low=0,
        high=2,
    )
    spending_most: Setting = parameter(
        1.0,
        "spending above or below the usual beyond which no more of it is an experience",
        unit="mean incomes",
        low=0,
        high=100,
    )
    felt: Setting = points(0.25, "a gain or loss so small that it counts as none, in beliefs and in truth", high=100)
    most: Setting = points(60.0, "the largest effect that anybody expects", low=1, high=1000)
