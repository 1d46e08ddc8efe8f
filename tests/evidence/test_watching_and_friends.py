"""Closed forms of the replications of watching, conduct, lists and friends, against oracles that know none of them."""

from itertools import product

import networkx
import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.sparse import coo_array, eye_array
from scipy.sparse.linalg import gmres
from scipy.stats import betabinom, kstest
from sklearn.linear_model import LogisticRegression

from xinyong.evidence.replications import Setup, base_rate, blacklist_stock, deterrence, ensign_2018, ensign_mixed
from xinyong.evidence.replications import friends_gap as gap
from xinyong.evidence.replications import wei_networks as wei
from xinyong.evidence.single_tile import begin, simulate_months
from xinyong.society.columns import BLOCK

RNG = np.random.default_rng(5)


def test_acts_come_at_the_rate_of_their_prevalence():
    for prevalence in base_rate.PREVALENCES:
        rate = base_rate.acts_a_month(prevalence)
        assert rate / (rate + np.exp(-rate)) == pytest.approx(prevalence)


def test_the_path_of_a_list_is_that_of_its_transition_matrix():
    month = np.array(
        [[1 - blacklist_stock.ENTRY, blacklist_stock.ENTRY], [blacklist_stock.EXIT, 1 - blacklist_stock.EXIT]]
    )
    for t in (1, 6, 30):
        assert blacklist_stock.path(t) == pytest.approx(np.linalg.matrix_power(month, t)[0, 1])


def test_who_weighs_up_gains_against_both_errors_complies_as_the_closed_form_has_it():
    gains = RNG.uniform(0.0, deterrence.LARGEST_GAIN, 400_000)
    for penalty in deterrence.PENALTIES:
        caught = deterrence.WATCHED * deterrence.SENSITIVITY * penalty
        anyway = deterrence.WATCHED * (1.0 - deterrence.SPECIFICITY) * penalty
        assert np.mean(gains - caught <= -anyway) == pytest.approx(deterrence.complying(penalty), abs=4e-3)


@pytest.mark.slow
def test_the_belief_knows_of_innocents_only_if_it_is_asked_to():
    found = {
        asked: deterrence._simulate(Setup(), deterrence.PENALTY, {"adapting.innocents_risk": asked})
        for asked in (0.0, 1.0)
    }
    heard = {asked: simulated.end.nation.signals()["innocents_recorded"] for asked, simulated in found.items()}
    assert heard[0.0] == 0.0
    counted = deterrence._risk_of_innocents(found[1.0])
    assert heard[1.0] == pytest.approx(counted, abs=0.002)
    beliefs = [simulated.people("perceived").mean() for simulated in found.values()]
    assert beliefs[0] - beliefs[1] == pytest.approx(heard[1.0], rel=1e-4)


def test_where_cameras_settle_is_the_fixed_point_of_what_they_record():
    for reported, seen, ratio in product((0.02, 0.3, 1.0), (0.05, 0.4), (1.5, 4.0)):

        def excess(share, r=reported, seen=seen, ratio=ratio):
            first = ratio * (r + (1 - r) * 2 * seen * share)
            return first / (first + r + (1 - r) * 2 * seen * (1 - share)) - share

        assert ensign_mixed.settles(reported, seen, ratio) == pytest.approx(brentq(excess, 0.0, 1.0), abs=1e-9)


def test_the_distance_of_an_urn_is_kolmogorovs_and_sees_another_urn():
    found = RNG.integers(1, 60, 4000)
    right = betabinom.rvs(found, ensign_2018.TOWNS, ensign_2018.VILLAGES, random_state=RNG)
    wrong = betabinom.rvs(found, 4.0, 2.0, random_state=RNG)
    ranks = ensign_2018.ranks(right, found, RNG)
    assert ensign_2018.distance(ranks) == pytest.approx(kstest(ranks, "uniform").statistic)
    assert ensign_2018.distance(ranks) < 0.03 < ensign_2018.distance(ensign_2018.ranks(wrong, found, RNG))


@pytest.mark.parametrize("share", [gap.SHARES[0], *(pytest.param(h, marks=pytest.mark.slow) for h in gap.SHARES[1:])])
def test_everybody_has_exactly_that_share_of_friends_in_their_own_group(share):
    edges, is_first = gap.network(share, RNG)
    graph = networkx.Graph(edges.tolist())
    assert {degree for _, degree in graph.degree} == {gap.FRIENDS}
    inside = {sum(is_first[friend] == is_first[node] for friend in graph[node]) for node in range(0, gap.PEOPLE, 31)}
    assert inside == {round(share * gap.FRIENDS)}


@pytest.mark.slow
def test_whole_scores_on_the_societys_ties_are_the_solution_of_their_equations():
    weight = 0.6
    changes = {**gap._WHOLE_SCORES, "scoring.friends.weight": weight}
    scenario = Setup().scenario(on=("scoring.friends", "scoring.unified"), changes=changes)
    state = begin(scenario, people=BLOCK)
    own = RNG.normal(0.0, 40.0, BLOCK).clip(-120.0, 120.0)
    simulated = simulate_months(scenario, state.with_columns(score_conformity=own), months=40)
    pairs = state.ties.pairs(state.columns["ties"])
    ends = np.concatenate([pairs, pairs[:, ::-1]]).T
    friends = np.bincount(ends[0], minlength=BLOCK)
    mean = coo_array((1.0 / friends[ends[0]], ends), shape=(BLOCK, BLOCK))
    has = friends > 0
    start = scenario.scoring.unified.start.plain
    right = np.where(has, 1.0 - weight, 1.0) * (start + own)
    solved, failed = gmres(eye_array(BLOCK) - weight * mean, right, rtol=1e-10)
    assert not failed
    assert (~has).any()
    assert simulated.people("score_unified") == pytest.approx(solved, abs=2e-3)


@pytest.mark.parametrize("friends", [0, 1, 3])
def test_what_friends_leave_unknown_is_what_counting_all_signals_leaves(friends):
    """By Bayes' rule over all types and signals of a person and that person's friends, one by one."""
    chance = {}
    for types in product((0, 1), repeat=friends + 1):
        tied = np.prod([1.0 if kind == types[0] else wei.ACROSS for kind in types[1:]])
        for signals in product((0, 1), repeat=friends + 1):
            likely = np.prod([wei.ERROR if a != b else 1.0 - wei.ERROR for a, b in zip(types, signals, strict=True)])
            chance[types[0], signals] = chance.get((types[0], signals), 0.0) + tied * likely
    whole = sum(chance.values())
    both = [(chance[0, s], chance[1, s]) for s in product((0, 1), repeat=friends + 1)]
    assert wei.doubt(friends) == pytest.approx(sum(a * b / (a + b) for a, b in both) / whole)


def test_a_regression_finds_the_weights_of_signals_that_the_score_uses():
    is_high = RNG.random(wei.PEOPLE) < 0.5
    ties = wei.befriended(is_high, RNG)
    signal = np.where(is_high ^ (RNG.random(wei.PEOPLE) < wei.ERROR), 1.0, -1.0)
    first, friends = np.arange(wei.PEOPLE).reshape(-1, BLOCK), np.zeros(wei.PEOPLE)
    for layer in wei.MEETINGS:
        alive = ties >> layer & 1
        friend = first[:, wei.partners()[layer]].reshape(-1)
        assert np.array_equal(alive, alive[friend])
        friends += alive * signal[friend]
    fitted = LogisticRegression(C=np.inf).fit(np.stack([signal, friends], axis=1), is_high).coef_[0]
    assert fitted == pytest.approx([wei.OWN, wei.FRIEND], abs=0.08)
