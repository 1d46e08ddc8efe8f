"""What a reader calls each measure, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import BadRequest, nearest
from ..measures.measure import Measure
from ..measures.registry import described


def definition(measure: str, noted: Sequence[Mapping[str, Any]] = ()) -> Measure:
    """What is said about a measure: unit, definition, source, label.

    Parameters
    ----------
    measure
        Its id.
    noted
        What the manifest of a run notes of measures that are not built in.

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
