"""`xy.extremes`: check extreme settings against known answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ..errors import check_whole
from ..runs.progress import Stages
from ..runs.run import run
from ..scenario.scenario import Scenario
from .finding import Evidence, chosen
from .limits.cases import EXTREMES
from .limits.limit import Extreme

if TYPE_CHECKING:
    from ..engine.progress import Progress
    from ..results.run_result import Run

POPULATION: Final = 32_768
LEAST, MOST = 2_000, 2_000_000_000
"""With fewer people, nobody may have a score, and a limit about scores would be undefined."""
WINDOW: Final = {"from": "2016-01", "until": "2018-12"}
"""Three years in which the rules of every preset are in force; their last month is a December."""
_METHOD: Final = (
    "Each case and its usual world are {population:,} synthetic adults, the same people with the same random numbers, "
    "{from} to {until}, seed {seed}. Values are those of the last month. An exact limit allows for rounding only."
)


def extremes(
    cases: str | Sequence[str | Extreme] = (),
    *,
    population: int = POPULATION,
    seed: int | None = None,
    window: Mapping[str, str] = WINDOW,
    progress: bool | Progress | None = None,
) -> Evidence:
    """Run extreme cases beside their usual worlds and compare them with their limits.

    Parameters
    ----------
    cases
        One id or several, or cases of your own; all cases if none is given.
    population
        Simulated citizens.
    seed
        Random seed; the preset's if None.
    window
        First and last month; measures that are counted in December need one as the last.
    progress
        As for `run`.

    Raises
    ------
    BadRequest
        For an unknown id or a population smaller than `LEAST`.
    """
    known = {case.id: case for case in EXTREMES}
    asked = chosen(cases, known, where="--case", accepted="the id of an extreme case")
    check_whole("population", population, least=LEAST, most=MOST, unit="citizens")
    usual = {world.hash: world for world in (case.usual(window) for case in asked)}
    months = len(next(iter(usual.values())).window.months)
    with Stages(progress, stages=len(asked) + len(usual), months=months) as stages:

        def simulated(scenario: Scenario) -> Run:
            return run(scenario, population=population, seed=seed, cohort=0, progress=stages)

        runs = {hash_: simulated(world) for hash_, world in usual.items()}
        subjects = [case.judge(simulated(case.extreme(window)), runs[case.usual(window).hash]) for case in asked]
    settings = {"population": population, "seed": next(iter(runs.values())).manifest["seed"], **window}
    only = [word for case in asked for word in ("--case", case.id)] if len(asked) < len(EXTREMES) else []
    return Evidence(
        "Extreme cases",
        "One thing at a time is taken to its limit, where the correct answer is known before the run.",
        _METHOD.format(**settings),
        tuple(subjects),
        " ".join(["xinyong extremes", *only, f"--population {population} --seed {settings['seed']}"]),
        settings,
    )
