"""Ctrl-C: the first one lets the month under way come to its end, the second one does not wait."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Whether somebody wants to stop.

    Attributes
    ----------
    is_asked
        Whether Ctrl-C was pressed while it was being noted.
    """

    def __init__(self) -> None:
        self.is_asked = False

    @contextmanager
    def noted(self, *, wanted: bool) -> Iterator[None]:
        """Note a Ctrl-C inside the block, instead of letting it break a month in two.

        Python delivers signals to the main thread only; in any other thread, where Ctrl-C is already ignored,
        and where it is not `wanted`, this does nothing. The previous handler comes back at the end of the
        block.
        """
        is_ours = threading.current_thread() is threading.main_thread()
        previous = signal.getsignal(signal.SIGINT)
        if not (wanted and is_ours and callable(previous)):
            yield
            return
        signal.signal(signal.SIGINT, self._note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, previous)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
