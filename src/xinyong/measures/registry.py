"""All measures: the built-in ones by theme, those of installed packages, and the user's own.

`MEASURES` are the built-in ones. A run counts a `Registry`: the built-in measures, those of installed packages, and
those that were passed to it. Added measures are checked here, and the built-in ones by the same code in tests.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ..array_types import Values
from ..counting.count import Count
from ..counting.declared import Declared, declared
from ..counting.groups import GROUPS
from ..counting.tally import Tally
from ..errors import BadInput, BadRequest, nearest
from ..nation import nation
from ..plugins import installed
from ..scenario.provenance import FACTS
from ..vocabulary import Label
from .measure import Groups, Measure

BUILT_IN, YOURS = "built in", "yours"
"""The origin of a measure of this package, and of one that was passed as an argument."""

MODULES: tuple[ModuleType, ...] = tuple(
    import_module(f".{theme}", __package__)
    for theme in (
        *("inequality", "mobility", "scores", "scorecard", "firms", "debt", "lenders", "fairness", "sanctions"),
        *("burden", "people", "lists", "watching", "opinion", "ties", "leaks", "law"),
    )
)
"""The themes. Each module holds the measures of its theme, and in `SUMS`, `TABLES` and `MEMORIES` what they read."""


def _measures_of(module: ModuleType) -> list[Measure]:
    """The measures of a module in the order of its text, families included."""
    found: list[Measure] = []
    for value in vars(module).values():
        members = value if isinstance(value, tuple) else (value,)
        found += [member for member in members if isinstance(member, Measure)]
    return found


THEMES: dict[str, tuple[Measure, ...]] = {
    module.__name__.rpartition(".")[2]: tuple(_measures_of(module)) for module in MODULES
}
"""The built-in measures of each theme, which is a module."""
MEASURES: dict[str, Measure] = {m.id: m for theme in THEMES.values() for m in theme}
"""All built-in measures, theme by theme."""


def counted(measures: Iterable[Measure]) -> Declared:
    """What has to be counted for some measures, and for the nation.

    A measure needs what it declares itself. A built-in one also needs what its theme declares in `SUMS`, `TABLES` and
    `MEMORIES`.
    """
    chosen = list(measures)
    ids = {measure.id for measure in chosen}
    themes = [module for module, theme in zip(MODULES, THEMES.values(), strict=True) if any(m.id in ids for m in theme)]

    def of_themes(what: str) -> list[Any]:
        return [one for module in themes for one in getattr(module, what, ())]

    return declared(
        (*of_themes("SUMS"), *nation.SUMS, *(s for measure in chosen for s in measure.sums)),
        (*of_themes("TABLES"), *nation.TABLES, *(t for measure in chosen for t in measure.tables)),
        of_themes("MEMORIES"),
    )


COUNTED: Declared = counted(MEASURES.values())
"""What is counted where nobody names measures: the built-in ones are."""


class Rows(NamedTuple):
    """The rows of a month in the order of `Registry.keys`: values, and simulated citizens of the group."""

    values: Values
    n: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Registry:
    """The measures that a run counts.

    Attributes
    ----------
    measures
        By id, the built-in ones first.
    origins
        Where each added measure comes from: `YOURS`, or a package with its version. The others are built in.
    """

    measures: Mapping[str, Measure]
    origins: Mapping[str, str]

    @functools.cached_property
    def declared(self) -> Declared:
        """What has to be counted for them and for the nation."""
        return counted(self.measures.values())

    @functools.cached_property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Measure and group of each row of a month, in the order of the measures and of `GROUPS`."""
        return tuple(
            (measure.id, group)
            for measure in self.measures.values()
            for group in (GROUPS[:1] if measure.groups == "all" else GROUPS)
        )

    def rows(self, count: Count) -> Rows:
        """All measures of a month."""
        values = [measure.values(count) for measure in self.measures.values()]
        people = count.people.astype(np.int64)
        return Rows(np.concatenate(values), np.concatenate([people[: len(of_measure)] for of_measure in values]))

    def origin(self, measure: str) -> str:
        """Where a measure comes from."""
        return self.origins.get(measure, BUILT_IN)

    def check_needs(self, mechanisms: Iterable[str]) -> None:
        """Refuse an added measure that needs a mechanism which is not among these.

        Raises
        ------
        BadRequest
            If there is one.
        """
        known = tuple(mechanisms)
        for id_ in self.origins:
            needs = self.measures[id_].needs
            if needs is not None and needs not in known:
                raise BadRequest(
                    f"measure {id_}: needs",
                    received=needs,
                    accepted="None, or the name of a mechanism of the model",
                    remedy=nearest(needs, known),
                )

    def noted(self) -> list[dict[str, Any]]:
        """What a manifest says about the measures that are not built in."""
        return [self.measures[id_].noted() | {"origin": origin} for id_, origin in self.origins.items()]


def registry(own: Iterable[Measure] | Registry = (), *, noted: Sequence[Mapping[str, Any]] | None = None) -> Registry:
    """The measures of a run.

    Parameters
    ----------
    own
        Measures of the user, or a registry that holds all measures already.
    noted
        What the manifest of the run notes, if it is to be resumed or run again: exactly these measures are then counted
        besides the built-in ones.

    Raises
    ------
    BadRequest
        If a measure is not valid, or one of those that the manifest notes is missing.
    """
    if isinstance(own, Registry):
        added = [(origin, own.measures[id_]) for id_, origin in own.origins.items()]
    else:
        added = [*installed(Measure), *((YOURS, measure) for measure in own)]
    if noted is not None:
        _check_noted(added, noted)
        added = [(origin, m) for origin, m in added if m.id in {note["id"] for note in noted}]
    return _registry(tuple(added))


