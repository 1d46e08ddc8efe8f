"""Which way each mechanism pushes: the same people with the same past and the same luck, one number apart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import OCCUPATIONS

from .conftest import PEOPLE
from .laboratory import Lived, begin, live, with_rules

Look = Callable[[Lived], float]


def measure(name: str, *, group: str = "all") -> Look:
    """A measure in the last month."""
    return lambda lived: lived.measure(name, group=group)


def mean(name: str) -> Look:
    """A measure on average over the months."""
    return lambda lived: lived.mean(name)


def total(name: str) -> Look:
    """A sum over everybody and all months."""
    return lambda lived: lived.total(name)


def column(name: str) -> Look:
    """The mean of a column over people in the last month."""
    return lambda lived: float(lived.people(name).astype(float).mean())


def opinion_gap(lived: Lived) -> float:
    """Approval as told to a survey less approval as held."""
    return lived.measure("approval_expressed") - lived.measure("approval_private")


def women_mistaken_over_men(lived: Lived) -> float:
    """Wrong records of jaywalking about a woman, over those about a man."""
    wrong, is_female = lived.people("wrong_jaywalk"), lived.people("is_female")
    return float(wrong[is_female].mean() / wrong[~is_female].mean())


def share_with_a_ledger(lived: Lived) -> float:
    """People who have a score of points."""
    return float((lived.people("score_points") > 0).mean())


@dataclass(frozen=True)
class Case:
    """Two settings of one number (or two tables of changes), and what the second has more (+) or less (-) of."""

    of: str
    low: Any
    high: Any
    more: tuple[Look, ...] = ()
    less: tuple[Look, ...] = ()
    months: int = 6
    past: str = "essay"
    both: dict[str, Any] = field(default_factory=dict)


CASES = {
    # livelihood
    "layoffs cost income, and bring arrears": Case(
        "livelihood.layoff_multiplier",
        1.0,
        8.0,
        more=(measure("share_jobless"), measure("delinquency_rate")),
        less=(measure("mean_income_yuan_month"), mean("mean_spending_yuan_month")),
        months=9,
    ),
    "the jobless find work": Case(
        "livelihood.rehire", 0.05, 0.4, more=(measure("mean_income_yuan_month"),), less=(measure("share_jobless"),)
    ),
    "shocks spread incomes": Case("livelihood.transitory_sd", 0.05, 0.6, more=(measure("gini_income"),)),
    "support lifts the poorest": Case(
        "livelihood.subsidy", 0.0, 0.2, more=(measure("mean_income_yuan_month", group="quintile=1"),)
    ),
    "those who fly more are refused more": Case(
        "livelihood.flights_year", 0.2, 1.0, more=(total("flights_wanted"), total("flights_blocked"))
    ),
    # conduct
    "a stronger penalty deters": Case(
        "conduct.penalty_over_gain",
        0.2,
        5.0,
        less=(column("act_jaywalk"), column("act_late_bill"), column("act_no_show"), total("acts")),
    ),
    "rewards pull volunteers": Case("conduct.merit_pull", 0.0, 5.0, more=(column("act_volunteer"), column("act_gym"))),
    "empty purses pay late": Case("conduct.late_bill_broke", 1.0, 20.0, more=(column("act_late_bill"),)),
    # watching
    "cameras record more of life": Case(
        "watching.cameras_coverage",
        0.1,
        0.9,
        more=(measure("share_of_life_recorded"), total("records"), measure("share_of_acts_believed_recorded")),
        less=(column("act_jaywalk"),),
    ),
    "integration records more of life": Case(
        "watching.integration", 0.1, 0.9, more=(measure("share_of_life_recorded"), total("records"))
    ),
    "false alarms bring wrongful sanctions": Case(
        "watching.criticism_false_alarm",
        0.0,
        0.2,
        more=(
            total("wrong_records"),
            measure("wrongful_sanctions"),
            measure("wrongful_sanction_share"),
            measure("mean_points_through_wrong_records"),
        ),
        less=(measure("mean_score"),),
    ),
    "files that are mixed up bring wrong records": Case(
        "watching.mistaken", 0.0, 0.5, more=(total("wrong_records"), measure("wrong_record_share"))
    ),
    "cameras that mistake women": Case(
        "watching.false_alarm_women",
        1.0,
        5.0,
        more=(women_mistaken_over_men,),
        both={"watching.jaywalk_false_alarm": 0.1},
    ),
    "cashless payment leaves traces": Case(
        "watching.cashless",
        0.1,
        0.9,
        more=(column("spend_traced_yuan"), column("factors_behaviour"), measure("share_of_life_recorded")),
    ),
    # scoring
    "a dear ticket costs points": Case(
        "scoring.points.jaywalk_points", -1, -50, less=(column("score_points"), measure("mean_score"))
    ),
    "ledgers cover places": Case("scoring.points.coverage", 0.1, 0.9, more=(share_with_a_ledger,)),
    "slips cost a commercial score": Case(
        "scoring.factors.slip_points", 0, 50, less=(column("score_factors"), column("factors_behaviour"))
    ),
    "compulsion scores everybody": Case(
        "scoring.factors.compulsory", 0, 1, more=(measure("share_scored"),), past="documented"
    ),
    "dear criticism is kept back": Case(
        "scoring.conformity.criticism_points",
        -2,
        -60,
        more=(measure("share_sanctioned"), mean("expression_gap")),
        less=(column("score_conformity"), mean("criticism_per_person_month"), mean("approval_private")),
        months=10,
    ),
    "friends make collateral sanctions": Case(
        "scoring.friends.weight", 0.0, 0.8, more=(measure("collateral_sanctions"), measure("gini_score"))
    ),
    "friends' scores come to resemble one's own": Case(
        "scoring.friends.weight", 0.0, 1.0, more=(measure("tie_score_assortativity"),)
    ),
    "more listing grounds more people": Case(
        "scoring.court.listing",
        0.001,
        0.5,
        more=(
            measure("listings_cumulative"),
            measure("share_listed"),
            measure("flights_blocked_cumulative"),
            measure("rail_blocked_cumulative"),
        ),
        past="indebted",
    ),
    "mistakes of courts list the wrong people": Case(
        "scoring.court.mistake",
        0.0,
        0.01,
        more=(measure("wrongful_listings"), measure("wrongful_sanctions")),
        past="documented",
    ),
    "a slow register keeps those who have paid": Case(
        "scoring.court.removal", 0.9, 0.05, more=(measure("share_listed"),), past="indebted"
    ),
    "appeals lift mistaken listings": Case(
        "scoring.court.appeal",
        0.0,
        0.8,
        less=(measure("wrongful_listings"),),
        past="documented",
        both={"scoring.court.mistake": 0.01},
    ),
    "a listing that weighs more": Case(
        "scoring.unified.listed_points", 0, -300, less=(measure("mean_score"),), past="essay"
    ),
    # lending
    "loose credit is debt": Case(
        "lending.supply",
        0.3,
        3.0,
        more=(measure("debt_to_income"), total("lent_yuan"), measure("interest_transferred_yuan")),
    ),
    "dear credit moves interest to lenders": Case(
        "lending.rate_consumer", 0.02, 0.24, more=(measure("interest_transferred_yuan"),)
    ),
    "a ceiling on rates": Case("lending.rate_ceiling", 0.03, 0.24, more=(measure("interest_transferred_yuan"),)),
    "usurers at hand": Case(
        "lending.informal_access",
        0.0,
        1.0,
        more=(measure("informal_debt_share"), measure("usury_transferred_yuan")),
    ),
    "forgetting is default": Case(
        "lending.forgetting",
        0.0,
        0.5,
        more=(measure("delinquency_rate"), measure("defaults_cumulative"), measure("judgments_cumulative")),
        months=9,
    ),
    "lenders who sue": Case("lending.sued", 0.1, 1.0, more=(measure("judgments_cumulative"),), past="indebted"),
    "debtors who settle are restored": Case(
        "lending.settle",
        0.0,
        0.5,
        more=(measure("restored_cumulative"), measure("restored_share")),
        past="indebted",
    ),
    "pressure makes debtors settle": Case(
        "lending.pressure", 0.0, 10.0, more=(measure("restored_cumulative"),), past="indebted"
    ),
    # adapting
    "fear falsifies": Case(
        "adapting.falsification",
        0.1,
        0.9,
        more=(opinion_gap, measure("approval_expressed")),
        less=(measure("dissent_expressed"),),
    ),
    "awareness is caution": Case(
        "adapting.awareness",
        0.0,
        1.0,
        more=(measure("share_of_acts_believed_recorded"), column("caution"), measure("voice_mean")),
        less=(measure("criticism_per_person_month"),),
        months=9,
    ),
    "the stained are shunned": Case(
        "adapting.shunning",
        0.0,
        80.0,
        more=(measure("low_scorers_cut_ratio"), total("ties_cut")),
        less=(measure("low_scorers_degree_ratio"),),
    ),
    "sticks cost approval": Case("adapting.loss_stick", 0.0, 3.0, less=(measure("approval_private"),)),
    "carrots earn approval": Case("adapting.gain_carrot", 0.0, 2.0, more=(measure("approval_private"),)),
    "media earn approval": Case("adapting.framing", 0.0, 2.0, more=(measure("approval_private"),)),
    "growth earns approval": Case(
        "nation.growth", 0.0, 0.1, more=(measure("approval_private"), measure("mean_income_yuan_month"))
    ),
}


@pytest.fixture(scope="session")
def indebted(documented: Scenario) -> Scenario:
    """The documented system where many forget to pay, so that courts have much to do."""
    return documented.set("lending.forgetting", 0.5)


@pytest.fixture(scope="session")
def pasts(essay, essay_past, documented, documented_past, indebted) -> dict[str, tuple[Scenario, Lived]]:
    """Scenarios, and sixteen months lived under each."""
    in_debt = live(indebted, begin(indebted, people=PEOPLE), months=16)
    return {
        "essay": (essay, essay_past),
        "documented": (documented, documented_past),
        "indebted": (indebted, in_debt),
    }


@pytest.mark.parametrize("name", CASES)
def test_the_direction_of(pasts, name):
    case = CASES[name]
    scenario, past = pasts[case.past]
    low, high = (
        live(scenario.with_changes({**case.both, case.of: value}), past.end, months=case.months)
        for value in (case.low, case.high)
    )
    for number, look in enumerate(case.more):
        assert look(high) > look(low), f"more[{number}] of {case.of}"
    for number, look in enumerate(case.less):
        assert look(high) < look(low), f"less[{number}] of {case.of}"


def under_rules(pasts, past: str, change, months: int = 6) -> Lived:
    scenario, lived = pasts[past]
    return live(with_rules(scenario, change), lived.end, months=months)


def as_it_is(rule) -> dict[str, Any]:
    return {}


def test_higher_thresholds_of_sticks_sanction_more(pasts):
    def stricter(rule):
        below = rule.trigger.score_below
        return {"trigger": {"score_below": {"score": below.score, "at": below.at + 60}}} if below else {}

    usual, strict = under_rules(pasts, "essay", as_it_is), under_rules(pasts, "essay", stricter)
    for name in ("share_sanctioned", "sticks_per_person", "flights_blocked_cumulative"):
        assert strict.measure(name) > usual.measure(name), name
    assert strict.measure("approval_private") < usual.measure("approval_private")


def test_higher_thresholds_of_carrots_reward_fewer(pasts):
    def dearer(rule):
        above = rule.trigger.score_above
        return {"trigger": {"score_above": {"score": above.score, "at": above.at + 100}}} if above else {}

    usual, dear = under_rules(pasts, "essay", as_it_is), under_rules(pasts, "essay", dearer)
    assert dear.measure("carrots_per_person") < usual.measure("carrots_per_person")


@pytest.mark.parametrize("past", ["essay", "documented"])
def test_what_is_not_enforced_touches_nobody(pasts, past):
    idle = under_rules(pasts, past, lambda rule: {"automation": 0.0}, months=1)
    for name in ("n_sticks", "n_carrots", "is_sanctioned", "n_wrongful", "n_collateral", "detriment"):
        assert idle.total(name) == 0, name
    assert not idle.people("in_force").any()
    # tickets of a month are refused by the rules of the month before
    later = live(idle.world.scenario, idle.end, months=2)
    for name in ("flights_blocked", "rail_blocked", "subsidy_lost_yuan", "rent_extra_yuan", "visa_eased"):
        assert later.total(name) == 0, name


def test_half_enforced_is_between(pasts):
    shares = [
        under_rules(pasts, "essay", lambda rule, a=a: {"automation": a}, months=2).measure("share_sanctioned")
        for a in (0.0, 0.5, 1.0)
    ]
    assert 0 == shares[0] < shares[1] < shares[2]


def test_rules_that_start_late_touch_fewer_of_those_newly_low(essay):
    slow = with_rules(essay, lambda rule: {"latency_months": 24})
    quick = with_rules(essay, lambda rule: {"latency_months": 0})
    soon, late = (live(s, begin(s, people=PEOPLE), months=4).measure("sticks_per_person") for s in (quick, slow))
    assert late < soon


def test_milder_rules_do_less(pasts):
    mild = under_rules(pasts, "essay", lambda rule: {"size": 0.2}, months=3)
    harsh = under_rules(pasts, "essay", lambda rule: {"size": 1.0}, months=3)
    for name in ("subsidy_lost_yuan", "rent_extra_yuan", "flights_blocked", "transit_saved_yuan"):
        assert mild.total(name) < harsh.total(name), name


def test_the_listed_lose_friends_where_they_are_shunned(pasts):
    scenario, past = pasts["indebted"]
    listed = past.people("is_listed")
    assert listed.sum() > 100
    degree = {}
    for shunning in (0.0, 80.0):
        lived = live(scenario.set("adapting.shunning", shunning), past.end, months=6)
        degree[shunning] = np.bitwise_count(lived.people("ties")[listed]).mean()
    assert degree[80.0] < degree[0.0] - 0.1


@pytest.mark.slow
def test_scoring_words_silences_critics(essay):
    heard, scored = (
        live(s, begin(s, people=PEOPLE), months=12) for s in (essay.set("scoring.conformity.on", False), essay)
    )
    assert scored.measure("criticism_per_person_month") < heard.measure("criticism_per_person_month")
    assert scored.measure("voice_mean") > heard.measure("voice_mean")
    assert scored.measure("expression_gap") > heard.measure("expression_gap")


@pytest.mark.slow
def test_the_powerful_are_spared_where_rules_exempt_them(pasts):
    exempt = under_rules(pasts, "essay", lambda rule: {"exempt": ["official", "member"]}, months=2)
    everybody = under_rules(pasts, "essay", as_it_is, months=2)
    for lived, is_spared in ((exempt, True), (everybody, False)):
        spared = lived.people("in_party") | (lived.people("occupation") == OCCUPATIONS.index("official"))
        assert (lived.people("n_sticks")[spared].sum() == 0) == is_spared
    assert exempt.measure("share_sanctioned") < everybody.measure("share_sanctioned")
