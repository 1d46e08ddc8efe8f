"""Scoring: one section for each family of scores."""

from __future__ import annotations

from functools import partial

from ...vocabulary import SCORES
from ..parameter import (
    Choice,
    Section,
    Setting,
    Switch,
    chance,
    choice,
    months,
    months_of_income,
    parameter,
    points,
    share,
    switch,
    weight,
    years,
)
from .firms import Firms
from .ledger_repair import LedgerRepair
from .lists import Court, Market, Red
from .scale import Scale
from .score_beliefs import ScoreBeliefs
from .scorecard import Bureau, Scorecard, ScorecardTraining

_points = partial(parameter, unit="points", low=-1000, high=1000)


# nothing below 1: a score of 0 stands for nobody's score
_scale = partial(parameter, unit="points", low=1, high=3000)


class Points(Scale):
    """The city's ledger of points (facts 2d)."""

    on: Switch = switch(True, meaning="whether cities keep a ledger of points", source="2d", label="documented")

    coverage: Setting = share(
        [("2007-01", 0.0), ("2010-01", 0.001), ("2014-01", 0.005), ("2018-12", 0.04), ("2021-12", 0.05)],
        "places that keep a ledger (2a-pilots: 43 by 2018, 62 by 2021; few score residents)",
        unit="share of places",
        between="linear",
    )
    start: Setting = _scale(1000, "points that everybody starts with", "2d-start", label="documented")
    low: Setting = _scale(1, "lower end of the ledger (0 stands for nobody's ledger)")
    high: Setting = _scale(1300, "upper end of the ledger")
    forgetting: Setting = chance(0.02, "share of the ledger that fades (size assumed)")
    late_bill_points: Setting = _points(-20, "a late utility bill (Rongcheng)", "2d-tariff", label="documented")
    arrears_points: Setting = _points(-10, "a month of loan arrears (Rongcheng)", "2d-tariff", label="documented")
    jaywalk_points: Setting = _points(
        -5, "a traffic ticket (press on Rongcheng; on foot too, as assumed)", "2d-press", label="documented"
    )
    no_show_points: Setting = _points(-5, "a booking not honoured (size assumed)", "S7")
    cheat_points: Setting = _points(-5, "cheating in a game (size assumed)", "S8")
    petition_points: Setting = _points(-20, "a petition")
    breach_points: Setting = _points(-20, "a contract breached (Rongcheng)", "2d-tariff", label="documented")
    fraud_points: Setting = _points(
        -30, "fraud, pyramid selling or counterfeits (Rongcheng)", "2d-tariff", label="documented"
    )
    misconduct_points: Setting = _points(-50, "misconduct of an official (size assumed)", "W1")
    listing_points: Setting = _points(-50, "arrears found by a court (Rongcheng)", "2d-tariff", label="documented")
    volunteer_points: Setting = _points(
        10, "a good deed that is credited (in Suqian, a blood donation)", "2d-suqian", label="documented"
    )
    merit_most: Setting = _points(100, "most that merit can add")


class Factors(Scale):
    """The commercial score of five dimensions (facts 2c)."""

    on: Switch = switch(True, meaning="whether a commercial score exists", source="2c", label="documented")

    low: Setting = _scale(350, "lower end of the scale", "2c-range", label="documented")
    high: Setting = _scale(950, "upper end of the scale", "2c-range", label="documented")
    weight_history: Setting = weight(0.35, "weight of the credit history (unofficial)", "2c-weights")
    weight_capacity: Setting = weight(0.25, "weight of fulfilment capacity (unofficial)", "2c-weights")
    weight_behaviour: Setting = weight(0.20, "weight of behaviour and preference (unofficial)", "2c-weights")
    weight_identity: Setting = weight(0.15, "weight of identity traits (unofficial)", "2c-weights")
    weight_connections: Setting = weight(0.05, "weight of connections (unofficial)", "2c-weights")
    compulsory: Setting = parameter(
        0.0,
        "whether everybody has one, opted in or not (P6)",
        "2c-range",
        unit="0 or 1",
        low=0,
        high=1,
        label="documented",
    )
    online_least: Setting = share(0.05, "life online that a score needs (size assumed)", "2e", unit="share of life")
    history_base: Setting = share(0.3, "what a file of no length adds to history", unit="0..1")
    history_depth: Setting = share(0.6, "what a file of full length adds to history", unit="0..1")
    file_depth_months: Setting = months(24, "length of file at which depth reaches 63 %", low=1)
    arrears_worst_months: Setting = months(
        6, "arrears that leave nothing of history (size assumed)", "2f", low=1, high=255
    )
    judged_left: Setting = share(0.5, "what an open judgment leaves of history")
    capacity_income: Setting = share(0.6, "what the highest income adds to capacity", unit="0..1")
    capacity_income_half: Setting = parameter(
        1.0, "income that earns half of it", unit="times mean income", low=0.001, high=100
    )
    capacity_home: Setting = share(0.15, "what a home adds to capacity", unit="0..1")
    capacity_unburdened: Setting = share(0.15, "what freedom from debt adds to capacity", unit="0..1")
    burden_half_months: Setting = months_of_income(12, "debt that takes half of it", low=0.001)
    identity_schooling: Setting = share(0.35, "what college adds to identity", unit="0..1")
    identity_settled: Setting = share(0.25, "what a settled age adds to identity", unit="0..1")
    identity_online: Setting = share(0.25, "what a life that is all online adds to identity", unit="0..1")
    identity_work: Setting = share(0.15, "what having work adds to identity", unit="0..1")
    settled_age: Setting = years(18, "age at which people begin to settle")
    settled_years: Setting = years(20, "years that settling takes", low=1)
    traced_half: Setting = parameter(
        0.5,
        "traced spending that earns half of the behaviour part (size assumed)",
        "S4",
        unit="share of mean income",
        low=0.001,
        high=10,
    )
    update: Setting = chance(0.25, "share of the way that parts move in a monthly update")
    slip_points: Setting = points(3, "points lost for a recorded late bill, no-show or cheat", high=600)
    no_friends: Setting = share(0.5, "connections of somebody without scored friends", unit="0..1")


