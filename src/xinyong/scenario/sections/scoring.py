"""Scoring: one section for each family of scores."""

from __future__ import annotations

from ..parameter import Choice, Label, Section, Setting, Switch, choice, parameter, switch
from .firms import Firms
from .ledger_repair import LedgerRepair
from .lists import Court, Market, Red
from .scale import Scale
from .score_beliefs import ScoreBeliefs
from .scorecard import Bureau, Scorecard, ScorecardTraining


def _points(default: float, source: str, meaning: str, label: Label = "hypothetical") -> Setting:
    found: Setting = parameter(
        default, unit="points", low=-1000, high=1000, source=source, meaning=meaning, label=label
    )
    return found


def _scale(default: float, source: str, meaning: str, label: Label = "hypothetical") -> Setting:
    # nothing below 1: a score of 0 stands for nobody's score
    found: Setting = parameter(default, unit="points", low=1, high=3000, source=source, meaning=meaning, label=label)
    return found


def _weight(default: float, source: str, meaning: str) -> Setting:
    found: Setting = parameter(default, unit="weight", low=0, high=10, source=source, meaning=meaning)
    return found


def _forgetting(default: float, source: str, what: str) -> Setting:
    found: Setting = parameter(
        default, unit="per month", low=0, high=1, source=source, meaning=f"share of {what} that fades (size assumed)"
    )
    return found


def _part(default: float, dimension: str, what: str) -> Setting:
    found: Setting = parameter(
        default, unit="0..1", low=0, high=1, source="assumption", meaning=f"what {what} adds to {dimension}"
    )
    return found


def _years(default: float, meaning: str, low: float = 0) -> Setting:
    found: Setting = parameter(default, unit="years", low=low, high=120, source="assumption", meaning=meaning)
    return found


class Points(Scale):
    """The city's ledger of points (facts 2d)."""

    on: Switch = switch(True, meaning="whether cities keep a ledger of points", source="2d", label="documented")

    coverage: Setting = parameter(
        [("2007-01", 0.0), ("2010-01", 0.001), ("2014-01", 0.005), ("2018-12", 0.04), ("2021-12", 0.05)],
        unit="share of places",
        low=0,
        high=1,
        between="linear",
        source="assumption",
        meaning="places that keep a ledger (2a-pilots: 43 by 2018, 62 by 2021; few score residents)",
    )
    start: Setting = _scale(1000, "2d-start", "points that everybody starts with", "documented")
    low: Setting = _scale(1, "assumption", "lower end of the ledger (0 stands for nobody's ledger)")
    high: Setting = _scale(1300, "assumption", "upper end of the ledger")
    forgetting: Setting = _forgetting(0.02, "assumption", "the ledger")
    late_bill_points: Setting = _points(-20, "2d-tariff", "a late utility bill (Rongcheng)", "documented")
    arrears_points: Setting = _points(-10, "2d-tariff", "a month of loan arrears (Rongcheng)", "documented")
    jaywalk_points: Setting = _points(
        -5, "2d-press", "a traffic ticket (press on Rongcheng; on foot too, as assumed)", "documented"
    )
    no_show_points: Setting = _points(-5, "S7", "a booking not honoured (size assumed)")
    cheat_points: Setting = _points(-5, "S8", "cheating in a game (size assumed)")
    petition_points: Setting = _points(-20, "assumption", "a petition")
    breach_points: Setting = _points(-20, "2d-tariff", "a contract breached (Rongcheng)", "documented")
    fraud_points: Setting = _points(
        -30, "2d-tariff", "fraud, pyramid selling or counterfeits (Rongcheng)", "documented"
    )
    misconduct_points: Setting = _points(-50, "W1", "misconduct of an official (size assumed)")
    listing_points: Setting = _points(-50, "2d-tariff", "arrears found by a court (Rongcheng)", "documented")
    volunteer_points: Setting = _points(
        10, "2d-suqian", "a good deed that is credited (in Suqian, a blood donation)", "documented"
    )
    merit_most: Setting = _points(100, "assumption", "most that merit can add")


