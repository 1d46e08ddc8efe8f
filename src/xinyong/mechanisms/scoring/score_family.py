"""A score family: a mechanism that makes a score, its scale, and its counterfactuals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import jax.numpy as jnp
from jax import Array

from ..mechanism import Mechanism, View


class Scale(NamedTuple):
    """The bands by which audits count a score: where the first begins (it is open), and how wide each is, in points."""

    low: float
    width: float


@dataclass(frozen=True)
class Counterfactuals:
    """A score as it is, and as it would be without something; 0 for people without the score.

    Attributes
    ----------
    actual
        The score.
    clean
        The score without wrong records.
    alone
        The score without friends.
    credit_share, politics_share
        Shares of the shortfall (what lies below neutral) that lie in credit and in expression, 0..1.
    """

    actual: Array
    clean: Array
    alone: Array
    credit_share: Array
    politics_share: Array


@dataclass(frozen=True, kw_only=True)
class ScoreFamily(Mechanism):
    """A mechanism that makes a score that people are judged by.

    Attributes
    ----------
    scale
        Bands of the score.
    counterfactuals
        ``counterfactuals(citizens, p) -> Counterfactuals``, with the parameters of the section ``consequences``.
    compares
        The columns that `counterfactuals` reads.
    """

    scale: Scale
    counterfactuals: Callable[[View, View], Counterfactuals]
    compares: tuple[str, ...]

    @property
    def score(self) -> str:
        """The name of the score."""
        return self.name.removeprefix("scoring.")


def shares(credit: Array, politics: Array, rest: Array) -> tuple[Array, Array]:
    """Shares of a shortfall that lie in credit and in politics, from the departures of parts from neutral."""
    down = [jnp.maximum(-part, 0.0) for part in (credit, politics, rest)]
    total = jnp.maximum(sum(down), 1e-6)
    return down[0] / total, down[1] / total
