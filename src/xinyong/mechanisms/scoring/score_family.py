"""A score family: a mechanism that makes a score, its scale and counterfactuals; and what several families share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import jax.numpy as jnp

from ...array_types import TileFloat
from ...scenario.scenario import Scenario
from ..mechanism import Mechanism, View

FRIENDS_UNIT = 10.0
"""The belief about friends is about this many points of friends' scores."""

PAYMENT_COLUMNS: tuple[str, ...] = (
    "payment_record", "arrears_months", "record_unfiled", "record_misfiled", "arrears_unfiled", "wrong_entry_bank",
)  # fmt: skip
"""What `payment_history` reads."""


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

    actual: TileFloat
    clean: TileFloat
    alone: TileFloat
    credit_share: TileFloat
    politics_share: TileFloat


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
    true_weights
        Of a score that people see: the points that it adds for acts in the month in which they happen, by belief (see
        `vocabulary.BELIEFS`; 0 for others), as ``true_weights(scenario, month)``. None if people do not see the score.
    """

    scale: Scale
    counterfactuals: Callable[[View, View], Counterfactuals]
    compares: tuple[str, ...]
    true_weights: Callable[[Scenario, int], Mapping[str, float]] | None = None

    @property
    def score(self) -> str:
        """The name of the score."""
        return self.name.removeprefix("scoring.")


def shares(credit: TileFloat, politics: TileFloat, rest: TileFloat) -> tuple[TileFloat, TileFloat]:
    """Shares of a shortfall that lie in credit and in politics, from the departures of parts from neutral."""
    down = [jnp.maximum(-part, 0.0) for part in (credit, politics, rest)]
    total = jnp.maximum(sum(down), 1e-6)
    return down[0] / total, down[1] / total


def payment_history(c: View, p: View) -> tuple[TileFloat, TileFloat]:
    """The record times what arrears leave of it: as scores see it in the bank registry, and without wrong entries.

    Lenders know the payment record itself. The registry lacks unreported payments and contains missed payments that
    never happened. Without watching, everything is passed on. Defaults and court orders are always known.

    Parameters
    ----------
    p
        Parameters of a score: ``arrears_worst_months`` is the number of months that leave nothing.

    Returns
    -------
    Two float32 columns, 0 (worst) to 1 (best).
    """
    record = c.payment_record + c.record_unfiled
    behind = c.arrears_months.astype(jnp.float32) - c.arrears_unfiled.astype(jnp.float32)

    def left(record: TileFloat, behind: TileFloat) -> TileFloat:
        return jnp.clip(record, 0.0, 1.0) * (1.0 - jnp.minimum(behind / p.arrears_worst_months, 1.0))

    # a wrong entry adds a month of arrears in its month
    actual = left(record - c.record_misfiled, behind + c.wrong_entry_bank.astype(jnp.float32))
    # the same bits where nothing is wrong, so that rounding does not look like an error
    is_wronged = (c.record_misfiled > 0) | (c.wrong_entry_bank > 0)
    return actual, jnp.where(is_wronged, left(record, behind), actual)
