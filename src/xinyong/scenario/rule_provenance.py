"""Where the fields of a rule come from: each may be a plain value, or a table {value, source, label, note}.

A rule's own source and label say that there is such a rule: its kind and its effect, and its trigger unless that says
otherwise. Sizes, dates and the rest are assumptions unless they name a source of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..vocabulary import Label
from .dated_value import ASSUMPTION, USER, Sourced
from .provenance import PROVENANCE, read_provenance, read_table, table_schema

FIELDS = ("trigger", "context", "size", "gravity", "from", "until", "automation", "latency_months", "exempt")
"""Fields of a rule that have a source and a label of their own, by their names in a file."""

_WORDS = ("title", "description", "default")


def is_told(name: str, given: object) -> bool:
    """Whether what was given for a field is a table with its provenance (a plain trigger is a table too)."""
    if name not in FIELDS or not isinstance(given, Mapping):
        return False
    return name != "trigger" or any(key in given for key in ("value", *PROVENANCE))


def bare(name: str, given: Any) -> Any:
    """What was given for a field, without its provenance."""
    return given.get("value") if is_told(name, given) else given


def separate(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Sourced]]:
    """The table of a rule with plain values, and the provenance that it gives for some of them."""
    plain, told = dict(given), {}
    for name in FIELDS:
        if is_told(name, given.get(name)):
            table = read_table(given[name], ("value",), (name,))
            plain[name], told[name] = table["value"], Sourced(**read_provenance(table, (name,)))
    return plain, told


def untold(name: str, source: str, label: Label) -> Sourced:
    """Where a field comes from that does not say so, in a rule of this source and label."""
    if name == "trigger":
        return Sourced(source=source, label=label)
    return Sourced(source=USER if source == USER else ASSUMPTION, label="hypothetical")


def changed(name: str, held: object, given: object) -> object:
    """What a change makes of a field: the user is the source of another plain value."""
    if name not in FIELDS or given is None or is_told(name, given):
        return given
    was = bare(name, held)
    if was == given and isinstance(was, bool) == isinstance(given, bool):
        return held
    return {"value": given, "source": USER, "label": "hypothetical"}


def field_schema(plain: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of a field that may be plain, or a table with its provenance."""
    words = {key: plain[key] for key in _WORDS if key in plain}
    value = {key: plain[key] for key in plain if key not in _WORDS}
    return {**words, "anyOf": [value, table_schema({"value": value})]}
