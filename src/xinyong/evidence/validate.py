"""`xy.validate`: compare the whole model with published figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..errors import check_whole
from ..runs.request import resolve
from ..runs.run import run
from ..scenario.provenance import FACTS
from .course import Course
from .finding import Evidence, Finding, Subject
from .record.check import Worlds
from .record.targets import CHECKS, TITLES

if TYPE_CHECKING:
    from ..engine.progress import Progress

POPULATION: Final = 98_304
LEAST, MOST = 2_000, 2_000_000_000
_SHAMING: Final = {"lending.village_shaming": 1.0}
_METHOD: Final = (
    "The preset `documented` was run three times: from 2008 to 2017, from 2013 to 2024, and from 2013 to 2018 with the "
    "names of late payers posted in all villages. Each run has {population:,} synthetic adults and random seed {seed}. "
    "No parameter was changed for this comparison."
)


def validate(*, population: int = POPULATION, seed: int = 1, progress: bool | Progress | None = None) -> Evidence:
    """Run `documented` from 2008, from 2013, and with shaming in villages, and judge every check.

    Parameters
    ----------
    population
        Simulated citizens of each run.
    seed
        Random seed, the same in all runs.
    progress
        As for `run`.

    Raises
    ------
    BadRequest
        For a population out of its range.
    """
    check_whole("population", population, least=LEAST, most=MOST, unit="citizens")

    def course(first: str, last: str, changes: Mapping[str, Any] | None = None) -> Course:
        asked = resolve("documented", population=population, seed=seed, from_=first, until=last, changes=changes)
        return Course(run(asked, cohort=0, progress=progress))

    worlds = Worlds(course("2008-01", "2017-12"), course("2013-01", "2024-12"), course("2013-01", "2018-12", _SHAMING))
    judged = [check.judge(worlds) for check in CHECKS]
    each = worlds.from_2013.people_per_citizen
    return gathered(judged, population=population, seed=seed, people_per_citizen=each)


def gathered(findings: Sequence[Finding], *, population: int, seed: int, people_per_citizen: float) -> Evidence:
    """Judged checks, in the order of `CHECKS`, as one result by target."""
    by_target: dict[str, list[Finding]] = {target: [] for target in TITLES}
    for check, finding in zip(CHECKS, findings, strict=True):
        by_target[check.target].append(finding)
    subjects = tuple(
        Subject(target, f"{TITLES[target]} (facts {target})", FACTS[target].statement, tuple(found))
        for target, found in by_target.items()
    )
    return Evidence(
        "The whole model and published figures",
        "Published figures, and what the preset `documented` simulates for the same months.",
        _METHOD.format(population=population, seed=seed),
        subjects,
        f"xinyong validate --population {population} --seed {seed}",
        {"population": population, "seed": seed, "people_per_citizen": people_per_citizen},
    )
