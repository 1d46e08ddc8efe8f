"""Switches and choices: what is declared of one, and how a value is read against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import nearest, not_text
from .dated_value import USER, Choice, Switch
from .provenance import TABLE, Path, read_provenance, read_table, table_schema
from .refusal import refuse


@dataclass(frozen=True)
class OnOff:
    """A switch: its default and what it switches."""

    default: Switch
    meaning: str
    accepted = "true or false"

    def read(self, given: object) -> Switch:
        """The value that was given: true, false, or a table with a value; anything else is refused."""
        if isinstance(given, Switch):
            return given
        if isinstance(given, Mapping):
            table = read_table(given, ("value",))
            return Switch(value=self._truth(table["value"], ("value",)), **read_provenance(table))
        value = self._truth(given)
        if value == self.default.value:
            return self.default
        return Switch(value=value, source=USER, label="hypothetical")

    def schema(self) -> dict[str, Any]:
        """JSON Schema of everything that may be given."""
        truth = {"type": "boolean"}
        return {"description": self.meaning, "anyOf": [truth, table_schema({"value": truth})]}

    def _truth(self, given: object, path: Path = ()) -> bool:
        if not isinstance(given, bool):
            remedy = f"Write true or false without quotes, or a table {TABLE}."
            raise refuse(not_text(given), accepted=self.accepted, remedy=remedy, path=path)
        return given


@dataclass(frozen=True)
class OneOf:
    """A choice: its default, the names to choose from, and what is chosen."""

    default: Choice
    options: tuple[str, ...]
    meaning: str

    @property
    def accepted(self) -> str:
        """What may be given, in words."""
        return "one of " + ", ".join(self.options)

    def read(self, given: object) -> Choice:
        """The value that was given: a name, or a table with a value; anything else is refused."""
        if isinstance(given, Choice):
            given = given.as_toml()
        if isinstance(given, Mapping):
            table = read_table(given, ("value",))
            return Choice(value=self._name(table["value"], ("value",)), **read_provenance(table))
        value = self._name(given)
        if value == self.default.value:
            return self.default
        return Choice(value=value, source=USER, label="hypothetical")

    def schema(self) -> dict[str, Any]:
        """JSON Schema of everything that may be given."""
        name = {"enum": list(self.options)}
        return {"description": self.meaning, "anyOf": [name, table_schema({"value": name})]}

    def _name(self, given: object, path: Path = ()) -> str:
        if not isinstance(given, str) or given not in self.options:
            remedy = nearest(given, self.options) if isinstance(given, str) else "Write a name in quotes."
            raise refuse(given, accepted=self.accepted, remedy=remedy, path=path)
        return given
