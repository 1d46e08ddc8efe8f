"""Declaring the parameters of a section: default, meaning, source, unit and range.

>>> class Watching(Section):
...     on: Switch = switch(True, meaning="whether anything is recorded", source="P3")
...     cameras: Setting = share(
...         [("2013-01", 0.05), ("2018-01", 0.24)], "street corners that have a camera", "2h",
...         label="documented", between="linear")
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from ..display import brief
from ..vocabulary import Label
from .declaration import Number, OneOf, OnOff
from .parameter_value import ASSUMPTION, Between, Choice, JsonSchema, ParameterValue, Setting, Switch, TomlTable
from .provenance import read_source, refuse

Declaration = Number | OnOff | OneOf
"""The declaration of a parameter."""

Dated = Sequence[tuple[str, float] | tuple[str, float, str, Label]]
"""A dated default: rows of month and value, optionally with their own source and label.

``("2015-10", 0.3)`` or ``("2015-10", 0.3, "2h", "documented")``.
"""


@dataclass(frozen=True)
class Described:
    """Attaches a declaration to its pydantic field and writes the field's JSON Schema."""

    declared: Declaration

    def __call__(self, schema: JsonSchema) -> None:
        """Replace pydantic's schema, which has neither unit nor range."""
        schema.clear()
        schema.update(self.declared.schema(), default=self.declared.default.as_toml())


class Section(BaseModel):
    """A part of a scenario. It is frozen and rejects undeclared keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    @classmethod
    @functools.cache
    def declared(cls) -> Mapping[str, Declaration]:
        """Declarations of the parameters of this section, without nested sections."""
        extras = {name: field.json_schema_extra for name, field in cls.model_fields.items()}
        return {name: extra.declared for name, extra in extras.items() if isinstance(extra, Described)}

    @field_validator("*", mode="before")
    @classmethod
    def _read(cls, given: object, info: ValidationInfo) -> object:
        declared = cls.declared().get(info.field_name or "")
        return given if declared is None else declared.read(given)

    def __repr__(self) -> str:
        """Short; `xinyong facts` shows every parameter with its source."""
        switch = {"on": self.is_on} if "on" in self.declared() else {}
        return brief(type(self).__name__, **switch, parameters=len(list(self.walk())))

    __str__ = __repr__

    @property
    def is_on(self) -> bool:
        """Whether the section has a switch ``on`` that is on; some sections, such as society, have none."""
        return bool(getattr(self, "on", False)) and "on" in self.declared()

    def numbers(self, month: int) -> dict[str, float]:
        """The numbers of this section, without nested sections, by name, in a month (see `xinyong.scenario.months`)."""
        current = ((name, getattr(self, name)) for name in self.declared())
        return {name: value.at(month) for name, value in current if isinstance(value, Setting)}

    @classmethod
    @functools.cache
    def sections(cls) -> Mapping[str, type[Section]]:
        """The sections nested in this one, by name, in order."""
        fields = ((name, field.annotation) for name, field in cls.model_fields.items())
        return {name: kind for name, kind in fields if isinstance(kind, type) and issubclass(kind, Section)}

    def walk(self, prefix: str = "") -> Iterator[tuple[str, Declaration, ParameterValue]]:
        """Every parameter of this section and its nested sections: key path, declaration and value."""
        nested = self.sections()
        declared = self.declared()
        for name in type(self).model_fields:
            if name in declared:
                yield prefix + name, declared[name], getattr(self, name)
            elif name in nested:
                yield from getattr(self, name).walk(f"{prefix}{name}.")


class ScoreSection(Section):
    """A score with a lower and an upper end."""

    @model_validator(mode="after")
    def _is_a_scale(self) -> Self:
        low, high = self.low.at(0), self.high.at(0)  # type: ignore[attr-defined]
        if low >= high:
            raise refuse(
                low,
                accepted=f"less than the upper end of the scale, {high:g} points",
                remedy="Exchange the ends or correct one.",
                path=("low",),
            )
        return self


def parameter(
    default: float | Dated,
    meaning: str,
    source: str = ASSUMPTION,
    *,
    unit: str,
    low: float = 0,
    high: float,
    label: Label = "hypothetical",
    between: Between = "step",
) -> Setting:
    """Declare a number of the model. `share`, `chance`, `months` and so on are the same with a unit and a range.

    Parameters
    ----------
    default
        A number, or dated numbers (see `Dated`) in the order of their months.
    meaning
        What it is, in a sentence.
    source
        Ids of facts, separated by commas, or ``"assumption"``.
    unit
        The unit in words, empty for a pure number.
    low, high
        The range that is accepted, both ends included; it starts at 0 unless `low` is given.
    label
        The label of the default.
    between
        ``"step"``: a dated value holds until the next one; ``"linear"``: a straight line joins them.

    Returns
    -------
    A field of the section. Its type is that of the value which a scenario holds.

    Raises
    ------
    PydanticCustomError
        If the declaration contradicts itself: a default out of range, an unknown source.
    """
    provenance = {"source": read_source(source), "label": label}
    given: TomlTable | list[TomlTable]
    if isinstance(default, Sequence):
        given = [{"from": row[0], "value": row[1], **_own(row, provenance)} for row in default]
    else:
        given = {"value": default, **provenance}
    empty = Setting(points=(), between=between)
    default_setting = Number(empty, unit, low, high, meaning, between).read(given)
    return cast("Setting", _field(Number(default_setting, unit, low, high, meaning, between)))


share = partial(parameter, unit="share", high=1)
"""A share of a whole; ``unit="share of income"`` names the whole."""
chance = partial(parameter, unit="per month", high=1)
"""A chance, or a share that changes, each month."""
rate = partial(parameter, unit="per year", high=1)
"""A yearly rate, such as interest."""
months = partial(parameter, unit="months", high=240)
"""A duration."""
months_of_income = partial(parameter, unit="months of income", high=1000)
"""An amount of money, in months of the person's income."""
years = partial(parameter, unit="years", high=120)
"""An age, or a number of years."""
times = partial(parameter, unit="times", high=10)
"""A factor."""
ratio = partial(parameter, unit="ratio", high=10)
"""One quantity divided by another."""
proportion = partial(parameter, unit="ratio", high=1)
"""One quantity divided by another that is at least as large."""
flag = partial(parameter, unit="0 or 1", high=1)
"""Whether something holds, 0 or 1; unlike a switch, it can change from month to month."""
weight = partial(parameter, unit="weight", high=10)
"""The weight of a part in a score."""
points = partial(parameter, unit="points", high=3000)
"""Points of a score."""


def switch(default: bool, meaning: str, source: str = ASSUMPTION, *, label: Label = "hypothetical") -> Switch:
    """Declare a switch, by its default and what it switches."""
    declared = OnOff(Switch(value=default, source=read_source(source), label=label), meaning)
    return cast("Switch", _field(declared))


def choice(
    default: str, *options: str, meaning: str, source: str = ASSUMPTION, label: Label = "hypothetical"
) -> Choice:
    """Declare a choice of one of `options`, which include the default."""
    chosen = Choice(value=default, source=read_source(source), label=label)
    declared = OneOf(chosen, options, meaning)
    declared.read(chosen)
    return cast("Choice", _field(declared))


def _own(row: Sequence[float | str], provenance: TomlTable) -> TomlTable:
    return provenance if len(row) == 2 else {"source": row[2], "label": row[3]}


def _field(declared: Declaration) -> Any:
    described = Described(declared)
    return Field(default=declared.default, description=declared.meaning, json_schema_extra=described)
