"""Scoring: one section for each family of scores."""

from __future__ import annotations

from functools import partial

from ...vocabulary.scores import SCORES
from ..parameter import (
    ScoreSection,
    Section,
    chance,
    choice,
    flag,
    months,
    months_of_income,
    parameter,
    points,
    share,
    switch,
    weight,
    years,
)
from ..parameter_value import Choice, Setting, Switch
from .consequences import CourtList, DishonestFirms, RedList
from .firms import Firms
from .scorecard import Bureau, Scorecard, ScorecardTraining

_points = partial(parameter, unit="points", low=-1000, high=1000)


# nothing below 1: a score of 0 stands for nobody's score
_scale = partial(parameter, unit="points", low=1, high=3000)


class ScoreBeliefs(Section):
    """What people believe about a score whose weights are secret (S1)."""

    on: Switch = switch(True, "whether people learn from changes of their own score", "S1", label="essay")

    rate: Setting = share(0.1, "share of a surprise by which a month's beliefs are corrected")
    habit: Setting = chance(
        0.1, "share of the gap to its current monthly change that the usual change of the score closes"
    )
    doubt: Setting = parameter(
        0.2,
        "how little a single act convinces: added to the divisor of each correction",
        unit="months' acts",
        low=0.01,
        high=1000,
    )
    usual_spending: Setting = parameter(
        0.9,
        "spending that people regard as usual; only what lies above or below it is an experience",
        unit="share of income",
        high=2,
    )
    spending_most: Setting = parameter(
        1.0,
        "spending above or below the usual beyond which the experience grows no further",
        unit="mean incomes",
        high=100,
    )
    felt: Setting = points(0.25, "gain or loss that counts as none, in beliefs and in truth", high=100)
    most: Setting = points(60.0, "largest effect that a person can expect", low=1, high=1000)


class LedgerRepair(Section):
    """Repair of the city ledger, in three tiers: civility is minor, finance general, law serious (facts 2b).

    The tiers are those of a draft of 2025; the model applies them from the month in which repair became a right.
    """

    on: Switch = switch(True, "whether deductions can be repaired", "2b-restoration", label="documented")

    right: Setting = flag(
        [("2007-01", 0.0, "2b-restoration", "documented"), ("2023-05", 1.0, "2b-restoration", "documented")],
        "whether terms and the right to apply are in force",
        "2b-restoration",
    )
    minor_least: Setting = months(0, "months before a minor deduction may be repaired", "2b-tiers")
    minor_most: Setting = months(
        3, "months after which minor deductions are deleted; 0 means never", "2b-tiers", label="documented"
    )
    general_least: Setting = months(
        3, "months before a general deduction may be repaired", "2b-tiers", label="documented"
    )
    general_most: Setting = months(
        12, "months after which general deductions are deleted; 0 means never", "2b-tiers", label="documented"
    )
    serious_least: Setting = months(
        12, "months before a serious deduction may be repaired", "2b-tiers", label="documented"
    )
    serious_most: Setting = months(
        36, "months after which serious deductions are deleted; 0 means never", "2b-tiers", label="documented"
    )
    applies: Setting = chance(0.1, "chance that an eligible person without arrears or listing has deductions repaired")


