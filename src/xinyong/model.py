"""The model: its mechanisms in the order of the month, their columns, and the scenarios that set their parameters.

`BUILT_IN` is the model of this package. A user adds mechanisms of their own to it without changing the package: in
Python with ``xy.run(..., mechanisms=[mine])``, or as an installed package with entry points in the group ``xinyong``.
They are checked as strictly as the built-in ones, and none of this is kept in a global list: a scenario knows the
model that it belongs to (see `model_of`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .errors import BadMechanism, Description, nearest
from .mechanisms import ORDER, Mechanism
from .mechanisms.declaration_check import check
from .nation.nation import PARTS
from .plugins import installed, stand_in
from .scenario.parameter import Section
from .scenario.scenario import Scenario
from .society.columns import COLUMNS, FIXED, Column

BUILT_IN_ORIGIN, YOURS = "built in", "yours"
"""The origin of a mechanism of this package, and of one that was passed as an argument."""

SIGNALS: frozenset[str] = frozenset(
    {"month", "mean_income_yuan", "growth_year", "force", "speech_force"}
    | {name for part in PARTS.values() for name in part.NEUTRAL}
)
"""Signals of the nation that a mechanism can read."""


@dataclass(frozen=True, eq=False)
class Model:
    """Mechanisms in the order of the month, and what follows from their declarations."""

    mechanisms: tuple[Mechanism, ...]
    """All mechanisms, in order."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each added mechanism comes from: `YOURS`, or a package with its version. The others are built in."""

    @functools.cached_property
    def columns(self) -> dict[str, Column]:
        """Every column by name; columns of mechanisms with their own come last."""
        return COLUMNS | {column.name: column for m in self.mechanisms for column in m.columns}

    @functools.cached_property
    def kept(self) -> tuple[str, ...]:
        """Names of the columns that are carried from month to month: fixed and state columns."""
        return (*FIXED, *(name for name, column in self.columns.items() if column.kind == "state"))

    @functools.cached_property
    def scenario_type(self) -> type[Scenario]:
        """The class of scenarios of this model: it has a section for each mechanism that declares its parameters."""
        sections = {m.name: m.parameters for m in self.mechanisms if m.parameters is not None}
        return Scenario.extended(sections, model=self) if sections else Scenario

    @property
    def added(self) -> tuple[Mechanism, ...]:
        """The mechanisms that are not built in."""
        return tuple(m for m in self.mechanisms if m.name in self.origins)

    def origin(self, name: str) -> str:
        """The origin of a mechanism by its name, or by a key path in its section."""
        return self.origins.get(name.partition(".")[0], BUILT_IN_ORIGIN)

    def load(self, name_or_path: str | Path) -> Scenario:
        """The scenario of a preset's name or of a TOML file, as `Scenario.load`, with the mechanisms of this model."""
        return _labelled(self.scenario_type.load(name_or_path))

    def adapted(self, scenario: Scenario) -> Scenario:
        """A scenario as one of this model: mechanisms that it does not mention have their default parameters.

        Raises
        ------
        BadMechanism
            If it switches on a mechanism that the model lacks: it was read from a run folder, and the mechanism is
            neither passed nor installed.
        """
        _check_complete(scenario, self.mechanisms)
        if isinstance(scenario, self.scenario_type):
            return scenario
        return _labelled(self.scenario_type.from_table(scenario.as_table()))

    def with_mechanisms(self, added: Iterable[Mechanism], *, origin: str = YOURS) -> Model:
        """The same model with more mechanisms; those that it has already are not added again.

        Raises
        ------
        BadMechanism
            If one of them contradicts itself or clashes with the model.
        """
        new = tuple(m for m in added if m not in self.mechanisms)
        return _extended(self, new, origin) if new else self


def _check_complete(scenario: Scenario, mechanisms: tuple[Mechanism, ...]) -> None:
    """Refuse a scenario that switches on an added mechanism which is not there."""
    names = {m.name for m in mechanisms}
    missing = [name for name in scenario.ADDED if scenario.section(name).is_on and name not in names]
    if missing:
        raise BadMechanism(
            f"scenario {scenario.name}",
            received=Description(f"a scenario with the mechanism {missing[0]}"),
            accepted="mechanisms of this package, of installed packages, or passed as mechanisms=[...]",
            remedy=f"Pass it in Python, install its package, or set {missing[0]}.on = false.",
        )


