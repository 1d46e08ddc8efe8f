"""Stages: one progress over several runs, so that a person sees one bar that ends when all is done."""

from __future__ import annotations

from types import TracebackType

from ..engine.progress import Progress, Silent


class Stages:
    """A `Progress` for runs of equal length, one after the other, told to another as one long run.

    Parameters
    ----------
    progress
        Who is told; nobody if None.
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
        """A run is not needed: it was done before."""
        self._before += self._months

    def start(self, total_months: int, citizens: int) -> None:
        """A run begins; it may have fewer months to go than the others, if it is resumed."""
        if not self._has_begun:
            self._has_begun = True
            self._progress.start(self._stages * self._months, citizens)
        self._base = self._before + self._months - total_months

    def month(self, done: int, month: int) -> None:
        """`done` months of this run are over; the last of them is `month`."""
        self._progress.month(self._base + done, month)

    def end(self) -> None:
        """The run is over."""
        self._before += self._months
