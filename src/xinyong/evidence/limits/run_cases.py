"""Runs extreme cases beside their usual worlds, and holds them against their limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ...errors import BadRequest, nearest
from ...runs.request import check_whole
from ...runs.run import run
from ...scenario.scenario import Scenario
from .cases import EXTREMES
from .limit import Extreme, Finding, Seen

if TYPE_CHECKING:
    from ...engine.progress import Progress
    from ...results.run_result import Run

POPULATION: Final = 32_768
LEAST, MOST = 2_000, 2_000_000_000
"""With fewer people, nobody may have a score, and a limit about scores would be undefined."""
WINDOW: Final = {"from": "2016-01", "until": "2018-12"}
"""Three years in which the rules of every preset are in force; their last month is a December."""


def extremes(
    *,
    cases: Sequence[Extreme] = EXTREMES,
    population: int = POPULATION,
    window: Mapping[str, str] = WINDOW,
    seed: int | None = None,
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Run extreme cases beside their usual worlds, and hold them against their limits.

    Parameters
    ----------
    cases
        Which ones.
    population
        Simulated citizens.
    window
        First and last month; measures that are counted in December need one as the last.
    seed
        The preset's if None.
    progress
        Who is told how far each run is.

    Raises
    ------
    BadRequest
        If the population is smaller than `LEAST`.
    """
    check_whole("population", population, least=LEAST, most=MOST, unit="citizens")
    usual: dict[tuple[str, str], Run] = {}
    findings = []
    for case in cases:
        key = (case.preset, repr(sorted(case.frame.items())))
        if key not in usual:
            usual[key] = _lived(case.usual(window), population, seed, progress)
        found = _lived(case.extreme(window), population, seed, progress)
        seen = Seen(found), Seen(usual[key])
        findings.append(Finding(case, tuple(limit.judge(*seen) for limit in case.limits), usual[key], found))
    return tuple(findings)


def named(ids: Sequence[str]) -> tuple[Extreme, ...]:
    """The cases of these ids, all of them if none is given.

    Raises
    ------
    BadRequest
        For an id that no case has.
    """
    known = {case.id: case for case in EXTREMES}
    for unknown in (asked for asked in ids if asked not in known):
        raise BadRequest(
            "--case", received=unknown, accepted="the id of an extreme case", remedy=nearest(unknown, known)
        )
    return tuple(known[asked] for asked in ids or known)


def _lived(scenario: Scenario, population: int, seed: int | None, progress: Progress | None) -> Run:
    return run(scenario, population=population, seed=seed, cohort=0, progress=progress)
