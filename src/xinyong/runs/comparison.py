"""A comparison: two or more runs of the same people with the same random numbers, the baseline first."""

from __future__ import annotations

import math
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..display import brief
from ..errors import BadRequest, nearest
from ..measures.registry import described
from ..results.run_result import Run
from ..scenario.parameter_rows import Difference, difference
from .headline import HEADLINES, contrast, values_of

if TYPE_CHECKING:
    from ..reports.key_findings import KeyFinding


@dataclass(frozen=True, repr=False)
class Comparison:
    """Runs of the same people with the same random numbers; each is compared with the first, the baseline.

    Attributes
    ----------
    worlds
        Two or more runs, the baseline first; replicate r of each uses the same seed.
    path
        The folder that holds them, or None.
    """

    worlds: tuple[Run, ...]
    path: Path | None = None

    def __post_init__(self) -> None:
        if len(self.worlds) < 2:
            raise BadRequest(
                "worlds",
                received=f"{len(self.worlds)} of them",
                accepted="two or more, the baseline first",
                remedy="Name another scenario to compare with.",
            )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """A name for each world: that of its scenario, numbered where two are equal."""
        return unique_names([world.scenario.name for world in self.worlds])

    @property
    def baseline(self) -> Run:
        """The world that the others are compared with."""
        return self.worlds[0]

    @property
    def others(self) -> tuple[Run, ...]:
        """All worlds but the baseline."""
        return self.worlds[1:]

    @property
    def window(self) -> dict[str, str]:
        """First and last month of all worlds, ``from`` and ``until``."""
        return dict(self.baseline.manifest["window"])

    def __iter__(self) -> Iterator[Run]:
        return iter(self.worlds)

    def __len__(self) -> int:
        return len(self.worlds)

    def __repr__(self) -> str:
        return brief("Comparison", *self.names, **self.baseline.setting)

    def _repr_html_(self) -> str:
        from ..reports.notebook import html_of

        return html_of(self)

    def plot(self, measure: str | None = None, *, by_group: bool = False) -> Any:
        """An Altair chart of all worlds (see `Run.plot`)."""
        from ..reports.notebook import chart_of

        return chart_of(self, measure, by_group=by_group)

    def key_findings(self) -> tuple[KeyFinding, ...]:
        """What was found, in five sentences (see `reports.key_findings`)."""
        from ..charts.world_view import world_views
        from ..reports.key_findings import key_findings

        return key_findings(world_views(self))

    def __getitem__(self, name: str) -> Run:
        """The world of a name in `names`.

        Raises
        ------
        BadRequest
            If there is none; the message lists the names.
        """
        if name not in self.names:
            accepted = f"one of {', '.join(self.names)}"
            raise BadRequest("world", received=name, accepted=accepted, remedy=nearest(str(name), self.names))
        return self.worlds[self.names.index(name)]

    @property
    def differences(self) -> dict[str, tuple[Difference, ...]]:
        """For each world but the baseline, by name: every parameter in which it differs from the baseline."""
        pairs = zip(self.names[1:], self.others, strict=True)
        return {name: difference(self.baseline.scenario, other.scenario) for name, other in pairs}

    def frame(self) -> pd.DataFrame:
        """The series of all worlds as one tidy frame: `Run.series` with the column ``world`` (its name) in front."""
        parts = [world.series.assign(world=name) for name, world in zip(self.names, self.worlds, strict=True)]
        kinds: dict[str, Any] = {
            "world": pd.CategoricalDtype([*self.names]),
            "measure": "category",
            "group": "category",
        }
        table = pd.concat(parts, ignore_index=True).astype(kinds)
        return table[["world", *self.baseline.series.columns]]

    def headline(
        self, *, measures: Sequence[str] = HEADLINES, group: str = "all", month: str | None = None
    ) -> pd.DataFrame:
        """The headline measures of every world, with the difference from the baseline.

        Parameters
        ----------
        measures
            Ids, in the order wanted.
        group
            ``"all"``, or dimension=value.
        month
            ``YYYY-MM``; the last month if None.

        Returns
        -------
        A tidy frame with one row a measure and world: measure, world, value (mean over replicates), cases (simulated
        cases behind a number of people or events, over all replicates; NaN for other measures), difference (mean of
        this world less the baseline, replicate by replicate), low, high (its 95 % interval; NaN for a single
        replicate), is_clear and verdict (see `headline.verdict`), unit, replicates. The baseline differs by NaN.

        Raises
        ------
        BadRequest
            If the runs have no such measure, group or month.
        """
        rows = []
        known = described(self.baseline.manifest.get("measures", []))
        for measure in measures:
            base, _ = values_of(self.baseline, measure, group=group, month=month)
            for place, (name, world) in enumerate(zip(self.names, self.worlds, strict=True)):
                values, _ = values_of(world, measure, group=group, month=month)
                mean, each = float(values[-1].mean()), world.manifest["people_per_citizen"]
                cases = known[measure].cases(mean, people_each=each, replicates=len(values[-1]))
                other = values if place else np.full_like(values, np.nan)
                gap, found = contrast(base, other, string.ascii_uppercase[place % 26])
                rows.append(
                    {
                        "measure": measure,
                        "world": name,
                        "value": mean,
                        "cases": math.nan if cases is None else cases,
                        "difference": gap.mean,
                        "low": gap.low,
                        "high": gap.high,
                        "is_clear": found.is_clear,
                        "verdict": found.words if place else "",
                        "unit": known[measure].unit,
                        "replicates": gap.replicates,
                    }
                )
        return pd.DataFrame(rows)


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that occurred before with a number: ``essay``, ``essay-2``."""
    found: list[str] = []
    for name in names:
        numbered = (f"{name}-{number}" for number in range(2, len(names) + 2))
        found.append(name if name not in found else next(one for one in numbered if one not in (*found, *names)))
    return tuple(found)
