"""Every measure, by id: what runs count, `xinyong facts --measures` lists, and the documentation shows."""

from __future__ import annotations

from types import ModuleType

from . import debt, inequality, law, liberty, opinion, scores, ties
from .measure import Measure

__all__ = ["MEASURES", "Measure"]

_ROOMS: tuple[ModuleType, ...] = (inequality, scores, debt, liberty, opinion, ties, law)


def _declared(module: ModuleType) -> list[Measure]:
    """The measures of a module in the order of its text, families included."""
    found: list[Measure] = []
    for value in vars(module).values():
        members = value if isinstance(value, tuple) else (value,)
        found += [member for member in members if isinstance(member, Measure)]
    return found


MEASURES: dict[str, Measure] = {m.id: m for module in _ROOMS for m in _declared(module)}
"""All measures, theme by theme."""
