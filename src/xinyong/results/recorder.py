"""The recorder of one replicate: computes series, cohort and audit from monthly sums, and can be checkpointed.

Its state is the values so far and the sums since the start of the run. A checkpoint stores it as plain arrays, so a
resumed run continues where the interrupted one stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from ..array_types import HostArray
from ..counting.count import Count
from ..counting.tally import Tally
from ..errors import BadFolder
from ..measures.registry import Registry, registry
from ..society.columns import COLUMNS, Column
from .fairness_audit import AUDIT_SUMS, AUDIT_TABLES, without_bands, year_of
from .schema import audit_table, cohort_table, series_table

_SUMS = "sums."
_COHORT = "cohort."


class Recorder:
    """Collects the series and the cohort of one replicate, month by month.

    Parameters
    ----------
    people_per_citizen
        Number of people that each simulated citizen represents.
    on
        Names of the mechanisms that are switched on.
    columns
        All columns of the model.
    measures
        What is recorded; the built-in measures and those of installed packages if None.

    Attributes
    ----------
    declared
        What has to be counted for the measures, the nation and the yearly audit.
    """

    def __init__(
        self,
        *,
        people_per_citizen: float,
        on: frozenset[str],
        columns: Mapping[str, Column] = COLUMNS,
        measures: Registry | None = None,
    ) -> None:
        self._weight = people_per_citizen
        self._on, self._columns = on, columns
        self._measures = registry() if measures is None else measures
        self.declared = self._measures.declared.also(AUDIT_SUMS, AUDIT_TABLES)
        self._since_start = Tally.zero(self.declared)
        self._months: list[int] = []
        self._values: list[np.ndarray] = []
        self._n: list[np.ndarray] = []
        self._cohort: list[dict[str, np.ndarray]] = []
        self._audit = np.zeros((0, 5), np.int64)

    def add(self, month: int, tally: Tally, cohort: Mapping[str, HostArray], parts: Mapping[str, Any]) -> None:
        """Record a month (months since year 0).

        Parameters
        ----------
        tally
            The month's sums over all citizens.
        cohort
            Name to array (citizens,) of those followed, ``citizen`` among them; empty if nobody is.
        parts
            What the nation remembers after the month, by name (see `nation.nation.PARTS`).
        """
        self._since_start = self._since_start + tally
        count = Count(tally, self._since_start, weight=self._weight, on=self._on, parts=parts)
        found = self._measures.rows(count)
        self._months.append(month)
        self._values.append(found.values)
        self._n.append(found.n)
        self._cohort.append({name: np.asarray(column) for name, column in cohort.items()})
        if (month + 1) % 12 == 0:
            year = year_of(tally, self._since_start, self._audit[:, 1:])
            self._audit = np.concatenate([self._audit, np.insert(year, 0, month, axis=1)])

    def series(self, replicate: int) -> pa.Table:
        """The rows so far as a table of schema `schema.SERIES`."""
        size, keys = len(self._months), self._measures.keys
        return series_table(
            months=np.repeat(np.asarray(self._months, np.int64), len(keys)),
            measures=[measure for measure, _ in keys] * size,
            groups=[group for _, group in keys] * size,
            values=np.concatenate([*self._values, np.empty(0)]),
            n=np.concatenate([*self._n, np.empty(0, np.int64)]),
            replicate=replicate,
        )

    def cohort(self, replicate: int) -> pa.Table | None:
        """The cohort so far, or None if nobody is followed."""
        columns = self._followed()
        if not columns:
            return None
        return cohort_table(columns, months=self._months, replicate=replicate, declared=self._columns)

    def audit(self, replicate: int) -> pa.Table:
        """The audit of the years so far, as a table of schema `schema.AUDIT`."""
        return audit_table(self._audit, replicate=replicate)

    def _followed(self) -> dict[str, np.ndarray]:
        """The cohort's columns, (months, citizens); fill values before a fork switched their mechanism on."""
        names = dict.fromkeys(name for month in self._cohort for name in month)
        return {name: np.stack([self._column(month, name) for month in self._cohort]) for name in names}

    def _column(self, month: Mapping[str, np.ndarray], name: str) -> np.ndarray:
        """One column of the cohort in a month; its fill value if no mechanism wrote it then."""
        if name in month:
            return month[name]
        return np.full(month["citizen"].shape, self._columns[name].fill, self._columns[name].dtype)

    def keep(self) -> dict[str, np.ndarray]:
        """The state that a checkpoint must contain to continue from here, as plain arrays by name."""
        arrays = {f"{_SUMS}{name}": sums for name, sums in self._since_start.arrays().items()}
        arrays["months"] = np.asarray(self._months, np.int64)
        arrays["keys"] = np.asarray(self._measures.keys, np.str_)
        arrays["values"] = np.stack(self._values)
        arrays["n"] = np.stack(self._n)
        arrays["audit"] = self._audit
        return arrays | {f"{_COHORT}{name}": column for name, column in self._followed().items()}

    def forget_bands(self) -> None:
        """Replace the score bands of past audits by "no score", because lenders now use another score."""
        self._audit = without_bands(self._audit)

    def restore(self, arrays: Mapping[str, Any], *, where: str) -> None:
        """Restore the arrays that `keep` returned; `where` is their checkpoint, for messages.

        Raises
        ------
        BadFolder
            If the checkpoint was not written by a run that records its results.
        """
        try:
            sums = {name.removeprefix(_SUMS): arrays[name] for name in arrays if name.startswith(_SUMS)}
            self._since_start = Tally.of_arrays(self.declared, sums)
            self._months = [int(month) for month in arrays["months"]]
            keys = [(str(measure), str(group)) for measure, group in arrays["keys"]]
            self._values, self._n = list(arrays["values"]), list(arrays["n"])
            self._audit = np.asarray(arrays["audit"], np.int64)
        except KeyError as error:
            raise BadFolder(
                where,
                received=f"a checkpoint without {error}",
                accepted="a checkpoint written by `xinyong run`",
                remedy="Run the scenario again from the start.",
            ) from error
        if keys != list(self._measures.keys):
            raise BadFolder(
                where,
                received="a checkpoint with other measures",
                accepted="one of the same version",
                remedy="Run the scenario again from the start.",
            )
        followed = {name: column for name, column in arrays.items() if name.startswith(_COHORT)}
        self._cohort = [
            {name.removeprefix(_COHORT): column[k] for name, column in followed.items()}
            for k in range(len(self._months))
        ]
