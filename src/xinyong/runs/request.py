"""Arguments of runs: the scenario with its window, seed and changes; whole numbers within their range."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..engine.checkpoint import MOST_MONTHS
from ..errors import BadRequest, check_whole
from ..model import model_with
from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from ..mechanisms import Mechanism

    Changes = Mapping[str, Any] | pd.Series
    """New values by key path: a mapping, or a pandas Series whose index holds the paths."""

MOST_REPLICATES, MOST_FOLLOWED = 10_000, 100_000
BESIDE_RESUME = ("resume", "workers", "tile", "network", "measures", "mechanisms", "progress")
"""Arguments that may be given together with ``resume``: they change no result, or must be repeated."""


def resolve(
    scenario: str | Path | Scenario,
    *,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Changes | None = None,
    mechanisms: Iterable[Mechanism] = (),
) -> Scenario:
    """The requested scenario with its window, seed, population and changes.

    Parameters
    ----------
    scenario
        A preset's name, a TOML file, or a scenario.
    population
        Simulated citizens.
    from_, until
        First and last month, ``YYYY-MM``.
    seed
        Random seed.
    changes
        New values by key path, as ``Scenario.with_changes`` takes them.
    mechanisms
        Mechanisms to add to the model.

    Raises
    ------
    BadInput
        If there is no such scenario, a value is not valid, or a mechanism cannot be added.
    """
    given = scenario if isinstance(scenario, Scenario) else None
    model = model_with(mechanisms, scenario=given)
    base = model.load(scenario) if not isinstance(scenario, Scenario) else model.adapted(scenario)
    frame = {"population": population, "seed": seed, "window.from": from_, "window.until": until}
    wanted = {str(path): value for path, value in changes.items()} if changes is not None else {}
    if not isinstance(changes, Mapping):  # a Series of numbers holds whole ones as floats too
        wanted = {path: int(v) if isinstance(v, float) and v.is_integer() else v for path, v in wanted.items()}
    wanted |= {path: value for path, value in frame.items() if value is not None}
    return base.with_changes(wanted) if wanted else base


def check_sizes(*, replicates: int, cohort: int, checkpoint_months: int) -> dict[str, int]:
    """The three settings by name, each a whole number in its range.

    Raises
    ------
    BadRequest
        If one of them is not.
    """
    return {
        "replicates": check_whole("replicates", replicates, least=1, most=MOST_REPLICATES, unit="runs"),
        "cohort": check_whole("cohort", cohort, least=0, most=MOST_FOLLOWED, unit="citizens"),
        "checkpoint_months": check_whole(
            "checkpoint_months", checkpoint_months, least=0, most=MOST_MONTHS, unit="months"
        ),
    }


def check_only_resumed(function: Callable[..., object], given: Mapping[str, Any], *, change: str) -> None:
    """Refuse arguments that would change what is resumed.

    Parameters
    ----------
    function
        `run` or `compare`.
    given
        All of its arguments by name.
    change
        What to do to obtain another result.

    Raises
    ------
    BadRequest
        If any but those of `BESIDE_RESUME` differs from its default.
    """
    for name, parameter in inspect.signature(function).parameters.items():
        usual = () if parameter.kind is parameter.VAR_POSITIONAL else parameter.default
        if name not in BESIDE_RESUME and given[name] is not usual and not _equal(given[name], usual):
            raise BadRequest(
                "resume",
                received=f"together with {name.strip('_')}",
                accepted="only workers, tile, network and progress beside it",
                remedy=f"The folder says what to run; {change}",
            )


def _equal(value: object, usual: object) -> bool:
    return isinstance(value, str | int | tuple) and value == usual
