"""Measures of lists and redress, beside the same sums over the citizens one by one."""

import numpy as np
import pytest

from tests.science.laboratory import begin, simulate_months
from xinyong.measures.lists import POSITIONS
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK
from xinyong.vocabulary import EDUCATIONS, OCCUPATIONS

MONTHS = 5
CHANGES = {
    "window": {"from": "2017-01", "until": "2018-12"},
    "redress.on": True,
    "influence.on": True,
    "influence.official": 0.9,
    "redress.appeal_right": 0.3,
    "redress.appeal_months": 0,
    "redress.capacity": 1000.0,
    "lending.forgetting": 0.5,
    "initialization.judged": 0.2,
    "scoring.court_list.listing": 0.3,
    "scoring.court_list.mistake": 0.02,
    "scoring.court_list.repair": 0.2,
    "scoring.court_list.repair_months": 0,
    "scoring.court_list.term_months": 3,
    "scoring.dishonest_firms.listing": 0.05,
    "scoring.dishonest_firms.term_months": 3,
    "scoring.dishonest_firms.mistake": 0.02,
    "scoring.red_list.coverage": 0.8,
    "scoring.red_list.entry": 0.5,
    "livelihood.moving": 0.5,
}


@pytest.fixture(scope="module")
def simulated():
    """The run's months one by one, the last with all that came before it."""
    scenario = Scenario.load("documented").with_changes(CHANGES)
    state, months = begin(scenario, people=BLOCK - 100), []
    for _ in range(MONTHS):
        months.append(simulate_months(scenario, state, months=1))
        state = months[-1].end
    return months


def so_far(simulated, of):
    """A sum over people, added up over the months."""
    return sum(int(np.sum(of(month.people))) for month in simulated)


def position(people):
    best = np.where(people("in_party"), 1, 0)
    for name in ("manager", "official"):
        best = np.where(people("occupation") == OCCUPATIONS.index(name), [*POSITIONS].index(name), best)
    return best


def test_officials_firms_and_red_lists(simulated):
    last = simulated[-1]
    is_official = last.people("occupation") == OCCUPATIONS.index("official")
    assert last.measure("officials_on_a_list") == (last.people("is_listed") & is_official).sum()
    assert last.measure("officials_listed_cumulative") == so_far(
        simulated, lambda p: p("is_newly_listed") & is_official
    )
    assert last.measure("firms_on_the_list") == (last.people("firm_months") > 0).sum() > 0
    assert last.measure("firms_listed_cumulative") == so_far(simulated, lambda p: p("is_firm_newly_listed"))
    assert last.measure("share_on_red_lists") == pytest.approx((last.people("red_months") > 0).mean())


def test_ways_off_the_list(simulated):
    exits = so_far(simulated, lambda p: p("is_restored"))
    for code, way in enumerate(("compliance", "repair", "expiry", "appeal"), 1):
        of_this_way = so_far(simulated, lambda p, code=code: p("restored_by") == code)
        assert of_this_way > 0
        assert simulated[-1].measure(f"restored_by_{way}_share") == pytest.approx(of_this_way / exits)


@pytest.mark.parametrize("name", POSITIONS)
def test_whom_influence_spares(simulated, name):
    number, last = [*POSITIONS].index(name), simulated[-1]
    let_off = so_far(simulated, lambda p: p("is_let_off") & (position(p) == number))
    entered = so_far(simulated, lambda p: p("is_newly_listed") & (position(p) == number))
    assert last.measure(f"let_off_share_{name}") == pytest.approx(let_off / (let_off + entered))
    here = position(last.people) == number
    spared = (last.people("n_spared") > 0) & here
    caught = (last.people("n_sticks") > 0) & here & ~spared
    assert last.measure(f"exempted_share_{name}") == pytest.approx(spared.sum() / (spared.sum() + caught.sum()))


def test_what_falls_on_others_and_what_is_refused(simulated):
    last = simulated[-1]
    assert last.measure("children_barred") == last.people("school_barred").sum() > 0
    assert last.measure("rents_refused_cumulative") == so_far(simulated, lambda p: p("rent_refused")) > 0
    waived = so_far(simulated, lambda p: p("deposit_waived_yuan").astype(np.int64))
    assert last.measure("deposits_waived_yuan_cumulative") == waived > 0
    # living ties are counted from the ties with which the month ends
    friends = np.bitwise_count(last.people("ties"))[last.people("shames") > 0].sum()
    assert last.measure("friends_of_the_shamed") == friends > 0


def wronged(people):
    return people("is_listed_wrongly") | people("is_firm_listed_wrongly") | (people("n_wrongful") > 0)


def test_notices_and_appeals(simulated):
    last = simulated[-1]
    assert last.measure("notices_cumulative") == so_far(simulated, lambda p: p("is_notified")) > 0
    assert last.measure("appeals_cumulative") == so_far(simulated, lambda p: p("is_appellant")) > 0
    assert last.measure("appeals_pending") == (last.people("appeal_months") > 0).sum() > 0
    concerned = last.people("is_listed") | (last.people("firm_months") > 0) | (last.people("n_sticks") > 0)
    assert last.measure("share_told") == pytest.approx(last.people("is_told")[concerned].mean())


@pytest.mark.parametrize(
    ("measure", "among"),
    [
        ("appeals_won_share", lambda p: wronged(p) | True),
        ("appeals_won_share_if_wrong", wronged),
        ("appeals_won_share_if_right", lambda p: ~wronged(p)),
    ],
)
def test_appeals_won(simulated, measure, among):
    won = so_far(simulated, lambda p: (p("appeal_result") == 2) & among(p))
    lost = so_far(simulated, lambda p: (p("appeal_result") == 1) & among(p))
    assert won > 0
    assert simulated[-1].measure(measure) == pytest.approx(won / (won + lost))


def test_who_appeals_by_schooling(simulated):
    def rate(of_school):
        could = so_far(simulated, lambda p: p("is_told") & of_school(p))
        return so_far(simulated, lambda p: p("is_appellant") & p("is_told") & of_school(p)) / could

    college = EDUCATIONS.index("college")
    expected = rate(lambda p: p("education") == college) / rate(lambda p: p("education") != college)
    assert simulated[-1].measure("appeals_college_ratio") == pytest.approx(expected)


def test_wrongful_months(simulated):
    months = so_far(simulated, wronged)
    corrected = so_far(simulated, lambda p: (p("appeal_result") == 2) & wronged(p))
    assert simulated[-1].measure("wrongful_months_cumulative") == months > 0
    assert simulated[-1].measure("wrongful_months_per_correction") == pytest.approx(months / corrected)
