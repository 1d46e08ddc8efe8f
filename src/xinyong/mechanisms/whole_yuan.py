"""Money is whole yuan: where a computed amount becomes a paid amount."""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

MOST_YUAN = 1_000_000_000.0
"""Amounts stop here, far above any that a run has shown, so that int32 cannot overflow."""


def yuan(amount: Array) -> Array:
    """Round an amount to whole yuan (int32), half to even."""
    return jnp.rint(jnp.clip(amount, -MOST_YUAN, MOST_YUAN)).astype(jnp.int32)
