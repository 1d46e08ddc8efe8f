"""Scoring: one section for each family of scores."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from ..parameter import Choice, Section, Setting, Switch, choice, parameter, switch
from ..refusal import refuse


def _points(default: float, source: str, meaning: str) -> Setting:
    found: Setting = parameter(default, unit="points", low=-1000, high=1000, source=source, meaning=meaning)
    return found


def _scale(default: float, source: str, meaning: str) -> Setting:
    # nothing below 1: a score of 0 stands for nobody's score
    found: Setting = parameter(default, unit="points", low=1, high=3000, source=source, meaning=meaning)
    return found


def _weight(default: float, source: str, meaning: str) -> Setting:
    found: Setting = parameter(default, unit="weight", low=0, high=10, source=source, meaning=meaning)
    return found


def _forgetting(default: float, source: str, what: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="per month",
        low=0,
        high=1,
        source=source,
        meaning=f"share of {what} that fades (size assumed)",
    )
    return found


class _Scale(Section):
    """A score with a lower and an upper end."""

    @model_validator(mode="after")
    def _is_a_scale(self) -> Self:
        low, high = self.low.at(0), self.high.at(0)  # type: ignore[attr-defined]
        if low >= high:
            raise refuse(
                low,
                accepted=f"less than the upper end of the scale, {high:g} points",
                remedy="Exchange the ends or correct one.",
                path=("low",),
            )
        return self


class Points(_Scale):
    """The city's ledger of points (facts 2d)."""

    on: Switch = switch(True, meaning="whether cities keep a ledger of points", source="2d")

    coverage: Setting = parameter(
        [("2007-01", 0.0), ("2010-01", 0.001), ("2014-01", 0.005), ("2018-12", 0.04), ("2021-12", 0.05)],
        unit="share of places",
        low=0,
        high=1,
        between="linear",
        source="assumption",
        meaning="places that keep a ledger (2a: 43 municipal pilots by 2018, 62 by 2021; few score residents)",
    )
    start: Setting = _scale(1000, "2d", "points that everybody starts with")
    low: Setting = _scale(1, "assumption", "lower end of the ledger (0 stands for nobody's ledger)")
    high: Setting = _scale(1300, "assumption", "upper end of the ledger")
    forgetting: Setting = _forgetting(0.02, "2b", "the ledger")
    late_bill_points: Setting = _points(-20, "2d", "a late utility bill (Rongcheng)")
    arrears_points: Setting = _points(-10, "2d", "a month of loan arrears (Rongcheng)")
    jaywalk_points: Setting = _points(-5, "2d", "a traffic ticket (press)")
    no_show_points: Setting = _points(-5, "S7", "a booking not honoured (size assumed)")
    cheat_points: Setting = _points(-5, "S8", "cheating in a game (size assumed)")
    petition_points: Setting = _points(-20, "assumption", "a petition")
    breach_points: Setting = _points(-20, "2d", "a contract breached (Rongcheng)")
    fraud_points: Setting = _points(-30, "2d", "fraud, pyramid selling or counterfeits (Rongcheng)")
    misconduct_points: Setting = _points(-50, "W1", "misconduct of an official (size assumed)")
    listing_points: Setting = _points(-50, "2d", "arrears found by a court (Rongcheng)")
    volunteer_points: Setting = _points(10, "2d", "a good deed that is credited (blood donation in Suqian)")
    merit_most: Setting = _points(100, "assumption", "most that merit can add")


class Factors(_Scale):
    """The commercial score of five dimensions (facts 2c)."""

    on: Switch = switch(True, meaning="whether a commercial score exists", source="2c")

    low: Setting = _scale(350, "2c", "lower end of the scale")
    high: Setting = _scale(950, "2c", "upper end of the scale")
    weight_history: Setting = _weight(0.35, "2c", "weight of the credit history (unofficial)")
    weight_capacity: Setting = _weight(0.25, "2c", "weight of fulfilment capacity (unofficial)")
    weight_behaviour: Setting = _weight(0.20, "2c", "weight of behaviour and preference (unofficial)")
    weight_identity: Setting = _weight(0.15, "2c", "weight of identity traits (unofficial)")
    weight_connections: Setting = _weight(0.05, "2c", "weight of connections (unofficial)")
    compulsory: Setting = parameter(
        0.0,
        unit="0 or 1",
        low=0,
        high=1,
        source="2c",
        label="documented",
        meaning="whether everybody has one, opted in or not (P6)",
    )
    online_least: Setting = parameter(
        0.05,
        unit="share of life",
        low=0,
        high=1,
        source="2e",
        meaning="online life below which nobody can be scored (size assumed)",
    )
    file_depth_months: Setting = parameter(
        24,
        unit="months",
        low=1,
        high=240,
        source="assumption",
        meaning="length of file at which depth reaches 63 %",
    )
    traced_half: Setting = parameter(
        0.5,
        unit="share of mean income",
        low=0.001,
        high=10,
        source="S4",
        meaning="traced spending that earns half of the behaviour part (size assumed)",
    )
    update: Setting = parameter(
        0.25,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="share of the way that parts move in a monthly update",
    )
    slip_points: Setting = parameter(
        3,
        unit="points",
        low=0,
        high=600,
        source="assumption",
        meaning="points lost for a recorded late bill, no-show or cheat",
    )
    no_friends: Setting = parameter(
        0.5,
        unit="0..1",
        low=0,
        high=1,
        source="assumption",
        meaning="connections of somebody without scored friends",
    )


