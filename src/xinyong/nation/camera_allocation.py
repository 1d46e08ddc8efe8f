"""Camera allocation: where cameras stand, and what share of an average life is recorded.

Cameras go where incidents were recorded. More cameras record more incidents, which draw more cameras: the feedback loop
of Ensign et al. (2018), in the form of an urn model. All cameras stay in use; only their places change.
Both the cameras and the recorded share of a life follow from sums over the villages and towns of each province.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jaxtyping import Float, Int32, Int64, Integer
from numpy.typing import NDArray

from ..array_types import Scalar, Values
from ..counting.bins import THOUSANDTH, steps
from ..counting.citizens import Citizens
from ..counting.tables import CountTable
from ..mechanisms.mechanism import View
from ..mechanisms.watching.channels import life, reach, reach_of_files, stratum
from ..scenario.governance import watching_numbers
from ..scenario.scenario import Scenario
from ..society.columns import PLACE
from ..vocabulary import ACTS, LIFE
from .part import Counted, Part, Signal

Numbers = tuple[float, ...]
Strata = Float[Array, " both"]
"""A number for each stratum: of places outside the network, then of joined places."""

PROVINCES, AREAS = 31, 2
STRATA = PROVINCES * AREAS
"""Villages and towns of each province, numbered as in `mechanisms.watching.channels.stratum`."""

_OFFENCES = {part: acts for part in LIFE if (acts := [name for name, act in ACTS.items() if act.life == part])}
_IS_URBAN = np.arange(2 * STRATA) % AREAS == 1
_IS_JOINED = np.arange(2 * STRATA) >= STRATA

BY_STRATUM: tuple[str, ...] = ("people", "files", "incidents", "online")
"""What is counted by stratum: people, those with a credit file, what cameras recorded, thousandths of life online."""
_BITS = 10
"""Bits for the people and for the files of a place, side by side; what cameras recorded goes on top."""


def _count_strata(c: Citizens) -> Int64[Array, " counted"]:
    """Add up the citizens of each place first, which lies in one stratum: that is cheap."""
    is_person = c.is_person.astype(jnp.int32)
    recorded = is_person * (c.rec_jaywalk.astype(jnp.int32) + c.wrong_jaywalk.astype(jnp.int32))
    has_file = (c.is_person & (c.file_months > 0)).astype(jnp.int32)
    packed = _of_places(is_person | has_file << _BITS | recorded << (2 * _BITS))
    mask = (1 << _BITS) - 1
    online = _of_places(jnp.where(c.is_person, steps(c.online, THOUSANDTH, 1000), 0))
    amounts = (packed & mask, packed >> _BITS & mask, packed >> (2 * _BITS), online)
    place = stratum(c.province[::PLACE], c.is_urban[::PLACE]) + STRATA * c.is_joined[::PLACE].astype(jnp.int32)
    nobody = jnp.zeros(2 * STRATA, jnp.int64)
    return jnp.concatenate([nobody.at[place].add(a.astype(jnp.int64), mode="promise_in_bounds") for a in amounts])


def _of_places(values: Integer[Array, "*tile"]) -> Int32[Array, " places"]:
    return jnp.sum(values.reshape(-1, PLACE), axis=1, dtype=jnp.int32)


WATCHED = CountTable("watched", len(BY_STRATUM) * 2 * STRATA, needs="rec_late_bill", count=_count_strata)
"""All of `BY_STRATUM`, by villages and towns of each province; places that are joined into one network come last."""


def by_stratum(table: NDArray[Any]) -> dict[str, Values]:
    """The table ``watched`` by name of what is counted."""
    return dict(zip(BY_STRATUM, np.asarray(table, np.float64).reshape(len(BY_STRATUM), -1), strict=True))


@dataclass(frozen=True)
class CameraAllocation(Part):
    """Recorded incidents, the places of cameras, and the share of an average life that was recorded.

    Attributes
    ----------
    incidents
        Recorded incidents of the run that count for the allocation (see `discovered`), by stratum.
    cameras
        Shares of all cameras by stratum; empty before the first count of people.
    first
        The same before any camera moved.
    life
        Recorded share of each of `vocabulary.LIFE` in the month just past; empty before the first month or without
        people.
    """

    incidents: Numbers = (0.0,) * STRATA
    cameras: Numbers = ()
    first: Numbers = ()
    life: Numbers = ()

    NAME: ClassVar[str] = "camera_allocation"
    ROWS: ClassVar[tuple[str, ...]] = ("V1", "V2", "V3", "V4")
    FOR: ClassVar[str] = "watching"
    TABLES: ClassVar[tuple[CountTable, ...]] = (WATCHED,)
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {
        "camera_density": np.ones((PROVINCES, AREAS), np.float32),
        "innocents_recorded": 0.0,
    }

    def density(self) -> Values:
        """Cameras by stratum, as a multiple of those before any moved."""
        return density(np.asarray(self.cameras), np.asarray(self.first)) if self.cameras else np.ones(STRATA)

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Camera density, and the chance that an innocent life is recorded wrongly."""
        moves = scenario.watching.cameras.on.value
        found = self.density() if moves else np.ones(STRATA)
        return {
            "camera_density": found.astype(np.float32).reshape(PROVINCES, AREAS),
            "innocents_recorded": self._innocents(scenario, month),
        }

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> CameraAllocation:
        """Count what was recorded, and move cameras if it is time to."""
        tables = by_stratum(counted.table(WATCHED.name))
        after = replace(self, life=self._life(scenario, month, tables))
        return after._moved(scenario, month, tables) if scenario.watching.cameras.on.value else after

    def _life(self, scenario: Scenario, month: int, tables: Mapping[str, Values]) -> Numbers:
        """Recorded shares of the parts of an average life; empty without people."""
        people = tables["people"]
        if people.sum() == 0:
            return ()
        of = np.maximum(people, 1.0)
        moved = np.tile(np.asarray(self.signals(scenario, month)["camera_density"]).reshape(-1), 2)
        online, has_file = tables["online"] / 1000.0 / of, tables["files"] / of
        recorded = np.asarray(_recorded(watching_numbers(scenario, month), moved, online, has_file))
        return tuple(np.average(recorded, axis=1, weights=people).tolist())

    def _innocents(self, scenario: Scenario, month: int) -> float:
        """The chance of being recorded for an act that one did not commit, over the parts of last month's average life.

        For several acts in one part of life it is their mean: who commits one is not also recorded falsely for it.
        """
        if not self.life or scenario.adapting.innocents_risk.at(month) == 0.0:
            return 0.0
        p = watching_numbers(scenario, month)
        recorded = dict(zip(LIFE, self.life, strict=True))
        wrongly = sum(
            p[f"weight_{part}"] * recorded[part] * sum(p[f"{act}_false_alarm"] for act in acts) / len(acts)
            for part, acts in _OFFENCES.items()
        )
        return wrongly / max(sum(p[f"weight_{part}"] for part in LIFE), 1e-9)

    def _moved(self, scenario: Scenario, month: int, tables: Mapping[str, Values]) -> CameraAllocation:
        p = scenario.watching.cameras.numbers(month)
        among = scenario.watching.cameras.among.value
        people, incidents = (tables[name].reshape(2, STRATA).sum(axis=0) for name in ("people", "incidents"))
        if people.sum() == 0:
            return self
        stood = people * np.where(_IS_URBAN[:STRATA], 1.0, scenario.watching.cameras_rural.at(month))
        first = stood / stood.sum()
        share = first * self.density()
        share = share / share.sum()
        surprise = scenario.watching.cameras.surprise.value
        counted = discovered(incidents, share, among, surprise=surprise)
        kept = np.asarray(self.incidents) * (1.0 - p["fades"]) + counted
        if (month + 1) % int(p["every_months"]) == 0:
            on_record = kept + priors(people, p)
            share = shared_out(on_record, first, among, feedback=p["feedback"], floor=p["floor"])
        return replace(self, incidents=tuple(kept.tolist()), cameras=tuple(share.tolist()), first=tuple(first.tolist()))


