"""Coverage of the essay: which of its rows the model represents, according to the code, and why not the others.

A row of type mechanism or quantity must be claimed by something that runs in a preset: a mechanism (`rows`), a
parameter or a rule (their sources), or a part of the nation (`ROWS`). The page also shows measures that name a row;
they are no claim.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xinyong.measures.registry import MEASURES
from xinyong.mechanisms import INITIALIZATION, ORDER
from xinyong.nation.nation import PARTS
from xinyong.scenario.load import presets
from xinyong.scenario.parameter_value import Choice, ParameterValue, Setting
from xinyong.scenario.provenance import FACTS
from xinyong.scenario.rules import SOURCED_FIELDS
from xinyong.scenario.scenario import Scenario
from xinyong.vocabulary.scores import SCORES

_WRITTEN = tomllib.loads((Path(__file__).parent / "not-simulated.toml").read_text(encoding="utf-8"))
LEFT_OUT: dict[str, str] = _WRITTEN.pop("partly")
"""What is left out of claimed rows, by row."""
REASONS: dict[str, str] = _WRITTEN
"""Why rows are not simulated, by row."""

OF_THE_ESSAY = frozenset({"mechanism", "quantity", "actor", "claim", "interpretation"})
TO_SIMULATE = frozenset({"mechanism", "quantity"})
_NO_CHOICE = ("mixed", "usual", "none")
_MOST_NAMES = 4

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


@dataclass(frozen=True)
class Claim:
    """A claim that something represents a row, and the presets in which it runs."""

    row: str
    kind: str
    name: str
    presets: tuple[str, ...]


@functools.cache
def kinds() -> dict[str, frozenset[str]]:
    """The essay's rows, each with its types: ``{"P1": {"actor", "quantity"}, ...}``."""
    found = {fact.id: frozenset(fact.kind.split(", ")) for fact in FACTS.values()}
    return {row: of for row, of in found.items() if of <= OF_THE_ESSAY}


def faults(
    rows: Mapping[str, frozenset[str]],
    claims: Iterable[Claim],
    reasons: Mapping[str, str],
    left_out: Iterable[str] = (),
) -> list[str]:
    """The faults of the coverage, one sentence each; an empty list if there are none.

    Parameters
    ----------
    rows
        See `kinds`.
    claims, reasons
        What represents the rows, and why some rows are not represented.
    left_out
        Rows that have an entry about what is left out.
    """
    claims = list(claims)
    running = {claim.row for claim in claims if claim.presets}
    found = [
        f"{c.kind} {c.name} names the row {c.row}, which is not a row of the essay" for c in claims if c.row not in rows
    ]
    found += [f"there is a reason for {row}, which is not a row of the essay" for row in reasons if row not in rows]
    found += [
        f"{row} has an entry about what is left out, but nothing claims it" for row in left_out if row not in running
    ]
    for row, of in rows.items():
        if row in running and row in reasons:
            found.append(f"{row} is claimed, and has a reason why it is not simulated")
        elif of & TO_SIMULATE and row not in running and not reasons.get(row, "").strip():
            found.append(f"{row} is claimed by nothing that runs, and has no reason why it is not simulated")
    return found


# who claims what --------------------------------------------------------------------------------------------


@functools.cache
def declared() -> tuple[Claim, ...]:
    """Every claim in the code, without measures."""
    worlds = {name: Scenario.load(name) for name in presets()}
    found: dict[tuple[str, str, str], list[str]] = {}
    for preset, world in worlds.items():
        for kind, name, rows in _running(world):
            for row in rows:
                found.setdefault((row, kind, name), []).append(preset)
    for kind, name, rows in _all_mechanisms_and_parts():
        for row in rows:
            found.setdefault((row, kind, name), [])
    return tuple(Claim(*key, tuple(where)) for key, where in found.items())


def _all_mechanisms_and_parts() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield from (("mechanism", m.name, m.rows) for m in (INITIALIZATION, *ORDER))
    yield from (("nation", name, part.ROWS) for name, part in PARTS.items())


