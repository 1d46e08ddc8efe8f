"""Arguments of runs: the scenario with its window, seed and changes; whole numbers within their range."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadRequest, Description, check_whole
from ..plugins import is_offered
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
        If there is no such scenario, a value is not valid or given twice, or a mechanism cannot be added.
    """
    base = _with_model(scenario, tuple(mechanisms))
    frame = {"population": population, "seed": seed, "window.from": from_, "window.until": until}
    wanted = {str(path): value for path, value in changes.items()} if changes is not None else {}
    for path, value in frame.items():
        if value is not None and path in wanted:
            raise BadRequest(
                path,
                received=Description(f"{wanted[path]!r} among the changes and {value!r} beside them"),
                accepted=f"one value of {path}",
                remedy="Leave one of them out.",
            )
    wanted |= {path: value for path, value in frame.items() if value is not None}
    return base.with_changes(wanted) if wanted else base


def _with_model(scenario: str | Path | Scenario, added: tuple[Mechanism, ...]) -> Scenario:
    """The scenario, with its mechanisms that are not built in; without those, no model (and no JAX) is loaded."""
    given = scenario if isinstance(scenario, Scenario) else None
    if added or is_offered() or (given is not None and given.ADDED):
        from ..model import model_with

        model = model_with(added, scenario=given)
        return model.load(scenario) if not isinstance(scenario, Scenario) else model.adapted(scenario)
    return scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)


def check_sizes(*, replicates: int, cohort: int, checkpoint_months: int) -> dict[str, int]:
    """The three settings by name, each a whole number in its range.

    Raises
    ------
    BadRequest
        If one of them is not.
    """
    from ..engine.checkpoint import MOST_MONTHS

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
