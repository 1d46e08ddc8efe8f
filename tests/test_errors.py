"""The tree that errors.py draws is the tree of the errors."""

import importlib
import pkgutil

import pytest

import xinyong
from xinyong import errors
from xinyong.errors import LONGEST_MESSAGE, BadRequest, XinyongError


def drawn(text):
    """Pairs of parent and child in a tree that is drawn with lines."""
    pairs, path = [], []
    for line in text.splitlines():
        bare = line.lstrip(" │├└─")
        name = bare.split(" ")[0]
        if name.isidentifier() and (name == "XinyongError" or "─ " in line):
            depth = (len(line) - len(bare)) // 4
            path = [*path[: depth - 1], name]
            pairs += [tuple(path[-2:])] if len(path) > 1 else []
    return pairs


def actual(error):
    """Pairs of parent and child, in order of definition."""
    return [pair for child in error.__subclasses__() for pair in ((error.__name__, child.__name__), *actual(child))]


def test_every_error_is_in_the_drawing_under_its_parent():
    for module in pkgutil.walk_packages(xinyong.__path__, "xinyong."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert drawn(errors.__doc__) == actual(XinyongError)


def test_every_error_lives_in_the_one_file():
    for _, name in actual(XinyongError):
        assert getattr(errors, name).__module__ == "xinyong.errors"


def test_the_drawing_says_which_exit_code_an_error_has():
    assert errors.BadInput.exit_code == 2
    assert "BadInput                 exit code 2" in errors.__doc__
    assert errors.RunFailed.exit_code == 1
    assert "RunFailed                exit code 1" in errors.__doc__


@pytest.mark.parametrize(
    "received", ["x" * 5000, ["x"] * 5000, "\n" * 5000, 10**5000], ids=["text", "list", "lines", "number"]
)
def test_no_message_is_longer_than_about_a_thousand_letters(received):
    error = BadRequest("place" * 999, received=received, accepted="one of " + "a, " * 999, remedy="Do this. " * 999)
    assert len(str(error)) <= LONGEST_MESSAGE
    assert error.received == received
    short = BadRequest("place", received="x", accepted="y", remedy="Do this.")
    assert str(short) == "place: received x; accepted: y. Do this."
