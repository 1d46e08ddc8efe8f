"""Keys and words of scenarios that have new names. The old names work for one version, with a warning."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from ..errors import Description, OldName
from .parameter_value import TomlTable
from .provenance import refuse

OLD_KEYS: dict[str, str] = {
    "beginning": "initialization",
    "livelihood.circuit": "livelihood.money_circuit",
    "scoring.court": "scoring.court_list",
    "scoring.market": "scoring.dishonest_firms",
    "scoring.red": "scoring.red_list",
    "scoring.repair": "scoring.ledger_repair",
    "scoring.training": "scoring.scorecard_training",
    "scoring.experience": "scoring.score_beliefs",
    "lending.rounds": "lending.monthly_loans",
    "lending.following": "lending.loan_performance",
}
"""Sections by their old key paths, with the new ones."""

OLD_LISTS: dict[str, str] = {"court": "court_list", "market": "dishonest_firms", "red": "red_list"}
"""Lists that a rule can refer to, by their old names, with the new ones."""

_FORMERLY = {new: old for old, new in (*OLD_KEYS.items(), *OLD_LISTS.items())}


def renamed(table: Mapping[str, Any]) -> TomlTable:
    """A scenario's table with the new names of sections.

    Raises
    ------
    PydanticCustomError
        A refusal, if a section is there under both names.
    """
    found = dict(table)
    for old, new in OLD_KEYS.items():
        *parents, name = old.split(".")
        holder = found
        for parent in parents:
            inner = holder.get(parent)
            if not isinstance(inner, Mapping):
                break
            holder[parent] = dict(inner)
            holder = holder[parent]
        else:
            _rename(holder, name, old, new)
    return found


def _rename(holder: TomlTable, name: str, old: str, new: str) -> None:
    if name not in holder:
        return
    key = new.rpartition(".")[2]
    if key in holder:
        received = Description(f"both {old} and {new}")
        raise refuse(received, accepted=new, remedy=f"{old} is now {new}: keep one.", path=tuple(old.split(".")))
    _warn(old, new)
    holder[key] = holder.pop(name)


def renamed_list(given: object) -> object:
    """The new name of a list that a rule refers to; anything else as it is."""
    if isinstance(given, str) and given in OLD_LISTS:
        _warn(f"listed = {given!r}", repr(OLD_LISTS[given]))
        return OLD_LISTS[given]
    return given


def former(path: str) -> str:
    """A key path, or the name of a list, as it was before: hashes of scenarios are made of the old names."""
    for end in range(len(path), 0, -1):
        if (end == len(path) or path[end] == ".") and path[:end] in _FORMERLY:
            return _FORMERLY[path[:end]] + path[end:]
    return path


def _warn(old: str, new: str) -> None:
    warnings.warn(f"{old} is now {new}", OldName, stacklevel=1)  # one place, so that Python shows each text once
