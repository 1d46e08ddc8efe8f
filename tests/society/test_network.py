"""An explicit network gives the ties that it lists, and is refused with a reason when it cannot be used."""

import networkx as nx
import numpy as np
import pytest

from xinyong.errors import BadNetwork
from xinyong.society.columns import BLOCK
from xinyong.society.network import network_ties
from xinyong.society.random_streams import stream_key

KEY = stream_key(1, "ties", 24156)
CITIZEN = np.arange(BLOCK, dtype=np.uint32).reshape(1, BLOCK)


@pytest.fixture(scope="module")
def graph():
    return nx.barabasi_albert_graph(500, 3, seed=1)


@pytest.fixture(scope="module")
def ties(graph):
    return network_ties(graph, population=500)


@pytest.fixture(scope="module")
def alive(ties):
    return ties.initial(KEY, CITIZEN, {"is_person": CITIZEN < 500})


def test_degree_and_total_are_those_of_the_graph(graph, ties, alive):
    degree = np.zeros(BLOCK)
    total = np.zeros(BLOCK)
    for node in graph:
        degree[node] = graph.degree(node)
        total[node] = sum(graph.neighbors(node))
    values = np.arange(BLOCK, dtype=np.float32).reshape(1, BLOCK)
    assert np.array_equal(np.asarray(ties.degree(alive))[0], degree)
    assert np.array_equal(np.asarray(ties.total(alive, values))[0], total)
    assert len(ties.pairs(alive)) == graph.number_of_edges()


def test_a_tie_is_known_if_one_of_its_ends_shows_it(ties, alive):
    values = (np.arange(BLOCK) % 5).astype(np.float32)  # some are 0 and count for nothing
    is_hidden = np.arange(BLOCK) % 3 > 0
    number, total = np.zeros(BLOCK), np.zeros(BLOCK)
    for i, j in ties.pairs(alive):
        for mine, other in ((i, j), (j, i)):
            is_known = not (is_hidden[i] and is_hidden[j])
            number[mine] += is_known and values[other] > 0
            total[mine] += values[other] if is_known else 0.0
    found = ties.known(alive, values.reshape(1, BLOCK), is_hidden.reshape(1, BLOCK))
    assert np.array_equal(np.asarray(found[0]).ravel(), number)
    assert np.array_equal(np.asarray(found[1]).ravel(), total)


def test_an_edge_list_and_a_graph_give_the_same_ties(graph, ties):
    shuffled = np.array([(b, a) for a, b in graph.edges()])[::-1]
    listed = network_ties(shuffled, population=500)
    assert np.array_equal(listed.first, ties.first)
    assert np.array_equal(listed.second, ties.second)


def test_an_igraph_like_graph_is_accepted(graph, ties):
    class Likeness:
        def is_directed(self):
            return False

        def get_edgelist(self):
            return list(graph.edges())

    assert np.array_equal(network_ties(Likeness(), population=500).first, ties.first)


def test_revision_cuts_at_both_ends_and_only_remakes_given_ties(ties, alive):
    half = np.full((1, BLOCK), 0.5, np.float32)
    none = np.zeros((1, BLOCK), np.float32)
    cut, n_cut, n_made = ties.revise(alive, KEY, CITIZEN, wary=half, repels=half, welcomes=none)
    lost = np.asarray(ties.degree(alive)) - np.asarray(ties.degree(cut))
    assert np.array_equal(lost, n_cut)
    assert not n_made.any()
    assert np.asarray(~cut).mean() == pytest.approx(1 - 0.75**2, abs=0.06)
    again, _, n_made = ties.revise(cut, KEY, CITIZEN, wary=none, repels=none, welcomes=none + 1)
    assert np.asarray(again).all()
    assert int(n_made.sum()) == int(n_cut.sum())


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (np.zeros((0, 2), int), "no edges"),
        ([], "no edges"),
        (nx.Graph(), "no edges"),
        ([(0, 10)], "from 0 to 9"),
        ([(-1, 3)], "from 0 to 9"),
        ([(3, 3)], "different citizens"),
        ([(1, 2), (2, 1)], "more than once"),
        ([(0.0, 1.0)], "float64"),
        ([("a", "b")], "integers"),
        ([(True, False)], "bool"),
        ([(1, 2, 3)], r"\(m, 2\)"),
        ([(1, 2), (3,)], "different lengths"),
        (nx.path_graph(3, create_using=nx.DiGraph), "undirected"),
        (nx.relabel_nodes(nx.path_graph(3), {0: "x", 1: "y", 2: "z"}), "convert_node_labels"),
    ],
)
def test_a_network_that_cannot_be_used_is_refused_with_a_reason(network, said):
    with pytest.raises(BadNetwork, match=said):
        network_ties(network, population=10)


def test_too_many_people_are_refused():
    with pytest.raises(BadNetwork, match="1,000,000"):
        network_ties([(0, 1)], population=1_000_001)
