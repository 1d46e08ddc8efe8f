"""Payment history as scores see it: through the bank registry, with its gaps, errors and delays.

Lenders know the payment record itself. The registry lacks unreported payments and contains missed payments that never
happened. Without watching, everything is passed on. Defaults and court orders are always known.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array

from ..mechanism import View

READS: tuple[str, ...] = (
    "payment_record", "arrears_months", "record_unfiled", "record_misfiled", "arrears_unfiled", "wrong_entry_bank",
)  # fmt: skip


def paying(c: View, p: View) -> tuple[Array, Array]:
    """The record times what arrears leave of it: as the registry has it, and without wrong entries.

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

    def left(record: Array, behind: Array) -> Array:
        return jnp.clip(record, 0.0, 1.0) * (1.0 - jnp.minimum(behind / p.arrears_worst_months, 1.0))

    # a wrong entry adds a month of arrears in its month
    actual = left(record - c.record_misfiled, behind + c.wrong_entry_bank.astype(jnp.float32))
    # the same bits where nothing is wrong, so that rounding does not look like an error
    is_wronged = (c.record_misfiled > 0) | (c.wrong_entry_bank > 0)
    return actual, jnp.where(is_wronged, left(record, behind), actual)
