"""Plug-ins: what installed packages add to this one, and what a run folder notes of added mechanisms.

A package names objects in entry points of the group ``xinyong``. A run folder can be read without the added mechanisms
of the run: its manifest holds the declarations of their parameters, which make stand-ins for their sections. Only a
simulation needs the mechanisms themselves.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeVar

from pydantic import create_model

from .errors import BadRequest
from .scenario.declaration import Number, OneOf
from .scenario.parameter import Declaration, Section, choice, parameter, switch
from .scenario.parameter_value import Choice, Setting, Switch
from .scenario.scenario import Scenario

GROUP = "xinyong"
OFFERABLE = ("Measure", "Mechanism")
"""Classes of what a package can offer."""
T = TypeVar("T")


def is_offered() -> bool:
    """Whether an installed package offers anything."""
    return bool(entry_points(group=GROUP))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """The scenario of a preset's name or of a TOML file, with the mechanisms of installed packages if there are any."""
    if not is_offered():
        return Scenario.load(name_or_path)
    from .model import model_with  # only then: it loads JAX

    return model_with().load(name_or_path)


def installed(kind: type[T]) -> list[tuple[str, T]]:
    """The objects of one kind that installed packages offer, with name and version of the package."""
    return [(origin, offered) for origin, offered in _all() if isinstance(offered, kind)]


@functools.cache
def _all() -> tuple[tuple[str, object], ...]:
    """Everything that is offered, after the package's name and version. An entry point names one object, or several.

    Raises
    ------
    BadRequest
        If an entry point cannot be loaded, or is something else than a measure or a mechanism.
    """
    found: list[tuple[str, object]] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        origin = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
        try:
            offered = point.load()
        except Exception as error:
            raise BadRequest(
                f"installed package {origin}",
                received=f"{type(error).__name__}: {error}",
                accepted=f"an entry point {point.name!r} that can be imported",
                remedy="Repair or uninstall the package.",
            ) from error
        for one in offered if isinstance(offered, list | tuple) else (offered,):
            if (what := type(one).__name__) not in OFFERABLE:
                raise BadRequest(
                    f"installed package {origin}",
                    received=f"{what} as the entry point {point.name!r}",
                    accepted="measures (xinyong.measure) and mechanisms (xinyong.Mechanism)",
                    remedy="Tell its author; until then, uninstall it.",
                )
            found.append((origin, one))
    return tuple(found)


def noted(scenario: Scenario, origins: Mapping[str, str]) -> list[dict[str, Any]]:
    """What a manifest notes of added mechanisms that are on: their name, origin and declared parameters."""
    on = [name for name in scenario.ADDED if scenario.section(name).is_on]
    declared = {name: scenario.section(name).declared() for name in on}
    return [
        {"name": name, "origin": origins[name], "parameters": {key: _noted(one) for key, one in parameters.items()}}
        for name, parameters in declared.items()
    ]


def _noted(declared: Declaration) -> dict[str, Any]:
    if isinstance(declared, Number):
        return {name: getattr(declared, name) for name in ("meaning", "unit", "low", "high", "between")}
    return {"meaning": declared.meaning} | ({"options": declared.options} if isinstance(declared, OneOf) else {})


def stand_in(name: str, parameters: Mapping[str, Mapping[str, Any]]) -> type[Section]:
    """A class like the section of an added mechanism, from what a manifest notes of its parameters."""
    fields: dict[str, Any] = {key: _field(**one) for key, one in parameters.items()}
    found: type[Section] = create_model(name, __base__=Section, **fields)
    return found


def _field(*, meaning: str, options: list[str] | None = None, **number: Any) -> tuple[type, Any]:
    if number:
        return Setting, parameter(number["low"], meaning, **number)
    return (Switch, switch(False, meaning=meaning)) if options is None else (Choice, choice(*options, meaning=meaning))
