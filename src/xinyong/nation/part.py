"""A part of the nation: what is remembered from month to month for everybody, besides the accounts.

To add one, write a subclass of `Part` and name it in `nation.nation.PARTS`. Its signals reach every mechanism that
declares them. Where the part does not exist, mechanisms read its neutral signals instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from ..counting.sums import Sum
from ..counting.tables import Table
from ..mechanisms.mechanism import undeclared
from ..scenario.scenario import Scenario

Signal = float | NDArray[Any]
"""A number, or an array of a fixed shape, that all citizens can read; it reaches them in float32."""

_SPARSE_FROM = 64


@dataclass(frozen=True)
class Part:
    """A part of the nation. A subclass is a frozen dataclass of numbers, None, and tuples of these.

    Attributes
    ----------
    NAME
        Its name in checkpoints and documents.
    ROWS
        Rows of facts.md section 1 that it represents.
    NEUTRAL
        Its signals, with the values that they have where the part does not exist.
    SUMS, TABLES
        What it needs to have counted. It can read nothing else.
    """

    NAME: ClassVar[str]
    ROWS: ClassVar[tuple[str, ...]]
    NEUTRAL: ClassVar[Mapping[str, Signal]]
    SUMS: ClassVar[tuple[Sum, ...]] = ()
    TABLES: ClassVar[tuple[Table, ...]] = ()

    @staticmethod
    def is_on(scenario: Scenario) -> bool:
        """Whether the scenario has what the part is for."""
        raise NotImplementedError

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The part at the beginning of the first month (months since year 0)."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Its signals in a month: those that `NEUTRAL` names."""
        raise NotImplementedError

    def advance(self, scenario: Scenario, month: int, tally: Any) -> Self:
        """The part one month later, from what was counted (``tally.total(name)``, ``tally.table(name)``)."""
        return self

    def to_json(self) -> dict[str, Any]:
        """What a checkpoint keeps: every field, without loss (JSON gives back the same bits of a float)."""
        return {field.name: _kept(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The part of a checkpoint."""
        return cls(**{name: _restored(value) for name, value in kept.items()})


class OnlyDeclared:
    """What was counted, for one part: it can read only the sums and tables that it declares.

    Parameters
    ----------
    tally
        ``total(name)`` and ``table(name)`` of everything that was counted.
    part
        The part that reads it.
    """

    def __init__(self, tally: Any, part: Part) -> None:
        self._tally, self._part = tally, part

    def total(self, name: str) -> float:
        """A sum over everybody."""
        self._check(name, self._part.SUMS)
        total: float = self._tally.total(name)
        return total

    def table(self, name: str) -> NDArray[np.int64]:
        """A table."""
        self._check(name, self._part.TABLES)
        table: NDArray[np.int64] = self._tally.table(name)
        return table

    def _check(self, name: str, declared: tuple[Sum, ...] | tuple[Table, ...]) -> None:
        known = [one.name for one in declared]
        if name not in known:
            raise undeclared(f"part of the nation {self._part.NAME}", name, known)


def _kept(value: Any) -> Any:
    """A value as JSON; of a long table of counts only those that are not zero."""
    if not isinstance(value, tuple):
        return value
    if len(value) >= _SPARSE_FROM and all(isinstance(count, int) for count in value):
        places = [place for place, count in enumerate(value) if count]
        return {"size": len(value), "places": places, "counts": [value[place] for place in places]}
    return [_kept(item) for item in value]


def _restored(kept: Any) -> Any:
    if isinstance(kept, Mapping):
        counts = np.zeros(int(kept["size"]), np.int64)
        counts[kept["places"]] = kept["counts"]
        return tuple(counts.tolist())
    return tuple(_restored(item) for item in kept) if isinstance(kept, list) else kept
