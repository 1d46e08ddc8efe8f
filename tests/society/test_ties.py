"""Ties are mutual, close triangles, join a block into one piece, and are cut and made by both ends alike."""

import networkx as nx
import numpy as np
import pytest

from xinyong.scenario.sections.society import Society
from xinyong.society.columns import BLOCK, PLACE
from xinyong.society.random_streams import stream_key
from xinyong.society.ties import LAYERS, layered_ties, partners

POSITION = np.arange(BLOCK)
CITIZEN = np.arange(2 * BLOCK, dtype=np.uint32).reshape(2, BLOCK)
KEY = stream_key(1, "ties", 24156)


@pytest.fixture(scope="module")
def ties():
    return layered_ties()


@pytest.fixture(scope="module")
def alive(ties, people):
    return ties.initial(KEY, CITIZEN, {n: c[: 2 * BLOCK].reshape(2, BLOCK) for n, c in people.items()})


def is_mutual(bits):
    bits = np.asarray(bits)
    layers = [(bits >> k) & 1 for k in range(LAYERS)]
    return all(np.array_equal(layer, layer[:, partners()[k]]) for k, layer in enumerate(layers))


@pytest.mark.parametrize("layer", range(LAYERS))
def test_a_layer_is_an_involution_without_fixed_points(layer):
    partner = partners()[layer]
    assert np.array_equal(partner[partner], POSITION)
    assert (partner != POSITION).all()


def test_a_citizen_has_eight_different_possible_friends():
    assert (np.diff(np.sort(partners(), axis=0), axis=0) > 0).all()


def test_the_first_four_layers_stay_in_the_place_and_the_others_leave_it():
    same_place = partners() // PLACE == POSITION // PLACE
    assert same_place[:4].all()
    assert not same_place[4:].any()


@pytest.mark.parametrize("triangle", [(0, 1, 2), (3, 4, 5), (0, 6, 7)])
def test_some_layers_close_triangles(triangle):
    a, b, c = (partners()[k] for k in triangle)
    assert np.array_equal(b[a], c)


def test_all_possible_ties_join_a_block_into_one_piece(ties):
    graph = nx.Graph(ties.pairs(np.full((1, BLOCK), 0xFF, np.uint8)).tolist())
    assert graph.number_of_nodes() == BLOCK
    assert graph.number_of_edges() == BLOCK * LAYERS // 2
    assert nx.is_connected(graph)


def test_ties_are_mutual_at_the_start_and_after_revisions(ties, alive):
    rng = np.random.default_rng(0)
    assert is_mutual(alive)
    for month in range(3):
        wary, repels, welcomes = rng.random((3, 2, BLOCK), np.float32) * 0.5
        revision = stream_key(1, "adapting", month)
        alive, n_cut, n_made = ties.revise(alive, revision, CITIZEN, wary=wary, repels=repels, welcomes=welcomes)
        assert is_mutual(alive)
        assert int(n_cut.sum()) % 2 == 0
        assert int(n_made.sum()) % 2 == 0


def test_padding_has_no_ties(ties, people):
    columns = {n: c.reshape(4, BLOCK) for n, c in people.items()}
    citizen = np.arange(4 * BLOCK, dtype=np.uint32).reshape(4, BLOCK)
    alive = ties.initial(KEY, citizen, columns)
    assert not np.asarray(alive)[~columns["is_person"]].any()
    ones = columns["is_person"].astype(np.float32)
    revised, _, _ = ties.revise(alive, KEY, citizen, wary=0 * ones, repels=0 * ones, welcomes=ones)
    assert not np.asarray(revised)[~columns["is_person"]].any()


def test_ties_of_a_block_do_not_depend_on_the_tile(ties, people, alive):
    columns = {n: c[BLOCK : 2 * BLOCK].reshape(1, BLOCK) for n, c in people.items()}
    assert np.array_equal(ties.initial(KEY, CITIZEN[1:], columns), alive[1:])
    half = np.full((2, BLOCK), 0.5, np.float32)
    whole, _, _ = ties.revise(alive, KEY, CITIZEN, wary=half, repels=half, welcomes=half)
    part, _, _ = ties.revise(alive[1:], KEY, CITIZEN[1:], wary=half[1:], repels=half[1:], welcomes=half[1:])
    assert np.array_equal(whole[1:], part)