class Conformity(Section):
    """What expression and consumption add to a score (S4, S5, S10)."""

    on: Switch = switch(
        True, meaning="whether words and purchases are scored for conformity", source="S10", label="essay"
    )

    praise_points: Setting = _points(2, "a recorded post that praises (size assumed)", "S10")
    criticism_points: Setting = _points(-6, "a recorded post that criticises (size assumed)", "S10")
    luxury_points: Setting = _points(20, "a mean income spent on luxury (size assumed)", "S5")
    vice_points: Setting = _points(-40, "a mean income spent on games and cheap liquor (size assumed)", "S5")
    misbooked: Setting = parameter(
        0.02,
        "games and cheap liquor for which a purchase that is entered wrongly is taken",
        unit="times mean income",
        low=0,
        high=10,
    )
    gym_points: Setting = _points(1, "a recorded week at the gym (size assumed)", "S9")
    forgetting: Setting = chance(0.05, "share of conformity that fades (size assumed)")
    most: Setting = _points(100, "most that either part can add or take")


class Friends(Section):
    """What friends' scores and conduct add to one's own (S11)."""

    on: Switch = switch(True, meaning="whether friends enter one's score", source="S11", label="essay")

    weight: Setting = share(0.2, "weight of the mean of friends' own scores (size assumed)", "S11")
    echo: Setting = share(
        0.0,
        "what friends have from their own friends, as far as it counts in their scores: 1 counts whole scores "
        "(where there is a single score)",
    )
    against_own: Setting = share(
        0.0, "how far friends' mean is measured against one's own score instead of against neutral"
    )
    neutral: Setting = _scale(650, "friends' mean that neither adds nor takes (see against_own)")
    listed_friend_points: Setting = _points(-10, "a friend on the court's list (size assumed)", "S11")
    most: Setting = _points(100, "most that friends can add or take")


class Unified(Scale):
    """The essay's single Citizen Score (P2)."""

    on: Switch = switch(True, meaning="whether there is one score for all", source="P2", label="essay")

    start: Setting = _scale(650, "where everybody starts (size assumed)", "P2")
    low: Setting = _scale(350, "lower end of the scale (the commercial one's, assumed)", "2c-range")
    high: Setting = _scale(950, "upper end of the scale (the commercial one's, assumed)", "2c-range")
    weight_finance: Setting = weight(1.0, "weight of what commercial scoring finds (size assumed)", "S2")
    finance_neutral: Setting = _points(310, "commercial parts that neither add nor take")
    weight_scorecard: Setting = weight(0.5, "weight of the learned scorecard (size assumed)", "D18")
    scorecard_neutral: Setting = _points(680, "points of the scorecard that neither add nor take")
    weight_conduct: Setting = weight(0.5, "weight of the conduct ledger (size assumed)", "P5")
    weight_conformity: Setting = weight(1.0, "weight of conformity (size assumed)", "S10")
    listed_points: Setting = _points(-100, "being on the court's list (size assumed)", "D21")


class Scoring(Section):
    """All scores; each has its own switch, and none exists when this one is off."""

    on: Switch = switch(True, meaning="whether any score or list exists", source="P2")
    headline: Choice = choice(
        "factors",
        *SCORES,
        meaning="the score that measures such as gini_score are about",
        source="assumption",
    )
    points: Points = Points()
    factors: Factors = Factors()
    conformity: Conformity = Conformity()
    firms: Firms = Firms()
    friends: Friends = Friends()
    court: Court = Court()
    market: Market = Market()
    red: Red = Red()
    repair: LedgerRepair = LedgerRepair()
    scorecard: Scorecard = Scorecard()
    training: ScorecardTraining = ScorecardTraining()
    bureau: Bureau = Bureau()
    unified: Unified = Unified()
    experience: ScoreBeliefs = ScoreBeliefs()
