"""Opinion among friends: the limits that the replications compare with, against networkx, scipy and plain loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.sparse import csr_matrix
from scipy.stats import norm

from xinyong.evidence.replications import REPLICATIONS, Setup
from xinyong.evidence.replications.biased_assimilation import disagreement
from xinyong.evidence.replications.friedkin_johnsen import SUSCEPTIBLE, at_rest, averaging, consensus
from xinyong.evidence.replications.kuran_1991 import BEFORE, JUMP, MEAN
from xinyong.evidence.single_tile import begin, simulate_months
from xinyong.society.columns import BLOCK
from xinyong.society.ties import layered_ties


@dataclass
class Tied:
    """As much of a state as `averaging` looks at: people with some of the layered ties."""

    alive: Any
    columns: dict[str, Any]
    ties: Any

    def people(self, name: str) -> Any:
        return self.alive.reshape(-1)


@pytest.fixture(scope="module")
def graph() -> nx.Graph:
    """A graph of several parts: a dense one, a circle of even length, and two who know nobody."""
    parts = nx.disjoint_union_all([nx.gnp_random_graph(30, 0.2, seed=3), nx.cycle_graph(4), nx.empty_graph(2)])
    return nx.convert_node_labels_to_integers(parts)


@pytest.fixture(scope="module")
def weights(graph: nx.Graph) -> csr_matrix:
    tied = nx.to_numpy_array(graph)
    return csr_matrix(tied / np.maximum(tied.sum(axis=1, keepdims=True), 1.0))


def test_the_matrix_averages_over_the_ties_of_the_society():
    ties = layered_ties()
    alive = np.zeros((1, BLOCK), np.uint8)
    alive[0, [0, int(ties.partner[3][0])]] |= 1 << 3
    alive[0, [0, int(ties.partner[5][0])]] |= 1 << 5
    matrix = averaging(Tied(alive, {"ties": alive}, ties))
    assert matrix[0].toarray().sum() == pytest.approx(1.0)
    assert matrix[0, int(ties.partner[3][0])] == 0.5
    assert matrix[int(ties.partner[5][0]), 0] == 1.0


def test_voices_with_anchors_rest_where_plain_repetition_brings_them(graph, weights):
    anchors = np.random.default_rng(1).uniform(-1.0, 1.0, len(graph))
    x, matrix = anchors.copy(), weights.toarray()
    for _ in range(200):
        x = np.where(matrix.sum(axis=1) > 0, (1 - SUSCEPTIBLE) * anchors + SUSCEPTIBLE * matrix @ x, anchors)
    assert at_rest(weights, anchors) == pytest.approx(x, abs=1e-12)


def test_consensus_is_the_mean_under_the_stationary_distribution_of_each_part(graph, weights):
    voices = np.random.default_rng(2).uniform(-1.0, 1.0, len(graph))
    found = consensus(weights, voices)
    for part in map(sorted, nx.connected_components(graph)):
        lazy = 0.5 * np.eye(len(part)) + 0.5 * weights.toarray()[np.ix_(part, part)]
        if len(part) == 1:
            lazy[:] = 1.0
        stationary = np.linalg.matrix_power(lazy, 10_000)[0]
        assert found[part] == pytest.approx(np.full(len(part), stationary @ voices[part]), abs=1e-9)


def test_the_published_jump_is_where_the_normal_curve_touches_the_diagonal():
    # slope one at z: the spread is the density there, and the share the distribution
    z = brentq(lambda z: norm.cdf(z) - MEAN - norm.pdf(z) * z, -3.0, -1.2)
    assert norm.pdf(z) == pytest.approx(JUMP, abs=5e-5)
    assert norm.cdf(z) == pytest.approx(BEFORE, abs=5e-4)


def test_in_whole_percent_the_jump_comes_where_its_hardest_step_is_taken():
    spreads = np.linspace(0.08, 0.2, 12_001)
    for percent in range(25):  # thresholds up to half a percent more must bring the next percent to speak
        steps = norm.cdf((0.01 * percent + 0.005 - MEAN) / spreads) >= 0.01 * (percent + 1)
        spreads = spreads[steps]
    assert spreads[0] == pytest.approx(0.1255, abs=1e-4)
    assert abs(spreads[0] - JUMP) <= REPLICATIONS["kuran-1991"].targets[0].expected.tolerance


@pytest.mark.parametrize(("bias", "homophily"), [(0.2, 4.0), (0.5, 2.0), (0.5, 4.0), (0.7, 4.0), (1.0, 4.0)])
def test_the_disagreement_is_where_the_published_rule_comes_to_rest(bias, homophily):
    """Two people stand for two islands: x' = (x + x^b s)/(1 + x^b s + (1 - x)^b (d - s)) with d = h + 1 friends."""
    x = 0.6
    for _ in range(4000):
        s = homophily * x + (1.0 - x)
        backs, speaks_against = x**bias * s, (1.0 - x) ** bias * (homophily + 1.0 - s)
        x = (x + backs) / (1.0 + backs + speaks_against)
    assert disagreement(bias, homophily) == pytest.approx(x, abs=1e-6)


def test_without_bias_and_own_weight_it_is_the_mean_of_friends():
    plain = Setup().scenario(on=("adapting",), changes={"adapting.susceptibility": 1.0, "adapting.voice_speed": 1.0})
    biased = plain.with_changes(
        {"adapting.assimilation.on": True, "adapting.assimilation.bias": 0.0, "adapting.assimilation.own": 0.0}
    )
    opening = begin(plain, people=BLOCK)
    mean = simulate_months(plain, opening, months=2).people("voice")
    assert simulate_months(biased, opening, months=2).people("voice") == pytest.approx(mean, abs=2e-6)
    off = plain.with_changes({"adapting.assimilation.bias": 3.0, "adapting.assimilation.own": 9.0})
    assert np.array_equal(simulate_months(off, opening, months=2).people("voice"), mean)
    more = simulate_months(biased.set("adapting.assimilation.bias", 2.0), opening, months=2).people("voice")
    assert np.abs(more).mean() > np.abs(mean).mean() + 0.05
