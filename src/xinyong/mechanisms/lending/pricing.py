"""Pricing: the price of a consumer loan, from the risk that the lender sees and the legal ceiling; a part of lending.

A lender gets back everything from people who pay and a part from those who default. It breaks even at a rate that
depends only on the default probability. A margin is added. Rows D11, D16, D18, D19.
"""

from __future__ import annotations

from collections.abc import Mapping

import jax.numpy as jnp

from ...array_types import Scalar, TileBool, TileFloat
from ..mechanism import View


def break_even(funding: Scalar, chance: TileFloat, loss: Scalar) -> TileFloat:
    """The yearly rate at which a lender earns exactly its cost of funds.

    Of a yuan lent, 1 + rate is owed after a year; with the chance of failing, the share `loss` of that is not paid:
    (1 + rate)(1 - chance·loss) = 1 + funding. At 8 %, 60 % and 3 % of funding it is 8.1933 %.
    """
    lost = chance * loss
    return (funding + lost) / (1.0 - lost)


def capped(p: View, kind: str) -> Scalar:
    """The yearly rate of a kind of loan, at most the ceiling in force (facts 2f)."""
    return jnp.minimum(p[f"rate_{kind}"], p.rate_ceiling)


def is_thin(c: View, p: View) -> TileBool:
    """Who has a credit file that is too short to judge (D19)."""
    return c.file_months < p.thin_months


def lean(c: View, p: View, credit_score: str) -> TileFloat:
    """Points above the neutral score, in hundreds; 0 for people without the score that lenders use."""
    if not credit_score:
        return jnp.zeros_like(c.payment_record)
    score = c[f"score_{credit_score}"]
    return jnp.where(score > 0, (score - p.score_neutral) / 100.0, 0.0)


def risk(c: View, p: View, credit_score: str) -> TileFloat:
    """The probability of failure within a year that a lender expects (D16)."""
    by_score = jnp.maximum(1.0 - p.risk_score * lean(c, p, credit_score), 0.0)
    seen = by_score * (1.0 + p.risk_record * (1.0 - c.payment_record))
    return jnp.minimum(p.risk_usual * seen * jnp.where(is_thin(c, p), p.risk_thin, 1.0), p.risk_most)


def consumer_price(c: View, p: View, credit_score: str) -> tuple[TileFloat, TileBool]:
    """The yearly rate of consumer loans, and whether a loan at the ceiling would pay for the lender."""
    even = break_even(p.funding_rate, risk(c, p, credit_score), p.loss_given_default)
    asked = p.rate_consumer + p.pricing * (even + p.margin - p.rate_consumer)
    # a lender who does not price by risk does not refuse by it either
    pays = (p.pricing <= 0.0) | (even <= p.rate_ceiling)
    return jnp.minimum(asked, p.rate_ceiling), pays


def usury_rate(p: View) -> Scalar:
    """The yearly rate of informal lenders, who get only a part of what lies above the legal limit (facts 2f; D13)."""
    lawful = jnp.minimum(p.informal_rate, p.informal_void)
    return lawful + p.informal_reach * (p.informal_rate - lawful)


def interest(loans: Mapping[str, TileFloat], consumer_rate: TileFloat, p: View) -> dict[str, TileFloat]:
    """A month's interest on loans by kind (float32)."""
    rates = {kind: consumer_rate if kind == "consumer" else capped(p, kind) for kind in loans}
    return {kind: debt * rates[kind] / 12.0 for kind, debt in loans.items()}