class Factors(Scale):
    """The commercial score of five dimensions (facts 2c)."""

    on: Switch = switch(True, meaning="whether a commercial score exists", source="2c", label="documented")

    low: Setting = _scale(350, "2c-range", "lower end of the scale", "documented")
    high: Setting = _scale(950, "2c-range", "upper end of the scale", "documented")
    weight_history: Setting = _weight(0.35, "2c-weights", "weight of the credit history (unofficial)")
    weight_capacity: Setting = _weight(0.25, "2c-weights", "weight of fulfilment capacity (unofficial)")
    weight_behaviour: Setting = _weight(0.20, "2c-weights", "weight of behaviour and preference (unofficial)")
    weight_identity: Setting = _weight(0.15, "2c-weights", "weight of identity traits (unofficial)")
    weight_connections: Setting = _weight(0.05, "2c-weights", "weight of connections (unofficial)")
    compulsory: Setting = parameter(
        0.0,
        unit="0 or 1",
        low=0,
        high=1,
        source="2c-range",
        label="documented",
        meaning="whether everybody has one, opted in or not (P6)",
    )
    online_least: Setting = parameter(
        0.05, unit="share of life", low=0, high=1, source="2e", meaning="life online that a score needs (size assumed)"
    )
    history_base: Setting = _part(0.3, "history", "a file of no length")
    history_depth: Setting = _part(0.6, "history", "a file of full length")
    file_depth_months: Setting = parameter(
        24, unit="months", low=1, high=240, source="assumption", meaning="length of file at which depth reaches 63 %"
    )
    arrears_worst_months: Setting = parameter(
        6, unit="months", low=1, high=255, source="2f", meaning="arrears that leave nothing of history (size assumed)"
    )
    judged_left: Setting = parameter(
        0.5, unit="share", low=0, high=1, source="assumption", meaning="what an open judgment leaves of history"
    )
    capacity_income: Setting = _part(0.6, "capacity", "the highest income")
    capacity_income_half: Setting = parameter(
        1.0, unit="times mean income", low=0.001, high=100, source="assumption", meaning="income that earns half of it"
    )
    capacity_home: Setting = _part(0.15, "capacity", "a home")
    capacity_unburdened: Setting = _part(0.15, "capacity", "freedom from debt")
    burden_half_months: Setting = parameter(
        12, unit="months of income", low=0.001, high=1000, source="assumption", meaning="debt that takes half of it"
    )
    identity_schooling: Setting = _part(0.35, "identity", "college")
    identity_settled: Setting = _part(0.25, "identity", "a settled age")
    identity_online: Setting = _part(0.25, "identity", "a life that is all online")
    identity_work: Setting = _part(0.15, "identity", "having work")
    settled_age: Setting = _years(18, "age at which people begin to settle")
    settled_years: Setting = _years(20, "years that settling takes", low=1)
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
        0.5, unit="0..1", low=0, high=1, source="assumption", meaning="connections of somebody without scored friends"
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
    misbooked: Setting = parameter(
        0.02,
        unit="times mean income",
        low=0,
        high=10,
        source="assumption",
        meaning="games and cheap liquor for which a purchase that is entered wrongly is taken",
    )
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
    echo: Setting = parameter(
        0.0,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="what friends have from their own friends, as far as it counts in their scores: 1 counts whole scores "
        "(where there is a single score)",
    )
    against_own: Setting = parameter(
        0.0,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="how far friends' mean is measured against one's own score instead of against neutral",
    )
    neutral: Setting = _scale(650, "assumption", "friends' mean that neither adds nor takes (see against_own)")
    listed_friend_points: Setting = _points(-10, "S11", "a friend on the court's list (size assumed)")
    most: Setting = _points(100, "assumption", "most that friends can add or take")


class Unified(Scale):
    """The essay's single Citizen Score (P2)."""

    on: Switch = switch(True, meaning="whether there is one score for all", source="P2", label="essay")

    start: Setting = _scale(650, "P2", "where everybody starts (size assumed)")
    low: Setting = _scale(350, "2c-range", "lower end of the scale (the commercial one's, assumed)")
    high: Setting = _scale(950, "2c-range", "upper end of the scale (the commercial one's, assumed)")
    weight_finance: Setting = _weight(1.0, "S2", "weight of what commercial scoring finds (size assumed)")
    finance_neutral: Setting = _points(310, "assumption", "commercial parts that neither add nor take")
    weight_scorecard: Setting = _weight(0.5, "D18", "weight of the learned scorecard (size assumed)")
    scorecard_neutral: Setting = _points(680, "assumption", "points of the scorecard that neither add nor take")
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
        "scorecard",
        "bureau",
        "firms",
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
