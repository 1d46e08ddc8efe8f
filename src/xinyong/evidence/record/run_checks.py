"""Running the worlds of the checks, and judging them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...runs.request import check_whole, resolve
from ...runs.run import run
from .check import Judged, RunCourse, Unexpressed, Worlds
from .not_expressed import UNEXPRESSED
from .targets import CHECKS

if TYPE_CHECKING:
    from ...engine.progress import Progress

POPULATION: Final = 98_304
LEAST, MOST = 2_000, 2_000_000_000
_SHAMING: Final = {"lending.village_shaming": 1.0}


@dataclass(frozen=True)
class Validation:
    """What the checks came to.

    Attributes
    ----------
    population, seed
        Of every run.
    judged
        One a check, in the order of `CHECKS`.
    unexpressed
        What could not be asked.
    """

    population: int
    seed: int
    judged: tuple[Judged, ...]
    unexpressed: tuple[Unexpressed, ...] = UNEXPRESSED

    @property
    def is_passed(self) -> bool:
        """Whether no check failed."""
        return all(one.state != "not met" for one in self.judged)

    def count(self, state: str) -> int:
        """How many checks came to a state."""
        return sum(one.state == state for one in self.judged)

    @property
    def tally(self) -> str:
        """How many were met, as a sentence."""
        few = self.count("too few")
        asked = len(self.judged) - few
        words = f"{self.count('met')} of {asked} checks are met, {self.count('not met')} are not"
        words += f"; {few} could not be judged with so few citizens" if few else ""
        return f"{words}; {len(self.unexpressed)} parts of targets are not expressed by the model."

    def to_dict(self) -> dict[str, Any]:
        """The outcome as data."""
        return {
            "population": self.population,
            "seed": self.seed,
            "is_passed": self.is_passed,
            "tally": self.tally,
            "checks": [one.to_dict() for one in self.judged] + [one.to_dict() for one in self.unexpressed],
        }


def validate(*, population: int = POPULATION, seed: int = 1, progress: Progress | None = None) -> Validation:
    """Run `documented` from 2008, from 2013, and with shaming in villages, and judge every check.

    Parameters
    ----------
    population
        Simulated citizens of each run.
    seed
        Where all luck begins; the same in all runs.
    progress
        Who is told how far it is.

    Raises
    ------
    BadRequest
        For a population out of its range.
    """
    check_whole("population", population, least=LEAST, most=MOST, unit="citizens")

    def course(first: str, last: str, changes: Mapping[str, Any] | None = None) -> RunCourse:
        asked = resolve("documented", population=population, seed=seed, from_=first, until=last, changes=changes)
        return RunCourse(run(asked, cohort=0, progress=progress))

    worlds = Worlds(course("2008-01", "2017-12"), course("2013-01", "2024-12"), course("2013-01", "2018-12", _SHAMING))
    return Validation(population, seed, tuple(check.judge(worlds) for check in CHECKS))
