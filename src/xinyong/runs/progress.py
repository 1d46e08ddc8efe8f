"""Progress of runs: which display is used, and several runs shown as one."""

from __future__ import annotations

import html
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from ..engine.progress import Bar, Lines, Progress, Silent, pace
from ..scenario.months import format_month


def display_of(
    progress: bool | Progress | None, *, unit: str = "months", name: Callable[[int], str] = format_month
) -> Progress:
    """The display that an argument ``progress`` asks for.

    Parameters
    ----------
    progress
        None shows progress in a notebook and at an interactive prompt, and nothing in a script. True shows it in any
        case: as a bar in a notebook or on a terminal, else as lines on stderr. False shows nothing. An object with
        the methods of `engine.progress.Progress` receives the reports itself.
    unit, name
        What is counted, and how one of them is called; months unless something else is.
    """
    if not (progress is None or isinstance(progress, bool)):
        return progress
    shell = _ipython()
    is_interactive = shell is not None or hasattr(sys, "ps1")
    if progress is False or (progress is None and not is_interactive):
        return Silent()
    if hasattr(shell, "kernel"):
        return NotebookBar(unit=unit, name=name)
    return Bar(unit=unit, name=name) if sys.stderr.isatty() else Lines(unit=unit, name=name)


def _ipython() -> Any:
    """The shell of IPython or Jupyter that runs this process, or None; IPython is not imported for it."""
    loaded = sys.modules.get("IPython")
    return loaded.get_ipython() if loaded is not None else None


class NotebookBar:
    """A bar under the cell of a notebook, with the month reached, the speed and the time left.

    `unit` and `name` say what is counted, as for `display_of`.
    """

    EVERY_SECONDS = 0.25

    def __init__(self, *, unit: str = "months", name: Callable[[int], str] = format_month) -> None:
        self._unit, self._name = unit, name
        self._total = self._citizens = self._done = 0
        self._began = self._last = 0.0
        self._handle: Any = None

    def start(self, total_months: int, citizens: int) -> None:
        """Show an empty bar."""
        from IPython.display import display  # type: ignore[import-not-found]  # a notebook has loaded it already

        self._total, self._citizens, self._done = total_months, citizens, 0
        self._began = time.monotonic()
        self._handle = display(self._bar("compiling"), display_id=True)

    def month(self, done: int, month: int) -> None:
        """Move the bar."""
        self._done, now = done, time.monotonic()
        if now - self._last >= self.EVERY_SECONDS:
            self._last = now
            left = (now - self._began) / done * (self._total - done)
            self._show(f"{self._name(month)}{self._speed()}, {left:.0f} s left")

    def end(self) -> None:
        """Leave the bar with the time that it took."""
        self._show(f"{time.monotonic() - self._began:.1f} s{self._speed()}")

    def _speed(self) -> str:
        seconds = max(time.monotonic() - self._began, 1e-9)
        return f", {pace(self._done * self._citizens / seconds)} citizen-months/s" if self._citizens else ""

    def _show(self, words: str) -> None:
        if self._handle is not None:
            self._handle.update(self._bar(words))

    def _bar(self, words: str) -> _Shown:
        return _Shown(self._done, self._total, f"{self._done} of {self._total} {self._unit}, {words}")


@dataclass(frozen=True)
class _Shown:
    """What a notebook shows: a bar with words beside it, or the words alone."""

    done: int
    total: int
    words: str

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        return f'<progress value="{self.done}" max="{self.total}"></progress> {html.escape(self.words)}'


class Stages:
    """A `Progress` for runs of equal length, one after the other, reported to another as one long run.

    Parameters
    ----------
    progress
        Receives the reports, or says which display does (see `display_of`).
    stages
        How many runs there are.
    months
        Months of each.
    """

    def __init__(self, progress: bool | Progress | None, *, stages: int, months: int) -> None:
        self._progress = display_of(progress)
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
