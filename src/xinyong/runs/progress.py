"""Progress of several runs as one, so that a person sees one bar that ends when all is done."""

from __future__ import annotations

from types import TracebackType

from ..engine.progress import Progress, Silent


class Stages:
    """A `Progress` for runs of equal length, one after the other, reported to another as one long run.

    Parameters
    ----------
    progress
        Receives the reports; nobody if None.
    stages
        How many runs there are.
    months
        Months of each.
    """

    def __init__(self, progress: Progress | None, *, stages: int, months: int) -> None:
        self._progress: Progress = progress or Silent()
        self._stages, self._months = stages, months
        self._before = 0
        self._base = 0
        self._has_begun = False

    def __enter__(self) -> Stages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._has_begun:
            self._progress.end()

    def skip(self) -> None:
        """Count a run as done that was done before."""
        self._before += self._months

    def start(self, total_months: int, citizens: int) -> None:
        """Begin a run; a resumed one has fewer months to go than the others."""
        if not self._has_begun:
            self._has_begun = True
            self._progress.start(self._stages * self._months, citizens)
        self._base = self._before + self._months - total_months

    def month(self, done: int, month: int) -> None:
        """Report that `done` months of this run are over, the last of them `month`."""
        self._progress.month(self._base + done, month)

    def end(self) -> None:
        """End a run."""
        self._before += self._months
