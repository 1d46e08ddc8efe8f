"""A part of the nation: what is remembered from month to month for everybody, besides the accounts.

To add one, write a subclass of `Part` and name it in `nation.nation.PARTS`. Its signals reach every mechanism that
declares them. Where the part does not exist, mechanisms read its neutral signals instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ..counting.sums import Sum
from ..counting.tables import CountTable
from ..mechanisms.mechanism import undeclared
from ..scenario.scenario import Scenario

Signal = float | NDArray[Any]
"""A number, or an array of a fixed shape, that all citizens can read; it reaches them in float32."""

_SPARSE_FROM = 64


@runtime_checkable
class Counted(Protocol):
    """What was counted over everybody at the end of a month."""

    def total(self, name: str) -> float:
        """A sum."""

    def table(self, name: str) -> NDArray[np.int64]:
        """A table."""


@dataclass(frozen=True)
class Part:
    """A part of the nation. A subclass is a frozen dataclass of numbers, None, and tuples of these.

    Attributes
    ----------
    NAME
        Its name in checkpoints and documents.
    ROWS
        Ids of the facts (`scenario.provenance.FACTS`) that it represents.
    FOR
        The mechanism or option that it is for: it exists where that is on. It always exists if empty.
    NEUTRAL
        Its signals, with the values that they have where the part does not exist.
    SUMS, TABLES
        What it needs to have counted. It can read nothing else.
    """

    NAME: ClassVar[str]
    ROWS: ClassVar[tuple[str, ...]]
    FOR: ClassVar[str] = ""
    NEUTRAL: ClassVar[Mapping[str, Signal]]
    SUMS: ClassVar[tuple[Sum, ...]] = ()
    TABLES: ClassVar[tuple[CountTable, ...]] = ()

    @classmethod
    def is_on(cls, scenario: Scenario) -> bool:
        """Whether the scenario has what the part is for."""
        return not cls.FOR or cls.FOR in scenario.on

    @classmethod
    def start(cls, scenario: Scenario, month: int) -> Self:
        """The part at the beginning of the first month (months since year 0)."""
        return cls()

    def signals(self, scenario: Scenario, month: int) -> Mapping[str, Signal]:
        """Its signals in a month: those that `NEUTRAL` names."""
        raise NotImplementedError

    def advance(self, scenario: Scenario, month: int, counted: Counted) -> Self:
        """The part one month later, from what was counted."""
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
    counted
        Everything that was counted.
    part
        The part that reads it.
    """

    def __init__(self, counted: Counted, part: Part) -> None:
        self._counted, self._part = counted, part

    def total(self, name: str) -> float:
        """A sum over everybody."""
        self._check(name, self._part.SUMS)
        return self._counted.total(name)

    def table(self, name: str) -> NDArray[np.int64]:
        """A table."""
        self._check(name, self._part.TABLES)
        return self._counted.table(name)

    def _check(self, name: str, declared: tuple[Sum, ...] | tuple[CountTable, ...]) -> None:
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
