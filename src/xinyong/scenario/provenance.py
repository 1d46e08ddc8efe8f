"""Provenance: the facts that parameters cite, and reading tables {value, source, label, note}.

The facts are rows of the essay's claims, sections of public numbers, and targets, by id. Statements are paraphrased and
short. P1 to P20, D, F, S, K, T, W, V1 to V4, B and O are claims of the essay (T. E. Ström, "Cybernetic Capitalism with
Chinese Characteristics", Arena); 2a to 2j are sections of public numbers, and 2a-travel or 2d-tariff single rows of
them, which values rest on; V5 to V28 are targets of validation, and so are 3a-V1 to 3a-V4, since V1 to V4 are the
essay's claims on cameras; 5 is the table of disputes.

pydantic collects refusals and their places; `error_messages.explain` turns them into one `BadScenario`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from pydantic_core import PydanticCustomError

from ..errors import Description, nearest
from ..vocabulary import LABELS
from .months import parse_month
from .parameter_value import ASSUMPTION, USER, JsonSchema


@dataclass(frozen=True)
class Fact:
    """One row of the facts."""

    id: str
    """What a parameter's source names."""
    kind: str
    """Claim, mechanism, quantity, actor, interpretation; or numbers, target, disputes."""
    check: str
    """What a comparison with other sources found; for rows of numbers a rating: A official or peer-reviewed, B press on
    a primary source, C weak, U unverified, D derived."""
    statement: str
    """What it says, in one line."""

    @property
    def documents(self) -> bool:
        """Whether a number may be called documented on its strength: rated A or B, or a claim that sources bear out."""
        return self.check in ("A", "A/B", "B") or self.check.startswith(("confirmed", "mostly confirmed"))


def _read() -> dict[str, Fact]:
    table = resources.files("xinyong.scenario").joinpath("facts.tsv").read_text(encoding="utf-8")
    _, *rows = table.splitlines()
    facts = (Fact(id=i, kind=k, check=c, statement=s) for i, k, c, s in (row.split("\t") for row in rows))
    return {fact.id: fact for fact in facts}


FACTS: dict[str, Fact] = _read()
"""Every fact by its id, in the order of the table."""


PROVENANCE = ("source", "label", "note")
TABLE = "{value, source, label, note}"

KeyPath = tuple[str | int, ...]

_KNOWN = frozenset((*FACTS, ASSUMPTION, USER))

REFUSED = "refused"
"""The pydantic error type of `refuse`."""


def refuse(received: object, *, accepted: str, remedy: str, path: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error to raise in a validator; `path` continues from the place that the validator checks."""
    context: dict[str, object] = {"received": received, "accepted": accepted, "remedy": remedy, "path": path}
    return PydanticCustomError(REFUSED, "accepted: {accepted}. {remedy}", context)


def read_table(given: Mapping[Any, Any], needed: tuple[str, ...], path: KeyPath = ()) -> Mapping[str, Any]:
    """Return the table if it has all needed keys and no others except source, label and note."""
    known = (*needed, *PROVENANCE)
    for key in given:
        if key not in known:
            accepted = "a table with " + ", ".join(known)
            raise refuse(
                Description(f"an unknown key {key!r}"), accepted=accepted, remedy=nearest(str(key), known), path=path
            )
    for key in needed:
        if key not in given:
            accepted = f"a table with {' and '.join(needed)}"
            raise refuse(dict(given), accepted=accepted, remedy=f"Add {key}.", path=path)
    return given


def read_provenance(table: Mapping[str, Any], path: KeyPath = ()) -> dict[str, Any]:
    """Source, label and note of a table: `user` and `hypothetical` where it names none.

    Returns
    -------
    Keyword arguments of `xinyong.scenario.parameter_value.Sourced`.
    """
    source = read_source(table.get("source", USER), (*path, "source"))
    label = table.get("label", "hypothetical")
    if label not in LABELS:
        remedy = nearest(label, LABELS) if isinstance(label, str) else "Write a label in quotes."
        raise refuse(label, accepted=f"one of {', '.join(LABELS)}", remedy=remedy, path=(*path, "label"))
    note = table.get("note")
    if note is not None and not isinstance(note, str):
        raise refuse(note, accepted="text", remedy="Write the note in quotes.", path=(*path, "note"))
    return {"source": source, "label": label, "note": note}


def read_source(given: object, path: KeyPath = ()) -> str:
    """A source: ids of the facts with commas between them, or `assumption`, or `user`."""
    if isinstance(given, str) and given in _KNOWN:
        return given
    known = (*FACTS, ASSUMPTION, USER)
    accepted = "an id of the facts (xy.facts(sources=True) lists them), or 'assumption', or 'user'"
    if not isinstance(given, str):
        raise refuse(given, accepted=accepted, remedy="Write the id in quotes.", path=path)
    for part in given.split(","):
        if part.strip() not in known:
            remedy = nearest(part.strip(), known) + " Anything else about the origin belongs in the note."
            raise refuse(given, accepted=accepted, remedy=remedy, path=path)
    return given


def read_month(given: object, path: KeyPath = ()) -> int:
    """A month written as text, ``"2015-10"``; see `xinyong.scenario.months`."""
    accepted = "a month in quotes such as '2015-10'"
    if isinstance(given, str):
        try:
            return parse_month(given)
        except ValueError:
            remedy = "Write four digits for the year, a hyphen and two digits for the month."
            raise refuse(given, accepted=accepted, remedy=remedy, path=path) from None
    remedy = f"Write '{given:%Y-%m}'" if isinstance(given, date) else "Write it as text"
    remedy += ", in quotes."
    raise refuse(given, accepted=accepted, remedy=remedy, path=path)


def table_schema(needed: Mapping[str, JsonSchema]) -> JsonSchema:
    """JSON Schema of a table with these keys and its provenance."""
    provenance = {"source": {"type": "string"}, "label": {"enum": list(LABELS)}, "note": {"type": "string"}}
    return {
        "type": "object",
        "properties": {**needed, **provenance},
        "required": list(needed),
        "additionalProperties": False,
    }
