"""The worlds that a picture shows, one or two, and their series as averages and ranges over replicates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from ..errors import BadRequest, nearest
from ..results.run import Run
from . import colours

if TYPE_CHECKING:
    from ..experiments.twins import Comparison

MONTHLY: Final = ["month", "year", "value", "low", "high", "n", "replicates"]
"""Columns of what `Side.monthly` gives back."""


@dataclass(frozen=True)
class Side:
    """One world of a picture.

    Attributes
    ----------
    letter
        ``"A"`` or ``"B"``; empty when there is only one world.
    name
        The scenario's name.
    label
        ``essay``, ``documented`` or ``hypothetical``: what the world's result may be called.
    colour, text_colour
        Of its marks, and of words about it.
    dash
        Pixels on and off of its lines; empty for a solid line.
    shape
        Of its dots.
    run
        The run that is shown.
    """

    letter: str
    name: str
    label: str
    colour: str
    text_colour: str
    dash: tuple[int, ...]
    shape: str
    run: Run = field(repr=False)

    @property
    def called(self) -> str:
        """Letter and name: ``"B documented"``; only the name when it is alone."""
        return f"{self.letter} {self.name}".strip()

    @cached_property
    def _parts(self) -> dict[tuple[str, str], pd.DataFrame]:
        parts = self.run.series.groupby(["measure", "group"], sort=False, observed=True)
        return {(str(measure), str(group)): part for (measure, group), part in parts}

    @cached_property
    def measures(self) -> frozenset[str]:
        """Ids of the measures that the run holds."""
        return frozenset(measure for measure, _ in self._parts)

    def groups(self, measure: str) -> tuple[str, ...]:
        """Groups that a measure is counted by in this run, in the order of the series."""
        return tuple(group for name, group in self._parts if name == measure)

    def replicates(self, measure: str, group: str = "all") -> pd.DataFrame:
        """Values of a measure by month (rows, ascending) and replicate (columns); NaN where undefined.

        Raises
        ------
        BadRequest
            If the run does not hold the measure for the group.
        """
        part = self._parts.get((measure, group))
        if part is None:
            known = self.measures if measure not in self.measures else set(self.groups(measure))
            asked = measure if measure not in self.measures else group
            raise BadRequest(
                "the series of " + self.called,
                received=f"{measure} of {group}",
                accepted="a measure and a group that the run counted",
                remedy=nearest(asked, known),
            )
        return self._pivoted(measure, group, "value")

    def _pivoted(self, measure: str, group: str, column: str) -> pd.DataFrame:
        part = self._parts[(measure, group)]
        index = pd.MultiIndex.from_arrays([part["month"], part["replicate"]])
        return pd.Series(part[column].to_numpy(), index=index).unstack("replicate").sort_index()

    def monthly(self, measure: str, group: str = "all") -> pd.DataFrame:
        """A measure month by month: mean and range over replicates.

        Returns
        -------
        DataFrame
            One row a month where the measure is defined in at least one replicate: ``month`` (its first day),
            ``year`` (a decimal number), ``value`` (mean), ``low`` and ``high`` (over replicates), ``n``
            (simulated citizens counted, mean), ``replicates`` (how many are defined).
        """
        wide = self.replicates(measure, group)
        months = pd.DatetimeIndex(wide.index)
        table = pd.DataFrame(
            {
                "month": months,
                "year": months.year + (months.month - 1) / 12,
                "value": wide.mean(axis=1).to_numpy(),
                "low": wide.min(axis=1).to_numpy(),
                "high": wide.max(axis=1).to_numpy(),
                "n": self._pivoted(measure, group, "n").mean(axis=1).to_numpy(),
                "replicates": wide.notna().sum(axis=1).to_numpy(),
            }
        )
        return table.dropna(subset=["value"]).reset_index(drop=True)

    def has(self, measure: str, group: str = "all") -> bool:
        """Whether the measure is in the run for this group and defined in some month."""
        part = self._parts.get((measure, group))
        return part is not None and bool(part["value"].notna().any())


def sides(subject: Run | Comparison) -> tuple[Side, ...]:
    """The one world of a run, or the two worlds of a comparison: A (blue, solid) and B (orange, dashed)."""
    if isinstance(subject, Run):
        return (_first("", subject),)
    return _first("A", subject.a), _second(subject.b)


def _first(letter: str, run: Run) -> Side:
    name, label = run.scenario.name, run.scenario.label
    return Side(letter, name, label, colours.A, colours.A_TEXT, (), "circle", run)


def _second(run: Run) -> Side:
    name, label = run.scenario.name, run.scenario.label
    return Side("B", name, label, colours.B, colours.B_TEXT, colours.DASH, "square", run)