class Conformity(Section):
    """What expression and consumption add to a score (S4, S5, S10)."""

    on: Switch = switch(
        True, meaning="whether words and purchases are scored for conformity", source="S10", label="essay"
    )

    praise_points: Setting = _points(2, "S10", "a recorded post that praises (size assumed)")
    criticism_points: Setting = _points(-6, "S10", "a recorded post that criticises (size assumed)")
    luxury_points: Setting = _points(20, "S5", "a mean income spent on luxury (size assumed)")
    vice_points: Setting = _points(-40, "S5", "a mean income spent on games and cheap liquor (size assumed)")
    gym_points: Setting = _points(1, "S9", "a recorded week at the gym (size assumed)")
    forgetting: Setting = _forgetting(0.05, "assumption", "conformity")
    most: Setting = _points(100, "assumption", "most that either part can add or take")


class Friends(Section):
    """What friends' scores and conduct add to one's own (S11)."""

    on: Switch = switch(True, meaning="whether friends enter one's score", source="S11", label="essay")

    weight: Setting = parameter(
        0.2,
        unit="share",
        low=0,
        high=1,
        source="S11",
        meaning="weight of the mean of friends' own scores (size assumed)",
    )
    neutral: Setting = _scale(650, "assumption", "friends' mean that neither adds nor takes")
    listed_friend_points: Setting = _points(-10, "S11", "a friend on the court's list (size assumed)")
    most: Setting = _points(100, "assumption", "most that friends can add or take")


class Court(Section):
    """The court's list of judgment defaulters (facts 2a)."""

    on: Switch = switch(
        True, meaning="whether courts keep a list of judgment defaulters", source="T5", label="documented"
    )

    listing: Setting = parameter(
        [("2007-01", 0.0), ("2013-10", 0.0009), ("2014-06", 0.012), ("2016-01", 0.02), ("2018-01", 0.035)],
        unit="per month",
        low=0,
        high=1,
        source="2a",
        meaning="chance that a debtor who has not performed is listed (start documented, pace assumed)",
    )
    mistake: Setting = parameter(
        0.000002,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="chance that somebody without a judgment is listed (facts section 6: no rate was found)",
    )
    appeal: Setting = parameter(
        0.1,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="chance that a mistaken listing is lifted",
    )
    removal: Setting = parameter(
        0.9,
        unit="per month",
        low=0,
        high=1,
        source="2a",
        meaning="chance to be taken off once the debt is performed (rule: three working days)",
    )
    term_months: Setting = parameter(
        0,
        unit="months",
        low=0,
        high=240,
        source="2a",
        meaning="term after which a listing ends anyhow; 0 is no fixed term",
    )


class Unified(_Scale):
    """The essay's single Citizen Score (P2)."""

    on: Switch = switch(True, meaning="whether there is one score for all", source="P2", label="essay")

    start: Setting = _scale(650, "P2", "where everybody starts (size assumed)")
    low: Setting = _scale(350, "2c", "lower end of the scale")
    high: Setting = _scale(950, "2c", "upper end of the scale")
    weight_finance: Setting = _weight(1.0, "S2", "weight of what commercial scoring finds (size assumed)")
    finance_neutral: Setting = _points(310, "assumption", "commercial parts that neither add nor take")
    weight_conduct: Setting = _weight(0.5, "P5", "weight of the conduct ledger (size assumed)")
    weight_conformity: Setting = _weight(1.0, "S10", "weight of conformity (size assumed)")
    listed_points: Setting = _points(-100, "D21", "being on the court's list (size assumed)")


class Scoring(Section):
    """All scores; each has its own switch, and none exists when this one is off."""

    on: Switch = switch(True, meaning="whether any score or list exists", source="P2")
    headline: Choice = choice(
        "factors",
        "factors",
        "unified",
        "points",
        meaning="the score that measures such as gini_score are about",
        source="assumption",
    )
    points: Points = Points()
    factors: Factors = Factors()
    conformity: Conformity = Conformity()
    friends: Friends = Friends()
    court: Court = Court()
    unified: Unified = Unified()
