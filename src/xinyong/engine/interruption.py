"""Ctrl-C, and a polite end (SIGTERM): the first lets the work under way come to its end, the second does not wait."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Whether somebody wants to stop.

    Attributes
    ----------
    is_asked
        Whether Ctrl-C was pressed, or an end asked for, while it was being noted.
    """

    def __init__(self) -> None:
        self.is_asked = False

    @contextmanager
    def noted(self, *, wanted: bool) -> Iterator[None]:
        """Note a signal inside the block, instead of letting it break a month in two.

        Python delivers signals to the main thread only: in any other, and where it is not `wanted`, this does
        nothing. Of the two signals it notes those that somebody handles: Ctrl-C is ignored by what a shell starts in
        the background, and SIGTERM is the command line's to handle. Previous handlers come back at the end.
        """
        is_ours = threading.current_thread() is threading.main_thread()
        asked_for = SIGNALS if wanted and is_ours else ()
        previous = {number: signal.getsignal(number) for number in asked_for}
        noted = [number for number, handler in previous.items() if callable(handler)]
        for number in noted:
            signal.signal(number, self._note)
        try:
            yield
        finally:
            for number in noted:
                signal.signal(number, previous[number])

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