def _running(world: Scenario) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Kind, name and rows of everything that runs in a scenario."""
    yield from (
        ("mechanism", m.name, m.rows) for m in (INITIALIZATION, *ORDER) if m.name in world.on | {INITIALIZATION.name}
    )
    yield from (("nation", name, part.ROWS) for name, part in PARTS.items() if part.is_on(world))
    for path, _, current in world.walk():
        if _is_on(world, path) and not _is_nothing(current):
            yield "parameter", path, _split(current.source)
    if "consequences" in world.on:
        for rule in world.rules:
            if rule.on:
                origins = (rule.source, *(rule.origin(field).source for field in SOURCED_FIELDS))
                yield "rule", rule.id, tuple(dict.fromkeys(row for source in origins for row in _split(source)))


def _split(source: str) -> tuple[str, ...]:
    """The essay's rows that a source names."""
    words = dict.fromkeys(word.strip() for word in source.split(","))
    return tuple(word for word in words if word in kinds())


def _is_on(world: Scenario, path: str) -> bool:
    """Whether every section around a parameter that can be switched off is on."""
    *sections, name = path.split(".")
    every = {form for score in SCORES.values() for form in score.lenders}
    forms = [form for form in every if sections == ["nation"] and name.startswith(form.replace("-", "_"))]
    if forms and forms != [world.nation.governance.value]:
        return False  # the coupling of another form of governance
    around = [world.section(".".join(sections[: k + 1])) for k in range(len(sections))]
    return all(section.is_on for section in around if "on" in section.declared())


def _is_nothing(current: ParameterValue) -> bool:
    """Whether a parameter is switched off, 0 at all dates, or a choice that changes nothing."""
    if isinstance(current, Choice):
        return current.value in _NO_CHOICE
    if isinstance(current, Setting):
        return not any(point.value for point in current.points)
    return not current.value


# the page ---------------------------------------------------------------------------------------------------


def claimed() -> Table:
    """The rows of type mechanism or quantity that something represents."""
    by_row: dict[str, list[Claim]] = {}
    for claim in declared():
        if claim.presets:
            by_row.setdefault(claim.row, []).append(claim)
    beside = {row: [m.id for m in MEASURES.values() if row in _split(m.source)] for row in kinds()}
    rows: list[tuple[object, ...]] = [
        (
            row,
            FACTS[row].kind,
            FACTS[row].statement,
            _written(by_row[row], "mechanism", "nation"),
            _written(by_row[row], "parameter", "rule"),
            _listed(beside[row]) or "-",
        )
        for row, of in kinds().items()
        if of & TO_SIMULATE and row in by_row
    ]
    return ("row", "type", "claim in short", "mechanisms, parts of the nation", "parameters, rules", "measures"), rows


def reasoned() -> Table:
    """The rows that are not simulated, with the reason."""
    rows: list[tuple[object, ...]] = [
        (row, FACTS[row].kind, FACTS[row].statement, reason) for row, reason in REASONS.items()
    ]
    return ("row", "type", "claim in short", "why it is not simulated"), rows


def partly() -> Table:
    """What is left out of claimed rows."""
    return ("row", "what is left out"), [*LEFT_OUT.items()]


def others() -> str:
    """The rows of other types: which are claimed anyway, and which are not."""
    claimed_rows = {claim.row for claim in declared() if claim.presets}
    rest = [row for row, of in kinds().items() if not of & TO_SIMULATE]
    some, none = ([row for row in rest if (row in claimed_rows) is is_claimed] for is_claimed in (True, False))
    return f"Claimed by something that runs: {', '.join(some)}.\n\nNot claimed: {', '.join(none)}."


def count() -> str:
    """How many rows there are, are claimed and have a reason."""
    wanted = [row for row, of in kinds().items() if of & TO_SIMULATE]
    n_reasoned = sum(row in REASONS for row in wanted)
    return (
        f"Of the essay's {len(kinds())} rows, {len(wanted)} are of type mechanism or quantity: "
        f"{len(wanted) - n_reasoned} are claimed by something that runs, and {n_reasoned} have a reason."
    )


def _written(claims: list[Claim], *wanted: str) -> str:
    """Claims of some kinds, grouped by the presets in which they run."""
    together: dict[tuple[str, ...], list[str]] = {}
    for kind in wanted:
        for claim in claims:
            if claim.kind == kind:
                name = f"{claim.name} (nation)" if kind == "nation" else claim.name
                together.setdefault(claim.presets, []).append(name)
    return "; ".join(f"{_listed(names)}: {_where(where)}" for where, names in together.items()) or "-"


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
    return f"{shown} and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else shown


def _where(where: tuple[str, ...]) -> str:
    """The presets, written in the shortest form."""
    missing = [name for name in presets() if name not in where]
    if not missing:
        return "all"
    return f"all but {missing[0]}" if len(missing) == 1 else ", ".join(where)
