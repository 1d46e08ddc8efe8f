"""The watchers: what is known at the centre about watching itself.

They remember where cameras stand and where incidents were recorded, and reckon what share of each part of an average
life was recorded in the month. Both follow from sums over villages and towns of each province. Rows V1-V4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

import jax
import jax.numpy as jnp
import numpy as np

from ..mechanisms.mechanism import View
from ..mechanisms.watching.channels import LIFE, OFFENCES, life, reach, reach_of_files
from ..scenario.governance import watching_numbers
from ..scenario.scenario import Scenario
from .camera_shares import AREAS, PROVINCES, STRATA, Values, density, discovered, priors, shared_out

if TYPE_CHECKING:
    from .parts import Signal

Numbers = tuple[float, ...]

_IS_URBAN = np.arange(2 * STRATA) % AREAS == 1
_IS_JOINED = np.arange(2 * STRATA) >= STRATA


@dataclass(frozen=True)
class CameraAllocation:
    """What the watchers remember: recorded incidents, where cameras stand, and what of life was recorded.

    Attributes
    ----------
    incidents
        Recorded incidents as they count, by stratum (see `cameras`); those of the run alone.
    cameras
        Shares of all cameras by stratum; empty as long as nobody knows where people live.
    first
        The same before any were moved.
    life
        Share of each of `channels.LIFE` that was recorded in the month just past; empty before the first month and
        without people.
    """

    incidents: Numbers = (0.0,) * STRATA
    cameras: Numbers = ()
    first: Numbers = ()
    life: Numbers = ()

    ROWS: ClassVar[tuple[str, ...]] = ("V1", "V2", "V3", "V4")
    NEUTRAL: ClassVar[Mapping[str, Signal]] = {
        "camera_density": np.ones((PROVINCES, AREAS), np.float32),
        "innocents_recorded": 0.0,
    }

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether anything is watched."""
        return "watching" in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """Watchers who have not seen anything yet."""
        return cls()

    def density(self) -> Values:
        """Cameras by stratum over those before any were moved."""
        return density(np.asarray(self.cameras), np.asarray(self.first)) if self.cameras else np.ones(STRATA)

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Where cameras stand, and how much of a life is recorded wrongly where nothing was done."""
        moves = scenario.watching.cameras.on.value
        found = self.density() if moves else np.ones(STRATA)
        return {
            "camera_density": found.astype(np.float32).reshape(PROVINCES, AREAS),
            "innocents_recorded": self._innocents(scenario, month),
        }

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """See what was recorded, and move cameras if it is time to."""
        tables = {
            name: _table(tally, name) for name in ("watched_people", "watched_online", "watched_files", "incidents")
        }
        after = replace(self, life=self._life(scenario, month, tables))
        return after._moved(scenario, month, tables) if scenario.watching.cameras.on.value else after

    def _life(self, scenario: Scenario, month: int, tables: Mapping[str, Values]) -> Numbers:
        """Shares of the parts of an average life; nothing without people."""
        people = tables["watched_people"]
        if people.sum() == 0:
            return ()
        of = np.maximum(people, 1.0)
        moved = np.tile(np.asarray(self.signals(scenario, month)["camera_density"]).reshape(-1), 2)
        online, has_file = tables["watched_online"] / 1000.0 / of, tables["watched_files"] / of
        recorded = np.asarray(_recorded(watching_numbers(scenario, month), moved, online, has_file))
        return tuple(np.average(recorded, axis=1, weights=people).tolist())

    def _innocents(self, scenario: Scenario, month: int) -> float:
        """The chance that somebody is recorded for an act not committed, over the parts of last month's average life.

        Of several acts in one part of life it is the mean: who commits one is not also recorded falsely for it.
        """
        if not self.life or scenario.adapting.innocents_risk.at(month) == 0.0:
            return 0.0
        p = watching_numbers(scenario, month)
        recorded = dict(zip(LIFE, self.life, strict=True))
        wrongly = sum(
            p[f"weight_{part}"] * recorded[part] * sum(p[f"{act}_false_alarm"] for act in acts) / len(acts)
            for part, acts in OFFENCES.items()
        )
        return wrongly / max(sum(p[f"weight_{part}"] for part in LIFE), 1e-9)

    def _moved(self, scenario: Scenario, month: int, tables: Mapping[str, Values]) -> Self:
        p = scenario.watching.cameras.numbers(month)
        among = scenario.watching.cameras.among.value
        people, incidents = (tables[name].reshape(2, STRATA).sum(axis=0) for name in ("watched_people", "incidents"))
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

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps, to the last bit."""
        return {name: [number.hex() for number in numbers] for name, numbers in vars(self).items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The watchers of a checkpoint."""
        return cls(**{name: tuple(float.fromhex(number) for number in numbers) for name, numbers in kept.items()})


@jax.jit
def _recorded(numbers: Mapping[str, Any], moved: Any, online: Any, has_file: Any) -> Any:
    """Share of each part of life that is recorded, by stratum (parts, 2 * STRATA), as `watching` reckons it."""
    p = View("watchers: parameters", numbers)
    c = View("watchers: strata", {"is_urban": _IS_URBAN})
    stands = jnp.where(_IS_URBAN, 1.0, p.cameras_rural) * moved
    seen = reach(c, p, density=stands, is_joined=_IS_JOINED)
    files = reach_of_files(p, online=online, has_file=has_file, is_urban=_IS_URBAN, is_joined=_IS_JOINED)
    parts = life(seen, files, online=online)
    return jnp.stack([jnp.broadcast_to(parts[name](), online.shape) for name in LIFE])


def _table(tally: Any, name: str) -> Values:
    return np.asarray(tally.tables.get(name, np.zeros(2 * STRATA)), np.float64)