class Points(ScoreSection):
    """The points ledger of a city (facts 2d)."""

    on: Switch = switch(True, "whether cities keep a points ledger", "2d", label="documented")

    coverage: Setting = share(
        [("2007-01", 0.0), ("2010-01", 0.001), ("2014-01", 0.005), ("2018-12", 0.04), ("2021-12", 0.05)],
        "places that keep a ledger (2a-pilots: 43 by 2018, 62 by 2021; few score residents)",
        unit="share of places",
        between="linear",
    )
    start: Setting = _scale(1000, "points with which everybody starts", "2d-start", label="documented")
    low: Setting = _scale(1, "lower end of the ledger (0 means that a person has no ledger)")
    high: Setting = _scale(1300, "upper end of the ledger")
    forgetting: Setting = chance(0.02, "share of past deductions that fades (size assumed)")
    late_bill_points: Setting = _points(
        -20, "effect of a late utility bill (Rongcheng)", "2d-tariff", label="documented"
    )
    arrears_points: Setting = _points(
        -10, "effect of a month of loan arrears (Rongcheng)", "2d-tariff", label="documented"
    )
    jaywalk_points: Setting = _points(
        -5,
        "effect of a traffic ticket (press on Rongcheng; assumed to hold on foot too)",
        "2d-press",
        label="documented",
    )
    no_show_points: Setting = _points(-5, "effect of a booking that is not honoured (size assumed)", "S7")
    cheat_points: Setting = _points(-5, "effect of cheating in a game (size assumed)", "S8")
    petition_points: Setting = _points(-20, "effect of a petition")
    breach_points: Setting = _points(-20, "effect of a breached contract (Rongcheng)", "2d-tariff", label="documented")
    fraud_points: Setting = _points(
        -30, "effect of fraud, pyramid selling or counterfeits (Rongcheng)", "2d-tariff", label="documented"
    )
    misconduct_points: Setting = _points(-50, "effect of an official's misconduct (size assumed)", "W1")
    listing_points: Setting = _points(
        -50, "effect of arrears established by a court (Rongcheng)", "2d-tariff", label="documented"
    )
    volunteer_points: Setting = _points(
        10, "effect of a credited good deed (in Suqian, a blood donation)", "2d-suqian", label="documented"
    )
    merit_most: Setting = _points(100, "most points that good deeds can add")


class Factors(ScoreSection):
    """The commercial score of five dimensions (facts 2c)."""

    on: Switch = switch(True, "whether a commercial score exists", "2c", label="documented")

    low: Setting = _scale(350, "lower end of the scale", "2c-range", label="documented")
    high: Setting = _scale(950, "upper end of the scale", "2c-range", label="documented")
    weight_history: Setting = weight(0.35, "weight of the credit history (unofficial)", "2c-weights")
    weight_capacity: Setting = weight(0.25, "weight of fulfilment capacity (unofficial)", "2c-weights")
    weight_behaviour: Setting = weight(0.20, "weight of behaviour and preference (unofficial)", "2c-weights")
    weight_identity: Setting = weight(0.15, "weight of identity traits (unofficial)", "2c-weights")
    weight_connections: Setting = weight(0.05, "weight of connections (unofficial)", "2c-weights")
    compulsory: Setting = flag(0.0, "whether everybody is scored, opted in or not (P6)", "2c-range", label="documented")
    online_least: Setting = share(
        0.05, "smallest share of life online for which a score is computed (size assumed)", "2e", unit="share of life"
    )
    history_base: Setting = share(0.3, "history of a file of no length", unit="0..1")
    history_depth: Setting = share(0.6, "history that a file of full length adds", unit="0..1")
    file_depth_months: Setting = months(24, "length of file at which depth reaches 63 %", low=1)
    arrears_worst_months: Setting = months(
        6, "arrears that reduce history to zero (size assumed)", "2f", low=1, high=255
    )
    judged_left: Setting = share(0.5, "share of history that remains with an open judgment")
    capacity_income: Setting = share(0.6, "capacity that the highest income adds", unit="0..1")
    capacity_income_half: Setting = parameter(
        1.0, "income that earns half of `capacity_income`", unit="times mean income", low=0.001, high=100
    )
    capacity_home: Setting = share(0.15, "capacity that a home adds", unit="0..1")
    capacity_unburdened: Setting = share(0.15, "capacity that freedom from debt adds", unit="0..1")
    burden_half_months: Setting = months_of_income(12, "debt that takes half of `capacity_unburdened`", low=0.001)
    identity_schooling: Setting = share(0.35, "identity that college adds", unit="0..1")
    identity_settled: Setting = share(0.25, "identity that a settled age adds", unit="0..1")
    identity_online: Setting = share(0.25, "identity that a life wholly online adds", unit="0..1")
    identity_work: Setting = share(0.15, "identity that having work adds", unit="0..1")
    settled_age: Setting = years(18, "age at which people begin to settle")
    settled_years: Setting = years(20, "years until people are fully settled", low=1)
    traced_half: Setting = parameter(
        0.5,
        "traced spending that earns half of the behaviour part (size assumed)",
        "S4",
        unit="share of mean income",
        low=0.001,
        high=10,
    )
    update: Setting = chance(0.25, "share of the gap to their current value that the parts close in a monthly update")
    slip_points: Setting = points(3, "points lost for a recorded late bill, no-show or cheat", high=600)
    no_friends: Setting = share(0.5, "connections of a person without scored friends", unit="0..1")


