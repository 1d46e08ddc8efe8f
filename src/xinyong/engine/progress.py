"""Progress: how the engine tells how far it is, without printing anything itself."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol, TextIO

from ..scenario.months import format_month

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


class Progress(Protocol):
    """Somebody who wants to know how far a run is. One may follow several runs, one after the other."""

    def start(self, total_months: int, citizens: int) -> None:
        """A run begins: months to simulate, and people in it."""

    def month(self, done: int, month: int) -> None:
        """`done` months are over; the last of them is `month` (months since year 0)."""

    def end(self) -> None:
        """The run is over, or has been broken off."""


def pace(speed: float) -> str:
    """A number of citizen-months a second in two digits or more: "1.2 million", "38 thousand", "710"."""
    for size, unit in ((1e9, " billion"), (1e6, " million"), (1e3, " thousand")):
        if speed >= 0.9995 * size:
            return f"{speed / size:.{1 if speed < 9.95 * size else 0}f}{unit}"
    return f"{speed:.0f}"


class Silent:
    """Tells nobody."""

    def start(self, total_months: int, citizens: int) -> None:
        """Say nothing."""

    def month(self, done: int, month: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Lines:
    """Plain lines, for logs and pipes: one when a run starts, one now and then, one when it is over.

    Parameters
    ----------
    stream
        Where to write; stderr by default.
    every_seconds
        Least time between two lines.
    """

    def __init__(self, stream: TextIO | None = None, *, every_seconds: float = 5.0) -> None:
        self._stream = stream
        self._every_seconds = every_seconds
        self._total = self._citizens = self._done = 0
        self._began = self._last = 0.0

    def start(self, total_months: int, citizens: int) -> None:
        """Say what is about to run."""
        self._total, self._citizens, self._done = total_months, citizens, 0
        self._began = self._last = time.monotonic()
        self._say(f"{citizens:,} citizens, {total_months} months")

    def month(self, done: int, month: int) -> None:
        """Say which month it is, if the last line is long enough ago."""
        now = time.monotonic()
        self._done = done
        if now - self._last >= self._every_seconds:
            self._last = now
            self._say(f"{format_month(month)}  {done} of {self._total} months")

    def end(self) -> None:
        """Say how long it took."""
        seconds = time.monotonic() - self._began
        speed = self._done * self._citizens / max(seconds, 1e-9)
        self._say(f"{self._done} of {self._total} months in {seconds:.1f} s ({pace(speed)} citizen-months a second)")

    def _say(self, text: str) -> None:
        print(text, file=self._stream or sys.stderr, flush=True)


class Bar:
    """A bar on a terminal's stderr, with the month reached, the speed and the time left."""

    def __init__(self) -> None:
        self._citizens = 0
        self._bar: RichProgress | None = None

    def start(self, total_months: int, citizens: int) -> None:
        """Draw an empty bar."""
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as RichProgress

        self._citizens = citizens
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("months"),
            TextColumn("{task.fields[speed]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._bar.start()
        self._bar.add_task("compiling", total=total_months, speed="")

    def month(self, done: int, month: int) -> None:
        """Move the bar."""
        if self._bar is None:
            return
        task = self._bar.tasks[0]
        rate = f"{pace(task.speed * self._citizens)} citizen-months/s" if task.speed else ""
        self._bar.update(task.id, completed=done, description=format_month(month), speed=rate)

    def end(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
