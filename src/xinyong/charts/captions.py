"""Texts of pictures: names and units of measures, the simulated population, and the sources of the numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import BadRequest, nearest
from ..measures.measure import Measure
from ..measures.registry import described
from .number_format import is_index, is_share, number

if TYPE_CHECKING:
    from .world_view import WorldView


def unit_words(measure: Measure) -> str:
    """A measure's unit in words: ``"per cent"``, ``"yuan a month"``; empty for a pure number."""
    unit = measure.unit
    if is_share(unit):
        return "per cent"
    return "" if is_index(unit) else unit.replace("/", " a ")


def what_is_shown(measure: Measure) -> str:
    """The first sentence of a measure's definition, with its unit: the start of a subtitle."""
    sentence = re.split(r"[;:.](?:\s|$)", measure.definition, maxsplit=1)[0]
    unit = unit_words(measure)
    return sentence if not unit or unit in sentence.lower() else f"{sentence}, {unit}"


def counted_people(worlds: Sequence[WorldView]) -> str:
    """The population: ``"100,000 synthetic adults, each standing for 11,000"``."""
    manifest = worlds[0].run.manifest
    each = float(manifest["people_per_citizen"])
    people = f"{manifest['population']:,} synthetic adults"
    return f"{people}, each standing for {number(each, 'people')} people" if each > 1 else people


def made_by(worlds: Sequence[WorldView]) -> str:
    """Origin of the numbers: version, scenarios, seed and replicates."""
    manifest = worlds[0].run.manifest
    names = listing([f"{world.called} ({world.label})" for world in worlds])
    return (
        f"Simulated: Xinyong {manifest['version']}, {names}, seed {manifest['seed']}, "
        f"{replicates_words(manifest['replicates'])}."
    )


def listing(names: Sequence[str]) -> str:
    """Names for running text: ``"A"``, ``"A and B"``, ``"A, B and C"``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def shapes_of(worlds: Sequence[WorldView]) -> str:
    """The shape of each world, as text; empty for one world."""
    shapes = [f"{world.look.sign} {world.called}" for world in worlds]
    return "   ".join(shapes) if len(shapes) > 1 else ""


def month_name(month: str) -> str:
    """A month for running text: ``"2013-01"`` becomes ``"January 2013"``."""
    return f"{pd.Timestamp(month + '-01'):%B %Y}"


def replicates_words(replicates: int) -> str:
    """``"one run"`` or ``"4 replicates"``."""
    return "one run" if replicates == 1 else f"{replicates} replicates"


def definition(measure: str, noted: Sequence[Mapping[str, Any]] = ()) -> Measure:
    """The declaration of a measure: unit, definition, source, label.

    Parameters
    ----------
    measure
        Its id.
    noted
        Declarations in a run's manifest of measures that are not built in.

    Raises
    ------
    BadRequest
        If there is no such measure.
    """
    known = described(noted)
    if measure not in known:
        raise BadRequest("measure", received=measure, accepted="the id of a measure", remedy=nearest(measure, known))
    return known[measure]


def name(measure: str, noted: Sequence[Mapping[str, Any]] = ()) -> str:
    """A measure's short name."""
    return definition(measure, noted).name
