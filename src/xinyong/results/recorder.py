"""The recorder of one replicate: turns the months' sums into the rows that are kept, and can itself be kept.

Its memory is the rows so far and the sums since the run's start. It travels in a checkpoint as plain arrays,
so a resumed run goes on writing where the interrupted one stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import pyarrow as pa

from ..measures.monthly import rows
from ..measures.tally import Score, Tally, headline_score
from ..scenario.scenario import Scenario
from .schema import cohort_table, series_table

_SUMS = "sums."
_COHORT = "cohort."


class Recorder:
    """Collects the series and the cohort of one replicate, month by month.

    Parameters
    ----------
    scenario
        What is run; decides which score the measures of scores speak of.
    people_per_citizen
        How many people each simulated citizen stands for.
    """

    def __init__(self, scenario: Scenario, *, people_per_citizen: float) -> None:
        self._score: Score | None = headline_score(scenario.on)
        self._weight = people_per_citizen
        self._since_start = Tally.zero()
        self._months: list[int] = []
        self._measures: list[str] = []
        self._groups: list[str] = []
        self._values: list[float] = []
        self._n: list[int] = []
        self._cohort: dict[str, list[np.ndarray]] = {}

    def add(self, month: int, tally: Tally, cohort: Mapping[str, Any]) -> None:
        """Record a month.

        Parameters
        ----------
        month
            Months since year 0.
        tally
            The month's sums over all citizens.
        cohort
            Name to array (citizens,) of those followed, ``citizen`` among them; empty if nobody is.
        """
        self._since_start = self._since_start + tally
        found = rows(tally, self._since_start, score=self._score, weight=self._weight, month=month)
        for measure, group, value, n in found:
            self._months.append(month)
            self._measures.append(measure)
            self._groups.append(group)
            self._values.append(value)
            self._n.append(n)
        for name, column in cohort.items():
            self._cohort.setdefault(name, []).append(np.asarray(column))

    @property
    def months(self) -> list[int]:
        """The months recorded so far, each once."""
        return list(dict.fromkeys(self._months))

    def series(self, replicate: int) -> pa.Table:
        """The rows so far as a table of schema `SERIES`."""
        return series_table(
            months=self._months,
            measures=self._measures,
            groups=self._groups,
            values=self._values,
            n=self._n,
            replicate=replicate,
        )

    def cohort(self, replicate: int) -> pa.Table | None:
        """The cohort so far, or None if nobody is followed."""
        if not self._cohort:
            return None
        columns = {name: np.stack(column) for name, column in self._cohort.items()}
        return cohort_table(columns, months=self.months, replicate=replicate)

    def keep(self) -> dict[str, np.ndarray]:
        """Everything that a checkpoint must hold to go on from here, as plain arrays by name."""
        kept = {f"{_SUMS}{f.name}": np.asarray(getattr(self._since_start, f.name)) for f in fields(Tally)}
        kept["months"] = np.asarray(self._months, np.int64)
        kept["measures"] = np.asarray(self._measures, np.str_)
        kept["groups"] = np.asarray(self._groups, np.str_)
        kept["values"] = np.asarray(self._values, np.float64)
        kept["n"] = np.asarray(self._n, np.int64)
        return kept | {f"{_COHORT}{name}": np.stack(column) for name, column in self._cohort.items()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Go on from what `keep` gave."""
        self._since_start = Tally(**{f.name: np.asarray(kept[f"{_SUMS}{f.name}"]) for f in fields(Tally)})
        self._months = [int(month) for month in kept["months"]]
        self._measures = [str(measure) for measure in kept["measures"]]
        self._groups = [str(group) for group in kept["groups"]]
        self._values = [float(value) for value in kept["values"]]
        self._n = [int(n) for n in kept["n"]]
        self._cohort = {
            name.removeprefix(_COHORT): list(np.asarray(column))
            for name, column in kept.items()
            if name.startswith(_COHORT)
        }
