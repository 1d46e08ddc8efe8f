"""What a section declares of a parameter (a number, a switch or a choice), and how a given value is checked."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from numbers import Real
from typing import TypeVar

from ..errors import nearest, not_text
from .months import format_month
from .parameter_value import USER, Between, Choice, JsonSchema, Point, Setting, Single, Switch, TomlTable
from .provenance import TABLE, KeyPath, read_month, read_provenance, read_table, refuse, table_schema

SingleT = TypeVar("SingleT", bound=Single)
_ROW = '{from = "2015-10", value = 0.3, source = "2h", label = "documented"}'
_MONTH_SCHEMA = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}


@dataclass(frozen=True)
class Number:
    """A declared number."""

    default: Setting
    """Value when a scenario sets none."""
    unit: str
    """Its unit in words, empty for a pure number."""
    low: float
    high: float
    """The range that is accepted, both ends included."""
    meaning: str
    """What it is, in a sentence."""
    between: Between
    """Value between dated values: the earlier one, or a straight line."""

    @property
    def accepted(self) -> str:
        """Accepted values, in words."""
        unit = f" ({self.unit})" if self.unit else ""
        return f"a number from {self.low:g} to {self.high:g}{unit}"

    def read(self, given: object) -> Setting:
        """Read a number, a table with a value, or a list of tables with dates.

        Raises
        ------
        PydanticCustomError
            For anything else, and for numbers that are not finite or out of range.
        """
        if isinstance(given, Setting):
            given = given.as_toml()
        if isinstance(given, Mapping):
            if given == self._default_table and not isinstance(given["value"], bool):
                return self.default  # most values are defaults
            table = read_table(given, ("value",))
            value = self._number(table["value"], ("value",))
            return self._constant(Point(value=value, **read_provenance(table)))
        if isinstance(given, Sequence) and not isinstance(given, (str, bytes)):
            return self._dated(given)
        value = self._number(given)
        if self.default.plain == value:
            return self.default
        return self._constant(Point(value=value, source=USER, label="hypothetical"))

    @functools.cached_property
    def _default_table(self) -> TomlTable | list[TomlTable]:
        return self.default.as_toml() if self.default.points else {}

    def schema(self) -> JsonSchema:
        """JSON Schema of all accepted values."""
        number = {"type": "number", "minimum": self.low, "maximum": self.high}
        rows = table_schema({"from": _MONTH_SCHEMA, "value": number})
        forms = [number, table_schema({"value": number}), {"type": "array", "minItems": 1, "items": rows}]
        return {"description": self.meaning, "unit": self.unit, "anyOf": forms}

    def _constant(self, point: Point) -> Setting:
        return Setting(points=(point,), between=self.between)

    def _dated(self, rows: Sequence[object]) -> Setting:
        if not rows:
            raise refuse([], accepted=self.accepted, remedy="Give at least one dated value, or a number.")
        points = tuple(self._point(row, (i,)) for i, row in enumerate(rows))
        months = [p.from_month or 0 for p in points]
        for i, (a, b) in enumerate(pairwise(months), 1):
            if b <= a:
                raise refuse(
                    format_month(b),
                    accepted=f"a month after {format_month(a)}, the one before it in the list",
                    remedy="Put the dated values in the order of their months, each month once.",
                    path=(i, "from"),
                )
        return Setting(points=points, between=self.between)

    def _point(self, row: object, path: KeyPath) -> Point:
        if not isinstance(row, Mapping):
            accepted = "a table {from, value, source, label, note}"
            raise refuse(not_text(row), accepted=accepted, remedy=f"Write for instance {_ROW}.", path=path)
        table = read_table(row, ("from", "value"), path)
        month = read_month(table["from"], (*path, "from"))
        value = self._number(table["value"], (*path, "value"))
        return Point(from_month=month, value=value, **read_provenance(table, path))

    def _number(self, given: object, path: KeyPath = ()) -> float:
        if isinstance(given, bool) or not isinstance(given, Real):
            raise refuse(not_text(given), accepted=self.accepted, remedy=self._remedy(given), path=path)
        value = _float(given)
        if not math.isfinite(value):
            raise refuse(given, accepted=self.accepted, remedy="Give a finite number.", path=path)
        if not self.low <= value <= self.high:
            remedy = "xy.facts() lists every parameter with its range and source."
            if self.high <= 1 < value <= 100:
                remedy = f"If a percentage was meant, write {value / 100:g}."
            raise refuse(given, accepted=self.accepted, remedy=remedy, path=path)
        return value + 0.0  # -0.0 becomes 0.0, so that equal values have equal content

    def _remedy(self, given: object) -> str:
        if isinstance(given, bool):
            return "true and false are for switches: write a number."
        if not isinstance(given, str):
            return f"Write a bare number, a table {TABLE}, or a list of such tables with a from each."
        match = re.fullmatch(r"\s*([-+]?\d+(?:\.\d+)?)\s*(.*)", given)
        if match is None:
            return "Write a number without quotes."
        if match[2].startswith("%") and self.high <= 1:
            return f"The unit is fixed ({self.unit}): write {float(match[1]) / 100:g}, without quotes."
        if match[2]:
            return f"The unit is fixed ({self.unit or 'none'}): write the number alone, without quotes."
        return f"Remove the quotes: {match[1]}."


def _float(given: Real) -> float:
    try:
        return float(given)
    except OverflowError:  # a whole number beyond the largest float
        return math.inf


@dataclass(frozen=True)
class OnOff:
    """A declared switch: its default and its meaning."""

    default: Switch
    meaning: str
    accepted = "true or false"

    def read(self, given: object) -> Switch:
        """Read true, false, or a table with a value; refuse anything else."""
        return _read_single(given, self.default, self._truth)

    def schema(self) -> JsonSchema:
        """JSON Schema of all accepted values."""
        return _single_schema(self.meaning, {"type": "boolean"})

    def _truth(self, given: object, path: KeyPath = ()) -> bool:
        if not isinstance(given, bool):
            remedy = f"Write true or false without quotes, or a table {TABLE}."
            raise refuse(not_text(given), accepted=self.accepted, remedy=remedy, path=path)
        return given


@dataclass(frozen=True)
class OneOf:
    """A declared choice: its default, the accepted names and its meaning."""

    default: Choice
    options: tuple[str, ...]
    meaning: str

    @property
    def accepted(self) -> str:
        """Accepted values, in words."""
        return "one of " + ", ".join(self.options)

    def read(self, given: object) -> Choice:
        """Read a name, or a table with a value; refuse anything else."""
        return _read_single(given, self.default, self._name)

    def schema(self) -> JsonSchema:
        """JSON Schema of all accepted values."""
        return _single_schema(self.meaning, {"enum": list(self.options)})

    def _name(self, given: object, path: KeyPath = ()) -> str:
        if not isinstance(given, str) or given not in self.options:
            remedy = nearest(given, self.options) if isinstance(given, str) else "Write a name in quotes."
            raise refuse(given, accepted=self.accepted, remedy=remedy, path=path)
        return given


def _read_single(given: object, default: SingleT, check: Callable[..., bool | str]) -> SingleT:
    """A plain value or a table with its provenance; `check` refuses what is not accepted."""
    kind = type(default)
    if isinstance(given, kind):
        given = given.as_toml()
    if isinstance(given, Mapping):
        table = read_table(given, ("value",))
        return kind(value=check(table["value"], ("value",)), **read_provenance(table))
    value = check(given)
    return default if value == default.value else kind(value=value, source=USER, label="hypothetical")


def _single_schema(meaning: str, plain: JsonSchema) -> JsonSchema:
    return {"description": meaning, "anyOf": [plain, table_schema({"value": plain})]}