def _labelled(scenario: Scenario) -> Scenario:
    """The same scenario, called hypothetical if an added mechanism that is on has values with another label."""
    on = [scenario.section(name) for name in scenario.ADDED if scenario.section(name).is_on]
    is_same = all(held.label == scenario.label for section in on for _, _, held in section.walk())
    return scenario if is_same else scenario.model_copy(update={"label": "hypothetical"})


@functools.cache
def _extended(model: Model, added: tuple[Mechanism, ...], origin: str) -> Model:
    """Cached, so that scenarios of the same mechanisms have the same class."""
    for mechanism in added:
        check(mechanism, model.mechanisms, columns=model.columns, signals=SIGNALS, scenario=model.scenario_type)
        order = list(model.mechanisms)
        order.insert(_place(mechanism, order), mechanism)
        model = Model(tuple(order), {**model.origins, mechanism.name: origin})
    _check_order(model)
    return model


def _place(mechanism: Mechanism, order: list[Mechanism]) -> int:
    """Where a mechanism runs: after the one that it names and after those that were added there before it."""
    if not mechanism.after:
        return len(order)
    names = [m.name for m in order]
    if mechanism.after not in names:
        raise BadMechanism(
            f"mechanism {mechanism.name}: after",
            received=mechanism.after,
            accepted="the name of a mechanism",
            remedy=nearest(mechanism.after, names),
        )
    place = names.index(mechanism.after) + 1
    while place < len(order) and order[place].after == mechanism.after:
        place += 1
    return place


def _check_order(model: Model) -> None:
    """Refuse a read of a column of the month before any mechanism writes it."""
    written: set[str] = set()
    for mechanism in model.mechanisms:
        for name in mechanism.reads:
            if model.columns[name].kind == "month" and name not in written:
                writer = next((m.name for m in model.mechanisms if name in m.writes), None)
                raise BadMechanism(
                    f"mechanism {mechanism.name}: reads",
                    received=name,
                    accepted="a column that is written before",
                    remedy=f"{writer} writes it later in the month: run after it, with after={writer!r}.",
                )
        written |= set(mechanism.writes)


BUILT_IN = Model(ORDER)
"""The model of this package."""


def model_of(scenario: Scenario) -> Model:
    """The model that a scenario belongs to."""
    found = type(scenario).MODEL
    return found if isinstance(found, Model) else BUILT_IN


def scenario_type_of(noted: Sequence[Mapping[str, Any]]) -> type[Scenario]:
    """A class that can read the scenario of a run, by what its manifest notes of mechanisms (see `plugins.noted`)."""
    model = model_with()
    kind = model.scenario_type
    missing = {m["name"]: m for m in noted if m["name"] not in kind.ADDED}
    if not missing:
        return kind
    origins = {name: m["origin"] for name, m in missing.items()}
    sections = {name: stand_in(name, m["parameters"]) for name, m in missing.items()}
    return kind.extended(sections, model=replace(model, origins={**model.origins, **origins}))


def model_with(mechanisms: Iterable[Mechanism] = (), *, scenario: Scenario | None = None) -> Model:
    """A scenario's model (or the built-in one) with the mechanisms of installed packages, and some more.

    Raises
    ------
    BadMechanism
        If one of them contradicts itself or clashes with the model.
    """
    model = BUILT_IN if scenario is None else model_of(scenario)
    for origin, mechanisms_of_package in _installed().items():
        model = model.with_mechanisms(mechanisms_of_package, origin=origin)
    return model.with_mechanisms(mechanisms)


def _installed() -> dict[str, tuple[Mechanism, ...]]:
    """Mechanisms of installed packages, by package and version.

    Raises
    ------
    BadMechanism
        If one is on by default: installing a package must not change the results of a scenario.
    """
    found: dict[str, tuple[Mechanism, ...]] = {}
    for origin, mechanism in installed(Mechanism):
        if (mechanism.parameters or Section)().is_on:
            raise BadMechanism(
                f"installed package {origin}",
                received=Description(f"the mechanism {mechanism.name}, which is on by default"),
                accepted="mechanisms that are off until a scenario switches them on",
                remedy="Tell its author; until then, uninstall it.",
            )
        found[origin] = (*found.get(origin, ()), mechanism)
    return found
