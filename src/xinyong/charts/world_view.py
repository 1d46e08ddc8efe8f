"""The worlds that a picture shows: their series as averages and ranges over replicates, and their captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import BadRequest, nearest
from ..measures.measure import Measure
from ..measures.registry import described
from ..results.run_result import Run
from .colours import Look, look
from .number_format import cases, listing, number, replicates_words

if TYPE_CHECKING:
    from ..runs.comparison import Comparison


@dataclass(frozen=True)
class WorldView:
    """One world of a picture.

    Attributes
    ----------
    name
        A name that no other world of the picture has.
    look
        Its colours, dash, shape and letter.
    run
        The run that is shown.
    is_alone
        Whether it is the only world, and needs no letter.
    """

    name: str
    look: Look
    run: Run = field(repr=False)
    is_alone: bool = False

    @property
    def letter(self) -> str:
        """``"A"`` for the baseline, then ``"B"`` and so on; empty when it is alone."""
        return "" if self.is_alone else self.look.letter

    @property
    def label(self) -> str:
        """``essay``, ``documented`` or ``hypothetical``: how far the scenario is supported by sources."""
        return self.run.scenario.label

    @property
    def called(self) -> str:
        """Letter and name: ``"B documented"``; only the name when it is alone."""
        return f"{self.letter} {self.name}".strip()

    @cached_property
    def _rows(self) -> dict[tuple[str, str], NDArray[np.intp]]:
        """Where in the series the rows of a measure and group are."""
        parts: Any = self.run.series.groupby(["measure", "group"], sort=False, observed=True)
        return {(str(measure), str(group)): rows for (measure, group), rows in parts.indices.items()}

    @cached_property
    def _columns(self) -> dict[str, NDArray[Any]]:
        return {name: self.run.series[name].to_numpy() for name in ("month", "replicate", "value", "n")}

    @cached_property
    def _monthly(self) -> dict[tuple[str, str], pd.DataFrame]:
        """What `monthly` has given before: pictures, tables and small lines ask for the same."""
        return {}

    @cached_property
    def measures(self) -> frozenset[str]:
        """Ids of the measures that the run holds."""
        return frozenset(measure for measure, _ in self._rows)

    @cached_property
    def _described(self) -> dict[str, Measure]:
        return described(self.run.manifest.get("measures", ()))

    def definition(self, measure: str) -> Measure:
        """What is said about a measure of this run, built in or added: name, unit, definition, source, label.

        Raises
        ------
        BadRequest
            If there is no such measure.
        """
        if measure not in self._described:
            remedy = nearest(measure, self._described)
            raise BadRequest("measure", received=measure, accepted="the id of a measure", remedy=remedy)
        return self._described[measure]

    def cases(self, measure: str, mean: float) -> str:
        """The simulated cases behind the mean of a number of people or events, in words; empty for other measures."""
        each, replicates = self.run.manifest["people_per_citizen"], self.run.manifest["replicates"]
        return cases(self.definition(measure).cases(mean, people_each=each, replicates=replicates))

    def groups(self, measure: str) -> tuple[str, ...]:
        """Groups that a measure is counted by in this run, in the order of the series."""
        return tuple(group for name, group in self._rows if name == measure)

    def replicates(self, measure: str, group: str = "all") -> pd.DataFrame:
        """Values of a measure by month (rows, ascending) and replicate (columns); NaN where undefined.

        Raises
        ------
        BadRequest
            If the run does not hold the measure for the group.
        """
        self._check(measure, group)
        months, replicates, wide = self._wide(measure, group, "value")
        names = pd.Index(replicates, name="replicate")
        return pd.DataFrame(wide, index=pd.DatetimeIndex(months, name="month"), columns=names)

    def counted(self, measure: str, group: str = "all") -> NDArray[np.float64]:
        """Simulated citizens counted in the last month, by replicate."""
        self._check(measure, group)
        people: NDArray[np.float64] = self._wide(measure, group, "n")[2][-1]
        return people

    def _check(self, measure: str, group: str) -> None:
        """Refuse a measure or group that the run does not hold."""
        if (measure, group) not in self._rows:
            known = self.measures if measure not in self.measures else set(self.groups(measure))
            requested = measure if measure not in self.measures else group
            raise BadRequest(
                "the series of " + self.called,
                received=f"{measure} of {group}",
                accepted="a measure and a group that the run counted",
                remedy=nearest(requested, known),
            )

    def _wide(self, measure: str, group: str, column: str) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float64]]:
        """Months, replicates, and a column of the series as float64 (months, replicates); NaN where there is no row."""
        rows = self._rows[(measure, group)]
        months, row = np.unique(self._columns["month"][rows], return_inverse=True)
        replicates, place = np.unique(self._columns["replicate"][rows], return_inverse=True)
        wide = np.full((len(months), len(replicates)), np.nan)
        wide[row, place] = self._columns[column][rows]
        return months, replicates, wide

    def monthly(self, measure: str, group: str = "all") -> pd.DataFrame:
        """A measure month by month: mean and range over replicates.

        Returns
        -------
        DataFrame
            One row a month where the measure is defined in at least one replicate: ``month`` (its first day),
            ``year`` (a decimal number), ``value`` (mean), ``low`` and ``high`` (over replicates), ``n``
            (simulated citizens counted, mean), ``replicates`` (how many are defined). Kept: not to be written to.
        """
        if (measure, group) not in self._monthly:
            self._monthly[measure, group] = self._summed_up(measure, group)
        return self._monthly[measure, group]

    def _summed_up(self, measure: str, group: str) -> pd.DataFrame:
        self._check(measure, group)
        months, _, values = self._wide(measure, group, "value")
        counted = ~np.isnan(values)
        kept = counted.any(axis=1)
        values, dates = values[kept], pd.DatetimeIndex(months[kept])
        return pd.DataFrame(
            {
                "month": dates,
                "year": (dates.year + (dates.month - 1) / 12).to_numpy(np.float64),
                "value": np.nanmean(values, axis=1),
                "low": np.nanmin(values, axis=1),
                "high": np.nanmax(values, axis=1),
                "n": np.nanmean(self._wide(measure, group, "n")[2][kept], axis=1),
                "replicates": counted[kept].sum(axis=1),
            }
        )

    def has(self, measure: str, group: str = "all") -> bool:
        """Whether the measure is in the run for this group and defined in some month."""
        rows = self._rows.get((measure, group))
        return rows is not None and not bool(np.isnan(self._columns["value"][rows]).all())


def world_views(subject: Run | Comparison) -> tuple[WorldView, ...]:
    """The one world of a run, or the worlds of a comparison, the baseline first."""
    if isinstance(subject, Run):
        return (WorldView(subject.scenario.name, look(0), subject, is_alone=True),)
    worlds = zip(subject.names, subject.worlds, strict=True)
    return tuple(WorldView(name, look(place), run) for place, (name, run) in enumerate(worlds))


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


def shapes_of(worlds: Sequence[WorldView]) -> str:
    """The shape of each world, as text; empty for one world."""
    shapes = [f"{world.look.sign} {world.called}" for world in worlds]
    return "   ".join(shapes) if len(shapes) > 1 else ""