def test_degree_and_total_are_those_of_the_graph(ties, alive):
    pairs = ties.pairs(alive)
    graph = nx.Graph(pairs.tolist())
    graph.add_nodes_from(range(2 * BLOCK))
    assert graph.number_of_edges() == len(pairs)
    degree = np.array([d for _, d in sorted(graph.degree())])
    values = (np.arange(2 * BLOCK) % 1000).astype(np.float32)
    total = np.bincount(pairs[:, 0], values[pairs[:, 1]], 2 * BLOCK)
    total += np.bincount(pairs[:, 1], values[pairs[:, 0]], 2 * BLOCK)
    assert np.array_equal(np.asarray(ties.degree(alive)).ravel(), degree)
    assert np.array_equal(np.asarray(ties.total(alive, values.reshape(2, BLOCK))).ravel(), total)


def test_a_tie_is_known_if_one_of_its_ends_shows_it(ties, alive):
    values = (np.arange(2 * BLOCK) % 5).astype(np.float32)  # some are 0 and count for nothing
    is_hidden = np.arange(2 * BLOCK) % 3 > 0
    number, total = np.zeros(2 * BLOCK), np.zeros(2 * BLOCK)
    for i, j in ties.pairs(alive):
        for mine, other in ((i, j), (j, i)):
            is_known = not (is_hidden[i] and is_hidden[j])
            number[mine] += is_known and values[other] > 0
            total[mine] += values[other] if is_known else 0.0
    found = ties.known(alive, values.reshape(2, BLOCK), is_hidden.reshape(2, BLOCK))
    assert np.array_equal(np.asarray(found[0]).ravel(), number)
    assert np.array_equal(np.asarray(found[1]).ravel(), total)


def test_cutting_and_making_have_their_stated_probability(ties):
    full, none = np.full((2, BLOCK), 0xFF, np.uint8), np.zeros((2, BLOCK), np.uint8)
    w, r, v = (np.full((2, BLOCK), x, np.float32) for x in (0.3, 0.5, 0.4))
    n_pairs = 2 * BLOCK * LAYERS / 2
    _, n_cut, _ = ties.revise(full, KEY, CITIZEN, wary=w, repels=r, welcomes=v)
    _, _, n_made = ties.revise(none, KEY, CITIZEN, wary=w, repels=r, welcomes=v)
    assert int(n_cut.sum()) / 2 / n_pairs == pytest.approx(1 - (1 - 0.15) ** 2, abs=0.006)
    assert int(n_made.sum()) / 2 / n_pairs == pytest.approx(0.16, abs=0.006)


def test_nobody_cuts_or_makes_when_nobody_cares(ties, alive):
    zero = np.zeros((2, BLOCK), np.float32)
    revised, n_cut, n_made = ties.revise(alive, KEY, CITIZEN, wary=zero, repels=zero, welcomes=zero)
    assert np.array_equal(revised, alive)
    assert not n_cut.any()
    assert not n_made.any()


def test_who_would_leave_more_than_certainly_leaves_for_certain(ties):
    full = np.full((2, BLOCK), 0xFF, np.uint8)
    wary, repels = (np.full((2, BLOCK), x, np.float32) for x in (0.6, 2.0))
    revised, n_cut, _ = ties.revise(full, KEY, CITIZEN, wary=wary, repels=repels, welcomes=0 * wary)
    assert not np.asarray(revised).any()
    assert (np.asarray(n_cut) == LAYERS).all()


def test_cutting_isolates_those_who_repel(ties, alive):
    repels = np.zeros((2, BLOCK), np.float32)
    repels[:, ::10] = 1.0
    wary = np.full((2, BLOCK), 0.5, np.float32)
    revised, _, _ = ties.revise(alive, KEY, CITIZEN, wary=wary, repels=repels, welcomes=0 * wary)
    before, after = np.asarray(ties.degree(alive)), np.asarray(ties.degree(revised))
    lost = 1.0 - after.sum(axis=0) / np.maximum(before.sum(axis=0), 1)
    assert lost[::10].mean() > 0.4
    assert np.delete(lost, np.s_[::10]).mean() < 0.15


def test_a_steeper_slope_makes_friends_more_alike(people):
    columns = {n: c[: 2 * BLOCK].reshape(2, BLOCK) for n, c in people.items()}
    income = np.log(people["permanent_income"][: 2 * BLOCK])

    def alike(slope):
        ties = layered_ties({**Society().numbers(24156), "tie_income_gap": slope})
        a, b = ties.pairs(ties.initial(KEY, CITIZEN, columns)).T
        return np.corrcoef(income[a], income[b])[0, 1]

    assert alike(0.0) < alike(0.5) < alike(1.5)
