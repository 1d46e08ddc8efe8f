"""The worlds of a comparison: their shared window, the changes of each, and the first less one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from ..errors import BadRequest, nearest
from ..scenario.months import format_month
from ..scenario.parameter_rows import difference
from ..scenario.rules import Rule
from ..scenario.scenario import Scenario
from .request import resolve

if TYPE_CHECKING:
    from pathlib import Path

    from ..mechanisms import Mechanism
    from .request import Changes

OWN_CHANGES = ("changes_a", "changes_b", "changes_c")
"""Arguments with changes of one world only, in the order of the worlds."""


def compared_worlds(
    worlds: Iterable[str | Path | Scenario],
    *,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Changes | None = None,
    own: Mapping[str, Changes | None] | None = None,
    without: Iterable[str] = (),
    mechanisms: Iterable[Mechanism] = (),
) -> list[Scenario]:
    """The scenarios of a comparison: all with the same window, population and seed, no two of them the same.

    Parameters
    ----------
    worlds
        Presets' names, TOML files or scenarios, the baseline first.
    population, from_, until, seed
        For all worlds. A month that is None is an end of the window that all scenarios share.
    changes
        Changes of all worlds, by key path.
    own
        Changes of one world, by the names in `OWN_CHANGES`.
    without
        Each adds a world: the baseline without a mechanism, a rule or a group of rules (see `less`).
    mechanisms
        Mechanisms to add to the model.

    Raises
    ------
    BadInput
        If a scenario is not valid, two are the same, or they have no window, population or seed in common.
    """
    added = tuple(mechanisms)
    found = [resolve(world, population=population, seed=seed, changes=changes, mechanisms=added) for world in worlds]
    for place, (name, ours) in enumerate((own or {}).items()):
        if ours is not None:
            found[place : place + 1] = [_with_own(found[place:], ours, where=name)]
    found = _in_one_window(found, from_=from_, until=until)
    found += [less(found[0], thing) for thing in without if found]
    if len(found) < 2:
        raise BadRequest(
            "worlds",
            received=f"only {found[0].name}" if found else "nothing",
            accepted="two or more scenarios, the baseline first, or one and what to leave out of it",
            remedy="For example: xy.compare('no-system', 'essay'); or xy.compare('essay', without=['friends']).",
        )
    for name in ("population", "seed"):
        values = [getattr(scenario, name) for scenario in found]
        if len(set(values)) > 1:
            raise BadRequest(
                name,
                received=" and ".join(f"{value} in {s.name}" for value, s in zip(values, found, strict=True)),
                accepted=f"one {name} for all worlds, so that the people are the same",
                remedy=f"Give it for all: {name}={values[0]}.",
            )
    for (place, one), (_, other) in combinations(enumerate(found), 2):
        if not difference(one, other):
            letter = "bc"[place] if place < 2 else "b"
            raise BadRequest(
                "worlds",
                received=f"{one.name} and {other.name}, which are the same",
                accepted="worlds that differ in a parameter or a rule",
                remedy=f"Change one with changes_{letter}={{'path': value}}, or compare it with without=['name'].",
            )
    return found


def _in_one_window(found: list[Scenario], *, from_: str | None, until: str | None) -> list[Scenario]:
    """The scenarios in the months that are asked for, and else in those that all of them share.

    Raises
    ------
    BadRequest
        If they share no month.
    """
    if not found:
        return []
    first = format_month(max(scenario.window.from_ for scenario in found)) if from_ is None else from_
    last = format_month(min(scenario.window.until for scenario in found)) if until is None else until
    if from_ is None and until is None and first > last:
        windows = (f"{s.name} from {s.window.as_words()['from']} until {s.window.as_words()['until']}" for s in found)
        raise BadRequest(
            "window",
            received=", ".join(windows),
            accepted="scenarios that share at least one month",
            remedy="Give the months for all worlds: from_='YYYY-MM', until='YYYY-MM'.",
        )
    return [resolve(scenario, from_=first, until=last) for scenario in found]


def _with_own(scenarios: list[Scenario], own: Changes, *, where: str) -> Scenario:
    """The first of the scenarios with changes of its own.

    Raises
    ------
    BadRequest
        If there is no such scenario, or the changes touch what all worlds share.
    """
    changed = resolve(scenarios[0], changes=own) if scenarios else None
    if changed is None or any(d.is_frame for d in difference(scenarios[0], changed)):
        raise BadRequest(
            where,
            received=dict(own.items()),
            accepted="changes of one of the scenarios, which share window, seed and population",
            remedy="Name another scenario." if changed is None else "Give those for all worlds.",
        )
    return changed


def less(scenario: Scenario, thing: str) -> Scenario:
    """The scenario without one thing.

    Parameters
    ----------
    scenario
        The scenario.
    thing
        A mechanism (``scoring.friends``, or ``friends``, the last word of its path); the id of a rule
        (``t6-flights``); or a group of rules: ``sticks``, ``carrots``, a context (``travel``), an effect
        (``bars_rail``), or the beginning of ids up to a hyphen (``t6``). Rules that need the score or the list of a
        mechanism go with it.

    Raises
    ------
    BadRequest
        If nothing that is on has this name.
    """
    switches = [path.removesuffix(".on") for path, _, _ in scenario.walk() if path.endswith(".on")]
    on = {*scenario.on, *(["scoring"] if scenario.scoring.is_on else [])}
    parts = [path for path in switches if path in on and thing in (path, path.rpartition(".")[2])]
    rules = [rule for rule in scenario.rules if rule.on and thing in _names(rule)]
    if not parts and not rules:
        groups = {name for rule in scenario.rules if rule.on for name in _names(rule)}
        known = sorted(on | groups)
        is_off = thing in switches or thing in {rule.id for rule in scenario.rules}
        raise BadRequest(
            "without",
            received=thing,
            accepted=f"a mechanism, rule or group of rules that is on in {scenario.name}: {', '.join(known)}",
            remedy="It is off already." if is_off else nearest(thing, known),
        )
    part = next((path for path in parts if path == thing), parts[0] if parts else "")
    needing = [rule for rule in scenario.rules if part and f"scoring.{rule.trigger.needs}.".startswith(f"{part}.")]
    off = [f"{part}.on"] if part else []
    off += [f"rules.{rule.id}.on" for rule in (needing if part else rules) if rule.on]
    name = f"{scenario.name}-without-{thing.rpartition('.')[2].replace('_', '-')}"
    changed = scenario.with_changes(dict.fromkeys(off, False))
    said = f"The scenario {scenario.name} without {thing}: switched off are {', '.join(path[:-3] for path in off)}."
    return changed.model_copy(update={"name": name, "title": f"{scenario.title} without {thing}", "description": said})


def _names(rule: Rule) -> set[str]:
    """The names of a rule and of the groups that it belongs to."""
    return {rule.id, rule.id.partition("-")[0], f"{rule.kind}s", rule.context, rule.effect}
