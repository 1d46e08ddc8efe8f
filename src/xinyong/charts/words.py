"""The small print of pictures: units, the population that was simulated, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Sequence

from .amounts import is_share, number
from .measured import definition
from .sides import Side


def unit_words(measure: str) -> str:
    """A measure's unit at the start of a subtitle: ``"Per cent"``, ``"Yuan a month"``."""
    unit = definition(measure).unit
    if is_share(unit):
        return "Per cent"
    words = unit.replace("/", " a ") or "index"
    return words[0].upper() + words[1:]


def counted_people(worlds: Sequence[Side]) -> str:
    """Whom the numbers are about: ``"100,000 synthetic adults, each standing for 11,000"``."""
    manifest = worlds[0].run.manifest
    each = float(manifest["people_per_citizen"])
    people = f"{manifest['population']:,} synthetic adults"
    return f"{people}, each standing for {number(each, 'people')}" if each > 1 else people


def made_by(worlds: Sequence[Side]) -> str:
    """Who computed it: version, scenarios, seed and replicates."""
    manifest = worlds[0].run.manifest
    names = " and ".join(f"{side.called} ({side.label})" for side in worlds)
    return (
        f"Simulated: Xinyong {manifest['version']}, {names}, seed {manifest['seed']}, "
        f"{replicates_words(manifest['replicates'])}."
    )


def replicates_words(replicates: int) -> str:
    """``"one run"`` or ``"4 replicates"``: a single run says nothing about luck, and is called what it is."""
    return "one run" if replicates == 1 else f"{replicates} replicates"
