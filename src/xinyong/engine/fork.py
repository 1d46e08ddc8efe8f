"""Forks: continuing the state of one scenario under another, so that two policies can share their past.

The work, money, debts, ties and beliefs of people are kept. The columns of a mechanism are kept if it was on before and
still is; otherwise it starts as if it had never existed. Rules in force remain in force if the new scenario has a rule
with the same id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..array_types import HostArray
from ..counting.tables import Memory
from ..errors import BadRequest
from ..mechanisms import INITIALIZATION, Mechanism
from ..mechanisms.lending.loan_performance import without_bands
from ..scenario.months import format_month
from ..scenario.scenario import Scenario
from ..society.columns import COLUMNS
from .checkpoint import Past


def check_same_people(past: Past, scenario: Scenario, *, seed: int, population: int, network: str) -> None:
    """Reject a fork whose people would differ from those of the past.

    Raises
    ------
    BadRequest
        If the seed, the population, the network or the Society section differ, or the scenario ends before the fork
        starts.
    """
    first = scenario.window.from_
    if first != past.first_month:
        raise BadRequest(
            "window.from",
            received=format_month(first),
            accepted=f"{format_month(past.first_month)}, the first month of the forked run",
            remedy=f"Add from_='{format_month(past.first_month)}': the shared past is part of the run.",
        )
    same = {
        "seed": (past.seed, seed, f"Use seed={past.seed}"),
        "population": (past.population, population, f"Use population={past.population}"),
        "network": (past.network, network, "Pass the same network"),
    }
    for where, (kept, requested, remedy) in same.items():
        if kept != requested:
            raise BadRequest(
                where,
                received=requested,
                accepted=f"{kept!r}, as in the forked run",
                remedy=f"{remedy}: two scenarios can share a past only if they have the same people and ties.",
            )
    society = scenario.society.model_dump(mode="json")
    for name in sorted({*society, *past.society}):
        if society.get(name) != past.society.get(name):
            raise BadRequest(
                f"society.{name}",
                received="another value than in the forked run",
                accepted="the same Society section",
                remedy="Fork a run of the same society, or run the scenario from its own first month.",
            )
    if scenario.window.until <= past.month:
        raise BadRequest(
            "window.until",
            received=format_month(scenario.window.until),
            accepted=f"a month after {format_month(past.month)}, where the fork starts",
            remedy="Set a later end with until='YYYY-MM', or fork from an earlier month.",
        )


def carry_over(
    kept: Mapping[str, HostArray],
    past: Past,
    *,
    mechanisms: Sequence[Mechanism],
    rules: Sequence[str],
    credit_score: str,
    memories: Sequence[Memory] = (),
) -> dict[str, HostArray]:
    """State columns at the start of a new scenario, from those at the end of the past, (blocks, BLOCK).

    Parameters
    ----------
    kept, past
        The columns, the mechanisms that were on, and the rules behind the bits of ``in_force``.
    mechanisms, rules
        Mechanisms of the new scenario, and ids of its rules in the order of their bits.
    credit_score
        The lenders' score in the new scenario. Bands of another score are dropped, because its scale differs.
    """
    always = {*INITIALIZATION.writes, "ties", *(c for m in memories for c in m.columns if c not in m.of_score)}
    stays = {c for m in mechanisms if m.name in past.on for c in m.writes}
    declared = COLUMNS | {column.name: column for m in mechanisms for column in m.columns}
    found: dict[str, HostArray] = {}
    for name, column in kept.items():
        if name == "in_force" and name in stays:
            found[name] = _in_force(column, had=past.rules, has=rules)
        elif name in stays or name in always or (name in COLUMNS and COLUMNS[name].unit == "yuan"):
            found[name] = column
        elif name in declared:
            found[name] = np.full_like(column, declared[name].fill)
    return found if credit_score == past.credit_score else found | without_bands(found)


def _in_force(bits: NDArray[np.uint32], *, had: Sequence[str], has: Sequence[str]) -> NDArray[np.uint32]:
    """Bits of rules in force, moved to the positions of the same ids in the new scenario."""
    if list(had) == list(has):
        return bits
    moved = np.zeros_like(bits)
    for new, rule in enumerate(has):
        if rule in had:
            moved |= ((bits >> np.uint32(had.index(rule))) & np.uint32(1)) << np.uint32(new)
    return moved