@functools.cache
def _registry(added: tuple[tuple[str, Measure], ...]) -> Registry:
    measures, origins = dict(MEASURES), {}
    for origin, measure in added:
        where = check_declaration(measure, measures)
        measures[measure.id], origins[measure.id] = measure, origin
        try:
            check_values(measure, counted(measures.values()), where)
        except BadInput as error:
            place = error.where if error.where == where else f"{where}: {error.where}"
            raise BadRequest(place, received=error.received, accepted=error.accepted, remedy=error.remedy) from error
    return Registry(measures, origins)


def check_declaration(measure: Measure, known: Container[str]) -> str:
    """Refuse a measure whose declaration lacks something.

    Returns
    -------
    How messages name it.

    Raises
    ------
    BadRequest
        If the declaration is not right, or the id is known already.
    """
    if not isinstance(measure, Measure):
        raise BadRequest(
            "measures",
            received=getattr(measure, "__name__", repr(measure)),
            accepted="measures, as `@xy.measure(...)` makes them of functions",
            remedy='Write @xy.measure(unit="share") above the function.',
        )
    where = f"measure {measure.id}"
    for what, is_right, accepted in (
        ("id", re.fullmatch(r"[a-z][a-z0-9_]*", measure.id), "a name of small letters, digits and underscores"),
        ("id", measure.id not in known, "an id that no other measure has"),
        ("unit", measure.unit.strip(), "the unit, such as share, index, people or yuan"),
        ("definition", measure.definition.strip(), "a docstring of the function that says what is divided by what"),
        ("label", measure.label in get_args(Label), f"one of {', '.join(get_args(Label))}"),
        ("groups", measure.groups in get_args(Groups), f"one of {', '.join(get_args(Groups))}"),
    ):
        if not is_right:
            raise BadRequest(
                f"{where}: {what}",
                received=getattr(measure, what),
                accepted=accepted,
                remedy="Change the declaration of the measure.",
            )
    if " " not in measure.source and measure.source not in ("assumption", *FACTS):
        raise BadRequest(
            f"{where}: source",
            received=measure.source,
            accepted="assumption, the id of a fact, or a citation",
            remedy=nearest(measure.source, FACTS),
        )
    return where


def check_values(measure: Measure, declared: Declared, where: str) -> None:
    """Compute a measure for two made-up months: it may read only what is declared, and must fit its groups.

    Raises
    ------
    BadRequest
        If it does not.
    """
    nobody = Tally.zero(declared)
    ones = {name: np.ones_like(array) for name, array in nobody.arrays().items()}
    tables = {f"tables.{t.name}": np.ones(t.size, np.int64) for t in declared.tables}
    for tally in (nobody, Tally.of_arrays(declared, ones | tables)):
        _check_month(measure, tally, where)


def _check_month(measure: Measure, tally: Tally, where: str) -> None:
    try:
        found = measure.values(Count(tally, tally, weight=1.0, on={measure.needs or ""}))
    except BadInput:
        raise
    except Exception as error:
        raise BadRequest(
            where,
            received=f"{type(error).__name__}: {error}",
            accepted="a function that also works for a month without anybody",
            remedy="Return float('nan') where the measure is undefined.",
        ) from error
    wanted = (1,) if measure.groups == "all" else (len(GROUPS),)
    if np.shape(found) != wanted:
        raise BadRequest(
            where,
            received=f"values of the shape {np.shape(found)}",
            accepted="one number" if measure.groups == "all" else f"a value for each of the {len(GROUPS)} groups",
            remedy='Declare groups="all" for a function that returns one number for everybody.',
        )


def _check_noted(added: Sequence[tuple[str, Measure]], noted: Sequence[Mapping[str, Any]]) -> None:
    """Refuse to go on with other measures than those that a manifest notes."""
    known = {measure.id: measure for _, measure in added}
    wanted = {note["id"]: note for note in noted}
    missing = [id_ for id_, note in wanted.items() if id_ not in known or known[id_].noted() != _plain(note)]
    new = [measure.id for origin, measure in added if origin == YOURS and measure.id not in wanted]
    if missing or new:
        packages = {wanted[id_]["origin"] for id_ in missing} - {YOURS}
        raise BadRequest(
            "measures",
            received=f"other measures: {', '.join(new)}" if new else f"no measure {', '.join(missing)} as it was",
            accepted=f"those of the run: {', '.join(wanted) or 'none but the built-in ones'}",
            remedy=f"Install {', '.join(sorted(packages))}."
            if packages
            else "Pass the same functions in Python, measures=[...]: a run folder does not hold them.",
        )


def _plain(note: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in note.items() if name != "origin"}


def described(noted: Sequence[Mapping[str, Any]]) -> dict[str, Measure]:
    """All measures of a run by id, without the functions of those that are not built in (see `Registry.noted`)."""
    return MEASURES | {note["id"]: Measure.from_note(note) for note in noted}
