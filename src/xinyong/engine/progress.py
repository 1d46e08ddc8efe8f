"""Progress and interruption: how the engine reports its progress, and how it reacts to Ctrl-C.

The engine prints nothing itself. The first Ctrl-C or SIGTERM lets the current work finish; the second one does not
wait.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TextIO

from ..scenario.months import format_month

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


class Progress(Protocol):
    """A receiver of progress reports. It may follow several runs, one after the other."""

    def start(self, total_months: int, citizens: int) -> None:
        """A run starts: number of months to simulate and number of citizens."""

    def month(self, done: int, month: int) -> None:
        """`done` months are finished; the last of them is `month` (months since year 0)."""

    def end(self) -> None:
        """The run has ended or was stopped."""


def pace(speed: float) -> str:
    """Citizen-months per second with two digits or more: "1.2 million", "38 thousand", "710"."""
    for size, unit in ((1e9, " billion"), (1e6, " million"), (1e3, " thousand")):
        if speed >= 0.9995 * size:
            return f"{speed / size:.{1 if speed < 9.95 * size else 0}f}{unit}"
    return f"{speed:.0f}"


class Silent:
    """Reports nothing."""

    def start(self, total_months: int, citizens: int) -> None:
        """Report nothing."""

    def month(self, done: int, month: int) -> None:
        """Report nothing."""

    def end(self) -> None:
        """Report nothing."""


class Lines:
    """Plain lines, for logs and pipes: at the start, at intervals, and at the end.

    Parameters
    ----------
    stream
        Output stream; stderr by default.
    every_seconds
        Shortest time between two lines.
    unit, name
        What is counted, and how one of them is called; months unless something else is.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        every_seconds: float = 5.0,
        unit: str = "months",
        name: Callable[[int], str] = format_month,
    ) -> None:
        self._stream, self._unit, self._name = stream, unit, name
        self._every_seconds = every_seconds
        self._total = self._citizens = self._done = 0
        self._began = self._last = 0.0

    def start(self, total_months: int, citizens: int) -> None:
        """Report the size of the run."""
        self._total, self._citizens, self._done = total_months, citizens, 0
        self._began = self._last = time.monotonic()
        self._say(f"{f'{citizens:,} citizens, ' if citizens else ''}{total_months} {self._unit}")

    def month(self, done: int, month: int) -> None:
        """Report the month, if the last line was long enough ago."""
        now = time.monotonic()
        self._done = done
        if now - self._last >= self._every_seconds:
            self._last = now
            self._say(f"{self._name(month)}  {done} of {self._total} {self._unit}")

    def end(self) -> None:
        """Report the duration."""
        seconds = time.monotonic() - self._began
        speed = self._done * self._citizens / max(seconds, 1e-9)
        words = f" ({pace(speed)} citizen-months a second)" if speed else ""
        self._say(f"{self._done} of {self._total} {self._unit} in {seconds:.1f} s{words}")

    def _say(self, text: str) -> None:
        print(text, file=self._stream or sys.stderr, flush=True)


class Bar:
    """A progress bar on a terminal's stderr with month, speed and remaining time (`unit` and `name` as in `Lines`)."""

    def __init__(self, *, unit: str = "months", name: Callable[[int], str] = format_month) -> None:
        self._unit, self._name = unit, name
        self._citizens = 0
        self._bar: RichProgress | None = None

    def start(self, total_months: int, citizens: int) -> None:
        """Show an empty bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._citizens = citizens
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn(self._unit),
            TextColumn("{task.fields[speed]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._bar.start()
        self._bar.add_task("compiling", total=total_months, speed="")

    def month(self, done: int, month: int) -> None:
        """Advance the bar."""
        if self._bar is None:
            return
        task = self._bar.tasks[0]
        rate = f"{pace(task.speed * self._citizens)} citizen-months/s" if task.speed and self._citizens else ""
        self._bar.update(task.id, completed=done, description=self._name(month), speed=rate)

    def end(self) -> None:
        """Stop the bar and leave it on the screen."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Records whether the user wants to stop.

    Attributes
    ----------
    is_requested
        Whether Ctrl-C or SIGTERM arrived inside `deferred`.
    """

    def __init__(self) -> None:
        self.is_requested = False

    @contextmanager
    def deferred(self, *, wanted: bool) -> Iterator[None]:
        """Record a signal inside the block instead of letting it interrupt a month.

        Python delivers signals to the main thread only. In other threads, and if not `wanted`, this does nothing. It
        records only signals that have a handler: processes that a shell starts in the background ignore Ctrl-C, and the
        command line handles SIGTERM. The previous handlers are restored at the end.
        """
        is_ours = threading.current_thread() is threading.main_thread()
        asked_for = STOP_SIGNALS if wanted and is_ours else ()
        previous = {number: signal.getsignal(number) for number in asked_for}
        deferred = [number for number, handler in previous.items() if callable(handler)]
        for number in deferred:
            signal.signal(number, self._note)
        try:
            yield
        finally:
            for number in deferred:
                signal.signal(number, previous[number])

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.is_requested:
            raise KeyboardInterrupt
        self.is_requested = True
