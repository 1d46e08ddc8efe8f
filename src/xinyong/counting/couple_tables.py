"""Pairs: who is together with whom, as bins of what each of the two has. Read once a year for tables (see `tables`)."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

Array = Any

INCOME_BINS = 64
"""Bins of a quarter of an e-fold of income."""
SCORE_BINS = 64
"""Bins of 32 points of the headline score."""
SCORE_COLUMNS = SCORE_BINS + 2
"""What the partner has: nobody is the partner, the partner has no score, or the bin of the partner's score."""

_INCOME_STEP = 250  # thousandths of an e-fold
_SCORE_SHIFT = 8  # eighths of a point in 32 points, as a power of two


def income_pair(c: Any) -> Array:
    """One's own bin of income and the partner's, as one number."""
    own = jnp.minimum(c.log_income // _INCOME_STEP, INCOME_BINS - 1)
    return own * INCOME_BINS + _of_partner(own, c)


def score_pair(c: Any) -> Array:
    """One's own bin of the score and what the partner has (see `SCORE_COLUMNS`), as one number."""
    own = jnp.minimum(c.score_eighths >> _SCORE_SHIFT, SCORE_BINS - 1)
    theirs = _of_partner(jnp.where(c.has_score, 2 + own, 1), c)
    return own * SCORE_COLUMNS + jnp.where(c.partner > 0, theirs, 0)


def _of_partner(values: Array, c: Any) -> Array:
    """What one's partner has, of a flat column; what oneself has, without a partner."""
    place = jnp.arange(values.shape[0], dtype=jnp.int32) ^ c.partner.astype(jnp.int32)
    return values.at[place].get(mode="promise_in_bounds")
