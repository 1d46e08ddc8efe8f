"""What is asked of an experiment: a scenario with its frame, and whole numbers within their range."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import BadRequest, not_text
from ..scenario.months import format_month
from ..scenario.scenario import Scenario


def resolve(
    scenario: str | Path | Scenario,
    *,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Scenario:
    """The scenario that is meant, with its frame and changes.

    Parameters
    ----------
    scenario
        A preset's name, a TOML file, or a scenario.
    population
        Simulated citizens.
    from_, until
        First and last month, ``YYYY-MM``.
    seed
        Where all luck begins.
    changes
        New values by key path, as ``Scenario.with_changes`` takes them.

    Raises
    ------
    BadScenario
        If there is no such scenario, or a value is not valid.
    """
    base = scenario if isinstance(scenario, Scenario) else Scenario.load(scenario)
    frame = {"population": population, "seed": seed, "window.from": from_, "window.until": until}
    asked = {**(changes or {}), **{path: value for path, value in frame.items() if value is not None}}
    return base.with_changes(asked) if asked else base


def frame_of(scenario: Scenario) -> dict[str, Any]:
    """Population, seed, first and last month of a scenario, as `resolve` takes them."""
    return {
        "population": scenario.population,
        "seed": scenario.seed,
        "from_": format_month(scenario.window.from_),
        "until": format_month(scenario.window.until),
    }


def check_whole(where: str, value: object, *, least: int, most: int, unit: str) -> None:
    """Refuse what is not a whole number in its range.

    Raises
    ------
    BadRequest
        With the argument's name, what was received and what is accepted.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadRequest(
            where,
            received=not_text(value),
            accepted=f"a whole number of {unit} from {least} to {most}",
            remedy=f"Give a whole number in that range for {where}.",
        )
