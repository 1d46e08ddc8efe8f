"""The portrait sets every target beside the sample, and measures ties as networkx does."""

import networkx as nx
import numpy as np
import pytest

from xinyong.errors import BadRequest
from xinyong.scenario.provenance import FACTS
from xinyong.society.columns import BLOCK
from xinyong.society.population_check import check_population, tie_shape
from xinyong.society.random_streams import stream_key
from xinyong.society.ties import layered_ties


@pytest.fixture(scope="module")
def rows(scenario):
    return check_population(scenario, 30_000, 3)


def test_every_margin_that_has_a_tolerance_is_met(rows):
    missed = [row["margin"] for row in rows if row["is_met"] is False]
    assert missed == []
    assert sum(row["is_met"] is True for row in rows) > 55


def test_what_the_income_fit_cannot_meet_is_shown_without_a_verdict(rows):
    median = [row for row in rows if "mean over median" in row["margin"]]
    assert len(median) == 3
    assert all(row["is_met"] is None and row["target"] is not None for row in median)


def test_every_row_names_its_source(rows):
    assert all(row["source"] == "assumption" or row["source"] in FACTS for row in rows)


def test_ties_have_the_degree_and_homophily_they_were_fitted_to(rows):
    of = {row["margin"]: row["sample"] for row in rows}
    assert 5.0 < of["ties: mean degree"] < 6.0
    assert of["ties: standard deviation of degree"] > 1.3
    assert 0.15 < of["ties: transitivity"] < 0.3
    assert 0.2 < of["ties: assortativity by log income"] < 0.4
    assert of["ties: share in the largest component of a block"] > 0.99


@pytest.mark.parametrize("population", [1, 40, 1000])
def test_small_populations_have_a_portrait_too(scenario, population):
    assert check_population(scenario, population, 1)


def test_an_empty_population_is_refused(scenario):
    with pytest.raises(BadRequest, match="population"):
        check_population(scenario, 0, 1)


def test_ties_are_measured_as_networkx_measures_them(people):
    flat = {name: column[:BLOCK] for name, column in people.items()}
    ties = layered_ties()
    citizen = np.arange(BLOCK, dtype=np.uint32).reshape(1, BLOCK)
    block = {name: column.reshape(1, BLOCK) for name, column in flat.items()}
    pairs = ties.pairs(ties.initial(stream_key(1, "ties", 0), citizen, block))
    found = tie_shape(pairs, flat["is_person"], flat)
    graph = nx.Graph(pairs.tolist())
    graph.add_nodes_from(range(BLOCK))
    nx.set_node_attributes(graph, dict(enumerate(flat["education"].tolist())), "education")
    largest = max(len(c) for c in nx.connected_components(graph))
    assert found["ties: mean degree"] == pytest.approx(2 * graph.number_of_edges() / BLOCK)
    assert found["ties: transitivity"] == pytest.approx(nx.transitivity(graph))
    assert found["ties: assortativity by education"] == pytest.approx(
        nx.numeric_assortativity_coefficient(graph, "education")
    )
    assert found["ties: share in the largest component of a block"] == pytest.approx(largest / BLOCK)
