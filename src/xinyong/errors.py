"""All errors that this package raises on purpose, in one tree.

    XinyongError
    ├── BadInput                 exit code 2: nothing was written, nothing was lost
    │   ├── BadScenario          a scenario file, a key path, a parameter's value or a rule
    │   ├── BadRequest           a command-line option, an argument of the Python API, a missing package
    │   ├── BadMechanism         a mechanism that clashes with the model, or does what it does not declare
    │   ├── BadNetwork           an explicit network that does not fit the society
    │   └── BadFolder            a run folder: not writable, not empty, damaged, or from another version
    └── RunFailed                exit code 1: an internal check of the model failed
        └── BooksDoNotBalance    money appeared or vanished

One warning, `OldName`, says that a key of a scenario has a new name.

Messages are part of the interface. Each names the place (file and key path), the value received, what is accepted,
and what to do, in this order.
"""

from __future__ import annotations

import difflib
import operator
from collections.abc import Iterable
from numbers import Real
from typing import SupportsIndex


class OldName(FutureWarning):
    """A scenario uses an old name of a key, which works in this version only."""


LONGEST_MESSAGE = 1000
"""Characters of a message."""

_LONGEST_PLACE, _LONGEST_VALUE, _LONGEST_ADVICE = 200, 200, 270
"""Characters of a message's place, of its received value, and of what is accepted and of the remedy. Longer texts are
cut in the middle."""


class XinyongError(Exception):
    """The root of all errors of this package. `exit_code` is the exit code of the command line."""

    exit_code = 1


class BadInput(XinyongError):
    """The user gave something that cannot be used.

    Parameters
    ----------
    where
        The file and key path, option or argument.
    received
        The value that was given.
    accepted
        Which values are valid.
    remedy
        What the user should do.
    """

    exit_code = 2

    def __init__(self, where: str, *, received: object, accepted: str, remedy: str) -> None:
        self.where, self.received, self.accepted, self.remedy = where, received, accepted, remedy
        is_bare = isinstance(received, str) and received.strip() and "\n" not in received
        shown = shortened(received if is_bare else _repr(received), _LONGEST_VALUE)
        place = shortened(where, _LONGEST_PLACE)
        valid, advice = (shortened(text, _LONGEST_ADVICE) for text in (accepted, remedy))
        super().__init__(f"{place}: received {shown}; accepted: {valid}. {advice}")


def shortened(text: object, most: int) -> str:
    """A text of at most `most` characters: a longer one without its middle."""
    text = str(text)
    return text if len(text) <= most else f"{text[: most // 2]}...{text[len(text) - most // 2 + 3 :]}"


def _repr(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # Python does not print whole numbers of thousands of digits
        return "a number too long to print"


class BadScenario(BadInput):
    """A scenario file, a key path, a value or a rule is not valid."""


class BadRequest(BadInput):
    """A command-line option or an argument of the Python API is not valid, or an optional package is missing."""


class BadMechanism(BadInput):
    """A mechanism clashes with the model, or its step reads or writes something that it does not declare."""


class BadNetwork(BadInput):
    """An explicit network does not fit the society."""


class BadFolder(BadInput):
    """A run folder cannot be written, or its contents cannot be read."""


class RunFailed(XinyongError):
    """An internal check of the model failed: a bug, not an error of the user."""


class BooksDoNotBalance(RunFailed):
    """Money was created or destroyed within a month."""


class Description(str):
    """A description of what was received. Messages show it without quotes; they quote text that the user gave."""


def not_text(received: object) -> object:
    """Prepare a value for a message that rejects text: text is quoted and labelled as text, the rest is unchanged."""
    return Description(f"{received!r} (text)") if isinstance(received, str) else received


def check_whole(where: str, value: object, *, least: int, most: int, unit: str) -> int:
    """Return a whole number as a Python int if it is in its range; 3.0 is 3, and NumPy's numbers are accepted too.

    Raises
    ------
    BadRequest
        If it is not a whole number, or out of range.
    """
    number = whole(value)
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise BadRequest(
            where,
            received=not_text(value),
            accepted=f"a whole number of {unit} from {least} to {most}",
            remedy=f"Give a whole number in that range for {where}.",
        )
    return number


def whole(value: object) -> object:
    """The int of a whole number, as 3 of 3.0 and of NumPy's 3; anything else as it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, SupportsIndex):
        return operator.index(value)
    return int(float(value)) if isinstance(value, Real) and float(value).is_integer() else value


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the closest known names, such as "Did you mean 'essay'?". Without a close one, list some known names."""
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(repr(c) for c in close) + "?"
    listing = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"Known: {listing}."
