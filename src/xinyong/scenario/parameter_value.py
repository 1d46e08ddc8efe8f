"""Values of parameters, with dates and provenance. All are immutable."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_serializer
from pydantic_core import CoreSchema

from ..vocabulary import Label
from .months import FIRST_MONTH, format_month

TomlTable: TypeAlias = dict[str, Any]
"""A table as `tomllib` reads it and a scenario file holds it."""

JsonSchema: TypeAlias = dict[str, Any]
"""The JSON Schema of accepted values."""

Between = Literal["step", "linear"]
"""Value between two dated values: the earlier one, or a straight line."""

USER = "user"
"""Source of a value that a user gave without naming another source."""

ASSUMPTION = "assumption"
"""Source of a value that no row of the facts supports."""


class Sourced(BaseModel):
    """A source, a label and an optional note.

    Attributes
    ----------
    source
        Ids of rows of the facts (see `xinyong.scenario.provenance`), ``"assumption"`` or ``"user"``.
    label
        ``"essay"``, ``"documented"`` or ``"hypothetical"``.
    note
        A remark by whoever chose the value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    label: Label
    note: str | None = None

    def provenance(self) -> dict[str, str]:
        """Source, label and (if there is one) note, as a TOML table holds them."""
        table = {"source": self.source, "label": self.label}
        return table if self.note is None else table | {"note": self.note}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        # Sections describe their fields (unit, range); a reference to this class would say less.
        return {}


class Point(Sourced):
    """One value of a number from a month on; `from_month` is None for a constant."""

    from_month: int | None = None
    value: float


class Setting(BaseModel):
    """A number of the model, constant or dated.

    Attributes
    ----------
    points
        In the order of their months; a constant has one point without a month.
    between
        ``"step"``: a value holds until the next one's month; ``"linear"``: a straight line joins them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: tuple[Point, ...]
    between: Between = "step"

    @property
    def is_dated(self) -> bool:
        """Whether the value changes, or may change, with the months."""
        return self.points[0].from_month is not None

    def at(self, month: int) -> float:
        """The value in a month. Before the first dated point it is the first value, after the last one the last."""
        if not self.is_dated:
            return self.points[0].value
        months = [p.from_month or 0 for p in self.points]
        i = bisect_right(months, month) - 1
        if i < 0:
            return self.points[0].value
        here = self.points[i]
        if self.between == "step" or i + 1 == len(self.points):
            return here.value
        share = (month - months[i]) / (months[i + 1] - months[i])
        return here.value + share * (self.points[i + 1].value - here.value)

    def until(self, month: int) -> list[float]:
        """The values on which any month until this one depends."""
        later = [p.value for p in self.points if (p.from_month or 0) > month]
        reached = [p.value for p in self.points if (p.from_month or 0) <= month]
        return reached + later[: 0 if reached and self.between == "step" else 1]

    @property
    def source(self) -> str:
        """The sources of all points, each named once."""
        return ", ".join(dict.fromkeys(p.source for p in self.points))

    @property
    def label(self) -> Label:
        """The most cautious label of the points: hypothetical before essay before documented."""
        labels = {p.label for p in self.points}
        return "hypothetical" if "hypothetical" in labels else "essay" if "essay" in labels else "documented"

    @property
    def note(self) -> str | None:
        """The notes of the points, or None."""
        notes = list(dict.fromkeys(p.note for p in self.points if p.note))
        return "; ".join(notes) or None

    @property
    def plain(self) -> float | tuple[tuple[int, float], ...]:
        """The value without its provenance: a number, or pairs of month and number.

        A first pair at the first month of all that repeats the value of the next one is left out: it alters no month.
        """
        if not self.is_dated:
            return self.points[0].value
        pairs = [(p.from_month or 0, p.value) for p in self.points]
        is_repeated = len(pairs) > 1 and pairs[0][0] <= FIRST_MONTH and pairs[0][1] == pairs[1][1]
        return tuple(pairs[1:] if is_repeated else pairs)

    @model_serializer
    def as_toml(self) -> TomlTable | list[TomlTable]:
        """The form that a TOML file holds: one table, or a list of tables with ``from``."""
        if not self.is_dated:
            (point,) = self.points
            return {"value": point.value, **point.provenance()}
        return [{"from": format_month(p.from_month or 0), "value": p.value, **p.provenance()} for p in self.points]

    def __str__(self) -> str:
        if not self.is_dated:
            return _digits(self.points[0].value)
        return ", ".join(f"{_digits(p.value)} from {format_month(p.from_month or 0)}" for p in self.points)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {}


class Single(Sourced):
    """A value that has no dates."""

    value: bool | str

    @property
    def plain(self) -> bool | str:
        """The value without its provenance."""
        return self.value

    @model_serializer
    def as_toml(self) -> TomlTable:
        """The form that a TOML file holds."""
        return {"value": self.value, **self.provenance()}


class Switch(Single):
    """A switch, on or off; true in an ``if`` when it is on."""

    value: bool

    def __bool__(self) -> bool:
        return self.value

    def __str__(self) -> str:
        return "on" if self.value else "off"


class Choice(Single):
    """One of several names."""

    value: str

    def __str__(self) -> str:
        return self.value


ParameterValue = Setting | Switch | Choice
"""The value of a parameter."""


def _digits(value: float) -> str:
    return f"{value:.6g}" if value == float(f"{value:.6g}") else repr(value)