@jax.jit
def _recorded(
    numbers: Mapping[str, Scalar], moved: Strata, online: Strata, has_file: Strata
) -> Float[Array, "parts both"]:
    """Recorded share of each part of life by stratum (parts, 2 * STRATA), computed as `watching` does."""
    p = View("camera_allocation: parameters", numbers)
    is_urban, is_joined = jnp.asarray(_IS_URBAN), jnp.asarray(_IS_JOINED)
    c = View("camera_allocation: strata", {"is_urban": is_urban})
    stands = jnp.where(is_urban, 1.0, p.cameras_rural) * moved
    seen = reach(c, p, density=stands, is_joined=is_joined)
    files = reach_of_files(p, online=online, has_file=has_file, is_urban=is_urban, is_joined=is_joined)
    parts = life(seen, files, online=online)
    return jnp.stack([jnp.broadcast_to(parts[name](), online.shape) for name in LIFE])


def grouped(values: Values, among: str) -> Values:
    """Sums by unit of allocation: each stratum (``province``), or villages and towns of the whole nation (``area``)."""
    return values if among == "province" else np.asarray(values.reshape(PROVINCES, AREAS).sum(axis=0))


def spread(values: Values, among: str) -> Values:
    """A value of each unit of allocation, repeated for each of its strata."""
    return values if among == "province" else np.tile(values, PROVINCES)


def discovered(incidents: Values, share: Values, among: str, *, surprise: bool) -> Values:
    """Incidents that count: with surprise, less the share that cameras would have recorded anyway."""
    return incidents * (1.0 - spread(grouped(share, among), among)) if surprise else incidents


def shared_out(incidents: Values, first: Values, among: str, *, feedback: float, floor: float) -> Values:
    """Shares of all cameras by stratum.

    Parameters
    ----------
    incidents
        Incidents on record by stratum, including those from before the run.
    first
        Shares of all cameras before any moved. A stratum without cameras never gets one.
    among
        ``"province"`` or ``"area"``.
    feedback, floor
        Exponent of incidents a camera; share of cameras that do not move.
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
    """Cameras by stratum, as a multiple of those before any moved; 1 where there were none."""
    return np.divide(share, first, out=np.ones_like(first), where=first > 0)


def priors(people: Values, p: Mapping[str, float]) -> Values:
    """Incidents by stratum from before the run."""
    per_thousand = np.tile([p["prior_villages"], p["prior_towns"]], PROVINCES)
    return np.asarray(people * per_thousand / 1000.0)
