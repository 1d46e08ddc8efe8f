"""An explicit network instead of the layered one: an edge list, a networkx graph or an igraph graph.

For small societies with known ties. Nodes are citizen numbers, not real people: the network defines ties and nothing
else. The whole population must be one tile, because an explicit tie may connect any two citizens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

from ..array_types import AnyArray, HostArray, Key, TileBits, TileBool, TileCount, TileFloat, TileValue
from ..errors import BadNetwork
from .columns import BLOCK
from .random_streams import falls, threefry2x32
from .ties import chance_to_cut

MOST_PEOPLE = 1_000_000
"""The largest population that may have an explicit network."""

_FIRST_REVISION_DRAW = 16


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class NetworkTies:
    """Ties of an explicit network; `alive` is bool (pairs,), one value for each possible tie."""

    first: Array
    second: Array
    """int32 (pairs,): the two ends of each possible tie, first < second, sorted."""
    blocks: int = field(metadata={"static": True})
    """Blocks of the population, which is one tile of shape (blocks, BLOCK)."""

    def degree(self, alive: Array) -> TileFloat:
        """Living ties of each citizen: float32 (blocks, BLOCK)."""
        return self._sum(alive.astype(jnp.float32), alive.astype(jnp.float32))

    def total(self, alive: Array, values: TileValue) -> TileFloat:
        """Sum of `values` over living ties, added in the order of the pairs: float32 (blocks, BLOCK)."""
        flat = jnp.asarray(values).astype(jnp.float32).reshape(-1)
        return self._sum(
            jnp.where(alive, flat[self.second], jnp.float32(0.0)), jnp.where(alive, flat[self.first], jnp.float32(0.0))
        )

    def known(self, alive: Array, values: TileValue, is_hidden: TileBool) -> tuple[TileFloat, TileFloat]:
        """Number and sum of the values above 0 over ties that at least one end shows; see `Ties.known`."""
        hidden = is_hidden.reshape(-1)
        shown = alive & ~(hidden[self.first] & hidden[self.second])
        return self.total(shown, jnp.where(values > 0, 1.0, 0.0)), self.total(shown, values)

    def initial(self, key: Key, citizen: AnyArray, columns: Mapping[str, AnyArray]) -> Array:
        """All ties of the network are alive at the start: bool (pairs,). Arguments as in `Ties.initial`."""
        is_person = columns["is_person"].reshape(-1)
        return is_person[self.first] & is_person[self.second]

    def revise(
        self, alive: Array, key: Key, citizen: TileBits, *, wary: TileValue, repels: TileValue, welcomes: TileValue
    ) -> tuple[Array, TileCount, TileCount]:
        """Cut and make ties (see `Ties.revise`); only ties of the given network can be made."""
        ends = [
            tuple(jnp.asarray(x).astype(jnp.float32).reshape(-1)[end] for x in (wary, repels, welcomes))
            for end in (self.first, self.second)
        ]
        (wary_a, repels_a, welcomes_a), (wary_b, repels_b, welcomes_b) = ends
        numbers = citizen.reshape(-1)
        drawn = threefry2x32(key, (numbers[self.first], numbers[self.second] + jnp.uint32(_FIRST_REVISION_DRAW)))[0]
        cut = chance_to_cut(wary_a, repels_a, wary_b, repels_b)
        changes = falls(drawn, jnp.where(alive, cut, welcomes_a * welcomes_b))
        revised = alive ^ changes
        return revised, self._count(alive & ~revised), self._count(revised & ~alive)

    def pairs(self, alive: Array) -> NDArray[np.int64]:
        """Living ties as rows (i, j) with i < j: int64 (n, 2)."""
        both = np.stack([np.asarray(self.first), np.asarray(self.second)], axis=1).astype(np.int64)
        return np.asarray(both[np.asarray(alive)], np.int64)

    def _sum(self, for_first: Array, for_second: Array) -> TileValue:
        sums = jnp.zeros(self.blocks * BLOCK, for_first.dtype)
        return sums.at[self.first].add(for_first).at[self.second].add(for_second).reshape(self.blocks, BLOCK)

    def _count(self, pairs: Array) -> TileCount:
        counts = self._sum(pairs.astype(jnp.int32), pairs.astype(jnp.int32))
        return jnp.minimum(counts, 255).astype(jnp.uint8)


def network_ties(network: Any, *, population: int) -> NetworkTies:
    """The ties of an explicit network.

    Parameters
    ----------
    network
        An integer array of edges (m, 2), an undirected networkx graph whose nodes are citizen numbers, or an
        undirected igraph graph.
    population
        Citizens, numbered from 0; at most `MOST_PEOPLE`.

    Raises
    ------
    BadNetwork
        If it is empty, directed or too large, if ends are not whole numbers or not citizens, if an edge connects a
        citizen to themself, or if an edge occurs twice.
    """
    if population > MOST_PEOPLE:
        _refuse(f"{population:,} citizens", f"at most {MOST_PEOPLE:,}", "Use layered ties, or reduce the population.")
    edges = _edges(network)
    if edges.size == 0:
        _refuse("no edges", "at least one edge", "Omit the network to use the layered ties.")
    _check_ends(edges, population)
    ends = np.sort(edges, axis=1)
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    twice = (ends[1:] == ends[:-1]).all(axis=1)
    if twice.any():
        _refuse(
            f"edge {_named(ends[1:][twice][0])} more than once",
            "each pair once, in either order",
            "Remove the duplicate.",
        )
    first, second = ends.astype(np.int32).T
    return NetworkTies(jnp.asarray(first), jnp.asarray(second), blocks=-(-population // BLOCK))


def _check_ends(edges: HostArray, population: int) -> None:
    outside = ((edges < 0) | (edges >= population)).any(axis=1)
    if outside.any():
        _refuse(
            f"edge {_named(edges[outside][0])}",
            f"citizen numbers from 0 to {population - 1}",
            "Renumber the nodes, or increase the population.",
        )
    loops = edges[:, 0] == edges[:, 1]
    if loops.any():
        _refuse(f"edge {_named(edges[loops][0])}", "ties between two different citizens", "Remove self-loops.")


def _edges(network: Any) -> HostArray:
    """The edges of any accepted network as an integer array (m, 2)."""
    if callable(getattr(network, "is_directed", None)):
        if network.is_directed():
            _refuse("a directed graph", "an undirected graph: ties are mutual", "Convert it with to_undirected().")
        listed = network.get_edgelist() if hasattr(network, "get_edgelist") else list(network.edges())
        edges = np.asarray(listed) if listed else np.zeros((0, 2), np.int64)
        remedy = "Number the nodes from 0 (networkx.convert_node_labels_to_integers)."
    else:
        try:
            edges = np.asarray(network)
        except ValueError:
            _refuse("rows of different lengths", "an array of edges (m, 2)", "Give two citizen numbers in each row.")
        remedy = "Give two citizen numbers in each row."
    if edges.size == 0:
        return np.zeros((0, 2), np.int64)
    if edges.ndim != 2 or edges.shape[1] != 2:
        _refuse(f"an array of shape {edges.shape}", "an array of edges (m, 2)", remedy)
    if not np.issubdtype(edges.dtype, np.integer):
        _refuse(f"ends of type {edges.dtype}", "citizen numbers as integers", remedy)
    return edges


def _named(edge: HostArray) -> str:
    return f"({edge[0]}, {edge[1]})"


def _refuse(received: str, accepted: str, remedy: str) -> NoReturn:
    raise BadNetwork("network", received=received, accepted=accepted, remedy=remedy)
