"""Every measure, by id: what runs count, `xinyong facts --measures` lists, and the documentation shows."""

from __future__ import annotations

from types import ModuleType

from . import (
    beliefs,
    burden,
    couples,
    debt,
    decomposition,
    fairness,
    firms,
    inequality,
    isolation,
    law,
    leaks,
    lender,
    liberty,
    lists,
    mobility,
    opinion,
    policy,
    redress,
    scorecard,
    scores,
    spells,
    survey,
    ties,
    unrest,
    watching,
)
from ._central import COUNTED
from .measure import Measure

__all__ = ["COUNTED", "MEASURES", "THEMES", "Measure"]

_ROOMS: tuple[ModuleType, ...] = (
    inequality,
    decomposition,
    mobility,
    scores,
    scorecard,
    firms,
    debt,
    fairness,
    lender,
    policy,
    liberty,
    burden,
    spells,
    lists,
    redress,
    watching,
    opinion,
    survey,
    unrest,
    beliefs,
    ties,
    isolation,
    couples,
    leaks,
    law,
)


def _declared(module: ModuleType) -> list[Measure]:
    """The measures of a module in the order of its text, families included."""
    found: list[Measure] = []
    for value in vars(module).values():
        members = value if isinstance(value, tuple) else (value,)
        found += [member for member in members if isinstance(member, Measure)]
    return found


THEMES: dict[str, tuple[Measure, ...]] = {
    module.__name__.rpartition(".")[2]: tuple(_declared(module)) for module in _ROOMS
}
"""The measures of each theme, which is a module."""
MEASURES: dict[str, Measure] = {m.id: m for theme in THEMES.values() for m in theme}
"""All measures, theme by theme."""