class Conformity(Section):
    """Effect of expression and consumption on a score (S4, S5, S10)."""

    on: Switch = switch(True, "whether posts and purchases are scored for conformity", "S10", label="essay")

    praise_points: Setting = _points(2, "effect of a recorded post that praises (size assumed)", "S10")
    criticism_points: Setting = _points(-6, "effect of a recorded post that criticises (size assumed)", "S10")
    luxury_points: Setting = _points(20, "effect of one mean income spent on luxury (size assumed)", "S5")
    vice_points: Setting = _points(
        -40, "effect of one mean income spent on games and cheap liquor (size assumed)", "S5"
    )
    misbooked: Setting = parameter(
        0.02,
        "spending on games and cheap liquor for which a wrongly recorded purchase is counted",
        unit="times mean income",
        high=10,
    )
    gym_points: Setting = _points(1, "effect of a recorded week at the gym (size assumed)", "S9")
    forgetting: Setting = chance(0.05, "share of conformity that fades (size assumed)")
    most: Setting = _points(100, "most points that either part can add or take")


class Friends(Section):
    """Effect of friends' scores and conduct on a person's own score (S11)."""

    on: Switch = switch(True, "whether friends' scores affect a person's own score", "S11", label="essay")

    weight: Setting = share(0.2, "weight of the mean of friends' own scores (size assumed)", "S11")
    echo: Setting = share(
        0.0,
        "how far friends' scores count with what those have from their own friends: 1 counts whole scores (only "
        "with a single score)",
    )
    against_own: Setting = share(
        0.0, "how far friends' mean is compared with the person's own score instead of `neutral`"
    )
    neutral: Setting = _scale(650, "friends' mean that leaves the score unchanged (see against_own)")
    listed_friend_points: Setting = _points(-10, "effect of a friend on the court list (size assumed)", "S11")
    most: Setting = _points(100, "most points that friends can add or take")


class Unified(ScoreSection):
    """The essay's single Citizen Score (P2)."""

    on: Switch = switch(True, "whether a single score exists for everybody", "P2", label="essay")

    start: Setting = _scale(650, "points with which everybody starts (size assumed)", "P2")
    low: Setting = _scale(350, "lower end of the scale (as the commercial score, assumed)", "2c-range")
    high: Setting = _scale(950, "upper end of the scale (as the commercial score, assumed)", "2c-range")
    weight_finance: Setting = weight(1.0, "weight of the commercial score's parts (size assumed)", "S2")
    finance_neutral: Setting = _points(310, "sum of the commercial parts that leaves the score unchanged")
    weight_scorecard: Setting = weight(0.5, "weight of the learned scorecard (size assumed)", "D18")
    scorecard_neutral: Setting = _points(680, "points of the scorecard that leave the score unchanged")
    weight_conduct: Setting = weight(0.5, "weight of the conduct ledger (size assumed)", "P5")
    weight_conformity: Setting = weight(1.0, "weight of conformity (size assumed)", "S10")
    listed_points: Setting = _points(-100, "effect of being on the court list (size assumed)", "D21")


class Scoring(Section):
    """All scores. Each has its own switch; none exists when this one is off."""

    on: Switch = switch(True, "whether any score or list exists", "P2")
    headline: Choice = choice(
        "factors", *SCORES, meaning="the score that measures such as gini_score describe", source="assumption"
    )
    points: Points = Points()
    factors: Factors = Factors()
    conformity: Conformity = Conformity()
    firms: Firms = Firms()
    friends: Friends = Friends()
    court_list: CourtList = CourtList()
    dishonest_firms: DishonestFirms = DishonestFirms()
    red_list: RedList = RedList()
    ledger_repair: LedgerRepair = LedgerRepair()
    scorecard: Scorecard = Scorecard()
    scorecard_training: ScorecardTraining = ScorecardTraining()
    bureau: Bureau = Bureau()
    unified: Unified = Unified()
    score_beliefs: ScoreBeliefs = ScoreBeliefs()
