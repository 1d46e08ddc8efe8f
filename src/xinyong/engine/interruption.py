"""Ctrl-C: the first one lets the month under way come to its end, the second one does not wait."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any


class Interruption:
    """Notes a Ctrl-C while it is entered, instead of breaking a month in two.

    Python delivers signals to the main thread only; in any other thread, and where Ctrl-C was already ignored, this
    does nothing. The previous handler comes back on leaving.

    Attributes
    ----------
    is_asked
        Whether somebody has pressed Ctrl-C since entering.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._previous: Any = None

    def __enter__(self) -> Interruption:
        is_ours = threading.current_thread() is threading.main_thread()
        if is_ours and callable(signal.getsignal(signal.SIGINT)):
            self._previous = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._previous is not None:
            signal.signal(signal.SIGINT, self._previous)
            self._previous = None

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
