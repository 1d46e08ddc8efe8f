"""Cameras go where incidents were recorded: how a fixed number of them is shared out anew.

Where more cameras stand more is recorded, which draws more cameras: the loop of Ensign et al. (2018), an urn into
which what is found is put back. All cameras that there are stay in use; only where they stand changes. Row V1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

PROVINCES, AREAS = 31, 2
STRATA = PROVINCES * AREAS
"""Villages and towns of each province, numbered as in `mechanisms.channels.stratum`."""


def grouped(values: Values, among: str) -> Values:
    """Sums over what cameras are shared out among: all strata, or villages and towns of the whole nation."""
    return values if among == "province" else np.asarray(values.reshape(PROVINCES, AREAS).sum(axis=0))


def spread(values: Values, among: str) -> Values:
    """What a stratum has of a value that belongs to what cameras are shared out among (the same for all in it)."""
    return values if among == "province" else np.tile(values, PROVINCES)


def discovered(incidents: Values, share: Values, among: str, *, surprise: bool) -> Values:
    """Incidents as they count: with surprise, only to the extent that no camera would have been there anyway."""
    return incidents * (1.0 - spread(grouped(share, among), among)) if surprise else incidents


def shared_out(incidents: Values, first: Values, among: str, *, feedback: float, floor: float) -> Values:
    """Shares of all cameras by stratum.

    Parameters
    ----------
    incidents
        Incidents on record by stratum, those from before the run included.
    first
        Shares of all cameras before any were moved; where there were none, none go.
    among
        ``"province"`` or ``"area"``.
    feedback, floor
        Power of incidents a camera; share of cameras that stay.
    """
    base, found = grouped(first, among), grouped(incidents, among)
    has_any = base > 0
    per_camera = np.divide(found, base, out=np.zeros_like(base), where=has_any)
    pull = np.where(has_any, base * per_camera**feedback, 0.0)
    if pull.sum() == 0.0:
        return first
    after = floor * base + (1.0 - floor) * pull / pull.sum()
    return np.asarray(first * spread(np.divide(after, base, out=np.ones_like(base), where=has_any), among))


def density(share: Values, first: Values) -> Values:
    """Cameras by stratum over those before any were moved; 1 where there were none."""
    return np.divide(share, first, out=np.ones_like(first), where=first > 0)


def priors(people: Values, p: dict[str, Any]) -> Values:
    """Incidents by stratum from before the run."""
    per_thousand = np.tile([p["prior_villages"], p["prior_towns"]], PROVINCES)
    return np.asarray(people * per_thousand / 1000.0)
