"""Every error that a user can cause, in one tree.

    XinyongError
    ├── BadInput                 exit code 2: nothing was written, nothing was lost
    │   ├── BadScenario          a scenario file, a key path, a parameter's value, a rule
    │   ├── BadRequest           an option of the command line or an argument of the Python API
    │   ├── BadNetwork           an explicit network that does not fit the society
    │   └── BadFolder            a run folder: unwritable, not empty, damaged, or from another version
    └── RunFailed                exit code 1: the model broke one of its own laws
        └── BooksDoNotBalance    money appeared or vanished

Messages are part of the interface. Each says where (file and key path), what was received, what is accepted,
and what to do, in that order.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class XinyongError(Exception):
    """The root: everything this package raises on purpose. `exit_code` is what the command line returns."""

    exit_code = 1


class BadInput(XinyongError):
    """Something a user gave cannot be used.

    Parameters
    ----------
    where
        The file and key path, option or argument.
    received
        The value as it came.
    accepted
        What would have been accepted.
    remedy
        What to do about it.
    """

    exit_code = 2

    def __init__(self, where: str, *, received: object, accepted: str, remedy: str) -> None:
        self.where, self.received, self.accepted, self.remedy = where, received, accepted, remedy
        shown = received if isinstance(received, str) and received.strip() and "\n" not in received else repr(received)
        super().__init__(f"{where}: received {shown}; accepted: {accepted}. {remedy}")


class BadScenario(BadInput):
    """A scenario file, a key path, a value or a rule is not valid."""


class BadRequest(BadInput):
    """An option of the command line or an argument of the Python API is not valid."""


class BadNetwork(BadInput):
    """An explicit network does not fit the society."""


class BadFolder(BadInput):
    """A run folder cannot be written, or what is in it cannot be read."""


class RunFailed(XinyongError):
    """The model broke one of its own laws; a bug, not the user's fault."""


class BooksDoNotBalance(RunFailed):
    """Money appeared or vanished in a month."""


class Words(str):
    """What was received, said in words of ours: shown as it is, where a text that was received stands in quotes."""


def not_text(received: object) -> object:
    """What was received where something else than text is wanted: a text is shown in quotes and called text."""
    return Words(f"{received!r} (text)") if isinstance(received, str) else received


def nearest(name: str, known: Iterable[str]) -> str:
    """The sentence that names the closest known names, or lists some of them: "Did you mean 'essay'?"."""
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(repr(c) for c in close) + "?"
    listing = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"Known: {listing}."
