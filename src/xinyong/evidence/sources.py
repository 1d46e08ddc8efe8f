"""Sources: the catalogue of facts, and where each of them is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..measures.published_figures import RECORD
from ..measures.registry import MEASURES
from ..scenario.load import presets
from ..scenario.parameter_rows import parameters
from ..scenario.provenance import FACTS
from ..scenario.scenario import Scenario
from ..society.margins import margins

MARGINS_OF = ("urban_share", "party_share", "offline_share")


def fact_rows() -> list[dict[str, Any]]:
    """One row for each fact, in the order of the catalogue.

    Returns
    -------
    Dictionaries with ``id``, ``kind``, ``rating`` (what a comparison with other sources found, or how good the
    sources are), ``says`` (the fact in our own words) and ``used_by``: key paths of parameters and rules that cite
    it in some preset, measures (``measure gini_income``), documented figures beside a measure (``figure
    share_listed``) and margins of the population (``margin age``), each once. All of it can be written as JSON.
    """
    used: dict[str, dict[str, None]] = {name: {} for name in FACTS}
    for place, source in _uses():
        for name in (part.strip() for part in source.split(",")):
            if name in used:
                used[name][place] = None
    return [
        {"id": f.id, "kind": f.kind, "rating": f.check, "says": f.statement, "used_by": list(used[f.id])}
        for f in FACTS.values()
    ]


def _uses() -> Iterator[tuple[str, str]]:
    """Everything that has a source, with it."""
    for scenario in (Scenario(), *map(Scenario.load, presets())):
        yield from ((row["path"], row["source"]) for row in parameters(scenario))
    yield from ((f"measure {m.id}", m.source) for m in MEASURES.values())
    yield from ((f"figure {figure.measure}", figure.source) for figure in RECORD)
    numbers = Scenario().society.numbers(Scenario().window.from_)
    yield from ((f"margin {m.name}", m.source) for m in margins(**{name: numbers[name] for name in MARGINS_OF}))
