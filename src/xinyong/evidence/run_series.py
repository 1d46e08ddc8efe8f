"""The series of one simulated world: values by measure, month and group, as checks and limits read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ..results.run_result import Run
from ..scenario.months import parse_month


@dataclass(frozen=True)
class RunSeries:
    """A run of one replicate without a cohort."""

    run: Run = field(repr=False)

    @cached_property
    def _series(self) -> dict[tuple[str, str], tuple[list[float], float]]:
        parts = self.run.series.groupby(["measure", "group"], sort=False, observed=True)
        return {
            (str(measure), str(group)): (part["value"].tolist(), float(part["n"].iloc[-1]))
            for (measure, group), part in parts
        }

    def at(self, measure: str, month: str, group: str = "all") -> float:
        """The value of a measure in a month (``YYYY-MM``); KeyError for a value that the run does not hold."""
        place = parse_month(month) - self.run.scenario.window.from_
        values = self._series[measure, group][0]
        if not 0 <= place < len(values):
            raise KeyError(month)
        return values[place]

    def last(self, measure: str, group: str = "all", *, back: int = 0) -> float:
        """The value of a measure in the last month, or `back` months before it."""
        return self._series[measure, group][0][-1 - back]

    def citizens(self, group: str = "all") -> float:
        """Simulated citizens in a group in the last month."""
        return self._series["share_listed", group][1]

    def number(self, path: str) -> float:
        """The value of a parameter in the last month, by its key path."""
        section, _, name = path.rpartition(".")
        return float(self.run.scenario.section(section).numbers(self.run.scenario.window.until)[name])

    @property
    def months(self) -> int:
        """Length of the run."""
        return len(self.run.scenario.window.months)

    @property
    def people_per_citizen(self) -> float:
        """How many people one simulated citizen stands for."""
        return float(self.run.manifest["people_per_citizen"])

    @property
    def adults(self) -> float:
        """People represented."""
        return self.people_per_citizen * float(self.run.manifest["population"])
